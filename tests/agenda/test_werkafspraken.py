from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes_team import AfspraakSoort
from agenda.models import Werkafspraak
from agenda.werkafspraken.services import adopt_voorstel, make_werkafspraak
from agenda.werkafspraken.voorstel import VOORSTEL
from kern.fouten import DomeinFout
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.factories import make_werkafspraak as make_row
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
ALLES = sum(len(zinnen) for zinnen in VOORSTEL.values())


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/werkafspraken/"


def texts(wijk: Wijk) -> list[str]:
    return list(Werkafspraak.objects.filter(wijk=wijk).values_list("tekst", flat=True))


def test_an_empty_list_offers_the_proposal_and_takes_it_over_once(
    team: Client, wijk: Wijk, adres: str
) -> None:
    page = team.get(adres).content.decode()
    assert "Neem het voorstel over" in page
    assert all(zin in page for zinnen in VOORSTEL.values() for zin in zinnen)
    for _ in range(2):
        assert team.post(f"{adres}voorstel/").status_code == 303
    assert len(texts(wijk)) == ALLES == 15
    assert Gebeurtenis.objects.filter(actie="werkafspraken_overgenomen").count() == 1
    page = team.get(adres).content.decode()
    assert "Neem het voorstel over" not in page
    assert "0 van de 7 zijn geregeld." in page


def test_the_proposal_keeps_what_the_team_wrote_in_front(wijk: Wijk) -> None:
    make_row(wijk, "Koffie staat altijd klaar.", volgorde=4)
    make_row(wijk, VOORSTEL[AfspraakSoort.UITGANGSPUNT][2], volgorde=5)
    assert len(adopt_voorstel(wijk=wijk)) == ALLES - 1
    assert texts(wijk).count(VOORSTEL[AfspraakSoort.UITGANGSPUNT][2]) == 1
    own = Werkafspraak.objects.filter(wijk=wijk, soort=AfspraakSoort.UITGANGSPUNT)
    assert own[0].tekst == "Koffie staat altijd klaar."


def test_an_own_agreement_comes_last_and_the_same_send_twice_is_one(
    team: Client, wijk: Wijk, adres: str
) -> None:
    make_row(wijk, "De eerste.", soort="randvoorwaarde", volgorde=9)
    sent = {"tekst": "Er is <geld> voor koffie.", "stand": "deels", "toelichting": "Vraag het de gemeente."}
    for _ in range(2):
        assert team.post(f"{adres}nieuw/randvoorwaarde/", sent).status_code == 303
    assert texts(wijk) == ["De eerste.", "Er is <geld> voor koffie."]
    page = team.get(adres).content.decode()
    assert "Er is &lt;geld&gt; voor koffie." in page
    assert "Voor een deel" in page
    assert "0 van de 2 zijn geregeld." in page


@pytest.mark.parametrize(
    ("soort", "sent", "said"),
    [
        (
            "uitgangspunt",
            {"tekst": "  ", "toelichting": "Dit blijft staan."},
            "Schrijf de afspraak in één zin.",
        ),
        ("uitgangspunt", {"tekst": "x" * 201, "toelichting": "Dit blijft staan."}, "Dit is te lang."),
        (
            "randvoorwaarde",
            {"tekst": "Er is tijd.", "stand": "misschien", "toelichting": "Dit blijft staan."},
            "Kies er een uit de lijst.",
        ),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    team: Client, adres: str, soort: str, sent: dict[str, str], said: str
) -> None:
    response = team.post(f"{adres}nieuw/{soort}/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Dit blijft staan." in page
    assert not Werkafspraak.objects.exists()


def test_a_principle_is_not_arranged_or_not(team: Client, wijk: Wijk, adres: str) -> None:
    assert 'name="stand"' not in team.get(f"{adres}nieuw/uitgangspunt/").content.decode()
    team.post(f"{adres}nieuw/uitgangspunt/", {"tekst": "Wij luisteren.", "stand": "geregeld"})
    assert Werkafspraak.objects.get().stand == ""
    with pytest.raises(DomeinFout, match="Alleen een randvoorwaarde"):
        make_werkafspraak(wijk=wijk, soort=AfspraakSoort.UITGANGSPUNT, tekst="x", stand="niet")


def test_changing_saves_and_a_stale_form_shows_both(team: Client, wijk: Wijk, adres: str) -> None:
    row = make_row(wijk, "Er is tijd.", soort="randvoorwaarde")
    sent = {"revisie": 1, "tekst": "Er is genoeg tijd.", "stand": "geregeld", "toelichting": ""}
    assert team.post(f"{adres}{row.pk}/", sent).status_code == 303
    stale = team.post(f"{adres}{row.pk}/", sent | {"tekst": "Er is geen tijd."})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Er is geen tijd." in page
    assert "Er is genoeg tijd." in page
    assert 'name="revisie" value="2"' in " ".join(page.split())
    row.refresh_from_db()
    assert (row.tekst, row.stand) == ("Er is genoeg tijd.", "geregeld")


def test_words_that_stand_there_already_are_refused(team: Client, wijk: Wijk, adres: str) -> None:
    make_row(wijk, "Er is tijd.")
    row = make_row(wijk, "Er is geld.", volgorde=2)
    response = team.post(f"{adres}{row.pk}/", {"revisie": 1, "tekst": "Er is tijd."})
    assert response.status_code == 422
    assert "Deze afspraak staat er al." in response.content.decode()


def test_up_and_down_within_the_list(team: Client, wijk: Wijk, adres: str) -> None:
    one, two = make_row(wijk, "Eerst."), make_row(wijk, "Dan.", volgorde=2)
    make_row(wijk, "Een voorwaarde.", soort="randvoorwaarde")
    assert team.post(f"{adres}{two.pk}/plek/", {"richting": "omhoog"})["Location"].endswith(f"-{two.pk}")
    assert texts(wijk)[-2:] == ["Dan.", "Eerst."]
    team.post(f"{adres}{two.pk}/plek/", {"richting": "omhoog"})  # is first already
    assert texts(wijk)[-2:] == ["Dan.", "Eerst."]
    team.post(f"{adres}{two.pk}/plek/", {"richting": "omlaag"})
    assert texts(wijk)[-2:] == ["Eerst.", "Dan."]
    assert one.pk


def test_removing_asks_first(team: Client, wijk: Wijk, adres: str) -> None:
    row = make_row(wijk, "Weg ermee.")
    assert "Weg ermee." in team.get(f"{adres}{row.pk}/verwijderen/").content.decode()
    assert texts(wijk) == ["Weg ermee."]
    assert team.post(f"{adres}{row.pk}/verwijderen/").status_code == 303
    assert texts(wijk) == []


def test_an_agreement_of_another_wijk_does_not_exist(team: Client, adres: str) -> None:
    foreign = make_row(make_wijk(), "Van een ander.")
    for page in (f"{adres}{foreign.pk}/", f"{adres}{foreign.pk}/verwijderen/"):
        assert team.post(page, {"revisie": 1, "tekst": "Gekaapt."}).status_code == 404
    assert team.post(f"{adres}{foreign.pk}/plek/").status_code == 404
    assert team.get(f"{adres}nieuw/iets/").status_code == 404
    assert texts(foreign.wijk) == ["Van een ander."]


def test_as_many_queries_for_one_as_for_thirty(team: Client, wijk: Wijk, adres: str) -> None:
    counts = []
    for times in (1, 30):
        for number in range(times):
            make_row(wijk, f"Afspraak {times}-{number}", soort="randvoorwaarde", volgorde=number)
        with CaptureQueriesContext(connection) as queries:
            assert team.get(adres).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
