"""Results of a list: numbers worked out by hand, nothing of too few, and as quick for many as for few."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analyse.models import Inzending, Vraag, Vragenlijst
from analyse.uitslag.cijfers import mean_in_tenths, middle_half
from analyse.uitslag.selectors import Vraaguitslag, read_uitslag
from analyse.uitslag.tabellen import Tabel
from analyse.uitslag.tellen import Kant
from analyse.uitslag.woorden import sentence
from tests.factories import Rol, make_gebruiker, make_regio, make_wijk
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk(code="WK007401")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_vragenlijst(wijk, slug="lijst")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/analyse/lijst/lijst/uitslag/"


def one(lijst: Vragenlijst, code: str) -> Vraaguitslag:
    return next(each for each in read_uitslag(lijst).vragen if each.vraag.code == code)


def says(each: Vraaguitslag) -> str:
    return sentence(each.vraag, each.cijfers)


def table(each: Vraaguitslag, kant: Kant) -> Tabel | None:
    return next((tabel for _regel, tabel in each.tabellen if tabel.kant is kant), None)


# ---- counting ------------------------------------------------------------------------------------


def test_a_choice(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 25, "b": 15}))
    fill_in(lijst, [{}, {}])
    each = one(lijst, "E1")
    assert dict(each.cijfers[""].aantallen) == {"a": 25, "b": 15, "c": 0}
    assert (each.aantal, each.zonder) == (40, 2)
    assert says(each) == "25 van de 40 mensen kozen ‘A’."


def test_a_mark(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "CIJFER")
    fill_in(lijst, everyone(vraag, {5: 2, 7: 5, 8: 2, 10: 1}))
    cijfers = one(lijst, "E1").cijfers[""]
    assert cijfers.gemiddelde == 71  # (10 + 35 + 16 + 10) / 10
    assert cijfers.midden == (7, 8)  # the third and the third from above of ten
    assert says(one(lijst, "E1")) == "Gemiddeld een 7,1. De helft gaf een cijfer van 7 tot en met 8."


def test_the_mean_rounds_half_up_and_one_mark_is_enough() -> None:
    assert mean_in_tenths({7: 19, 8: 1}) == 71  # 7,05
    assert middle_half({6: 1}) == (6, 6)


def test_faces(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "SMILEY5")
    fill_in(lijst, everyone(vraag, {5: 15, 4: 10, 3: 5, 1: 6, "weetniet": 4}))
    each = one(lijst, "E1")
    assert dict(each.cijfers[""].aantallen) == {"5": 15, "4": 10, "3": 5, "2": 0, "1": 6, "weetniet": 4}
    assert says(each) == "25 van de 40 mensen zijn het hiermee eens."


def test_several_answers_are_of_the_people_not_of_the_answers(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "MEER")
    fill_in(lijst, everyone(vraag, {("a", "b"): 12, ("b",): 20, ("a", "b", "c"): 1}))
    each = one(lijst, "E1")
    assert (each.aantal, dict(each.cijfers[""].aantallen)) == (33, {"a": 13, "b": 33, "c": 1})
    assert says(each) == "33 van de 33 mensen kozen ‘B’."


def test_an_order(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "RANG", hoogstens=3)
    fill_in(lijst, everyone(vraag, {("a", "b", "c"): 4, ("b", "a"): 3, ("c",): 2}))
    cijfers = one(lijst, "E1").cijfers[""]
    assert dict(cijfers.aantallen) == {"a": 7, "b": 7, "c": 6}
    assert dict(cijfers.eerst) == {"a": 4, "b": 3, "c": 2}
    assert dict(cijfers.punten) == {"a": 4 * 3 + 3 * 2, "b": 4 * 2 + 3 * 3, "c": 4 * 1 + 2 * 3}
    assert says(one(lijst, "E1")) == "4 van de 9 mensen zetten ‘A’ op 1."


def test_yes_and_no_per_line_count_a_person_once(lijst: Vragenlijst) -> None:
    regels = [{"code": code, "tekst": {"nl": code.title()}} for code in ("winkel", "school")]
    vraag = make_vraag(lijst, "E1", "JN", regels=regels)
    for keuze in ("ja", "ja", "nee"):
        inzending = make_inzending(lijst)
        make_antwoord(inzending, vraag, regel="winkel", keuzes=[keuze])
        make_antwoord(inzending, vraag, regel="school", keuzes=["nee"])
    each = one(lijst, "E1")
    assert each.aantal == 3
    assert dict(each.cijfers["winkel"].aantallen) == {"ja": 2, "nee": 1, "weetniet": 0}
    assert says(each) == "Het meeste ja bij ‘Winkel’: 2 van de 3 mensen."


def test_what_was_odd_on_paper_is_no_answer_and_is_said(lijst: Vragenlijst, team: Client, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 12}))
    odd = [{vraag: {"bijzonder": kind, "keuzes": ["a"]}} for kind in ("onleesbaar", "twee", "twee", "leeg")]
    fill_in(lijst, odd, kanaal="papier")
    each = one(lijst, "E1")
    assert (each.aantal, each.cijfers[""].aantallen["a"], each.zonder) == (12, 12, 1)
    page = team.get(adres).content.decode()
    assert "Op papier 1 keer onleesbaar." in page
    assert "Op papier 2 keer twee kruisjes." in page


def test_only_what_counts_counts(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 3}))
    fill_in(lijst, everyone(vraag, {"a": 5}), telt="nakijken")
    fill_in(make_vragenlijst(lijst.wijk), [{}])
    assert one(lijst, "E1").aantal == 3
    assert read_uitslag(lijst).inzendingen == 3


def test_other_words_stand_apart_and_the_same_words_together(
    lijst: Vragenlijst, team: Client, adres: str
) -> None:
    day = dt.date(2026, 3, 3)
    first = make_vraag(lijst, "E1", "EEN", tot_versie=1, tekst={"nl": "Oude woorden?"})
    same = make_vraag(lijst, "E2", "EEN", tot_versie=1)
    fill_in(lijst, [{first: "a", same: "a"}] * 4, versie=1, datum=day)
    Vragenlijst.objects.filter(pk=lijst.pk).update(versie=2)
    lijst.refresh_from_db()
    second = make_vraag(lijst, "E1", "EEN", van_versie=2, tekst={"nl": "Nieuwe woorden?"})
    again = make_vraag(lijst, "E2", "EEN", van_versie=2)
    fill_in(lijst, [{second: "b", again: "b"}] * 3, versie=2)
    groups = [(e.vraag.code, e.vraag.van_versie, e.aantal, e.zonder) for e in read_uitslag(lijst).vragen]
    assert groups == [("E1", 2, 3, 0), ("E1", 1, 4, 0), ("E2", 2, 7, 0)]
    page = team.get(adres).content.decode()
    assert "Tot en met 3 maart 2026 vroegen wij het zo:" in page


# ---- tables --------------------------------------------------------------------------------------


def test_a_table_per_channel_language_and_buurt_hides_what_is_too_small(lijst: Vragenlijst) -> None:
    noord = make_regio("BU00740101", naam="Noord")
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 30, "b": 20, "c": 15}), buurt=noord)
    fill_in(lijst, everyone(vraag, {"a": 25, "b": 4, "c": 13}), kanaal="papier", taal="ar")
    fill_in(lijst, everyone(vraag, {"a": 3}), kanaal="deur")
    kanaal, taal, buurt = (table(one(lijst, "E1"), kant) for kant in Kant)
    assert kanaal is not None
    assert taal is not None
    assert buurt is not None
    assert [groep.label for groep in kanaal.groepen] == ["online", "Samen: papier, aan de deur"]
    assert [groep.aantal for groep in kanaal.groepen] == [65, 45]
    assert kanaal.cellen == ((30, 28), (None, None), (None, None))
    assert [groep.label for groep in taal.groepen] == ["Nederlands", "Arabisch"]
    assert taal.cellen == ((33, 25), (None, None), (None, None))
    assert [groep.label for groep in buurt.groepen] == ["Noord", "niet bekend"]


def test_no_share_below_thirty_people(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", kiezen=("a", "b"))
    fill_in(lijst, everyone(vraag, {"a": 20, "b": 12}))
    fill_in(lijst, everyone(vraag, {"a": 15, "b": 12}), kanaal="papier")
    kanaal = table(one(lijst, "E1"), Kant.KANAAL)
    assert kanaal is not None
    assert kanaal.rows() == [
        ("A", [("online", "20 (63%)", True), ("papier", "15", True)]),
        ("B", [("online", "12 (38%)", True), ("papier", "12", True)]),
    ]


def test_nearly_everyone_hides_as_well_as_hardly_anyone(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "MEER", kiezen=("a", "b"))
    fill_in(lijst, everyone(vraag, {("a", "b"): 15, ("a",): 20, ("b",): 2}))
    fill_in(lijst, everyone(vraag, {("a", "b"): 12, ("a",): 12, ("b",): 12}), kanaal="papier")
    kanaal = table(one(lijst, "E1"), Kant.KANAAL)
    assert kanaal is not None
    assert kanaal.cellen == ((None, None), (17, 24))  # 35 of 37 chose a: of two people we would know


def test_a_filter_shows_what_the_table_shows_and_no_more(
    lijst: Vragenlijst, team: Client, adres: str
) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", kiezen=("a", "b", "c"))
    fill_in(lijst, everyone(vraag, {"a": 31, "b": 14, "c": 11}))
    fill_in(lijst, everyone(vraag, {"a": 33, "b": 4, "c": 12}), kanaal="papier")
    page = team.get(adres, {"kanaal": "papier"}).content.decode()
    assert "33 (67%)" in page
    assert page.count("laten wij niet zien") == 2
    fill_in(lijst, everyone(vraag, {"a": 1}), kanaal="straat")
    for kanaal in ("straat", "papier"):  # with all and papier one would know straat
        page = team.get(adres, {"kanaal": kanaal}).content.decode()
        assert "antwoorden: Samen: papier, op straat" in page
        assert "34 (68%)" in page
    assert "kozen ‘A’" in team.get(adres, {"kanaal": "onzin"}).content.decode()


def test_a_group_that_would_hide_most_goes_with_the_next(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", kiezen=("a", "b"))
    fill_in(lijst, everyone(vraag, {"a": 60, "b": 50}))
    fill_in(lijst, everyone(vraag, {"a": 40, "b": 30}), kanaal="papier")
    fill_in(lijst, everyone(vraag, {"a": 7, "b": 6}), kanaal="deur")  # alone it would take all of paper along
    kanaal = table(one(lijst, "E1"), Kant.KANAAL)
    assert kanaal is not None
    assert [groep.label for groep in kanaal.groepen] == ["online", "Samen: papier, aan de deur"]
    assert kanaal.cellen == ((60, 47), (50, 36))


def test_one_way_alone_has_nothing_to_lay_beside_it(lijst: Vragenlijst, team: Client, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 30}))
    fill_in(lijst, everyone(vraag, {"a": 2}), kanaal="straat")
    page = team.get(adres, {"kanaal": "straat"}).content.decode()
    assert "Zo kwamen hier te weinig antwoorden binnen om te laten zien." in page
    assert "<dt" not in page


# ---- the page ------------------------------------------------------------------------------------


def test_nothing_yet(team: Client, lijst: Vragenlijst, adres: str) -> None:
    make_vraag(lijst, "E1", "EEN")
    assert "Er zijn nog geen antwoorden" in team.get(adres).content.decode()


def test_words_of_a_question_are_escaped(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(
        lijst,
        "E1",
        "EEN",
        tekst={"nl": "<b>Vet</b>?"},
        antwoorden=[{"code": "a", "tekst": {"nl": "<i>ja</i>"}}],
    )
    fill_in(lijst, everyone(vraag, {"a": 3}))
    page = team.get(adres).content.decode()
    assert "&lt;b&gt;Vet&lt;/b&gt;?" in page
    assert "&lt;i&gt;ja&lt;/i&gt;" in page


def fill_many(lijst: Vragenlijst, vragen: list[Vraag], aantal: int) -> None:
    for kanaal, taal in (("online", "nl"), ("papier", "ar")):
        rows = [{vraag: ("a" if vraag.soort == "EEN" else 7) for vraag in vragen} for _ in range(aantal // 2)]
        fill_in(lijst, rows, kanaal=kanaal, taal=taal)


def test_many_answers_ask_no_more_queries_than_few(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vragen = [make_vraag(lijst, f"E{n}", "EEN" if n % 2 else "CIJFER") for n in range(1, 7)]
    counts = []
    for aantal in (4, 50):
        fill_many(lijst, vragen, aantal)
        with CaptureQueriesContext(connection) as queries:
            assert team.get(adres).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 15


# ---- behind a number -----------------------------------------------------------------------------


def test_a_bar_leads_to_the_answers_behind_it(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "MEER")
    fill_in(lijst, everyone(vraag, {("a", "b"): 12, ("c",): 9}))
    page = team.get(adres).content.decode()
    assert f"{adres}{vraag.pk}/a/" in page
    assert f"{adres}{vraag.pk}/c/" not in page
    behind = team.get(f"{adres}{vraag.pk}/a/").content.decode()
    assert "12 antwoorden." in behind
    assert behind.count("A, B</td>") == 12
    assert team.get(f"{adres}{vraag.pk}/c/").status_code == 404  # nine
    assert team.get(f"{adres}{vraag.pk}/zomaar/").status_code == 404


def test_the_answers_behind_a_bar_do_not_tell_who(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    noord = make_regio("BU00740101", naam="Noord")
    given = {"keuzes": ["a"], "tekst": "Ik ben Jan"}
    fill_in(lijst, [{vraag: given}] * 10, buurt=noord, kanaal="deur", datum=dt.date(2026, 3, 3))
    behind = team.get(f"{adres}{vraag.pk}/a/").content.decode()
    assert "10 antwoorden." in behind
    for secret in (
        "Jan",
        "Noord",
        "aan de deur",
        "2026-03-03",
        "3 maart",
        str(Inzending.objects.all()[0].pk)[:8],
    ):
        assert secret not in behind.split("</header>", 1)[1].split("<footer", 1)[0]


def test_a_line_and_a_mark_have_answers_behind_them_too(team: Client, lijst: Vragenlijst, adres: str) -> None:
    regels = [{"code": code, "tekst": {"nl": code.title()}} for code in ("winkel", "school")]
    lines = make_vraag(lijst, "E1", "JN", regels=regels)
    mark = make_vraag(lijst, "E2", "CIJFER")
    fill_in(lijst, [{lines: {"regel": "winkel", "keuzes": ["ja"]}, mark: 8}] * 11)
    assert "11 antwoorden." in team.get(f"{adres}{lines.pk}/ja/?regel=winkel").content.decode()
    assert team.get(f"{adres}{lines.pk}/ja/?regel=school").status_code == 404
    assert "11 antwoorden." in team.get(f"{adres}{mark.pk}/8/").content.decode()


def test_a_cell_leads_to_the_answers_behind_it(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "CIJFER")
    fill_in(lijst, everyone(vraag, {9: 12, 8: 11, 3: 14}))
    fill_in(lijst, everyone(vraag, {10: 20, 2: 15}), kanaal="papier")
    page = team.get(adres).content.decode()
    cel = f"{adres}{vraag.pk}/per/kanaal/0/"
    assert f"{cel}0/" in page
    behind = team.get(f"{cel}0/").content.decode()
    assert "23 antwoorden." in behind
    assert behind.count("8, 9 of 10</td>") == 23
    assert "20 antwoorden." in team.get(f"{cel}1/").content.decode()
    marks = {str(row.pk)[:8] for row in vraag.antwoordrijen.all()}
    assert not [mark for mark in marks if mark in behind], (
        "the marks of the other page would lead to who it was"
    )
    assert team.get(f"{cel}2/").status_code == 404
    assert team.get(f"{adres}{vraag.pk}/per/maan/0/0/").status_code == 404


def test_a_hidden_cell_leads_nowhere(team: Client, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 40, "b": 40, "c": 12}))
    fill_in(lijst, everyone(vraag, {"a": 40, "b": 40, "c": 4}), kanaal="papier")
    tabel = dict(read_uitslag(lijst).vragen[0].tabellen)[""]
    cells = [(r, k, cel) for r, rij in enumerate(tabel.cellen) for k, cel in enumerate(rij)]
    assert {cel is None for _r, _k, cel in cells} == {True, False}
    for rij, kolom, cel in cells:
        status = team.get(f"{adres}{vraag.pk}/per/kanaal/{rij}/{kolom}/").status_code
        assert status == (404 if cel is None else 200)


def test_who_types_in_sees_no_results(wijk: Wijk, lijst: Vragenlijst, adres: str) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 12}))
    typist, other = Client(), Client()
    typist.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    other.force_login(make_gebruiker(Rol.COORDINATOR, wijk=make_wijk()))
    for path in (adres, f"{adres}{vraag.pk}/a/", adres.replace("uitslag", "gehoord")):
        assert typist.get(path).status_code == 403
        assert other.get(path).status_code == 404
    assert Client().get(adres).status_code == 302


def test_a_question_of_another_list_has_nothing_here(
    wijk: Wijk, team: Client, lijst: Vragenlijst, adres: str
) -> None:
    vraag = make_vraag(make_vragenlijst(wijk), "E1", "EEN")
    fill_in(vraag.lijst, everyone(vraag, {"a": 12}))
    assert team.get(f"{adres}{vraag.pk}/a/").status_code == 404
    assert team.get(f"{adres}{uuid.uuid4()}/a/").status_code == 404
