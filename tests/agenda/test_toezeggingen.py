from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from agenda.bijdragen.toezeggingen import choose_aanbod
from agenda.kompas import stand_of
from agenda.models import Actie, Behoefte, Toezegging
from agenda.stokt import stokt_of
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_actie, make_agenda, make_gebruiker, make_plan, make_wijk
from tests.samen import make_aanbod, make_behoefte, make_naamtoestemming, make_toegangslink, make_toezegging
from wijken.models import Bericht, Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
MAIL = "mia@voorbeeld.example"


@pytest.fixture
def actie() -> Actie:
    return make_actie(make_plan(make_agenda(make_wijk())), "Bloembakken maken")


@pytest.fixture
def behoefte(actie: Actie) -> Behoefte:
    return make_behoefte(actie, "Mensen die planten")


@pytest.fixture
def wijk(actie: Actie) -> Wijk:
    return actie.wijk


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/bijdragen/"


def body(client: Client, adres: str) -> str:
    return " ".join(client.get(adres).content.decode().split())


def test_a_person_presses_before_anyone_sees_a_contact(team: Client, behoefte: Behoefte, adres: str) -> None:
    offer = make_aanbod(behoefte.wijk, "Ik help <graag>.", contact=MAIL, naam="Mia")
    page = body(team, f"{adres}nodig/{behoefte.uuid}/")
    assert "Ik help &lt;graag&gt;." in page
    assert MAIL not in page
    assert "Vraag deze persoon" in page
    assert not Toezegging.objects.exists(), "nothing is matched by itself"
    for _ in range(2):
        response = team.post(f"{adres}nodig/{behoefte.uuid}/vraag/{offer.pk}/")
    row = Toezegging.objects.get()
    assert response["Location"] == f"{adres}wie/{row.uuid}/"
    assert (row.status, row.wie, row.tekst) == ("voorgesteld", "een bewoner", "Mensen die planten")
    assert MAIL in body(team, f"{adres}wie/{row.uuid}/")
    assert not Bericht.objects.exists()
    assert "Al bij deze actie:" in body(team, f"{adres}nodig/{behoefte.uuid}/")


@pytest.mark.parametrize(
    ("namens", "naam", "wie"),
    [
        ("", "Mia de Vries", "een bewoner"),
        ("groep", "Kookgroep Noord", "Kookgroep Noord"),
        ("groep", "Mia de Vries", "een groep"),
        ("organisatie", "", "een organisatie"),
    ],
)
def test_who_offers_is_called_by_group_or_role(behoefte: Behoefte, namens: str, naam: str, wie: str) -> None:
    offer = make_aanbod(behoefte.wijk, namens=namens, naam=naam)
    assert choose_aanbod(behoefte=behoefte, aanbod=offer).wie == wie


def test_an_offer_that_is_at_rest_meanwhile_is_not_asked(behoefte: Behoefte) -> None:
    with pytest.raises(DomeinFout, match="is er nu niet meer"):
        choose_aanbod(behoefte=behoefte, aanbod=make_aanbod(behoefte.wijk, status="rust"))


# ---- by mail ---------------------------------------------------------------------------------------------


def ask(team: Client, row: Toezegging, adres: str, email: str = MAIL) -> str:
    """Ask by mail; out: the address of the link in it."""
    assert team.post(f"{adres}wie/{row.uuid}/mail/", {"email": email}).status_code == 303
    found = re.search(r"/link/[\w-]+/", Bericht.objects.order_by("-pk")[0].tekst)
    assert found
    return found.group()


def test_a_mail_is_queued_once_and_holds_no_words_of_residents(
    team: Client, behoefte: Behoefte, adres: str
) -> None:
    offer = make_aanbod(behoefte.wijk, "Ik heb een groene vinger", contact=MAIL, naam="Mia")
    row = choose_aanbod(behoefte=behoefte, aanbod=offer)
    ask(team, row, adres)
    ask(team, row, adres)
    bericht = Bericht.objects.get()
    assert bericht.aan == MAIL
    assert "Bloembakken maken" in bericht.tekst
    assert "Ik stop ermee" in bericht.tekst
    for hidden in ("groene vinger", "Mia"):
        assert hidden not in bericht.tekst
    row.refresh_from_db()
    assert (row.status, row.email, row.status_op) == ("uitgenodigd", MAIL, today())
    assert Gebeurtenis.objects.filter(actie="toezegging_gevraagd").count() == 1
    bad = team.post(f"{adres}wie/{row.uuid}/mail/", {"email": "geen adres"})
    assert bad.status_code == 422
    assert "geen adres" in bad.content.decode()


