"""Followers: confirmed by mail, no probing, a weekly mail only when something happened, one click out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import ActieStatus
from agenda.models import Actie, Terugkoppeling, Volger, Voortgang
from agenda.services.acties import note_voortgang
from agenda.volgers.nieuws import send_news
from agenda.volgers.services import ask_to_follow, stop_volger
from kern.klok import now, today
from tests import factories as f
from tests.samen import make_groepslid, make_reactieronde, make_volger
from wijken.berichten import sweep_berichten
from wijken.links import hash_token, make_link, token_for
from wijken.models import Bericht, Toegangslink, Wijk

pytestmark = pytest.mark.django_db
EMAIL = "mia@voorbeeld.example"
DAG = dt.timedelta(days=1)
ADDRESS = "/wijken/jubbega/volgen/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def actie() -> Actie:
    """An action of an agenda that was adopted a month ago."""
    actie = f.make_actie(f.make_plan(f.make_agenda(f.make_wijk("jubbega"))), "Bankjes bestellen")
    f.make_versie(actie.agendapunt.agenda, vastgelegd_op=now() - 30 * DAG)
    return actie


def follower(wijk: Wijk, *, dagen: int = 8, **fields: Any) -> Volger:
    """Somebody who confirmed, and had news until `dagen` ago."""
    known: dict[str, Any] = {
        "email": EMAIL,
        "bevestigd_op": today() - 90 * DAG,
        "tot_en_met": today() - dagen * DAG,
    }
    volger = make_volger(wijk, **{**known, **fields})
    volger.link = make_link(wijk=wijk, geldig=90 * DAG).link
    volger.save()
    return volger


def link_of(volger: Volger) -> Toegangslink:
    assert volger.link is not None
    return volger.link


def tell(actie: Actie, *, dagen: int = 3, tekst: str = "Ze staan er.", wie: str = "") -> Voortgang:
    return note_voortgang(
        agenda=actie.agendapunt.agenda, actie_uuid=actie.uuid, status=ActieStatus.LOOPT, tekst=tekst,
        datum=today() - dagen * DAG, wie=wie,
    )  # fmt: skip


def link_in(bericht: Bericht) -> str:
    return "/link/" + bericht.tekst.split("/link/")[1].split("/")[0] + "/"


# ---- ask, confirm, stop --------------------------------------------------------------------------


def test_following_is_confirmed_by_mail_and_stops_with_one_press(actie: Actie) -> None:
    client = Client()
    assert client.get(ADDRESS).status_code == 200
    for _ in range(2):
        answer = client.post(ADDRESS, {"email": "Mia@Voorbeeld.example"})
        assert (answer.status_code, answer["Location"]) == (303, f"{ADDRESS}?gedaan=mail")
    volger = Volger.objects.get()
    assert (volger.email, volger.bevestigd_op) == (EMAIL, None)
    address = link_in(Bericht.objects.get())

    assert "Ja, ik wil het nieuws" in client.get(address).content.decode()
    volger.refresh_from_db()
    assert volger.bevestigd_op is None
    assert client.post(address, {"doe": "ja"}).status_code == 303
    volger.refresh_from_db()
    assert volger.bevestigd_op == today()
    assert client.post(address, {"doe": "ja"}).status_code == 303
    assert client.post(address, {"doe": "stop"})["Location"] == f"{ADDRESS}?gedaan=af"
    assert not Volger.objects.exists()
    assert not Bericht.objects.exists()  # not even the one that had not left
    assert client.get(address).status_code == 404


def test_who_follows_already_gets_the_same_answer_and_the_way_out(actie: Actie) -> None:
    volger = follower(actie.wijk)
    client = Client()
    here = client.post(ADDRESS, {"email": EMAIL})
    new = client.post(ADDRESS, {"email": "ander@voorbeeld.example"})
    assert (here.status_code, here["Location"], here.content) == (
        new.status_code,
        new["Location"],
        new.content,
    )
    bericht = Bericht.objects.get(aan=EMAIL)
    assert link_in(bericht) == f"/link/{token_for(link_of(volger))}/"
    assert Volger.objects.count() == 2


def test_an_address_that_is_none_keeps_what_was_typed(actie: Actie) -> None:
    response = Client().post(ADDRESS, {"email": "geen adres"})
    assert response.status_code == 422
    assert "geen adres" in response.content.decode()
    assert not Volger.objects.exists()


def test_one_address_is_mailed_a_few_times_a_day_and_nobody_can_tell(actie: Actie) -> None:
    for number in range(7):
        f.make_wijk(f"wijk-{number}")
        answer = Client().post(f"/wijken/wijk-{number}/volgen/", {"email": EMAIL})
        assert answer.status_code == 303
    assert Bericht.objects.count() == 5


def test_an_action_is_followed_only_when_people_can_read_it(actie: Actie) -> None:
    draft = f.make_actie(actie.agendapunt, "Nog niet vastgesteld")
    client = Client()
    assert "Bankjes bestellen" in client.get(f"{ADDRESS}?actie={actie.uuid}").content.decode()
    for wrong in (draft.uuid, uuid.uuid4(), "onzin"):
        assert client.get(f"{ADDRESS}?actie={wrong}").status_code == 404
    client.post(f"{ADDRESS}?actie={actie.uuid}", {"email": EMAIL})
    assert Volger.objects.get().actie_uuid == actie.uuid


def test_a_mail_program_stops_it_without_a_form_token(actie: Actie) -> None:
    volger = follower(actie.wijk)
    tell(actie)
    assert send_news() == 1
    sweep_berichten()
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Bericht.objects.get().afmeldadres == ""
    address = "/link/" + header.split("/link/")[1].rstrip(">")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address)["Location"] == f"/link/{token_for(link_of(volger))}/"
    assert Volger.objects.exists()
    for _ in range(2):
        answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert not Volger.objects.exists()


def test_that_address_ends_nothing_but_a_follower(actie: Actie) -> None:
    make_groepslid(actie.wijk, token="van-een-lid")
    assert Client().post("/link/van-een-lid/af/").status_code == 200
    assert Client().post("/link/bestaat-niet/af/").status_code == 200
    assert Toegangslink.objects.get(token_hash=hash_token("van-een-lid")).ingetrokken_op is None


# ---- the weekly mail -----------------------------------------------------------------------------


def test_a_week_without_news_is_a_week_without_mail(actie: Actie) -> None:
    follower(actie.wijk)
    assert send_news() == 0
    tell(actie)
    assert send_news() == 1
    assert send_news() == 0
    body = Bericht.objects.get().tekst
    assert "Bankjes bestellen" in body
    assert "Loopt. Ze staan er." in body


def test_old_news_and_news_of_today_are_not_told(actie: Actie) -> None:
    volger = follower(actie.wijk)
    tell(actie, dagen=8, tekst="Al gemeld.")
    tell(actie, dagen=0, tekst="Van vandaag.")
    assert send_news() == 0
    Volger.objects.filter(pk=volger.pk).update(tot_en_met=today() - 9 * DAG)
    assert send_news() == 1
    assert "Van vandaag" not in Bericht.objects.get().tekst


def test_who_did_not_confirm_or_had_a_mail_this_week_gets_none(actie: Actie) -> None:
    follower(actie.wijk, bevestigd_op=None)
    follower(actie.wijk, dagen=7, email="ander@voorbeeld.example")
    tell(actie)
    assert send_news() == 0


def test_the_words_of_a_party_and_of_residents_stay_out_of_the_mail(actie: Actie) -> None:
    follower(actie.wijk)
    tell(actie, tekst="Woorden van de club.", wie="de tuinclub")
    bundel = f.make_bundel(actie.wijk, inbrengen=1)
    f.make_terugkoppeling(bundel)
    Terugkoppeling.objects.update(datum=today() - 2 * DAG)
    assert send_news() == 1
    body = Bericht.objects.get().tekst
    assert "Bankjes bestellen" in body
    assert "Woorden van de club" not in body
    assert "1 nieuw antwoord" in body
    assert bundel.titel not in body


def test_a_new_agenda_and_a_round_of_reactions_are_news_for_who_follows_the_wijk(actie: Actie) -> None:
    follower(actie.wijk)
    follower(actie.wijk, email="actie@voorbeeld.example", actie_uuid=actie.uuid)
    f.make_versie(actie.agendapunt.agenda, nummer=2, vastgelegd_op=now() - 2 * DAG)
    make_reactieronde(actie.agendapunt.agenda, opent_op=today() - 2 * DAG)
    assert send_news() == 1
    bericht = Bericht.objects.get()
    assert bericht.aan == EMAIL
    assert "Er is een agenda vastgesteld" in bericht.tekst
    assert "/wijken/jubbega/agenda/concept/" in bericht.tekst


def test_who_follows_one_action_hears_of_that_action(actie: Actie) -> None:
    follower(actie.wijk, actie_uuid=actie.uuid)
    other = f.make_actie(actie.agendapunt, "Iets anders")
    f.make_versie(actie.agendapunt.agenda, nummer=2, vastgelegd_op=now() - 20 * DAG)
    tell(other)
    assert send_news() == 0
    tell(actie)
    assert send_news() == 1
    assert "Iets anders" not in Bericht.objects.get().tekst


def test_an_action_that_is_no_more_gives_one_last_mail_and_the_address_is_gone(actie: Actie) -> None:
    follower(actie.wijk, actie_uuid=uuid.uuid4())
    assert send_news() == 1
    assert not Volger.objects.exists()
    assert "Uw adres is weg" in Bericht.objects.get().tekst
    assert send_news() == 0


def test_a_mail_is_in_the_language_of_the_page(actie: Actie) -> None:
    Client().post(f"{ADDRESS}", {"email": EMAIL}, headers={"accept-language": "nl"})
    assert Volger.objects.get().taal == "nl"
    ask_to_follow(wijk=actie.wijk, email="tr@voorbeeld.example", taal="tr")
    assert Volger.objects.get(email="tr@voorbeeld.example").taal == "tr"


def test_the_link_of_an_old_mail_stops_too(actie: Actie) -> None:
    volger = follower(actie.wijk)
    tell(actie)
    send_news()
    old = link_in(Bericht.objects.get())
    Volger.objects.update(tot_en_met=today() - 9 * DAG)
    Bericht.objects.all().delete()
    tell(actie, dagen=2, tekst="Nog een bankje.")
    assert send_news() == 1
    assert link_in(Bericht.objects.get()) == old
    Client().post(old, {"doe": "stop"})
    assert not Volger.objects.filter(pk=volger.pk).exists()
    stop_volger(volger=volger)


def test_as_many_queries_for_each_follower_more(actie: Actie) -> None:
    tell(actie)
    counts = []
    for number in (1, 11):
        Volger.objects.all().delete()
        for each in range(number):
            follower(actie.wijk, email=f"v{each}@voorbeeld.example")
        with CaptureQueriesContext(connection) as found:
            assert send_news() == number
        counts.append(len(found))
        Bericht.objects.all().delete()
    assert (counts[1] - counts[0]) % 10 == 0
