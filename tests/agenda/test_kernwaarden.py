"""What people find important: choosing cards, what each value means, and its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.kernwaarden.services import choose_kernwaarden, remove_kernwaarde, update_kernwaarde
from agenda.models import Agendapunt, Kernwaarde, Wijkagenda
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_wijk
from tests.rondes import begin
from tests.samen import make_kernwaarde
from tests.tegelijk import together
from tests.waarden import make_rij, ticked, words_of
from wijken.models import Gebeurtenis, Wijk
from wijken.waardekaarten import Kaartgroep, kaarten

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return client_of(wijk)


def client_of(wijk: Wijk, rol: Rol = Rol.TEAMLID) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def address(wijk: Wijk, rest: str = "") -> str:
    return f"/team/{wijk.slug}/kernwaarden/{rest}"


def form_of(waarde: Kernwaarde, **changes: Any) -> dict[str, Any]:
    """The form of one value as the page sends it."""
    return {
        "revisie": waarde.revisie,
        "woord": waarde.woord,
        "merkbaar": "",
        "afspraken": "",
        "voor": "",
        "van": "",
        "gekozen_op": "",
    } | changes


# ---- the row and choosing ----------------------------------------------------------------------------


def test_without_values_the_page_says_how_to_choose_them_at_a_table(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    page = team.get(address(wijk)).content.decode()
    assert "Wat vinden wij echt belangrijk?" in page
    assert "Iedereen kiest twee of drie kaarten." in page
    assert f'href="{address(wijk, "kies/")}"' in page
    assert "Minder belangrijk" not in page


def test_without_an_agenda_one_is_started_first(team: Client, wijk: Wijk) -> None:
    for rest in ("", "kies/"):
        assert team.get(address(wijk, rest))["Location"] == f"/team/{wijk.slug}/agenda/"


def test_all_cards_lie_on_the_table_in_their_groups(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    make_kernwaarde(agenda)
    page = team.get(address(wijk, "kies/")).content.decode()
    assert page.count('type="checkbox"') == len(kaarten("nl")) == 48
    assert page.count('name="kaarten"') == 47
    assert page.count("(ligt er al)") == 1
    assert page.count("<legend>") == len(Kaartgroep) == 5


def test_several_cards_and_a_word_of_ones_own_are_laid_once(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    chosen = {"kaarten": ["rust", "ontmoeting"], "eigen": " <b>Mienskip</b> "}
    for _ in range(2):
        answer = team.post(address(wijk, "kies/"), chosen)
        assert (answer.status_code, answer["Location"]) == (303, address(wijk))
    assert words_of(agenda) == ["Rust", "Ontmoeting", "<b>Mienskip</b>"]
    assert [waarde.kaart for waarde in agenda.kernwaarden.all()] == ["rust", "ontmoeting", ""]
    assert {waarde.gekozen_op for waarde in agenda.kernwaarden.all()} == {today()}
    assert Gebeurtenis.objects.filter(actie="kernwaarden_gekozen").count() == 1
    page = team.get(address(wijk)).content.decode()
    assert "&lt;b&gt;Mienskip&lt;/b&gt;" in page
    assert "<b>Mienskip" not in page
    assert "Drie tot vijf waarden werkt het best." not in page


def test_the_word_of_a_card_is_that_card_and_lies_there_once(agenda: Wijkagenda) -> None:
    assert [waarde.kaart for waarde in choose_kernwaarden(agenda=agenda, eigen="rust")] == ["rust"]
    assert choose_kernwaarden(agenda=agenda, kaarten=["rust"]) == []
    rust = agenda.kernwaarden.get()
    update_kernwaarde(waarde=rust, revisie=rust.revisie, woord="Rust en ruimte")
    assert choose_kernwaarden(agenda=agenda, kaarten=["rust"], eigen="rust EN ruimte") == []
    assert words_of(agenda) == ["Rust en ruimte"]


def test_more_than_seven_is_too_many_and_no_tick_is_lost(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    make_rij(agenda, "A", "B", "C", "D", "E", "F")
    answer = team.post(address(wijk, "kies/"), {"kaarten": ["rust", "moed"], "eigen": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit worden er 8." in page
    assert ticked(page, "kaarten") == {"rust", "moed"}
    assert len(words_of(agenda)) == 6
    assert team.post(address(wijk, "kies/"), {"kaarten": ["moed"]}).status_code == 303
    page = team.get(address(wijk)).content.decode()
    assert "Drie tot vijf waarden werkt het best." in page
    assert address(wijk, "kies/") not in page


@pytest.mark.parametrize(
    ("eigen", "zin"),
    [
        ("", "Kies een kaart, of schrijf een eigen woord."),
        ("x" * 41, "Dit is te lang."),
        ("Bel 06 12345678", "Haal het adres of nummer weg."),
        ("Zoals mevrouw Jansen", "Dit lijkt over één mens te gaan."),
    ],
)
def test_a_word_that_may_not_lie_there_is_kept_in_the_form(
    team: Client, wijk: Wijk, agenda: Wijkagenda, eigen: str, zin: str
) -> None:
    answer = team.post(address(wijk, "kies/"), {"eigen": eigen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert zin in page
    assert eigen in page
    assert words_of(agenda) == []


def test_who_read_it_again_may_keep_words_that_only_look_like_one_person(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    sent_once = {"eigen": "De oom Jan-middag"}
    assert "Het is goed zo" in team.post(address(wijk, "kies/"), sent_once).content.decode()
    assert team.post(address(wijk, "kies/"), sent_once | {"toch": "ja"}).status_code == 303
    waarde = agenda.kernwaarden.get()
    changed = form_of(waarde, merkbaar="Oom Jan kookt.")
    assert team.post(address(wijk, f"{waarde.pk}/"), changed).status_code == 422
    assert team.post(address(wijk, f"{waarde.pk}/"), changed | {"toch": "ja"}).status_code == 303


def test_a_card_that_is_not_in_the_pack_is_refused(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    answer = team.post(address(wijk, "kies/"), {"kaarten": ["rust", "geld"]})
    assert answer.status_code == 422
    assert ticked(answer.content.decode(), "kaarten") == {"rust"}
    with pytest.raises(DomeinFout):
        choose_kernwaarden(agenda=agenda, kaarten=["geld"])
    assert words_of(agenda) == []


@pytest.mark.django_db(transaction=True)
def test_two_people_who_choose_at_once_lay_each_card_once() -> None:
    agenda = make_agenda(make_wijk())

    def choose() -> int:
        return len(choose_kernwaarden(agenda=Wijkagenda.objects.get(), kaarten=["rust", "moed"]))

    assert sorted(together(*[choose] * 3)) == [0, 0, 2]
    assert words_of(agenda) == ["Rust", "Moed"]


def test_a_round_that_was_closed_takes_no_more_values(agenda: Wijkagenda) -> None:
    waarde = make_kernwaarde(agenda)
    begin(agenda)
    with pytest.raises(DomeinFout, match="afgesloten"):
        choose_kernwaarden(agenda=agenda, kaarten=["rust"])
    with pytest.raises(DomeinFout, match="afgesloten"):
        remove_kernwaarde(waarde=waarde)
    assert words_of(agenda) == ["Ontmoeting"]


# ---- one value ---------------------------------------------------------------------------------------


def test_what_a_value_means_stands_on_the_page(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    waarde = make_kernwaarde(agenda)
    changed = form_of(
        waarde,
        merkbaar="Elke week <koffie>.",
        afspraken="Iedereen is welkom.",
        voor="12",
        van="15",
        gekozen_op="2026-03-05",
    )
    answer = team.post(address(wijk, f"{waarde.pk}/"), changed)
    assert (answer.status_code, answer["Location"]) == (303, f"{address(wijk)}#waarde-{waarde.pk}")
    page = team.get(address(wijk)).content.decode()
    for words_ in ("Elke week &lt;koffie&gt;.", "Iedereen is welkom.", "Gekozen op 5 maart 2026."):
        assert words_ in page
    assert "12 van 15 mensen staan erachter." in " ".join(page.split())


def test_a_stale_form_keeps_both_texts(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    waarde = make_kernwaarde(agenda)
    stale = form_of(waarde, merkbaar="Van mij")
    update_kernwaarde(waarde=waarde, revisie=waarde.revisie, woord=waarde.woord, merkbaar="Van een ander")
    answer = team.post(address(wijk, f"{waarde.pk}/"), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van mij" in page
    assert "Van een ander" in page
    waarde.refresh_from_db()
    assert waarde.merkbaar == "Van een ander"
    assert team.post(address(wijk, f"{waarde.pk}/"), stale | {"revisie": waarde.revisie}).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"woord": " "}, "Schrijf het woord op."),
        ({"woord": "rust"}, "Deze waarde staat er al."),
        ({"merkbaar": "x" * 201}, "Dit is te lang."),
        ({"merkbaar": "Mail naar jan@voorbeeld.nl"}, "Haal het adres of nummer weg."),
        ({"voor": "9", "van": "8"}, "Er kunnen niet meer mensen achter staan dan er waren."),
        ({"voor": "9"}, "Schrijf ook op van hoeveel mensen"),
        ({"van": "9"}, "Schrijf ook op hoeveel mensen erachter staan"),
        ({"van": "0", "voor": "0"}, "Dit getal is te klein."),
        ({"gekozen_op": "2999-01-01"}, "Deze dag is nog niet geweest."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    team: Client, wijk: Wijk, agenda: Wijkagenda, wrong: dict[str, str], zin: str
) -> None:
    first, _rust = make_rij(agenda, "Moed", "Rust")
    answer = team.post(address(wijk, f"{first.pk}/"), form_of(first, **{"afspraken": "Blijft staan"} | wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert zin in page
    assert "Blijft staan" in page
    first.refresh_from_db()
    assert (first.woord, first.afspraken) == ("Moed", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"voor": 3},
        {"voor": 3, "van": 2},
        {"voor": 0, "van": 0},
        {"woord": ""},
        {"woord": "x" * 41},
        {"afspraken": "x" * 601},
        {"gekozen_op": dt.date(2999, 1, 1)},
    ],
)
def test_the_service_lets_no_impossible_value_through(agenda: Wijkagenda, wrong: dict[str, Any]) -> None:
    waarde = make_kernwaarde(agenda)
    with pytest.raises(DomeinFout):
        update_kernwaarde(waarde=waarde, revisie=waarde.revisie, **{"woord": "Moed"} | wrong)


def test_a_value_moves_one_place_and_stops_at_the_end(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    first, second, _third = make_rij(agenda, "A", "B", "C")
    for richting, order in (("omlaag", "BAC"), ("omlaag", "BCA"), ("omlaag", "BCA"), ("omhoog", "BAC")):
        answer = team.post(address(wijk, f"{first.pk}/plek/"), {"richting": richting})
        assert answer["Location"] == f"{address(wijk)}#waarde-{first.pk}"
        assert "".join(words_of(agenda)) == order
    page = team.get(address(wijk)).content.decode()
    assert page.index(f'id="waarde-{second.pk}"') < page.index(f'id="waarde-{first.pk}"')
    assert page.count('aria-disabled="true"') == 2


def test_before_a_value_goes_the_page_says_at_how_many_plans_it_stands(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    gone, stays = make_rij(agenda, "Moed", "Rust")
    plans = [make_plan(agenda, f"Plan {n}") for n in range(3)]
    Agendapunt.objects.filter(pk__in=[plan.pk for plan in plans[:2]]).update(waarden=[gone.uuid, stays.uuid])
    url = address(wijk, f"{gone.pk}/verwijderen/")
    assert "Zij staat bij 2 plannen." in team.get(url).content.decode()
    assert words_of(agenda) == ["Moed", "Rust"]
    assert team.post(url).status_code == 303
    assert words_of(agenda) == ["Rust"]
    assert [plan.waarden for plan in agenda.agendapunten.order_by("pk")] == [[stays.uuid], [stays.uuid], []]
    assert team.post(url).status_code == 404


def test_a_value_of_another_wijk_is_not_found_and_one_of_an_earlier_round_is_past(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    elsewhere = make_kernwaarde(make_agenda(make_wijk("elders")))
    earlier = make_kernwaarde(make_agenda(wijk, actief=False))
    for waarde, opened, sent in ((elsewhere, 404, 404), (earlier, 410, 409)):
        assert team.get(address(wijk, f"{waarde.pk}/")).status_code == opened
        assert team.post(address(wijk, f"{waarde.pk}/plek/")).status_code == sent
        assert team.post(address(wijk, f"{waarde.pk}/verwijderen/")).status_code == sent
    assert Kernwaarde.objects.count() == 2
    assert "Ontmoeting" not in team.get(address(wijk)).content.decode()


@pytest.mark.parametrize("rest", ["", "kies/"])
def test_a_page_asks_as_often_for_seven_as_for_one(
    team: Client, wijk: Wijk, agenda: Wijkagenda, rest: str
) -> None:
    counts = []
    for woorden in ("A", "BCDEFG"):
        make_rij(agenda, *woorden)
        team.get(address(wijk, rest))
        with CaptureQueriesContext(connection) as captured:
            team.get(address(wijk, rest))
        counts.append(len(captured))
    assert counts[0] == counts[1]
