"""A member of the agendagroep on a phone: in by the personal link, a choice, a vote, out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from agenda.models import Agendagroeplid, Groepskeuze, Groepsstem
from tests.factories import make_agenda, make_bundel, make_onderbouwing, make_plan, make_wijk
from tests.samen import make_groepslid

Check = Callable[[Page], None]


@pytest.mark.usefixtures("site")
def test_a_member_chooses_votes_and_leaves_without_a_script(page_nojs: Page, check_width: Check) -> None:
    make_group()
    walk(page_nojs, check_width)


@pytest.mark.usefixtures("site")
def test_every_page_on_the_way_can_be_used_by_everyone(page_js: Page, check_axe: Check) -> None:
    make_group()
    walk(page_js, check_axe)


def make_group() -> None:
    wijk = make_wijk("hier", naam="Hierdorp")
    agenda = make_agenda(wijk)
    make_onderbouwing(make_plan(agenda, "Een bankje"), bundel=make_bundel(wijk, inbrengen=2))
    make_plan(agenda, "Een tuin")
    make_groepslid(wijk, token="van-mia")


def walk(page: Page, check: Check) -> None:
    def press(knop: str) -> None:
        check(page)
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()

    def go(link: str) -> None:
        check(page)
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=link, exact=True).click()

    page.goto("/link/van-mia/")
    press("Ga verder op dit toestel")
    go("Begin bij plan 1")
    press("Bewaar en ga naar het volgende plan")  # nothing chosen yet
    expect(page.get_by_role("alert")).to_contain_text("Kies wat u met dit plan wilt.")
    page.get_by_label("Dit moet op de agenda").check()
    press("Bewaar en ga naar het volgende plan")
    page.get_by_label("Dit kan later").check()
    press("Bewaar uw keuze")
    expect(page.get_by_role("main")).to_contain_text("2 van 2 plannen gekozen")
    go("Stem over de agenda")
    page.get_by_label("Ik ben voor").check()
    press("Bewaar uw stem")
    go("Ik stop met de groep")
    press("Ja, ik stop")
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent uit de groep")
    check(page)
    assert (Groepskeuze.objects.count(), Groepsstem.objects.count()) == (2, 1)
    assert Agendagroeplid.objects.get().gestopt_op is not None
