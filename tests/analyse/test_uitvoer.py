"""The rows of a list as they leave the program: coded, and without anything that tells who it was."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analyse.bestand.uitvoer import build_tabel, legend_of
from analyse.models import Vragenlijst
from kern.klok import today
from tests.factories import make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst

pytestmark = pytest.mark.django_db
LEEFTIJD = ("25-44", "75+", "zegniet")


@pytest.fixture
def lijst() -> Vragenlijst:
    return make_vragenlijst(make_wijk())


def one_row(lijst: Vragenlijst, *, met_tekst: bool = True) -> dict[str, object]:
    tabel = build_tabel(lijst, met_tekst=met_tekst)
    (rij,) = tabel.rijen
    return dict(zip(tabel.koppen, rij, strict=True))


def test_each_type_has_the_columns_that_fit_it(lijst: Vragenlijst) -> None:
    regels = [{"code": code, "tekst": {"nl": code}} for code in ("winkel", "school")]
    sent = make_inzending(lijst, kanaal="deur")
    make_antwoord(sent, make_vraag(lijst, "V04", "CIJFER"), getal=8)
    make_antwoord(sent, make_vraag(lijst, "E5", "MEER"), keuzes=["a", "c"])
    make_antwoord(sent, make_vraag(lijst, "E6", "RANG", hoogstens=3), keuzes=["c", "a"])
    make_antwoord(sent, make_vraag(lijst, "E7", "JN", regels=regels), regel="school", keuzes=["nee"])
    make_antwoord(sent, make_vraag(lijst, "E8", "SMILEY5"), keuzes=["weetniet"])
    make_antwoord(sent, make_vraag(lijst, "E9", "EEN"), bijzonder="onleesbaar")
    make_vraag(lijst, "E10", "JN")
    assert one_row(lijst) == {
        "nummer": 1,
        "maand": f"{today():%Y-%m}",
        "kanaal": "deur",
        "versie": 1,
        "V04": 8,
        "E5:a": 1,
        "E5:b": 0,
        "E5:c": 1,
        "E6:1": "c",
        "E6:2": "a",
        "E6:3": None,
        "E7:winkel": None,
        "E7:school": "nee",
        "E8": "weetniet",
        "E9": "(onleesbaar)",
        "E10": None,
    }


def test_words_of_people_stand_in_it_only_when_asked_for(lijst: Vragenlijst) -> None:
    sent = make_inzending(lijst)
    make_antwoord(sent, make_vraag(lijst, "V05"), tekst="Het park.")
    anders = make_vraag(lijst, "E6", "EEN", kiezen=("a", "anders"))
    make_antwoord(sent, anders, keuzes=["anders"], tekst="De bieb.")
    make_antwoord(sent, make_vraag(lijst, "E7"), tekst="Over één persoon.", status="verborgen")
    row = one_row(lijst)
    assert (row["V05"], row["E6:anders:tekst"], row["E7"]) == ("Het park.", "De bieb.", None)
    bare = one_row(lijst, met_tekst=False)
    assert set(row) - set(bare) == {"V05", "E6:anders:tekst", "E7"}
    assert "bieb" not in str(bare)


def test_who_is_nearly_alone_in_a_background_answer_is_not_told(lijst: Vragenlijst) -> None:
    leeftijd = make_vraag(lijst, "V39", "EEN", kiezen=LEEFTIJD)
    cijfer = make_vraag(lijst, "V04", "CIJFER")
    for number in range(19):
        sent = make_inzending(lijst)
        make_antwoord(sent, leeftijd, keuzes=["25-44" if number < 10 else "75+"])
        make_antwoord(sent, cijfer, getal=7)
    tabel = build_tabel(lijst, met_tekst=True)
    place = tabel.koppen.index("V39")
    assert sorted(str(rij[place]) for rij in tabel.rijen) == [""] * 9 + ["25-44"] * 10
    assert {rij[tabel.koppen.index("V04")] for rij in tabel.rijen} == {7}


def test_what_does_not_count_stays_out(lijst: Vragenlijst) -> None:
    cijfer = make_vraag(lijst, "V04", "CIJFER")
    for telt in ("mee", "nakijken", "laat", "niet"):
        make_antwoord(make_inzending(lijst, telt=telt), cijfer, getal=5)
    other = make_vragenlijst(lijst.wijk)
    make_antwoord(make_inzending(other), make_vraag(other, "V04", "CIJFER"), getal=1)
    assert one_row(lijst)["V04"] == 5


def test_a_question_of_two_versions_is_one_column(lijst: Vragenlijst) -> None:
    old = make_vraag(lijst, "E1", "EEN", tot_versie=1)
    new = make_vraag(lijst, "E1", "EEN", van_versie=2, tekst={"nl": "Nu anders?"})
    for vraag, keuze in ((old, "a"), (new, "b")):
        make_antwoord(make_inzending(lijst, versie=vraag.van_versie), vraag, keuzes=[keuze])
    tabel = build_tabel(lijst, met_tekst=False)
    assert sorted((rij[3], rij[4]) for rij in tabel.rijen) == [(1, "a"), (2, "b")]
    assert ("E1", "", "Nu anders?") in legend_of(lijst)
    assert ("E1", "a", "A") in legend_of(lijst)


def test_thirty_rows_cost_as_many_queries_as_one(lijst: Vragenlijst) -> None:
    cijfer = make_vraag(lijst, "V04", "CIJFER")
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_antwoord(make_inzending(lijst), cijfer, getal=5)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            build_tabel(lijst, met_tekst=True)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4
