"""A prankster at the one address of the community centre, and the neighbours who also use it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from analyse.invullen.nakijken import count_nakijken, judge_groepen, load_wachtrij
from analyse.models import Inzending, Vragenlijst
from kern.fouten import DomeinFout
from tests.analyse.invulpaden import begin, post
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
CENTRUM = "203.0.113.77"
PAGE = "/team/jubbega/analyse/lijst/wonen/nakijken/"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def lijst() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("jubbega"), slug="wonen")
    make_vraag(lijst, "E1", "CIJFER")
    make_vraag(lijst, "E2")
    return lijst


@pytest.fixture
def team(lijst: Vragenlijst) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    return client


def send(lijst: Vragenlijst, cijfer: int, tekst: str, *, address: str = CENTRUM) -> None:
    """A visitor with a browser of his own fills the list in."""
    client = Client(REMOTE_ADDR=address)
    second = post(client, begin(client), **{"E1-keuze": str(cijfer)})
    overview = post(client, post(client, second, **{"E2-tekst": tekst}), mag_delen="nee")
    assert "bedankt" in post(client, overview)


def fill(lijst: Vragenlijst, aantal: int, telt: str, *, tekst: str = "") -> list[Inzending]:
    """Lists as they stand there after such an afternoon; without `tekst` each has words of its own."""
    vraag = lijst.vragen.get(code="E2")
    rows = [make_inzending(lijst, telt=telt) for _each in range(aantal)]
    for nummer, row in enumerate(rows):
        make_antwoord(row, vraag, tekst=tekst or f"{telt} {nummer} {uuid.uuid4().hex[:6]}")
    return rows


# ---- coming in -----------------------------------------------------------------------------------


def test_after_thirty_from_one_address_the_rest_is_kept_and_looked_at_first(
    lijst: Vragenlijst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyse.invullen.drukte.GEWOON", 3)
    for nummer in range(5):
        send(lijst, 1 + nummer, "Van het dorpshuis.")
    send(lijst, 8, "Van thuis.", address="198.51.100.4")
    by_state = {telt: Inzending.objects.filter(telt=telt).count() for telt in ("mee", "nakijken")}
    assert by_state == {"mee": 4, "nakijken": 2}
    assert Inzending.objects.filter(telt="nakijken", volgcode__isnull=False).count() == 2


def test_neighbours_of_one_ipv6_network_are_one_place(
    lijst: Vragenlijst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyse.invullen.drukte.GEWOON", 1)
    send(lijst, 1, "Een.", address="2001:db8:1:2::1")
    send(lijst, 2, "Twee.", address="2001:db8:1:2::2")
    assert count_nakijken(lijst) == 1


def test_behind_our_own_proxy_only_equal_answers_stand_out(
    lijst: Vragenlijst, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """It passes no address on: the whole wijk comes from one."""
    settings.TRUST_FORWARDED_PROTO = True
    monkeypatch.setattr("analyse.invullen.drukte.GEWOON", 2)
    for nummer in range(4):
        send(lijst, 1 + nummer, "Elk anders.", address="10.0.0.5")
    assert count_nakijken(lijst) == 0
    for _again in range(4):
        send(lijst, 9, "Steeds dit.", address="10.0.0.5")
    assert count_nakijken(lijst) == 2


def test_without_a_cache_residents_still_send(lijst: Vragenlijst, settings: Settings) -> None:
    before: dict[str, object] = settings.CACHES["default"]
    settings.CACHES = {"default": {**before, "LOCATION": "redis://127.0.0.1:1/0"}}
    send(lijst, 7, "Het geheugen is weg.")
    assert Inzending.objects.get().telt == "mee"


def test_the_address_stands_in_no_key_of_the_cache(
    lijst: Vragenlijst, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []
    backend = type(caches["default"])
    add = backend.add

    def watch(self: BaseCache, key: str, *args: Any, **kwargs: Any) -> bool:
        keys.append(key)
        return bool(add(self, key, *args, **kwargs))

    monkeypatch.setattr(backend, "add", watch)
    send(lijst, 7, "Hallo.")
    assert any("vragenlijst-plek" in key for key in keys)
    assert not any("203.0.113" in key for key in keys)


# ---- looking at it -------------------------------------------------------------------------------


def test_three_hundred_alike_are_one_group_and_sixty_neighbours_another(
    lijst: Vragenlijst, team: Client
) -> None:
    fill(lijst, 30, "mee", tekst="Ha ha <b>.")
    fill(lijst, 270, "nakijken", tekst="Ha ha <b>.")
    neighbours = {row.pk for row in fill(lijst, 60, "nakijken")}
    page = team.get(PAGE)
    assertContains(page, "300 keer dezelfde antwoorden")
    assertContains(page, "60 lijsten, elk met andere antwoorden")
    assertContains(page, "Ha ha &lt;b&gt;.")
    rij = load_wachtrij(lijst)
    assert (rij.aantal, len(rij.groepen), len(rij.los)) == (330, 1, 60)
    team.post(PAGE, {"groep": list(rij.los), "doe": "mee"})
    team.post(PAGE, {"groep": [rij.groepen[0].beeld], "doe": "niet"})
    assert set(Inzending.objects.counted().values_list("pk", flat=True)) == neighbours
    assert Inzending.objects.filter(telt="niet").count() == 300
    assertContains(team.get(PAGE), "Er is niets om na te kijken")


def test_pressed_twice_is_once(lijst: Vragenlijst, team: Client) -> None:
    fill(lijst, 4, "nakijken", tekst="Zelfde.")
    data = {"groep": [load_wachtrij(lijst).groepen[0].beeld], "doe": "mee"}
    assert team.post(PAGE, data).status_code == team.post(PAGE, data).status_code == 303
    assert team.post(PAGE, {**data, "doe": "niet"}).status_code == 303  # it no longer waits
    assert Inzending.objects.counted().count() == 4
    assert Gebeurtenis.objects.filter(actie__startswith="lijsten_tellen").count() == 1


def test_what_counts_of_another_day_stays(lijst: Vragenlijst) -> None:
    waiting = fill(lijst, 2, "nakijken", tekst="Zelfde.")
    (before,) = fill(lijst, 1, "mee", tekst="Zelfde.")
    Inzending.objects.filter(pk__in=[row.pk for row in waiting]).update(datum="2026-01-02")
    rij = load_wachtrij(lijst)
    assert rij.groepen[0].mee == 0
    judge_groepen(
        lijst=lijst,
        beelden=[rij.groepen[0].beeld],
        mee=False,
        door=make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk),
    )
    assert Inzending.objects.counted().get() == before


def test_nothing_chosen_says_so(lijst: Vragenlijst, team: Client) -> None:
    assertContains(team.post(PAGE, {"doe": "mee"}), "Kies eerst welke lijsten", status_code=422)
    with pytest.raises(DomeinFout):
        judge_groepen(lijst=lijst, beelden=[], mee=True, door=make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))


def test_another_list_is_left_alone(lijst: Vragenlijst, team: Client) -> None:
    other = make_vragenlijst(lijst.wijk, slug="anders")
    vraag = make_vraag(other, "E2")
    row = make_inzending(other, telt="nakijken")
    make_antwoord(row, vraag, tekst="Zelfde.")
    assertNotContains(team.get(PAGE), "Zelfde.")
    team.post(PAGE, {"groep": list(load_wachtrij(other).los), "doe": "niet"})
    assert Inzending.objects.get().telt == "nakijken"


def test_the_page_asks_the_same_for_one_and_for_many(
    lijst: Vragenlijst, team: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(20):
        fill(lijst, 2, "nakijken", tekst=f"Zelfde {nummer}.")
    with django_assert_max_num_queries(12):
        team.get(PAGE)
