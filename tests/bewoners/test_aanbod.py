from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from agenda.bewaartermijnen import apply_policy
from bewoners.aanbod import views
from bewoners.aanbod.einde import ask_all
from bewoners.aanbod.regels import Aangeboden, mail_of
from bewoners.aanbod.services import (
    change_aanbod,
    delete_aanbod,
    extend_aanbod,
    set_status,
    submit_aanbod,
)
from bewoners.models import Aanbod, Concept
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from kern.tekstcontrole import gaat_over_een
from tests.factories import Rol, make_gebruiker, make_regio, make_voorziening, make_wijk
from tests.samen import make_aanbod
from wijken.models import Bericht, Gebeurtenis, Toegangslink, Volgcode, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
HOME = "/wijken/jubbega/aanbod/"
BEREIK = {
    "contact": "mia@voorbeeld.example",
    "naam": "Mia",
    "namens": "",
    "maanden": "6",
    "toestemming": "on",
}
OFFER = Aangeboden(soort="handen", contact="0513 00 00 00", labels=("groen",), tekst="Ik help in de tuin.")


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007404")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def begin(client: Client, soort: str = "handen", **more: str) -> str:
    return str(client.post(HOME, {"soort": soort, **more})["Location"])


def walk(client: Client, tekst: str = "Ik bak graag taart.", **bereik: str) -> str:
    """All pages up to the overview. Out: its address."""
    address = begin(client)
    for answers in (
        {"labels": ["koken", "ouderen"]},
        {"tekst": tekst},
        {"wanneer": ["weekend"]},
        {**BEREIK, **bereik},
    ):
        response = client.post(address, answers)
        assert response.status_code == 303, response.content.decode()
        address = response["Location"]
    return address


def thanks(client: Client, **bereik: str) -> str:
    return str(client.post(walk(client, **bereik))["Location"])


def code_on(client: Client, address: str) -> str:
    found = re.search(r'id="code">([^<]+)<', client.get(address).content.decode())
    assert found
    return found.group(1)


# ---- the road ------------------------------------------------------------------------------------


def test_from_the_first_card_to_the_receipt(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    for words in (
        "Meehelpen",
        "Koken, Ouderen",
        "Ik bak graag taart.",
        "In het weekend",
        "mia@voorbeeld.example",
    ):
        assertContains(client.get(overview), words)
    assert not Aanbod.objects.exists()
    bedankt = client.post(overview)["Location"]
    row = Aanbod.objects.get()
    assert code_on(client, bedankt) == code_for(row.verzend_id)
    assert (row.wijk, row.soort, row.labels, row.wanneer) == (
        wijk,
        "handen",
        ["koken", "ouderen"],
        ["weekend"],
    )
    assert (row.naam, row.contact, row.status, row.kanaal) == ("Mia", BEREIK["contact"], "nieuw", "online")
    assert (row.toestemming_op, row.tot) == (today(), today() + dt.timedelta(days=182))


def test_how_to_reach_somebody_leaves_the_form_with_the_sending(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    assert "mia@" in str(Concept.objects.get().gegevens)
    client.post(overview)
    assert Concept.objects.get().gegevens == {}


def test_sent_twice_is_one_offer_and_the_same_thanks(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    first, second = client.post(overview), client.post(overview)
    assert first["Location"] == second["Location"]
    assert Aanbod.objects.count() == Volgcode.objects.count() == 1


def test_all_between_the_first_and_the_last_page_may_be_passed(client: Client, wijk: Wijk) -> None:
    address = begin(client)
    for _page in range(3):
        assertContains(client.get(address), "Sla over")
        address = client.post(address, {"over": "ja"})["Location"]
    assertNotContains(client.get(address), "Sla over")
    client.post(client.post(address, BEREIK)["Location"])
    row = Aanbod.objects.get()
    assert (row.labels, row.tekst, row.wanneer, row.buurt) == ([], "", [], None)


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"toestemming": ""}, "Zonder uw ja bewaren wij niets."),
        ({"maanden": ""}, "Kies hoe lang wij dit mogen bewaren."),
        ({"maanden": "24"}, "Kies hoe lang wij dit mogen bewaren."),
        ({"contact": "onder de boom"}, "Schrijf een telefoonnummer of e-mailadres op."),
    ],
)
def test_nothing_is_kept_without_a_yes_an_end_and_a_way_to_reach(
    client: Client, wijk: Wijk, wrong: dict[str, str], zin: str
) -> None:
    address = begin(client)
    for _page in range(3):
        address = client.post(address, {"over": "ja"})["Location"]
    sent = {key: value for key, value in {**BEREIK, **wrong}.items() if value}
    response = client.post(address, sent)
    assertContains(response, zin, status_code=422)
    assertContains(response, 'value="Mia"', status_code=422)
    assert "contact" not in Concept.objects.get().gegevens


