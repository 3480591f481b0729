"""How figures went over the years, and where no line may run."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from kern.grafiek import Cijferkaart
from tests.factories import make_wijk
from tests.wijken.cbs import SAMPLE
from wijken.cijfers import read_cijfers
from wijken.kaarten import KAARTEN
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Indicatorwaarde, RegioJaar, Wijk
from wijken.selectors import border_changes
from wijken.verloop import comparable, verlopen

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    import_kerncijfers(pad=SAMPLE)
    return make_wijk("jubbega", code="WK007404")


def cards(wijk: Wijk) -> dict[str, Cijferkaart]:
    cijfers = read_cijfers(wijk)
    return {kaart.kop: kaart for kaart in verlopen(cijfers, border_changes(cijfers.wijk.codes))}


def test_each_year_is_a_bar_and_the_newest_is_ours(wijk: Wijk) -> None:
    kaart = cards(wijk)["Mensen die hier wonen"]
    assert [(staaf.label, staaf.is_wijk) for staaf in kaart.staven] == [("2024", False), ("2025", True)]
    assert kaart.getal_tekst == "9.095"
    assert kaart.zin == "Dat is ongeveer gelijk aan 2024."
    assert kaart.bron == "CBS, Kerncijfers wijken en buurten 2024–2025 (2025 voorlopig)"


def test_a_difference_is_said(wijk: Wijk) -> None:
    Indicatorwaarde.objects.filter(regio="WK007404", indicator="inwoners", jaar=2024).update(waarde=8000)
    assert cards(wijk)["Mensen die hier wonen"].zin == "Dat is meer dan in 2024."


def test_one_year_alone_is_no_trend(wijk: Wijk) -> None:
    Indicatorwaarde.objects.filter(indicator="inwoners", jaar=2024).delete()
    assert "Mensen die hier wonen" not in cards(wijk)


def test_a_border_that_moved_ends_the_comparison(wijk: Wijk) -> None:
    RegioJaar.objects.filter(regio="WK007404", jaar=2025).update(indelingswijziging="3")
    assert cards(wijk) == {}


def test_a_new_code_with_the_same_border_does_not(wijk: Wijk) -> None:
    RegioJaar.objects.filter(regio="WK007404", jaar=2025).update(indelingswijziging="2")
    assert "Mensen die hier wonen" in cards(wijk)


@pytest.mark.parametrize(
    ("teller", "jaren", "grenzen", "kept", "breuk"),
    [
        ("inwoners", [2017, 2019, 2024], (), [2017, 2019, 2024], None),
        ("inwoners", [2017, 2019, 2024], (2018,), [2019, 2024], (2019, True)),
        ("inwoners", [2017, 2019, 2024], (2017,), [2017, 2019, 2024], None),
        ("afstand_huisarts", [2017, 2019, 2024, 2025], (), [2024, 2025], (2024, False)),
        ("personen_armoede", [2024], (), [2024], None),
    ],
    ids=["whole", "border", "border-before", "counted-otherwise", "one-year"],
)
def test_only_years_without_a_break_stand_together(
    teller: str,
    jaren: list[int],
    grenzen: Collection[int],
    kept: list[int],
    breuk: tuple[int, bool] | None,
) -> None:
    soort = next(soort for soort in KAARTEN if soort.teller == teller)
    found, why = comparable(soort, jaren, grenzen)
    assert found == kept
    assert (why and (why.jaar, why.grens)) == breuk
