from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from agenda.kompas import stand_of
from bewoners.aanbod.selectors import Keuze, aanbodlijst_of
from bewoners.models import Aanbod
from gebruikers.models import Gebruiker
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.samen import make_aanbod
from wijken.models import Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
LIST = "/team/jubbega/aanbod/"
TYPEN = "/team/jubbega/aanbod/typen/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007404")


@pytest.fixture
def lid(client: Client, wijk: Wijk) -> Gebruiker:
    gebruiker = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    client.force_login(gebruiker)
    return gebruiker


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kanaal": "deur",
        "soort": "plek",
        "labels": ["koken"],
        "tekst": "Onze keuken staat open.",
        "taal": "nl",
        "contact": "0513 00 00 21",
        "toestemming_op": today().isoformat(),
        "maanden": "3",
        "toestemming": "on",
        "verzend_id": str(uuid.uuid4()),
        **more,
    }


# ---- the list ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("lid")
def test_an_empty_list_says_what_to_do_first(client: Client) -> None:
    assertContains(client.get(LIST), "Nog niemand bood iets aan")


@pytest.mark.usefixtures("lid")
def test_what_is_new_comes_first_and_words_are_escaped(client: Client, wijk: Wijk) -> None:
    make_aanbod(wijk, "Ik help <b>graag</b>.", tot=today() + dt.timedelta(days=60))
    new = make_aanbod(wijk, "Pas binnen.", status="nieuw")
    make_aanbod(make_wijk(), "Van een andere wijk.")
    page = client.get(LIST)
    assertContains(page, "Ik help &lt;b&gt;graag&lt;/b&gt;.")
    assertNotContains(page, "Van een andere wijk.")
    rows = aanbodlijst_of(wijk, Keuze(), pagina="1").rijen
    assert rows[0].aanbod == new


@pytest.mark.usefixtures("lid")
def test_the_filters_go_together_and_count_what_they_show(client: Client, wijk: Wijk) -> None:
    make_aanbod(wijk, "tuin", labels=["groen"])
    make_aanbod(wijk, "koken", labels=["koken"], soort="plek", status="nieuw")
    soon = {"tot": today() + dt.timedelta(days=9), "gevraagd_op": today()}
    make_aanbod(wijk, "heg", labels=["groen", "koken"], **soon)
    lijst = aanbodlijst_of(wijk, Keuze(label="groen"), pagina="1")
    assert {tab.label: tab.aantal for tab in lijst.filters} == {
        "Alles": 2,
        "Nieuw": 0,
        "Beschikbaar": 2,
        "Nu even niet": 0,
        "Loopt bijna af": 1,
        "Bel even": 1,
    }
    page = client.get(LIST, {"stand": "bellen", "label": "groen"})
    assertContains(page, "Bel even: loopt af op")
    assertNotContains(page, "tuin")
    assertContains(client.get(LIST, {"soort": "leerplek"}), "Niets past bij deze keuze")
    assertContains(client.get(LIST, {"soort": "onzin", "stand": "x"}), "tuin")


