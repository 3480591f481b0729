"""Reads for the team's pages about one plan, in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from agenda.breedte import loneliness_hint
from agenda.haalbaarheid.vraag import VerzoekRij, read_verzoeken
from agenda.kernwaarden.selectors import waardekeuzes
from agenda.keuzes import Aandacht, ActieStatus, Leeftijd
from agenda.models import Actie, Agendapunt, Onderbouwing, Terugkoppeling, Voortgang
from agenda.opbouw import may_quote
from agenda.selectors import voortgang_of
from agenda.weergave import BADGES
from bewoners.models import Bundel, Inbreng, telt_mee
from kern.grafiek import Cijferkaart
from wijken.cijfers import Cijfers, read_cijfers
from wijken.kaarten import cijferkeuzes, kaart_van
from wijken.models import Indicatorwaarde, Wijk
from wijken.selectors import buurtkeuzes, namen_in

MAX_KEUZE = 100
VRAGEN = ("beslist_mee", "kans", "licht", "wie_mee", "eropaf")


@dataclass(frozen=True, slots=True)
class ActieRij:
    """An action of the draft with its newest line of progress."""

    actie: Actie
    status: ActieStatus
    badge: str
    regel: Voortgang | None


@dataclass(frozen=True, slots=True)
class BewijsRij:
    """A piece of evidence: the story, the bundle with how many stories, or the card of a figure."""

    rij: Onderbouwing
    aantal: int
    kaart: Cijferkaart | None
    mag_tonen: bool


@dataclass(frozen=True, slots=True)
class BundelRij:
    """A bundle under a plan with its answer, if there is one."""

    bundel: Bundel
    aantal: int
    antwoord: Terugkoppeling | None


@dataclass(frozen=True, slots=True)
class Merken:
    """For whom, where and about what a plan is, in words; and the buurten and values that may be chosen."""

    leeftijden: tuple[str, ...]
    buurten: tuple[str, ...]
    aandacht: tuple[str, ...]
    keuzes: tuple[tuple[str, str], ...]
    waarden: tuple[str, ...]
    waardekeuzes: tuple[tuple[uuid.UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Vraag:
    """One of the kind questions with what the team answered, '' when it did not."""

    vraag: str
    antwoord: str


@dataclass(frozen=True, slots=True)
class PlanPagina:
    """Everything on the page of one plan."""

    nummer: int
    acties: tuple[ActieRij, ...]
    verzoeken: tuple[VerzoekRij, ...]
    bewijs: tuple[BewijsRij, ...]
    bundels: tuple[BundelRij, ...]
    merken: Merken
    vragen: tuple[Vraag, ...]
    hint: tuple[str, ...]  # kind sentences at a plan on loneliness
    herkomst: Agendapunt | None  # the plan in an earlier round that goes on here


def read_plan(plan: Agendapunt) -> PlanPagina:
    """The page of one plan."""
    voortgang = voortgang_of(plan.agenda)
    rijen = list(plan.onderbouwingen.select_related("inbreng__vertaling", "cijfer"))
    bundels = _bundels(plan)
    per_bundel = {rij.bundel.pk: rij for rij in bundels}
    kaarten = _kaarten(plan.wijk, rijen)
    return PlanPagina(
        nummer=plan.agenda.agendapunten.filter(
            Q(volgorde__lt=plan.volgorde) | Q(volgorde=plan.volgorde, pk__lte=plan.pk)
        ).count(),
        acties=tuple(show_actie(actie, voortgang.get(actie.uuid)) for actie in plan.acties.all()),
        verzoeken=tuple(read_verzoeken(plan.verzoeken.all())),
        bewijs=tuple(_bewijs(rij, per_bundel, kaarten) for rij in rijen),
        bundels=tuple(bundels),
        merken=_merken(plan),
        vragen=tuple(
            Vraag(str(getattr(Agendapunt, naam).field.verbose_name), getattr(plan, naam)) for naam in VRAGEN
        ),
        hint=loneliness_hint(aandacht=plan.aandacht, leeftijden=plan.leeftijden, eropaf=plan.eropaf),
        herkomst=_herkomst(plan),
    )


def _herkomst(plan: Agendapunt) -> Agendapunt | None:
    if plan.overgenomen_van is None:
        return None
    return (
        Agendapunt.objects.select_related("agenda").filter(wijk=plan.wijk, uuid=plan.overgenomen_van).first()
    )


def _merken(plan: Agendapunt) -> Merken:
    keuzes = tuple(buurtkeuzes(plan.wijk))
    waarden = waardekeuzes(plan.agenda)
    return Merken(
        leeftijden=tuple(str(label) for value, label in Leeftijd.choices if value in plan.leeftijden),
        buurten=tuple(naam for code, naam in keuzes if code in plan.buurten),
        aandacht=tuple(str(label) for value, label in Aandacht.choices if value in plan.aandacht),
        keuzes=keuzes,
        waarden=tuple(woord for sleutel, woord in waarden if sleutel in plan.waarden),
        waardekeuzes=waarden,
    )


def show_actie(actie: Actie, regel: Voortgang | None) -> ActieRij:
    """An action with its newest line, or none."""
    status = ActieStatus(regel.status) if regel else ActieStatus.GEPLAND
    return ActieRij(actie, status, BADGES[status], regel)


def _bundels(plan: Agendapunt) -> list[BundelRij]:
    rows = Bundel.objects.filter(onderbouwingen__agendapunt=plan).order_by("titel", "pk")
    counted = Count("inbrengen", filter=telt_mee("inbrengen__"), distinct=True)
    aantallen = dict(rows.annotate(aantal=counted).values_list("pk", "aantal"))
    return [
        BundelRij(row, aantallen[row.pk], getattr(row, "terugkoppeling", None))
        for row in rows.select_related("terugkoppeling")
    ]


def _bewijs(
    rij: Onderbouwing, bundels: dict[uuid.UUID, BundelRij], kaarten: dict[int, Cijferkaart]
) -> BewijsRij:
    bundel = bundels.get(rij.bundel_id) if rij.bundel_id else None
    return BewijsRij(
        rij=rij,
        aantal=bundel.aantal if bundel else 0,
        kaart=kaarten.get(rij.pk),
        mag_tonen=rij.inbreng is None or may_quote(rij.inbreng),
    )


def _kaarten(wijk: Wijk, rijen: Iterable[Onderbouwing]) -> dict[int, Cijferkaart]:
    """The cards of the figures, by the key of their evidence. The figures of the wijk are read once."""
    cijfers = read_cijfers(wijk)
    namen = namen_in(wijk, cijfers.wijk.codes)
    found = {}
    for rij in rijen:
        kaart = _kaart(wijk, rij.cijfer, cijfers, namen) if rij.cijfer else None
        if kaart is not None:
            found[rij.pk] = kaart
    return found


def _kaart(
    wijk: Wijk, waarde: Indicatorwaarde, cijfers: Cijfers, namen: dict[str, str]
) -> Cijferkaart | None:
    try:
        return kaart_van(wijk, waarde, cijfers, namen)
    except ValueError:
        return None  # a newer file of CBS left the value out: the copied words are shown


@dataclass(frozen=True, slots=True)
class BewijsKeuzes:
    """What may be chosen as evidence of a plan and is not chosen yet."""

    bundels: tuple[tuple[str, str], ...]
    verhalen: tuple[Inbreng, ...]
    dichtbij: frozenset[uuid.UUID]  # the bundles of this plan
    cijfers: tuple[tuple[str, str], ...]

    @property
    def eigen(self) -> tuple[Inbreng, ...]:
        """The stories in the bundles that this plan rests on."""
        return tuple(inbreng for inbreng in self.verhalen if inbreng.bundel_id in self.dichtbij)

    @property
    def overig(self) -> tuple[Inbreng, ...]:
        return tuple(inbreng for inbreng in self.verhalen if inbreng.bundel_id not in self.dichtbij)

    @property
    def citaten(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(inbreng.pk), inbreng.tekst) for inbreng in self.verhalen)

    @property
    def leeg(self) -> bool:
        return not (self.bundels or self.verhalen or self.cijfers)


def read_bewijskeuzes(plan: Agendapunt) -> BewijsKeuzes:
    """Bundles with their number of stories, shared stories (newest first), and figures."""
    mine = Onderbouwing.objects.filter(agendapunt=plan)
    bundels = (
        Bundel.objects.for_wijk(plan.wijk)
        .exclude(Exists(mine.filter(bundel=OuterRef("pk"))))
        .annotate(aantal=Count("inbrengen", filter=telt_mee("inbrengen__")))
        .order_by("titel", "pk")
        .values_list("pk", "titel", "aantal")
    )
    citaten = (
        Inbreng.objects.for_wijk(plan.wijk)
        .published()
        .select_related("vertaling")
        .exclude(Exists(mine.filter(inbreng=OuterRef("pk"))))
        .order_by("-datum", "pk")[:MAX_KEUZE]
    )
    chosen = set(mine.filter(cijfer__isnull=False).values_list("cijfer_id", flat=True))
    return BewijsKeuzes(
        bundels=tuple((str(key), f"{titel} ({aantal})") for key, titel, aantal in bundels),
        verhalen=tuple(citaten),
        dichtbij=frozenset(mine.filter(bundel__isnull=False).values_list("bundel_id", flat=True)),
        cijfers=tuple((str(row.pk), label) for row, label in cijferkeuzes(plan.wijk) if row.pk not in chosen),
    )
