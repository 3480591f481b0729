"""Answers that become stories: once, with what the sender allowed, found both ways, and taken back along."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.models import Onderbouwing
from agenda.services.weghalen import mask_words, wipe_tekst
from analyse.invullen.nakijken import judge_groepen, load_wachtrij
from analyse.invullen.services import withdraw_inzending
from analyse.keuzes import Leesstatus, Telt
from analyse.lezen.services import hide, undo
from analyse.lezen.verhalen import bundle_add, bundle_new, make_stories
from analyse.models import Antwoord, Inzending, Vragenlijst
from bewoners.models import Bundel, Inbreng
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import (
    Rol,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_wijk,
)
from tests.tegelijk import together
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Volgcode, Wijk

pytestmark = pytest.mark.django_db
ADRES = "/team/jubbega/analyse/lijst/lijst/lezen/"
Status = Inbreng.Status


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, slug="lijst", titel="Hoe woont u hier?")
    make_vraag(lijst, "E1", onderwerp="T01")
    return lijst


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def answer(lijst: Vragenlijst, tekst: str = "Ik mis een bankje.", **fields: Any) -> Antwoord:
    return make_antwoord(make_inzending(lijst, **fields), lijst.vragen.get(), tekst=tekst)


def read(client: Client, pad: str) -> str:
    response = client.get(pad)
    assert isinstance(response, HttpResponse)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


# ---- becoming a story ----------------------------------------------------------------------------------


def test_a_story_is_what_the_sender_wrote_and_allowed(lijst: Vragenlijst) -> None:
    row = answer(lijst, kanaal="deur", taal="ar", mag_delen=True, datum=today().replace(day=1))
    door = make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk)
    zet = make_stories(lijst=lijst, antwoorden=[row.pk], door=door)
    assert zet.aantal == 1
    row.refresh_from_db()
    story = row.inbreng
    assert story is not None
    assert (story.tekst, story.kanaal, story.taal, story.mag_delen) == (row.tekst, "deur", "ar", True)
    assert (story.datum, story.onderwerp, story.wijk) == (row.inzending.datum, "T01", lijst.wijk)
    assert (story.status, row.status) == (Status.GEPUBLICEERD, Leesstatus.GELEZEN)
    assert Gebeurtenis.objects.filter(actie="antwoorden_verhaal", gebruiker=door).count() == 1


def test_without_permission_nobody_else_reads_the_story(lijst: Vragenlijst) -> None:
    make_stories(lijst=lijst, antwoorden=[answer(lijst).pk])
    assert Inbreng.objects.get().mag_delen is False
    assert not Inbreng.objects.published().exists()


def test_words_that_ask_for_a_second_look_wait_in_the_inbox(lijst: Vragenlijst) -> None:
    make_stories(lijst=lijst, antwoorden=[answer(lijst, "Bel 06 12345678.", mag_delen=True).pk])
    assert Inbreng.objects.get().status == Status.ONTVANGEN


def test_a_partner_speaks_for_its_organisation(lijst: Vragenlijst) -> None:
    make_stories(lijst=lijst, antwoorden=[answer(lijst, organisatie="Dorpshuis").pk])
    story = Inbreng.objects.get()
    assert (story.namens, story.namens_naam) == ("organisatie", "Dorpshuis")


def test_twice_is_once(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    make_stories(lijst=lijst, antwoorden=[row.pk])
    again = make_stories(lijst=lijst, antwoorden=[row.pk])
    assert (again.aantal, again.terug) == (0, False)
    assert Inbreng.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_is_once() -> None:
    lijst = make_vragenlijst(make_wijk(), slug="lijst")
    make_vraag(lijst, "E1")
    row = answer(lijst)
    together(*[lambda: make_stories(lijst=lijst, antwoorden=[row.pk])] * 3)
    assert Inbreng.objects.count() == 1


@pytest.mark.parametrize("fields", [{"telt": Telt.NIET}, {"tekst": "[weggehaald]"}])
def test_what_does_not_count_or_is_hidden_makes_no_story(lijst: Vragenlijst, fields: dict[str, Any]) -> None:
    row = answer(lijst, **fields)
    if "tekst" in fields:
        Antwoord.objects.filter(pk=row.pk).update(status=Leesstatus.VERBORGEN)
    with pytest.raises(DomeinFout):
        make_stories(lijst=lijst, antwoorden=[row.pk])
    assert not Inbreng.objects.exists()


# ---- into a bundle, and undo ---------------------------------------------------------------------------


def test_a_new_bundle_in_one_move_and_the_same_send_twice(client: Client, lijst: Vragenlijst) -> None:
    rows = [answer(lijst), answer(lijst, "Meer bankjes.")]
    sent = {
        "doe": "bundel",
        "titel": "Zitten",
        "kies": [str(row.pk) for row in rows],
        "bundelsleutel": str(uuid.uuid4()),
    }
    for _again in range(2):
        assert client.post(f"{ADRES}doe/", sent).status_code == 303
    bundel = Bundel.objects.get()
    assert (bundel.titel, bundel.inbrengen.count()) == ("Zitten", 2)
    page = read(client, ADRES)
    assert "Ongedaan maken" in page  # the repeat keeps the way back
    [id_] = re.findall(r'name="id" value="(\w+)"', page)
    client.post(f"{ADRES}ongedaan/", {"id": id_})
    assert [model.objects.count() for model in (Bundel, Inbreng, Volgcode)] == [0, 0, 0]
    assert Antwoord.objects.filter(status=Leesstatus.NIEUW, inbreng=None).count() == 2
    make_stories(lijst=lijst, antwoorden=[rows[0].pk])  # and it may become one again
    assert Inbreng.objects.count() == 1


def test_a_bundle_without_a_name_makes_no_story(client: Client, lijst: Vragenlijst) -> None:
    row = answer(lijst)
    response = client.post(f"{ADRES}doe/", {"doe": "bundel", "titel": " ", "kies": str(row.pk)})
    assert response.status_code == 422
    assert not Inbreng.objects.exists()


def test_into_a_bundle_that_is_there_but_not_of_another_wijk(lijst: Vragenlijst) -> None:
    bundel = make_bundel(lijst.wijk, inbrengen=1)
    row = answer(lijst)
    zet = bundle_add(lijst=lijst, antwoorden=[row.pk], bundel=bundel.pk)
    assert bundel.inbrengen.count() == 2
    assert undo(lijst=lijst, zet=zet) == 1
    assert bundel.inbrengen.count() == 1
    with pytest.raises(DomeinFout):
        bundle_add(lijst=lijst, antwoorden=[row.pk], bundel=make_bundel(make_wijk()).pk)
    assert Inbreng.objects.for_wijk(lijst.wijk).count() == 1


def test_undo_of_a_move_puts_the_story_back_in_its_bundle(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    first = bundle_new(lijst=lijst, antwoorden=[row.pk], titel="Een", sleutel=uuid.uuid4())
    second = bundle_new(lijst=lijst, antwoorden=[row.pk], titel="Twee", sleutel=uuid.uuid4())
    assert undo(lijst=lijst, zet=second) == 1
    assert Inbreng.objects.get().bundel == Bundel.objects.get(titel="Een")
    assert undo(lijst=lijst, zet=first) == 1
    assert not Inbreng.objects.exists()


def test_undo_leaves_a_story_that_a_plan_stands_on(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    zet = make_stories(lijst=lijst, antwoorden=[row.pk])
    make_onderbouwing(make_plan(make_agenda(lijst.wijk)), inbreng=Inbreng.objects.get())
    assert undo(lijst=lijst, zet=zet) == 0
    row.refresh_from_db()
    assert row.inbreng is not None


# ---- traces both ways ----------------------------------------------------------------------------------


def test_each_leads_to_the_other(client: Client, lijst: Vragenlijst) -> None:
    row = answer(lijst, mag_delen=True)
    bundle_new(lijst=lijst, antwoorden=[row.pk], titel="Zitten", sleutel=uuid.uuid4())
    story = Inbreng.objects.get()
    page = read(client, ADRES)
    assert f"/team/jubbega/inbreng/bundel/{story.bundel_id}/" in page
    [to_story] = re.findall(r'href="(/team/jubbega/inbreng/\?[^"]*verhaal=[^"]*)"', page)
    inbox = read(client, to_story.replace("&amp;", "&"))
    assert f"rij-{story.pk}" in inbox
    for page in (inbox, read(client, f"/team/jubbega/inbreng/bundel/{story.bundel_id}/")):
        assert "Uit de vragenlijst ‘Hoe woont u hier?’: Vraag E1?" in page
        assert f"{ADRES}?antwoord={row.pk}" in page
    assert f"rij-{row.pk}" in read(client, f"{ADRES}?antwoord={row.pk}")


def test_the_inbox_asks_once_for_all(client: Client, lijst: Vragenlijst) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, "/team/jubbega/inbreng/?status=gepubliceerd")
        return len(queries)

    make_inbreng(lijst.wijk)
    make_stories(lijst=lijst, antwoorden=[answer(lijst).pk])
    before = count()
    for number in range(15):
        make_stories(lijst=lijst, antwoorden=[answer(lijst, f"Bankje {number}.").pk])
    assert count() == before


def test_the_inbox_finds_a_slip_of_the_pen(client: Client, lijst: Vragenlijst) -> None:
    here = make_inbreng(lijst.wijk, "Ik mis een bankje bij de winkel.")
    make_inbreng(lijst.wijk, "Er is te weinig groen.")
    page = read(client, "/team/jubbega/inbreng/?status=gepubliceerd&zoek=bankjs")
    assert re.findall(r'id="rij-([^"]+)"', page) == [str(here.pk)]


# ---- words that go -------------------------------------------------------------------------------------


def test_who_takes_answers_back_takes_the_story_along(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    other = answer(lijst)
    make_stories(lijst=lijst, antwoorden=[row.pk, other.pk])
    row.refresh_from_db()
    make_onderbouwing(make_plan(make_agenda(lijst.wijk)), inbreng=row.inbreng)
    withdraw_inzending(inzending=row.inzending)
    assert not Onderbouwing.objects.exists()
    assert list(Inbreng.objects.values_list("uit_antwoord", flat=True)) == [other.pk]
    assert Gebeurtenis.objects.filter(actie="inbreng_ingetrokken", wie="bewoner").count() == 1


def test_what_does_not_count_any_more_is_no_story(lijst: Vragenlijst) -> None:
    row = answer(lijst, telt=Telt.NAKIJKEN)
    make_stories(lijst=lijst, antwoorden=[row.pk])
    [beeld] = load_wachtrij(lijst).los
    judge_groepen(lijst=lijst, beelden=[beeld], mee=False, door=make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    assert Inzending.objects.get().telt == Telt.NIET
    assert not Inbreng.objects.exists()


def test_hiding_an_answer_takes_its_story_away(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    make_stories(lijst=lijst, antwoorden=[row.pk])
    hide(lijst=lijst, antwoorden=[row.pk], door=make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    row.refresh_from_db()
    assert (row.tekst, row.inbreng) == ("[weggehaald]", None)
    assert not Inbreng.objects.exists()
    assert not Gebeurtenis.objects.filter(actie="inbreng_ingetrokken").exists()  # no resident did this


def test_words_masked_in_the_inbox_go_from_the_answer_too(lijst: Vragenlijst) -> None:
    row = answer(lijst, "Buurman Piet is aardig.", mag_delen=True)
    make_stories(lijst=lijst, antwoorden=[row.pk])
    door = make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk)
    Antwoord.objects.filter(pk=row.pk).update(citaat_voorgesteld_door=door)
    story = Inbreng.objects.get()
    mask_words(
        wijk=lijst.wijk, inbreng=story.pk, revisie=story.revisie, passages=[(8, 12)], vervanging="[naam]"
    )
    row.refresh_from_db()
    assert (row.tekst, row.citaat_voorgesteld_door) == ("Buurman [naam] is aardig.", None)
    story.refresh_from_db()
    wipe_tekst(wijk=lijst.wijk, inbreng=story.pk, revisie=story.revisie)
    row.refresh_from_db()
    assert (row.tekst, row.status) == ("[weggehaald]", Leesstatus.VERBORGEN)
