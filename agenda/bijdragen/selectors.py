"""Reading needs and promises: for the team by plan, for one need with its suggestions, and for residents.

An action that goes along to a new round gets a key of its own. Needs and promises stay with it: they are
found by the first key that the action ever had.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agenda.bijdragen.voorstellen import Groep, Voorstel, fits, suggest, together
from agenda.keuzes import Toezeggingstatus
from agenda.models import Actie, AgendaVersie, Behoefte, Toezegging
from agenda.namen.regels import BEWONER, personal_names
from agenda.namen.selectors import allowed_names
from agenda.weergave import Bijdragen, Nodig
from bewoners.aanbod.over import Over
from bewoners.models import Aanbod
from kern.klok import today
from wijken.models import Wijk
from wijken.selectors import namen_in

Status = Toezeggingstatus
JA: Final = (Status.TOEGEZEGD, Status.GEDAAN)
Wortels = Mapping[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class ActiePlek:
    """An action in words, and the plan that it stands in, of the draft or else of the agenda in force."""

    sleutel: uuid.UUID
    wat: str
    plan: str
    plan_uuid: uuid.UUID
    buurten: tuple[str, ...]
    agenda_id: int
    in_concept: bool


@dataclass(frozen=True, slots=True)
class NodigRij:
    """A need with who was thought of, asked or said yes."""

    behoefte: Behoefte
    toezeggingen: tuple[Toezegging, ...]
    voorstellen: int = 0

    @property
    def ja(self) -> int:
        return sum(each.status in JA for each in self.toezeggingen)

    @property
    def nog(self) -> int:
        """How many are still needed; none once the team said that it is there."""
        return 0 if self.behoefte.vervuld_op else max(0, self.behoefte.aantal - self.ja)

    @property
    def zoekt(self) -> bool:
        """Somebody stopped, and it is needed still."""
        return bool(self.nog) and any(each.status == Status.GESTOPT for each in self.toezeggingen)


@dataclass(frozen=True, slots=True)
class ActieRij:
    """An action with what it needs, and promises that belong to no need."""

    plek: ActiePlek
    nodig: tuple[NodigRij, ...]
    los: tuple[Toezegging, ...]


@dataclass(frozen=True, slots=True)
class PlanRij:
    """A plan with its actions."""

    uuid: uuid.UUID
    titel: str
    acties: tuple[ActieRij, ...]

    @property
    def rijen(self) -> list[NodigRij]:
        return [rij for actie in self.acties for rij in actie.nodig]

    @property
    def open(self) -> int:
        """How many things are still needed."""
        return sum(bool(rij.nog) for rij in self.rijen)

    @property
    def ja(self) -> int:
        los = sum(each.status in JA for actie in self.acties for each in actie.los)
        return los + sum(rij.ja for rij in self.rijen)

    @property
    def zoekt(self) -> int:
        return sum(rij.zoekt for rij in self.rijen)


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Everything that is needed and was promised in a wijk, at one glance."""

    plannen: tuple[PlanRij, ...]
    groepen: tuple[Groep, ...]
    aanbod: int  # offers that may be suggested today

    @property
    def rijen(self) -> list[NodigRij]:
        return [rij for plan in self.plannen for rij in plan.rijen]

    @property
    def open(self) -> int:
        return sum(plan.open for plan in self.plannen)

    @property
    def ja(self) -> int:
        return sum(plan.ja for plan in self.plannen)

    @property
    def zoekt(self) -> int:
        return sum(plan.zoekt for plan in self.plannen)


@dataclass
class _Stof:
    """What hangs on the actions of a wijk, by the first key of each action."""

    plekken: dict[uuid.UUID, ActiePlek]
    wortels: Wortels
    behoeften: dict[uuid.UUID, list[Behoefte]] = field(default_factory=dict)
    toezeggingen: dict[uuid.UUID, list[Toezegging]] = field(default_factory=dict)

    def is_meant(self, wortel: uuid.UUID, offer: Aanbod) -> bool:
        return is_meant(offer, wortel, self.wortels)

    def rij(self, wortel: uuid.UUID, aanbod: Sequence[Aanbod] = ()) -> ActieRij:
        """One action. `aanbod`: count the offers that fit each need."""
        promises = self.toezeggingen.get(wortel, [])
        nodig = []
        for need in self.behoeften.get(wortel, []):
            mine = tuple(each for each in promises if each.behoefte_id == need.pk)
            asked = {each.aanbod_id for each in promises}
            fitting = sum(
                (fits(need, offer) or self.is_meant(wortel, offer)) and offer.pk not in asked
                for offer in aanbod
            )
            nodig.append(NodigRij(need, mine, fitting))
        los = tuple(each for each in promises if each.behoefte_id is None)
        return ActieRij(self.plekken[wortel], tuple(nodig), los)


