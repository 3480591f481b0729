"""What a bundle became, as a panel of its page and as a page of its own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Agendapunt
from bewoners.models import Bundel
from tests import factories as f
from wijken.models import Lidmaatschap

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Agendapunt:
    return f.make_plan(f.make_agenda(f.make_wijk(naam="Jubbega")), titel="Een bankje bij de winkel")


def address(bundel: Bundel) -> str:
    return reverse("agenda:bundel_plannen", args=[bundel.wijk.slug, bundel.pk])


def test_panel_names_the_plan_and_the_answer(client: Client, plan: Agendapunt) -> None:
    bundel = f.make_bundel(plan.wijk, titel="Zitten")
    f.make_onderbouwing(plan, bundel=bundel)
    f.make_terugkoppeling(bundel, waarom="Bewoners kiezen de plek.")
    client.force_login(f.make_gebruiker(Lidmaatschap.Rol.TEAMLID, wijk=plan.wijk))

    panel = client.get(address(bundel), headers={"HX-Request": "true"}).content.decode()
    page = client.get(address(bundel)).content.decode()

    assert panel.lstrip().startswith('<div id="bundel-plannen"')
    for html in (panel, page):
        assert "Een bankje bij de winkel" in html
        assert "Bewoners kiezen de plek." in html
    assert "<html" in page


def test_panel_says_what_to_do_without_plan_and_answer(client: Client, plan: Agendapunt) -> None:
    bundel = f.make_bundel(plan.wijk, titel="Zitten")
    client.force_login(f.make_gebruiker(Lidmaatschap.Rol.TEAMLID, wijk=plan.wijk))

    html = client.get(address(bundel)).content.decode()

    assert "Een bankje bij de winkel" not in html
    assert reverse("agenda:agenda_team", args=[plan.wijk.slug]) in html
    assert reverse("agenda:antwoord", args=[plan.wijk.slug, bundel.pk]) in html


def test_page_of_the_bundle_asks_for_the_panel_and_links_to_it(client: Client, plan: Agendapunt) -> None:
    bundel = f.make_bundel(plan.wijk, titel="Zitten")
    client.force_login(f.make_gebruiker(Lidmaatschap.Rol.TEAMLID, wijk=plan.wijk))

    html = client.get(reverse("bewoners:bundel_detail", args=[plan.wijk.slug, bundel.pk])).content.decode()

    assert f'hx-get="{address(bundel)}"' in html
    assert f'href="{address(bundel)}"' in html
