"""What a member of the agendagroep reads: what is asked now, and a plan of the concept. Fixed queries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from agenda.groep.mail import VOORAF
from agenda.groep.stemming import current_votes
from agenda.keuzes import Lidsoort
from agenda.models import (
    Agendagroeplid,
    Agendapunt,
    Groepskeuze,
    Groepsstem,
    Onderbouwing,
    Reactie,
    Wijkagenda,
)
from agenda.opbouw import build_werklijst, may_quote
from agenda.selectors import voortgang_of
from agenda.weergave import CitaatBeeld, PlanBeeld, show_agenda
from bewoners.talen import language_name
from kern.klok import today


@dataclass(frozen=True, slots=True)
class PlanRegel:
    """A plan on the list of a member, with what the member chose."""

    uuid: uuid.UUID
    nummer: int
    titel: str
    keuze: str  # the words of the choice, '' when there is none yet


@dataclass(frozen=True, slots=True)
class Begin:
    """The home of a member."""

    plannen: tuple[PlanRegel, ...]
    stem: Groepsstem | None
    loopt_af: bool

    @property
    def gekozen(self) -> int:
        return sum(bool(plan.keuze) for plan in self.plannen)

    @property
    def volgende(self) -> PlanRegel | None:
        """The first plan without a choice."""
        return next((plan for plan in self.plannen if not plan.keuze), None)


@dataclass(frozen=True, slots=True)
class BundelBeeld:
    """A bundle behind a plan: what the team wrote of it, and how many told it."""

    titel: str
    samenvatting: str
    aantal: int


@dataclass(frozen=True, slots=True)
class ReactieBeeld:
    """What a member said; of a resident never the name."""

    reactie: Reactie
    van_mij: bool
    organisatie: str  # '' for a resident

    @property
    def vertrokken(self) -> bool:
        return self.reactie.lid is None


@dataclass(frozen=True, slots=True)
class PlanBlad:
    """One plan as a member reads it."""

    plan: PlanBeeld
    bundels: tuple[BundelBeeld, ...]
    citaten: tuple[CitaatBeeld, ...]
    reacties: tuple[ReactieBeeld, ...]
    plannen: int
    vorige: uuid.UUID | None
    volgende: uuid.UUID | None


def read_begin(lid: Agendagroeplid, agenda: Wijkagenda | None) -> Begin:
    """What is asked of a member now."""
    loopt_af = lid.tot <= today() + VOORAF
    if agenda is None:
        return Begin((), None, loopt_af)
    keuzes = Groepskeuze.objects.filter(wijk=lid.wijk_id, lid=lid, agendapunt__agenda=agenda)
    gekozen = {keuze.agendapunt_id: str(keuze.get_keuze_display()) for keuze in keuzes}
    plannen = tuple(
        PlanRegel(plan.uuid, nummer, plan.titel, gekozen.get(plan.pk, ""))
        for nummer, plan in enumerate(agenda.agendapunten.in_order(), start=1)
    )
    return Begin(plannen, current_votes(agenda).filter(lid=lid).first(), loopt_af)


def read_planblad(lid: Agendagroeplid, plan: Agendapunt) -> PlanBlad:
    """A plan with what lies behind it: bundles as the team wrote them, and quotes that anyone may read."""
    inhoud = build_werklijst(plan.agenda)
    beelden = show_agenda(inhoud, voortgang_of(plan.agenda)).plannen
    index = next(place for place, beeld in enumerate(beelden) if beeld.uuid == plan.uuid)
    samenvattingen = {antwoord["bundel"]: antwoord["samenvatting"] for antwoord in inhoud["antwoorden"]}
    bundels = tuple(
        BundelBeeld(bewijs["titel"], samenvattingen.get(bewijs["sleutel"], ""), bewijs["aantal"])
        for bewijs in inhoud["plannen"][index]["bewijs"]
        if bewijs["soort"] == "bundel"
    )
    return PlanBlad(
        plan=beelden[index],
        bundels=bundels,
        citaten=_quotes(plan),
        reacties=read_reacties(lid, plan),
        plannen=len(beelden),
        vorige=_at(beelden, index - 1),
        volgende=_at(beelden, index + 1),
    )


def read_reacties(lid: Agendagroeplid, over: Agendapunt | Wijkagenda) -> tuple[ReactieBeeld, ...]:
    """What members said of a plan, or of the whole agenda, the oldest first."""
    rows = Reactie.objects.filter(wijk=over.wijk_id, bron=Reactie.Bron.GROEP)
    if isinstance(over, Agendapunt):
        rows = rows.filter(plan_uuid=over.uuid)
    else:
        rows = rows.filter(agenda=over, plan_uuid=None)
    return tuple(
        ReactieBeeld(row, row.lid_id == lid.pk, _organisation(row))
        for row in rows.select_related("lid").order_by("datum", "pk")
    )


def _organisation(reactie: Reactie) -> str:
    lid = reactie.lid
    return lid.organisatie if lid is not None and lid.soort == Lidsoort.PARTNER else ""


def _quotes(plan: Agendapunt) -> tuple[CitaatBeeld, ...]:
    rows = Onderbouwing.objects.filter(agendapunt=plan, inbreng__isnull=False)
    inbrengen = [row.inbreng for row in rows.select_related("inbreng__vertaling") if row.inbreng]
    return tuple(
        CitaatBeeld(each.tekst, each.taal, language_name(each.taal, each.taal_naam), each.nederlands)
        for each in inbrengen
        if may_quote(each)
    )


def _at(plannen: Sequence[PlanBeeld], index: int) -> uuid.UUID | None:
    return plannen[index].uuid if 0 <= index < len(plannen) else None
