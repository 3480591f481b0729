from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.bijdragen.selectors import first_key
from agenda.models import Actie, Behoefte, Toezegging, Wijkagenda
from agenda.ronde.selectors import merk_van
from agenda.ronde.services import begin_ronde
from kern.klok import today
from tests.factories import Rol, make_actie, make_agenda, make_gebruiker, make_plan, make_versie, make_wijk
from tests.samen import make_aanbod, make_behoefte, make_naamtoestemming, make_toezegging
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
SENT = {"soort": "handen", "tekst": "Mensen die <planten>", "aantal": 3, "labels": ["groen"], "uiterlijk": ""}


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def actie(wijk: Wijk) -> Actie:
    return make_actie(make_plan(make_agenda(wijk)))


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/bijdragen/"


def body(team: Client, adres: str) -> str:
    return " ".join(team.get(adres).content.decode().split())


def test_without_actions_the_glance_says_what_to_do_first(team: Client, adres: str) -> None:
    assert "Maak eerst een plan met een actie." in body(team, adres)


def test_a_need_is_written_once_and_stands_in_the_three_places(
    team: Client, actie: Actie, adres: str
) -> None:
    page = body(team, adres)
    assert "Begin bij één actie." in page
    sent = SENT | {"sleutel": str(uuid.uuid4())}
    for _ in range(2):
        assert team.post(f"{adres}actie/{actie.uuid}/nodig/", sent).status_code == 303
    row = Behoefte.objects.get()
    assert (row.actie_uuid, row.agenda, row.aantal, row.labels) == (
        actie.uuid,
        actie.agendapunt.agenda,
        3,
        ["groen"],
    )
    assert Gebeurtenis.objects.filter(actie="behoefte_gemaakt").count() == 1
    plan = f"/team/{actie.wijk.slug}/agenda/plan/{actie.agendapunt.uuid}/"
    for place in (adres, plan, f"/team/{actie.wijk.slug}/agenda/actie/{actie.uuid}/"):
        assert "Mensen die &lt;planten&gt;" in body(team, place)
        assert "nog 3 nodig" in body(team, place)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tekst": " "}, "Schrijf op wat er precies nodig is."),
        ({"soort": "geld"}, "Kies er een uit de lijst."),
        ({"aantal": 0}, "Dit getal is te klein."),
        ({"uiterlijk": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"tekst": "Boodschappen voor mijn buurvrouw"}, "Dit lijkt hulp voor één mens."),
        ({"tekst": "Bel 06 12 34 56 78 voor planten"}, "Haal het adres of nummer weg."),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    team: Client, actie: Actie, adres: str, change: dict[str, object], said: str
) -> None:
    sent = SENT | {"sleutel": str(uuid.uuid4()), "labels": ["koken"]} | change
    response = team.post(f"{adres}actie/{actie.uuid}/nodig/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="koken" id="id_labels_0" checked' in " ".join(page.split())
    assert not Behoefte.objects.exists()


def test_changing_saves_and_a_stale_form_shows_both(team: Client, actie: Actie, adres: str) -> None:
    row = make_behoefte(actie)
    sent = SENT | {"revisie": 1, "tekst": "Een schuur", "soort": "plek"}
    assert team.post(f"{adres}nodig/{row.uuid}/veranderen/", sent).status_code == 303
    stale = team.post(f"{adres}nodig/{row.uuid}/veranderen/", sent | {"tekst": "Een tuin"})
    assert stale.status_code == 409
    assert "Een schuur" in stale.content.decode()
    assert "Een tuin" in stale.content.decode()
    row.refresh_from_db()
    assert (row.tekst, row.soort) == ("Een schuur", "plek")


def test_it_is_there_and_not_after_all_and_removing_asks_first(
    team: Client, actie: Actie, adres: str
) -> None:
    row = make_behoefte(actie)
    make_toezegging(row, status="toegezegd", hoe="telefoon")
    for _ in range(2):
        team.post(f"{adres}nodig/{row.uuid}/dit-is-er/", {"vervuld": "1"})
    row.refresh_from_db()
    assert (row.vervuld_op, row.revisie) == (today(), 2)
    team.post(f"{adres}nodig/{row.uuid}/dit-is-er/", {})
    row.refresh_from_db()
    assert row.vervuld_op is None
    assert row.tekst in body(team, f"{adres}nodig/{row.uuid}/verwijderen/")
    assert Behoefte.objects.exists()
    team.post(f"{adres}nodig/{row.uuid}/verwijderen/")
    assert not Behoefte.objects.exists()
    assert "de tuinclub" in body(team, adres), "who said yes stays with the action"


def test_what_is_of_another_wijk_does_not_exist(team: Client, actie: Actie, adres: str) -> None:
    foreign = make_behoefte(make_actie(make_plan(make_agenda(make_wijk()))), "Van een ander")
    theirs = make_toezegging(foreign)
    mine = make_behoefte(actie)
    offer = make_aanbod(foreign.wijk)
    for page in (
        f"actie/{foreign.actie_uuid}/nodig/",
        f"actie/{foreign.actie_uuid}/wie/",
        f"nodig/{foreign.uuid}/",
        f"nodig/{foreign.uuid}/veranderen/",
        f"nodig/{foreign.uuid}/verwijderen/",
        f"wie/{theirs.uuid}/",
    ):
        assert team.get(adres + page).status_code == 404
    for page in (
        f"nodig/{mine.uuid}/vraag/{offer.pk}/",
        f"wie/{theirs.uuid}/stap/",
        f"wie/{theirs.uuid}/mail/",
    ):
        assert team.post(adres + page, {"stap": "nee", "email": "a@b.nl"}).status_code == 404
    sent = {"sleutel": str(uuid.uuid4()), "wie": "de tuinclub", "behoefte": foreign.pk}
    assert team.post(f"{adres}actie/{actie.uuid}/wie/", sent).status_code == 422
    assert not Toezegging.objects.filter(wijk=actie.wijk).exists()


def test_as_many_queries_for_one_as_for_thirty(team: Client, actie: Actie, adres: str) -> None:
    need = make_behoefte(actie)
    counts: list[list[int]] = []
    for times in (1, 30):
        for number in range(times):
            other = make_actie(actie.agendapunt, f"Actie {times}-{number}")
            make_toezegging(make_behoefte(other), aanbod=make_aanbod(actie.wijk))
            make_aanbod(actie.wijk)
        counts.append([])
        for page in (adres, f"{adres}nodig/{need.uuid}/"):
            with CaptureQueriesContext(connection) as queries:
                assert team.get(page).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]


