from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_regio, make_wijk
from tests.wijken.cbs import SAMPLE
from wijken.gebieden.regels import StraatRegel
from wijken.gebieden.services import save_names, save_straten
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import RegioJaar, Straat, Wijk
from wijken.services import open_wijk
from wijken.zoeken import Uitslag, find_regios, zoek

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
def test_by_municipality_which_is_not_called_closed() -> None:
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


# ---- names, streets and postcodes of the team's own list ------------------------------------------
@pytest.fixture
def jubbega() -> Wijk:
    import_kerncijfers(pad=SAMPLE)
    wijk = open_wijk(code="WK007404")
    straten = [StraatRegel("Schoterlandseweg", "BU00740402", "8499"), StraatRegel("'t Gouden Plak")]
    save_straten(wijk=wijk, revisie=wijk.revisie, straten=straten)
    wijk.refresh_from_db()
    save_names(wijk=wijk, revisie=wijk.revisie, namen={"BU00740402": "It Mylân"})
    return wijk


@pytest.mark.usefixtures("jubbega")
@pytest.mark.parametrize(
    ("vraag", "via"),
    [
        ("schoterlandseweg", "Schoterlandseweg"),
        ("Schoterlandse", "Schoterlandseweg"),
        ("goude plak", "'t Gouden Plak"),
        ("schoterlansweg", "Schoterlandseweg"),
    ],
)
def test_by_street_it_is_only_likely(vraag: str, via: str) -> None:
    uitslag = zoek(vraag)
    assert found(uitslag) == [("Jubbega", via)]
    assert uitslag.straat


@pytest.mark.usefixtures("jubbega")
@pytest.mark.parametrize("vraag", ["8499", "8499 ab"])
def test_by_the_postcode_of_a_street(vraag: str) -> None:
    assert found(zoek(vraag)) == [("Jubbega", "Schoterlandseweg")]


@pytest.mark.usefixtures("jubbega")
@pytest.mark.parametrize("vraag", ["it mylan", "IT MYLÂN", "mylaan"])
def test_by_everyday_name(vraag: str) -> None:
    assert found(zoek(vraag)) == [("Jubbega", "It Mylân")]


@pytest.mark.usefixtures("jubbega")
def test_the_name_of_cbs_still_works() -> None:
    assert found(zoek("mildam")) == [("Jubbega", "Mildam")]


def test_a_typo_in_the_name_that_the_team_gave(jubbega: Wijk) -> None:
    Wijk.objects.filter(pk=jubbega.pk).update(naam="Bovenstreek")
    assert found(zoek("bovenstrek")) == [("Bovenstreek", "")]


@pytest.mark.parametrize("vraag", ["Den Haag", "den haag", "'s-Gravenhage", "s gravenhage", "The Hague"])
def test_the_everyday_name_of_a_municipality(vraag: str) -> None:
    make_regio("GM0518", naam="'s-Gravenhage")
    assert [treffer.naam for treffer in zoek(vraag).dicht] == ["gemeente 's-Gravenhage"]


def test_a_street_of_which_one_wijk_has_many_hides_no_other_wijk() -> None:
    vol, stil = make_wijk("vol"), make_wijk("stil")
    names = ["Kerkstraat", *(f"Kerkstraat {number}e zijstraat" for number in range(70))]
    save_straten(wijk=vol, revisie=vol.revisie, straten=[StraatRegel(name) for name in reversed(names)])
    save_straten(wijk=stil, revisie=stil.revisie, straten=[StraatRegel("Kerkstraat")])
    assert {(found.slug, found.via) for found in zoek("kerkstraat").open} == {
        ("vol", "Kerkstraat"),
        ("stil", "Kerkstraat"),
    }


def test_a_common_name_finds_the_village_where_a_team_works() -> None:
    """However many others have that name."""
    for number in range(70):
        make_regio(f"BU01{number:02d}0000", naam="Centrum")
    make_regio("BU99990001", naam="Centrum Zuid")
    open_wijk(code="BU99990001", naam="Bij de toren")
    assert found(zoek("centrum")) == [("Bij de toren", "Centrum Zuid")]


@pytest.mark.usefixtures("jubbega")
@pytest.mark.parametrize("vraag", ["jubbega", "8454", "xqzxq", "schoterlansweg"])
def test_the_number_of_queries_does_not_grow(vraag: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            zoek(vraag)
        return len(queries)

    before = count()
    for number in range(20):
        wijk = make_wijk(f"erbij-{number}", naam=f"Jubbega {number}")
        Straat.objects.create(
            wijk=wijk, naam="Schoterlandseweg", zoeknaam="schoterlandseweg", postcode="8454"
        )
    assert count() == before


@pytest.mark.parametrize(
    ("vraag", "codes"),
    [
        ("WK007406", ["WK007406"]),
        ("bu00740402", ["BU00740402"]),
        ("mildam", ["BU00740402"]),
        ("mildm", ["BU00740402"]),
        ("8454", ["BU00740402"]),
        ("a", []),
        ("xqzxq", []),
    ],
)
def test_regions_to_choose_from(vraag: str, codes: list[str]) -> None:
    import_kerncijfers(pad=SAMPLE)
    assert [row.regio_id for row in find_regios(vraag)] == codes
