"""Reads for the page with the regions of a wijk."""

from __future__ import annotations

from dataclasses import dataclass

from wijken.models import OudAdres, Straat, Wijk, WijkRegio
from wijken.regels import gemeente_van, soort_van, valt_in
from wijken.selectors import namen_van, regiocodes
from wijken.zoeken import find_regios

MAX_FOUND = 12


@dataclass(frozen=True, slots=True)
class Gebied:
    """A CBS region to show: `reden` says why it cannot be chosen."""

    code: str
    naam: str
    gemeente: str
    soort: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Gebieden:
    """What the page shows."""

    eigen: tuple[Gebied, ...]
    vraag: str
    gevonden: tuple[Gebied, ...]
    straten: int
    oude: tuple[str, ...]


def read_gebieden(wijk: Wijk, vraag: str) -> Gebieden:
    """The regions of the wijk, and what was found for `vraag`, in a fixed number of queries."""
    codes = regiocodes(wijk)
    rows = find_regios(vraag)[:MAX_FOUND]
    namen = namen_van([*codes, *map(gemeente_van, codes), *(gemeente_van(row.regio_id) for row in rows)])
    taken = dict(
        WijkRegio.objects.filter(regio__in=[row.regio_id for row in rows]).values_list("regio", "wijk__naam")
    )
    return Gebieden(
        eigen=tuple(_gebied(code, namen.get(code, code), namen) for code in codes),
        vraag=vraag.strip(),
        gevonden=tuple(
            _gebied(row.regio_id, row.naam, namen, _reason(row.regio_id, codes, taken)) for row in rows
        ),
        straten=Straat.objects.filter(wijk=wijk).count(),
        oude=tuple(OudAdres.objects.filter(wijk=wijk).order_by("slug").values_list("slug", flat=True)),
    )


def _gebied(code: str, naam: str, namen: dict[str, str], reden: str = "") -> Gebied:
    return Gebied(code, naam, namen.get(gemeente_van(code), ""), soort_van(code), reden)


def _reason(code: str, codes: list[str], taken: dict[str, str]) -> str:
    """Why this region cannot be put beside the others: '' when it can."""
    if code in codes:
        return "eigen"
    if any(valt_in(code, own) or valt_in(own, code) for own in codes):
        return "dubbel"
    return "bezet" if code in taken else ""
