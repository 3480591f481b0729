"""What cells and titles of other programs mean, and that nothing that is sent breaks a page."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyse.antwoorden import Gegeven
from analyse.bestand.koppelen import guess_columns
from analyse.bestand.lezen import Blad, read_blad, read_kept, write_blad
from analyse.bestand.omzetten import Omzetter, Opzet
from analyse.bestand.waarden import Lezer, key_of, read_day, read_language, read_way
from analyse.models import Vraag
from kern.fouten import DomeinFout

VANDAAG = dt.date(2026, 11, 23)


def vraag(code: str, soort: str, *kiezen: str, **fields: object) -> Vraag:
    antwoorden = [{"code": each, "tekst": {"nl": each.title(), "en": f"en {each}"}} for each in kiezen]
    return Vraag(code=code, soort=soort, tekst={"nl": f"Vraag {code}?"}, antwoorden=antwoorden, **fields)


CIJFER = vraag("V04", "CIJFER")
SMILEY = vraag("V08", "SMILEY5")
MEER = Vraag(
    code="V13",
    soort="MEER",
    tekst={"nl": "Waar ontmoet u anderen?", "en": "Where do you meet others?"},
    antwoorden=[
        {"code": "winkel", "tekst": {"nl": "Winkel", "en": "Shop", "ar": "متجر"}},
        {"code": "kerk", "tekst": {"nl": "Kerk, moskee of tempel"}},
        {"code": "anders", "tekst": {"nl": "Anders"}},
    ],
)
RANG = vraag("V37", "RANG", "t1", "t2", "t3", hoogstens=3)
JN = vraag("V26", "JN")
REGELS = vraag(
    "V25",
    "JN",
    regels=[{"code": "a", "tekst": {"nl": "Op straat"}}, {"code": "b", "tekst": {"nl": "Thuis"}}],
)
EEN = vraag("V12", "EEN", "vaak", "soms", "weetniet")
OPEN = vraag("V05", "OPEN")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-03", dt.date(2026, 11, 3)),
        ("2026-11-03T10:11:12Z", dt.date(2026, 11, 3)),
        ("3-11-2026", dt.date(2026, 11, 3)),
        ("03/11/2026 10:11", dt.date(2026, 11, 3)),
        ("11/23/2026", dt.date(2026, 11, 23)),
        ("2026/11/03 3:04:05 p.m. CET", dt.date(2026, 11, 3)),
        ("46329", dt.date(2026, 11, 3)),
        ("46329,75", dt.date(2026, 11, 3)),
        ("2026-11", dt.date(2026, 11, 1)),
        ("31-02-2026", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_a_day_in_every_way_it_is_written(text: str, day: dt.date | None) -> None:
    assert read_day(text) == day


def test_languages_and_ways_by_code_and_by_word() -> None:
    assert [read_language(each) for each in ("nl", "NL-nl", "Nederlands", "Arabisch", "العربية", "x")] == [
        "nl", "nl", "nl", "ar", "ar", None,
    ]  # fmt: skip
    assert [read_way(each) for each in ("papier", "Aan de deur", "fax")] == ["papier", "deur", None]


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        (CIJFER, "8", "8"),
        (CIJFER, "8,0", "8"),
        (CIJFER, "11", None),
        (CIJFER, "7,5", None),
        (SMILEY, "4", "4"),
        (SMILEY, "helemaal MEE eens", "5"),
        (SMILEY, "Weet ik niet", "weetniet"),
        (SMILEY, "6", None),
        (JN, "Yes", "ja"),
        (JN, "1", "ja"),
        (JN, "نعم", "ja"),
        (JN, "FALSE", "nee"),
        (JN, "soms", None),
        (MEER, "Shop", "winkel"),
        (MEER, "متجر", "winkel"),
        (MEER, "2", "kerk"),
        (MEER, "A02", "kerk"),
        (EEN, "en vaak", "vaak"),
        (EEN, "geen idee", "weetniet"),
        (EEN, "zelden", None),
    ],
)
def test_a_value_is_known_by_code_number_and_words(question: Vraag, value: str, code: str | None) -> None:
    assert Lezer(question).code(value) == code


def test_what_a_person_chose_goes_first() -> None:
    lezer = Lezer(EEN, {key_of("zelden"): "soms", key_of("vaak"): ""})
    assert [lezer.code(" Zelden "), lezer.code("vaak")] == ["soms", ""]


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("winkel;kerk", ["winkel", "kerk"]),
        ("Winkel, Kerk, moskee of tempel", ["Winkel", "Kerk, moskee of tempel"]),
        ("Kerk, moskee of tempel", ["Kerk, moskee of tempel"]),
        ("Winkel, op het plein, bij de vijver", ["Winkel", "op het plein, bij de vijver"]),
        ("op het plein, Winkel", ["op het plein", "Winkel"]),
        ("Winkel;;kerk;", ["Winkel", "kerk"]),
    ],
)
def test_a_cell_with_more_answers_is_cut_where_answers_end(cell: str, pieces: list[str]) -> None:
    assert Lezer(MEER).pieces(cell) == pieces


@pytest.mark.parametrize(
    ("titel", "doel"),
    [
        ("V04", "v:V04"),
        ("v04. Geef een cijfer", "v:V04"),
        ("V044", ""),
        ("Where do you meet others", "v:V13"),
        ("V13[SQ002]", "v:V13:kerk"),
        ("V13[winkel]", "v:V13:winkel"),
        ("V13:winkel", "v:V13:winkel"),
        ("V13[other]", "t:V13"),
        ("V13:anders:tekst", "t:V13"),
        ("Waar ontmoet u anderen? [Winkel]", "v:V13:winkel"),
        ("V37[2]", "v:V37:2"),
        ("V25[b]", "v:V25:b"),
        ("Vraag V25? [Op straat]", "v:V25:a"),
        ("Datum", "datum"),
        ("startlanguage", "taal"),
        ("E-mailadres", ""),
        ("IP-adres", ""),
        ("Uw voornaam", ""),
    ],
)
def test_a_title_is_tied_to_what_it_says(titel: str, doel: str) -> None:
    assert guess_columns([titel], [CIJFER, MEER, RANG, REGELS])[0].doel == doel


@pytest.mark.parametrize("titel", ["Naam", "E-mail", "Telefoonnummer", "ipaddr", "Postcode", "User agent"])
def test_who_somebody_is_stays_out_with_a_reason(titel: str) -> None:
    assert "wie iemand is" in guess_columns([titel], [CIJFER])[0].waarom


def read(question: Vraag, kolommen: tuple[str, ...], cells: list[str]) -> list[Gegeven]:
    found, _unknown, _filled = Omzetter([question], Opzet(kolommen, {}), VANDAAG).gegevens(cells)
    return found.get(question.code, [])


def test_columns_together_make_one_answer() -> None:
    ticks = ("v:V13:winkel", "v:V13:kerk", "t:V13")
    assert read(MEER, ticks, ["Ja", "Nee", "Het plein"]) == [
        Gegeven(keuzes=("winkel", "anders"), tekst="Het plein")
    ]
    assert read(MEER, ticks, ["0", "n/a", ""]) == []
    assert read(MEER, ("v:V13",), ["winkel; Kerk, moskee of tempel; winkel"]) == [
        Gegeven(keuzes=("winkel", "kerk"))
    ]
    assert read(RANG, ("v:V37:2", "v:V37:1"), ["t1", "t3"]) == [Gegeven(keuzes=("t3", "t1"))]
    assert read(REGELS, ("v:V25:a", "v:V25:b"), ["Y", "weet niet"]) == [
        Gegeven(regel="a", keuzes=("ja",)),
        Gegeven(regel="b", keuzes=("weetniet",)),
    ]
    assert read(OPEN, ("v:V05",), ["-"]) == [Gegeven(tekst="-")]


def test_our_own_file_reads_back() -> None:
    blad = Blad(("a", "b"), ((2, ['x "y"; z', "één\r\ntwee"]), (9, ["", "=1"])))
    assert read_kept(write_blad(blad)) == blad


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=5))
def test_any_words_in_any_column_are_read_or_told(rows: list[list[str]]) -> None:
    questions = [CIJFER, SMILEY, MEER, RANG, JN, EEN, OPEN]
    kolommen = tuple(f"v:{each.code}" for each in questions)
    blad = Blad(tuple("abcdefgh"), tuple(enumerate(rows, start=2)))
    proef = Omzetter(questions, Opzet((*kolommen, "datum"), {}), VANDAAG).try_out(blad)
    assert proef.bruikbaar + proef.leeg + proef.mis == len(rows)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda each: b"PK\x03\x04" + each)))
def test_any_bytes_are_a_table_or_refused_with_a_sentence(inhoud: bytes) -> None:
    with suppress(DomeinFout):
        blad = read_blad(inhoud, "x.csv")
        assert all(len(cells) == len(blad.kop) for _regel, cells in blad.rijen)
        assert read_kept(write_blad(blad)) == blad
