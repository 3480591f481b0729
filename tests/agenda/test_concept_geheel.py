"""What people miss in the concept or say about the whole: the same rules as a reaction to a plan."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.concept.publiek import PER_BROWSER
from agenda.groep.doen import react
from agenda.models import Reactie, Reactieronde, Wijkagenda
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_wijk
from tests.samen import make_groepslid, make_reactie, make_reactieronde
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
VRAAG = "Mist u iets, of wilt u iets over het geheel zeggen?"
CONCEPT = "/wijken/hier/agenda/concept/"
GEHEEL = f"{CONCEPT}geheel/"
TEAM = "/team/hier/agenda/concept/"
STEM = "/wijken/hier/agendagroep/stem/"
GROEPSREACTIE = "/wijken/hier/agendagroep/geheel/reactie/"


@pytest.fixture
def agenda() -> Wijkagenda:
    agenda = make_agenda(make_wijk("hier"))
    make_plan(agenda)
    return agenda


@pytest.fixture
def ronde(agenda: Wijkagenda) -> Reactieronde:
    return make_reactieronde(agenda)


@pytest.fixture
def team(agenda: Wijkagenda) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=agenda.wijk))
    return client


@pytest.fixture
def mia(agenda: Wijkagenda) -> Client:
    make_groepslid(agenda.wijk, "Mia", token="van-mia")
    client = Client()
    client.post("/link/van-mia/")
    return client


def flat(page: bytes) -> str:
    return " ".join(page.decode().split())


# ---- anyone --------------------------------------------------------------------------------------


def test_the_concept_asks_at_its_end_and_the_team_reads_it_first(
    client: Client, team: Client, ronde: Reactieronde
) -> None:
    page = flat(client.get(CONCEPT).content)
    assert VRAAG in page
    assert f'href="{GEHEEL}"' in page
    sent = {"tekst": "Ik mis de <jongeren>.", "verzend_id": str(uuid.uuid4())}
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})
    for _ in range(2):
        assert client.post(GEHEEL, sent)["Location"] == f"{GEHEEL}bedankt/"
    reactie = Reactie.objects.get()
    assert (reactie.plan_uuid, reactie.ronde, reactie.taal) == (None, ronde, "en")
    assert (reactie.bron, reactie.status) == ("openbaar", "ontvangen")
    client.cookies.clear()
    thanks = flat(client.get(f"{GEHEEL}bedankt/").content)
    assert "het geheel" in thanks
    assert "jongeren" not in thanks
    assert "jongeren" not in client.get(GEHEEL).content.decode()
    assert "reacties van anderen" not in flat(client.get(CONCEPT).content)
    listed = flat(team.get(TEAM).content)
    assert "Over het geheel" in listed
    assert "Ik mis de &lt;jongeren&gt;." in listed
    assert "Bij plannen die er niet meer in staan" not in listed


def test_published_with_its_answer_it_is_read_also_after_the_last_day(
    client: Client, team: Client, ronde: Reactieronde
) -> None:
    reactie = make_reactie(ronde, "Ik mis de <jongeren>.", taal="tr")
    make_reactie(ronde, "Nog niet gelezen.")
    make_reactie(ronde, "Van de groep.", status="gepubliceerd", bron="groep")
    address = f"{TEAM}reactie/{reactie.pk}/"
    assert "het geheel" in flat(team.get(address).content)
    sent = {"revisie": reactie.revisie, "status": "gepubliceerd", "antwoord": "Wij vragen het <hun>."}
    assert team.post(address, sent).status_code == 303
    for over in (False, True):
        if over:
            Reactieronde.objects.update(gestopt_op=today())
        concept, page = flat(client.get(CONCEPT).content), flat(client.get(GEHEEL).content)
        assert "Lees 1 reactie van iemand anders" in concept
        assert (VRAAG in concept) is not over
        assert '<p lang="tr" dir="auto">Ik mis de &lt;jongeren&gt;.</p>' in page
        assert "Wij vragen het &lt;hun&gt;." in page
        assert ("<textarea" in page) is not over
        for hidden in ("Nog niet gelezen.", "Van de groep.", "Dit vind ik ook belangrijk"):
            assert hidden not in page
    assert "Ik mis de" not in client.get(f"{CONCEPT}{ronde.inhoud['plannen'][0]['uuid']}/").content.decode()


@pytest.mark.parametrize(
    ("tekst", "said"),
    [
        ("", "Schrijf in één zin wat u wilt vertellen."),
        ("x" * 601, "Uw tekst is te lang."),
        ("Bel mij op 06 12 34 56 78.", "Haal het telefoonnummer weg."),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    client: Client, ronde: Reactieronde, tekst: str, said: str
) -> None:
    answer = client.post(GEHEEL, {"tekst": tekst})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert tekst in answer.content.decode()
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("where", ["geheel", "plan"])
def test_too_late_says_so_and_shows_what_was_typed(client: Client, ronde: Reactieronde, where: str) -> None:
    Reactieronde.objects.update(gestopt_op=today())
    address = GEHEEL if where == "geheel" else f"{CONCEPT}{ronde.inhoud['plannen'][0]['uuid']}/"
    answer = client.post(address, {"tekst": "Te <laat> getypt."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "U kunt niet meer reageren." in page
    assert "Te &lt;laat&gt; getypt." in page
    assert not Reactie.objects.exists()


def test_one_limit_for_plans_and_the_whole(client: Client, ronde: Reactieronde) -> None:
    client.get(GEHEEL)
    plan = f"{CONCEPT}{ronde.inhoud['plannen'][0]['uuid']}/"
    for number in range(PER_BROWSER):
        assert client.post(plan if number % 2 else GEHEEL, {"tekst": f"Reactie {number}."}).status_code == 303
    assert client.post(GEHEEL, {"tekst": "Nog een."}).status_code == 429
    assert Reactie.objects.count() == PER_BROWSER


def test_before_a_round_and_after_adoption_it_leads_to_the_agenda(client: Client, agenda: Wijkagenda) -> None:
    to_agenda = "/wijken/hier/agenda/"
    assert client.get(GEHEEL)["Location"] == to_agenda
    make_reactieronde(agenda)
    assert client.get(GEHEEL).status_code == 200
    make_versie(agenda)
    for address in (GEHEEL, f"{GEHEEL}bedankt/"):
        assert client.get(address)["Location"] == to_agenda
    assert client.post(GEHEEL, {"tekst": "Te laat."})["Location"] == to_agenda
    assert not Reactie.objects.exists()


def test_a_round_of_another_agenda_or_wijk_stays_apart(client: Client, ronde: Reactieronde) -> None:
    make_reactie(make_reactieronde(make_agenda(make_wijk())), "Van elders.", status="gepubliceerd")
    assert "Van elders." not in client.get(GEHEEL).content.decode()
    assert "iemand anders" not in flat(client.get(CONCEPT).content)


def test_as_many_queries_for_one_as_for_thirty(client: Client, team: Client, ronde: Reactieronde) -> None:
    def count(aantal: int) -> list[int]:
        for number in range(aantal):
            make_reactie(ronde, f"Reactie {number}.", status="gepubliceerd")
        found = []
        for who, address in ((client, CONCEPT), (client, GEHEEL), (team, TEAM)):
            who.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert who.get(address).status_code == 200
            found.append(len(queries))
        return found

    assert count(1) == count(29)


# ---- the agendagroep -----------------------------------------------------------------------------


def test_a_member_says_it_beside_the_vote(mia: Client, team: Client, agenda: Wijkagenda) -> None:
    sent = {"reactie-tekst": "Ik mis <iets>.", "reactie-verzend_id": str(uuid.uuid4())}
    for _ in range(2):
        assert mia.post(GROEPSREACTIE, sent)["Location"] == f"{STEM}?gedaan=reactie#reacties"
    reactie = Reactie.objects.get()
    assert (reactie.bron, reactie.plan_uuid, reactie.agenda) == ("groep", None, agenda)
    page = flat(mia.get(STEM).content)
    assert "Ik mis &lt;iets&gt;." in page
    assert "Van u" in page
    assert "Ik mis" not in flat(
        mia.get(f"/wijken/hier/agendagroep/plan/{agenda.agendapunten.get().uuid}/").content
    )
    overview = flat(team.get("/team/hier/agendagroep/").content)
    assert "1 reactie gaat over het geheel." in overview
    lid = flat(team.get(f"/team/hier/agendagroep/{reactie.lid_id}/").content)
    assert re.search("Over het geheel, .*Ik mis &lt;iets&gt;.", lid)
    assert mia.post(f"/wijken/hier/agendagroep/reactie/{reactie.pk}/weg/")["Location"].startswith(STEM)
    assert not Reactie.objects.exists()


def test_what_a_member_typed_stays_when_it_is_refused(mia: Client, agenda: Wijkagenda) -> None:
    sent = {"reactie-tekst": "Bel 06 12 34 56 78.", "reactie-verzend_id": str(uuid.uuid4())}
    answer = mia.post(GROEPSREACTIE, sent)
    assert answer.status_code == 422
    assert "Bel 06 12 34 56 78." in answer.content.decode()
    assert not Reactie.objects.exists()


def test_a_closed_agenda_takes_none_and_who_is_no_member_has_no_page(agenda: Wijkagenda) -> None:
    lid = make_groepslid(agenda.wijk, "Jan")
    Wijkagenda.objects.update(actief=False, afgesloten_op=today())
    with pytest.raises(DomeinFout, match="intussen af"):
        react(lid=lid, over=agenda, tekst="Te laat.", verzend_id=uuid.uuid4())
    assert Client().post(GROEPSREACTIE, {"reactie-tekst": "Ik ook."}).status_code == 404
    assert not Reactie.objects.exists()
    assert not Gebeurtenis.objects.filter(actie="groep_reageerde").exists()
