"""A question as a form: what each type gives, keeps and refuses. On a phone, at a door and in entry alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from analyse.antwoorden import Gegeven
from analyse.bibliotheek import bibliotheek, make_vragen
from analyse.invullen.forms import make_vraagform
from analyse.invullen.woorden import show_antwoord
from analyse.models import Vraag, Vragenlijst
from tests.factories import make_wijk
from tests.vragen import make_vraag, make_vragenlijst

pytestmark = pytest.mark.django_db


def query(data: dict[str, Any]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in data.items():
        found.setlist(f"E1-{name}", value if isinstance(value, list) else [value])
    return found


@pytest.fixture
def lijst() -> Vragenlijst:
    return make_vragenlijst(make_wijk())


REGELS = [{"code": code, "tekst": {"nl": code}} for code in ("bus", "winkel")]
GOOD: list[tuple[str, dict[str, Any], dict[str, Any], list[Gegeven]]] = [
    ("OPEN", {}, {"tekst": " Mooi. "}, [Gegeven(tekst="Mooi.")]),
    ("OPEN", {}, {"tekst": " "}, []),
    ("EEN", {}, {"keuze": "b"}, [Gegeven(keuzes=("b",))]),
    ("EEN", {}, {"keuze": ""}, []),
    (
        "EEN",
        {"kiezen": ("a", "anders")},
        {"keuze": "anders", "tekst": "Iets"},
        [Gegeven(keuzes=("anders",), tekst="Iets")],
    ),
    ("MEER", {"hoogstens": 2}, {"keuze": ["a", "c"]}, [Gegeven(keuzes=("a", "c"))]),
    ("CIJFER", {}, {"keuze": "10"}, [Gegeven(getal=10)]),
    ("SMILEY5", {}, {"keuze": "1"}, [Gegeven(getal=1)]),
    ("SMILEY5", {}, {"keuze": "weetniet"}, [Gegeven(keuzes=("weetniet",))]),
    ("RANG", {"hoogstens": 3}, {"plaats0": "c", "plaats1": "", "plaats2": "a"}, [Gegeven(keuzes=("c", "a"))]),
    ("JN", {}, {"keuze": "weetniet"}, [Gegeven(keuzes=("weetniet",))]),
    ("JN", {"regels": REGELS}, {"regel_winkel": "nee"}, [Gegeven(regel="winkel", keuzes=("nee",))]),
    (
        "EEN",
        {"regels": REGELS},
        {"regel_bus": "a", "regel_winkel": "b"},
        [Gegeven(regel="bus", keuzes=("a",)), Gegeven(regel="winkel", keuzes=("b",))],
    ),
]


@pytest.mark.parametrize(("soort", "fields", "data", "expected"), GOOD)
def test_each_type_gives_what_was_answered_and_shows_it_again(
    lijst: Vragenlijst, soort: str, fields: dict[str, Any], data: dict[str, Any], expected: list[Gegeven]
) -> None:
    vraag = make_vraag(lijst, soort=soort, **fields)
    form = make_vraagform(vraag, query(data), gegevens={})
    assert form.is_valid(), form.errors
    assert list(form.antwoord) == expected
    shown = make_vraagform(vraag, gegevens={"E1": expected})
    again = make_vraagform(vraag, query(_typed(shown)), gegevens={})
    assert again.is_valid()
    assert list(again.antwoord) == expected


def _typed(form: Any) -> dict[str, Any]:
    """What a browser would send of the form as it is shown."""
    return {name: form[name].value() or "" for name in form.fields}


BAD: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("OPEN", {}, {"tekst": "x" * 301}, "te lang"),
    ("OPEN", {}, {"tekst": "Mijn rekening is NL91ABNA0417164300."}, "rekeningnummer"),
    ("EEN", {}, {"keuze": "z"}, "Kies iets uit de lijst"),
    ("MEER", {"hoogstens": 2}, {"keuze": ["a", "b", "c"]}, "hoogstens 2"),
    ("CIJFER", {}, {"keuze": "11"}, "Kies iets uit de lijst"),
    ("SMILEY5", {}, {"keuze": "6"}, "Kies iets uit de lijst"),
    ("RANG", {"hoogstens": 3}, {"plaats0": "a", "plaats1": "a"}, "één keer"),
    ("JN", {"regels": REGELS}, {"regel_bus": "misschien"}, "Kies iets uit de lijst"),
]


@pytest.mark.parametrize(("soort", "fields", "data", "zin"), BAD)
def test_what_does_not_fit_is_refused_with_what_to_do(
    lijst: Vragenlijst, soort: str, fields: dict[str, Any], data: dict[str, Any], zin: str
) -> None:
    form = make_vraagform(make_vraag(lijst, soort=soort, **fields), query(data), gegevens={})
    assert not form.is_valid()
    assert zin in str(form.errors)
    assert form.antwoord == ()


def test_what_was_chosen_twice_is_said_at_the_second(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, soort="RANG", hoogstens=3)
    form = make_vraagform(vraag, query({"plaats0": "a", "plaats1": "a", "plaats2": "b"}), gegevens={})
    assert set(form.errors) == {"plaats1"}


def test_a_line_that_is_not_asked_is_not_there(lijst: Vragenlijst) -> None:
    make_vraag(lijst, "E0", "RANG", kiezen=("bus", "winkel"))
    vraag = make_vraag(lijst, soort="EEN", regels=REGELS, toon_als={"vraag": "E0", "antwoorden": []})
    chosen = {"E0": [Gegeven(keuzes=("bus",))]}
    form = make_vraagform(vraag, query({"regel_bus": "a", "regel_winkel": "b"}), gegevens=chosen)
    assert form.is_valid()
    assert list(form.antwoord) == [Gegeven(regel="bus", keuzes=("a",))]


def test_nobody_is_asked_to_tell_more_about_himself(lijst: Vragenlijst) -> None:
    by_code = {vraag.code: make_vraagform(vraag, gegevens={}) for vraag in make_vragen(lijst, ["V40", "V21"])}
    assert not by_code["V40"].met_anders
    assert by_code["V21"].met_anders


@pytest.mark.parametrize("taal", ["nl", "ar"])
@pytest.mark.parametrize("code", sorted(bibliotheek()))
def test_every_question_of_the_library_can_be_drawn(lijst: Vragenlijst, code: str, taal: str) -> None:
    (vraag,) = make_vragen(lijst, [code])
    vraag.toon_als = {}
    form = make_vraagform(vraag, gegevens={}, taal=taal)
    html = render_to_string("analyse/vraag.html", {"form": form, "kop": True})
    assert html.count("<h1") == 1
    assert vraag.tekst[taal].split("?")[0] in html
    assert ("radio" in html) or ("checkbox" in html) or ("<select" in html) or ("<textarea" in html)


@pytest.mark.parametrize(
    ("soort", "given", "expected"),
    [
        ("OPEN", [Gegeven(tekst="Mooi.")], ["Mooi."]),
        ("MEER", [Gegeven(keuzes=("a", "c"))], ["A", "C"]),
        ("SMILEY5", [Gegeven(getal=2)], ["Niet mee eens"]),
        ("SMILEY5", [Gegeven(keuzes=("weetniet",))], ["Weet ik niet"]),
        ("RANG", [Gegeven(keuzes=("c", "a"))], ["1. C", "2. A"]),
        ("EEN", [Gegeven(bijzonder="onleesbaar")], ["Onleesbaar"]),
        ("CIJFER", [], []),
    ],
)
def test_an_answer_in_words(
    lijst: Vragenlijst, soort: str, given: Sequence[Gegeven], expected: list[str]
) -> None:
    vraag: Vraag = make_vraag(lijst, soort=soort)
    assert show_antwoord(vraag, given, "nl") == expected
