"""The year review: what the adopted agenda promised, what was done, and what residents think of it."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.keuzes import ActieStatus, Doel, Oordeel, Oordeelweg, Succesfactor
from agenda.models import Actieoordeel, AgendaVersie, Succesverhaal, Voortgang
from agenda.weergave import ActieBeeld, PlanBeeld, show_agenda
from bewoners.models import NEDERLANDS
from kern.foto import MEDIATYPE, shrink_photo
from kern.fouten import DomeinFout
from kern.klok import today
from rapportage.hoofdstukken.plannen import STATUS_KLAS
from rapportage.woorden import day, label, years

FOTO_LANG: Final = 1000  # pixels of a photo on paper: 80 mm at 300 per inch
_RUNS = (ActieStatus.GEPLAND, ActieStatus.LOOPT, ActieStatus.VERTRAAGD)


@dataclass(frozen=True, slots=True)
class Belofte:
    """One action: what was promised, what came of it at the end of the year, and what residents think."""

    wat: str
    wie: str
    wanneer: str
    status: str
    klas: str
    woorden: str
    datum: str
    oordeel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TerugPlan:
    """One plan with its actions."""

    nummer: int
    titel: str
    beloften: tuple[Belofte, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Actions counted by where they stand, for one goal or for all."""

    naam: str
    totaal: int
    klaar: int
    loopt: int
    gestopt: int


@dataclass(frozen=True, slots=True)
class Restant:
    """An action that stopped, or that goes on after the year, and the last that was said of it."""

    wat: str
    plan: str
    woorden: str


@dataclass(frozen=True, slots=True)
class Verhaal:
    """A story of something that worked."""

    titel: str
    tekst: str
    plan: str
    factoren: tuple[str, ...]
    foto: bytes = b""
    foto_tekst: str = ""

    @property
    def foto_adres(self) -> str:
        """The photo, made small for paper, as an address that holds the picture itself; '' without one."""
        try:
            small = shrink_photo(self.foto, FOTO_LANG) if self.foto else b""
        except DomeinFout:  # no picture any more: that is no reason to make no review
            return ""
        return f"data:{MEDIATYPE};base64,{base64.b64encode(small).decode()}" if small else ""


@dataclass(frozen=True, slots=True)
class Terugblik:
    """The whole review as the template prints it."""

    titel: str
    wijk: str
    ondertitel: str
    jaar: int
    jaren: str
    voorbeeld: bool
    vastgesteld: str
    gemaakt_op: str
    alles: Telling
    doelen: tuple[Telling, ...]
    plannen: tuple[TerugPlan, ...]
    gestopt: tuple[Restant, ...]
    mee: tuple[Restant, ...]
    verhalen: tuple[Verhaal, ...]


def read_terugblik(versie: AgendaVersie, jaar: int) -> Terugblik:
    """The actions of this version as they stood at the end of the year, in a fixed number of queries."""
    einde = dt.date(jaar, 12, 31)
    with translation.override(NEDERLANDS):
        wijk, waarom = versie.inhoud["wijk"], versie.inhoud["waarom"]
        plannen = show_agenda(versie.inhoud, _told(versie, einde)).plannen
        acties = [(plan, actie) for plan in plannen for actie in plan.acties]
        doelen = {plan["nummer"]: plan["doelen"] for plan in versie.inhoud["plannen"]}
        oordelen = _opinions(versie, einde)
        return Terugblik(
            titel=_("Terugblik %(jaar)s van %(wijk)s") % {"jaar": jaar, "wijk": wijk["naam"]},
            wijk=wijk["naam"],
            ondertitel=wijk["ondertitel"],
            jaar=jaar,
            jaren=years(waarom["van_jaar"], waarom["tot_jaar"]),
            voorbeeld=wijk["voorbeeld"],
            vastgesteld=day(versie.datum.isoformat()),
            gemaakt_op=day(today().isoformat()),
            alles=_count(_("Alle acties"), [actie for _plan, actie in acties]),
            doelen=tuple(
                _count(str(doel.label), [actie for plan, actie in acties if doel in doelen[plan.nummer]])
                for doel in Doel
            ),
            plannen=tuple(
                TerugPlan(
                    plan.nummer,
                    plan.titel,
                    tuple(_promise(plan, actie, oordelen.get(actie.uuid, ())) for actie in plan.acties),
                )
                for plan in plannen
            ),
            gestopt=tuple(_rest(plan, a) for plan, a in acties if a.status == ActieStatus.GESTOPT),
            mee=tuple(_rest(plan, a) for plan, a in acties if a.status in _RUNS),
            verhalen=_stories(versie, jaar, {plan.uuid: plan.titel for plan in plannen}),
        )