def test_who_was_asked_answers_on_any_device_and_may_change_it(
    team: Client, behoefte: Behoefte, adres: str
) -> None:
    row = make_toezegging(behoefte, tekst="Een middag <planten>")
    link = ask(team, row, adres)
    here = Client()
    page = body(here, link)
    assert "Bloembakken maken" in page
    assert "Een middag &lt;planten&gt;" in page
    row.refresh_from_db()
    assert row.status == "uitgenodigd", "looking changes nothing"
    for _ in range(2):
        assert here.post(link, {"antwoord": "ja"}).status_code == 303
    row.refresh_from_db()
    assert (row.status, row.hoe) == ("toegezegd", "link")
    assert Gebeurtenis.objects.filter(actie="toezegging_toegezegd").count() == 1
    other = Client()
    assert "Ik stop ermee" in body(other, link)
    other.post(link, {"antwoord": "stop"})
    row.refresh_from_db()
    assert (row.status, row.hoe) == ("gestopt", "")
    other.post(link, {"antwoord": "ja"})
    row.refresh_from_db()
    assert row.status == "toegezegd"
    wrong = other.post(link, {"antwoord": "misschien"})
    assert wrong.status_code == 422
    assert "Kies ja of nee." in wrong.content.decode()


def test_once_it_is_done_the_link_changes_nothing(behoefte: Behoefte) -> None:
    link = make_toegangslink(behoefte.wijk, "gedaan-token")
    row = make_toezegging(behoefte, status="gedaan", hoe="link", link=link)
    client = Client()
    assert "antwoord" not in body(client, "/link/gedaan-token/")
    assert client.post("/link/gedaan-token/", {"antwoord": "stop"}).status_code == 422
    row.refresh_from_db()
    assert row.status == "gedaan"


def test_no_from_a_link_is_no(behoefte: Behoefte) -> None:
    link = make_toegangslink(behoefte.wijk, "nee-token")
    row = make_toezegging(behoefte, status="uitgenodigd", link=link)
    client = Client()
    client.post("/link/nee-token/", {"antwoord": "nee"})
    row.refresh_from_db()
    assert row.status == "nee"
    assert "Ik doe toch mee" in body(client, "/link/nee-token/")


def test_removing_ends_the_link(team: Client, behoefte: Behoefte, adres: str) -> None:
    row = make_toezegging(behoefte, link=make_toegangslink(behoefte.wijk, "weg-token"))
    team.post(f"{adres}wie/{row.uuid}/verwijderen/")
    assert not Toezegging.objects.exists()
    assert Client().get("/link/weg-token/").status_code == 404


# ---- by the team -----------------------------------------------------------------------------------------


def test_a_phone_call_is_one_press_and_a_yes_says_how(team: Client, behoefte: Behoefte, adres: str) -> None:
    row = make_toezegging(behoefte)
    page = body(team, f"{adres}wie/{row.uuid}/")
    assert "Gebeld: zegt ja" in page
    for _ in range(2):
        team.post(f"{adres}wie/{row.uuid}/stap/", {"stap": "toegezegd:telefoon"})
    row.refresh_from_db()
    assert (row.status, row.hoe, row.status_op) == ("toegezegd", "telefoon", today())
    assert Gebeurtenis.objects.filter(actie="toezegging_toegezegd").count() == 1
    team.post(f"{adres}wie/{row.uuid}/stap/", {"stap": "gedaan"})
    row.refresh_from_db()
    assert (row.status, row.hoe) == ("gedaan", "telefoon")


