"""The questions at a door: on one page, kept once, in the language of who opens."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from analyse.bibliotheek import make_vragen
from analyse.lijst.services import close_lijst
from analyse.models import Antwoord, Deurronde, Inzending, Straatdeel, Vraag, Vragenlijst
from tests.analyse.lijsten import url
from tests.analyse.test_deur import as_member, counts
from tests.factories import Rol, make_wijk
from tests.vragen import make_deurronde, make_straatdeel, make_vraag, make_vragenlijst
from wijken.models import Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
VIJF = ("V04", "V05", "V06", "V19", "V35")


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp", naam="De Brink")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, soort="deur", talen=["en", "ar"])
    Vraag.objects.bulk_create(make_vragen(lijst, VIJF))
    return lijst


@pytest.fixture
def ronde(lijst: Vragenlijst) -> Deurronde:
    return make_deurronde(lijst)


@pytest.fixture
def deel(ronde: Deurronde) -> Straatdeel:
    return make_straatdeel(ronde)


@pytest.fixture
def invoerder(wijk: Wijk) -> Client:
    return as_member(wijk, Rol.INVOERDER)


def vragen(deel: Straatdeel) -> str:
    return url("deur_vragen", deel.ronde.lijst, deel.ronde_id, deel.pk)


def filled(**fields: Any) -> dict[str, str]:
    return {
        "deur-verzend_id": str(uuid.uuid4()),
        "deur-versie": "1",
        "deur-taal": "nl",
        "V04-keuze": "8",
        "V06-tekst": "Een bankje bij de winkel.",
        **fields,
    }


def test_all_five_questions_stand_on_one_page_with_what_to_say_first(
    invoerder: Client, deel: Straatdeel
) -> None:
    page = invoerder.get(vragen(deel)).content.decode()
    for code in VIJF:
        assert f'name="{code}-' in page
    assert "Wij schrijven uw naam en uw adres niet op." in page
    assert "Meedoen is vrij." in page
    assert "namens het wijkteam van De Brink" in " ".join(page.split())


def test_what_was_said_is_kept_once_and_counts_that_door(invoerder: Client, deel: Straatdeel) -> None:
    sent = filled(**{"deur-mag_delen": "ja"})
    answers = [invoerder.post(vragen(deel), sent) for _time in range(2)]
    inzending = Inzending.objects.get()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (inzending.kanaal, inzending.deurronde, inzending.mag_delen) == ("deur", deel.ronde, True)
    given = Antwoord.objects.values_list("vraag__code", "getal", "tekst").order_by("vraag__code")
    assert list(given) == [("V04", 8, ""), ("V06", None, "Een bankje bij de winkel.")]
    assert counts(deel) == (1, 1, 0)


def test_who_wants_it_sees_the_code_and_others_share_nothing(invoerder: Client, deel: Straatdeel) -> None:
    answer = invoerder.post(vragen(deel), filled(), follow=True)
    inzending = Inzending.objects.get()
    page = answer.content.decode()
    assert "Bewaard. Volgende deur." in page
    assert code_for(inzending.verzend_id) in page
    assert 'class="qr"' in page
    assert f'data-bewaard="{inzending.verzend_id}"' in page
    assert inzending.mag_delen is False
    assert "Een bankje" not in page  # the next door sees nothing of the last
    assert answer["Cache-Control"] == "no-store"


def test_an_error_keeps_what_was_said_and_counts_nothing(invoerder: Client, deel: Straatdeel) -> None:
    answer = invoerder.post(
        vragen(deel), filled(**{"V05-tekst": "<b>Bel</b> 06 12 34 56 78", "deur-mag_delen": "ja"})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;b&gt;Bel&lt;/b&gt; 06 12 34 56 78" in page
    assert "Een bankje bij de winkel." in page
    assert "Haal het telefoonnummer weg." in page
    assert 'name="toch"' in page
    assert counts(deel) == (0, 0, 0)
    kept = invoerder.post(vragen(deel), filled(**{"V05-tekst": "Bel 06 12 34 56 78", "toch": "ja"}))
    assert kept.status_code == 303


def test_an_empty_form_is_no_answer(invoerder: Client, deel: Straatdeel) -> None:
    answer = invoerder.post(vragen(deel), filled(**{"V04-keuze": "", "V06-tekst": ""}))
    assert answer.status_code == 422
    assert "U hebt nog niets ingevuld." in answer.content.decode()
    assert counts(deel) == (0, 0, 0)


def test_the_questions_come_in_the_language_of_who_opens(invoerder: Client, deel: Straatdeel) -> None:
    page = " ".join(invoerder.get(f"{vragen(deel)}?in=ar").content.decode().split())
    assert 'lang="ar" dir="rtl"' in page
    assert 'name="deur-taal" value="ar"' in page
    answer = invoerder.post(vragen(deel), filled(**{"deur-taal": "ar"}))
    assert "in=ar" in answer["Location"]  # the next neighbour often speaks it as well
    assert Inzending.objects.get().taal == "ar"
    assert 'name="deur-taal" value="nl"' in invoerder.get(f"{vragen(deel)}?in=tr").content.decode()


def test_what_waited_on_a_phone_comes_in_after_the_round_and_after_the_list(
    invoerder: Client, deel: Straatdeel, ronde: Deurronde, lijst: Vragenlijst
) -> None:
    ronde.klaar_op = ronde.datum
    ronde.save()
    assert invoerder.post(vragen(deel), filled()).status_code == 303
    close_lijst(lijst=lijst)
    assert invoerder.post(vragen(deel), filled()).status_code == 303
    assert Inzending.objects.counted().count() == 2
    assert counts(deel) == (2, 2, 0)


def test_the_version_that_was_shown_is_the_version_that_is_kept(
    invoerder: Client, deel: Straatdeel, lijst: Vragenlijst
) -> None:
    lijst.vragen.filter(code="V06").update(tot_versie=1)
    lijst.versie = 2
    lijst.save()
    invoerder.post(vragen(deel), filled())
    assert Antwoord.objects.filter(vraag__code="V06").exists()
    answer = invoerder.post(vragen(deel), filled(**{"deur-versie": "9"}))
    assert answer.status_code == 409
    assert Inzending.objects.count() == 1


def test_a_list_that_is_not_open_asks_nothing(
    invoerder: Client, deel: Straatdeel, lijst: Vragenlijst
) -> None:
    Vragenlijst.objects.filter(pk=lijst.pk).update(status="concept", open_sinds=None)
    page = invoerder.get(vragen(deel)).content.decode()
    assert "Deze lijst is nog niet open" in page
    assert "data-deurform" not in page
    assert invoerder.post(vragen(deel), filled()).status_code == 422
    assert not Inzending.objects.exists()


def test_a_question_that_follows_says_after_which_answer(
    invoerder: Client, deel: Straatdeel, lijst: Vragenlijst
) -> None:
    make_vraag(lijst, "E90", "EEN", kiezen=("a", "b"))
    make_vraag(lijst, "E91", toon_als={"vraag": "E90", "antwoorden": ["b"]})
    assert "Alleen na dit antwoord: E90: B" in invoerder.get(vragen(deel)).content.decode()
    invoerder.post(vragen(deel), filled(**{"E90-keuze": "a", "E91-tekst": "Hoort er niet bij."}))
    assert not Antwoord.objects.filter(vraag__code="E91").exists()