def test_the_box_is_never_ticked_beforehand(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    page = client.get(overview.replace("overzicht", "bereik")).content.decode()
    box = re.search(r"<input[^>]*name=\"toestemming\"[^>]*>", page)
    assert box
    assert "checked" not in box.group()
    assert BEREIK["contact"] in page


def test_changing_one_answer_keeps_the_others(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    response = client.post(overview.replace("overzicht", "vertel"), {"tekst": "Ik maak soep."})
    assert response["Location"] == overview
    page = client.get(overview)
    assertContains(page, "Ik maak soep.")
    assertContains(page, "Koken, Ouderen")


def test_a_name_stops_once_and_a_bsn_always(client: Client, wijk: Wijk) -> None:
    address = begin(client).replace("waarover", "vertel")
    words = "Bel mevrouw Jansen maar over de tuin van de wijk."
    response = client.post(address, {"tekst": words})
    assertContains(response, "Schrijf liever niet over één mens.", status_code=422)
    assertContains(response, "maar over de tuin van de wijk.", status_code=422)
    assert client.post(address, {"tekst": words, "toch": "ja"}).status_code == 303
    assert client.post(address, {"tekst": "Mijn bsn is 111222333", "toch": "ja"}).status_code == 422


def test_too_many_letters_are_kept_on_the_page(client: Client, wijk: Wijk) -> None:
    address = begin(client).replace("waarover", "vertel")
    response = client.post(address, {"tekst": "taart " * 60})
    assertContains(response, "Haal 59 letters weg.", status_code=422)
    assertContains(response, "taart taart", status_code=422)


def test_half_filled_belongs_to_one_browser(client: Client, wijk: Wijk) -> None:
    overview = walk(client)
    assert Client().get(overview).status_code == 404
    make_wijk("elders")
    assert client.get(overview.replace("jubbega", "elders")).status_code == 404


def test_the_buurt_is_one_of_this_wijk(client: Client, wijk: Wijk) -> None:
    make_regio("BU00740401", naam="Oost")
    make_regio("BU00740402", naam="West")
    make_regio("BU00740501", naam="Verweg")
    address = begin(client).replace("waarover", "wanneer")
    assert client.post(address, {"buurt": "BU00740501"}).status_code == 422
    assert client.post(address, {"buurt": "BU00740402"}).status_code == 303


def test_a_robot_is_told_and_a_busy_hour_is_said(
    client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post(HOME, {"soort": "handen", "website": "x"}).status_code == 422
    monkeypatch.setattr(views, "PER_WIJK", 0)
    response = client.post(walk(client))
    assert response.status_code == 429
    assert response["Retry-After"]
    assertContains(response, "Ik bak graag taart.", status_code=429)


# ---- help for one person -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Ik zoek iemand voor mijn moeder.",
        "Wie kan mijn vader naar de dokter brengen?",
        "Ik wil graag mijn buurvrouw helpen",
        "Mijn oma heeft hulp nodig met de tuin.",
        "I am looking for someone to help my mother",
        "Szukam kogoś dla mojej mamy",
        "Annem için yardım",
        "أبحث عن شخص لأمي",
        "Ik heb hulp nodig, ik red het niet",
    ],
)
def test_words_about_one_person_are_known(words: str) -> None:
    assert gaat_over_een(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ik bak taart met mijn moeder.",
        "Ik help graag in de tuin van de wijk.",
        "Onze zaal is op dinsdag leeg.",
        "Ik zoek mensen die mee willen zingen.",
        "Wie wil mee wandelen?",
    ],
)
def test_words_for_the_whole_wijk_pass(words: str) -> None:
    assert not gaat_over_een(words)


def test_help_for_one_person_is_referred_and_kept_nowhere(client: Client, wijk: Wijk) -> None:
    make_voorziening(wijk, "Burenplein", soort="buren", website="https://buren.example/", onderwerp="")
    address = begin(client).replace("waarover", "vertel")
    words = "Ik zoek iemand voor mijn moeder."
    response = client.post(address, {"tekst": words})
    for zin in ("Wij hebben uw tekst niet bewaard.", "Burenplein", "Het dorpshuis", words):
        assertContains(response, zin, status_code=422)
    assert "tekst" not in Concept.objects.get().gegevens
    gone = client.post(address, {"doe": "stop"})
    assert gone["Location"] == "/wijken/jubbega/waar-terecht/"
    assert not Concept.objects.exists()


def test_who_says_that_it_is_for_the_wijk_goes_on(client: Client, wijk: Wijk) -> None:
    address = begin(client).replace("waarover", "vertel")
    words = "Wie wil mijn moestuin met de wijk delen?"
    assert client.post(address, {"tekst": words}).status_code == 422
    assert client.post(address, {"tekst": words, "voor_wijk": "ja"}).status_code == 303
    assert Concept.objects.get().gegevens["tekst"] == words


# ---- the services --------------------------------------------------------------------------------


def submit(wijk: Wijk, offer: Aangeboden = OFFER, **more: Any) -> Aanbod:
    return submit_aanbod(wijk=wijk, **{"verzend_id": uuid.uuid4(), "offer": offer, "maanden": 6, **more})