@pytest.mark.parametrize("stap", ["toegezegd:duif", "toegezegd", "gedaan", "gestopt", "", "onzin:x"])
def test_a_step_that_cannot_be_changes_nothing(
    team: Client, behoefte: Behoefte, adres: str, stap: str
) -> None:
    row = make_toezegging(behoefte)
    assert team.post(f"{adres}wie/{row.uuid}/stap/", {"stap": stap}).status_code == 303
    row.refresh_from_db()
    assert (row.status, row.revisie) == ("voorgesteld", 1)


def test_who_stops_opens_the_need_and_it_waits_for_somebody(
    team: Client, behoefte: Behoefte, adres: str
) -> None:
    row = make_toezegging(behoefte, status="toegezegd", hoe="gesprek")
    behoefte.vervuld_op = today()
    behoefte.save()
    wijk = behoefte.wijk
    assert stand_of(wijk).zoekt_iemand == 0
    team.post(f"{adres}wie/{row.uuid}/stap/", {"stap": "gestopt"})
    assert Behoefte.objects.get().vervuld_op is None
    assert "Dit zoekt iemand." in body(team, adres)
    stand = stand_of(wijk)
    assert stand.zoekt_iemand == 1
    assert any("zoekt weer iemand" in taak.tekst for taak in stokt_of(stand, reactie_weken=2))
    make_toezegging(behoefte, status="toegezegd", hoe="gesprek")
    assert stand_of(wijk).zoekt_iemand == 0, "somebody else took it"


# ---- who it is -------------------------------------------------------------------------------------------


def test_a_name_needs_consent_and_what_was_typed_stays(
    team: Client, actie: Actie, wijk: Wijk, adres: str
) -> None:
    page = f"{adres}actie/{actie.uuid}/wie/"
    sent = {"sleutel": str(uuid.uuid4()), "wie": "Mia de Vries", "tekst": "Een middag planten"}
    refused = team.post(page, sent)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Dit lijkt de naam van een persoon." in shown
    assert "Een middag planten" in shown
    assert 'name="is_groep"' in shown
    make_naamtoestemming(wijk, "Mia de Vries")
    for _ in range(2):
        assert team.post(page, sent).status_code == 303
    assert Toezegging.objects.get().wie == "Mia de Vries"


@pytest.mark.parametrize(
    ("wie", "is_groep", "mag"),
    [
        ("Rabobank Heerenveen", "", True),
        ("Plaatselijk Belang", "", True),
        ("Jansen Verhuur", "", False),
        ("Jansen Verhuur", "on", True),
        ("mevrouw Jansen", "on", False),
    ],
)
def test_a_group_that_looks_like_a_name_may_stand_when_the_team_says_so(
    team: Client, actie: Actie, adres: str, wie: str, is_groep: str, mag: bool
) -> None:
    sent = {"sleutel": str(uuid.uuid4()), "wie": wie, "tekst": "", "is_groep": is_groep}
    response = team.post(f"{adres}actie/{actie.uuid}/wie/", sent)
    assert (response.status_code == 303) == mag
    assert Toezegging.objects.filter(wie=wie).exists() == mag


def test_changing_who_and_a_stale_form(team: Client, behoefte: Behoefte, adres: str) -> None:
    row = make_toezegging(behoefte)
    sent = {"revisie": 1, "wie": "de school", "tekst": "Bakken maken"}
    assert team.post(f"{adres}wie/{row.uuid}/", sent).status_code == 303
    stale = team.post(f"{adres}wie/{row.uuid}/", sent | {"wie": "de kerk"})
    assert stale.status_code == 409
    assert "de kerk" in stale.content.decode()
    row.refresh_from_db()
    assert row.wie == "de school"


def test_a_free_promise_belongs_to_the_need_that_was_chosen(
    team: Client, behoefte: Behoefte, actie: Actie, adres: str
) -> None:
    sent = {"sleutel": str(uuid.uuid4()), "wie": "de tuinclub", "tekst": "", "behoefte": behoefte.pk}
    assert team.post(f"{adres}actie/{actie.uuid}/wie/", sent).status_code == 303
    assert Toezegging.objects.get().behoefte == behoefte
