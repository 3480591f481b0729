from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import TeamAntwoord
from agenda.models import Teamvraag, Wijkagenda
from agenda.nalezen import find_treffers, soft_checks
from agenda.opbouw import build_inhoud, build_werklijst
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.selectors import show_version
from agenda.services.redactie import redact_passage
from agenda.teamvraag.services import make_teamvraag, update_teamvraag
from agenda.teamvraag.suggesties import BEROEPEN
from kern.fouten import DomeinFout
from rapportage.hoofdstukken.boek import build_boek
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_wijk
from tests.samen import make_teamvraag as make_row
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
VRAAG = "Elke week iemand in het dorpshuis"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return signed_in(wijk)


def signed_in(wijk: Wijk, rol: Rol = Rol.TEAMLID) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def address(wijk: Wijk, rest: str = "") -> str:
    return f"/team/{wijk.slug}/agenda/teamvragen/{rest}"


def texts(agenda: Wijkagenda) -> list[str]:
    return [vraag.tekst for vraag in Teamvraag.objects.filter(agenda=agenda)]


def answer(vraag: Teamvraag, antwoord: str, tekst: str = "", **more: Any) -> Teamvraag:
    vraag.refresh_from_db()
    return update_teamvraag(
        vraag=vraag,
        revisie=vraag.revisie,
        wie=vraag.wie,
        tekst=vraag.tekst,
        aantal=vraag.aantal,
        antwoord=TeamAntwoord(antwoord),
        antwoord_tekst=tekst,
        **more,
    )


def test_the_empty_list_says_what_to_do_and_offers_professionals(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    page = team.get(address(wijk)).content.decode()
    assert "Er staat nog geen vraag aan het wijkteam" in page
    assert all(str(beroep) in page for beroep in BEROEPEN)
    chosen = team.get(address(wijk), {"wie": "een jongerenwerker"}).content.decode()
    assert 'value="een jongerenwerker"' in chosen
    assert not texts(agenda)


def test_a_question_comes_last_and_the_same_send_twice_is_one(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    make_row(agenda, "De eerste", volgorde=4)
    sent = {"tekst": "Meer <hulp> bij brieven", "wie": "een vrijwilliger", "aantal": "7"}
    for _ in range(2):
        assert team.post(address(wijk), sent).status_code == 303
    assert texts(agenda) == ["De eerste", "Meer <hulp> bij brieven"]
    page = team.get(address(wijk)).content.decode()
    assert "Meer &lt;hulp&gt; bij brieven" in page
    assert "7 mensen vroegen dit." in page
    assert Gebeurtenis.objects.filter(actie="teamvraag_gemaakt").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"tekst": " "}, "Schrijf in één zin wat bewoners vragen."),
        ({"tekst": "x" * 201}, "Dit is te lang."),
        ({"tekst": "Hulp", "aantal": "veel"}, "Schrijf een heel getal"),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    team: Client, wijk: Wijk, agenda: Wijkagenda, sent: dict[str, str], said: str
) -> None:
    response = team.post(address(wijk), {"wie": "een opbouwwerker uit het dorp", **sent})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "een opbouwwerker uit het dorp" in page
    assert not texts(agenda)


