"""Piles of printed lists: which numbers they get, and when there is none."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

import pytest

from analyse.invoer.services import Typist, number_sheet
from analyse.lijst.services import close_lijst, open_lijst
from analyse.lijst.vragen import remove_vraag
from analyse.models import Drukronde, Vragenlijst
from analyse.papier.bladen import ZONDER_NUMMER
from analyse.papier.services import make_drukronde, max_bladen
from kern.fouten import DomeinFout
from tests.analyse.lijsten import new
from tests.factories import make_gebruiker, make_wijk
from tests.tegelijk import together
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Lidmaatschap, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, talen=["ar"])
    make_vraag(lijst, "E1")
    make_vraag(lijst, "E2", "EEN")
    return lijst


def ask(lijst: Vragenlijst, aantal: int = 10, **fields: Any) -> Drukronde:
    return make_drukronde(lijst=lijst, **{"sleutel": uuid.uuid4(), "aantal": aantal, **fields})


def numbers(lijst: Vragenlijst) -> list[tuple[int, int]]:
    return list(lijst.drukrondes.order_by("van_blad").values_list("van_blad", "tot_blad"))


def test_numbers_go_on_after_those_written_by_hand(lijst: Vragenlijst, wijk: Wijk) -> None:
    ask(lijst, 10)
    typist = Typist(door=make_gebruiker(Lidmaatschap.Rol.TEAMLID, wijk=wijk))
    assert number_sheet(lijst=lijst, typist=typist) == 11
    assert number_sheet(lijst=lijst, typist=typist) == 12
    pile = ask(lijst, 5, taal="ar", naam="  Op   de markt ")
    assert numbers(lijst) == [(1, 10), (11, 12), (13, 17)]
    assert (pile.taal, pile.naam, pile.versie, pile.aantal) == ("ar", "Op de markt", 1, 5)
    assert number_sheet(lijst=lijst, typist=typist) == 18


def test_each_list_counts_for_itself(lijst: Vragenlijst, wijk: Wijk) -> None:
    other = make_vragenlijst(wijk)
    make_vraag(other)
    ask(lijst)
    assert ask(other).van_blad == 1


def test_the_same_form_twice_is_one_pile(lijst: Vragenlijst, wijk: Wijk) -> None:
    sleutel = uuid.uuid4()
    assert ask(lijst, sleutel=sleutel) == ask(lijst, sleutel=sleutel)
    assert numbers(lijst) == [(1, 10)]
    assert Gebeurtenis.objects.filter(wijk=wijk, actie="bladen_genummerd").count() == 1


def test_two_at_the_same_moment_never_get_the_same_number(transactional_db: None, lijst: Vragenlijst) -> None:
    together(*[partial(ask, lijst, 7) for _ in range(4)])
    assert numbers(lijst) == [(1, 7), (8, 14), (15, 21), (22, 28)]


def test_the_pile_is_of_the_version_of_that_day(wijk: Wijk) -> None:
    lijst = new(wijk)
    open_lijst(lijst=lijst)
    before = ask(lijst)
    remove_vraag(vraag=lijst.vragen.get(code="V05"))
    assert (before.versie, ask(lijst).versie) == (1, 2)


def test_a_list_that_is_not_open_gets_no_numbers(wijk: Wijk) -> None:
    lijst = new(wijk)
    with pytest.raises(DomeinFout, match="Open haar eerst"):
        ask(lijst)
    open_lijst(lijst=lijst)
    close_lijst(lijst=lijst)
    with pytest.raises(DomeinFout, match="niet open"):
        ask(lijst)
    assert not Drukronde.objects.exists()


@pytest.mark.parametrize(
    ("fields", "zin"),
    [
        ({"aantal": 0}, "van 1 tot en met 50"),
        ({"aantal": 51}, "van 1 tot en met 50"),
        ({"taal": "tr"}, "niet in die taal"),
    ],
)
def test_what_cannot_be_printed_is_told(lijst: Vragenlijst, fields: dict[str, Any], zin: str) -> None:
    with pytest.raises(DomeinFout, match=zin):
        ask(lijst, **fields)
    assert not Drukronde.objects.exists()


def test_a_list_without_questions_is_not_printed(wijk: Wijk) -> None:
    with pytest.raises(DomeinFout, match="geen vragen"):
        ask(make_vragenlijst(wijk))


def test_nobody_calls_a_pile_as_we_call_those_without_a_number(lijst: Vragenlijst) -> None:
    assert ask(lijst, naam=f" {ZONDER_NUMMER} ").naam == ""


@pytest.mark.parametrize(("vragen", "bladen"), [(1, 50), (12, 50), (17, 35), (40, 15), (90, 5), (500, 5)])
def test_a_long_list_comes_in_smaller_piles(vragen: int, bladen: int) -> None:
    assert max_bladen(vragen) == bladen
