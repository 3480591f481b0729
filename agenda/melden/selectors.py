"""The list of running actions with who is asked about each. A fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from agenda.melden.lopend import Lopend, acties_of
from agenda.models import Succesverhaal, Voortgang, Voortgangsvraag
from agenda.selectors import versies_with_actie
from agenda.succes.selectors import is_on_site
from kern.models import Bestand
from wijken.models import Wijk


class Toon(StrEnum):
    """Which actions are shown."""

    LOPEND = ""
    AANDACHT = "aandacht"
    AF = "af"


@dataclass(frozen=True, slots=True)
class Rij:
    """One action, who is asked about it, and the photo of its newest line."""

    actie: Lopend
    vraag: Voortgangsvraag | None
    foto: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Lijst:
    """The chosen actions, and how many there are of each kind."""

    rijen: tuple[Rij, ...]
    lopend: int
    aandacht: int
    af: int


_PAST: dict[Toon, Callable[[Lopend], bool]] = {
    Toon.LOPEND: lambda actie: not actie.is_af,
    Toon.AANDACHT: lambda actie: actie.vraagt_aandacht,
    Toon.AF: lambda actie: actie.is_af,
}


def filter_of(waarde: str) -> Toon:
    """What was asked for; anything unknown is all that runs."""
    return next((toon for toon in Toon if toon == waarde), Toon.LOPEND)


def read_lijst(wijk: Wijk, toon: Toon) -> Lijst:
    """The actions in the order of the plans. Five queries."""
    acties = acties_of(wijk)
    vragen = {
        vraag.actie_uuid: vraag
        for vraag in Voortgangsvraag.objects.filter(wijk=wijk, gestopt_op__isnull=True).order_by("pk")
    }
    chosen = tuple(
        Rij(actie, vragen.get(actie.uuid), actie.regel.foto_id if actie.regel else None)
        for actie in acties
        if _PAST[toon](actie)
    )
    return Lijst(
        rijen=chosen,
        lopend=sum(not actie.is_af for actie in acties),
        aandacht=sum(actie.vraagt_aandacht for actie in acties),
        af=sum(actie.is_af for actie in acties),
    )


def find_foto(wijk: Wijk, pk: uuid.UUID) -> tuple[Bestand, bool] | None:
    """A photo of this wijk, of a line or of a success story, and whether everyone may see it."""
    rows = Voortgang.objects.filter(wijk=wijk, foto=pk).select_related("foto", "wijk").order_by("pk")
    regel = rows.first()
    if regel is not None and regel.foto is not None:
        return regel.foto, is_public(rows)
    verhaal = Succesverhaal.objects.filter(wijk=wijk, foto=pk).select_related("foto").first()
    if verhaal is not None and verhaal.foto is not None:
        return verhaal.foto, is_on_site(verhaal)
    return None


def is_public(rows: QuerySet[Voortgang]) -> bool:
    """Whether one of these lines belongs to an action that stands in an adopted agenda of its own."""
    return any(
        versies_with_actie(row.wijk, row.actie_uuid).filter(agenda=row.agenda_id).exists() for row in rows
    )
