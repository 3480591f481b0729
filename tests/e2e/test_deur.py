"""At a door without a signal: what was answered waits on the phone, is sent once, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analyse.bibliotheek import make_vragen
from analyse.models import Antwoord, Inzending, Straatdeel, Vraag
from tests.e2e.rondgang import sign_in
from tests.e2e.site import Site
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_deurronde, make_straatdeel, make_vragenlijst

SLEUTEL = "wijkagenda-deuren"


@pytest.fixture
def deel(site: Site) -> Straatdeel:
    wijk = make_wijk("jubbega")
    lijst = make_vragenlijst(wijk, slug="deur", soort="deur")
    Vraag.objects.bulk_create(make_vragen(lijst, ("V04", "V05", "V06")))
    return make_straatdeel(make_deurronde(lijst), deel="even kant")


def answer(page: Page, tekst: str) -> None:
    page.get_by_label("Wat kan beter in uw buurt?").fill(tekst)
    page.get_by_role("button", name="Bewaar. Volgende deur").click()


def test_what_waits_without_a_signal_is_sent_once_and_wiped(
    site: Site,
    bureau: BrowserContext,
    deel: Straatdeel,
    check_axe: Callable[[Page], None],
    check_width: Callable[[Page], None],
) -> None:
    sign_in(bureau, site, make_gebruiker(Rol.INVOERDER, wijk=deel.wijk))
    page = bureau.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    ronde = f"/team/jubbega/analyse/lijst/deur/deuren/{deel.ronde_id}/"
    page.goto(ronde)
    page.get_by_role("button", name="Niet thuis").click()
    expect(page.get_by_text("Geteld: Niet thuis.")).to_be_visible()
    expect(page.get_by_role("button", name="Niet thuis")).to_contain_text("1")
    expect(page.locator("#stand")).to_contain_text("Aan 1 deur gebeld, 0 gesproken, 1 niet thuis")
    check_axe(page)
    check_width(page)

    bureau.set_offline(True)
    page.get_by_role("button", name="Niet thuis").click()
    expect(page.get_by_text("Geen bereik: deze deur is niet geteld.")).to_be_visible()
    bureau.set_offline(False)
    page.get_by_role("button", name="Gesproken").click()
    expect(page.get_by_role("button", name="Gesproken")).to_contain_text("1")
    expect(page.get_by_text("Geen bereik: deze deur is niet geteld.")).to_be_hidden()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("button", name="Gesproken")).to_contain_text("0")

    page.get_by_role("link", name="Stel de vragen").click()
    page.get_by_label("8", exact=True).check()
    answer(page, "Een bankje.")
    expect(page.get_by_text("Bewaard. Volgende deur.")).to_be_visible()
    check_axe(page)

    bureau.set_offline(True)
    answer(page, "Meer bomen.")
    expect(page.get_by_text("Bewaard op dit toestel. 1 antwoord wacht.")).to_be_visible()
    expect(page.get_by_label("Wat kan beter in uw buurt?")).to_have_value("")
    expect(page.get_by_text("Bewaard. Volgende deur.", exact=True)).to_be_hidden()
    answer(page, "Een bus in de avond. Bel 06 12 34 56 78.")
    expect(page.get_by_text("Bewaard op dit toestel. 2 antwoorden wachten.")).to_be_visible()
    check_axe(page)
    check_width(page)
    assert Inzending.objects.count() == 1

    bureau.set_offline(False)  # the browser says so itself
    expect(page.get_by_text("Dit antwoord kan zo niet bewaard worden.")).to_be_visible()
    expect(page.get_by_text("1 antwoord wacht.")).to_be_visible()
    page.get_by_role("button", name="Kijk het antwoord na").click()
    expect(page.get_by_label("Wat kan beter in uw buurt?")).to_have_value(
        "Een bus in de avond. Bel 06 12 34 56 78."
    )
    answer(page, "Een bus in de avond.")
    expect(page.get_by_text("Bewaard. Volgende deur.")).to_be_visible()
    expect(page.locator("#wachtrij")).to_be_hidden()

    said = Antwoord.objects.filter(vraag__code="V06").order_by("tekst")
    assert list(said.values_list("tekst", flat=True)) == [
        "Een bankje.",
        "Een bus in de avond.",
        "Meer bomen.",
    ]
    assert page.evaluate("key => localStorage.getItem(key)", SLEUTEL) is None
    deel.refresh_from_db()
    assert (deel.gebeld, deel.gesproken, deel.geen_gehoor) == (4, 3, 1)


def test_an_answer_whose_receipt_was_lost_is_kept_once_and_the_rest_can_be_wiped(
    site: Site, bureau: BrowserContext, deel: Straatdeel
) -> None:
    sign_in(bureau, site, make_gebruiker(Rol.INVOERDER, wijk=deel.wijk))
    page = bureau.new_page()
    page.goto(f"/team/jubbega/analyse/lijst/deur/deuren/{deel.ronde_id}/{deel.pk}/vragen/")
    page.route("**/vragen/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    answer(page, "Meer bomen.")
    expect(page.get_by_text("1 antwoord wacht.")).to_be_visible()
    assert Inzending.objects.count() == 1  # it did arrive
    page.unroute_all()
    page.get_by_role("button", name="Verstuur nu").click()
    expect(page.get_by_text("Alles is verstuurd.")).to_be_visible()
    assert Inzending.objects.count() == 1

    bureau.set_offline(True)
    answer(page, "Toch niet.")
    page.get_by_text("Wis wat op dit toestel staat").click()
    page.get_by_role("button", name="Ja, wis ze").click()
    expect(page.get_by_text("Er staat niets meer op dit toestel.")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", SLEUTEL) is None
    bureau.set_offline(False)
    page.reload()
    assert Inzending.objects.count() == 1
