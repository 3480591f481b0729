from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.utils import translation

from wijken.gezondheidsteksten import GEZONDHEIDSTEKSTEN
from wijken.indicatoren import PLUS_65, THEMAS, Soort, indicatoren
from wijken.indicatorteksten import TEKSTEN
from wijken.kaarten import KAARTEN
from wijken.kerncijfers.herkennen import normalize


def test_every_indicator_has_its_words_and_a_theme() -> None:
    counted = {key for key, indicator in indicatoren().items() if not indicator.schatting}
    estimated = set(indicatoren()) - counted
    assert len(counted) == 59
    assert set(TEKSTEN) == counted
    assert estimated == {f"{key}{end}" for key in GEZONDHEIDSTEKSTEN for end in ("", PLUS_65)}
    assert len(estimated) == 2 * 35
    assert {indicator.thema for indicator in indicatoren().values()} == set(THEMAS)


def test_each_column_name_belongs_to_one_indicator() -> None:
    for names in ("odata", "kwb", "statline"):
        found = [name for indicator in indicatoren().values() for name in getattr(indicator, names)]
        seen = [normalize(name) if names == "statline" else name for name in found]
        assert len(seen) == len(set(seen)), names


def test_every_sentence_is_short_and_has_its_number() -> None:
    for sleutel, (_label, zin) in [*TEKSTEN.items(), *GEZONDHEIDSTEKSTEN.items()]:
        assert str(zin).count("{getal}") == 1, sleutel
        assert len(str(zin).split()) <= 17, sleutel
        assert str(zin).endswith("."), sleutel


def test_only_counts_are_added_up() -> None:
    assert indicatoren()["inwoners"].optelbaar
    assert indicatoren()["bijstand"].optelbaar
    for sleutel in ("woz_gemiddeld", "pct_huurwoningen", "vermogen_mediaan", "wmo_per_1000", "stedelijkheid"):
        assert not indicatoren()[sleutel].optelbaar, sleutel


def test_cards_name_indicators_that_exist() -> None:
    for kaart in KAARTEN:
        assert kaart.teller in indicatoren()
        assert not kaart.noemer or indicatoren()[kaart.noemer].soort is Soort.AANTAL


@pytest.mark.parametrize(
    ("sleutel", "waarde", "tekst"),
    [
        ("inwoners", "9095", "9.095"),
        ("afstand_huisarts", "2", "2,0 km"),
        ("woz_gemiddeld", "373", "€ 373.000"),
        ("inkomen_per_inwoner", "27.1", "€ 27.100"),
        ("vermogen_mediaan", "-3.5", "−€ 3.500"),
        ("gem_huishoudensgrootte", "2.3", "2,3"),
        ("pct_huurwoningen", "28", "28"),
        ("eenzaam", "41.9", "42"),
    ],
)
def test_numbers_as_people_write_them(sleutel: str, waarde: str, tekst: str) -> None:
    with translation.override("nl"):
        assert re.sub(r"\s", " ", indicatoren()[sleutel].getal(Decimal(waarde))) == tekst


def test_sentence_with_the_number() -> None:
    with translation.override("nl"):
        assert indicatoren()["leeftijd_65plus"].zin(Decimal(2235)) == "2.235 mensen zijn 65 jaar of ouder."