# ---- what residents read ---------------------------------------------------------------------------------


def public(actie: Actie) -> str:
    response = Client().get(f"/wijken/{actie.wijk.slug}/agenda/")
    return " ".join(response.content.decode().split())


def test_residents_read_what_is_needed_and_who_takes_part_without_a_name(actie: Actie) -> None:
    need = make_behoefte(actie, "Mensen die <planten>", aantal=5)
    make_versie(actie.agendapunt.agenda)
    yes = {"status": "toegezegd", "hoe": "gesprek"}
    make_toezegging(need, "de tuinclub", **yes)
    make_toezegging(need, "een bewoner", **yes)
    make_toezegging(need, "Mia de Vries", **yes)
    make_toezegging(need, "de school", status="uitgenodigd")
    make_behoefte(actie, "Een zaag die er al is", vervuld_op=today())
    page = public(actie)
    assert "Mensen die &lt;planten&gt;" in page
    assert "(nog 2)" in page
    assert "2 bewoners" in page
    assert "de tuinclub" in page
    for hidden in ("Mia", "de school", "Een zaag"):
        assert hidden not in page
    make_naamtoestemming(actie.wijk, "Mia de Vries")
    page = public(actie)
    assert "Mia de Vries" in page
    assert "1 bewoner" in page


def test_a_need_goes_along_to_a_new_round_and_residents_go_on_reading_it(
    team: Client, actie: Actie, adres: str
) -> None:
    agenda = actie.agendapunt.agenda
    need = make_behoefte(actie, "Mensen die planten")
    make_versie(agenda)
    begin_ronde(
        agenda=agenda,
        van_jaar=2029,
        tot_jaar=2030,
        merk=merk_van({actie.agendapunt.uuid}),
        plannen=[actie.agendapunt.uuid],
    )
    new = Actie.objects.get(overgenomen_van=actie.uuid)
    assert body(team, adres).count("Mensen die planten") >= 1
    assert "Mensen die planten" in body(team, f"/team/{actie.wijk.slug}/agenda/actie/{new.uuid}/")
    assert team.get(f"{adres}nodig/{need.uuid}/").status_code == 200
    assert "Mensen die planten" in public(actie)
    make_versie(Wijkagenda.objects.get(actief=True))
    assert "Mensen die planten" in public(actie)


def test_a_need_hangs_on_an_action_that_left_the_draft_but_is_adopted(
    team: Client, actie: Actie, adres: str
) -> None:
    make_versie(actie.agendapunt.agenda)
    key = actie.uuid
    actie.delete()
    sent = SENT | {"sleutel": str(uuid.uuid4())}
    assert team.post(f"{adres}actie/{key}/nodig/", sent).status_code == 303
    assert "Mensen die &lt;planten&gt;" in body(team, adres)


def test_the_first_key_of_an_action_over_rounds() -> None:
    a, b, c = (uuid.uuid4() for _ in range(3))
    assert first_key(c, {c: b, b: a, a: None}) == a
    assert first_key(a, {a: None}) == a
    assert first_key(a, {a: b, b: a}) in {a, b}, "a circle ends"


def test_a_day_for_a_need_is_shown(team: Client, actie: Actie, adres: str) -> None:
    need = make_behoefte(actie, uiterlijk=today() + dt.timedelta(days=3))
    assert str((today() + dt.timedelta(days=3)).year) in body(team, f"{adres}nodig/{need.uuid}/")