def test_a_day_on_which_nobody_could_have_said_yes_is_refused(wijk: Wijk) -> None:
    door = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    for day in (today() + dt.timedelta(days=1), today() - dt.timedelta(days=31)):
        with pytest.raises(DomeinFout, match="Kies de dag waarop iemand ja zei"):
            submit(wijk, toestemming_op=day, door=door)


def test_other_words_are_read_again_and_another_number_is_not(wijk: Wijk) -> None:
    row = make_aanbod(wijk)
    same: dict[str, Any] = {"labels": ("groen",), "wanneer": (), "naam": ""}
    row = change_aanbod(aanbod=row, revisie=1, tekst=row.tekst, contact="0513 00 00 99", **same)
    assert (row.status, row.contact) == ("beschikbaar", "0513 00 00 99")
    row = change_aanbod(aanbod=row, revisie=2, tekst="Ik maai.", contact=row.contact, **same)
    assert row.status == "nieuw"
    with pytest.raises(VerouderdFout):
        change_aanbod(aanbod=row, revisie=2, tekst="Ik zaag.", contact=row.contact, **same)


def test_who_is_back_is_read_again_by_the_team(wijk: Wijk) -> None:
    row = make_aanbod(wijk)
    assert set_status(aanbod=row, status="rust").status == "rust"
    assert set_status(aanbod=row, status="beschikbaar").status == "nieuw"
    door = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    assert set_status(aanbod=row, status="beschikbaar", door=door).status == "beschikbaar"
    assert set_status(aanbod=row, status="beschikbaar").status == "beschikbaar"


def test_half_a_year_longer_is_never_sooner_and_twice_is_once(wijk: Wijk) -> None:
    row = make_aanbod(wijk, tot=today() + dt.timedelta(days=5), gevraagd_op=today())
    row = extend_aanbod(aanbod=row)
    assert (row.tot, row.gevraagd_op) == (today() + dt.timedelta(days=182), None)
    extend_aanbod(aanbod=row)
    assert Gebeurtenis.objects.filter(actie="aanbod_verlengd").count() == 1
    later = make_aanbod(wijk, tot=today() + dt.timedelta(days=300))
    assert extend_aanbod(aanbod=later).tot == today() + dt.timedelta(days=300)


def test_taking_back_takes_the_code_and_the_link_along(wijk: Wijk) -> None:
    row = submit(wijk, Aangeboden(soort="tijd", contact="mia@voorbeeld.example"))
    Aanbod.objects.update(tot=today() + dt.timedelta(days=10))
    ask_all()
    assert Toegangslink.objects.count() == Volgcode.objects.count() == 1
    assert delete_aanbod(wijk=wijk, pk=row.pk)
    assert not Toegangslink.objects.exists()
    assert not Volgcode.objects.exists()
    assert not delete_aanbod(wijk=wijk, pk=row.pk)
    assert not Gebeurtenis.objects.filter(sleutel=str(row.pk)).exists()


def test_another_wijk_cannot_take_it_away(wijk: Wijk) -> None:
    row = make_aanbod(wijk)
    assert not delete_aanbod(wijk=make_wijk(), pk=row.pk)
    assert Aanbod.objects.exists()


# ---- the end -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("mia@voorbeeld.example", "mia@voorbeeld.example"),
        ("Mia, 0513 00 00 00 of mia@voorbeeld.example", "mia@voorbeeld.example"),
        ("0513 00 00 00", ""),
    ],
)
def test_a_mail_address_is_found_among_the_rest(contact: str, address: str) -> None:
    assert mail_of(contact) == address


def test_one_question_by_mail_in_the_language_of_the_offer(wijk: Wijk) -> None:
    row = make_aanbod(
        wijk, contact="mia@voorbeeld.example", naam="Mia", tot=today() + dt.timedelta(days=21), taal="nl"
    )
    later = make_aanbod(wijk, contact="jan@voorbeeld.example", tot=today() + dt.timedelta(days=22))
    assert ask_all() == 1
    assert ask_all() == 0
    mail = Bericht.objects.get()
    assert mail.aan == "mia@voorbeeld.example"
    assert "/link/" in mail.tekst
    assert row.tekst not in mail.tekst
    assert "Mia" not in mail.tekst + mail.onderwerp
    later.refresh_from_db()
    assert later.gevraagd_op is None


def test_without_a_mail_address_the_team_is_asked_to_call(wijk: Wijk) -> None:
    make_aanbod(wijk, tot=today() + dt.timedelta(days=10))
    make_aanbod(wijk, contact="mia@voorbeeld.example", tot=today() + dt.timedelta(days=10))
    assert ask_all() == 2
    assert [row.contact for row in Aanbod.objects.to_call(today())] == ["0513 00 00 00"]
    assert Bericht.objects.count() == 1


def test_after_the_last_day_everything_goes(wijk: Wijk) -> None:
    make_aanbod(wijk, tot=today(), tekst="blijft nog")
    make_aanbod(wijk, toestemming_op=today() - dt.timedelta(days=9), tot=today() - dt.timedelta(days=1))
    apply_policy()
    assert [row.tekst for row in Aanbod.objects.all()] == ["blijft nog"]