def _told(versie: AgendaVersie, einde: dt.date) -> dict[uuid.UUID, Voortgang]:
    """The last line of each action up to this day."""
    rows = Voortgang.objects.filter(agenda=versie.agenda_id, datum__lte=einde)
    newest = rows.order_by("actie_uuid", "-datum", "-pk").distinct("actie_uuid")
    return {row.actie_uuid: row for row in newest}


def _promise(plan: PlanBeeld, actie: ActieBeeld, oordeel: Iterable[str]) -> Belofte:
    return Belofte(
        wat=actie.wat,
        wie=actie.trekker or plan.trekker or _("Nog niemand"),
        wanneer=actie.wanneer or (day(actie.klaar_op.isoformat()) if actie.klaar_op else ""),
        status=str(actie.status.label),
        klas=STATUS_KLAS.get(actie.status, ""),
        woorden=actie.tekst,
        datum=day(actie.datum.isoformat()) if actie.datum else "",
        oordeel=tuple(oordeel),
    )


def _rest(plan: PlanBeeld, actie: ActieBeeld) -> Restant:
    return Restant(actie.wat, plan.titel, actie.tekst)


def _count(naam: str, acties: Iterable[ActieBeeld]) -> Telling:
    counted = Counter(actie.status for actie in acties)
    return Telling(
        naam=naam,
        totaal=counted.total(),
        klaar=counted[ActieStatus.KLAAR],
        loopt=sum(counted[status] for status in _RUNS),
        gestopt=counted[ActieStatus.GESTOPT],
    )


def _opinions(versie: AgendaVersie, einde: dt.date) -> Mapping[uuid.UUID, list[str]]:
    """Per action a line for each way in which people said it: counts alone, never their words."""
    rows = (
        Actieoordeel.objects.filter(agenda=versie.agenda_id, datum__lte=einde)
        .order_by()
        .values("actie_uuid", "weg", "oordeel")
        .annotate(mensen=Sum("aantal"))
    )
    counted: dict[tuple[uuid.UUID, str], dict[str, int]] = {}
    for row in rows:
        counted.setdefault((row["actie_uuid"], row["weg"]), {})[row["oordeel"]] = row["mensen"]
    found: dict[uuid.UUID, list[str]] = {}
    for weg in Oordeelweg:
        for (actie, way), mensen in counted.items():
            if way == weg:
                said = ", ".join(f"{mensen[each]} {each.label.lower()}" for each in Oordeel if each in mensen)
                found.setdefault(actie, []).append(f"{str(weg.label).capitalize()}: {said}")
    return found


def _stories(versie: AgendaVersie, jaar: int, plannen: Mapping[uuid.UUID, str]) -> tuple[Verhaal, ...]:
    """Those of this year that stand on the site."""
    rows = Succesverhaal.objects.filter(agenda=versie.agenda_id, openbaar=True, datum__year=jaar)
    rows = rows.select_related("foto")
    return tuple(
        Verhaal(
            titel=row.titel,
            tekst=row.tekst,
            plan=plannen.get(row.plan_uuid, ""),
            factoren=tuple(label(Succesfactor, factor) for factor in row.factoren),
            foto=bytes(row.foto.inhoud) if row.foto else b"",
            foto_tekst=row.foto_tekst,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Terugkijkjaar:
    """A year that one can look back on, with the version that was in force."""

    jaar: int
    versie: AgendaVersie

    @property
    def sleutel(self) -> str:
        return f"{self.versie.pk}-{self.jaar}"


def years_to_review(versies: Iterable[AgendaVersie]) -> list[Terugkijkjaar]:
    """Of each agenda the years that began, newest first; the newest version that was there in that year."""
    per_agenda: dict[int, list[AgendaVersie]] = {}
    for versie in versies:
        per_agenda.setdefault(versie.agenda_id, []).append(versie)
    found = []
    for rows in per_agenda.values():
        ordered = sorted(rows, key=lambda versie: versie.nummer)
        first, agenda = ordered[0], ordered[0].agenda
        for jaar in range(min(first.datum.year, agenda.van_jaar), min(agenda.tot_jaar, today().year) + 1):
            there = [versie for versie in ordered if versie.datum.year <= jaar]
            found.append(Terugkijkjaar(jaar, there[-1] if there else first))
    return sorted(found, key=lambda each: (-each.jaar, -each.versie.pk))
