"""The concept for everyone: read, support, react. No account, no name, no cookie before somebody chooses."""

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
from agenda.models import Agendapunt, Reactie, Reactieronde, Steun, Wijkagenda
from kern.klok import today
from tests.factories import make_actie, make_agenda, make_plan, make_versie, make_wijk
from tests.samen import make_reactie, make_reactieronde, make_steun, make_teamvraag
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def agenda() -> Wijkagenda:
    return make_agenda(make_wijk())


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    plan = make_plan(agenda)
    make_actie(plan)
    return plan


@pytest.fixture
def ronde(agenda: Wijkagenda, plan: Agendapunt) -> Reactieronde:
    return make_reactieronde(agenda, inleiding="Missen wij iets?")


@pytest.fixture
def adres(agenda: Wijkagenda) -> str:
    return f"/wijken/{agenda.wijk.slug}/agenda/concept/"


def flat(page: bytes) -> str:
    return " ".join(page.decode().split())


def test_the_list_says_concept_and_until_when_and_may_be_cached(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    make_teamvraag(plan.agenda, "Niet in deze kopie")
    make_steun(plan)
    response = client.get(adres)
    page = flat(response.content)
    assert "Concept" in page
    assert f"U kunt reageren tot en met {ronde.sluit_op.day} " in page
    assert "Missen wij iets?" in page
    assert plan.titel in page
    assert "1 mens vindt dit belangrijk." in page
    assert "Niet in deze kopie" not in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies
    assert "private" not in response.get("Cache-Control", "")


def test_people_read_the_copy_and_not_the_tables(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    plan.titel = "Nog niet voor u"
    plan.save()
    for page in (adres, f"{adres}{plan.uuid}/"):
        assert "Nog niet voor u" not in client.get(page).content.decode()
    assert "Bankjes bestellen" in client.get(f"{adres}{plan.uuid}/").content.decode()


def test_support_counts_once_per_device_and_is_taken_back(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    page = f"{adres}{plan.uuid}/"
    assert settings.APPARAAT_COOKIE_NAME not in client.get(page).cookies
    for _ in range(2):
        answer = client.post(f"{page}steun/", {"steun": "ja"})
        assert answer.status_code == 303
        assert settings.APPARAAT_COOKIE_NAME in answer.cookies
    steun = Steun.objects.get()
    assert client.cookies[settings.APPARAAT_COOKIE_NAME].value not in steun.apparaat
    assert "1 mens vindt dit belangrijk. <strong>U ook.</strong>" in flat(client.get(page).content)
    assert "U ook." not in flat(Client().get(page).content)
    Client().post(f"{page}steun/", {"steun": "ja"})
    assert Steun.objects.count() == 2
    for _ in range(2):
        client.post(f"{page}steun/", {"steun": "nee"})
    assert Steun.objects.exclude(pk=steun.pk).count() == Steun.objects.count() == 1
    assert Gebeurtenis.objects.filter(actie="steun_gegeven", gebruiker=None).count() == 2


def test_two_plans_do_not_share_a_mark(
    client: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    other = make_plan(agenda, "Nog een plan")
    make_reactieronde(agenda)
    for each in (plan, other):
        client.post(f"{adres}{each.uuid}/steun/", {"steun": "ja"})
    assert Steun.objects.values("apparaat").distinct().count() == 2


def test_a_reaction_is_read_by_the_team_first_and_twice_is_once(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    page = f"{adres}{plan.uuid}/"
    sent = {"tekst": "  Een <b>bankje</b> erbij. ", "verzend_id": str(uuid.uuid4())}
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})
    for _ in range(2):
        answer = client.post(page, sent)
        assert answer.status_code == 303
        assert answer["Location"] == f"{page}bedankt/"
    reactie = Reactie.objects.get()
    assert (reactie.tekst, reactie.taal, reactie.status) == ("Een <b>bankje</b> erbij.", "en", "ontvangen")
    assert (reactie.bron, reactie.plan_uuid, reactie.ronde) == ("openbaar", plan.uuid, ronde)
    thanks = client.get(f"{page}bedankt/").content.decode()
    assert "bankje</b> erbij" not in thanks
    assert "erbij" not in client.get(page).content.decode()
    assert settings.APPARAAT_COOKIE_NAME not in client.cookies
    line = Gebeurtenis.objects.get(actie="reactie_verzonden")
    assert (line.wie, line.sleutel, line.tijdstip) == ("bewoner", "", None)


def test_published_reactions_and_their_answers_stand_under_the_plan(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    answered = {"status": "gepubliceerd", "antwoord": "Wij vragen het de <school>."}
    make_reactie(ronde, "Mooi <plan>.", plan_uuid=plan.uuid, taal="tr", **answered)
    make_reactie(ronde, "Nog niet gelezen.", plan_uuid=plan.uuid)
    make_reactie(ronde, "Geweigerd.", plan_uuid=plan.uuid, status="geweigerd", reden="naam")
    make_reactie(ronde, "Van de groep.", plan_uuid=plan.uuid, status="gepubliceerd", bron="groep")
    make_reactie(ronde, "Bij een ander plan.", plan_uuid=uuid.uuid4(), status="gepubliceerd")
    page = flat(client.get(f"{adres}{plan.uuid}/").content)
    assert '<p lang="tr" dir="auto">Mooi &lt;plan&gt;.</p>' in page
    assert "Wij vragen het de &lt;school&gt;." in page
    for hidden in ("Nog niet gelezen.", "Geweigerd.", "Van de groep.", "Bij een ander plan."):
        assert hidden not in page


@pytest.mark.parametrize(
    ("tekst", "said", "toch"),
    [
        ("", "Schrijf in één zin wat u wilt vertellen.", False),
        ("x" * 601, "Uw tekst is te lang. Haal 1 letters weg.", False),
        ("Bel mij op 06 12 34 56 78.", "Haal het telefoonnummer weg.", True),
        ("Mijn bsn is 111222333.", "Haal het burgerservicenummer (BSN) weg.", False),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str, tekst: str, said: str, toch: bool
) -> None:
    answer = client.post(f"{adres}{plan.uuid}/", {"tekst": tekst})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert tekst in page
    assert ('name="toch"' in page) is toch
    assert not Reactie.objects.exists()


def test_a_number_may_stay_when_somebody_says_so(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    sent = {"tekst": "Bel de winkel op 0513 46 12 34.", "toch": "ja"}
    assert client.post(f"{adres}{plan.uuid}/", sent).status_code == 303
    assert Reactie.objects.get().signalen == ["telefoon"]


def test_the_trap_and_the_limit(client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str) -> None:
    page = f"{adres}{plan.uuid}/"
    assert client.post(page, {"tekst": "Koop nu.", "website": "http://x"}).status_code == 422
    client.get(page)
    codes = [client.post(page, {"tekst": f"Reactie {n}."}).status_code for n in range(PER_BROWSER + 1)]
    assert codes == [303] * PER_BROWSER + [429]
    assert Reactie.objects.count() == PER_BROWSER


@pytest.mark.parametrize(
    "hoe", [{"sluit_op": today() - DAY, "opent_op": today() - 9 * DAY}, {"gestopt_op": today()}]
)
def test_after_the_last_day_reading_stays_and_reacting_does_not(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str, hoe: dict[str, dt.date]
) -> None:
    Reactieronde.objects.update(**hoe)
    page = f"{adres}{plan.uuid}/"
    for each in (adres, page):
        shown = flat(client.get(each).content)
        assert "Lezen kan nog wel." in shown
        assert plan.titel in shown
        assert "<textarea" not in shown
        assert "Dit vind ik ook belangrijk" not in shown
    for address, sent in ((page, {"tekst": "Te laat."}), (f"{page}steun/", {"steun": "ja"})):
        late = client.post(address, sent)
        assert late.status_code == 422
        assert "U kunt niet meer reageren." in late.content.decode()
    assert not Reactie.objects.exists()
    assert not Steun.objects.exists()
    assert "Wat vindt u van dit plan?" not in client.get(f"/wijken/{plan.wijk.slug}/").content.decode()


def test_the_address_leads_to_the_agenda_before_a_round_and_after_adoption(
    client: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    to_agenda = f"/wijken/{agenda.wijk.slug}/agenda/"
    assert client.get(adres)["Location"] == to_agenda
    make_reactieronde(agenda, opent_op=today() + DAY)
    assert client.get(adres)["Location"] == to_agenda
    Reactieronde.objects.update(opent_op=today())
    assert client.get(adres).status_code == 200
    make_versie(agenda)
    page = f"{adres}{plan.uuid}/"
    for each in (adres, page, f"{page}bedankt/"):
        assert client.get(each)["Location"] == to_agenda
    assert client.post(page, {"tekst": "Te laat."})["Location"] == to_agenda
    assert client.post(f"{page}steun/", {"steun": "ja"})["Location"] == to_agenda
    assert not Reactie.objects.exists()
    make_reactieronde(agenda, nummer=2)
    assert client.get(adres).status_code == 200


def test_the_home_of_the_wijk_leads_to_an_open_concept(
    client: Client, ronde: Reactieronde, adres: str
) -> None:
    home = adres.removesuffix("agenda/concept/")
    assert adres in client.get(home).content.decode()
    make_versie(ronde.agenda)
    assert adres not in client.get(home).content.decode()


def test_a_plan_of_elsewhere_does_not_exist(
    client: Client, ronde: Reactieronde, agenda: Wijkagenda, adres: str
) -> None:
    foreign = make_plan(make_agenda(make_wijk()))
    later = make_plan(agenda, "Kwam er later bij")
    make_reactieronde(foreign.agenda)
    for plan in (foreign, later):
        assert client.get(f"{adres}{plan.uuid}/").status_code == 404
        assert client.post(f"{adres}{plan.uuid}/", {"tekst": "Gekaapt."}).status_code == 404
        assert client.post(f"{adres}{plan.uuid}/steun/", {"steun": "ja"}).status_code == 404
    assert not Reactie.objects.exists()


def test_works_in_every_language_without_script(
    client: Client, ronde: Reactieronde, plan: Agendapunt, adres: str
) -> None:
    for taal in ("en", "ar", "tr", "pl", "uk"):
        client.cookies.load({settings.LANGUAGE_COOKIE_NAME: taal})
        page = client.get(f"{adres}{plan.uuid}/").content.decode()
        assert re.search(r'<h1[^>]*lang="nl"[^>]*>\s*Een groene plek om te zitten', page)
        assert client.get(adres).status_code == 200


def test_as_many_queries_for_one_as_for_thirty(
    client: Client, agenda: Wijkagenda, plan: Agendapunt, adres: str
) -> None:
    counts = []
    for number, times in enumerate((1, 30), start=1):
        for _ in range(times):
            make_actie(make_plan(agenda))
            make_steun(plan)
        ronde = make_reactieronde(agenda, nummer=number)
        for _ in range(times):
            make_reactie(ronde, plan_uuid=plan.uuid, status="gepubliceerd")
        found = []
        for page in (adres, f"{adres}{plan.uuid}/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
