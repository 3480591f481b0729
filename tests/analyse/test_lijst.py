"""The team makes a questionnaire: from a ready one, with its own questions, opened and closed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from analyse.antwoorden import Gegeven
from analyse.inzenden import submit_inzending
from analyse.lijst.services import close_lijst, make_lijst, open_lijst
from analyse.lijst.vragen import Eigen, add_from_library, add_own
from analyse.models import Inzending, Vragenlijst
from tests.analyse.lijsten import codes, new, url
from tests.factories import make_gebruiker, make_wijk
from tests.tegelijk import together
from tests.vragen import make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Kortelink, Lidmaatschap, Volgcode, Wijk
from wijken.volgcodes import make_volgcode

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


# ---- making ---------------------------------------------------------------------------------------


def test_the_short_list_asks_eight_questions_and_the_rest_later(wijk: Wijk) -> None:
    lijst = new(wijk)
    rows = lijst.vragen.order_by("volgorde")
    assert [row.code for row in rows if not row.daarna] == [
        "V04",
        "V05",
        "V06",
        "V18",
        "V22",
        "V35",
        "V37",
        "V39",
    ]
    assert all(row.daarna for row in rows[8:])
    assert (lijst.status, lijst.slug) == ("concept", "hoe-woont-u-hier")


def test_the_same_form_twice_is_one_list_and_another_of_one_title_has_its_own_address(team: Client) -> None:
    sent = {
        "sleutel": str(uuid.uuid4()),
        "begin": "deur",
        "titel": "Nieuw",
        "talen": ["ar", "en"],
        "laat": "apart",
    }
    address = reverse("analyse:lijst_new", args=["dorp"])
    for _ in range(2):
        assert team.post(address, sent).status_code == 303
    team.post(address, sent | {"sleutel": str(uuid.uuid4())})
    rows = Vragenlijst.objects.order_by("slug")
    assert [row.slug for row in rows] == ["nieuw-2", "nieuw-3"]  # "nieuw" itself is an address
    assert (rows[0].talen, rows[0].laat, codes(rows[0])) == (
        ["ar", "en"],
        "apart",
        ["V04", "V05", "V06", "V19", "V35"],
    )


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_list(wijk: Wijk) -> None:
    sleutel = uuid.uuid4()

    def send() -> Vragenlijst:
        return make_lijst(wijk=wijk, sleutel=sleutel, soort="kort", titel="Hoe woont u hier?")

    assert together(send, send, send) == [Vragenlijst.objects.get()] * 3


def test_a_bad_form_keeps_what_was_typed(team: Client) -> None:
    answer = team.post(
        reverse("analyse:lijst_new", args=["dorp"]), {"inleiding": "Wij willen <b>weten</b>.", "begin": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Geef de lijst een titel." in page
    assert "Wij willen &lt;b&gt;weten&lt;/b&gt;." in page


def test_a_copy_of_another_wijk_asks_the_same_but_where_people_live_here(team: Client, wijk: Wijk) -> None:
    other = make_wijk("elders", code="WK999999")
    Lidmaatschap.objects.create(
        wijk=other, gebruiker=Lidmaatschap.objects.get(wijk=wijk).gebruiker, rol=Rol.COORDINATOR
    )
    van = new(other, "eigen")
    add_from_library(lijst=van, codes=["V01", "V05"])
    add_own(lijst=van, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    sent = {"sleutel": str(uuid.uuid4()), "begin": f"van-{van.pk}", "titel": "Dit jaar", "laat": "mee"}
    assert team.post(reverse("analyse:lijst_new", args=["dorp"]), sent).status_code == 303
    copy = Vragenlijst.objects.get(wijk=wijk)
    assert codes(copy) == ["V01", "V05", "E1"]
    assert copy.overgenomen_van == van.pk
    assert not set(copy.vragen.values_list("pk", flat=True)) & set(van.vragen.values_list("pk", flat=True))


def test_a_list_of_a_wijk_where_one_may_not_look_cannot_be_copied(team: Client) -> None:
    van = new(make_wijk("elders"))
    sent = {"sleutel": str(uuid.uuid4()), "begin": f"van-{van.pk}", "titel": "Dit jaar", "laat": "mee"}
    assert team.post(reverse("analyse:lijst_new", args=["dorp"]), sent).status_code == 422
    assert Vragenlijst.objects.count() == 1


# ---- open and close -------------------------------------------------------------------------------


def test_an_empty_list_does_not_open_and_says_why(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    answer = team.post(url("lijst_open", lijst), follow=True)
    assert "Kies eerst minstens één vraag." in answer.content.decode()
    lijst.refresh_from_db()
    assert lijst.status == "concept"


def test_opening_makes_one_short_link_also_the_second_time(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk)
    for _ in range(2):
        team.post(url("lijst_open", lijst))
    link = Kortelink.objects.get(doel="vragenlijst", sleutel=lijst.pk)
    assert link.code in team.get(url("lijst", lijst)).content.decode()


def test_closing_cuts_every_code_from_the_answers(wijk: Wijk) -> None:
    lijst, other = make_vragenlijst(wijk), make_vragenlijst(wijk)
    keys = [uuid.uuid4() for _ in range(3)]
    for each, key in zip((lijst, lijst, other), keys, strict=True):
        make_inzending(each, verzend_id=key, volgcode=make_volgcode(wijk=wijk, verzend_id=key))
    close_lijst(lijst=lijst)
    close_lijst(lijst=lijst)
    assert set(lijst.inzendingen.values_list("volgcode", flat=True)) == {None}
    assert not Inzending.objects.filter(lijst=lijst, verzend_id__in=keys).exists()
    assert Volgcode.objects.get().inzending.lijst == other


@pytest.mark.django_db(transaction=True)
def test_who_sends_while_it_closes_is_kept_and_has_no_code(wijk: Wijk) -> None:
    lijst = make_vragenlijst(wijk)
    make_vraag(lijst, "V04", "CIJFER")

    def send() -> object:
        return submit_inzending(
            lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"V04": [Gegeven(getal=7)]}
        )

    together(send, lambda: close_lijst(lijst=lijst), send)
    assert lijst.inzendingen.count() == 2
    assert not Volgcode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once(wijk: Wijk) -> None:
    lijst = make_vragenlijst(wijk)
    together(lambda: close_lijst(lijst=lijst), lambda: close_lijst(lijst=lijst))
    lijst.refresh_from_db()
    assert (lijst.status, lijst.revisie) == ("gesloten", 2)
    assert Gebeurtenis.objects.filter(actie="vragenlijst_gesloten").count() == 1


def test_closing_asks_first_and_says_what_happens_to_who_is_busy(team: Client, wijk: Wijk) -> None:
    for laat, zin in (("mee", "Die antwoorden tellen mee."), ("apart", "maar tellen ze niet mee.")):
        lijst = make_vragenlijst(wijk, laat=laat)
        assert zin in team.get(url("lijst_close", lijst)).content.decode()
        lijst.refresh_from_db()
        assert lijst.is_open
        team.post(url("lijst_close", lijst))
        lijst.refresh_from_db()
        assert not lijst.is_open


def test_a_list_that_was_open_is_not_thrown_away(team: Client, wijk: Wijk) -> None:
    lijst, fresh = new(wijk), new(wijk)
    open_lijst(lijst=lijst)
    assert "Deze lijst was al open" in team.post(url("lijst_remove", lijst), follow=True).content.decode()
    team.post(url("lijst_remove", fresh))
    assert list(Vragenlijst.objects.all()) == [lijst]


def test_who_saved_in_between_is_laid_beside(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk)
    sent = {"revisie": 1, "titel": "Mijn titel", "inleiding": "", "laat": "mee"}
    assert team.post(url("lijst_edit", lijst), sent | {"titel": "Eerst"}).status_code == 303
    answer = team.post(url("lijst_edit", lijst), sent)
    assert answer.status_code == 409
    assert "Mijn titel" in answer.content.decode()
    assert "Eerst" in answer.content.decode()


# ---- looking -------------------------------------------------------------------------------------


def test_the_preview_shows_every_question_in_each_language_and_keeps_nothing(
    team: Client, wijk: Wijk
) -> None:
    lijst = new(wijk, "lang", talen=["ar"])
    page = team.get(url("voorbeeld", lijst), {"in": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    for vraag in lijst.vragen.all():
        assert vraag.tekst["ar"] in page
    assert "Schrijf geen namen" not in page
    assert "Schrijf geen namen" in team.get(url("voorbeeld", lijst)).content.decode()
    assert team.post(url("voorbeeld", lijst)).status_code == 405


def test_lists_cost_as_many_queries_as_one(
    team: Client, wijk: Wijk, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        lijst = new(wijk)
        open_lijst(lijst=lijst)
        make_inzending(lijst)
    with django_assert_max_num_queries(14):
        team.get(reverse("analyse:overzicht", args=["dorp"]))


def test_the_overview_says_what_to_do_first_and_then_how_many(team: Client, wijk: Wijk) -> None:
    address = reverse("analyse:overzicht", args=["dorp"])
    assert "Begin met de korte lijst" in team.get(address).content.decode()
    lijst = new(wijk)
    assert "Kijk de vragen na en open de lijst" in team.get(address).content.decode()
    open_lijst(lijst=lijst)
    assert "Deel het korte adres" in team.get(address).content.decode()
    for kanaal, telt in (("papier", "mee"), ("deur", "mee"), ("papier", "mee"), ("online", "nakijken")):
        make_inzending(lijst, kanaal=kanaal, telt=telt)
    page = " ".join(team.get(address).content.decode().split())
    assert "3 lijsten ingevuld" in page
    assert "2 papier, 1 aan de deur" in page
    assert "1 lijst om na te kijken" in page
    assert url("gehoord", lijst) in page
    close_lijst(lijst=lijst)
    assert "Gesloten op" in " ".join(team.get(address).content.decode().split())


@pytest.mark.parametrize("name", ["lijst", "lijst_edit", "lijst_close", "vragen_kies", "voorbeeld"])
def test_a_list_of_another_wijk_is_not_there(team: Client, name: str) -> None:
    lijst = new(make_wijk("elders"))
    assert team.get(reverse(f"analyse:{name}", args=["dorp", lijst.slug])).status_code == 404
    assert team.get(url(name, lijst)).status_code == 404


def test_who_types_in_makes_no_lists(client: Client, wijk: Wijk) -> None:
    client.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    assert client.get(reverse("analyse:lijst_new", args=["dorp"])).status_code == 403