def read_overzicht(wijk: Wijk, plan: uuid.UUID | None = None) -> Overzicht:
    """All needs and promises by plan, and what many people want. A fixed number of queries.

    Which offers fit is counted for the needs of `plan` alone, or when it is the only one.
    """
    stof = _read(wijk)
    aanbod = list(available(wijk))
    plannen: dict[uuid.UUID, list[uuid.UUID]] = {}
    for wortel, plek in stof.plekken.items():
        plannen.setdefault(plek.plan_uuid, []).append(wortel)
    groups = []
    for key, wortels in plannen.items():
        offers = aanbod if key == plan or len(plannen) == 1 else ()
        rijen = tuple(stof.rij(wortel, offers) for wortel in wortels)
        groups.append(PlanRij(key, rijen[0].plek.plan, rijen))
    open_needs = [rij.behoefte for each in groups for rij in each.rijen if rij.nog]
    return Overzicht(tuple(groups), tuple(together(aanbod, open_needs)), len(aanbod))


def read_acties(wijk: Wijk, sleutels: Iterable[uuid.UUID]) -> list[ActieRij]:
    """These actions, in this order; one that stands nowhere any more is left out."""
    stof = _read(wijk)
    roots = [stof.wortels.get(key, key) for key in sleutels]
    return [stof.rij(root) for root in roots if root in stof.plekken]


def find_plek(wijk: Wijk, sleutel: uuid.UUID) -> ActiePlek | None:
    """Where an action stands now; None when it is in neither the draft nor the agenda in force."""
    wortels = _wortels(wijk)
    return _plekken(wijk, wortels).get(wortels.get(sleutel, sleutel))


def find_over(wijk: Wijk, sleutel: uuid.UUID) -> Over | None:
    """The action with this key, or that needs what has this key, as everyone reads it in the agenda in force.

    None when it is of another wijk, or stands in no adopted agenda of now: its name is not public then.
    """
    need = Behoefte.objects.filter(wijk=wijk, uuid=sleutel).values_list("actie_uuid", flat=True).first()
    wortels = _wortels(wijk)
    key = need or sleutel
    wortel = wortels.get(key, key)
    for plek in _in_force(wijk):
        if wortels.get(plek.sleutel, plek.sleutel) == wortel:
            return Over(plek.sleutel, plek.wat)
    return None


