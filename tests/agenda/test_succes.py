"""Success stories: written by the team, read again, and then under their plan."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.models import Agendapunt, Succesverhaal, Wijkagenda
from tests import factories as f
from tests.samen import make_succesverhaal
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
LIJST = "/team/jubbega/succes/"


@pytest.fixture
def agenda() -> Wijkagenda:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda))
    f.make_versie(agenda)
    return agenda


@pytest.fixture
def wijk(agenda: Wijkagenda) -> Wijk:
    return agenda.wijk


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return agenda.agendapunten.get()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=wijk))
    return client


def public() -> str:
    return Client().get("/wijken/jubbega/agenda/").content.decode()


def typed(**more: object) -> dict[str, object]:
    return {"titel": "Het <bankje> staat", "tekst": "Drie buren bouwden het.", "factoren": ["SF3"], **more}


def test_a_story_is_made_once_and_nobody_else_reads_it(team: Client, plan: Agendapunt) -> None:
    sent = typed(sleutel=str(uuid.uuid4()))
    for _ in range(2):
        assert team.post(f"{LIJST}plan/{plan.uuid}/", sent).status_code == 303
    row = Succesverhaal.objects.get()
    assert (row.plan_uuid, row.agenda, row.factoren, row.openbaar) == (plan.uuid, plan.agenda, ["SF3"], False)
    assert Gebeurtenis.objects.filter(actie="succesverhaal_gemaakt").count() == 1
    assert "Dit lukte" not in public()
    assert "Het &lt;bankje&gt; staat" in team.get(LIJST).content.decode()


def test_on_the_site_it_stands_under_its_plan_with_what_helped(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, "Het <bankje> staat", factoren=["SF3"])
    assert team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie}).status_code == 303
    page = public()
    assert "Dit lukte" in page
    assert "Het &lt;bankje&gt; staat" in page
    assert "Iemand bracht mensen bij elkaar." in page
    assert team.post(f"{LIJST}{row.uuid}/site/", {"doe": "weg"}).status_code == 303
    assert "Dit lukte" not in public()


@pytest.mark.parametrize("tekst", ["Bel ons op 06 12 34 56 78.", "Mail naar mens@voorbeeld.nl"])
def test_contact_details_never_come_on_the_site(team: Client, plan: Agendapunt, tekst: str) -> None:
    row = make_succesverhaal(plan, tekst=tekst)
    answer = team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie, "nagelezen": "on"})
    assert answer.status_code == 422
    assert "Haal dat eerst weg" in answer.content.decode()
    row.refresh_from_db()
    assert not row.openbaar


def test_what_may_be_about_one_person_needs_a_sign_off(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, tekst="Mevrouw Jansen kwam ook.")
    sent = {"revisie": row.revisie}
    assert team.post(f"{LIJST}{row.uuid}/site/", sent).status_code == 422
    assert team.post(f"{LIJST}{row.uuid}/site/", {**sent, "nagelezen": "on"}).status_code == 303
    row.refresh_from_db()
    assert row.openbaar


def test_a_story_that_changed_since_it_was_read_does_not_go_on_the_site(
    team: Client, plan: Agendapunt
) -> None:
    row = make_succesverhaal(plan)
    assert team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie)).status_code == 303
    assert team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie}).status_code == 409
    assert "Dit lukte" not in public()


def test_other_words_go_off_the_site_until_they_are_read_again(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, openbaar=True)
    same = {"titel": row.titel, "tekst": row.tekst, "factoren": ["SF1"], "revisie": row.revisie}
    assert team.post(f"{LIJST}{row.uuid}/", same).status_code == 303
    row.refresh_from_db()
    assert row.openbaar
    assert team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie)).status_code == 303
    row.refresh_from_db()
    assert not row.openbaar


def test_a_stale_form_shows_both(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan)
    sent = typed(revisie=row.revisie)
    assert team.post(f"{LIJST}{row.uuid}/", sent).status_code == 303
    answer = team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie, titel="Mijn titel"))
    assert answer.status_code == 409
    assert "Mijn titel" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"titel": ""}, {"tekst": ""}, {"factoren": ["SF9"]}, {"titel": "a" * 121}])
def test_what_is_wrong_stays_on_the_page(team: Client, plan: Agendapunt, wrong: dict[str, object]) -> None:
    sent = typed(sleutel=str(uuid.uuid4())) | wrong
    answer = team.post(f"{LIJST}plan/{plan.uuid}/", sent)
    assert answer.status_code == 422
    assert "Drie buren bouwden het." in answer.content.decode() or not sent["tekst"]
    assert not Succesverhaal.objects.exists()


def test_it_is_removed_after_a_question(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan)
    assert row.titel in team.get(f"{LIJST}{row.uuid}/weg/").content.decode()
    assert Succesverhaal.objects.exists()
    assert team.post(f"{LIJST}{row.uuid}/weg/").status_code == 303
    assert not Succesverhaal.objects.exists()


def test_of_another_wijk_there_is_nothing(team: Client, plan: Agendapunt) -> None:
    elders = f.make_plan(f.make_agenda(f.make_wijk("elders")))
    row = make_succesverhaal(elders)
    assert team.get(f"{LIJST}{row.uuid}/").status_code == 404
    assert team.get(f"{LIJST}plan/{elders.uuid}/").status_code == 404


def test_the_list_asks_no_more_for_more(team: Client, agenda: Wijkagenda) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get(LIJST).status_code == 200
        return len(queries)

    few = asked()
    for number in range(30):
        make_succesverhaal(f.make_plan(agenda, f"Plan {number}"))
    assert asked() == few
