from __future__ import annotations

import pytest

from tests.factories import make_regio, make_wijk
from tests.wijken.cbs import SAMPLE
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import RegioJaar, Wijk
from wijken.services import open_wijk
from wijken.zoeken import Uitslag, zoek

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijken() -> None:
    """Jubbega is open, Oranjewoud is only known."""
    import_kerncijfers(pad=SAMPLE)
    open_wijk(code="WK007404")


def found(uitslag: Uitslag) -> list[tuple[str, str]]:
    return [(treffer.naam, treffer.via) for treffer in uitslag.open]


@pytest.mark.usefixtures("wijken")
@pytest.mark.parametrize("vraag", ["Jubbega", "jubbega", "  JUBBEGA ", "Júbbega", "ubbe"])
def test_by_name_whatever_the_capitals_and_accents(vraag: str) -> None:
    uitslag = zoek(vraag)
    assert found(uitslag) == [("Jubbega", "")]
    assert uitslag.open[0].gemeente == "Heerenveen"
    assert not uitslag.waarschijnlijk


@pytest.mark.usefixtures("wijken")
def test_by_a_village_inside_it() -> None:
    assert found(zoek("mildam")) == [("Jubbega", "Mildam")]


@pytest.mark.usefixtures("wijken")
@pytest.mark.parametrize("vraag", ["8454", "8454 AB", "8454ab", " 8454 "])
def test_by_postcode_it_is_only_likely(vraag: str) -> None:
    uitslag = zoek(vraag)
    assert found(uitslag) == [("Jubbega", "Mildam")]
    assert (uitslag.waarschijnlijk, uitslag.vraag) == (True, "8454")  # the letters are not kept


@pytest.mark.usefixtures("wijken")
def test_by_municipality_with_what_is_not_open_beside_it() -> None:
    uitslag = zoek("heerenveen")
    assert found(uitslag) == [("Jubbega", "")]
    assert uitslag.dicht == []


@pytest.mark.usefixtures("wijken")
def test_an_unopened_place_is_found_once_and_says_so() -> None:
    uitslag = zoek("oranjewoud")
    assert uitslag.open == []
    assert [(treffer.naam, treffer.gemeente, treffer.slug) for treffer in uitslag.dicht] == [
        ("Oranjewoud", "Heerenveen", "")
    ]


@pytest.mark.usefixtures("wijken")
@pytest.mark.parametrize("vraag", ["jubega", "jubbga", "nieuwehoorne"])
def test_a_typing_error(vraag: str) -> None:
    uitslag = zoek(vraag)
    assert uitslag.waarschijnlijk
    assert [treffer.naam for treffer in uitslag.open] == ["Jubbega"]


@pytest.mark.usefixtures("wijken")
@pytest.mark.parametrize("vraag", ["xqzxq", "9999", "%%", "' OR 1=1 --", "القاهرة", "\0\0zz", "z" * 5000])
def test_nothing_found(vraag: str) -> None:
    uitslag = zoek(vraag)
    assert uitslag.open == uitslag.dicht == []
    assert uitslag.leeg or uitslag.te_kort


@pytest.mark.parametrize("vraag", ["", "   "])
def test_nothing_asked(vraag: str) -> None:
    assert not zoek(vraag).gezocht


@pytest.mark.parametrize("vraag", ["a", "%", "é"])
def test_too_short(vraag: str) -> None:
    assert zoek(vraag).te_kort


def test_several_wijken_with_one_postcode_are_all_offered() -> None:
    for code, naam in (("WK007401", "Noord"), ("WK007402", "Zuid")):
        regio = make_regio(code, naam=naam)
        RegioJaar.objects.filter(regio=regio).update(postcode="8441")
        open_wijk(code=code)
    assert [naam for naam, _ in found(zoek("8441"))] == ["Noord", "Zuid"]


def test_an_old_name_does_not_hide_the_new_one() -> None:
    make_regio("WK007404", naam="Oudland", jaar=2024)
    make_regio("WK007404", naam="Nieuwland", jaar=2025)
    assert [treffer.naam for treffer in zoek("nieuwland").dicht] == ["Nieuwland"]


def test_the_own_name_comes_first() -> None:
    make_wijk("b", naam="Boven Kerk")
    make_wijk("a", naam="Kerk")
    assert [naam for naam, _ in found(zoek("kerk"))] == ["Kerk", "Boven Kerk"]
    assert Wijk.objects.count() == 2
