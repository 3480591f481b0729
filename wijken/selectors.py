"""Reads for pages: names of regions, the villages of a wijk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from wijken.models import Regio, RegioJaar, Roepnaam, Wijk, WijkRegio


def namen_van(codes: Iterable[str]) -> dict[str, str]:
    """The newest CBS name of each region, in one query. A region that CBS never named is absent."""
    rows = (
        RegioJaar.objects.filter(regio__in=set(codes))
        .order_by("regio_id", "-jaar")
        .distinct("regio_id")
        .values_list("regio_id", "naam")
    )
    return dict(rows)


def namen_in(wijk: Wijk, codes: Iterable[str]) -> dict[str, str]:
    """As people call each region in this wijk: by its everyday name, else the newest of CBS. One query."""
    return {code: roep or naam for code, naam, roep in _both_names(wijk, codes)}


def _both_names(wijk: Wijk, codes: Iterable[str]) -> Iterable[tuple[str, str, str | None]]:
    """(code, newest CBS name, everyday name or None)."""
    roepnaam = Roepnaam.objects.filter(wijk=wijk, regio=OuterRef("regio")).values("naam")
    return (
        RegioJaar.objects.filter(regio__in=set(codes))
        .order_by("regio_id", "-jaar")
        .distinct("regio_id")
        .annotate(roep=Subquery(roepnaam))
        .values_list("regio_id", "naam", "roep")
    )


def gemeente_naam(wijk: Wijk) -> str:
    """The name of the municipality, or its code as long as no name is known."""
    return namen_van([wijk.gemeente_id]).get(wijk.gemeente_id, wijk.gemeente_id)


def regiocodes(wijk: Wijk) -> list[str]:
    """The CBS regions that this wijk is made of, in order of code."""
    return list(WijkRegio.objects.filter(wijk=wijk).order_by("regio_id").values_list("regio_id", flat=True))


@dataclass(frozen=True, slots=True)
class Buurt:
    """A buurt as people call it. `cbs` is what CBS calls it, where that is another name."""

    code: str
    naam: str
    cbs: str = ""

    @property
    def label(self) -> str:
        """Both names, for a list to choose from: 'Dorp-Noord (Jubbega-Schurega)'."""
        return f"{self.naam} ({self.cbs})" if self.cbs else self.naam


def read_buurten(gebieden: Iterable[str], wijk: Wijk) -> list[Buurt]:
    """The buurten in these regions of the wijk by name, in two queries. A buurt is its own."""
    codes = buurtcodes(gebieden)
    both = {code: (naam, roep) for code, naam, roep in _both_names(wijk, codes)}
    found = []
    for code in codes:
        naam, roep = both.get(code, (code, None))
        found.append(Buurt(code, roep or naam, naam if roep else ""))
    return sorted(found, key=lambda buurt: (buurt.naam.casefold(), buurt.code))


def buurten_of(wijk: Wijk) -> list[tuple[str, str]]:
    """(code, everyday name) of the buurten in this wijk, by name."""
    return [(buurt.code, buurt.naam) for buurt in read_buurten(regiocodes(wijk), wijk)]


def buurtkeuzes(wijk: Wijk) -> list[tuple[str, str]]:
    """The same to choose from: with the name of CBS behind it where that differs."""
    return [(buurt.code, buurt.label) for buurt in read_buurten(regiocodes(wijk), wijk)]


def buurtcodes(codes: Iterable[str]) -> list[str]:
    """The codes of the buurten in these regions, in one query; a buurt's code begins with its parent's.

    Only buurten that CBS described in some year: RIVM has figures of codes that are no more.
    """
    wanted = list(codes)
    described = RegioJaar.objects.filter(regio=OuterRef("pk"))
    buurten = Regio.objects.of_kind(Regio.Soort.BUURT).filter(Exists(described))
    found = buurten.none()
    for code in wanted:
        found = found | (
            buurten.filter(code=code)
            if code[:2] == "BU"
            else buurten.filter(code__startswith=f"BU{code[2:]}")
        )
    return list(found.order_by("code").values_list("code", flat=True))


def border_changes(codes: Iterable[str]) -> set[int]:
    """The years in which CBS says that the border of one of these regions moved. One query."""
    rows = RegioJaar.objects.filter(regio__in=list(codes), indelingswijziging=RegioJaar.Wijziging.GRENS)
    return set(rows.values_list("jaar", flat=True))
