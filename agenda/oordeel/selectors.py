"""Reads of what residents found of the actions of an agenda. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Sum

from agenda.keuzes import ActieStatus, Oordeel, Oordeelweg
from agenda.models import Actieoordeel, Wijkagenda
from agenda.oordeel.beeld import Oordeelbeeld, beelden_of
from kern.klok import today

if TYPE_CHECKING:
    from agenda.weergave import ActieBeeld, AgendaBeeld

AF = (ActieStatus.KLAAR, ActieStatus.GESTOPT)


def oordelen_of(agenda: Wijkagenda) -> dict[uuid.UUID, tuple[Oordeelbeeld, ...]]:
    """What people said of each action, by way. One query."""
    rows = (
        Actieoordeel.objects.filter(agenda=agenda)
        .order_by()
        .values_list("actie_uuid", "weg", "oordeel")
        .annotate(samen=Sum("aantal"))
    )
    counts: dict[uuid.UUID, dict[tuple[str, str], int]] = {}
    for sleutel, weg, oordeel, samen in rows:
        counts.setdefault(sleutel, {})[weg, oordeel] = samen
    return {sleutel: beelden_of(aantallen) for sleutel, aantallen in counts.items()}


def to_judge(beeld: AgendaBeeld) -> list[ActieBeeld]:
    """The actions of which something can be said: done, stopped, or past their day."""
    return [actie for plan in beeld.plannen for actie in plan.acties if is_ripe(actie)]


def is_ripe(actie: ActieBeeld) -> bool:
    """Whether residents can say what became of this action."""
    return actie.status in AF or (actie.klaar_op is not None and actie.klaar_op < today())


@dataclass(frozen=True, slots=True)
class Eigen:
    """What one member or device said before."""

    oordeel: str
    tekst: str


def own_oordelen(agenda: Wijkagenda, wie: Mapping[str, object]) -> dict[uuid.UUID, Eigen]:
    """What this member, or the marks of this device, said of each action. One query."""
    rows = Actieoordeel.objects.filter(agenda=agenda, **wie)
    return {row.actie_uuid: Eigen(row.oordeel, row.tekst) for row in rows}


@dataclass(slots=True)
class Bijeenkomstdag:
    """What was counted of one action on the day of a meeting."""

    datum: dt.date
    aantallen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Oordeel.values, 0))
    tekst: str = ""

    @property
    def merk(self) -> str:
        """The counts and words as one mark: a form that carries another one is older than this."""
        counts = "-".join(str(self.aantallen[value]) for value in Oordeel.values)
        return hashlib.sha256(f"{counts}|{self.tekst}".encode()).hexdigest()[:16]

    @property
    def delen(self) -> list[tuple[str, int]]:
        return [(str(oordeel.label), self.aantallen[oordeel.value]) for oordeel in Oordeel]


def meetings_of(rows: Iterable[Actieoordeel]) -> list[Bijeenkomstdag]:
    """Rows of meetings of one action, put together per day, the newest first."""
    dagen: dict[dt.date, Bijeenkomstdag] = {}
    for row in rows:
        dag = dagen.setdefault(row.datum, Bijeenkomstdag(row.datum))
        dag.aantallen[row.oordeel] = row.aantal
        dag.tekst = dag.tekst or row.tekst
    return sorted(dagen.values(), key=lambda dag: dag.datum, reverse=True)


@dataclass(frozen=True, slots=True)
class Actierij:
    """An action on the page of the team: what was said, by way, and the words, which the team alone reads."""

    actie: ActieBeeld
    beelden: Sequence[Oordeelbeeld]
    teksten: Sequence[Actieoordeel]
    rijp: bool


@dataclass(frozen=True, slots=True)
class Planrij:
    """A plan with its actions about which something can be or was said."""

    uuid: uuid.UUID
    titel: str
    acties: tuple[Actierij, ...]

    @property
    def zonder(self) -> int:
        """How many of them can be judged, and nobody said anything yet."""
        return sum(rij.rijp and not rij.beelden for rij in self.acties)

    @property
    def mensen(self) -> bool:
        """Whether somebody said something."""
        return any(rij.beelden for rij in self.acties)


def team_plannen(agenda: Wijkagenda, beeld: AgendaBeeld) -> list[Planrij]:
    """Plan by plan the actions that can be or were judged, those without an opinion first. Two queries."""
    oordelen = oordelen_of(agenda)
    teksten: dict[uuid.UUID, list[Actieoordeel]] = {}
    for row in Actieoordeel.objects.filter(agenda=agenda).exclude(tekst="").order_by("-datum", "-pk"):
        teksten.setdefault(row.actie_uuid, []).append(row)
    plannen = []
    for plan in beeld.plannen:
        rows = [
            Actierij(actie, oordelen.get(actie.uuid, ()), teksten.get(actie.uuid, ()), is_ripe(actie))
            for actie in plan.acties
            if is_ripe(actie) or actie.uuid in oordelen
        ]
        if rows:
            rows.sort(key=lambda row: (not row.rijp, bool(row.beelden)))
            plannen.append(Planrij(plan.uuid, plan.titel, tuple(rows)))
    return plannen


def meeting_rows(agenda: Wijkagenda, sleutel: uuid.UUID) -> list[Actieoordeel]:
    """What was typed in of meetings about one action."""
    return list(Actieoordeel.objects.filter(agenda=agenda, actie_uuid=sleutel, weg=Oordeelweg.BIJEENKOMST))
