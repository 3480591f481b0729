"""The library of questions (analyse/data/vragen): what a list is made of.

Content of the method, one file a language. Dutch carries the structure; other files carry words by code.
A list copies its questions, so that it goes on reading as it was made when the library grows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import override

from analyse.keuzes import Lijstsoort, Vraagsoort
from analyse.models import Vraag, Vragenlijst
from bewoners.keuzes import Label
from wijken.models import Wijk
from wijken.selectors import buurten_of
from wijken.themas import Thema

MAP: Final = Path(__file__).resolve().parent / "data" / "vragen"
NEDERLANDS: Final = "nl"

# The ready lists. What stands in the second part is asked after 'Heeft u nog 5 minuten?'.
KORT: Final = ("V04", "V05", "V06", "V18", "V22", "V35", "V37", "V39")
KORT_DAARNA: Final = ("V01", "V02", "V09", "V10", "V15", "V24", "V27", "V40")


@dataclass(frozen=True, slots=True)
class Bibliotheekvraag:
    """One question of the library with its words in every language there is."""

    code: str
    soort: Vraagsoort
    tekst: Mapping[str, str]
    uitleg: Mapping[str, str]
    antwoorden: tuple[Mapping[str, Any], ...]  # {"code", "tekst": {language: words}}
    regels: tuple[Mapping[str, Any], ...]
    hoofdvragen: tuple[str, ...]
    onderwerp: str
    hoogstens: int | None
    bron: str  # '' | buurten | labels | onderwerpen: where more answers come from
    per_antwoord_van: str  # code of the question whose chosen answers are the lines of this one
    deur: bool
    partners: bool


@cache
def bibliotheek() -> dict[str, Bibliotheekvraag]:
    """All questions by code, in their order."""
    return {row["code"]: _vraag(row) for row in _file(NEDERLANDS)}


def talen() -> tuple[str, ...]:
    """The languages the library is in, Dutch first."""
    return (NEDERLANDS, *sorted({file.stem for file in MAP.glob("*.toml")} - {NEDERLANDS}))


def codes_of(soort: Lijstsoort) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes a ready list begins with, and those after 'Heeft u nog 5 minuten?'."""
    alle = bibliotheek().values()
    if soort == Lijstsoort.KORT:
        return KORT, KORT_DAARNA
    if soort == Lijstsoort.DEUR:
        return tuple(each.code for each in alle if each.deur), ()
    if soort == Lijstsoort.PARTNERS:
        return tuple(each.code for each in alle if each.partners), ()
    if soort == Lijstsoort.LANG:
        return tuple(each.code for each in alle if not each.partners), ()
    return (), ()


def offered_to(soort: Lijstsoort | str) -> list[Bibliotheekvraag]:
    """The questions a list of this kind may take: those for partners only where partners answer."""
    rows = bibliotheek().values()
    return [each for each in rows if soort == Lijstsoort.PARTNERS or not each.partners]


def make_vragen(
    lijst: Vragenlijst, codes: Iterable[str], *, daarna: bool = False, vanaf: int = 1
) -> list[Vraag]:
    """Rows, not saved, for these questions of the library, from place `vanaf` on."""
    return [
        _row(lijst, bibliotheek()[code], plaats, daarna=daarna) for plaats, code in enumerate(codes, vanaf)
    ]


def _row(lijst: Vragenlijst, vraag: Bibliotheekvraag, plaats: int, *, daarna: bool) -> Vraag:
    bron = bibliotheek()[vraag.per_antwoord_van] if vraag.per_antwoord_van else None
    return Vraag(
        wijk=lijst.wijk,
        lijst=lijst,
        code=vraag.code,
        van_versie=lijst.versie,
        soort=vraag.soort,
        tekst=dict(vraag.tekst),
        uitleg=dict(vraag.uitleg),
        antwoorden=[*answers_from(vraag.bron, lijst.wijk), *map(dict, vraag.antwoorden)],
        regels=answers_from(bron.bron, lijst.wijk) if bron else [dict(regel) for regel in vraag.regels],
        hoogstens=vraag.hoogstens,
        onderwerp=vraag.onderwerp,
        hoofdvragen=list(vraag.hoofdvragen),
        toon_als={"vraag": bron.code, "antwoorden": []} if bron else {},
        daarna=daarna,
        volgorde=plaats,
    )


def answers_from(bron: str, wijk: Wijk) -> list[dict[str, Any]]:
    """Answers that stand elsewhere in the program: the buurten of this wijk, the subjects, the labels."""
    if bron == "buurten":
        return [{"code": code, "tekst": {NEDERLANDS: naam}} for code, naam in buurten_of(wijk)]
    if bron == "onderwerpen":
        return [_in_all_languages(each) for each in Thema if each != Thema.DOORGEVEN]
    if bron == "labels":
        return [_in_all_languages(each) for each in Label]
    return []


def _in_all_languages(keuze: Thema | Label) -> dict[str, Any]:
    texts = {}
    for taal in talen():
        with override(taal):
            texts[taal] = str(keuze.label)
    return {"code": keuze.value, "tekst": texts}


def _vraag(row: dict[str, Any]) -> Bibliotheekvraag:
    code = row["code"]
    return Bibliotheekvraag(
        code=code,
        soort=Vraagsoort(row["soort"]),
        tekst=_words(code, "tekst", row["tekst"]),
        uitleg=_words(code, "uitleg", f"{row.get('uitleg', '')} {row.get('voorbeeld', '')}".strip()),
        antwoorden=tuple(_keuze(code, "antwoorden", each) for each in row.get("antwoorden", [])),
        regels=tuple(_keuze(code, "regels", each) for each in row.get("regels", [])),
        hoofdvragen=tuple(row.get("hoofdvragen", [])),
        onderwerp=row.get("onderwerp", ""),
        hoogstens=row.get("hoogstens"),
        bron=row.get("bron", ""),
        per_antwoord_van=row.get("per_antwoord_van", ""),
        deur=row.get("deur", False),
        partners=row.get("partners", False),
    )


def _words(code: str, name: str, dutch: str) -> dict[str, str]:
    """The words in every language that has them; none when there are none in Dutch."""
    found = {NEDERLANDS: dutch} if dutch else {}
    for taal in talen()[1:]:
        text = _texts(taal).get(code, {}).get(name, "")
        if dutch and text:
            found[taal] = str(text)
    return found


def _keuze(code: str, name: str, keuze: Mapping[str, str]) -> dict[str, Any]:
    texts = {NEDERLANDS: keuze["tekst"]}
    for taal in talen()[1:]:
        text = _texts(taal).get(code, {}).get(name, {}).get(keuze["code"], "")
        if text:
            texts[taal] = text
    return {"code": keuze["code"], "tekst": texts}


@cache
def _texts(taal: str) -> dict[str, dict[str, Any]]:
    """{code: {"tekst": …, "uitleg": …, "antwoorden": {code: …}, "regels": {code: …}}} of another language."""
    return {row["code"]: row for row in _file(taal)}


def _file(taal: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((MAP / f"{taal}.toml").read_text(encoding="utf-8"))["vraag"]
    return rows
