"""Quotes: with the sender's permission, after two people looked, and not for longer than that holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from analyse.keuzes import Telt
from analyse.lezen.citaten import agree_quote, propose_quote, quotes_of, withdraw_quote
from analyse.lezen.services import hide
from analyse.models import Antwoord, Inzending, Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
ADRES = "/team/jubbega/analyse/lijst/lijst/lezen/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, slug="lijst")
    make_vraag(lijst, "E1")
    return lijst


@pytest.fixture
def een(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.TEAMLID, wijk=wijk)


@pytest.fixture
def twee(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.TEAMLID, wijk=wijk)


def answer(lijst: Vragenlijst, tekst: str = "Hier groet iedereen elkaar.", **fields: Any) -> Antwoord:
    inzending = make_inzending(lijst, **{"mag_delen": True, **fields})
    return make_antwoord(inzending, lijst.vragen.get(), tekst=tekst)


def page_of(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def text(client: Client, pad: str = "") -> str:
    response = client.get(f"{ADRES}{pad}")
    assert isinstance(response, HttpResponse)
    return re.sub(r"\s+", " ", response.content.decode())


def test_two_people_make_a_quote(lijst: Vragenlijst, een: Gebruiker, twee: Gebruiker) -> None:
    row = answer(lijst)
    propose_quote(lijst=lijst, antwoord=row.pk, door=een)
    assert quotes_of(lijst) == []
    with pytest.raises(DomeinFout, match="zelf voor"):
        agree_quote(lijst=lijst, antwoord=row.pk, door=een)
    agree_quote(lijst=lijst, antwoord=row.pk, door=twee)
    agree_quote(lijst=lijst, antwoord=row.pk, door=twee)  # twice is once
    [citaat] = quotes_of(lijst)
    assert (citaat.tekst, citaat.vraag_tekst, citaat.taal) == (row.tekst, "Vraag E1?", "nl")
    row.refresh_from_db()
    assert row.citaat_sinds == today()


def test_the_database_refuses_the_same_person_twice(lijst: Vragenlijst, een: Gebruiker) -> None:
    row = answer(lijst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Antwoord.objects.filter(pk=row.pk).update(citaat_voorgesteld_door=een, citaat_goed_door=een)


@pytest.mark.parametrize("fields", [{"mag_delen": False}, {"telt": Telt.NIET}, {"telt": Telt.LAAT}])
def test_without_permission_there_is_no_quote(
    lijst: Vragenlijst, een: Gebruiker, fields: dict[str, Any]
) -> None:
    row = answer(lijst, **fields)
    assert "Laat zien als citaat" not in text(page_of(een))
    with pytest.raises(DomeinFout):
        propose_quote(lijst=lijst, antwoord=row.pk, door=een)


def test_words_about_a_person_must_be_cleared_by_both(
    lijst: Vragenlijst, een: Gebruiker, twee: Gebruiker
) -> None:
    row = answer(lijst, "Bel mij op 06 12345678.")
    first, second = page_of(een), page_of(twee)
    asked = first.post(f"{ADRES}doe/", {"doe": f"vraag:citaat:{row.pk}"})
    assert 'name="nagekeken"' in asked.content.decode()
    sent = {"doe": f"citaat:{row.pk}", "staat": f"open=citaat:{row.pk}"}
    refused = first.post(f"{ADRES}doe/", sent)
    assert refused.status_code == 422
    assert 'name="nagekeken"' in refused.content.decode()  # the question is still open
    assert first.post(f"{ADRES}doe/", {**sent, "nagekeken": "ja"}).status_code == 303
    good = {"doe": f"goed:{row.pk}"}
    assert second.post(f"{ADRES}citaten/", good).status_code == 422
    assert quotes_of(lijst) == []
    assert second.post(f"{ADRES}citaten/", {**good, "nagekeken": "ja"}).status_code == 303
    assert len(quotes_of(lijst)) == 1


def test_the_page_says_who_must_look_and_takes_back(
    lijst: Vragenlijst, een: Gebruiker, twee: Gebruiker
) -> None:
    row = answer(lijst)
    propose_quote(lijst=lijst, antwoord=row.pk, door=een)
    first, second = page_of(een), page_of(twee)
    mine = text(first, "citaten/")
    assert "Een collega moet meekijken" in mine
    assert "Dit mag iedereen lezen" not in mine
    assert "Dit mag iedereen lezen" in text(second, "citaten/")
    second.post(f"{ADRES}citaten/", {"doe": f"goed:{row.pk}"})
    assert "Mag u laten zien" in text(second, "citaten/")
    first.post(f"{ADRES}citaten/", {"doe": f"terug:{row.pk}"})
    assert quotes_of(lijst) == []
    row.refresh_from_db()
    assert (row.citaat_voorgesteld_door, row.citaat_goed_door, row.citaat_sinds) == (None, None, None)
    withdraw_quote(lijst=lijst, antwoord=row.pk, door=een)  # once more: nothing
    with pytest.raises(DomeinFout, match="teruggetrokken"):
        agree_quote(lijst=lijst, antwoord=row.pk, door=twee)


def test_a_quote_lives_as_long_as_its_words_and_its_permission(
    lijst: Vragenlijst, een: Gebruiker, twee: Gebruiker
) -> None:
    rows = [answer(lijst) for _number in range(3)]
    for row in rows:
        propose_quote(lijst=lijst, antwoord=row.pk, door=een)
        agree_quote(lijst=lijst, antwoord=row.pk, door=twee)
    een.delete()
    twee.delete()
    assert len(quotes_of(lijst)) == 3  # whoever left the team
    hide(lijst=lijst, antwoorden=[rows[0].pk])
    Inzending.objects.filter(pk=rows[1].inzending_id).update(mag_delen=False)
    Inzending.objects.filter(pk=rows[2].inzending_id).update(telt=Telt.NIET)
    assert quotes_of(lijst) == []


def test_a_list_of_another_wijk_is_out_of_reach(lijst: Vragenlijst, een: Gebruiker) -> None:
    foreign = make_vragenlijst(make_wijk(), slug="lijst")
    make_vraag(foreign, "E1")
    row = answer(foreign)
    page_of(een).post(f"{ADRES}doe/", {"doe": f"citaat:{row.pk}"})
    row.refresh_from_db()
    assert row.citaat_voorgesteld_door is None
