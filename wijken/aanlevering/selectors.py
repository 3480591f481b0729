"""What the page with figures shows: which figures there are, and the files on their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from wijken.models import Cijferbestand, Indicatorwaarde, Wijk
from wijken.selectors import regiocodes

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Bron:
    """Figures of one source and year: how many kinds we know for this wijk."""

    bron: str
    jaar: int
    soorten: int
    voorlopig: bool


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The whole page."""

    bronnen: list[Bron]
    bestanden: list[Cijferbestand]


def read_overzicht(wijk: Wijk) -> Overzicht:
    """Read it in three queries."""
    rows = (
        Indicatorwaarde.objects.filter(regio__in=regiocodes(wijk), waarde__isnull=False)
        .values("bron", "jaar")
        .annotate(
            soorten=Count("indicator", distinct=True),
            voorlopige=Count("pk", filter=Q(voorlopig=True)),
        )
        .order_by("-jaar", "bron")
    )
    return Overzicht(
        bronnen=[Bron(row["bron"], row["jaar"], row["soorten"], row["voorlopige"] > 0) for row in rows],
        bestanden=list(Cijferbestand.objects.for_wijk(wijk)[:SHOWN]),
    )
