"""Reading open answers: who may, what is shown first, marking, labels, hiding, undo, searching."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analyse.keuzes import Leesstatus, Telt
from analyse.lezen.services import add_labels, hide, mark_read, undo
from analyse.lezen.staat import Staat
from analyse.lezen.woorden import look_at_words
from analyse.models import Antwoord, Vragenlijst
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
ADRES = "/team/jubbega/analyse/lijst/lijst/lezen/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, slug="lijst")
    make_vraag(lijst, "E1")
    make_vraag(lijst, "E2", "MEER", kiezen=("a", "anders"))
    return lijst


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def answer(
    lijst: Vragenlijst, tekst: str = "Ik mis een bankje.", code: str = "E1", **fields: Any
) -> Antwoord:
    """An answer in words, of somebody who answered nothing else."""
    own = {name: fields.pop(name) for name in ("status", "labels", "keuzes") if name in fields}
    inzending = make_inzending(lijst, **fields)
    return make_antwoord(inzending, lijst.vragen.get(code=code), tekst=tekst, **own)


def do(client: Client, doe: str, **velden: Any) -> HttpResponse:
    response = client.post(f"{ADRES}doe/", {"doe": doe, **velden})
    assert isinstance(response, HttpResponse)
    return response


def flat(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")


def read(client: Client, query: str = "") -> str:
    response = client.get(f"{ADRES}{query}")
    assert isinstance(response, HttpResponse)
    return flat(response)


def shown(page: str) -> list[str]:
    """The keys of the answers on the page, in order."""
    return re.findall(r'id="rij-([0-9a-f-]{36})"', page)


# ---- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
def test_who_may_not_read_sees_no_answer_and_changes_none(wijk: Wijk, lijst: Vragenlijst, rol: Rol) -> None:
    row = answer(lijst)
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    for pad in ("", "woorden/", "citaten/"):
        response = client.get(f"{ADRES}{pad}")
        assert response.status_code == 403
        assert "bankje" not in response.content.decode()
    assert do(client, "gelezen", kies=str(row.pk)).status_code == 403
    row.refresh_from_db()
    assert row.status == Leesstatus.NIEUW


def test_answers_of_another_wijk_or_list_are_out_of_reach(client: Client, lijst: Vragenlijst) -> None:
    ander = make_wijk()
    foreign = make_vragenlijst(ander, slug="lijst")
    make_vraag(foreign, "E1")
    far = answer(foreign, "Van ver.")
    near = make_vragenlijst(lijst.wijk, slug="tweede")
    make_vraag(near, "E1")
    other = answer(near, "Van de andere lijst.")
    assert client.get(f"/team/{ander.slug}/analyse/lijst/lijst/lezen/").status_code == 404
    for row in (far, other):
        for doe in ("gelezen", "verhaal", f"verberg:{row.pk}"):
            do(client, doe, kies=str(row.pk))
        row.refresh_from_db()
        assert (row.status, row.inbreng) == (Leesstatus.NIEUW, None)
    assert shown(read(client)) == []


# ---- what is shown -------------------------------------------------------------------------------------


def test_unread_comes_first_then_the_newest_and_what_does_not_count_stays_out(
    client: Client, lijst: Vragenlijst
) -> None:
    dag = today()
    old = answer(lijst, datum=dag.replace(year=dag.year - 1))
    new = answer(lijst)
    done = answer(lijst, status=Leesstatus.GELEZEN)
    late = answer(lijst, telt=Telt.LAAT, datum=dag.replace(year=dag.year - 2))
    answer(lijst, telt=Telt.NIET)
    answer(lijst, status=Leesstatus.VERBORGEN)
    make_antwoord(make_inzending(lijst), lijst.vragen.get(code="E2"), keuzes=["a"])  # no words
    page = read(client)
    assert shown(page) == [str(row.pk) for row in (new, old, late, done)]
    assert "3 antwoorden zijn nog niet gelezen" in page
    assert "Kwam na het sluiten" in page


def test_words_of_people_are_escaped_with_their_language_and_a_hint(
    client: Client, lijst: Vragenlijst
) -> None:
    answer(lijst, "<b>Bel</b> mijn buurvrouw op 06 12345678", taal="ar")
    page = read(client)
    assert "&lt;b&gt;Bel" in page
    assert "<b>Bel" not in page
    assert '<p lang="ar" dir="auto">' in page
    assert "Dit lijkt te gaan over een telefoonnummer" in page


def test_as_many_queries_for_one_as_for_thirty(client: Client, lijst: Vragenlijst) -> None:
    def count(pad: str = "") -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"{ADRES}{pad}").status_code == 200
        return len(queries)

    answer(lijst, labels=["zitten"])
    answer(lijst, "Een bankje bij de winkel.")
    before = (count(), count("woorden/"))
    for number in range(30):
        answer(lijst, f"Bankje {number} bij de winkel.", taal="ar" if number % 3 else "nl", labels=["zitten"])
    assert (count(), count("woorden/")) == before


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?zoek=bankjes", {"bank", "ander"}),  # the stem
        ("?zoek=bankie", {"bank"}),  # a slip of the pen; 'anders' has 'bankjes'
        ("?zoek=winkle+bankje", {"bank"}),
        ("?zoek=ankj", {"bank", "ander"}),  # in the middle of a word
        ("?woord=bankje", {"bank", "ander"}),
        ("?woord=bankje&woord=winkels", {"bank"}),
        ("?vraag=E2", {"ander"}),
        ("?label=zitten", {"bank"}),
        ("?kanaal=papier", {"fiets"}),
        ("?in_taal=ar", {"arabisch"}),
        ("?lees=gelezen", {"fiets"}),
        ("?lees=nieuw", {"bank", "ander", "arabisch"}),
    ],
)
def test_searching_and_filtering(client: Client, lijst: Vragenlijst, query: str, wanted: set[str]) -> None:
    rows = {
        "bank": answer(lijst, "Ik mis een bankje bij de winkel.", labels=["zitten"]),
        "ander": answer(lijst, "Meer bankjes", "E2", keuzes=["anders"]),
        "fiets": answer(lijst, "Een fietspad.", kanaal="papier", status=Leesstatus.GELEZEN),
        "arabisch": answer(lijst, "مقعد", taal="ar"),
    }
    assert set(shown(read(client, query))) >= {str(rows[name].pk) for name in wanted}
    if "bankie" not in query:
        assert set(shown(read(client, query))) == {str(rows[name].pk) for name in wanted}


@pytest.mark.parametrize(
    "query", ["?pagina=x", "?antwoord=x", "?woord=%27%22%28%26", "?zoek=%25_%5C%27%28%7C", "?open=verberg:x"]
)
def test_an_address_that_makes_no_sense_is_no_error(client: Client, lijst: Vragenlijst, query: str) -> None:
    answer(lijst)
    assert client.get(f"{ADRES}{query}").status_code == 200


def test_empty_says_what_to_do_first(client: Client, lijst: Vragenlijst) -> None:
    assert "Zet de vragenlijst open" in read(client)
    answer(lijst)
    page = read(client, "?zoek=zeppelin")
    assert "Geen antwoord past bij deze keuze" in page


# ---- marking, labels, undo -----------------------------------------------------------------------------


def test_reading_a_page_marks_what_was_on_it_and_can_be_undone(client: Client, lijst: Vragenlijst) -> None:
    first, second = answer(lijst), answer(lijst)
    response = do(client, "getoond", getoond=[str(first.pk), str(second.pk)], staat="vraag=E1")
    assert response.status_code == 303
    assert response.headers["Location"] == f"{ADRES}?vraag=E1"
    assert lijst.inzendingen.filter(antwoorden__status="gelezen").count() == 2
    page = read(client)
    assert "2 antwoorden gelezen." in page
    id_ = re.findall(r'name="id" value="(\w+)"', page)
    client.post(f"{ADRES}ongedaan/", {"id": id_})
    client.post(f"{ADRES}ongedaan/", {"id": id_})  # twice: the second time nothing happens
    assert Antwoord.objects.filter(status=Leesstatus.NIEUW).count() == 2


def test_undo_leaves_what_somebody_changed_since(lijst: Vragenlijst) -> None:
    row = answer(lijst)
    zet = mark_read(lijst=lijst, antwoorden=[row.pk])
    add_labels(lijst=lijst, antwoorden=[row.pk], labels="zitten")
    assert undo(lijst=lijst, zet=zet) == 0
    row.refresh_from_db()
    assert row.status == Leesstatus.GELEZEN


def test_labels_on_several_at_once_spelled_as_they_were(client: Client, lijst: Vragenlijst) -> None:
    first, second = answer(lijst, labels=["Bankjes"]), answer(lijst)
    keys = [str(first.pk), str(second.pk)]
    do(client, "label", kies=keys, label=" bankjes ,  het   groen,")
    do(client, "label", kies=keys, label="het groen")  # again: nothing more
    assert [Antwoord.objects.get(pk=key).labels for key in keys] == [["Bankjes", "het groen"]] * 2
    assert '<option value="het groen"></option>' in read(client)
    do(client, f"label_weg:{second.pk}:Bankjes")
    second.refresh_from_db()
    assert second.labels == ["het groen"]


@pytest.mark.parametrize("label", ["", " , ", "x" * 31, "NL91ABNA0417164300"])
def test_a_label_that_will_not_do_keeps_what_was_typed_and_ticked(
    client: Client, lijst: Vragenlijst, label: str
) -> None:
    row = answer(lijst)
    response = do(client, "label", kies=str(row.pk), label=label, titel="Zitten")
    assert response.status_code == 422
    page = flat(response)
    assert re.search(rf'name="kies" value="{row.pk}" checked', page)
    assert 'value="Zitten"' in page
    row.refresh_from_db()
    assert (row.labels, row.status) == ([], Leesstatus.NIEUW)


def test_without_a_choice_it_says_so(client: Client, lijst: Vragenlijst) -> None:
    answer(lijst)
    response = do(client, "gelezen")
    assert response.status_code == 422
    assert "Kies eerst een antwoord." in response.content.decode()


def test_hiding_asks_first_then_keeps_no_original(client: Client, lijst: Vragenlijst) -> None:
    row = answer(lijst, "Mijn buurman Piet drinkt.", labels=["buren"])
    asked = do(client, f"vraag:verberg:{row.pk}", kies=str(row.pk))
    assert f'value="verberg:{row.pk}"' in asked.content.decode()
    row.refresh_from_db()
    assert "Piet" in row.tekst
    assert do(client, f"verberg:{row.pk}").status_code == 303
    row.refresh_from_db()
    assert (row.tekst, row.signalen, row.labels, row.status) == ("[weggehaald]", [], [], "verborgen")
    page = read(client)
    assert "Ongedaan maken" not in page
    assert shown(page) == []
    assert shown(read(client, "?lees=verborgen")) == [str(row.pk)]
    with pytest.raises(DomeinFout):
        hide(lijst=lijst, antwoorden=[])


# ---- words ---------------------------------------------------------------------------------------------


def test_words_count_people_once_without_stop_words_and_by_stem(lijst: Vragenlijst) -> None:
    one = answer(lijst, "Een bankje, en nog een bankje bij de winkel.")
    make_antwoord(one.inzending, lijst.vragen.get(code="E2"), tekst="bankjes", keuzes=["anders"])
    answer(lijst, "Ik wil bankjes bij de winkels.")
    answer(lijst, "bankje", taal="en")
    answer(lijst, "Fietsen.")
    beeld = look_at_words(lijst, Staat())
    assert {woord.woord: woord.mensen for woord in beeld.woorden} == {"bankjes": 2, "winkel": 2}
    assert beeld.antwoorden == 4


def test_alike_are_answers_of_two_people_with_two_uncommon_words(client: Client, lijst: Vragenlijst) -> None:
    first = answer(lijst, "Er is geen bankje bij de winkel.")
    second = answer(lijst, "Bij die winkels wil ik bankjes.")
    answer(lijst, "De winkel is te ver.")
    answer(lijst, "Alleen maar groen.")
    [groep] = look_at_words(lijst, Staat()).groepen
    assert (groep.aantal, groep.mensen) == (2, 2)
    assert {woord[:5] for woord in groep.woorden} == {"bankj", "winke"}
    assert set(shown(read(client, f"?{groep.query}"))) == {str(first.pk), str(second.pk)}
    page = flat(client.get(f"{ADRES}woorden/"))  # type: ignore[arg-type]
    assert "Allebei:" in page
    assert "Er is geen bankje bij de winkel." in page


def test_one_persons_two_answers_are_no_group(lijst: Vragenlijst) -> None:
    one = answer(lijst, "Een bankje bij de winkel.")
    tekst = "Bankje, winkel"
    make_antwoord(one.inzending, lijst.vragen.get(code="E2"), tekst=tekst, keuzes=["anders"])
    assert look_at_words(lijst, Staat()).groepen == []


def test_keys_that_do_not_exist_are_left_out(client: Client, lijst: Vragenlijst) -> None:
    row = answer(lijst)
    do(client, "gelezen", kies=[str(row.pk), str(uuid.uuid4()), "x"])
    assert "1 antwoord kon niet mee." in read(client)
