"""A party answers: by the link in the mail, or with an account of the same address."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.models import Agendapunt, Verzoek, Verzoekvraag, Wijkagenda
from agenda.selectors import show_version
from kern.klok import today
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_verzoek, make_wijk
from tests.rondes import begin
from tests.samen import make_verzoekvraag
from wijken.models import Bericht, Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
ADRES = "wegen@gemeente.example"
LINK = "/link/proef-token/"
NEE: dict[str, Any] = {"antwoord": "geweigerd", "tekst": "De stoep is te smal.", "namens": "Gemeente, wegen"}


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return make_plan(agenda, "Een bankje bij de winkel")


@pytest.fixture
def verzoek(plan: Agendapunt) -> Verzoek:
    return make_verzoek(plan, soort="haalbaar", tekst="Kan hier een <bankje> staan?")


@pytest.fixture
def vraag(verzoek: Verzoek) -> Verzoekvraag:
    return make_verzoekvraag(verzoek, "proef-token", email=ADRES)


def post(**more: Any) -> Any:
    return Client().post(LINK, {**NEE, **more})


def test_the_link_shows_one_question_and_no_other_data(
    wijk: Wijk, agenda: Wijkagenda, vraag: Verzoekvraag
) -> None:
    make_verzoek(make_plan(agenda, "Een geheim plan"), tekst="Een andere vraag")
    page = Client().get(LINK)
    text = page.content.decode()
    assert "Kan hier een &lt;bankje&gt; staan?" in text
    assert "Een bankje bij de winkel" in text
    assert "geheim" not in text
    assert "Een andere vraag" not in text
    assert ADRES not in text
    assert page["Cache-Control"] == "no-store"
    vraag.refresh_from_db()
    assert vraag.beantwoord_op is None


def test_an_answer_is_dated_logged_and_told_to_the_asked_address_once(
    vraag: Verzoekvraag, verzoek: Verzoek
) -> None:
    for _ in range(2):
        assert post().status_code == 303
    verzoek.refresh_from_db()
    vraag.refresh_from_db()
    assert (verzoek.antwoord, verzoek.antwoord_tekst) == ("geweigerd", "De stoep is te smal.")
    assert (verzoek.antwoord_op, vraag.beantwoord_op) == (today(), today())
    assert vraag.beantwoord_door == "Gemeente, wegen"
    bericht = Bericht.objects.get()
    assert bericht.aan == ADRES
    assert "De stoep is te smal." in bericht.tekst
    assert "Klopt het niet?" in bericht.tekst
    assert "/link/" not in bericht.tekst
    assert Gebeurtenis.objects.filter(actie="verzoek_beantwoord").count() == 1
    assert "Uw antwoord veranderen" in Client().get(LINK).content.decode()


def test_an_answer_may_change_until_the_agenda_is_adopted(
    agenda: Wijkagenda, vraag: Verzoekvraag, verzoek: Verzoek
) -> None:
    post()
    assert post(antwoord="deels", tekst="Als de stoep breder wordt.").status_code == 303
    assert Bericht.objects.count() == 2
    versie = make_versie(agenda)
    late = post(antwoord="toegezegd", tekst="Toch wel.")
    assert late.status_code == 422
    assert "Deze vraag is gesloten." in late.content.decode()
    assert "Toch wel." not in str(show_version(versie).partijen)
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "deels"
    assert vraag.pk == verzoek.vraag.pk


@pytest.mark.usefixtures("vraag")
def test_a_form_of_the_team_that_was_open_meanwhile_overwrites_nothing(wijk: Wijk, verzoek: Verzoek) -> None:
    team = partner(wijk, "team@voorbeeld.example", Rol.TEAMLID)
    post()
    values = {
        "revisie": 1,
        "partij": "Gemeente",
        "soort": "haalbaar",
        "tekst": "Kan dit?",
        "antwoord": "open",
    }
    stale = team.post(f"/team/{wijk.slug}/agenda/vraag/{verzoek.pk}/", values)
    assert stale.status_code == 409
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "geweigerd"


@pytest.mark.usefixtures("vraag")
def test_a_first_answer_after_the_adoption_shows_in_the_agenda(agenda: Wijkagenda) -> None:
    versie = make_versie(agenda)
    assert post().status_code == 303
    (partij,) = show_version(versie).partijen
    assert (partij.verzoeken[0].antwoord, partij.verzoeken[0].toelichting) == ("Nee", "De stoep is te smal.")


@pytest.mark.usefixtures("vraag")
def test_an_answer_in_a_new_round_reaches_the_agenda_in_force(agenda: Wijkagenda, plan: Agendapunt) -> None:
    versie = make_versie(agenda)
    new = begin(agenda, plan)
    assert post().status_code == 303
    assert Verzoek.objects.get(agendapunt__agenda=new).antwoord == "geweigerd"
    assert show_version(versie).partijen[0].verzoeken[0].antwoord == "Nee"


@pytest.mark.usefixtures("vraag")
def test_a_plan_that_stayed_behind_is_answered_while_its_agenda_is_in_force(agenda: Wijkagenda) -> None:
    versie = make_versie(agenda)
    new = begin(agenda)
    assert post().status_code == 303
    assert show_version(versie).partijen[0].verzoeken[0].antwoord == "Nee"
    Verzoek.objects.update(antwoord="open")
    make_versie(new)
    assert "Deze vraag is gesloten." in Client().get(LINK).content.decode()
    assert post(tekst="Te laat gezegd.").status_code == 422


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"antwoord": ""}, "Kies uw antwoord."),
        ({"antwoord": "open"}, "Kies er een uit de lijst."),
        ({"tekst": ""}, "Schrijf op waarom het niet kan."),
        ({"antwoord": "deels", "tekst": " "}, "Schrijf op wat er moet veranderen."),
        ({"namens": ""}, "Schrijf op namens welke organisatie"),
        ({"namens": "x" * 81}, "Dit is te lang."),
        ({"tekst": "Bel 06 12 34 56 78."}, "Hier lijkt een adres of een nummer te staan."),
        ({"namens": "Mevrouw Jansen"}, "Dit lijkt over één mens te gaan."),
    ],
)
def test_bad_input_changes_nothing_and_loses_nothing(
    vraag: Verzoekvraag, verzoek: Verzoek, values: dict[str, str], said: str
) -> None:
    response = post(**values)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    kept = {**NEE, **values}
    assert kept["tekst"] in page
    assert kept["namens"] in page
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "open"
    assert not Bericht.objects.exists()
    assert vraag.verzoek_id == verzoek.pk


@pytest.mark.usefixtures("vraag")
def test_the_kind_warning_lets_through_what_somebody_wants() -> None:
    stopped = post(namens="Mevrouw Jansen").content.decode()
    assert 'name="toch"' in stopped
    assert post(namens="Mevrouw Jansen", toch="ja").status_code == 303
    iban = post(tekst="Maak het over op NL91 ABNA 0417 1643 00.", toch="ja")
    assert iban.status_code == 422
    assert 'name="toch"' not in iban.content.decode()


def test_yes_needs_no_reason(vraag: Verzoekvraag) -> None:
    assert post(antwoord="toegezegd", tekst="").status_code == 303
    vraag.refresh_from_db()
    assert vraag.beantwoord_op == today()


def test_ask_somebody_else_ends_the_link(vraag: Verzoekvraag, verzoek: Verzoek) -> None:
    page = Client().post(LINK, {"doe": "kan_niet"})
    assert "Het wijkteam vraagt het aan iemand anders." in page.content.decode()
    assert Client().get(LINK).status_code == 404
    assert post().status_code == 404
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "open"
    assert Gebeurtenis.objects.filter(actie="verzoek_teruggegeven").count() == 1
    assert vraag.email == ADRES


# ---- with an account --------------------------------------------------------------------------
def partner(wijk: Wijk, email: str = ADRES, rol: Rol = Rol.PARTNER) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk, email=email))
    return client


def own_url(vraag: Verzoekvraag) -> str:
    return f"/team/{vraag.wijk.slug}/vragen/{vraag.pk}/"


def test_the_account_of_the_address_finds_and_answers_it(wijk: Wijk, vraag: Verzoekvraag) -> None:
    Verzoekvraag.objects.update(email="Wegen@Gemeente.EXAMPLE")
    client = partner(wijk)
    home = client.get(f"/team/{wijk.slug}/").content.decode()
    assert "Er wacht 1 vraag op uw antwoord." in home
    assert f"/team/{wijk.slug}/vragen/" in home
    assert own_url(vraag) in client.get(f"/team/{wijk.slug}/vragen/").content.decode()
    assert client.post(own_url(vraag), NEE | {"tekst": ""}).status_code == 422
    for _ in range(2):
        assert client.post(own_url(vraag), NEE).status_code == 303
    vraag.verzoek.refresh_from_db()
    assert vraag.verzoek.antwoord == "geweigerd"
    assert not Bericht.objects.exists()
    log = Gebeurtenis.objects.get(actie="verzoek_beantwoord")
    assert log.gebruiker is not None
    assert log.gebruiker.email == ADRES
    page = client.get(f"/team/{wijk.slug}/vragen/").content.decode()
    assert "U hebt alles beantwoord." in page


def test_what_is_asked_of_another_is_not_there(wijk: Wijk, vraag: Verzoekvraag) -> None:
    elsewhere = make_wijk("elders")
    for client in (
        partner(wijk, "ander@gemeente.example"),
        partner(wijk, "coordinator@voorbeeld.example", Rol.COORDINATOR),
    ):
        assert client.get(own_url(vraag)).status_code == 404
        assert client.post(own_url(vraag), NEE).status_code == 404
        assert "Er is u nu niets gevraagd" in client.get(f"/team/{wijk.slug}/vragen/").content.decode()
    same_address = partner(elsewhere, ADRES)
    assert same_address.get(own_url(vraag)).status_code == 404
    assert same_address.get(own_url(vraag).replace(wijk.slug, "elders")).status_code == 404
    vraag.verzoek.refresh_from_db()
    assert vraag.verzoek.antwoord == "open"


def test_a_wiped_address_belongs_to_nobody(wijk: Wijk, vraag: Verzoekvraag) -> None:
    client = partner(wijk)
    Verzoekvraag.objects.update(email="")
    assert client.get(own_url(vraag)).status_code == 404


def test_a_question_taken_back_is_gone_from_the_list(wijk: Wijk, vraag: Verzoekvraag) -> None:
    client = partner(wijk)
    Client().post(LINK, {"doe": "kan_niet"})
    assert client.get(own_url(vraag)).status_code == 404
    assert "Er is u nu niets gevraagd" in client.get(f"/team/{wijk.slug}/vragen/").content.decode()


def test_as_many_queries_for_thirty_as_for_one(wijk: Wijk, plan: Agendapunt, vraag: Verzoekvraag) -> None:
    client = partner(wijk)
    path = f"/team/{wijk.slug}/vragen/"

    def count() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    one = count()
    for number in range(29):
        make_verzoekvraag(make_verzoek(plan, tekst=f"Vraag {number}"), email=vraag.email)
    assert count() == one
