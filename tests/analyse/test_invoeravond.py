"""An entry evening: the promise first, one device, four hours, and nothing else to reach."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from analyse.invoer.avond import start_avond
from analyse.models import Invoeravond, Inzending, Lijstinvoer, Vragenlijst
from kern.klok import now
from tests.factories import make_gebruiker, make_wijk
from tests.vragen import make_drukronde, make_vraag, make_vragenlijst
from wijken.links import token_for
from wijken.models import Gebeurtenis, Lidmaatschap

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol


@pytest.fixture
def lijst() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("dorp"), slug="kort")
    make_vraag(lijst, "E1")
    make_vraag(lijst, "E2", "EEN")
    make_drukronde(lijst)
    return lijst


@pytest.fixture
def coordinator(lijst: Vragenlijst) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=lijst.wijk))
    return client


@pytest.fixture
def avond(lijst: Vragenlijst) -> Invoeravond:
    door = make_gebruiker(Rol.COORDINATOR, wijk=lijst.wijk)
    return start_avond(lijst=lijst, naam="Mia Proef", sleutel=uuid.uuid4(), door=door)


def address(avond: Invoeravond) -> str:
    assert avond.link is not None
    return reverse("agenda:link", args=[token_for(avond.link)])


def promised(avond: Invoeravond) -> Client:
    client = Client()
    assert client.post(address(avond), {"doe": "beloofd"}).status_code == 303
    return client


def keep(client: Client, avond: Invoeravond, blad: int = 7, **typed: Any) -> Any:
    data = {"blad": blad, "sleutel": uuid.uuid4(), "taal": "nl", "E2": "1", "doe": "bewaar", **typed}
    return client.post(address(avond), data)


def page_url(lijst: Vragenlijst) -> str:
    return reverse("analyse:invoeravond", args=[lijst.wijk.slug, lijst.slug])


def test_a_coordinator_lets_somebody_in(coordinator: Client, lijst: Vragenlijst) -> None:
    data = {"naam": " Mia ", "sleutel": uuid.uuid4()}
    for _ in range(2):
        assert coordinator.post(page_url(lijst), data).status_code == 303
    avond = Invoeravond.objects.get()
    assert avond.naam == "Mia"
    assert dt.timedelta(hours=3, minutes=59) < avond.tot - now() <= dt.timedelta(hours=4)
    page = coordinator.get(page_url(lijst)).text
    assert address(avond) in page
    assert "<svg" in page
    promised(avond)
    assert address(avond) not in coordinator.get(page_url(lijst)).text


def test_a_name_is_needed(coordinator: Client, lijst: Vragenlijst) -> None:
    answer = coordinator.post(page_url(lijst), {"naam": " "})
    assert answer.status_code == 422
    assert not Invoeravond.objects.exists()


def test_the_promise_comes_first(avond: Invoeravond) -> None:
    client = Client()
    page = client.get(address(avond))
    assert "Ik beloof het" in page.text
    assert "blad" not in page.context or "form" not in page.context
    assert "Ik beloof het" in keep(client, avond).text
    assert not Inzending.objects.exists()
    avond.refresh_from_db()
    assert avond.beloofd_op is None


def test_after_the_promise_one_types_and_reaches_nothing_else(avond: Invoeravond) -> None:
    client = promised(avond)
    page = client.get(address(avond), {"blad": 7}).text
    assert "Vraag E2?" in page
    assert "/team/" not in page
    assert keep(client, avond).status_code == 303
    row = Lijstinvoer.objects.get()
    assert (row.avond, row.door) == (avond, None)
    assert "Blad 7 van 40 is bewaard." in client.get(address(avond), {"net": 7}).text
    assert client.get(page_url(avond.lijst)).status_code == 302  # to sign in
    assert client.post(address(avond), {"doe": "ongedaan", "blad": 7}).status_code == 303
    assert not Inzending.objects.exists()


def test_another_device_is_refused(avond: Invoeravond) -> None:
    promised(avond)
    other = Client()
    assert "al in gebruik" in other.get(address(avond)).text
    assert other.post(address(avond), {"doe": "beloofd"}).status_code == 409
    assert keep(other, avond).status_code == 409
    assert not Inzending.objects.exists()


def test_a_volunteer_mends_only_what_was_typed_on_that_evening(avond: Invoeravond) -> None:
    keep(promised(avond), avond)
    door = make_gebruiker(Rol.COORDINATOR, wijk=avond.wijk)
    later = start_avond(lijst=avond.lijst, naam="Bo", sleutel=uuid.uuid4(), door=door)
    client = promised(later)
    assert keep(client, later, E2="2", verbeter="ja").status_code == 422
    assert client.post(address(later), {"doe": "ongedaan", "blad": 7}).status_code == 422
    assert Inzending.objects.get().antwoorden.get(vraag__code="E2").keuzes == ["a"]


def test_after_four_hours_what_was_typed_is_shown_once_more(avond: Invoeravond) -> None:
    client = promised(avond)
    Invoeravond.objects.update(tot=now())
    answer = keep(client, avond, E1="Een <b>bankje</b>.")
    assert answer.status_code == 409
    assert "Een &lt;b&gt;bankje&lt;/b&gt;." in answer.text
    assert not Inzending.objects.exists()
    assert "Het typen is voorbij" in client.get(address(avond)).text


def test_stopped_by_the_coordinator(avond: Invoeravond, coordinator: Client) -> None:
    client = promised(avond)
    for _ in range(2):
        data = {"doe": "stop", "avond": avond.pk}
        assert coordinator.post(page_url(avond.lijst), data).status_code == 303
    answer = keep(client, avond, E1="Een bankje.")
    assert "Een bankje." in answer.text
    assert not Inzending.objects.exists()
    assert "Mia Proef" not in coordinator.get(page_url(avond.lijst)).text


def test_the_promise_comes_too_late(avond: Invoeravond) -> None:
    Invoeravond.objects.update(tot=now())
    Client().post(address(avond), {"doe": "beloofd"})
    avond.refresh_from_db()
    assert avond.beloofd_op is None


def test_an_evening_of_another_wijk_is_not_stopped(avond: Invoeravond) -> None:
    elders = make_vragenlijst(make_wijk("elders"), slug="elders")
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=elders.wijk))
    for where in (elders, avond.lijst):
        answer = client.post(page_url(where), {"doe": "stop", "avond": avond.pk})
        assert answer.status_code == 404
    assert client.post(page_url(elders), {"doe": "stop", "avond": "x"}).status_code == 404
    avond.refresh_from_db()
    assert avond.gestopt_op is None


def test_the_log_has_no_name(avond: Invoeravond) -> None:
    keep(promised(avond), avond)
    rows = Gebeurtenis.objects.filter(wijk=avond.wijk).values()
    assert "Mia" not in str(list(rows))
    assert {"invoeravond_begonnen", "geheimhouding_beloofd", "vragenlijst_ingevoerd"} <= {
        row["actie"] for row in rows
    }
