"""Reads of the concept: which round people see, and what came in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Max, QuerySet

from agenda.concept.regels import is_open
from agenda.inhoud import ConceptInhoud, PlanTekst
from agenda.models import AgendaVersie, Reactie, Reactieronde, Steun
from agenda.weergave import ActieBeeld, show_actie
from bewoners.signalen import Lezing, read_tekst
from bewoners.talen import language_name
from wijken.models import Wijk
from wijken.themas import PICTOGRAM, Thema

Bron = Reactie.Bron


@dataclass(frozen=True, slots=True)
class ConceptPlan:
    """A plan of a concept with what people said about it."""

    uuid: uuid.UUID
    nummer: int
    titel: str
    waarom: str
    trekker: str
    onderwerp: str
    pictogram: str
    acties: tuple[ActieBeeld, ...]
    steun: int = 0
    reacties: tuple[Reactie, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamReactie:
    """A reaction as the team reads it: marked where it should look twice."""

    reactie: Reactie
    lezing: Lezing
    taal: str  # '' when it is Dutch


@dataclass(frozen=True, slots=True)
class PlanReacties:
    """What came in about one plan; without a plan about the whole, or about what the text holds no more."""

    plan: ConceptPlan | None
    geheel: bool = False
    reacties: list[TeamReactie] = field(default_factory=list)


def newest_ronde(wijk: Wijk, nummer: int = 0) -> Reactieronde | None:
    """The newest round of the agenda in the making; with `nummer` that one."""
    rows = Reactieronde.objects.select_related("wijk", "agenda").filter(wijk=wijk, agenda__actief=True)
    if nummer:
        rows = rows.filter(nummer=nummer)
    return rows.order_by("-nummer").first()


def shown_ronde(wijk: Wijk, day: dt.date) -> Reactieronde | None:
    """What everyone reads as the concept: the newest round that has begun, until it is adopted. One query."""
    ronde = (
        Reactieronde.objects.select_related("wijk", "agenda")
        .filter(wijk=wijk, agenda__actief=True, opent_op__lte=day)
        .annotate(nieuwste_versie=Max("agenda__versies__nummer"))
        .order_by("-nummer")
        .first()
    )
    if ronde is None or (ronde.nieuwste_versie or 0) > _after(ronde):
        return None
    return ronde


def open_ronde_of(wijk: Wijk, day: dt.date) -> Reactieronde | None:
    """The round in which people can react on this day."""
    ronde = shown_ronde(wijk, day)
    return ronde if ronde is not None and is_open(ronde, day) else None


def is_adopted(ronde: Reactieronde) -> bool:
    """Whether the agenda was adopted after this concept was made."""
    return AgendaVersie.objects.filter(agenda=ronde.agenda_id, nummer__gt=_after(ronde)).exists()


def _after(ronde: Reactieronde) -> int:
    return int(ronde.inhoud.get("na_versie", 0))


def show_concept(ronde: Reactieronde) -> list[ConceptPlan]:
    """Its plans with the number of supports. One query."""
    counted = steun_of(ronde)
    inhoud: ConceptInhoud = ronde.inhoud
    return [_show(plan, counted, ()) for plan in inhoud.get("plannen", [])]


def find_plan(ronde: Reactieronde, sleutel: uuid.UUID) -> ConceptPlan | None:
    """One plan with the reactions that anyone may read, oldest first. Two queries."""
    inhoud: ConceptInhoud = ronde.inhoud
    plan = next((each for each in inhoud.get("plannen", []) if each["uuid"] == str(sleutel)), None)
    if plan is None:
        return None
    return _show(plan, steun_of(ronde), published_reacties(ronde, sleutel))


def published_reacties(ronde: Reactieronde, plan: uuid.UUID | None) -> QuerySet[Reactie]:
    """What anyone may read about a plan, or with None about the whole, oldest first."""
    rows = Reactie.objects.published().filter(wijk=ronde.wijk_id, agenda=ronde.agenda_id)
    return rows.filter(plan_uuid=plan).order_by("datum", "id")


def _show(plan: PlanTekst, steun: dict[uuid.UUID, int], reacties: Iterable[Reactie]) -> ConceptPlan:
    key = uuid.UUID(plan["uuid"])
    return ConceptPlan(
        uuid=key,
        nummer=plan["nummer"],
        titel=plan["titel"],
        waarom=plan["waarom"],
        trekker=plan["trekker"],
        onderwerp=str(Thema(plan["onderwerp"]).label) if plan["onderwerp"] else "",
        pictogram=PICTOGRAM.get(plan["onderwerp"], ""),
        acties=tuple(show_actie(actie, {}) for actie in plan["acties"]),
        steun=steun.get(key, 0),
        reacties=tuple(reacties),
    )


def steun_of(ronde: Reactieronde) -> dict[uuid.UUID, int]:
    """How many found each plan important, by its uuid."""
    rows = Steun.objects.filter(wijk=ronde.wijk_id, agenda=ronde.agenda_id).values("plan_uuid").order_by()
    return {row["plan_uuid"]: row["aantal"] for row in rows.annotate(aantal=Count("pk"))}


def reacties_per_plan(ronde: Reactieronde) -> list[PlanReacties]:
    """All that came in in this round: about the whole, then plan by plan; new ones first. Two queries."""
    groups = [PlanReacties(plan) for plan in show_concept(ronde)]
    by_plan = {group.plan.uuid: group for group in groups if group.plan}
    whole, rest = PlanReacties(None, geheel=True), PlanReacties(None)
    rows = Reactie.objects.filter(wijk=ronde.wijk_id, ronde=ronde, bron=Bron.OPENBAAR)
    for row in sorted(rows.order_by("datum", "id"), key=_new_first):
        group = by_plan.get(row.plan_uuid, rest) if row.plan_uuid else whole
        group.reacties.append(TeamReactie(row, read_tekst(row.tekst), language_name(row.taal)))
    return [*([whole] if whole.reacties else []), *groups, *([rest] if rest.reacties else [])]


def _new_first(reactie: Reactie) -> bool:
    return reactie.status != Reactie.Status.ONTVANGEN


def earlier_rondes(ronde: Reactieronde) -> Sequence[Reactieronde]:
    """The other rounds of this agenda, newest first."""
    return list(
        Reactieronde.objects.filter(wijk=ronde.wijk_id, agenda=ronde.agenda_id)
        .exclude(pk=ronde.pk)
        .defer("inhoud")
        .order_by("-nummer")
    )
