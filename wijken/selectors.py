"""Reads for pages: names of regions, the villages of a wijk."""

from __future__ import annotations

from collections.abc import Iterable

from wijken.models import Regio, RegioJaar, Wijk, WijkRegio


def namen_van(codes: Iterable[str]) -> dict[str, str]:
    """The newest CBS name of each region, in one query. A region that CBS never named is absent."""
    rows = (
        RegioJaar.objects.filter(regio__in=set(codes))
        .order_by("regio_id", "-jaar")
        .distinct("regio_id")
        .values_list("regio_id", "naam")
    )
    return dict(rows)


def gemeente_naam(wijk: Wijk) -> str:
    """The name of the municipality, or its code as long as no name is known."""
    return namen_van([wijk.gemeente_id]).get(wijk.gemeente_id, wijk.gemeente_id)


def regiocodes(wijk: Wijk) -> list[str]:
    """The CBS regions that this wijk is made of, in order of code."""
    return list(WijkRegio.objects.filter(wijk=wijk).order_by("regio_id").values_list("regio_id", flat=True))


def buurten_of(wijk: Wijk) -> list[tuple[str, str]]:
    """(code, name) of the buurten in this wijk, by name. A wijk that is one buurt gives that one."""
    codes = regiocodes(wijk)
    found = buurtcodes(codes)
    namen = namen_van(found)
    return sorted(
        ((code, namen.get(code, code)) for code in found), key=lambda pair: (pair[1].casefold(), pair[0])
    )


def buurtcodes(codes: Iterable[str]) -> list[str]:
    """The codes of the buurten in these regions, in one query; a buurt's code begins with its parent's."""
    wanted = list(codes)
    buurten = Regio.objects.of_kind(Regio.Soort.BUURT)
    found = buurten.none()
    for code in wanted:
        found = found | (
            buurten.filter(code=code)
            if code[:2] == "BU"
            else buurten.filter(code__startswith=f"BU{code[2:]}")
        )
    return list(found.order_by("code").values_list("code", flat=True))