def test_an_answer_needs_a_reason(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    vraag = make_row(agenda)
    sent = {"revisie": 1, "tekst": vraag.tekst, "antwoord": "nee", "antwoord_tekst": ""}
    refused = team.post(address(wijk, f"{vraag.pk}/"), sent)
    assert refused.status_code == 422
    assert "Schrijf op waarom. Bewoners lezen dit." in refused.content.decode()
    with pytest.raises(DomeinFout, match="Schrijf op waarom"):
        answer(vraag, "deels", "  ")
    assert (
        team.post(address(wijk, f"{vraag.pk}/"), {**sent, "antwoord_tekst": "Geen geld."}).status_code == 303
    )
    vraag.refresh_from_db()
    assert (vraag.antwoord, vraag.antwoord_tekst) == ("nee", "Geen geld.")
    assert vraag.antwoord_op is not None
    answer(vraag, "open", "wat hier stond telt niet")
    assert Teamvraag.objects.filter(pk=vraag.pk, antwoord_tekst="", antwoord_op__isnull=True).exists()


def test_a_stale_form_shows_both(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    vraag = make_row(agenda)
    sent = {"revisie": 1, "tekst": "Elke dag iemand", "antwoord": "open"}
    assert team.post(address(wijk, f"{vraag.pk}/"), sent).status_code == 303
    stale = team.post(address(wijk, f"{vraag.pk}/"), {**sent, "tekst": "Nooit iemand"})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Elke dag iemand" in page
    assert "Nooit iemand" in page
    assert texts(agenda) == ["Elke dag iemand"]


def test_move_and_remove(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    rows = [make_row(agenda, name, volgorde=number) for number, name in enumerate("abc", start=1)]
    team.post(address(wijk, f"{rows[2].pk}/plek/"), {"richting": "omhoog"})
    assert texts(agenda) == ["a", "c", "b"]
    team.post(address(wijk, f"{rows[0].pk}/plek/"), {"richting": "omhoog"})
    assert texts(agenda) == ["a", "c", "b"]
    assert team.get(address(wijk, f"{rows[0].pk}/verwijderen/")).status_code == 200
    assert texts(agenda) == ["a", "c", "b"]
    assert team.post(address(wijk, f"{rows[0].pk}/verwijderen/")).status_code == 303
    assert texts(agenda) == ["c", "b"]


def test_who_may_and_other_wijken(wijk: Wijk, agenda: Wijkagenda) -> None:
    vraag = make_row(agenda)
    elsewhere = make_wijk("elders")
    make_agenda(elsewhere)
    other = signed_in(elsewhere)
    for rest in ("", "plek/", "verwijderen/"):
        assert other.post(address(elsewhere, f"{vraag.pk}/{rest}")).status_code == 404
        assert other.post(address(wijk, f"{vraag.pk}/{rest}")).status_code == 404
    assert signed_in(wijk, Rol.PARTNER).get(address(wijk)).status_code == 403
    assert texts(agenda) == [VRAAG]


def test_it_is_a_part_of_the_agenda_checked_and_with_a_soft_warning(agenda: Wijkagenda) -> None:
    make_plan(agenda)
    assert not [check for check in soft_checks(build_inhoud(agenda)) if "wijkteam" in check.zin]
    vraag = make_row(agenda, "Mevrouw Jansen wil vaker bezoek", wie="een vrijwilliger", aantal=3)
    inhoud = build_werklijst(agenda)
    assert inhoud["teamvragen"][0]["aantal"] == 3
    (check,) = [check for check in soft_checks(inhoud) if "wijkteam" in check.zin]
    assert (check.in_orde, check.zin) == (False, "1 vraag aan het wijkteam wacht op antwoord")
    assert ("teamvragen", "0", "tekst") in [treffer.passage.pad for treffer in find_treffers(inhoud)]
    answer(vraag, "ja", "Dat doen wij.")
    (check,) = [check for check in soft_checks(build_inhoud(agenda)) if "wijkteam" in check.zin]
    assert check.in_orde


def test_residents_read_it_with_the_answer_of_today(wijk: Wijk, agenda: Wijkagenda) -> None:
    vraag = make_row(agenda, "Vaker <b>iemand</b>", wie="een opbouwwerker", aantal=12)
    make_versie(agenda)
    page = Client().get(f"/wijken/{wijk.slug}/agenda/").content.decode()
    assert "Wat wij van ons wijkteam vragen" in page
    assert "Vaker &lt;b&gt;iemand&lt;/b&gt;" in page
    assert "12 mensen vroegen dit" in page
    answer(vraag, "nee", "Dat kan pas volgend jaar.")
    assert "Dat kan pas volgend jaar." in Client().get(f"/wijken/{wijk.slug}/agenda/").content.decode()


def test_a_text_taken_away_stays_away(agenda: Wijkagenda) -> None:
    vraag = answer(make_row(agenda), "nee", "Mevrouw Jansen wil dit niet.")
    versie = make_versie(agenda)
    redact_passage(versie=versie, pad=("teamvragen", "0", "antwoord_tekst"))
    answer(vraag, "nee", "Mevrouw Jansen wil dit echt niet.")
    versie.refresh_from_db()
    assert show_version(versie).teamvragen[0].toelichting == "[weggehaald]"


def test_an_agenda_of_before_has_no_such_section(wijk: Wijk, agenda: Wijkagenda) -> None:
    inhoud = build_inhoud(agenda)
    del inhoud["teamvragen"]
    make_versie(agenda, inhoud=inhoud)
    page = Client().get(f"/wijken/{wijk.slug}/agenda/")
    assert page.status_code == 200
    assert "Wat wij van ons wijkteam vragen" not in page.content.decode()


def test_the_draft_shows_it_always(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    page = team.get(f"/team/{wijk.slug}/agenda/").content.decode()
    assert "Wat wij van ons wijkteam vragen" in page
    make_row(agenda)
    assert VRAAG in team.get(f"/team/{wijk.slug}/agenda/").content.decode()


def test_pdf_and_files_have_it(wijk: Wijk, agenda: Wijkagenda) -> None:
    answer(make_row(agenda, wie="een opbouwwerker", aantal=1200), "deels", "Om de week.")
    boek = build_boek(build_inhoud(agenda), link="https://voorbeeld.example/", concept=True)
    (vraag,) = boek.teamvragen
    assert (vraag.mensen, vraag.antwoord, vraag.klas) == ("1.200 mensen", "Voor een deel", "loopt")
    make_versie(agenda)
    told = json.loads(Client().get(f"/wijken/{wijk.slug}/agenda.json").content)
    assert told["agenda"]["teamvragen"][0]["tekst"] == VRAAG
    assert told["antwoorden_van_het_team"][0]["antwoord"] == "deels"
    table = Client().get(f"/wijken/{wijk.slug}/agenda.csv").content.decode("utf-8-sig")
    assert "Om de week." in table.splitlines()[-1]
    assert table.splitlines()[-1].startswith(";Wat wij van ons wijkteam vragen;")


def test_a_new_round_takes_open_ones_along_and_answers_reach_the_agenda_in_force(agenda: Wijkagenda) -> None:
    waiting = make_row(agenda, "Wacht nog", volgorde=1)
    answer(make_row(agenda, "Al beantwoord", volgorde=2), "ja", "Dat doen wij.")
    versie = make_versie(agenda)
    new = begin_ronde(agenda=agenda, van_jaar=2029, tot_jaar=2030, merk=look_ahead(agenda).merk)
    (copy,) = Teamvraag.objects.filter(agenda=new)
    assert (copy.tekst, copy.overgenomen_van, copy.revisie) == ("Wacht nog", waiting.uuid, 1)
    answer(copy, "nee", "Dat kan niet.")
    assert show_version(versie).teamvragen[0].toelichting == "Dat kan niet."
    make_versie(new)
    answer(copy, "ja", "Dat kan toch.")
    waiting.refresh_from_db()
    assert waiting.antwoord_tekst == "Dat kan niet."
    with pytest.raises(DomeinFout, match="intussen afgesloten"):
        answer(waiting, "ja", "Te laat.")
    with pytest.raises(DomeinFout, match="intussen afgesloten"):
        make_teamvraag(agenda=agenda, tekst="Te laat")


def test_as_many_queries_for_thirty_as_for_one(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    make_row(agenda)

    def count() -> int:
        team.get(address(wijk))
        with CaptureQueriesContext(connection) as queries:
            assert team.get(address(wijk)).status_code == 200
        return len(queries)

    one = count()
    for number in range(29):
        make_row(agenda, f"Vraag {number}", volgorde=number)
    assert count() == one
