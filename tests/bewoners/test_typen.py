"""Quick entry: sheet after sheet, by keyboard or on a phone; nothing doubled unseen, no results shown."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from bewoners.models import ANDERE_TAAL, Inbreng, Invoer, Kanaal
from bewoners.services.inbreng import NamensWie, change_inbreng
from bewoners.services.moderatie import keuze_of, publish
from bewoners.services.typen import Dubbel, DubbelFout, Getypt, Vel, correct_inbreng, type_inbreng
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_inbreng, make_invoer, make_regio, make_wijk
from tests.tegelijk import refusals, together
from wijken.models import Gebeurtenis, Wijk
from wijken.volgcodes import code_for, find_volgcode

pytestmark = pytest.mark.django_db
PAD = "/team/jubbega/inbreng/typen/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", code="WK007401")


@pytest.fixture
def typist(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.INVOERDER, wijk=wijk)


@pytest.fixture
def client(typist: Gebruiker) -> Client:
    return signed_in(typist)


def signed_in(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def flat(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return re.sub(r"\s+", " ", response.content.decode())


def form(tekst: str = "Ik mis een bankje.", **velden: Any) -> dict[str, Any]:
    """What the page sends as it comes, with other answers on top."""
    return {"tekst": tekst, "kanaal": "papier", "taal": "nl", "verzend_id": str(uuid.uuid4())} | velden


def put(wijk: Wijk, door: Gebruiker, tekst: str = "Ik mis een bankje.", **velden: Any) -> Inbreng:
    getypt = Getypt(tekst=tekst, **velden)
    return type_inbreng(wijk=wijk, verzend_id=uuid.uuid4(), getypt=getypt, door=door)


# ---- one sheet after another ---------------------------------------------------------------------------


def test_a_sheet_is_kept_with_all_that_was_typed(client: Client, typist: Gebruiker) -> None:
    buurt = make_regio("BU00740101", naam="Katlijk")
    make_regio("BU00740102", naam="Mildam")
    gisteren = today() - dt.timedelta(days=1)
    sent = form(
        mag_delen="on", namens="groep", namens_naam="de leesgroep", namens_aantal="8", stapel="bieb",
        vel="vel 12", soort="idee", onderwerp="T01", buurt=buurt.pk, datum=gisteren.isoformat(),
    )  # fmt: skip
    response = client.post(PAD, sent)
    assert response.status_code == 303
    row = Inbreng.objects.get()
    assert (row.tekst, row.kanaal, row.mag_delen) == ("Ik mis een bankje.", Kanaal.PAPIER, True)
    assert (row.namens, row.namens_naam, row.namens_aantal) == ("groep", "de leesgroep", 8)
    assert (row.soort, row.onderwerp, row.buurt, row.datum) == ("idee", "T01", buurt, gisteren)
    assert (row.invoer.stapel, row.invoer.vel, row.invoer.door) == ("bieb", 12, typist)
    assert row.status == Inbreng.Status.ONTVANGEN
    assert Gebeurtenis.objects.filter(actie="inbreng_ingevoerd", gebruiker=typist).count() == 1


def test_the_page_comes_back_empty_and_keeps_what_stays(client: Client) -> None:
    sent = form(kanaal="deur", taal="ar", stapel="bieb", vel="12", mag_delen="on", namens="groep", bon="on")
    response = client.post(PAD, sent, follow=True)
    velden = response.context["form"].initial
    assert (velden["kanaal"], velden["taal"], velden["stapel"], velden["vel"]) == ("deur", "ar", "bieb", 13)
    assert "tekst" not in velden
    assert "mag_delen" not in velden  # each resident says so for himself
    assert "namens" not in velden
    page = flat(response)
    assert "Vel 12 is bewaard." in page
    assert re.search(r"<textarea[^>]* autofocus", page)
    assert re.search(r'<details class="wa-meer wa-bonnetje" open', page)


def test_a_later_visit_remembers_how_it_came_in_but_no_sheet(client: Client) -> None:
    client.post(PAD, form(kanaal="straat", taal="tr", stapel="bieb", vel="12"))
    velden = client.get(PAD).context["form"].initial
    assert (velden["kanaal"], velden["taal"], velden["stapel"], velden["vel"]) == ("straat", "tr", "", None)


def test_the_receipt_leads_the_resident_to_it(client: Client) -> None:
    response = client.post(PAD, form(), follow=True)
    row = Inbreng.objects.get()
    code = code_for(row.verzend_id)
    assert code in flat(response)
    found = find_volgcode(code)
    assert found is not None
    assert found.inbreng == row


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("ar", ""), ("ar", "")),
        (("und", "Tigrinya"), (ANDERE_TAAL, "Tigrinya")),
        (("und", "arabisch"), ("ar", "")),
        (("und", ""), (ANDERE_TAAL, "")),
        (("nl", "Tigrinya"), ("nl", "")),
    ],
)
def test_no_language_is_refused(client: Client, typed: tuple[str, str], kept: tuple[str, str]) -> None:
    assert client.post(PAD, form(taal=typed[0], taal_naam=typed[1])).status_code == 303
    row = Inbreng.objects.get()
    assert (row.taal, row.taal_naam) == kept


# ---- what stops ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tekst": " \u200b"}, "Typ eerst wat de bewoner zei."),
        ({"tekst": "Bel mij: 0513 12 34 56"}, "Haal het telefoonnummer weg."),
        ({"tekst": "Mijn bsn is 111222333"}, "Haal het burgerservicenummer (BSN) weg."),
        ({"namens": "groep", "namens_naam": "mevrouw De Vries"}, "Schrijf hier geen mensen op."),
        ({"namens": "groep", "namens_naam": "bel 0513 12 34 56"}, "Schrijf hier geen mensen op."),
        ({"namens": "groep", "namens_aantal": "veel"}, "Schrijf op met hoeveel mensen"),
        ({"namens": "groep", "namens_aantal": "999999"}, "Schrijf op met hoeveel mensen"),
        ({"stapel": "mevrouw De Vries"}, "Schrijf hier geen mensen op."),
        ({"vel": "twaalf"}, "Typ het nummer van het vel"),
        ({"vel": "0"}, "Typ het nummer van het vel"),
        ({"taal": "und", "taal_naam": "06 12345678"}, "Typ alleen de naam van de taal"),
        ({"taal": "xx"}, "Kies een taal uit de lijst."),
        ({"kanaal": "duif"}, "Kies hoe het binnenkwam."),
        ({"kanaal": "online"}, "Kies hoe het binnenkwam."),
        ({"buurt": "BU99999999"}, "Kies iets uit de lijst."),
        ({"datum": "2999-01-01"}, "Kies een dag die geweest is"),
        ({"datum": "morgen"}, "Kies een dag, bijvoorbeeld"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(
    client: Client, velden: dict[str, str], zin: str
) -> None:
    response = client.post(PAD, form(**{"tekst": "De koffie is fijn."} | velden))
    assert response.status_code == 422
    page = flat(response)
    assert zin in page
    if "tekst" not in velden:
        assert "De koffie is fijn.</textarea>" in page
    assert not Inbreng.objects.exists()


def test_what_only_looks_like_a_number_may_stay_with_a_second_press(client: Client) -> None:
    sent = form("Bel mij: 0513 12 34 56", vel="12")
    assert 'name="toch"' in flat(client.post(PAD, sent))
    assert client.post(PAD, sent | {"toch": "ja"}).status_code == 303
    again = client.post(PAD, form("Bel mij: 0513 65 43 21", vel="12", toch="ja"))
    assert again.status_code == 409
    assert '<input type="hidden" name="toch" value="ja">' in flat(again)  # asked once is enough


def test_what_was_half_typed_survives_an_ended_session(wijk: Wijk) -> None:
    response = Client().post(PAD, form("Dit wil ik niet kwijt.", vel="12", kanaal="deur"))
    page = flat(response)
    assert response.status_code == 403
    assert "Dit wil ik niet kwijt." in page
    assert '<input type="hidden" name="kanaal" value="deur"' in page


# ---- the same sheet twice ------------------------------------------------------------------------------


def test_the_same_send_five_times_at_once_is_one_row(transactional_db: None) -> None:
    wijk = make_wijk()
    door = make_gebruiker(Rol.INVOERDER, wijk=wijk)
    send, getypt = uuid.uuid4(), Getypt(tekst="Ik mis een bankje.", vel=Vel("bieb", 3))
    together(*[lambda: type_inbreng(wijk=wijk, verzend_id=send, getypt=getypt, door=door)] * 5)
    assert Inbreng.objects.count() == Invoer.objects.count() == 1


def test_five_people_with_one_sheet_at_once_type_it_once(transactional_db: None) -> None:
    wijk = make_wijk()
    people = [make_gebruiker(Rol.INVOERDER, wijk=wijk) for _ in range(5)]
    words = iter([f"Ik mis een bankje, zei {number}." for number in range(5)])

    def type_in() -> None:
        getypt = Getypt(tekst=next(words), vel=Vel("bieb", 12))
        type_inbreng(wijk=wijk, verzend_id=uuid.uuid4(), getypt=getypt, door=people.pop())

    assert len(refusals(*[type_in] * 5, of=DubbelFout)) == 4
    assert Inbreng.objects.count() == 1


def test_back_and_other_words_is_another_sheet(client: Client) -> None:
    sent = form("Eerste.")
    client.post(PAD, sent)
    client.post(PAD, sent)
    client.post(PAD, sent | {"tekst": "Tweede."})
    client.post(PAD, sent | {"tekst": "Tweede."})
    assert sorted(Inbreng.objects.values_list("tekst", flat=True)) == ["Eerste.", "Tweede."]


@pytest.mark.parametrize(
    ("eerder", "nu", "soort"),
    [
        ({"vel": Vel("bieb", 12)}, {"vel": Vel("Bieb", 12), "tekst": "Iets anders."}, Dubbel.VEL),
        ({}, {"tekst": "ik mis een BANKJE."}, Dubbel.TEKST),
        ({"vel": Vel("bieb", 12)}, {"vel": Vel("bieb", 13)}, Dubbel.TEKST),
        ({"vel": Vel("bieb", 12)}, {"vel": Vel("kerk", 12), "tekst": "Iets anders."}, None),
        ({"vel": Vel("bieb", 12)}, {"vel": Vel("bieb", 13), "tekst": "Iets anders."}, None),
        ({"kanaal": Kanaal.DEUR}, {"kanaal": Kanaal.STRAAT}, None),
    ],
)
def test_what_counts_as_typed_before(
    wijk: Wijk, typist: Gebruiker, eerder: dict[str, Any], nu: dict[str, Any], soort: Dubbel | None
) -> None:
    collega = make_gebruiker(Rol.INVOERDER, wijk=wijk)
    put(wijk, collega, **eerder)
    if soort is None:
        put(wijk, typist, **nu)
        return
    with pytest.raises(DubbelFout) as stop:
        put(wijk, typist, **nu)
    assert stop.value.soort == soort


def test_neither_yesterday_nor_another_wijk_counts(wijk: Wijk, typist: Gebruiker) -> None:
    gisteren = today() - dt.timedelta(days=1)
    make_invoer(
        make_inbreng(wijk, "Ik mis een bankje.", kanaal=Kanaal.PAPIER, datum=gisteren),
        vel=12,
        datum=gisteren,
    )
    elders = make_wijk()
    make_invoer(make_inbreng(elders, "Ik mis een bankje.", kanaal=Kanaal.PAPIER), vel=12)
    assert put(wijk, typist, vel=Vel("", 12)).invoer.vel == 12


def test_one_chooses_to_skip_or_to_keep_both(client: Client, wijk: Wijk) -> None:
    put(wijk, make_gebruiker(Rol.TEAMLID, wijk=wijk), "Een andere hand.", vel=Vel("bieb", 12))
    sent = form("Mijn lezing van het vel.", stapel="bieb", vel="12")
    response = client.post(PAD, sent)
    assert response.status_code == 409
    page = flat(response)
    assert "Vel 12 is vandaag al getypt." in page
    assert "Mijn lezing van het vel.</textarea>" in page
    assert Inbreng.objects.count() == 1
    skipped = client.post(PAD, sent | {"doe": "overslaan"}, follow=True)
    assert skipped.context["form"].initial["vel"] == 13
    assert Inbreng.objects.count() == 1
    assert client.post(PAD, sent | {"dubbel_toch": "ja"}).status_code == 303
    assert Inbreng.objects.count() == 2


@pytest.mark.parametrize(("rol", "leest"), [(Rol.INVOERDER, False), (Rol.TEAMLID, True)])
def test_only_the_team_sees_what_stood_there(wijk: Wijk, rol: Rol, leest: bool) -> None:
    put(wijk, make_gebruiker(Rol.TEAMLID, wijk=wijk), "Woorden van een ander.", vel=Vel("", 12))
    page = flat(signed_in(make_gebruiker(rol, wijk=wijk)).post(PAD, form("Iets.", vel="12")))
    assert "Vel 12 is vandaag al getypt." in page
    assert ("Woorden van een ander." in page) is leest


# ---- who types sees only what he typed -----------------------------------------------------------------


def test_the_page_shows_no_results_to_who_types(client: Client, wijk: Wijk) -> None:
    make_inbreng(wijk, "Woorden van een bewoner.")
    put(wijk, make_gebruiker(Rol.TEAMLID, wijk=wijk), "Getypt door een ander.")
    client.post(PAD, form("Getypt door mij."))
    page = flat(client.get(PAD))
    assert "Getypt door mij." in page
    for secret in (
        "Woorden van een bewoner.",
        "Getypt door een ander.",
        "wa-tel",
        '"/team/jubbega/inbreng/"',
    ):
        assert secret not in page


def test_who_only_types_lands_on_the_page(client: Client, wijk: Wijk) -> None:
    response = client.get("/team/", follow=True)
    assert response.redirect_chain[-1][0] == PAD
    make_wijk("tweede").lidmaatschappen.create(
        gebruiker=Gebruiker.objects.get(lidmaatschappen__wijk=wijk), rol="partner"
    )
    page = flat(client.get("/team/"))
    assert f'"{PAD}"' in page
    assert '"/team/tweede/inbreng/typen/"' not in page


def test_the_team_finds_it_from_the_inbox(wijk: Wijk) -> None:
    page = flat(signed_in(make_gebruiker(Rol.TEAMLID, wijk=wijk)).get("/team/jubbega/inbreng/"))
    assert f'"{PAD}"' in page


# ---- mending a slip ------------------------------------------------------------------------------------


def test_a_slip_is_mended_the_same_day_by_who_made_it(client: Client, wijk: Wijk, typist: Gebruiker) -> None:
    row = put(wijk, typist, "Ik mis een bakje.", vel=Vel("bieb", 12), namens=NamensWie("groep", "de Brug", 9))
    page = client.get(f"{PAD}{row.pk}/")
    assert page.context["form"].initial["namens_naam"] == "de Brug"
    assert code_for(row.verzend_id) in flat(page)
    sent = form("Ik mis een bankje.", revisie=row.revisie, vel="13", stapel="bieb")
    assert client.post(f"{PAD}{row.pk}/", sent).status_code == 303
    row.refresh_from_db()
    assert (row.tekst, row.namens, row.namens_naam, row.namens_aantal) == ("Ik mis een bankje.", "", "", None)
    assert row.invoer.vel == 13
    assert row.invoer.door == typist
    assert Gebeurtenis.objects.filter(actie="invoer_verbeterd").count() == 1
    late = client.post(f"{PAD}{row.pk}/", sent | {"tekst": "Uit een oud tabblad."})
    assert late.status_code == 409
    assert "Ik mis een bankje." in flat(late)


def test_nobody_else_finds_it_not_even_the_coordinator(wijk: Wijk, typist: Gebruiker) -> None:
    row = put(wijk, typist)
    for rol in (Rol.COORDINATOR, Rol.TEAMLID, Rol.INVOERDER):
        other = signed_in(make_gebruiker(rol, wijk=wijk))
        assert other.get(f"{PAD}{row.pk}/").status_code == 404
        assert other.post(f"{PAD}{row.pk}/", form("x", revisie=1)).status_code == 404


def test_after_today_it_is_closed(client: Client, wijk: Wijk, typist: Gebruiker) -> None:
    row = put(wijk, typist)
    Invoer.objects.update(datum=today() - dt.timedelta(days=1))
    assert client.get(f"{PAD}{row.pk}/").status_code == 404
    assert "Dit typte u vandaag" not in flat(client.get(PAD))


def test_what_the_team_works_with_is_no_longer_mended(wijk: Wijk, typist: Gebruiker) -> None:
    row = put(wijk, typist)
    publish(wijk=wijk, keuze=keuze_of(row))
    with pytest.raises(DomeinFout, match="werkt al met dit verhaal"):
        correct_inbreng(wijk=wijk, inbreng=row.pk, revisie=1, getypt=Getypt(tekst="Anders."), door=typist)
    row.refresh_from_db()
    assert row.tekst == "Ik mis een bankje."


def test_what_the_resident_changed_is_no_longer_his_who_typed_it(
    client: Client, wijk: Wijk, typist: Gebruiker
) -> None:
    row = put(wijk, typist, vel=Vel("bieb", 12))
    change_inbreng(inbreng=row, revisie=1, tekst="Dit zeg ik zelf.", mag_delen=False)
    assert client.get(f"{PAD}{row.pk}/").status_code == 404
    assert "Dit zeg ik zelf." not in flat(client.get(PAD))
    with pytest.raises(DubbelFout):  # the sheet stays known
        put(wijk, typist, "Nog eens.", vel=Vel("bieb", 12))


def test_two_tabs_that_mend_see_each_other(wijk: Wijk, typist: Gebruiker) -> None:
    row = put(wijk, typist)
    getypt = Getypt(tekst="Eerste tabblad.")
    correct_inbreng(wijk=wijk, inbreng=row.pk, revisie=1, getypt=getypt, door=typist)
    with pytest.raises(VerouderdFout):
        correct_inbreng(
            wijk=wijk, inbreng=row.pk, revisie=1, getypt=replace(getypt, tekst="Tweede."), door=typist
        )
