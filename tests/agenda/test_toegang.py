"""/link/<token>/ from the outside: what a wrong, old or ended link tells, and how often one may guess."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from agenda.toegang import views
from kern.klok import today
from kern.logboek import mask
from tests.factories import make_agenda, make_plan, make_verzoek, make_wijk
from tests.samen import make_verzoekvraag
from wijken.links import find_link, make_link, renew_link, revoke_link, take
from wijken.models import Toegangslink, Wijk

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def fresh_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong links of other tests do not count here."""
    monkeypatch.setattr(views, "GRENS", replace(views.GRENS, soort="link-proef", samen=10**6))


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


def test_the_table_keeps_no_token_and_a_link_works_up_to_its_last_day(wijk: Wijk) -> None:
    made = make_link(wijk=wijk, geldig=WEEK)
    kept = Toegangslink.objects.values().get()
    assert made.token not in str(kept)
    assert find_link(made.token) == made.link
    assert find_link(made.token + "x") is None
    open_ = Toegangslink.objects.open_on
    assert list(open_(today() + WEEK)) == [made.link]
    assert not open_(today() + WEEK + dt.timedelta(days=1)).exists()


def test_a_new_token_ends_the_one_before_and_its_device(wijk: Wijk) -> None:
    first = make_link(wijk=wijk, geldig=WEEK)
    assert take(link=first.link, sleutel="toestel een")
    second = renew_link(link=first.link, geldig=WEEK)
    assert find_link(first.token) is None
    assert find_link(second.token) == first.link
    assert take(link=second.link, sleutel="toestel twee")
    assert not take(link=second.link, sleutel="toestel een")


def test_a_personal_link_belongs_to_the_device_that_took_it(wijk: Wijk) -> None:
    link = make_link(wijk=wijk, geldig=WEEK).link
    assert take(link=link, sleutel="van mij")
    assert not take(link=link, sleutel="doorgestuurd")
    assert take(link=link, sleutel="van mij")
    revoke_link(link=link)
    assert not take(link=link, sleutel="van mij")


def test_wrong_old_and_ended_links_look_the_same(client: Client, wijk: Wijk) -> None:
    verzoek = make_verzoek(make_plan(make_agenda(wijk)))
    link = make_verzoekvraag(verzoek, "mijn-link").link
    assert link is not None
    assert client.get("/link/mijn-link/").status_code == 200
    wrong = client.get("/link/geen-link/")
    assertContains(wrong, "Deze link werkt niet meer", status_code=404)
    for changes in ({"verloopt_op": today() - dt.timedelta(days=1)}, {"ingetrokken_op": today()}):
        Toegangslink.objects.filter(pk=link.pk).update(verloopt_op=today(), ingetrokken_op=None)
        assert client.get("/link/mijn-link/").status_code == 200
        Toegangslink.objects.filter(pk=link.pk).update(**changes)
        gone = client.get("/link/mijn-link/")
        assert (gone.status_code, gone.content) == (404, wrong.content)
        assert gone["Cache-Control"] == "no-store"


def test_guessing_links_is_limited(client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "GRENS", replace(views.GRENS, soort="link-raden", samen=3))
    make_verzoekvraag(make_verzoek(make_plan(make_agenda(wijk))), "mijn-link")
    for number in range(3):
        assert client.get(f"/link/fout-{number}/").status_code == 404
    locked = client.get("/link/mijn-link/")
    assertContains(locked, "Wacht tien minuten", status_code=429)
    assert locked["Retry-After"]


def test_the_log_hides_what_follows_link() -> None:
    assert "geheim" not in mask("GET /link/geheim/ 200")
