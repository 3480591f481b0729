"""What may be answered to each type of question, and which questions are asked. No database."""

from __future__ import annotations

from typing import Any

import pytest

from analyse.antwoorden import Gegeven, asked, clean_gegeven, codes_of, lines_of, words
from analyse.models import Vraag
from kern.fouten import DomeinFout

KIEZEN = [{"code": code, "tekst": {"nl": code}} for code in ("a", "b", "c", "anders")]
REGELS = [{"code": code, "tekst": {"nl": code}} for code in ("a", "b")]


def vraag(soort: str, code: str = "E1", **fields: Any) -> Vraag:
    """A question that is not kept."""
    kiezen = KIEZEN if soort in ("EEN", "MEER", "RANG") else []
    return Vraag(code=code, soort=soort, **{"antwoorden": kiezen, **fields})


@pytest.mark.parametrize(
    ("soort", "gegeven"),
    [
        ("OPEN", Gegeven(tekst="Een bankje bij de winkel.")),
        ("EEN", Gegeven(keuzes=("b",))),
        ("EEN", Gegeven(keuzes=("anders",), tekst="De bieb")),
        ("MEER", Gegeven(keuzes=("a", "c"))),
        ("RANG", Gegeven(keuzes=("c", "a"))),
        ("JN", Gegeven(keuzes=("weetniet",))),
        ("CIJFER", Gegeven(getal=10)),
        ("SMILEY5", Gegeven(getal=1)),
        ("SMILEY5", Gegeven(keuzes=("weetniet",))),
        ("EEN", Gegeven(bijzonder="onleesbaar")),
    ],
)
def test_what_fits_stays_as_it_was_given(soort: str, gegeven: Gegeven) -> None:
    assert clean_gegeven(vraag(soort), gegeven) == gegeven


@pytest.mark.parametrize(
    ("soort", "gegeven", "zin"),
    [
        ("EEN", Gegeven(keuzes=("z",)), "staat niet op de lijst"),
        ("EEN", Gegeven(keuzes=("a", "b")), "één antwoord"),
        ("JN", Gegeven(keuzes=("ja", "nee")), "één antwoord"),
        ("JN", Gegeven(keuzes=("misschien",)), "staat niet op de lijst"),
        ("MEER", Gegeven(keuzes=("a", "a")), "één keer"),
        ("MEER", Gegeven(keuzes=("a", "b", "c")), "hoogstens 2"),
        ("CIJFER", Gegeven(getal=0), "van 1 tot en met 10"),
        ("CIJFER", Gegeven(getal=11), "van 1 tot en met 10"),
        ("SMILEY5", Gegeven(getal=6), "van 1 tot en met 5"),
        ("OPEN", Gegeven(getal=3), "geen cijfer"),
        ("OPEN", Gegeven(tekst="x" * 301), "te lang"),
        ("OPEN", Gegeven(tekst="Mijn nummer is NL91ABNA0417164300"), "rekeningnummer"),
        ("EEN", Gegeven(keuzes=("a",), tekst="De bieb"), "‘anders’"),
        ("EEN", Gegeven(regel="a", keuzes=("a",)), "hoort niet bij deze vraag"),
        ("EEN", Gegeven(keuzes=("a",), bijzonder="kwijt"), "onleesbaar"),
    ],
)
def test_what_does_not_fit_says_what_to_do(soort: str, gegeven: Gegeven, zin: str) -> None:
    with pytest.raises(DomeinFout, match=zin):
        clean_gegeven(vraag(soort, hoogstens=2), gegeven)


def test_a_line_must_be_one_of_the_question() -> None:
    rij = vraag("JN", regels=REGELS)
    assert clean_gegeven(rij, Gegeven(regel="b", keuzes=("ja",))).regel == "b"
    with pytest.raises(DomeinFout):
        clean_gegeven(rij, Gegeven(keuzes=("ja",)))


def test_white_space_alone_is_no_answer() -> None:
    assert clean_gegeven(vraag("OPEN"), Gegeven(tekst=" \n ")).is_leeg
    assert not Gegeven(bijzonder="leeg").is_leeg


def test_a_follow_up_is_asked_after_one_of_its_answers_alone() -> None:
    first, then = vraag("EEN"), vraag("OPEN", "E2", toon_als={"vraag": "E1", "antwoorden": ["a", "c"]})
    for keuze, codes in (("a", ["E1", "E2"]), ("b", ["E1"]), ("c", ["E1", "E2"])):
        assert [each.code for each in asked([first, then], {"E1": [Gegeven(keuzes=(keuze,))]})] == codes
    assert [each.code for each in asked([first, then], {})] == ["E1"]


def test_a_follow_up_may_ask_after_a_mark() -> None:
    then = vraag("OPEN", "E2", toon_als={"vraag": "V04", "antwoorden": ["1", "2"]})
    assert asked([then], {"V04": [Gegeven(getal=2)]}) == [then]
    assert asked([then], {"V04": [Gegeven(getal=8)]}) == []


def test_lines_follow_what_was_chosen_before() -> None:
    """'Wie moet dat doen?' is asked of the subjects somebody chose, and not at all without any."""
    wie = vraag("EEN", "V38", regels=REGELS, toon_als={"vraag": "V37", "antwoorden": []})
    assert [regel["code"] for regel in lines_of(wie, {"V37": [Gegeven(keuzes=("b", "z"))]})] == ["b"]
    assert asked([wie], {"V37": [Gegeven(keuzes=("b",))]}) == [wie]
    assert asked([wie], {}) == []


def test_codes_of_the_fixed_types_do_not_depend_on_the_row() -> None:
    assert codes_of(vraag("JN")) == ("ja", "nee", "weetniet")
    assert codes_of(vraag("SMILEY5")) == ("weetniet",)
    assert codes_of(vraag("EEN")) == ("a", "b", "c", "anders")


def test_missing_words_are_read_in_dutch() -> None:
    assert words({"nl": "Ja", "ar": "نعم"}, "ar") == "نعم"
    assert words({"nl": "Ja", "ar": ""}, "ar") == "Ja"
    assert words({}, "ar") == ""
