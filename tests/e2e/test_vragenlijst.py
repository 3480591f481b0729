"""A resident fills in a list with every type of question: without JavaScript, and each page looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from analyse.bibliotheek import make_vragen
from analyse.models import Inzending, Vraag, Vragenlijst
from tests.e2e.look import Look
from tests.factories import make_wijk
from tests.vragen import make_vragenlijst

# open, one, mark, faces, yes or no, the same per line, order, one per line that was chosen, more
EERST = ("V05", "V18", "V04", "V08", "V24", "V31", "V37", "V38", "V26")
DAARNA = ("V20", "V41")
ADRES = "/wijken/de-brink/vragenlijst/"


@pytest.fixture
def lijst(site: object) -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("de-brink", naam="De Brink"), slug="buurt", titel="Uw buurt")
    Vraag.objects.bulk_create(make_vragen(lijst, EERST))
    Vraag.objects.bulk_create(make_vragen(lijst, DAARNA, daarna=True, vanaf=20))
    return lijst


def press(page: Page, knop: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()


def walk(page: Page) -> Iterator[str]:
    """All pages; after each, also those with an error, its name. Ends at the thanks."""
    page.goto(ADRES)
    yield "begin"
    press(page, "Begin")
    page.get_by_label("Wat vindt u fijn in uw buurt?").fill("De bomen. Bel 06 12 34 56 78.")
    press(page, "Volgende")
    yield "open: een nummer"
    page.get_by_label("Wat vindt u fijn in uw buurt?").fill("De bomen zijn mooi.")
    press(page, "Volgende")
    page.get_by_label("Misschien").check()
    yield "een"
    press(page, "Volgende")
    page.get_by_label("7", exact=True).check()
    yield "cijfer"
    press(page, "Volgende")
    page.get_by_label("Helemaal mee eens", exact=True).check()
    yield "smiley"
    press(page, "Volgende")
    press(page, "Vraag overslaan")
    page.get_by_role("group", name="Winkel").get_by_label("Ja").check()
    page.get_by_role("group", name="Bus of trein").get_by_label("Weet ik niet").check()
    yield "per regel"
    press(page, "Volgende")
    page.get_by_label("Eerste keus").select_option(label="Elkaar helpen")
    page.get_by_label("Tweede keus").select_option(label="Elkaar helpen")
    press(page, "Volgende")
    yield "rang: twee keer hetzelfde"
    page.get_by_label("Tweede keus").select_option(label="Prettig en passend wonen")
    press(page, "Volgende")
    page.get_by_role("group", name="Elkaar helpen").get_by_label("Samen").check()
    expect(page.get_by_role("group", name="Rondkomen")).to_have_count(0)
    yield "per gekozen onderwerp"
    press(page, "Volgende")
    for antwoord in ("In de buurt zijn", "De weg wijzen", "Activiteiten organiseren", "Meedenken bij vragen"):
        page.get_by_label(antwoord).check()
    press(page, "Volgende")
    yield "meer: te veel"
    page.get_by_label("De weg wijzen").uncheck()
    press(page, "Volgende")
    yield "nog 5 minuten"
    page.get_by_label("Ja").check()
    press(page, "Volgende")
    page.get_by_label("Koken").check()
    yield "plaatjes"
    press(page, "Volgende")
    press(page, "Vraag overslaan")
    yield "delen"
    page.get_by_label("Ja").check()
    press(page, "Volgende")
    yield "overzicht"
    with page.expect_navigation():
        page.get_by_role("link", name="Wijzig Welk cijfer geeft u uw buurt?").click()
    page.get_by_label("8", exact=True).check()
    press(page, "Volgende")
    expect(page.get_by_role("heading", name="Kijk uw antwoorden na")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Wis mijn antwoorden").click()
    yield "wissen"
    with page.expect_navigation():
        page.get_by_role("link", name="Nee, ga verder met de vragen").click()
    press(page, "Versturen")
    yield "bedankt"
    with page.expect_navigation():
        page.get_by_role("link", name="Bekijk uw antwoorden").click()
    yield "volg"


def answers(inzending: Inzending) -> dict[str, object]:
    rows = inzending.antwoorden.select_related("vraag")
    return {f"{row.vraag.code} {row.regel}".strip(): row.tekst or row.getal or row.keuzes for row in rows}


def test_every_type_of_question_without_javascript(page_nojs: Page, lijst: Vragenlijst) -> None:
    assert list(walk(page_nojs))[-1] == "volg"
    row = lijst.inzendingen.get()
    assert answers(row) == {
        "V05": "De bomen zijn mooi.",
        "V18": ["misschien"],
        "V04": 8,
        "V08": 5,
        "V31 winkel": ["ja"],
        "V31 bus_trein": ["weetniet"],
        "V37": ["T02", "T08"],
        "V38 T02": ["samen"],
        "V26": ["buurt_zijn", "meedenken_vragen", "activiteiten"],
        "V20": ["koken"],
    }
    assert row.mag_delen


def test_each_page_is_fine_in_every_way(page_js: Page, lijst: Vragenlijst) -> None:
    look = Look()
    for naam in walk(page_js):
        all_ways = naam in {"open: een nummer", "cijfer", "smiley", "per regel", "overzicht"}
        look.once(page_js, naam, resident=True, all_ways=all_ways)
    look.must_be_fine()


def test_the_letters_that_are_left_are_counted(page_js: Page, lijst: Vragenlijst) -> None:
    page_js.goto(ADRES)
    press(page_js, "Begin")
    page_js.get_by_label("Wat vindt u fijn in uw buurt?").fill("x" * 310)
    expect(page_js.get_by_text("10 letters te veel. Maak het korter.")).to_be_visible()


def test_a_closed_tab_is_taken_up_again(page_js: Page, lijst: Vragenlijst) -> None:
    page_js.goto(ADRES)
    press(page_js, "Begin")
    press(page_js, "Vraag overslaan")
    again = page_js.context.new_page()
    page_js.close()
    again.goto(ADRES)
    with again.expect_navigation():
        again.get_by_role("link", name="Ga verder bij vraag 2").click()
    expect(again.get_by_role("heading", name="Zou u iets (meer) willen doen voor de buurt?")).to_be_visible()
