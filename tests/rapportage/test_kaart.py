"""The map in the PDF: from the document alone, with its numbers as words, and none where there is none."""

from __future__ import annotations

import pytest

from agenda.inhoud import Inhoud
from kern.kaart import Gebied, Kaart, Kaartblad, Rij, draw_kaart, to_json
from tests.rapportage.conftest import make, pages_of, read
from tests.rapportage.lezen import elements
from tests.rapportage.stof import empty_inhoud

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("pango")]
NAMEN = ("Mildam", "Katlijk", "<b>Oude</b> & Nieuwe", "Verweg")


def make_kaart() -> Kaart:
    return draw_kaart(
        [
            Gebied(
                str(i),
                naam,
                [[[[6 + i / 10, 52], [6.1 + i / 10, 52], [6.1 + i / 10, 52.1], [6 + i / 10, 52]]]],
                (6.07 + i / 10, 52.04),
                1500,
                kort=str(20 + i),
                tekst=f"{20 + i} van de 100 mensen",
                trede=min(i, 2),
            )
            for i, naam in enumerate(NAMEN[:3])
        ],
        titel="Kaart van Jubbega: 65 jaar of ouder",
        zin="Het hoogste getal heeft Oude & Nieuwe.",
        treden=("minder dan 21", "21 tot 22", "22 of meer"),
    )


def with_map(kaart: Kaart | None) -> Inhoud:
    inhoud = empty_inhoud()
    rijen = tuple(
        Rij(str(i), naam, f"{20 + i} van de 100 mensen", "1.485", bekend=True, op_kaart=i < 3)
        for i, naam in enumerate(NAMEN)
    )
    blad = Kaartblad(
        vraag="Waar wonen de meeste ouderen?",
        kolom="65 jaar of ouder",
        eenheid="van de 100 mensen",
        kolom_extra="Inwoners",
        rijen=rijen,
        kaart=kaart,
        zonder_grens=("Verweg",) if kaart else (),
        bron="CBS, Kerncijfers wijken en buurten 2025",
        bron_grenzen="Kadaster / Centraal Bureau voor de Statistiek, 2024" if kaart else "",
    )
    inhoud["kaartblad"] = to_json(blad)
    return inhoud


def test_map_and_table_stand_together() -> None:
    reader = read(make(with_map(make_kaart())))
    page = next(text for text in pages_of(reader) if "Waar wonen de meeste ouderen?" in text)
    for words in (
        "21 tot 22",
        "Het getal op de kaart: 65 jaar of ouder, van de 100 mensen.",
        "<b>Oude</b> & Nieuwe 22 van de 100 mensen 1.485",
        "Van dit gebied hebben wij geen grens: Verweg.",
        "Grenzen: Kadaster / Centraal Bureau voor de Statistiek, 2024.",
    ):
        assert words in page
    figures = [str(each.get("/Alt")) for each in elements(reader) if each["/S"] == "/Figure"]
    assert "Kaart van Jubbega: 65 jaar of ouder. Het hoogste getal heeft Oude & Nieuwe." in figures


def test_without_borders_the_table_says_so() -> None:
    text = " ".join(pages_of(read(make(with_map(None)))))
    assert "Wij hebben nog geen kaart van deze buurten." in text
    assert "Mildam 20 van de 100 mensen" in text
    assert "Kadaster" not in text


def test_a_version_from_before_the_map_stays_as_it_was() -> None:
    inhoud = empty_inhoud()
    assert "kaartblad" not in inhoud
    assert "Waar wonen" not in " ".join(pages_of(read(make(inhoud))))
