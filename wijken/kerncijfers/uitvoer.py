"""Figures out of the database in our own form, which the importer reads back: the sample file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from wijken.indicatoren import indicatoren
from wijken.kerncijfers.jaren import kwb_jaren
from wijken.models import Indicatorwaarde, RegioJaar
from wijken.regels import valt_in

_FEATURES = ("code", "jaar", "naam", "indelingswijziging", "postcode", "voorlopig", "bron")


def write_kerncijfers(*, codes: Sequence[str], naar: TextIO, vanaf: int = 0) -> int:
    """Write these regions, and the buurten inside a wijk, from that year on; returns the number of lines."""
    regios = [
        row
        for row in RegioJaar.objects.filter(jaar__gte=vanaf).order_by("jaar", "regio_id")
        if any(valt_in(row.regio_id, code) for code in _inside(codes)) or row.regio_id in codes
    ]
    waarden = Indicatorwaarde.objects.filter(regio__in={row.regio_id for row in regios}, jaar__gte=vanaf)
    figures: dict[tuple[str, int, str, bool], dict[str, Indicatorwaarde]] = {}
    for waarde in waarden:
        key = (waarde.regio_id, waarde.jaar, waarde.bron, waarde.voorlopig)
        figures.setdefault(key, {})[waarde.indicator] = waarde
    used = [key for key in indicatoren() if any(key in row for row in figures.values())]
    _write_source(sorted({row.jaar for row in regios}), naar)
    writer = csv.writer(naar, delimiter=";", lineterminator="\n")
    writer.writerow([*_FEATURES, *used])
    lines = 0
    for row in regios:
        for (code, jaar, bron, voorlopig), own in sorted(figures.items(), key=lambda item: item[0]):
            if (code, jaar) == (row.regio_id, row.jaar):
                said = "ja" if voorlopig else "nee"
                head = [code, jaar, row.naam, row.indelingswijziging, row.postcode, said, bron]
                writer.writerow([*head, *(_cell(own.get(key)) for key in used)])
                lines += 1
    return lines


def _inside(codes: Iterable[str]) -> list[str]:
    """Of a wijk we want its buurten; of a municipality or the country only itself."""
    return [code for code in codes if code[:2] in ("WK", "BU")]


def _cell(waarde: Indicatorwaarde | None) -> str:
    if waarde is None:
        return ""
    if waarde.waarde is None:
        return waarde.reden
    return f"{waarde.waarde.normalize() + Decimal(0):f}"


def _write_source(jaren: Sequence[int], naar: TextIO) -> None:
    known = kwb_jaren()
    tables = [
        f"{jaar} (tabel {known[jaar].tabel}{', voorlopig' if known[jaar].voorlopig else ''})"
        for jaar in jaren
        if jaar in known
    ]
    naar.write(f"# Bron: CBS, Kerncijfers wijken en buurten {' en '.join(tables)}.\n")
    naar.write(
        "# Licentie: Creative Commons Naamsvermelding 4.0 (CC BY 4.0), https://creativecommons.org/licenses/by/4.0/\n"
    )
    naar.write(
        "# Een woord en geen getal: onbekend (of geheim), nog_niet (bekend), nvt. Leeg: niet in de bron.\n"
    )
