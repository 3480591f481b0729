"""The team opens a round of reactions to the concept, prolongs, stops, refreshes, moderates and answers."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.concept.services import open_ronde, prolong_ronde, refresh_ronde
from agenda.concept.tekst import read_concept
from agenda.kompas import stand_of
from agenda.models import Agendapunt, Reactie, Reactieronde, Wijkagenda
from agenda.volgende import taken_of
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_vertaling,
    make_wijk,
)
from tests.samen import make_reactie, make_reactieronde, make_steun, make_teamvraag
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def agenda() -> Wijkagenda:
    return make_agenda(make_wijk())


@pytest.fixture
def wijk(agenda: Wijkagenda) -> Wijk:
    return agenda.wijk


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    plan = make_plan(agenda)
    make_actie(plan)
    return plan


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/agenda/concept/"


def filled_in(agenda: Wijkagenda, **fields: object) -> dict[str, object]:
    return {
        "merk": read_concept(agenda).merk,
        "nagelezen": "on",
        "inleiding": "Wat mist u?",
        "opent_op": today().isoformat(),
        "sluit_op": (today() + 14 * DAY).isoformat(),
        **fields,
    }


def test_an_empty_page_says_what_to_do_first(team: Client, agenda: Wijkagenda, adres: str) -> None:
    assert "Maak eerst een plan." in team.get(adres).content.decode()
    assert "Maak eerst een plan." in team.get(f"{adres}openen/").content.decode()
    response = team.post(f"{adres}openen/", filled_in(agenda))
    assert response.status_code == 422
    assert not Reactieronde.objects.exists()


def test_opening_copies_the_words_of_the_team_and_nothing_of_residents(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    inbreng = make_inbreng(agenda.wijk, "KANARIE ik zit graag buiten.")
    make_vertaling(inbreng, "KANARIE vertaald")
    make_onderbouwing(plan, inbreng=inbreng)
    vraag = make_teamvraag(agenda)
    assert "KANARIE" not in team.get(f"{adres}openen/").content.decode()
    for _ in range(2):
        assert team.post(f"{adres}openen/", filled_in(agenda)).status_code == 303
    ronde = Reactieronde.objects.get()
    assert (ronde.nummer, ronde.inleiding, ronde.sluit_op) == (1, "Wat mist u?", today() + 14 * DAY)
    assert [each["titel"] for each in ronde.inhoud["plannen"]] == [plan.titel]
    assert ronde.inhoud["plannen"][0]["acties"][0]["wat"] == "Bankjes bestellen"
    assert [each["tekst"] for each in ronde.inhoud["teamvragen"]] == [vraag.tekst]
    assert "KANARIE" not in str(ronde.inhoud)
    assert Gebeurtenis.objects.filter(actie="concept_geopend").count() == 1


@pytest.mark.parametrize("gebeurt", ["ingetrokken", "gemaskeerd", "niet gedeeld"])
def test_no_state_of_an_input_brings_its_words_into_a_concept(
    agenda: Wijkagenda, plan: Agendapunt, gebeurt: str
) -> None:
    inbreng = make_inbreng(agenda.wijk, "KANARIE van de buurman.", mag_delen=gebeurt != "niet gedeeld")
    rij = make_onderbouwing(plan, inbreng=inbreng)
    if gebeurt == "gemaskeerd":
        inbreng.tekst, inbreng.gemaskeerd = "[naam]", True
        inbreng.save()
    elif gebeurt == "ingetrokken":
        inbreng.delete()
    else:
        assert "KANARIE" in rij.tekst
    assert "KANARIE" not in str(read_concept(agenda).inhoud)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nagelezen": ""}, "Lees de teksten na en zet een vinkje."),
        ({"opent_op": (today() - DAY).isoformat()}, "De eerste dag is al geweest."),
        ({"sluit_op": (today() - DAY).isoformat()}, "De laatste dag kan niet voor de eerste liggen."),
        ({"sluit_op": (today() + 61 * DAY).isoformat()}, "Kies hooguit 60 dagen."),
        ({"sluit_op": ""}, "Kies de laatste dag."),
        ({"inleiding": "Dit blijft staan. Bel 0513 12 34 56"}, "In de inleiding staat een nummer of adres."),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str, fields: dict[str, str], said: str
) -> None:
    sent = filled_in(agenda, **{"inleiding": "Dit blijft staan.", **fields})
    response = team.post(f"{adres}openen/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Dit blijft staan." in page
    assert not Reactieronde.objects.exists()


def test_a_text_that_changed_meanwhile_is_read_and_signed_anew(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    sent = filled_in(agenda, inleiding="Dit blijft staan.")
    make_actie(plan, "Kwam er net bij")
    response = team.post(f"{adres}openen/", sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "De tekst is intussen veranderd." in page
    assert "Dit blijft staan." in page
    assert "Kwam er net bij" in page
    assert "checked" not in page
    assert not Reactieronde.objects.exists()


def test_contact_details_stop_it_with_their_place(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    make_actie(plan, "Bel Jan op 06 12 34 56 78")
    page = team.get(f"{adres}openen/").content.decode()
    assert "Plan 1, actie 2" in page
    assert "Zet het concept op de site" not in page
    response = team.post(f"{adres}openen/", filled_in(agenda))
    assert response.status_code == 422
    assert "Haal eerst weg wat niet op de site mag. Kijk bij: Plan 1, actie 2." in response.content.decode()
    assert not Reactieronde.objects.exists()


def test_words_about_one_person_are_shown_and_a_person_decides(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    make_actie(plan, "Mevrouw Jansen helpt met de planten")
    page = team.get(f"{adres}openen/").content.decode()
    assert "Plan 1, actie 2" in page
    assert (
        '<mark\n          class="wa-merk"\n        >Mevrouw Jansen' in page or "Mevrouw Jansen</mark>" in page
    )
    assert team.post(f"{adres}openen/", filled_in(agenda)).status_code == 303


def test_one_round_at_a_time_in_a_wijk(agenda: Wijkagenda, plan: Agendapunt) -> None:
    sent: dict[str, Any] = {
        "agenda": agenda,
        "opent_op": today(),
        "sluit_op": today() + DAY,
        "nagelezen": True,
        "merk": read_concept(agenda).merk,
    }
    first = open_ronde(**sent)
    assert open_ronde(**sent) == first
    with pytest.raises(DomeinFout, match="Er loopt al een reactieronde"):
        open_ronde(**{**sent, "sluit_op": today() + 2 * DAY})
    Reactieronde.objects.update(gestopt_op=today())
    assert open_ronde(**sent).nummer == 2


def test_a_round_of_before_the_adoption_does_not_stand_in_the_way(
    agenda: Wijkagenda, plan: Agendapunt
) -> None:
    make_reactieronde(agenda)
    make_versie(agenda)
    lezing = read_concept(agenda)
    again = open_ronde(
        agenda=agenda, opent_op=today(), sluit_op=today() + DAY, nagelezen=True, merk=lezing.merk
    )
    assert (again.nummer, again.inhoud["na_versie"]) == (2, 1)


def test_new_text_is_put_on_it_after_reading_again(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    ronde = make_reactieronde(agenda)
    assert "Er is niets te vernieuwen." in team.get(f"{adres}tekst/").content.decode()
    plan.titel = "Een nieuwe titel"
    plan.save()
    sent = {"merk": read_concept(agenda).merk, "revisie": ronde.revisie}
    assert team.post(f"{adres}tekst/", sent).status_code == 422
    for _ in range(2):
        assert team.post(f"{adres}tekst/", {**sent, "nagelezen": "on"}).status_code == 303
    ronde.refresh_from_db()
    assert ronde.inhoud["plannen"][0]["titel"] == "Een nieuwe titel"
    assert Gebeurtenis.objects.filter(actie="concept_vernieuwd").count() == 1


def test_a_stale_form_of_the_text_changes_nothing(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    ronde = make_reactieronde(agenda)
    Reactieronde.objects.update(revisie=ronde.revisie + 1)
    make_actie(plan, "Nog iets")
    sent = {"merk": read_concept(agenda).merk, "revisie": ronde.revisie, "nagelezen": "on"}
    assert team.post(f"{adres}tekst/", sent).status_code == 409
    ronde.refresh_from_db()
    assert len(ronde.inhoud["plannen"][0]["acties"]) == 1


def test_prolonging_and_stopping(team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str) -> None:
    ronde = make_reactieronde(agenda)
    later = (today() + 20 * DAY).isoformat()
    for _ in range(2):
        sent = {"revisie": ronde.revisie, "sluit_op": later}
        assert team.post(f"{adres}verlengen/", sent).status_code == 303
    stale = team.post(f"{adres}verlengen/", {"revisie": ronde.revisie, "sluit_op": today().isoformat()})
    assert stale.status_code == 409
    ronde.refresh_from_db()
    assert ronde.sluit_op == today() + 20 * DAY
    long = {"revisie": ronde.revisie, "sluit_op": (today() + 61 * DAY).isoformat()}
    assert "hooguit 60 dagen" in team.post(f"{adres}verlengen/", long).content.decode()
    assert "Wilt u stoppen met reacties vragen?" in team.get(f"{adres}stoppen/").content.decode()
    for _ in range(2):
        assert team.post(f"{adres}stoppen/").status_code == 303
    ronde.refresh_from_db()
    assert ronde.gestopt_op == today()
    assert Gebeurtenis.objects.filter(actie="concept_gestopt").count() == 1
    with pytest.raises(DomeinFout, match="is voorbij"):
        prolong_ronde(ronde=ronde, revisie=ronde.revisie, sluit_op=today() + 30 * DAY)
    with pytest.raises(DomeinFout, match="is voorbij"):
        refresh_ronde(ronde=ronde, revisie=ronde.revisie, nagelezen=True, merk="anders")


def test_the_list_shows_reactions_by_plan_with_supports_and_hits(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    ronde = make_reactieronde(agenda)
    weg = uuid.uuid4()
    make_reactie(ronde, "Goed <b>plan</b>, bel 06 12 34 56 78", plan_uuid=plan.uuid)
    make_reactie(ronde, "Over iets dat weg is.", plan_uuid=weg)
    make_reactie(ronde, "Van de groep.", plan_uuid=plan.uuid, bron="groep")
    make_steun(plan)
    make_steun(plan)
    page = " ".join(team.get(adres).content.decode().split())
    assert "2 mensen vinden dit belangrijk" in page
    assert "Goed &lt;b&gt;plan&lt;/b&gt;" in page
    assert "Dit lijkt te gaan over een telefoonnummer." in page
    assert "Bij plannen die er niet meer in staan" in page
    assert "Over iets dat weg is." in page
    assert "Van de groep." not in page


def test_showing_refusing_and_answering(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    reactie = make_reactie(make_reactieronde(agenda), plan_uuid=plan.uuid)
    for _ in range(2):
        assert team.post(f"{adres}reactie/{reactie.pk}/tonen/", {"revisie": 1}).status_code == 303
    reactie.refresh_from_db()
    assert (reactie.status, reactie.revisie) == ("gepubliceerd", 2)
    page = f"{adres}reactie/{reactie.pk}/"
    sent = {"revisie": 2, "status": "geweigerd", "reden": " ", "antwoord": "Dit blijft staan."}
    refused = team.post(page, sent)
    assert refused.status_code == 422
    assert "Dit blijft staan." in refused.content.decode()
    assert "Schrijf op waarom u deze reactie niet laat zien." in refused.content.decode()
    assert team.post(page, sent | {"antwoord": "x" * 601}).status_code == 422
    answered = sent | {"status": "gepubliceerd", "antwoord": "Wij zetten er een bankje bij."}
    assert team.post(page, answered).status_code == 303
    reactie.refresh_from_db()
    assert (reactie.antwoord, reactie.antwoord_op) == ("Wij zetten er een bankje bij.", today())
    stale = team.post(page, answered | {"antwoord": "Een ander antwoord."})
    assert stale.status_code == 409
    assert "Een ander antwoord." in stale.content.decode()
    assert team.post(page, sent | {"revisie": 3, "reden": "Er staat een naam in."}).status_code == 303
    reactie.refresh_from_db()
    assert (reactie.status, reactie.reden) == ("geweigerd", "Er staat een naam in.")
    assert reactie.antwoord == "Dit blijft staan."
    assert team.post(page, sent | {"revisie": 4, "status": "gepubliceerd", "antwoord": ""}).status_code == 303
    reactie.refresh_from_db()
    assert (reactie.reden, reactie.antwoord, reactie.antwoord_op) == ("", "", None)


def test_a_text_that_a_colleague_changed_is_not_shown_unread(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    reactie = make_reactie(make_reactieronde(agenda), plan_uuid=plan.uuid, revisie=4)
    team.post(f"{adres}reactie/{reactie.pk}/tonen/", {"revisie": 1})
    reactie.refresh_from_db()
    assert reactie.status == "ontvangen"


def test_a_reaction_of_another_wijk_or_of_the_group_does_not_exist(
    team: Client, agenda: Wijkagenda, adres: str
) -> None:
    foreign = make_reactie(make_reactieronde(make_agenda(make_wijk())))
    group = make_reactie(make_reactieronde(agenda), bron="groep")
    for reactie in (foreign, group):
        assert team.get(f"{adres}reactie/{reactie.pk}/").status_code == 404
        assert team.post(f"{adres}reactie/{reactie.pk}/tonen/", {"revisie": 1}).status_code == 404
    assert team.get(f"{adres}?ronde=9").status_code == 404


def test_new_reactions_wait_on_the_kompas(agenda: Wijkagenda, plan: Agendapunt) -> None:
    with CaptureQueriesContext(connection) as before:
        assert not [taak for taak in taken_of(stand_of(agenda.wijk)) if taak.doel == "agenda:concept_team"]
    ronde = make_reactieronde(agenda)
    make_reactie(ronde, plan_uuid=plan.uuid)
    make_reactie(ronde, plan_uuid=plan.uuid)
    make_reactie(ronde, plan_uuid=plan.uuid, status="gepubliceerd")
    make_reactie(ronde, bron="groep")
    with CaptureQueriesContext(connection) as after:
        taken = taken_of(stand_of(agenda.wijk))
    assert [(taak.aantal, taak.tekst) for taak in taken if taak.doel == "agenda:concept_team"] == [
        (2, "nieuwe reacties op het concept")
    ]
    assert len(before) == len(after)


def test_as_many_queries_for_one_as_for_thirty(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    make_plan(agenda, "Nog een plan")
    ronde = make_reactieronde(agenda)
    counts = []
    for times in (1, 30):
        for _ in range(times):
            make_reactie(ronde, plan_uuid=plan.uuid)
            make_steun(plan)
        with CaptureQueriesContext(connection) as queries:
            assert team.get(adres).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Reactie.objects.count() == 31