@pytest.mark.usefixtures("lid")
def test_as_many_queries_for_thirty_as_for_one(
    wijk: Wijk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for aantal in (1, 29):
        for _number in range(aantal):
            make_aanbod(wijk)
        with django_assert_num_queries(3):
            aanbodlijst_of(wijk, Keuze(), pagina="1")


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
def test_who_may_not_read_sees_no_list(client: Client, wijk: Wijk, rol: Rol) -> None:
    row = make_aanbod(wijk)
    client.force_login(make_gebruiker(rol, wijk=wijk))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{row.pk}/").status_code == 403
    assert client.get(TYPEN).status_code == (200 if rol == Rol.INVOERDER else 403)


# ---- one offer -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("lid")
def test_reading_makes_it_available_once(client: Client, wijk: Wijk) -> None:
    row = make_aanbod(wijk, status="nieuw", naam="Mia")
    page = client.get(f"{LIST}{row.pk}/")
    for words in ("Gelezen: zet op beschikbaar", "Mia", 'href="tel:0513000000"'):
        assertContains(page, words)
    sent = {"doe": "beschikbaar", "revisie": row.revisie}
    for _time in range(2):
        assertRedirects(client.post(f"{LIST}{row.pk}/doe/", sent), f"{LIST}{row.pk}/", status_code=303)
    row.refresh_from_db()
    assert (row.status, row.revisie) == ("beschikbaar", 2)


@pytest.mark.usefixtures("lid")
def test_words_that_changed_meanwhile_are_read_first(client: Client, wijk: Wijk) -> None:
    row = make_aanbod(wijk, status="nieuw")
    Aanbod.objects.update(tekst="Heel iets anders.", revisie=2)
    response = client.post(f"{LIST}{row.pk}/doe/", {"doe": "beschikbaar", "revisie": 1})
    assertContains(response, "Dit veranderde net. Lees het nog een keer.", status_code=409)
    assertContains(response, "Heel iets anders.", status_code=409)
    row.refresh_from_db()
    assert row.status == "nieuw"


@pytest.mark.usefixtures("lid")
def test_goodbye_takes_everything_away_and_says_so_twice(client: Client, wijk: Wijk) -> None:
    row = make_aanbod(wijk, naam="Mia")
    elsewhere = make_aanbod(make_wijk())
    client.post(f"{LIST}weg/", {"aanbod": elsewhere.pk})
    first = client.post(f"{LIST}weg/", {"aanbod": row.pk}, follow=True)
    assertContains(first, "Alles is weg")
    second = client.post(f"{LIST}weg/", {"aanbod": row.pk}, follow=True)
    assertContains(second, "Dit aanbod was al weggehaald.")
    assert Aanbod.objects.get() == elsewhere


@pytest.mark.usefixtures("lid")
def test_who_was_called_stays_half_a_year_longer(client: Client, wijk: Wijk) -> None:
    row = make_aanbod(wijk, tot=today() + dt.timedelta(days=3), gevraagd_op=today())
    assertContains(client.get(f"{LIST}{row.pk}/"), "Bel even: loopt af op")
    client.post(f"{LIST}{row.pk}/doe/", {"doe": "verleng"})
    row.refresh_from_db()
    assert (row.tot, row.gevraagd_op) == (today() + dt.timedelta(days=182), None)


@pytest.mark.usefixtures("lid")
def test_an_unknown_act_and_an_offer_of_elsewhere(client: Client, wijk: Wijk) -> None:
    row, elsewhere = make_aanbod(wijk), make_aanbod(make_wijk())
    assert client.post(f"{LIST}{row.pk}/doe/", {"doe": "nieuw", "revisie": 1}).status_code == 422
    for address in (f"{LIST}{elsewhere.pk}/", f"{LIST}{elsewhere.pk}/doe/"):
        method = client.post if address.endswith("doe/") else client.get
        assert method(address, {"doe": "rust"}).status_code == 404
    assert Aanbod.objects.count() == 2


# ---- typing in -----------------------------------------------------------------------------------


def test_a_typist_types_in_and_gets_the_code_once(client: Client, wijk: Wijk) -> None:
    client.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    sent = typed()
    for _time in range(2):
        assertRedirects(client.post(TYPEN, sent), TYPEN, status_code=303, fetch_redirect_response=False)
    row = Aanbod.objects.get()
    assert (row.kanaal, row.toestemming_op, row.status) == ("deur", today(), "nieuw")
    assertContains(client.get(TYPEN), code_for(row.verzend_id))
    assertNotContains(client.get(TYPEN), code_for(row.verzend_id))


@pytest.mark.usefixtures("lid")
@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"toestemming": ""}, "Vraag eerst of iemand ja zegt."),
        ({"soort": ""}, "Kies wat iemand aanbiedt."),
        ({"toestemming_op": "2020-01-01"}, "Kies de dag waarop iemand ja zei."),
        ({"toestemming_op": ""}, "Kies de dag waarop iemand ja zei."),
        ({"contact": "bij de bakker"}, "Schrijf een telefoonnummer of e-mailadres op."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, wrong: dict[str, str], zin: str
) -> None:
    sent = {key: value for key, value in typed(**wrong).items() if value}
    response = client.post(TYPEN, sent)
    assertContains(response, zin, status_code=422)
    assertContains(response, "Onze keuken staat open.", status_code=422)
    assert not Aanbod.objects.exists()


@pytest.mark.usefixtures("lid")
def test_the_card_to_print_carries_the_address_and_its_code(client: Client) -> None:
    page = client.get(f"{LIST}kaart/")
    assertContains(page, "/wijken/jubbega/aanbod/</bdi>")
    assertContains(page, "<svg")
    for words in ("Meehelpen", "Tuin en groen", "het dorpshuis", "0513 00 00 00"):
        assertContains(page, words)


@pytest.mark.usefixtures("lid")
def test_the_kompas_counts_what_is_new_and_whom_to_call(client: Client, wijk: Wijk) -> None:
    make_aanbod(wijk, status="nieuw")
    make_aanbod(wijk, tot=today() + dt.timedelta(days=3), gevraagd_op=today())
    stand = stand_of(wijk)
    assert (stand.aanbod_nieuw, stand.aanbod_bellen) == (1, 1)
    page = client.get("/team/jubbega/")
    assertContains(page, "nieuw aanbod om te lezen")
    assertContains(page, f"{LIST}?stand=bellen")
