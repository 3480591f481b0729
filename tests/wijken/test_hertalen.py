"""A card that was copied into an adopted agenda, said again in the language of the page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from kern.grafiek import Cijferkaart, Staaf, from_json, to_json
from wijken.hertalen import say_again

KAART = Cijferkaart(
    kop="65 jaar of ouder",
    getal_tekst="25",
    getal_bijschrift="van de 100 mensen",
    zin="Dat is ongeveer gelijk aan de gemeente. Het is meer dan in heel Nederland.",
    staven=(
        Staaf("Jubbega", Decimal(25), "25", is_wijk=True),
        Staaf("gemeente Heerenveen", Decimal("24.5"), "24,5"),
        Staaf("Nederland", None, ontbreekt="te weinig mensen"),
    ),
    bron="CBS, Kerncijfers wijken en buurten 2025 (voorlopig)",
)


def said(taal: str, kaart: Cijferkaart = KAART) -> Cijferkaart:
    with translation.override(taal):
        return say_again(from_json(to_json(kaart)))


def test_dutch_stays_as_it_was_adopted() -> None:
    assert said("nl") == KAART


def test_every_word_of_ours_is_said_again_and_names_stay() -> None:
    kaart = said("en")
    assert (kaart.kop, kaart.getal_bijschrift) == ("65 years or older", "of every 100 people")
    assert kaart.zin == (
        "That is about the same as in the municipality. It is more than in the whole of the Netherlands."
    )
    assert [staaf.label for staaf in kaart.staven] == [
        "Jubbega",
        "municipality of Heerenveen",
        "The Netherlands",
    ]
    assert [staaf.tekst for staaf in kaart.staven] == ["25", "24.5", ""]
    assert kaart.staven[2].ontbreekt == "too few people"
    assert kaart.bron == "Statistics Netherlands (CBS), Kerncijfers wijken en buurten 2025 (provisional)"


@pytest.mark.parametrize(
    ("zin", "en"),
    [
        ("In de hele gemeente wonen 51.863 mensen.", "51,863 people live in the whole municipality."),
        ("De huisarts is gemiddeld 2,0 km ver.", "The family doctor is 2.0 km away on average."),
        ("Een woning is gemiddeld € 373.000 waard (WOZ).", "€ 373,000"),
        ("Zelf bedacht door het wijkteam.", "Zelf bedacht door het wijkteam."),
    ],
)
def test_sentences_with_a_number(zin: str, en: str) -> None:
    assert en in said("en", Cijferkaart("Kop", "1", "", zin, (), "Eigen telling")).zin


@pytest.mark.parametrize(
    ("getal", "en", "ar"),
    [
        ("2,0 km", "2.0 km", "2,0 كم"),
        ("€ 373.000", "€ 373,000", "€ 373.000"),
        ("minder dan 1", "less than 1", "أقل من 1"),
        ("1.000", "1,000", "1.000"),
    ],
)
def test_the_large_number(getal: str, en: str, ar: str) -> None:
    kaart = Cijferkaart("Kop", getal, "", "", (), "Bron")
    assert (said("en", kaart).getal_tekst, said("ar", kaart).getal_tekst) == (en, ar)
