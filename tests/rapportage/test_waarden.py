"""'Onze waarden' in the PDF: a chapter like the others, the words on the first page and at each plan."""

from __future__ import annotations

import pytest

from agenda.inhoud import WEGGEHAALD, Inhoud
from rapportage.hoofdstukken import build_boek
from rapportage.samenstelling import STANDAARD, Hoofdstuk, Samenstelling, read_samenstelling
from tests.rapportage.conftest import make, pages_of, read
from tests.rapportage.stof import LINK, empty_inhoud, make_waardedeel, rich_inhoud

KOP = "Onze waarden"


def with_values() -> Inhoud:
    inhoud = rich_inhoud()
    inhoud["kernwaarden"] = [
        make_waardedeel(
            "Ontmoeting",
            kaart="ontmoeting",
            merkbaar="Wie nieuw is, krijgt bezoek.",
            afspraken="Wij <i>bellen</i> aan.",
            voor=31,
            van=44,
            gekozen_op="2026-11-20",
        ),
        make_waardedeel("Naoberschap"),
    ]
    inhoud["plannen"][0]["waarden"] = [inhoud["kernwaarden"][1]["uuid"], "van-een-andere-agenda"]
    return inhoud


def chapters(inhoud: Inhoud, keuze: Samenstelling | None = None) -> list[str]:
    boek = build_boek(inhoud, link=LINK, concept=False, keuze=keuze)
    return [deel.titel for deel in (*boek.vooraan, *boek.delen)]


def test_the_chapter_is_there_when_there_are_values() -> None:
    assert KOP in chapters(with_values())
    assert KOP not in chapters(rich_inhoud())  # a version of before
    assert KOP not in chapters({**rich_inhoud(), "kernwaarden": []})
    assert KOP in chapters(rich_inhoud(), Samenstelling(hoofdstukken=(Hoofdstuk.WAARDEN,)))


def test_it_can_be_chosen_ordered_and_left_out() -> None:
    column = {"versie": 1, "hoofdstukken": ["plannen", "waarden"], "toon": ["acties"]}
    assert chapters(with_values(), read_samenstelling("agenda", column)) == ["De plannen", KOP]
    rest = tuple(each for each in STANDAARD if each is not Hoofdstuk.WAARDEN)
    assert KOP not in chapters(with_values(), Samenstelling(hoofdstukken=rest))


def test_a_plan_names_only_values_that_stand_in_the_document() -> None:
    inhoud = with_values()
    first, *others = build_boek(inhoud, link=LINK, concept=False).plannen
    assert [waarde.woord for waarde in first.waarden] == ["Naoberschap"]
    assert not any(plan.waarden for plan in others)
    inhoud["kernwaarden"][1]["woord"] = WEGGEHAALD
    assert build_boek(inhoud, link=LINK, concept=False).plannen[0].waarden == ()


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_it_is_read_in_the_pdf_in_its_place() -> None:
    pages = pages_of(read(make(with_values())))
    text = " ".join(pages)
    assert "Dit vinden wij belangrijk Ontmoeting Naoberschap" in pages[1]
    assert text.rindex("Waarom en waarover") < text.rindex("De belangrijkste waarde staat bovenaan")
    assert text.index("De belangrijkste waarde staat bovenaan") < text.index("Dit geeft een beeld")
    assert "31 van 44 mensen staan erachter. Gekozen op 20 november 2026." in text
    assert "Wie nieuw is, krijgt bezoek. Wij <i>bellen</i> aan." in text
    assert "Past bij onze waarden Naoberschap" in text


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_in_the_chosen_order_and_empty_when_it_was_chosen_without_values() -> None:
    from rapportage.opmaak import make_pdf  # noqa: PLC0415 - needs Pango

    keuze = Samenstelling(hoofdstukken=(Hoofdstuk.MEEDOEN, Hoofdstuk.WAARDEN, Hoofdstuk.BRONNEN))
    for inhoud, zin in (
        (with_values(), "De belangrijkste waarde staat bovenaan"),
        (empty_inhoud(), "kiezen wij nog"),
    ):
        pdf = make_pdf(inhoud, link=LINK, concept=False, keuze=keuze).pdf
        text = " ".join(pages_of(read(pdf)))
        places = [text.rindex("Samen verder: doe mee"), text.index(zin), text.rindex("Bronnen")]
        assert places == sorted(places)


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("plannen", [3, 9])
def test_one_glance_stays_on_one_page_with_seven_long_values(plannen: int) -> None:
    inhoud = rich_inhoud(plannen)
    inhoud["waarom"]["droom"] = "Iedereen kent hier minstens vijf mensen, en wie alleen is wordt gebeld. " * 2
    inhoud["kernwaarden"] = [
        make_waardedeel(f"{n} Verantwoordelijkheid voor elkaar en meer") for n in range(7)
    ]
    for plan in inhoud["plannen"]:
        plan["titel"] = f"{plan['nummer']} " + "Heel lange titel van een plan waarin veel staat " * 3
    reader = read(make(inhoud))
    assert "Doe mee" in reader.pages[1].extract_text()
    assert reader.pages[2].extract_text().strip().startswith("Inhoud")