def names_of(wijk: Wijk, sleutels: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """These actions in words as the team calls them now. One that stands nowhere any more is left out."""
    wortels = _wortels(wijk)
    plekken = _plekken(wijk, wortels)
    found = {key: plekken.get(wortels.get(key, key)) for key in sleutels}
    return {key: plek.wat for key, plek in found.items() if plek is not None}


def read_nodig(behoefte: Behoefte) -> tuple[ActiePlek | None, NodigRij, list[Voorstel]]:
    """One need: its action, who contributes, and the offers that fit with the reasons."""
    wijk = behoefte.wijk
    wortels = _wortels(wijk)
    wortel = wortels.get(behoefte.actie_uuid, behoefte.actie_uuid)
    plek = _plekken(wijk, wortels).get(wortel)
    promises = [row for row in _toezeggingen(wijk) if wortels.get(row.actie_uuid, row.actie_uuid) == wortel]
    aanbod = list(available(wijk))
    found = suggest(
        behoefte,
        aanbod,
        buurten=plek.buurten if plek else (),
        namen=namen_in(wijk, {offer.buurt_id for offer in aanbod if offer.buurt_id}),
        bedoeld={offer.pk for offer in aanbod if is_meant(offer, wortel, wortels)},
        gevraagd={row.aanbod_id: str(row.get_status_display()) for row in promises if row.aanbod_id},
    )
    mine = tuple(row for row in promises if row.behoefte_id == behoefte.pk)
    return plek, NodigRij(behoefte, mine), found


def is_meant(offer: Aanbod, wortel: uuid.UUID, wortels: Wortels) -> bool:
    """Whether somebody pressed 'Ik doe mee' at this action, in this round or in one before."""
    return offer.over is not None and wortels.get(offer.over, offer.over) == wortel


def available(wijk: Wijk) -> QuerySet[Aanbod]:
    """The offers that may be suggested today."""
    return Aanbod.objects.for_wijk(wijk).available_on(today())


def still_wanted() -> Q:
    """A condition on needs: somebody who said yes stopped, and not enough others did."""
    mine = Toezegging.objects.filter(behoefte=OuterRef("pk"))
    ja = mine.filter(status__in=JA).order_by().values("behoefte").annotate(n=Count("pk")).values("n")
    stopped = Exists(mine.filter(status=Status.GESTOPT))
    return Q(vervuld_op__isnull=True) & Q(stopped) & Q(aantal__gt=Coalesce(Subquery(ja), 0))


def public_bijdragen(wijk: Wijk, acties: Collection[uuid.UUID]) -> dict[uuid.UUID, Bijdragen]:
    """What residents read under these actions. A name without consent is counted and not shown."""
    behoeften = list(Behoefte.objects.filter(wijk=wijk, vervuld_op__isnull=True))
    promises = list(Toezegging.objects.filter(wijk=wijk, status__in=JA))
    if not behoeften and not promises:
        return {}
    stof = _Stof({}, _wortels(wijk))
    _sort_in(stof, behoeften, promises)
    names = allowed_names(wijk)
    found = {}
    for sleutel in acties:
        wortel = stof.wortels.get(sleutel, sleutel)
        ja = stof.toezeggingen.get(wortel, [])
        shown = _public(stof.behoeften.get(wortel, []), ja, names)
        if shown.nodig or shown.doen_mee or shown.bewoners:
            found[sleutel] = shown
    return found


def _public(behoeften: Sequence[Behoefte], ja: Sequence[Toezegging], names: Collection[str]) -> Bijdragen:
    nodig = []
    for need in behoeften:
        rest = need.aantal - sum(each.behoefte_id == need.pk for each in ja)
        if rest > 0:
            nodig.append(Nodig(need.uuid, need.tekst, rest, need.soort))
    who = [each.wie for each in ja if not _is_resident(each.wie, names)]
    return Bijdragen(tuple(nodig), tuple(dict.fromkeys(who)), len(ja) - len(who))


def _is_resident(wie: str, names: Collection[str]) -> bool:
    return wie.casefold() == BEWONER or bool(personal_names(wie, toegestaan=names))


# ---- reading ---------------------------------------------------------------------------------------------


def _read(wijk: Wijk) -> _Stof:
    wortels = _wortels(wijk)
    stof = _Stof(_plekken(wijk, wortels), wortels)
    _sort_in(stof, Behoefte.objects.filter(wijk=wijk), _toezeggingen(wijk))
    return stof


def _sort_in(stof: _Stof, behoeften: Iterable[Behoefte], promises: Iterable[Toezegging]) -> None:
    for need in behoeften:
        stof.behoeften.setdefault(stof.wortels.get(need.actie_uuid, need.actie_uuid), []).append(need)
    for row in promises:
        stof.toezeggingen.setdefault(stof.wortels.get(row.actie_uuid, row.actie_uuid), []).append(row)


def _toezeggingen(wijk: Wijk) -> QuerySet[Toezegging]:
    return Toezegging.objects.filter(wijk=wijk).order_by("pk")


def _wortels(wijk: Wijk) -> dict[uuid.UUID, uuid.UUID]:
    """The first key of every action of this wijk. One query."""
    before = dict(Actie.objects.filter(wijk=wijk).values_list("uuid", "overgenomen_van"))
    return {key: first_key(key, before) for key in before}


def first_key(sleutel: uuid.UUID, voor: Mapping[uuid.UUID, uuid.UUID | None]) -> uuid.UUID:
    """Back over the rounds to the key that an action began with."""
    seen = {sleutel}
    while (earlier := voor.get(sleutel)) is not None and earlier not in seen:
        seen.add(earlier)
        sleutel = earlier
    return sleutel


def _plekken(wijk: Wijk, wortels: Wortels) -> dict[uuid.UUID, ActiePlek]:
    """The actions of the draft in order, and after them those that stand in the agenda in force alone."""
    rows = (
        Actie.objects.filter(wijk=wijk, agendapunt__agenda__actief=True)
        .select_related("agendapunt")
        .order_by("agendapunt__volgorde", "agendapunt_id", "volgorde", "pk")
    )
    found = {
        wortels.get(row.uuid, row.uuid): ActiePlek(
            sleutel=row.uuid,
            wat=row.wat,
            plan=row.agendapunt.titel,
            plan_uuid=row.agendapunt.uuid,
            buurten=tuple(row.agendapunt.buurten),
            agenda_id=row.agendapunt.agenda_id,
            in_concept=True,
        )
        for row in rows
    }
    for plek in _in_force(wijk):
        found.setdefault(wortels.get(plek.sleutel, plek.sleutel), plek)
    return found


def _in_force(wijk: Wijk) -> Iterable[ActiePlek]:
    versie = AgendaVersie.objects.filter(wijk=wijk).order_by("-vastgelegd_op", "-pk").first()
    return _adopted(versie) if versie else ()


def _adopted(versie: AgendaVersie) -> Iterable[ActiePlek]:
    for plan in versie.inhoud["plannen"]:
        for actie in plan["acties"]:
            yield ActiePlek(
                sleutel=uuid.UUID(actie["uuid"]),
                wat=actie["wat"],
                plan=plan["titel"],
                plan_uuid=uuid.UUID(plan["uuid"]),
                buurten=tuple(buurt["code"] for buurt in plan.get("buurten", [])),
                agenda_id=versie.agenda_id,
                in_concept=False,
            )
