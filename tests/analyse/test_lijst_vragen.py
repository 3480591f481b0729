"""The team chooses and writes the questions of a list; what was answered never changes meaning."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from analyse.antwoorden import Gegeven
from analyse.inzenden import questions_of, submit_inzending
from analyse.lijst.services import open_lijst
from analyse.lijst.vragen import (
    Eigen,
    add_from_library,
    add_own,
    move_vraag,
    remove_vraag,
    set_daarna,
    update_own,
)
from analyse.models import Vraag
from kern.fouten import DomeinFout
from kern.volgorde import Richting
from tests.analyse.lijsten import codes, new, url
from tests.factories import make_gebruiker, make_wijk
from wijken.models import Lidmaatschap, Wijk

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def test_questions_of_the_library_come_once_and_last(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "deur")
    for _ in range(2):
        team.post(url("vragen_kies", lijst), {"vraag": ["V09", "V04", "X99"]})
    assert codes(lijst) == ["V04", "V05", "V06", "V19", "V35", "V09"]


def test_what_partners_are_asked_is_not_offered_to_residents(team: Client, wijk: Wijk) -> None:
    residents, partners = new(wijk, "deur"), new(wijk, "partners")
    assert 'value="P1"' not in team.get(url("vragen_kies", residents)).text
    assert 'value="V09"' in team.get(url("vragen_kies", partners)).text
    before = codes(residents)
    team.post(url("vragen_kies", residents), {"vraag": ["P1"]})
    assert codes(residents) == before


OWN = {"tekst": "Wat mist u?", "soort": "EEN", "antwoorden": "Groen\n\nEen plek \nAnders", "onderwerp": "T04"}


def test_an_own_question_in_two_languages(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen", talen=["ar"])
    sent = OWN | {
        "sleutel": str(uuid.uuid4()),
        "tekst_ar": "ماذا ينقصك؟",
        "antwoorden_ar": "خضرة\nمكان\nشيء آخر",
        "hoofdvragen": ["H1"],
    }
    for _ in range(2):
        assert team.post(url("vraag_new", lijst), sent).status_code == 303
    other = sent | {"sleutel": str(uuid.uuid4()), "tekst": "Wat moet blijven?", "antwoorden_ar": ""}
    team.post(url("vraag_new", lijst), other)
    page = " ".join(team.get(url("lijst", lijst)).content.decode().split())
    assert page.count("Nog niet vertaald in het Arabisch.") == 1
    vraag = lijst.vragen.get(code="E1")
    assert (vraag.code, vraag.soort, vraag.hoofdvragen) == ("E1", "EEN", ["H1"])
    assert vraag.tekst == {"nl": "Wat mist u?", "ar": "ماذا ينقصك؟"}
    assert [(row["code"], row["tekst"].get("ar")) for row in vraag.antwoorden] == [
        ("groen", "خضرة"),
        ("een_plek", "مكان"),
        ("anders", "شيء آخر"),
    ]


@pytest.mark.parametrize(
    ("changes", "zin"),
    [
        ({"tekst": ""}, "Schrijf de vraag op."),
        ({"antwoorden": "Groen"}, "minstens twee antwoorden"),
        ({"soort": "MEER", "hoogstens": "4"}, "U schreef 3 antwoorden op."),
        ({"soort": ""}, "Kies hoe mensen de vraag beantwoorden."),
        ({"antwoorden_ar": "خضرة"}, "zijn het 3 regels"),
        ({"antwoorden": "\n".join(f"Antwoord {n}" for n in range(21))}, "hooguit 20 regels"),
    ],
)
def test_a_question_that_cannot_be_keeps_its_words(
    team: Client, wijk: Wijk, changes: dict[str, str], zin: str
) -> None:
    lijst = new(wijk, "eigen", talen=["ar"])
    answer = team.post(
        url("vraag_new", lijst), OWN | {"sleutel": str(uuid.uuid4()), "uitleg": "Denk na."} | changes
    )
    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert "Denk na." in answer.content.decode()
    assert not lijst.vragen.exists()


def test_hints_come_with_saving_and_do_not_stop(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    sent = {"sleutel": str(uuid.uuid4()), "tekst": "Heeft u schulden?", "soort": "JN"}
    page = team.post(url("vraag_new", lijst), sent, follow=True).content.decode()
    assert "Vraag niet naar ziekte" in page
    assert lijst.vragen.count() == 1
    assert (
        "Vraag niet naar ziekte"
        in team.get(url("schrijfhulp", lijst), {"tekst": "Heeft u schulden?"}).content.decode()
    )


def test_before_it_opens_a_question_changes_in_place(wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    vraag = add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    update_own(vraag=vraag, revisie=1, eigen=Eigen("OPEN", {"nl": "Wat mist u hier?"}))
    lijst.refresh_from_db()
    assert (lijst.vragen.get().tekst["nl"], lijst.versie) == ("Wat mist u hier?", 1)


def test_after_it_opened_a_change_begins_a_version_and_leaves_the_answers(wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    vraag = add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    open_lijst(lijst=lijst)
    sent = submit_inzending(
        lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"E1": [Gegeven(tekst="Groen.")]}
    )
    vraag.refresh_from_db()
    after = update_own(vraag=vraag, revisie=vraag.revisie, eigen=Eigen("OPEN", {"nl": "Wat moet blijven?"}))
    lijst.refresh_from_db()
    old = sent.antwoorden.get().vraag
    assert (old.tekst["nl"], old.tot_versie) == ("Wat mist u?", 1)
    assert (after.code, after.van_versie, after.tot_versie, lijst.versie) == ("E1", 2, None, 2)
    assert [row.pk for row in lijst.vragen.of_version(1)] == [old.pk]
    assert [row.pk for row in lijst.vragen.of_version(2)] == [after.pk]


def test_saving_what_stood_there_begins_no_version(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    sleutel = uuid.uuid4()
    team.post(url("vraag_new", lijst), OWN | {"sleutel": str(sleutel)})
    open_lijst(lijst=lijst)
    assert team.post(url("vraag_edit", lijst, sleutel), OWN | {"revisie": 1}).status_code == 303
    team.post(url("volgt_op", lijst, sleutel), {"revisie": 1})
    lijst.refresh_from_db()
    assert (lijst.versie, lijst.vragen.get().pk) == (1, sleutel)


def test_a_question_taken_out_keeps_its_answers_and_its_code(wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    vraag = add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    open_lijst(lijst=lijst)
    for _ in range(2):
        remove_vraag(vraag=vraag)
    lijst.refresh_from_db()
    assert (codes(lijst), lijst.versie) == ([], 2)
    assert Vraag.objects.get(pk=vraag.pk).tot_versie == 1
    assert add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "En nu?"})).code == "E2"


def test_a_question_of_the_library_is_fixed(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk)
    vraag = lijst.vragen.get(code="V05")
    assert team.get(url("vraag_edit", lijst, vraag.pk)).status_code == 404
    with pytest.raises(DomeinFout, match="vast"):
        update_own(vraag=vraag, revisie=1, eigen=Eigen("OPEN", {"nl": "Anders?"}))


def test_order_and_part_change_without_a_new_version(wijk: Wijk) -> None:
    lijst = new(wijk, "deur")
    open_lijst(lijst=lijst)
    by_code = {row.code: row for row in lijst.vragen.all()}
    move_vraag(vraag=by_code["V06"], richting=Richting.OMHOOG)
    set_daarna(vraag=by_code["V04"], daarna=True)
    lijst.refresh_from_db()
    assert (codes(lijst), lijst.versie) == (["V06", "V05", "V19", "V35", "V04"], 1)


def test_the_second_part_stays_last_for_who_reads_by_place(wijk: Wijk) -> None:
    lijst = new(wijk, "deur")
    by_code = {row.code: row for row in lijst.vragen.all()}
    for code in ("V19", "V35"):
        set_daarna(vraag=by_code[code], daarna=True)
    by_code["V35"].refresh_from_db()
    move_vraag(vraag=by_code["V35"], richting=Richting.OMHOOG)
    add_from_library(lijst=lijst, codes=["V09"])
    add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    assert [row.code for row in questions_of(lijst, 1)] == codes(lijst)
    assert codes(lijst) == ["V04", "V05", "V06", "V09", "E1", "V35", "V19"]


def test_a_follow_up_is_chosen_in_two_steps_and_must_come_later(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    add_from_library(lijst=lijst, codes=["V18", "V19"])
    first, then = lijst.vragen.order_by("volgorde")
    assert "?bij=V18" in team.get(url("volgt_op", lijst, then.pk)).content.decode()
    sent = {"revisie": 1, "bij": "V18", "antwoorden": ["ja", "misschien"]}
    assert team.post(url("volgt_op", lijst, then.pk), sent).status_code == 303
    then.refresh_from_db()
    assert then.toon_als == {"vraag": "V18", "antwoorden": ["ja", "misschien"]}
    assert "alleen na V18: Ja, Misschien" in team.get(url("lijst", lijst)).content.decode()
    answer = team.post(url("volgt_op", lijst, then.pk), sent | {"revisie": 2, "antwoorden": []})
    assert "Kies minstens één antwoord." in answer.content.decode()
    with pytest.raises(DomeinFout, match="V19 hangt aan deze vraag"):
        remove_vraag(vraag=first)
    move_vraag(vraag=then, richting=Richting.OMHOOG)
    assert "Zet haar erna" in team.get(url("lijst", lijst)).content.decode()
    team.post(url("volgt_op", lijst, then.pk), {"revisie": 2})
    then.refresh_from_db()
    assert then.toon_als == {}


def test_a_follow_up_that_nobody_gets_any_more_is_said(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    bron, volgt = uuid.uuid4(), uuid.uuid4()
    team.post(url("vraag_new", lijst), OWN | {"sleutel": str(bron)})
    team.post(url("vraag_new", lijst), {"sleutel": str(volgt), "tekst": "Welk groen?", "soort": "OPEN"})
    team.post(url("volgt_op", lijst, volgt), {"revisie": 1, "bij": "E1", "antwoorden": ["groen"]})
    zin = "Een antwoord bij vraag E1 is veranderd of weg."
    assert zin not in team.get(url("lijst", lijst)).content.decode()
    team.post(url("vraag_edit", lijst, bron), OWN | {"revisie": 1, "antwoorden": "Bomen\nEen plek"})
    assert zin in team.get(url("lijst", lijst)).content.decode()
    add_from_library(lijst=lijst, codes=["V38"])  # asked per answer to V37
    assert "Vraag V37 staat niet in de lijst." in team.get(url("lijst", lijst)).content.decode()


def test_a_stale_form_of_a_question_is_laid_beside(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    vraag = add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    open_lijst(lijst=lijst)
    sent = {"revisie": 1, "tekst": "Wat wilt u?", "soort": "OPEN"}
    assert team.post(url("vraag_edit", lijst, vraag.pk), sent).status_code == 303
    assert team.post(url("vraag_edit", lijst, vraag.pk), sent | {"tekst": "Te laat?"}).status_code == 409
    assert lijst.vragen.current().get().tekst["nl"] == "Wat wilt u?"
