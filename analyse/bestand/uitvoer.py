"""A list as rows for a spreadsheet: one per filled-in list, coded, without anything that tells who it was.

Months instead of days, rows in the order of a random key, and background answers blanked where fewer than
ten rows share them (analyse.bestand.achtergrond). Words of people stand in it only when asked for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analyse.antwoorden import ANDERS, words
from analyse.bestand.achtergrond import blank_background
from analyse.keuzes import Bijzonder, Leesstatus, Vraagsoort
from analyse.models import Antwoord, Vraag, Vragenlijst
from kern.tabel import Cel

# What tells who somebody is, the coarsest first: it is kept longest.
ACHTERGROND: Final = ("V39", "V40", "V01", "V42", "V41", "V03")
MINSTENS: Final = 10
VASTE_KOPPEN: Final = ("nummer", "maand", "kanaal", "versie")
NAMEN: Final = ("V02",)  # a shopkeeper is soon the only one
GEKOZEN: Final = 1


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: a question, or one line, answer or place of it."""

    kop: str
    code: str
    regel: str = ""
    keuze: str = ""  # of MEER: this answer was chosen (1) or not (0)
    plaats: int = 0  # of RANG: what was put in this place
    tekst: bool = False  # the words of people


@dataclass(frozen=True, slots=True)
class Tabel:
    """What goes into the file."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]


@dataclass(frozen=True, slots=True)
class Gegeven:
    """What one row of Antwoord says."""

    keuzes: list[str]
    getal: int | None
    tekst: str
    bijzonder: str
    status: str


Rijen = dict[tuple[str, str], Gegeven]  # of one filled-in list, by (code, line)


def build_tabel(lijst: Vragenlijst, *, met_tekst: bool) -> Tabel:
    """The filled-in lists that count, in three queries whatever their number."""
    vragen = newest_questions(lijst)
    kolommen = [kolom for vraag in vragen for kolom in columns_of(vraag, met_tekst=met_tekst)]
    koppen = list(lijst.inzendingen.counted().order_by("pk").values_list("pk", "datum", "kanaal", "versie"))
    antwoorden = _read(lijst)
    achtergrond = _background(vragen, [antwoorden.get(pk, {}) for pk, *_rest in koppen])
    rijen: list[tuple[Cel, ...]] = []
    for nummer, (kop, bekend) in enumerate(zip(koppen, achtergrond, strict=True), start=1):
        pk, datum, kanaal, versie = kop
        cellen = (_cell(kolom, antwoorden.get(pk, {}), bekend) for kolom in kolommen)
        rijen.append((nummer, f"{datum:%Y-%m}", kanaal, versie, *cellen))
    return Tabel((*VASTE_KOPPEN, *(kolom.kop for kolom in kolommen)), tuple(rijen))


def newest_questions(lijst: Vragenlijst) -> list[Vraag]:
    """Each question once, as it was asked last, also those that are asked no more."""
    newest: dict[str, Vraag] = {}
    for vraag in lijst.vragen.order_by("van_versie"):
        newest[vraag.code] = vraag
    return sorted(newest.values(), key=lambda vraag: (vraag.daarna, vraag.volgorde, vraag.code))


def columns_of(vraag: Vraag, *, met_tekst: bool) -> Iterator[Kolom]:
    """The columns of one question: coded as in the library, a column for each thing that can be true."""
    code = vraag.code
    if vraag.soort == Vraagsoort.OPEN:
        if met_tekst:
            yield Kolom(code, code, tekst=True)
        return
    if vraag.soort == Vraagsoort.MEER:
        for keuze in vraag.antwoorden:
            yield Kolom(f"{code}:{keuze['code']}", code, keuze=keuze["code"])
    elif vraag.soort == Vraagsoort.RANG:
        for plaats in range(1, (vraag.hoogstens or len(vraag.antwoorden)) + 1):
            yield Kolom(f"{code}:{plaats}", code, plaats=plaats)
    elif vraag.regels:
        for regel in vraag.regels:
            yield Kolom(f"{code}:{regel['code']}", code, regel=regel["code"])
    else:
        yield Kolom(code, code)
    if met_tekst and any(keuze["code"] == ANDERS for keuze in vraag.antwoorden):
        yield Kolom(f"{code}:{ANDERS}:tekst", code, tekst=True)


def legend_of(lijst: Vragenlijst) -> list[tuple[str, str, str]]:
    """(code of the question, code of the answer or line, what it says in Dutch), to read the file by."""
    rows = []
    for vraag in newest_questions(lijst):
        rows.append((vraag.code, "", words(vraag.tekst, "nl")))
        each_code = (*vraag.regels, *vraag.antwoorden)
        rows += [(vraag.code, each["code"], words(each["tekst"], "nl")) for each in each_code]
    return rows


def _read(lijst: Vragenlijst) -> dict[uuid.UUID, Rijen]:
    """Bare columns: of 5,000 lists there are 200,000 answers."""
    found: dict[uuid.UUID, Rijen] = {}
    rows = Antwoord.objects.counted().filter(inzending__lijst=lijst).order_by()
    columns = ("inzending_id", "vraag__code", "regel", "keuzes", "getal", "tekst", "bijzonder", "status")
    for pk, code, regel, *rest in rows.values_list(*columns).iterator(chunk_size=5000):
        found.setdefault(pk, {})[code, regel] = Gegeven(*rest)
    return found


def _background(vragen: Sequence[Vraag], gegevens: Sequence[Rijen]) -> list[dict[str, str]]:
    """Per filled-in list its background answers, as far as enough others share them."""
    codes = [code for code in ACHTERGROND if any(vraag.code == code for vraag in vragen)]
    rows = [tuple(_chosen(rijen.get((code, ""))) for code in codes) for rijen in gegevens]
    return [dict(zip(codes, row, strict=True)) for row in blank_background(rows, MINSTENS)]


def _chosen(antwoord: Gegeven | None) -> str:
    return "+".join(antwoord.keuzes) if antwoord else ""


def _cell(kolom: Kolom, gegeven: Rijen, bekend: dict[str, str]) -> Cel:
    if kolom.code in bekend and not kolom.tekst:
        return bekend[kolom.code]
    antwoord = gegeven.get((kolom.code, kolom.regel))
    if antwoord is None or (kolom.tekst and kolom.code in (*ACHTERGROND, *NAMEN)):
        return None
    if kolom.tekst:
        return None if antwoord.status == Leesstatus.VERBORGEN else antwoord.tekst
    if kolom.keuze:
        return GEKOZEN if kolom.keuze in antwoord.keuzes else 0
    if kolom.plaats:
        return antwoord.keuzes[kolom.plaats - 1] if kolom.plaats <= len(antwoord.keuzes) else None
    if antwoord.bijzonder != Bijzonder.GEWOON:
        return f"({antwoord.bijzonder})"
    return antwoord.getal if antwoord.getal is not None else _chosen(antwoord)
