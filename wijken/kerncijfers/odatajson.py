"""OData v3 as JSON, record by record: what CBS' service answers, and what programs made of it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

import ijson

from kern.fouten import DomeinFout
from wijken.kerncijfers.herkennen import beschrijving, find_kop, is_beschrijving, is_kop
from wijken.kerncijfers.tabel import Maat, Rij, Tabel, build_tabel
from wijken.kerncijfers.uitpakken import damaged

_TITLE_DEPTH = 2  # what a file says about itself stands above its records
_MAX_DEPTH = 50
_DIGITS = 30  # a number written out may not become a page of zeros
_ABOUT = ("id", "identifier", "title", "odata.metadata", "@odata.context")
_NEXT = ("odata.nextLink", "@odata.nextLink")
_START, _END = ("start_map", "start_array"), ("end_map", "end_array")


@dataclass(slots=True)
class _Stroom:
    """Where we are in the file, and what it told about itself on the way."""

    naam: str
    stapel: list[str] = field(default_factory=list)
    sleutel: str = ""
    titels: list[str] = field(default_factory=list)
    is_deel: bool = False


def read_json(file: BinaryIO, naam: str) -> Tabel:
    """A table of all records that name a region. Raises DomeinFout with a sentence when there is none."""
    stroom = _Stroom(naam)
    if file.read(len(BOM_UTF8)) != BOM_UTF8:
        file.seek(0)
    columns: dict[str, int] = {}
    try:
        rijen = list(_rows(file, stroom, columns))
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise damaged(naam) from error
    if not rijen:
        raise DomeinFout(f"In het bestand {naam} staan geen cijfers per gebied.")
    width = len(columns)
    full = (Rij(rij.regel, rij.cellen + [""] * (width - len(rij.cellen))) for rij in rijen)
    tabel = build_tabel(_with_header(columns, full), naam, find_kop)
    notes = ["Dit bestand is een deel van een tabel: er hoort nog een bestand bij."] if stroom.is_deel else []
    return Tabel(tabel.kop, tabel.rijen, drager="JSON", titel=" ".join(stroom.titels), opmerkingen=notes)


def _with_header(columns: dict[str, int], rijen: Iterator[Rij]) -> Iterator[Rij]:
    yield Rij(0, list(columns))
    yield from rijen


def _rows(
    file: BinaryIO,
    stroom: _Stroom,
    columns: dict[str, int],
) -> Iterator[Rij]:
    """The records as rows; the columns grow with the keys that occur."""
    maat = Maat(stroom.naam)
    for number, record in enumerate(_records(file, stroom), start=1):
        if not columns:
            _refuse_description(record, stroom.naam)
        if not columns and not is_kop(list(record)):
            continue  # a list of something else that stands beside the records
        for key in record:
            columns.setdefault(key, len(columns))
        maat.add(len(columns))
        yield Rij(number, [record.get(key, "") for key in columns])


def _refuse_description(record: dict[str, str], naam: str) -> None:
    if is_beschrijving(list(record)):
        raise beschrijving()
    if {"Measure", "Value"} <= record.keys():
        raise DomeinFout(
            f"Het bestand {naam} heeft de lange vorm van OData v4: één cijfer per regel. Die lezen wij niet. "
            "Kies OData v3, of een CSV van StatLine."
        )


def _records(file: BinaryIO, stroom: _Stroom) -> Iterator[dict[str, str]]:
    """Each map in a list, with its plain values as text. What lies deeper in it is left out."""
    record: dict[str, str] | None = None
    floor = 0
    for event, value in ijson.basic_parse(file):
        if event == "map_key":
            stroom.sleutel = value
        elif event in _START:
            if record is None and event == "start_map" and stroom.stapel[-1:] == ["start_array"]:
                record, floor = {}, len(stroom.stapel)
            stroom.stapel.append(event)
            if len(stroom.stapel) > _MAX_DEPTH:
                raise damaged(stroom.naam)
        elif event in _END:
            stroom.stapel.pop()
            if record is not None and len(stroom.stapel) == floor:
                yield record
                record = None
        elif record is None:
            _note(stroom, value)
        elif len(stroom.stapel) == floor + 1:
            record[stroom.sleutel] = _text(value)


def _note(stroom: _Stroom, value: object) -> None:
    if len(stroom.stapel) > _TITLE_DEPTH:
        return
    if stroom.sleutel in _NEXT and value:
        stroom.is_deel = True
    elif stroom.sleutel == "type" and value == "FeatureCollection":
        raise DomeinFout(
            f"Het bestand {stroom.naam} is een kaart met grenzen (GeoJSON), geen tabel met cijfers. "
            "Grenzen leest u in met import_grenzen."
        )
    elif stroom.sleutel.casefold() in _ABOUT and isinstance(value, str):
        stroom.titels.append(value[:200])


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}" if abs(value.adjusted()) < _DIGITS else str(value)
        case _:
            return str(value)
