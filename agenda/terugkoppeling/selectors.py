"""'U zei, dit doen we samen': every bundle that was answered, with how it goes. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, F, Q

from agenda.inhoud import WEGGEHAALD, Antwoord
from agenda.keuzes import WieDoet
from agenda.models import AgendaVersie, Terugkoppeling
from agenda.selectors import newest_versie, show_version
from agenda.weergave import PlanBeeld
from bewoners.models import Bundel, Inbreng
from wijken.models import Wijk

GETELD = ~Q(inbrengen__status__in=[Inbreng.Status.GEWEIGERD, Inbreng.Status.AFGEHANDELD])


@dataclass(frozen=True, slots=True)
class Kaartje:
    """What residents said under one heading, and what becomes of it. `plan`: the adopted one."""

    titel: str
    samenvatting: str
    aantal: int
    wie: str
    waarom: str
    datum: dt.date
    plan: PlanBeeld | None


@dataclass(frozen=True, slots=True)
class Doorgegeven:
    """How much was passed on, to whom."""

    aan: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Uitslag:
    """All answers of a wijk: what is done, what is not, what was passed on, and how much still waits."""

    wel: tuple[Kaartje, ...]
    niet: tuple[Kaartje, ...]
    doorgegeven: tuple[Doorgegeven, ...]
    verhalen: int
    wacht: int  # subjects with stories, without an answer

    @property
    def leeg(self) -> bool:
        return not (self.wel or self.niet or self.doorgegeven)


def uitslag_of(wijk: Wijk) -> Uitslag:
    """The newest answers first. What was taken out of the adopted agenda is not told here either."""
    versie = newest_versie(wijk)
    plannen = _plannen_per_bundel(versie) if versie else {}
    adopted = {uuid.UUID(each["bundel"]): each for each in versie.inhoud["antwoorden"]} if versie else {}
    bundels = Bundel.objects.filter(wijk=wijk).annotate(aantal=Count("inbrengen", filter=GETELD))
    answered = bundels.select_related("terugkoppeling").filter(terugkoppeling__isnull=False)
    kaartjes = [
        (bundel.terugkoppeling.wie, _kaartje(bundel, plannen.get(bundel.pk), adopted.get(bundel.pk)))
        for bundel in answered.order_by("-terugkoppeling__datum", "titel", "pk")
    ]
    return Uitslag(
        wel=tuple(kaartje for wie, kaartje in kaartjes if wie != WieDoet.NIEMAND),
        niet=tuple(kaartje for wie, kaartje in kaartjes if wie == WieDoet.NIEMAND),
        doorgegeven=_doorgegeven(wijk),
        verhalen=Inbreng.objects.for_wijk(wijk).counted().count(),
        wacht=bundels.filter(terugkoppeling__isnull=True, aantal__gt=0).count(),
    )


def _kaartje(bundel: Bundel, plan: PlanBeeld | None, adopted: Antwoord | None) -> Kaartje:
    terugkoppeling: Terugkoppeling = bundel.terugkoppeling
    return Kaartje(
        titel=_unless_gone(bundel.titel, adopted["titel"] if adopted else ""),
        samenvatting=_unless_gone(bundel.samenvatting, adopted["samenvatting"] if adopted else ""),
        aantal=bundel.aantal,  # type: ignore[attr-defined]  # annotated above
        wie=str(terugkoppeling.get_wie_display()),
        waarom=_unless_gone(terugkoppeling.waarom, adopted["waarom"] if adopted else ""),
        datum=terugkoppeling.datum,
        plan=plan,
    )


def _unless_gone(tekst: str, adopted: str) -> str:
    return WEGGEHAALD if WEGGEHAALD in adopted else tekst


def _plannen_per_bundel(versie: AgendaVersie) -> dict[uuid.UUID, PlanBeeld]:
    """The adopted plan that rests on a bundle; the first when there are more."""
    beelden = {plan.nummer: plan for plan in show_version(versie).plannen}
    found: dict[uuid.UUID, PlanBeeld] = {}
    for plan in versie.inhoud["plannen"]:
        for bewijs in plan["bewijs"]:
            if bewijs["soort"] == "bundel":
                found.setdefault(uuid.UUID(bewijs["sleutel"]), beelden[plan["nummer"]])
    return found


def _doorgegeven(wijk: Wijk) -> tuple[Doorgegeven, ...]:
    rows = (
        Inbreng.objects.for_wijk(wijk)
        .filter(status=Inbreng.Status.DOORGEGEVEN)
        .values(aan=F("doorgegeven_aan"))
        .annotate(aantal=Count("pk"))
        .order_by("-aantal", "aan")
    )
    return tuple(Doorgegeven(row["aan"], row["aantal"]) for row in rows)
