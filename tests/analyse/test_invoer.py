"""Typing paper lists in: the keys, a sheet once, mending and undoing the same day."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from analyse.antwoorden import Gegeven
from analyse.invoer.services import AlGetyptFout, Typist, Vel, number_sheet, type_vel
from analyse.invoer.toetsen import read_typed, show_typed
from analyse.models import Drukronde, Inzending, Lijstinvoer, Vraag, Vragenlijst
from analyse.papier.bladen import verzend_id
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from tests.factories import make_gebruiker, make_wijk
from tests.tegelijk import refusals, together
from tests.vragen import make_drukronde, make_vraag, make_vragenlijst
from wijken.models import Lidmaatschap, Volgcode, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    """Three questions, printed on sheets 1 to 40."""
    lijst = make_vragenlijst(wijk, slug="kort")
    make_vraag(lijst, "E1")
    make_vraag(lijst, "E2", "EEN")
    make_vraag(lijst, "E3", "MEER")
    make_drukronde(lijst)
    return lijst


def someone(rol: Rol, wijk: Wijk) -> tuple[Client, Gebruiker]:
    gebruiker = make_gebruiker(rol, wijk=wijk)
    client = Client()
    client.force_login(gebruiker)
    return client, gebruiker


@pytest.fixture
def typist(wijk: Wijk) -> Client:
    return someone(Rol.INVOERDER, wijk)[0]


def url(lijst: Vragenlijst, name: str = "invoer") -> str:
    return reverse(f"analyse:{name}", args=[lijst.wijk.slug, lijst.slug])


def keep(client: Client, lijst: Vragenlijst, blad: int = 7, **typed: Any) -> Any:
    """Send a sheet, with one answer that fits unless told otherwise."""
    data = {"blad": blad, "sleutel": uuid.uuid4(), "taal": "nl", "E2": "1", "doe": "bewaar", **typed}
    return client.post(url(lijst), data)


def mend(client: Client, lijst: Vragenlijst, **typed: Any) -> Any:
    """Send sheet 7 once more, from the form as it is now."""
    return keep(client, lijst, verbeter="ja", stand=stand(client, lijst), **typed)


def stand(client: Client, lijst: Vragenlijst) -> str:
    """What the form of sheet 7 carries; '' when there is no such form."""
    page = client.get(url(lijst), {"blad": 7, "verbeter": 1})
    return str(page.context["form"]["stand"].value()) if "regels" in page.context else ""


def answers(blad: int = 7) -> dict[str, tuple[list[str], int | None, str, str]]:
    rows = Inzending.objects.get(blad=blad).antwoorden.select_related("vraag")
    return {row.vraag.code: (row.keuzes, row.getal, row.tekst, row.bijzonder) for row in rows}


# ---- the keys -------------------------------------------------------------------------------------

ELF = tuple("abcdefghijk")
ANDERS = ("a", "anders")


@pytest.mark.parametrize(
    ("soort", "kiezen", "typed", "wanted"),
    [
        ("EEN", ("a", "b", "c"), "2", Gegeven(keuzes=("b",))),
        ("EEN", ELF, "11", Gegeven(keuzes=("k",))),
        ("EEN", ANDERS, "2: de kerk", Gegeven(keuzes=("anders",), tekst="de kerk")),
        ("EEN", ANDERS, "2: 2 straten verder", Gegeven(keuzes=("anders",), tekst="2 straten verder")),
        ("MEER", ("a", "b", "c"), "13", Gegeven(keuzes=("a", "c"))),
        ("MEER", ("a", "b", "c"), "1, 3", Gegeven(keuzes=("a", "c"))),
        ("MEER", ELF, "1 11", Gegeven(keuzes=("a", "k"))),
        ("RANG", ("a", "b", "c"), "3 1 2", Gegeven(keuzes=("c", "a", "b"))),
        ("CIJFER", (), "10", Gegeven(getal=10)),
        ("SMILEY5", (), "1", Gegeven(getal=5)),  # the first box is 'helemaal mee eens'
        ("SMILEY5", (), "6", Gegeven(keuzes=("weetniet",))),
        ("JN", (), "2", Gegeven(keuzes=("nee",))),
        ("OPEN", (), "Een bankje. 3 bomen.", Gegeven(tekst="Een bankje. 3 bomen.")),
        ("MEER", ("a", "b"), "-", Gegeven(bijzonder="leeg")),
        ("CIJFER", (), "?", Gegeven(bijzonder="onleesbaar")),
        ("EEN", ("a", "b"), "+", Gegeven(bijzonder="twee")),
        ("JN", (), "  ", Gegeven()),
    ],
)
def test_what_is_typed_is_the_answer_and_back(
    lijst: Vragenlijst, soort: str, kiezen: tuple[str, ...], typed: str, wanted: Gegeven
) -> None:
    vraag = Vraag(
        lijst=lijst, soort=soort, antwoorden=[{"code": each, "tekst": {"nl": each}} for each in kiezen]
    )
    found = read_typed(vraag, typed)
    assert found == wanted
    assert read_typed(vraag, show_typed(vraag, found)) == wanted


@pytest.mark.parametrize(
    ("soort", "typed", "zin"),
    [
        ("EEN", "4", "van 1 tot en met 3"),
        ("EEN", "0", "van 1 tot en met 3"),
        ("EEN", "ja", "van 1 tot en met 3"),
        ("EEN", "²", "van 1 tot en met 3"),
        ("EEN", "1 2", "twee kruisjes"),
        ("EEN", "1 de kerk", "van 1 tot en met 3"),
        ("MEER", "1 9", "van 1 tot en met 3"),
        ("MEER", "11", "één keer"),
        ("CIJFER", "11", "van 1 tot en met 10"),
        ("JN", "4", "van 1 tot en met 3"),
    ],
)
def test_a_wrong_number_says_which_there_are(lijst: Vragenlijst, soort: str, typed: str, zin: str) -> None:
    kiezen = [{"code": each, "tekst": {"nl": each}} for each in "abc"] if soort in ("EEN", "MEER") else []
    with pytest.raises(DomeinFout) as fout:
        read_typed(Vraag(lijst=lijst, soort=soort, antwoorden=kiezen), typed)
    assert zin in fout.value.zin


# ---- the screen -----------------------------------------------------------------------------------


def test_a_sheet_is_kept_and_the_next_number_asked(typist: Client, lijst: Vragenlijst) -> None:
    page = typist.get(url(lijst), {"blad": 7})
    assert page.status_code == 200
    assert "Vraag E3?" in page.text
    answer = keep(
        typist, lijst, E1="Een bankje.", E2="2", E3="13", kantlijn="Getekend zonnetje", mag_delen="on"
    )
    assert answer.status_code == 303
    page = typist.get(answer.url)
    assert "Blad 7 van 40 is bewaard." in page.text
    assert "Nog 39 bladen" in page.text
    assert answers() == {
        "E1": ([], None, "Een bankje.", ""),
        "E2": (["b"], None, "", ""),
        "E3": (["a", "c"], None, "", ""),
    }
    row = Lijstinvoer.objects.get()
    assert (row.kantlijn, row.nummer, row.inzending.kanaal, row.inzending.mag_delen) == (
        "Getekend zonnetje",
        1,
        "papier",
        True,
    )


def test_what_is_not_typed_was_left_open(typist: Client, lijst: Vragenlijst) -> None:
    keep(typist, lijst, E1="?", E2="+")
    assert {code: row[3] for code, row in answers().items()} == {
        "E1": "onleesbaar",
        "E2": "twee",
        "E3": "leeg",
    }


def test_an_empty_sheet_is_not_kept(typist: Client, lijst: Vragenlijst) -> None:
    answer = keep(typist, lijst, E1="-", E2="")
    assert answer.status_code == 422
    assert "niets ingevuld" in answer.text
    assert not Inzending.objects.exists()


def test_a_wrong_number_keeps_all_that_was_typed(typist: Client, lijst: Vragenlijst) -> None:
    answer = keep(typist, lijst, E1="Een <b>bankje</b>.", E2="9", kantlijn="hartje")
    assert answer.status_code == 422
    assert "van 1 tot en met 3" in answer.text
    assert "Een &lt;b&gt;bankje&lt;/b&gt;." in answer.text
    assert 'value="9"' in answer.text
    assert 'value="hartje"' in answer.text
    assert not Inzending.objects.exists()


def test_what_points_at_a_person_stops_once(typist: Client, lijst: Vragenlijst) -> None:
    tekst = "Bel 06 12 34 56 78."
    answer = keep(typist, lijst, E1=tekst)
    assert answer.status_code == 422
    assert "[naam]" in answer.text
    assert keep(typist, lijst, E1=tekst, toch="ja").status_code == 303


def test_a_sheet_that_was_not_printed(typist: Client, lijst: Vragenlijst) -> None:
    page = typist.get(url(lijst), {"blad": 412})
    assert page.status_code == 422
    assert "Blad 412 is niet gedrukt. Kijk het nummer na." in page.text
    assert keep(typist, lijst, 412).status_code == 422
    assert not Inzending.objects.exists()


def test_the_questions_are_those_of_the_printed_version(typist: Client, lijst: Vragenlijst) -> None:
    lijst.vragen.filter(code="E2").update(tot_versie=1)
    make_vraag(lijst, "E9", van_versie=2)
    lijst.versie = 2
    lijst.save()
    page = typist.get(url(lijst), {"blad": 7}).text
    assert "Vraag E2?" in page
    assert "Vraag E9?" not in page
    keep(typist, lijst)
    assert Inzending.objects.get().versie == 1


def test_the_code_on_the_sheet_works(typist: Client, lijst: Vragenlijst) -> None:
    keep(typist, lijst)
    code = code_for(verzend_id(lijst, 7))
    page = Client().get(reverse("agenda:volg_code", args=[code]))
    assert page.status_code == 200
    assert "Vraag E2?" in page.text


def test_the_same_form_twice_is_one_sheet(typist: Client, lijst: Vragenlijst) -> None:
    sleutel = uuid.uuid4()
    assert [keep(typist, lijst, sleutel=sleutel).status_code for _ in range(2)] == [303, 303]
    assert Lijstinvoer.objects.count() == 1


def test_a_sheet_of_somebody_else_is_told_and_nothing_is_lost(
    typist: Client, lijst: Vragenlijst, wijk: Wijk
) -> None:
    keep(typist, lijst)
    other = someone(Rol.INVOERDER, wijk)[0]
    page = other.get(url(lijst), {"blad": 7, "verbeter": 1})
    assert page.status_code == 409
    assert "Blad 7 is al ingevoerd." in page.text
    assert "Verbeter blad 7" not in page.text
    answer = keep(other, lijst, E1="Mijn lezing.")
    assert answer.status_code == 409
    assert "Mijn lezing." in answer.text
    assert "E1" in answers()
    assert answers()["E1"][2] == ""


def test_two_people_at_the_same_moment(transactional_db: None, lijst: Vragenlijst, wijk: Wijk) -> None:
    vel = Vel(gegevens={"E2": [Gegeven(keuzes=("a",))]})
    people = [make_gebruiker(Rol.INVOERDER, wijk=wijk) for _ in range(3)]
    works = [
        partial(type_vel, lijst=lijst, blad=7, sleutel=uuid.uuid4(), vel=vel, typist=Typist(door=gebruiker))
        for gebruiker in people
    ]
    assert len(refusals(*works, of=AlGetyptFout)) == 2
    assert Lijstinvoer.objects.count() == Inzending.objects.count() == Volgcode.objects.count() == 1


def test_mend_the_same_day(typist: Client, lijst: Vragenlijst) -> None:
    keep(typist, lijst, E1="Een bank.", E3="12")
    page = typist.get(url(lijst), {"blad": 7, "verbeter": 1})
    assert 'value="1 2"' in page.text
    assert mend(typist, lijst, E1="Een bankje.", E2="3", E3="12").status_code == 303
    assert answers()["E1"][2] == "Een bankje."
    assert answers()["E2"][0] == ["c"]
    assert Inzending.objects.count() == 1


def test_what_the_team_read_is_not_mended(typist: Client, lijst: Vragenlijst) -> None:
    keep(typist, lijst, E1="Een bank.")
    Inzending.objects.get().antwoorden.filter(vraag__code="E1").update(status="gelezen")
    answer = mend(typist, lijst, E1="Iets anders.")
    assert answer.status_code == 422
    assert "Iets anders." in answer.text
    assert answers()["E1"][2] == "Een bank."
    assert mend(typist, lijst, E1="Een bank.", E2="3").status_code == 303


def test_the_team_mends_what_another_typed_today(typist: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    keep(typist, lijst)
    team = someone(Rol.TEAMLID, wijk)[0]
    assert mend(team, lijst, E2="3").status_code == 303
    Lijstinvoer.objects.update(datum="2026-01-01")
    assert mend(team, lijst, E2="2").status_code == 422
    assert answers()["E2"][0] == ["c"]


def test_who_mends_after_another_did_loses_nothing(typist: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    keep(typist, lijst, E1="Een bank.")
    before = stand(typist, lijst)
    team = someone(Rol.TEAMLID, wijk)[0]
    assert mend(team, lijst, E1="Een bank.", E2="3").status_code == 303
    answer = keep(typist, lijst, E1="Twee bomen.", E2="2", verbeter="ja", stand=before)
    assert answer.status_code == 422
    assert "Iemand anders verbeterde blad 7" in answer.text
    assert "Twee bomen." in answer.text
    assert answers()["E2"][0] == ["c"]
    same = keep(team, lijst, E1="Een bank.", E2="3", verbeter="ja", stand=before)
    assert same.status_code == 303, "the same form a second time"


def test_what_was_not_asked_is_told_and_nothing_drops_unseen(typist: Client, lijst: Vragenlijst) -> None:
    make_vraag(lijst, "E4", toon_als={"vraag": "E2", "antwoorden": ["c"]})
    answer = keep(typist, lijst, E2="1", E4="Op zondag.")
    assert answer.status_code == 422
    assert "Dit hoort niet bij het antwoord op E2." in answer.text
    assert "Op zondag." in answer.text
    assert not Inzending.objects.exists()
    assert keep(typist, lijst, E2="3", E4="Op zondag.").status_code == 303
    assert answers()["E4"][2] == "Op zondag."


def test_a_sheet_in_another_language_shows_its_own_words(typist: Client, lijst: Vragenlijst) -> None:
    Vraag.objects.filter(lijst=lijst, code="E1").update(
        tekst={"nl": "Wat mist u?", "en": "What do you miss?"}
    )
    assert "What do you miss?" not in typist.get(url(lijst), {"blad": 7}).text
    Drukronde.objects.update(taal="en")
    page = typist.get(url(lijst), {"blad": 7}).text
    assert "Wat mist u?" in page
    assert "What do you miss?" in page


def test_a_full_evening_costs_as_many_queries_as_one_sheet(
    typist: Client, lijst: Vragenlijst, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keep(typist, lijst, blad=1)
    with CaptureQueriesContext(connection) as once:
        typist.get(url(lijst), {"net": 1})
    one = len(once)
    for blad in range(2, 30):
        keep(typist, lijst, blad=blad)
    with django_assert_max_num_queries(one):
        assert "29" in typist.get(url(lijst), {"net": 29}).text


def test_undo_takes_the_sheet_and_its_code_away(typist: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    keep(typist, lijst)
    other = someone(Rol.INVOERDER, wijk)[0]
    assert other.post(url(lijst), {"doe": "ongedaan", "blad": 7}).status_code == 422
    assert Inzending.objects.exists()
    for _ in range(2):
        assert typist.post(url(lijst), {"doe": "ongedaan", "blad": 7}).status_code == 303
    assert not Inzending.objects.exists()
    assert not Volgcode.objects.exists()
    assert keep(typist, lijst).status_code == 303


def test_a_sheet_without_a_number_gets_the_next_one(typist: Client, lijst: Vragenlijst) -> None:
    answer = typist.post(url(lijst), {"doe": "zonder"})
    assert answer.status_code == 303
    assert "Schrijf nummer 41 boven aan het blad." in typist.get(answer["Location"]).text
    assert keep(typist, lijst, 41).status_code == 303
    typist.post(url(lijst), {"doe": "zonder"})
    assert list(Drukronde.objects.values_list("van_blad", "tot_blad")) == [(41, 42), (1, 40)]


def test_no_number_is_given_twice(transactional_db: None, lijst: Vragenlijst) -> None:
    give = partial(number_sheet, lijst=lijst, typist=Typist())
    assert sorted(together(give, give, give)) == [41, 42, 43]


def test_a_list_that_never_opened(typist: Client, lijst: Vragenlijst) -> None:
    Vragenlijst.objects.update(status="concept")
    answer = keep(typist, lijst, E1="Blijft staan.")
    assert answer.status_code == 422
    assert "Blijft staan." in answer.text
    assert typist.post(url(lijst), {"doe": "zonder"}).status_code == 422


def test_who_types_sees_no_results_and_no_other_wijk(typist: Client, lijst: Vragenlijst) -> None:
    for name in ("uitslag", "lezen", "lijst", "invoeravond"):
        assert typist.get(url(lijst, name)).status_code == 403
    elders = make_vragenlijst(make_wijk("elders"), slug="elders")
    assert typist.get(url(elders)).status_code == 404
    assert keep(typist, elders).status_code == 404
    page = typist.get(reverse("analyse:invoerlijsten", args=["dorp"]))
    assert url(lijst) in page.text
    assert "elders" not in page.text
