"""The values in the agenda itself: what is adopted, taken away, shown, exported and told as a difference."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document

from agenda.kernwaarden.document import show_waarden
from agenda.models import Agendapunt, AgendaVersie, Kernwaarde, Wijkagenda
from agenda.opbouw import build_inhoud, build_werklijst
from agenda.passages import passages
from agenda.selectors import show_version
from agenda.services.redactie import redact_passage
from agenda.verschil.selectors import compare_before
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_wijk
from tests.samen import make_kernwaarde
from wijken.models import Wijk
from wijken.waardekaarten import kaart_of

pytestmark = pytest.mark.django_db
KOP = "Wat wij belangrijk vinden"
SCHERP = "<b>Wij groeten</b> elkaar."
KANARIE = "Mevrouw Kanarie doet altijd open."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return make_plan(agenda, "Een bankje")


def ontmoeting(agenda: Wijkagenda, **fields: Any) -> Kernwaarde:
    return make_kernwaarde(agenda, **{"merkbaar": "Wie nieuw is, krijgt bezoek.", **fields})


def eigen(agenda: Wijkagenda, woord: str = "Naoberschap", **fields: Any) -> Kernwaarde:
    return make_kernwaarde(agenda, woord, **{"kaart": "", "volgorde": 2, **fields})


def mark(plan: Agendapunt, *waarden: Kernwaarde | uuid.UUID) -> None:
    plan.waarden = [each if isinstance(each, uuid.UUID) else each.uuid for each in waarden]
    plan.save()


def adopt(agenda: Wijkagenda) -> AgendaVersie:
    """The next version."""
    return make_versie(agenda, nummer=agenda.versies.count() + 1)


def public(wijk: Wijk, rest: str = "agenda/") -> str:
    return Client().get(f"/wijken/{wijk.slug}/{rest}").content.decode()


# ---- what stands in the document ----------------------------------------------------------------
def test_the_values_stand_in_it_in_their_order_and_a_plan_names_only_those(
    agenda: Wijkagenda, plan: Agendapunt
) -> None:
    late = eigen(agenda, volgorde=9)
    first = ontmoeting(agenda, voor=9, van=12, gekozen_op=dt.date(2026, 11, 20))
    of_another = ontmoeting(make_agenda(make_wijk("elders")))
    mark(plan, late, of_another, uuid.uuid4(), first)
    inhoud = build_inhoud(agenda)
    assert inhoud["kernwaarden"][0] == {
        "uuid": str(first.uuid),
        "kaart": "ontmoeting",
        "woord": "Ontmoeting",
        "merkbaar": "Wie nieuw is, krijgt bezoek.",
        "afspraken": "",
        "voor": 9,
        "van": 12,
        "gekozen_op": "2026-11-20",
    }
    assert [deel["woord"] for deel in inhoud["kernwaarden"]] == ["Ontmoeting", "Naoberschap"]
    assert inhoud["plannen"][0]["waarden"] == [str(first.uuid), str(late.uuid)]
    assert build_werklijst(agenda)["plannen"][0]["waarden"] == inhoud["plannen"][0]["waarden"]
    assert json.loads(json.dumps(inhoud)) == inhoud


def test_as_many_queries_for_seven_values_as_for_one(
    wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt
) -> None:
    team = Client()
    team.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    make_versie(agenda)  # so that each time there is one before to compare with
    seen: list[list[int]] = []
    for numbers in ((0,), range(1, 7)):
        for number in numbers:
            eigen(agenda, f"Waarde {number}", volgorde=number)
        mark(plan, *Kernwaarde.objects.all())
        adopt(agenda)
        counts = []
        for act in (
            lambda: build_inhoud(agenda),
            lambda: public(wijk),
            lambda: team.get(f"/team/{wijk.slug}/agenda/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                act()
            counts.append(len(queries))
        seen.append(counts)
    assert seen[0] == seen[1]


# ---- taking away --------------------------------------------------------------------------------
def test_each_text_of_a_value_is_a_passage_that_can_be_taken_away_and_stays_away(
    wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt
) -> None:
    row = ontmoeting(agenda, woord="Kanariewoord", merkbaar=KANARIE, afspraken=KANARIE)
    mark(plan, row)
    versie = make_versie(agenda)
    there = {passage.pad for passage in passages(versie.inhoud)}
    for naam in ("woord", "merkbaar", "afspraken"):
        assert ("kernwaarden", "0", naam) in there
        versie = redact_passage(versie=versie, pad=("kernwaarden", "0", naam))
    Kernwaarde.objects.update(woord="Kanariewoord", merkbaar=KANARIE)  # the draft still says it
    for page in (
        public(wijk),
        public(wijk, f"agenda/plan/{plan.uuid}/"),
        public(wijk, "agenda.json"),
        public(wijk, "agenda.csv"),
    ):
        assert "Kanarie" not in page
    (waarde,) = show_version(versie).waarden
    assert (waarde.woord, waarde.merkbaar, waarde.kaart, waarde.zin) == (
        "[weggehaald]",
        "[weggehaald]",
        "",
        "",
    )
    assert show_version(versie).plannen[0].waarden == ()


def test_the_picture_and_the_sentence_of_a_card_do_not_tell_the_word_that_was_taken_away(
    agenda: Wijkagenda,
) -> None:
    ontmoeting(agenda)
    versie = make_versie(agenda)
    assert show_version(versie).waarden[0].zin
    versie = redact_passage(versie=versie, pad=("kernwaarden", "0", "woord"))
    kaart = kaart_of("ontmoeting")
    assert kaart is not None
    assert kaart.zin not in public(agenda.wijk)
    assert "waarden.svg#ontmoeting" not in public(agenda.wijk)


# ---- residents ----------------------------------------------------------------------------------
def test_residents_read_the_values_before_the_plans_and_small_at_each_plan(
    wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt
) -> None:
    mark(plan, ontmoeting(agenda, afspraken=SCHERP, voor=9, van=12))
    eigen(agenda)
    make_versie(agenda)
    page = public(wijk)
    before, _kop, after = page.partition('id="plannen"')
    assert KOP in before
    assert "Naoberschap" in before
    assert "&lt;b&gt;Wij groeten&lt;/b&gt; elkaar." in before
    assert SCHERP not in page
    assert "9 van 12 mensen staan erachter." in before
    assert "Wie nieuw is, krijgt bezoek." in before
    assert "Ontmoeting" in after
    assert "Naoberschap" not in after
    own = public(wijk, f"agenda/plan/{plan.uuid}/")
    assert "Ontmoeting" in own
    assert "Naoberschap" not in own


@pytest.mark.usefixtures("plan")
def test_a_version_of_before_the_values_shows_none(wijk: Wijk, agenda: Wijkagenda) -> None:
    ontmoeting(agenda)
    inhoud = build_inhoud(agenda)
    del inhoud["kernwaarden"]
    del inhoud["plannen"][0]["waarden"]
    make_versie(agenda, inhoud=inhoud)
    assert KOP not in public(wijk)
    assert "Een bankje" in public(wijk)
    assert json.loads(public(wijk, "agenda.json"))["agenda"]["plannen"]
    assert "Een bankje" in public(wijk, "agenda.csv")


def test_a_card_speaks_the_language_of_the_page_and_what_people_wrote_stays(agenda: Wijkagenda) -> None:
    ontmoeting(agenda)
    eigen(agenda)
    changed = make_kernwaarde(agenda, "Ontmoeten aan de keukentafel", volgorde=3)
    inhoud = build_inhoud(agenda)
    with translation.override("en"):
        card, own, other = show_waarden(inhoud)
    english = kaart_of("ontmoeting", "en")
    assert english is not None
    assert (card.woord, card.zin) == (english.woord, english.zin)
    assert card.woord != "Ontmoeting"
    assert (card.taal, own.taal, other.taal) == ("en", "nl", "nl")
    assert (own.woord, own.zin) == ("Naoberschap", "")
    assert (other.woord, other.zin, other.kaart) == (changed.woord, "", "ontmoeting")


def test_the_team_sees_the_values_at_a_plan_and_which_no_plan_is_about(
    wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt
) -> None:
    mark(plan, ontmoeting(agenda))
    eigen(agenda)
    team = Client()
    team.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    page = team.get(f"/team/{wijk.slug}/agenda/").content.decode()
    at_plan = page.partition('id="plannen"')[2].partition("</article>")[0]
    assert "Ontmoeting" in at_plan
    assert "Naoberschap" not in at_plan
    missing = page.partition("<dt>Waarden</dt>")[2].partition("</dd>")[0]
    assert "Naoberschap" in missing
    assert "Ontmoeting" not in missing


# ---- files --------------------------------------------------------------------------------------
def test_the_files_carry_the_values(wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt) -> None:
    mark(plan, ontmoeting(agenda, voor=9, van=12), eigen(agenda))
    make_plan(agenda, "Zonder waarde")
    make_versie(agenda)
    rows = list(csv.DictReader(io.StringIO(public(wijk, "agenda.csv").lstrip("\ufeff")), delimiter=";"))
    assert {row["Plan"]: row["Waarden"] for row in rows} == {
        "Een bankje": "Ontmoeting, Naoberschap",
        "Zonder waarde": "",
    }
    told = json.loads(public(wijk, "agenda.json"))["agenda"]
    assert [deel["woord"] for deel in told["kernwaarden"]] == ["Ontmoeting", "Naoberschap"]
    assert told["plannen"][0]["waarden"] == [deel["uuid"] for deel in told["kernwaarden"]]
    word = Document(io.BytesIO(Client().get(f"/wijken/{wijk.slug}/agenda.docx").content))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert "Onze waarden" in lines
    assert "9 van 12 mensen staan erachter." in lines
    assert lines.count("Past bij onze waarden: Ontmoeting, Naoberschap") == 1


# ---- what is different --------------------------------------------------------------------------
def differences(agenda: Wijkagenda) -> list[tuple[str, str]]:
    verschil = compare_before(adopt(agenda))
    assert verschil is not None
    return [(each.zin, each.woorden) for each in verschil.veranderingen]


def test_a_value_that_came_went_moved_or_got_other_words(agenda: Wijkagenda, plan: Agendapunt) -> None:
    stays, goes = ontmoeting(agenda), eigen(agenda, "Gaat weg")
    last = eigen(agenda, "Stond onderaan", volgorde=5)
    mark(plan, stays, goes)
    make_versie(agenda)
    assert differences(agenda) == []
    goes.delete()
    Kernwaarde.objects.filter(pk=stays.pk).update(woord="Elkaar zien", merkbaar="Anders.", afspraken="Nieuw.")
    Kernwaarde.objects.filter(pk=last.pk).update(volgorde=0)
    new = eigen(agenda, "Erbij", volgorde=8)
    assert differences(agenda) == [
        ("Deze waarde staat nu op plek 1", "Stond onderaan"),
        ("Waarde 2 heet nu", "Elkaar zien"),
        ("Hoe u deze waarde merkt, staat er anders", "Elkaar zien"),
        ("De afspraken bij deze waarde zijn anders", "Elkaar zien"),
        ("Deze waarde is nieuw", "Erbij"),
        ("Deze waarde staat er niet meer in", "Gaat weg"),
    ]
    mark(plan, stays, new)
    assert differences(agenda) == [("Plan 1 hoort nu bij deze waarden", "Elkaar zien, Erbij")]
    mark(plan)
    assert differences(agenda) == [("Bij plan 1 staan geen waarden meer", "")]


def test_the_difference_says_nothing_that_was_taken_away(
    wijk: Wijk, agenda: Wijkagenda, plan: Agendapunt
) -> None:
    gone, stays = eigen(agenda, "Kanarie weg"), eigen(agenda, "Kanarie blijft", volgorde=3)
    mark(plan, stays)
    old = make_versie(agenda)
    redact_passage(versie=old, pad=("kernwaarden", "1", "woord"))
    gone.delete()
    mark(plan)
    Kernwaarde.objects.filter(pk=stays.pk).update(afspraken="Wij bellen aan.")
    assert differences(agenda) == [
        ("De afspraken bij deze waarde zijn anders", ""),
        ("Een waarde staat er niet meer in", ""),
        ("Bij plan 1 staan geen waarden meer", ""),
    ]
    assert "Kanarie" not in public(wijk, "agenda/veranderd/")


def test_a_card_opens_only_to_what_was_written(wijk: Wijk, agenda: Wijkagenda) -> None:
    make_kernwaarde(agenda, voor=9, van=12)
    make_versie(agenda)
    page = public(wijk)
    assert "9 van 12 mensen staan erachter." in page
    assert "Zo merkt u dat" not in page
    assert "Dit spreken wij af" not in page
    eigen(agenda, afspraken="Wij groeten elkaar.")
    adopt(agenda)
    page = public(wijk)
    assert page.count("Dit spreken wij af") == 1
    assert "Zo merkt u dat" not in page
