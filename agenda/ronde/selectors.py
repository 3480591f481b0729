"""Reads about rounds: what a new one would take over, all rounds of a wijk, one of them.

Each in a fixed number of queries.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.kernwaarden.selectors import waardekeuzes
from agenda.keuzes import ActieStatus, VerzoekAntwoord
from agenda.models import Actie, Agendapunt, AgendaVersie, Verzoek, Voortgang, Wijkagenda, Zelfscan
from agenda.planpagina import ActieRij, show_actie
from agenda.selectors import agenda_in_force, voortgang_of
from bewoners.models import Bundel, telt_mee
from kern.klok import today
from wijken.models import Wijk

AF = (ActieStatus.KLAAR, ActieStatus.GESTOPT)
BEZIG = (ActieStatus.LOOPT, ActieStatus.VERTRAAGD)


@dataclass(frozen=True, slots=True)
class PlanRij:
    """A plan of a round with how its actions went, and the plan that it became in the round after."""

    plan: Agendapunt
    acties: tuple[ActieRij, ...]
    verder: Agendapunt | None = None

    @property
    def klaar(self) -> int:
        return self._count(ActieStatus.KLAAR)

    @property
    def loopt(self) -> int:
        return self._count(*BEZIG)

    @property
    def gestopt(self) -> int:
        return self._count(ActieStatus.GESTOPT)

    @property
    def gepland(self) -> int:
        return self._count(ActieStatus.GEPLAND)

    @property
    def is_af(self) -> bool:
        """Everything is done or was stopped; a plan on which nothing was done yet is not."""
        return bool(self.acties) and all(rij.status in AF for rij in self.acties)

    def _count(self, *statussen: ActieStatus) -> int:
        return sum(rij.status in statussen for rij in self.acties)


@dataclass(frozen=True, slots=True)
class Let:
    """A kind remark before a new round begins, with the page where one can do something about it."""

    zin: str
    adres: str
    wat: str


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """All that the page shows on which a new round begins."""

    plannen: tuple[PlanRij, ...]
    bundels: tuple[Bundel, ...]  # without an answer, each with its `aantal` of stories
    verzoeken: tuple[Verzoek, ...]  # without an answer
    waarden: tuple[str, ...]  # the words of what people found important
    let_op: tuple[Let, ...]
    merk: str

    @property
    def voorstel(self) -> list[str]:
        """The plans that are not done."""
        return [str(rij.plan.uuid) for rij in self.plannen if not rij.is_af]


@dataclass(frozen=True, slots=True)
class RondeRij:
    """A round in the list of rounds."""

    agenda: Wijkagenda
    versie: AgendaVersie | None
    plannen: int
    acties: int
    klaar: int
    geldt: bool  # what residents read as the agenda of now


@dataclass(frozen=True, slots=True)
class RondePagina:
    """An earlier round, to read."""

    plannen: tuple[PlanRij, ...]
    versies: tuple[AgendaVersie, ...]
    geldt: bool


@dataclass(frozen=True, slots=True)
class EerdereAgenda:
    """An earlier adopted agenda as residents read of it: the key of its round and its years."""

    ronde: int
    van_jaar: int
    tot_jaar: int


def merk_van(plannen: Iterable[uuid.UUID]) -> str:
    """A mark of which plans were shown, so that none is left behind unseen."""
    return hashlib.sha256(",".join(sorted(map(str, plannen))).encode()).hexdigest()[:16]


def read_plannen(agenda: Wijkagenda) -> tuple[PlanRij, ...]:
    """The plans of a round, each with its actions and their last status. Five queries."""
    plannen = list(
        agenda.agendapunten.in_order().prefetch_related(
            Prefetch("acties", queryset=Actie.objects.order_by("volgorde", "pk")),
            Prefetch("verzoeken", queryset=Verzoek.objects.order_by("partij", "pk")),
        )
    )
    voortgang = voortgang_of(agenda)
    later = Agendapunt.objects.filter(wijk=agenda.wijk_id, overgenomen_van__in=[row.uuid for row in plannen])
    verder = {row.overgenomen_van: row for row in later.select_related("agenda")}
    return tuple(
        PlanRij(
            plan,
            tuple(show_actie(actie, voortgang.get(actie.uuid)) for actie in plan.acties.all()),
            verder.get(plan.uuid),
        )
        for plan in plannen
    )


def look_ahead(agenda: Wijkagenda) -> Vooruitblik:
    """What a round after this one would begin with, and what would be lost sight of."""
    wijk = agenda.wijk
    plannen = read_plannen(agenda)
    bundels = (
        Bundel.objects.for_wijk(wijk)
        .filter(terugkoppeling__isnull=True)
        .annotate(aantal=Count("inbrengen", filter=telt_mee("inbrengen__")))
        .filter(aantal__gt=0)
        .order_by("titel", "pk")
    )
    verzoeken = Verzoek.objects.filter(agendapunt__agenda=agenda, antwoord=VerzoekAntwoord.OPEN)
    return Vooruitblik(
        plannen=plannen,
        bundels=tuple(bundels),
        verzoeken=tuple(verzoeken.select_related("agendapunt").order_by("partij", "pk")),
        waarden=tuple(woord for _sleutel, woord in waardekeuzes(agenda)),
        let_op=tuple(_remarks(agenda, plannen)),
        merk=merk_van(rij.plan.uuid for rij in plannen),
    )


def _remarks(agenda: Wijkagenda, plannen: Collection[PlanRij]) -> list[Let]:
    wijk, found = agenda.wijk, []
    if not AgendaVersie.objects.filter(agenda=agenda).exists():
        found.append(
            Let(
                _("De agenda van deze ronde is niet vastgesteld. Bewoners hebben hem dus niet gelezen."),
                reverse("agenda:vaststellen", args=[wijk.slug]),
                _("Stel eerst vast"),
            )
        )
    stil = sum(rij.regel is None for plan in plannen for rij in plan.acties)
    if stil:
        zin = ngettext(
            "Bij %(n)d actie staat nog niet hoe het ging.",
            "Bij %(n)d acties staat nog niet hoe het ging.",
            stil,
        )
        found.append(
            Let(zin % {"n": stil}, reverse("agenda:agenda_team", args=[wijk.slug]), _("Naar de plannen"))
        )
    if not Zelfscan.objects.filter(wijk=wijk, jaar=today().year).exists():
        found.append(
            Let(
                _("U heeft dit jaar nog niet samen teruggekeken. Dat helpt bij het kiezen."),
                reverse("agenda:zelfscan", args=[wijk.slug]),
                _("Kijk eerst terug"),
            )
        )
    return found


def read_rondes(wijk: Wijk) -> list[RondeRij]:
    """All rounds of a wijk, the present one first."""
    agendas = list(Wijkagenda.objects.filter(wijk=wijk).order_by("-actief", "-pk"))
    versies = {
        versie.agenda_id: versie
        for versie in AgendaVersie.objects.filter(wijk=wijk)
        .defer("inhoud")
        .order_by("agenda_id", "-nummer")
        .distinct("agenda_id")
    }
    geldig = agenda_in_force(wijk)
    plannen = Counter(Agendapunt.objects.filter(wijk=wijk).values_list("agenda_id", flat=True))
    sleutels = list(Actie.objects.filter(wijk=wijk).values_list("agendapunt__agenda_id", "uuid"))
    done = _done(wijk)
    acties = Counter(agenda_id for agenda_id, _sleutel in sleutels)
    klaar = Counter(pair[0] for pair in sleutels if pair in done)
    return [
        RondeRij(
            agenda=agenda,
            versie=versies.get(agenda.pk),
            plannen=plannen[agenda.pk],
            acties=acties[agenda.pk],
            klaar=klaar[agenda.pk],
            geldt=agenda.pk == geldig,
        )
        for agenda in agendas
    ]


def _done(wijk: Wijk) -> set[tuple[int, uuid.UUID]]:
    """The actions whose newest line in a round says that they are done."""
    newest = (
        Voortgang.objects.filter(wijk=wijk)
        .order_by("agenda_id", "actie_uuid", "-datum", "-pk")
        .distinct("agenda_id", "actie_uuid")
        .values_list("agenda_id", "actie_uuid", "status")
    )
    return {(agenda_id, sleutel) for agenda_id, sleutel, status in newest if status == ActieStatus.KLAAR}


def read_ronde(agenda: Wijkagenda) -> RondePagina:
    """One round as it was left, with its adopted versions."""
    versies = AgendaVersie.objects.filter(agenda=agenda).defer("inhoud").order_by("-nummer")
    return RondePagina(
        plannen=read_plannen(agenda),
        versies=tuple(versies),
        geldt=agenda_in_force(agenda.wijk) == agenda.pk,
    )


def earlier_agendas(versie: AgendaVersie) -> list[EerdereAgenda]:
    """The adopted agendas of the wijk besides that of this version, newest first. One query.

    Their years are those that were adopted: a closed round may have been changed after that.
    """
    rows = (
        AgendaVersie.objects.filter(wijk=versie.wijk_id)
        .exclude(agenda=versie.agenda_id)
        .order_by("agenda_id", "-nummer")
        .distinct("agenda_id")
        .values_list("agenda_id", "inhoud__waarom__van_jaar", "inhoud__waarom__tot_jaar")
    )
    return sorted((EerdereAgenda(*row) for row in rows), key=lambda row: (-row.van_jaar, -row.ronde))
