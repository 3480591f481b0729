"""The library of questions is whole, in every language, and makes the lists of the issue."""

from __future__ import annotations

import pytest

from analyse.bibliotheek import Bibliotheekvraag, bibliotheek, codes_of, make_vragen, talen
from analyse.keuzes import Hoofdvraag, Lijstsoort, Vraagsoort
from analyse.models import Antwoord, Vraag
from bewoners.keuzes import Label
from tests.factories import make_regio, make_wijk
from tests.vragen import make_vragenlijst

ALLES = list(bibliotheek().values())
MET_KEUZES = {Vraagsoort.EEN, Vraagsoort.MEER, Vraagsoort.RANG}


def test_all_questions_of_the_method_are_there() -> None:
    residents = [vraag.code for vraag in ALLES if not vraag.partners]
    assert residents == [
        *(f"V{number:02d}" for number in range(1, 27)),
        "V26b",
        *(f"V{number}" for number in range(27, 43)),
    ]
    assert [vraag.code for vraag in ALLES if vraag.partners] == [f"P{number}" for number in range(1, 9)]


@pytest.mark.parametrize("vraag", ALLES, ids=lambda vraag: vraag.code)
def test_a_question_has_words_in_every_language(vraag: Bibliotheekvraag) -> None:
    """Also each answer and line; and codes fit their column and differ."""
    size = Antwoord._meta.get_field("regel").max_length or 0
    for texts in (vraag.tekst, *([vraag.uitleg] if vraag.uitleg else [])):
        assert [taal for taal in talen() if texts.get(taal)] == list(talen())
    for rows in (vraag.antwoorden, vraag.regels):
        codes = [row["code"] for row in rows]
        assert len(set(codes)) == len(codes)
        assert all(len(code) <= size for code in codes)
        assert all(set(row["tekst"]) == set(talen()) for row in rows)


@pytest.mark.parametrize("vraag", ALLES, ids=lambda vraag: vraag.code)
def test_a_question_can_be_answered_and_says_what_it_is_for(vraag: Bibliotheekvraag) -> None:
    assert set(vraag.hoofdvragen) <= set(Hoofdvraag.values)
    assert vraag.hoofdvragen
    assert bool(vraag.antwoorden or vraag.bron) == (vraag.soort in MET_KEUZES)
    assert vraag.bron in {"", "buurten", "labels", "onderwerpen"}


def test_the_ready_lists_are_those_of_the_method() -> None:
    kort, daarna = codes_of(Lijstsoort.KORT)
    assert kort == ("V04", "V05", "V06", "V18", "V22", "V35", "V37", "V39")
    assert not set(kort) & set(daarna)
    assert codes_of(Lijstsoort.DEUR) == (("V04", "V05", "V06", "V19", "V35"), ())
    assert len(codes_of(Lijstsoort.LANG)[0]) == 43
    assert codes_of(Lijstsoort.PARTNERS)[0][0] == "P1"
    assert codes_of(Lijstsoort.EIGEN) == ((), ())


@pytest.mark.django_db
def test_answers_from_elsewhere_are_those_of_this_wijk() -> None:
    wijk = make_wijk(code="WK007404")
    make_regio("BU00740401", naam="Jubbega-Schurega")
    make_regio("BU99999901", naam="Elders")
    lijst = make_vragenlijst(wijk)
    rows = {row.code: row for row in make_vragen(lijst, ("V01", "V20", "V37", "V38"), vanaf=3)}
    Vraag.objects.bulk_create(rows.values())
    buurten = [keuze["code"] for keuze in rows["V01"].antwoorden]
    assert buurten == ["BU00740401", "elders"]
    assert [keuze["code"] for keuze in rows["V20"].antwoorden] == Label.values
    assert [keuze["code"] for keuze in rows["V37"].antwoorden] == [f"T{n:02d}" for n in range(1, 11)]
    assert rows["V37"].antwoorden[0]["tekst"]["en"] != rows["V37"].antwoorden[0]["tekst"]["nl"]
    assert rows["V38"].regels == rows["V37"].antwoorden
    assert rows["V38"].toon_als == {"vraag": "V37", "antwoorden": []}
    assert [row.volgorde for row in rows.values()] == [3, 4, 5, 6]
