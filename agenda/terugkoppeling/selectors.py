"""Answers to bundles: 'U zei, dit doen we samen' for everyone, and the team's list. Fixed query counts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q

from agenda.inhoud import WEGGEHAALD, Antwoord
from agenda.keuzes import WieDoet
from agenda.models import Agendapunt, AgendaVersie, Onderbouwing, Terugkoppeling
from agenda.selectors import newest_versie, show_version
from agenda.weergave import PlanBeeld
from bewoners.models import Bundel, Inbreng, telt_mee
from wijken.models import Wijk


@dataclass(frozen=True, slots=True)
class Kaartje:
    """What residents said under one heading, and what becomes of it. `plan`: the adopted one."""

    bundel: uuid.UUID
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
    bundels = Bundel.objects.filter(wijk=wijk).annotate(
        aantal=Count("inbrengen", filter=telt_mee("inbrengen__"))
    )
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
        bundel=bundel.pk,
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
    return tuple(Doorgegeven(aan, aantal) for aan, aantal in Inbreng.objects.for_wijk(wijk).passed_on())


@dataclass(frozen=True, slots=True)
class BundelRij:
    """A bundle on the team's list of answers; `plan_nummer` is 0 when it belongs to no plan."""

    bundel: Bundel
    aantal: int
    plan_nummer: int
    bezwaren: int = 0  # senders who meant something else, and whom the team has not dealt with

    @property
    def antwoord(self) -> Terugkoppeling | None:
        return getattr(self.bundel, "terugkoppeling", None)


def antwoorden_of(wijk: Wijk) -> list[BundelRij]:
    """Every bundle with stories or an answer: open again, without answer, then in the order of the plans.

    Three queries.
    """
    plannen = Agendapunt.objects.filter(wijk=wijk, agenda__actief=True).in_order()
    nummers = {pk: nummer for nummer, pk in enumerate(plannen.values_list("pk", flat=True), start=1)}
    bewijs = Onderbouwing.objects.filter(wijk=wijk, bundel__isnull=False).values_list(
        "bundel_id", "agendapunt_id"
    )
    plan_van: dict[uuid.UUID | None, int] = {}
    for bundel_id, plan_id in bewijs:
        if plan_id in nummers:
            plan_van[bundel_id] = min(nummers[plan_id], plan_van.get(bundel_id, len(nummers)))
    bundels = (
        Bundel.objects.filter(wijk=wijk)
        .annotate(
            aantal=Count("inbrengen", filter=telt_mee("inbrengen__")),
            bezwaren=Count("inbrengen", filter=Q(inbrengen__niet_zo_bedoeld=True)),
        )
        .select_related("terugkoppeling")
        .order_by("titel", "pk")
    )
    rows = [
        BundelRij(bundel, bundel.aantal, plan_van.get(bundel.pk, 0), bundel.bezwaren)  # type: ignore[attr-defined]  # annotated
        for bundel in bundels
    ]
    shown = [row for row in rows if row.aantal or row.antwoord or row.bezwaren]
    return sorted(
        shown,
        key=lambda row: (not row.bezwaren, row.antwoord is not None, row.plan_nummer == 0, row.plan_nummer),
    )
