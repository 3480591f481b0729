"""The agendagroep as the team keeps it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from agenda.groep.services import add_lid, send_link, stop_lid
from agenda.keuzes import Lidsoort
from agenda.kompas import stand_of, standen_of
from agenda.models import Agendagroeplid, Reactie
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_wijk
from tests.samen import make_groepskeuze, make_groepslid, make_groepsstem
from wijken.models import Bericht, Gebeurtenis, Toegangslink, Wijk

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)
TE_WEINIG = "De groep heeft nu meer organisaties dan bewoners."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres() -> str:
    return "/team/hier/agendagroep/"


def sent(**changes: object) -> dict[str, object]:
    return {
        "naam": "Mia <Vos>",
        "soort": "bewoner",
        "organisatie": "",
        "email": "Mia@voorbeeld.example",
        "tot": (today() + YEAR).isoformat(),
        "toestemming": "on",
        "sleutel": str(uuid.UUID(int=7)),
        **changes,
    }


def test_an_empty_group_says_what_to_do_first(team: Client, adres: str) -> None:
    page = team.get(adres)
    assertContains(page, "Begin met drie bewoners die u kent.")
    assertNotContains(page, TE_WEINIG)


def test_adding_mails_a_link_once(team: Client, adres: str) -> None:
    for _ in range(2):
        assert team.post(f"{adres}nieuw/", sent()).status_code == 303
    lid = Agendagroeplid.objects.get()
    assert (lid.email, lid.toestemming_op, lid.tot) == ("mia@voorbeeld.example", today(), today() + YEAR)
    bericht = Bericht.objects.get()
    assert (bericht.aan, "/link/" in bericht.tekst) == ("mia@voorbeeld.example", True)
    assert "Vos" not in bericht.tekst
    assert Toegangslink.objects.get().verloopt_op == lid.tot
    page = team.get(adres)
    assertContains(page, "Mia &lt;Vos&gt;")
    assertContains(page, "Link nog niet geopend")
    assert not Gebeurtenis.objects.filter(resultaat__contains="Vos").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"naam": " "}, "Schrijf op wie dit is."),
        ({"soort": "partner"}, "Schrijf op van welke organisatie."),
        ({"toestemming": ""}, "Vraag het eerst, en zet dan een vinkje."),
        ({"tot": "2020-01-01"}, "Deze dag is al geweest."),
        ({"tot": (today() + 3 * YEAR).isoformat()}, "Dit is te lang."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": "al@voorbeeld.example"}, "Dit adres is al van iemand in de groep."),
    ],
)
def test_bad_input_says_why_and_keeps_what_was_typed(
    team: Client, wijk: Wijk, adres: str, changes: dict[str, object], said: str
) -> None:
    make_groepslid(wijk, email="al@voorbeeld.example")
    page = team.post(
        f"{adres}nieuw/",
        sent(organisatie="Blijft staan", **changes)
        | changes
        | ({"organisatie": ""} if changes.get("soort") else {}),
    )
    assertContains(page, said, status_code=422)
    if "soort" not in changes:
        assertContains(page, "Blijft staan", status_code=422)
    assert Agendagroeplid.objects.count() == 1


def test_who_stopped_may_come_back_with_the_same_address(wijk: Wijk) -> None:
    values: dict[str, Any] = {
        "wijk": wijk,
        "naam": "Mia",
        "soort": Lidsoort.BEWONER,
        "tot": today(),
        "toestemming": True,
    }
    lid = add_lid(**values, email="mia@voorbeeld.example")
    stop_lid(lid=lid)
    assert not Bericht.objects.exists()  # the mail with the link had not left yet
    assert add_lid(**values, email="mia@voorbeeld.example").pk != lid.pk
    with pytest.raises(DomeinFout, match="goed vindt"):
        add_lid(**{**values, "toestemming": False})


def test_changing_a_member_moves_the_end_of_the_link(team: Client, wijk: Wijk, adres: str) -> None:
    lid = make_groepslid(wijk)
    eind = today() + dt.timedelta(days=30)
    values = sent(naam="Mia B.", tot=eind.isoformat(), revisie=1)
    assert team.post(f"{adres}{lid.pk}/veranderen/", values).status_code == 303
    assert Toegangslink.objects.get().verloopt_op == eind
    stale = team.post(f"{adres}{lid.pk}/veranderen/", values | {"naam": "Ander"})
    assertContains(stale, "Ander", status_code=409)
    assertContains(stale, "Mia B.", status_code=409)
    long = sent(tot=(today() + 2 * YEAR).isoformat(), revisie=2)
    assert team.post(f"{adres}{lid.pk}/veranderen/", long).status_code == 303
    assert Toegangslink.objects.get().verloopt_op == today() + YEAR  # a link is no older than a year


def test_a_new_link_on_paper_is_shown_once(team: Client, wijk: Wijk, adres: str) -> None:
    lid = make_groepslid(wijk, token="oud")
    page = team.post(f"{adres}{lid.pk}/link/", {"keer": 1})
    assertContains(page, "<svg")
    assert page["Cache-Control"] == "no-store"
    token = page.content.decode().split("/link/")[1].split("/")[0].split("<")[0]
    assert Client().get(f"/link/{token}/").status_code == 200
    assert Client().get("/link/oud/").status_code == 404
    again = team.post(f"{adres}{lid.pk}/link/", {"keer": 1})
    assert again.status_code == 303
    assertContains(team.get(again["Location"]), "Er is net al een nieuwe link gemaakt.")
    assert Client().get(f"/link/{token}/").status_code == 200
    assert not Bericht.objects.exists()


def test_a_new_link_by_mail_takes_back_the_one_that_did_not_leave(wijk: Wijk) -> None:
    lid = make_groepslid(wijk, email="mia@voorbeeld.example")
    assert send_link(lid=lid, keer=1) is not None
    assert send_link(lid=lid, keer=1) is None
    assert send_link(lid=lid, keer=2) is not None
    assert Bericht.objects.count() == 1


def test_stopping_a_member_asks_first_and_ends_the_link(team: Client, wijk: Wijk, adres: str) -> None:
    lid = make_groepslid(wijk, token="van-mia")
    telefoon = Client()
    telefoon.post("/link/van-mia/")
    assertContains(team.get(f"{adres}{lid.pk}/stoppen/"), "uit de groep?")
    assert telefoon.get("/wijken/hier/agendagroep/").status_code == 200
    for _ in range(2):
        assert team.post(f"{adres}{lid.pk}/stoppen/").status_code == 303
    assert telefoon.get("/wijken/hier/agendagroep/").status_code == 404
    assert Gebeurtenis.objects.filter(actie="groepslid_gestopt").count() == 1
    assertContains(team.get(adres), "Niet meer in de groep")
    with pytest.raises(DomeinFout, match="niet meer in de groep"):
        send_link(lid=lid, keer=1)


def test_more_organisations_than_residents_gives_a_kind_warning(team: Client, wijk: Wijk, adres: str) -> None:
    make_groepslid(wijk, "Mia")
    make_groepslid(wijk, "Jan", soort="partner", organisatie="Dorpshuis")
    assertNotContains(team.get(adres), TE_WEINIG)
    make_groepslid(wijk, "Els", soort="partner", organisatie="Gemeente")
    assertContains(team.get(adres), TE_WEINIG)
    make_groepslid(wijk, "Weg", gestopt_op=today())  # a resident who left does not help
    assertContains(team.get(adres), TE_WEINIG)


def test_the_team_sees_what_a_member_chose_and_reads_that_it_does(
    team: Client, wijk: Wijk, adres: str
) -> None:
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, "Een bankje")
    lid = make_groepslid(wijk)
    make_groepskeuze(lid, plan, keuze="later", tekst="Eerst <de> bomen.")
    make_groepsstem(lid, agenda, stem="tegen", tekst="Niet genoeg.", mag_noemen=True)
    Reactie.objects.create(
        wijk=wijk, agenda=agenda, lid=lid, bron="groep", plan_uuid=plan.uuid, tekst="Mooi.",
        verzend_id=uuid.uuid4(), datum=today(),
    )  # fmt: skip
    page = team.get(f"{adres}{lid.pk}/")
    assertContains(page, "niet anoniem")
    for tekst in ("Eerst &lt;de&gt; bomen.", "Niet genoeg.", "Mag in de agenda, zonder naam.", "Mooi."):
        assertContains(page, tekst)
    weg = f"{adres}reactie/{Reactie.objects.get().pk}/weg/"
    assertContains(team.get(weg), "Mooi.")
    assert team.post(weg).status_code == 303
    assert team.post(weg).status_code == 404
    assert not Reactie.objects.exists()
    lijst = team.get(adres)
    assertContains(lijst, "1 van de 1 leden")
    assertContains(lijst, "Heeft gestemd.")


def test_a_member_of_another_wijk_does_not_exist(team: Client, adres: str) -> None:
    foreign = make_groepslid(make_wijk())
    assert team.get(f"{adres}{foreign.pk}/").status_code == 404
    for what in ("veranderen", "stoppen", "link"):
        assert team.post(f"{adres}{foreign.pk}/{what}/", sent(revisie=1, keer=1)).status_code == 404
    foreign.refresh_from_db()
    assert (foreign.naam, foreign.gestopt_op) == ("Mia", None)


def test_the_compass_counts_residents_of_today(wijk: Wijk) -> None:
    for naam in ("Mia", "Jan"):
        make_groepslid(wijk, naam)
    make_groepslid(wijk, "Els", soort="partner", organisatie="Gemeente")
    make_groepslid(wijk, "Weg", gestopt_op=today())
    make_groepslid(wijk, "Af", tot=today() - dt.timedelta(days=1))
    make_groepslid(make_wijk(), "Elders")
    assert stand_of(wijk).groep_bewoners == 2


def test_as_many_queries_for_one_as_for_thirty(team: Client, wijk: Wijk, adres: str) -> None:
    agenda = make_agenda(wijk)
    eerste = make_groepslid(wijk)
    pages = (adres, f"{adres}{eerste.pk}/")
    counts = []
    for times in (1, 30):
        for number in range(times):
            plan = make_plan(agenda, f"Plan {times}-{number}")
            make_groepskeuze(eerste, plan)
            lid = make_groepslid(wijk, f"Lid {times}-{number}")
            make_groepskeuze(lid, plan)
            make_groepsstem(lid, agenda)
        with CaptureQueriesContext(connection) as queries:
            assert all(team.get(page).status_code == 200 for page in pages)
        with CaptureQueriesContext(connection) as kompas:
            standen_of([wijk])
        counts.append((len(queries), len(kompas)))
    assert counts[0] == counts[1]
