"""Languages: kept, never refused; a person's translation beside the original, as long as those words live."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agenda.inhoud import WEGGEHAALD
from agenda.opbouw import build_inhoud
from agenda.services import intrekken, weghalen
from bewoners.models import Inbreng, Vertaling
from bewoners.services.vertaling import AndereWoorden, delete_vertaling, save_vertaling, set_taal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from tests.factories import (
    Rol,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_vertaling,
    make_wijk,
)
from wijken.models import Gebeurtenis, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
ARABISCH, NEDERLANDS = "نحب المشي هنا مع سعاد", "Wij wandelen hier graag"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def teamlid(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.TEAMLID, wijk=wijk)


@pytest.fixture
def client(teamlid: Gebruiker) -> Client:
    client = Client()
    client.force_login(teamlid)
    return client


@pytest.fixture
def inbreng(wijk: Wijk) -> Inbreng:
    return make_inbreng(wijk, ARABISCH, taal="ar", met_code=True)


def page(client: Client, address: str) -> str:
    """The page without the line breaks of the template."""
    response = client.get(address, follow=True)
    assert isinstance(response, HttpResponse)
    flat = re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")
    return re.sub(r"(<p[^>]*>) ", r"\1", flat)


def address(inbreng: Inbreng) -> str:
    return f"/team/jubbega/inbreng/{inbreng.pk}/vertaling/"


def translate(inbreng: Inbreng, tekst: str = NEDERLANDS, **velden: Any) -> Vertaling:
    numbers = {"woorden": inbreng.revisie, "revisie": 0} | velden
    return save_vertaling(wijk=inbreng.wijk, inbreng=inbreng.pk, tekst=tekst, **numbers)


# ---- the inbox -----------------------------------------------------------------------------------------


def test_what_must_be_translated_stands_apart(client: Client, wijk: Wijk, inbreng: Inbreng) -> None:
    make_inbreng(wijk, "Gewoon Nederlands.")
    make_inbreng(wijk, "Geweigerd Turks.", taal="tr", status=Inbreng.Status.GEWEIGERD)
    make_vertaling(make_inbreng(wijk, "Already done.", taal="en"))
    make_inbreng(wijk, "It is hjir moai.", taal="und")
    found = page(client, "/team/jubbega/inbreng/?status=vertalen")
    assert f'<p lang="ar" dir="auto">{ARABISCH}' in found
    assert "een andere taal</span>" in found
    for other in ("Gewoon Nederlands.", "Geweigerd Turks.", "Already done."):
        assert other not in found
    assert "Moet vertaald <span>2</span>" in found


def test_a_wijk_without_other_languages_has_no_such_tab(client: Client, wijk: Wijk) -> None:
    make_inbreng(wijk, "Gewoon Nederlands.")
    assert "Moet vertaald" not in page(client, "/team/jubbega/inbreng/?status=gepubliceerd")


def test_the_translation_stands_beside_the_words_and_is_searched(client: Client, inbreng: Inbreng) -> None:
    make_vertaling(inbreng, "Bel mevrouw Jansen, zij kan het niet meer.")
    found = page(client, "/team/jubbega/inbreng/?status=gepubliceerd&zoek=jansen")
    assert ARABISCH in found
    assert "Vertaald uit: Arabisch" in found
    assert '<mark class="wa-merk">mevrouw Jansen</mark>' in found  # only the translation lets us see it
    assert "Dit lijkt te gaan over één persoon." in found


def test_a_bundle_and_an_answer_show_both(client: Client, wijk: Wijk, inbreng: Inbreng) -> None:
    make_vertaling(inbreng, NEDERLANDS)
    bundel = make_bundel(wijk)
    make_terugkoppeling(bundel)
    inbreng.bundel = bundel
    inbreng.save()
    for name in ("bewoners:bundel_detail", "agenda:antwoord"):
        found = page(client, reverse(name, args=["jubbega", bundel.pk]))
        assert ARABISCH in found
        assert NEDERLANDS in found


# ---- translating ---------------------------------------------------------------------------------------


def test_somebody_types_what_it_says(client: Client, teamlid: Gebruiker, inbreng: Inbreng) -> None:
    assert ARABISCH in page(client, address(inbreng))
    sent = {"tekst": NEDERLANDS, "revisie": 0, "woorden": inbreng.revisie, "staat": "status=vertalen"}
    response = client.post(address(inbreng), sent)
    assert response.status_code == 303
    assert response["Location"].endswith("/inbreng/?status=vertalen")
    client.post(address(inbreng), sent)
    vertaling = Vertaling.objects.get()
    assert (vertaling.tekst, vertaling.door, vertaling.revisie) == (NEDERLANDS, teamlid, 1)
    assert Gebeurtenis.objects.filter(actie="vertaald").count() == 1
    inbreng.refresh_from_db()
    assert inbreng.tekst == ARABISCH
    assert inbreng.revisie == 1  # what is chosen in the inbox stays chosen


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (" ", "Typ eerst wat hier in het Nederlands staat."),
        ("Bel 0513 12 34 56", "Haal het telefoonnummer weg."),
        ("w" * 3001, "Uw tekst is te lang."),
    ],
    ids=["empty", "telephone", "too long"],
)
def test_bad_input_is_told_and_kept(client: Client, inbreng: Inbreng, tekst: str, zin: str) -> None:
    response = client.post(address(inbreng), {"tekst": tekst, "revisie": 0, "woorden": inbreng.revisie})
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert tekst.strip() in response.content.decode()
    assert not Vertaling.objects.exists()


def test_two_translators_see_each_other(client: Client, inbreng: Inbreng) -> None:
    translate(inbreng, "Eerste vertaling.")
    with pytest.raises(VerouderdFout):
        translate(inbreng, "Tweede vertaling.")
    sent = {"tekst": "Tweede vertaling.", "revisie": 0, "woorden": inbreng.revisie}
    response = client.post(address(inbreng), sent)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "Eerste vertaling." in shown
    assert "Tweede vertaling.</textarea>" in shown
    assert client.post(address(inbreng), sent | {"revisie": 1}).status_code == 303
    assert Vertaling.objects.get().tekst == "Tweede vertaling."


def test_words_that_changed_meanwhile_are_read_again(client: Client, inbreng: Inbreng) -> None:
    intrekken.change_inbreng(inbreng=inbreng, revisie=1, tekst="شيء آخر", mag_delen=True)
    with pytest.raises(AndereWoorden):
        translate(inbreng)
    sent = {"tekst": NEDERLANDS, "revisie": 0, "woorden": 1}
    response = client.post(address(inbreng), sent)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "شيء آخر" in shown
    assert f"{NEDERLANDS}</textarea>" in shown
    assert '<input type="hidden" name="woorden" value="2">' in re.sub(r"\s+", " ", shown).replace('" >', '">')
    assert client.post(address(inbreng), sent | {"woorden": 2}).status_code == 303


def test_a_translation_can_be_taken_away(client: Client, inbreng: Inbreng) -> None:
    make_vertaling(inbreng)
    assert client.post(address(inbreng), {"doe": "weg"}).status_code == 303
    delete_vertaling(wijk=inbreng.wijk, inbreng=inbreng.pk)
    assert not Vertaling.objects.exists()
    assert Gebeurtenis.objects.filter(actie="vertaling_weggehaald").count() == 1


def test_a_wrongly_guessed_language_is_put_right(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, "Chcemy tu usiąść.")
    assert "Dit verhaal staat op Nederlands." in page(client, address(inbreng))
    with pytest.raises(DomeinFout, match="al in het Nederlands"):
        translate(inbreng)
    client.post(address(inbreng), {"doe": "taal", "taal": "und", "taal_naam": "Kasjoebisch"})
    client.post(address(inbreng), {"doe": "taal", "taal": "pl", "taal_naam": "wordt vergeten"})
    inbreng.refresh_from_db()
    assert (inbreng.taal, inbreng.taal_naam) == ("pl", "")
    assert Gebeurtenis.objects.filter(actie="taal_gewijzigd").count() == 2
    response = client.post(address(inbreng), {"doe": "taal", "taal": "und", "taal_naam": "<b>12</b>"})
    assert response.status_code == 422
    assert "Typ alleen de naam van de taal" in response.content.decode()


def test_back_to_dutch_hides_a_translation_and_loses_nothing(inbreng: Inbreng) -> None:
    make_vertaling(inbreng, NEDERLANDS)
    set_taal(wijk=inbreng.wijk, inbreng=inbreng.pk, taal="nl")
    assert Inbreng.objects.select_related("vertaling").get().nederlands == ""
    set_taal(wijk=inbreng.wijk, inbreng=inbreng.pk, taal="ar")
    assert Inbreng.objects.select_related("vertaling").get().nederlands == NEDERLANDS


# ---- as long as the words live -------------------------------------------------------------------------


def test_masking_takes_the_translation_too(client: Client, inbreng: Inbreng) -> None:
    make_vertaling(inbreng, "Wij wandelen hier graag met Souad")
    assert "De vertaling gaat ook weg" in page(
        client, f"/team/jubbega/inbreng/{inbreng.pk}/woorden-weghalen/"
    )
    begin = ARABISCH.index("سعاد")
    weghalen.mask_words(
        wijk=inbreng.wijk,
        inbreng=inbreng.pk,
        revisie=1,
        passages=[(begin, len(ARABISCH))],
        vervanging="[naam]",
    )
    assert not Vertaling.objects.exists()
    assert "Souad" not in page(client, "/team/jubbega/inbreng/?status=vertalen")


def test_other_words_of_the_resident_take_it_too_but_not_another_choice(inbreng: Inbreng) -> None:
    make_vertaling(inbreng)
    row = intrekken.change_inbreng(inbreng=inbreng, revisie=1, tekst=ARABISCH, mag_delen=False)
    assert Vertaling.objects.exists()
    intrekken.change_inbreng(inbreng=row, revisie=row.revisie, tekst="شيء آخر", mag_delen=False)
    assert not Vertaling.objects.exists()


def test_taking_back_and_a_question_for_help_take_it_too(wijk: Wijk, inbreng: Inbreng) -> None:
    make_vertaling(inbreng)
    intrekken.withdraw_inbreng(inbreng=inbreng)
    assert not Vertaling.objects.exists()
    other = make_inbreng(wijk, "yardıma ihtiyacım var", taal="und")
    make_vertaling(other)
    weghalen.wipe_tekst(wijk=wijk, inbreng=other.pk, revisie=1)
    assert not Vertaling.objects.exists()


# ---- as evidence, and in what was adopted ----------------------------------------------------------------


@pytest.fixture
def quoted(wijk: Wijk, inbreng: Inbreng) -> Inbreng:
    make_vertaling(inbreng, NEDERLANDS)
    make_onderbouwing(make_plan(make_agenda(wijk)), inbreng=inbreng)
    return inbreng


def test_a_quote_shows_the_translation_and_the_words_themselves(
    client: Client, wijk: Wijk, quoted: Inbreng
) -> None:
    make_versie(wijk.agendas.get())
    for where in ("/wijken/jubbega/", "/wijken/jubbega/agenda/"):
        found = page(Client(), where)
        assert f'<p lang="nl" dir="auto">“{NEDERLANDS}” </p>' in found
        assert "Vertaald uit het Arabisch. De eigen woorden:" in found
        assert f'<p class="wa-klein" lang="ar" dir="auto">“{ARABISCH}” </p>' in found
    plan = wijk.agendas.get().agendapunten.get()
    assert NEDERLANDS in page(client, f"/team/jubbega/agenda/plan/{plan.uuid}/")


@pytest.mark.usefixtures("quoted")
def test_who_reads_that_language_sees_only_the_words_themselves() -> None:
    found = page(Client(), "/wijken/jubbega/?taal=ar")
    assert ARABISCH in found
    assert NEDERLANDS not in found


def test_the_resident_sees_his_own_words(quoted: Inbreng) -> None:
    found = page(Client(), f"/volg/{code_for(quoted.verzend_id)}/")
    assert ARABISCH in found
    assert NEDERLANDS not in found


def test_what_was_adopted_keeps_both_and_loses_both_together(wijk: Wijk, quoted: Inbreng) -> None:
    agenda = wijk.agendas.get()
    key = str(quoted.pk)
    assert build_inhoud(agenda)["citaten"][key]["vertaling"] == NEDERLANDS
    versie = make_versie(agenda)
    Vertaling.objects.update(tekst="Later anders vertaald.")
    assert NEDERLANDS in page(Client(), "/wijken/jubbega/agenda/")
    intrekken.withdraw_inbreng(inbreng=quoted)
    versie.refresh_from_db()
    assert versie.inhoud["citaten"][key]["tekst"] == WEGGEHAALD
    assert versie.inhoud["citaten"][key]["vertaling"] == WEGGEHAALD
    found = page(Client(), "/wijken/jubbega/agenda/")
    assert NEDERLANDS not in found
    assert "Vertaald uit" not in found
