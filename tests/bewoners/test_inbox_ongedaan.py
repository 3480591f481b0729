"""The way back after an act in the inbox."""

from __future__ import annotations

import pytest
from django.test import Client

from bewoners.models import Inbreng
from tests.factories import Rol, make_gebruiker, make_inbreng, make_wijk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
Status = Inbreng.Status


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def nieuw(wijk: Wijk) -> Inbreng:
    return make_inbreng(wijk, status=Status.ONTVANGEN)


def key(inbreng: Inbreng) -> str:
    return f"{inbreng.pk}.{inbreng.revisie}"


def do(client: Client, doe: str, kies: list[str] | str = "") -> None:
    response = client.post("/team/jubbega/inbreng/doe/", {"doe": doe, "kies": kies})
    assert response.status_code == 303


def read(client: Client) -> str:
    return client.get("/team/jubbega/inbreng/").content.decode()


def undo_id(client: Client) -> str:
    return str(client.session["inbox_gedaan"]["id"])


def test_undo_after_any_act_and_only_once(client: Client, wijk: Wijk) -> None:
    rijen = [nieuw(wijk), nieuw(wijk)]
    do(client, "publiceren", kies=[key(rij) for rij in rijen])
    assert "Ongedaan maken" in read(client)
    form = {"id": undo_id(client), "terug": "/team/jubbega/inbreng/?soort=idee"}
    response = client.post("/team/jubbega/inbreng/ongedaan/", form)
    assert response["Location"] == "/team/jubbega/inbreng/?soort=idee"
    assert "2 verhalen teruggezet." in read(client)
    assert Inbreng.objects.awaiting_moderation().count() == 2
    client.post("/team/jubbega/inbreng/ongedaan/", form)
    assert "Dit kan niet meer ongedaan worden gemaakt." in read(client)


def test_a_second_press_on_the_same_button_keeps_the_way_back(client: Client, wijk: Wijk) -> None:
    rij = nieuw(wijk)
    for _ in range(2):
        do(client, f"publiceren:{key(rij)}")
    client.post("/team/jubbega/inbreng/ongedaan/", {"id": undo_id(client)})
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN


def test_nobody_undoes_what_another_did(client: Client, wijk: Wijk) -> None:
    rij = nieuw(wijk)
    do(client, f"publiceren:{key(rij)}")
    collega = Client()
    collega.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    collega.post("/team/jubbega/inbreng/ongedaan/", {"id": undo_id(client)})
    rij.refresh_from_db()
    assert rij.status == Status.GEPUBLICEERD


@pytest.mark.parametrize(
    "terug", ["https://elders.example/", "//elders.example", "/team/jubbega/inbreng/\\x"]
)
def test_undo_leads_nowhere_else(client: Client, wijk: Wijk, terug: str) -> None:
    response = client.post("/team/jubbega/inbreng/ongedaan/", {"id": "x", "terug": terug})
    assert response["Location"] == "/team/jubbega/inbreng/"
