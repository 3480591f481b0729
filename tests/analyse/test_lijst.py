"""The team makes a questionnaire: from a ready one, with its own questions, opened and closed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from analyse.antwoorden import Gegeven
from analyse.inzenden import submit_inzending
from analyse.lijst.services import close_lijst, make_lijst, open_lijst
from analyse.lijst.vragen import (
    Eigen,
    add_from_library,
    add_own,
    move_vraag,
    remove_vraag,
    set_daarna,
    update_own,
)
from analyse.models import Inzending, Vraag, Vragenlijst
from kern.fouten import DomeinFout
from kern.volgorde import Richting
from tests.factories import make_gebruiker, make_wijk
from tests.tegelijk import together
from tests.vragen import make_inzending, make_vraag, make_vragenlijst
from wijken.models import Kortelink, Lidmaatschap, Volgcode, Wijk
from wijken.volgcodes import make_volgcode

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


def new(wijk: Wijk, soort: str = "kort", **fields: Any) -> Vragenlijst:
    return make_lijst(wijk=wijk, sleutel=uuid.uuid4(), soort=soort, titel="Hoe woont u hier?", **fields)


def codes(lijst: Vragenlijst) -> list[str]:
    return [row.code for row in lijst.vragen.current().order_by("daarna", "volgorde", "code")]


def url(name: str, lijst: Vragenlijst, *args: object) -> str:
    return reverse(f"analyse:{name}", args=[lijst.wijk.slug, lijst.slug, *args])


# ---- making ---------------------------------------------------------------------------------------


def test_the_short_list_asks_eight_questions_and_the_rest_later(wijk: Wijk) -> None:
    lijst = new(wijk)
    rows = lijst.vragen.order_by("volgorde")
    assert [row.code for row in rows if not row.daarna] == [
        "V04",
        "V05",
        "V06",
        "V18",
        "V22",
        "V35",
        "V37",
        "V39",
    ]
    assert all(row.daarna for row in rows[8:])
    assert (lijst.status, lijst.slug) == ("concept", "hoe-woont-u-hier")


def test_the_same_form_twice_is_one_list_and_another_of_one_title_has_its_own_address(team: Client) -> None:
    sent = {
        "sleutel": str(uuid.uuid4()),
        "begin": "deur",
        "titel": "Nieuw",
        "talen": ["ar", "en"],
        "laat": "apart",
    }
    address = reverse("analyse:lijst_new", args=["dorp"])
    for _ in range(2):
        assert team.post(address, sent).status_code == 303
    team.post(address, sent | {"sleutel": str(uuid.uuid4())})
    rows = Vragenlijst.objects.order_by("slug")
    assert [row.slug for row in rows] == ["nieuw-2", "nieuw-3"]  # "nieuw" itself is an address
    assert (rows[0].talen, rows[0].laat, codes(rows[0])) == (
        ["ar", "en"],
        "apart",
        ["V04", "V05", "V06", "V19", "V35"],
    )


def test_a_bad_form_keeps_what_was_typed(team: Client) -> None:
    answer = team.post(
        reverse("analyse:lijst_new", args=["dorp"]), {"inleiding": "Wij willen <b>weten</b>.", "begin": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Geef de lijst een titel." in page
    assert "Wij willen &lt;b&gt;weten&lt;/b&gt;." in page


def test_a_copy_of_another_wijk_asks_the_same_but_where_people_live_here(team: Client, wijk: Wijk) -> None:
    other = make_wijk("elders", code="WK999999")
    Lidmaatschap.objects.create(
        wijk=other, gebruiker=Lidmaatschap.objects.get(wijk=wijk).gebruiker, rol=Rol.COORDINATOR
    )
    van = new(other, "eigen")
    add_from_library(lijst=van, codes=["V01", "V05"])
    add_own(lijst=van, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    sent = {"sleutel": str(uuid.uuid4()), "begin": f"van-{van.pk}", "titel": "Dit jaar", "laat": "mee"}
    assert team.post(reverse("analyse:lijst_new", args=["dorp"]), sent).status_code == 303
    copy = Vragenlijst.objects.get(wijk=wijk)
    assert codes(copy) == ["V01", "V05", "E1"]
    assert copy.overgenomen_van == van.pk
    assert not set(copy.vragen.values_list("pk", flat=True)) & set(van.vragen.values_list("pk", flat=True))


def test_a_list_of_a_wijk_where_one_may_not_look_cannot_be_copied(team: Client) -> None:
    van = new(make_wijk("elders"))
    sent = {"sleutel": str(uuid.uuid4()), "begin": f"van-{van.pk}", "titel": "Dit jaar", "laat": "mee"}
    assert team.post(reverse("analyse:lijst_new", args=["dorp"]), sent).status_code == 422
    assert Vragenlijst.objects.count() == 1


# ---- open and close -------------------------------------------------------------------------------


def test_an_empty_list_does_not_open_and_says_why(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    answer = team.post(url("lijst_open", lijst), follow=True)
    assert "Kies eerst minstens één vraag." in answer.content.decode()
    lijst.refresh_from_db()
    assert lijst.status == "concept"


def test_opening_makes_one_short_link_also_the_second_time(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk)
    for _ in range(2):
        team.post(url("lijst_open", lijst))
    link = Kortelink.objects.get(doel="vragenlijst", sleutel=lijst.pk)
    assert link.code in team.get(url("lijst", lijst)).content.decode()


def test_closing_cuts_every_code_from_the_answers(wijk: Wijk) -> None:
    lijst, other = make_vragenlijst(wijk), make_vragenlijst(wijk)
    keys = [uuid.uuid4() for _ in range(3)]
    for each, key in zip((lijst, lijst, other), keys, strict=True):
        make_inzending(each, verzend_id=key, volgcode=make_volgcode(wijk=wijk, verzend_id=key))
    close_lijst(lijst=lijst)
    close_lijst(lijst=lijst)
    assert set(lijst.inzendingen.values_list("volgcode", flat=True)) == {None}
    assert not Inzending.objects.filter(lijst=lijst, verzend_id__in=keys).exists()
    assert Volgcode.objects.get().inzending.lijst == other


@pytest.mark.django_db(transaction=True)
def test_who_sends_while_it_closes_is_kept_and_has_no_code(wijk: Wijk) -> None:
    lijst = make_vragenlijst(wijk)
    make_vraag(lijst, "V04", "CIJFER")

    def send() -> object:
        return submit_inzending(
            lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"V04": [Gegeven(getal=7)]}
        )

    together(send, lambda: close_lijst(lijst=lijst), send)
    assert lijst.inzendingen.count() == 2
    assert not Volgcode.objects.exists()


def test_a_list_that_was_open_is_not_thrown_away(team: Client, wijk: Wijk) -> None:
    lijst, fresh = new(wijk), new(wijk)
    open_lijst(lijst=lijst)
    assert "Deze lijst was al open" in team.post(url("lijst_remove", lijst), follow=True).content.decode()
    team.post(url("lijst_remove", fresh))
    assert list(Vragenlijst.objects.all()) == [lijst]


def test_who_saved_in_between_is_laid_beside(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk)
    sent = {"revisie": 1, "titel": "Mijn titel", "inleiding": "", "laat": "mee"}
    assert team.post(url("lijst_edit", lijst), sent | {"titel": "Eerst"}).status_code == 303
    answer = team.post(url("lijst_edit", lijst), sent)
    assert answer.status_code == 409
    assert "Mijn titel" in answer.content.decode()
    assert "Eerst" in answer.content.decode()


# ---- questions ------------------------------------------------------------------------------------


def test_questions_of_the_library_come_once_and_last(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "deur")
    for _ in range(2):
        team.post(url("vragen_kies", lijst), {"vraag": ["V09", "V04", "X99"]})
    assert codes(lijst) == ["V04", "V05", "V06", "V19", "V35", "V09"]


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
    vraag = lijst.vragen.get()
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


def test_a_stale_form_of_a_question_is_laid_beside(team: Client, wijk: Wijk) -> None:
    lijst = new(wijk, "eigen")
    vraag = add_own(lijst=lijst, sleutel=uuid.uuid4(), eigen=Eigen("OPEN", {"nl": "Wat mist u?"}))
    open_lijst(lijst=lijst)
    sent = {"revisie": 1, "tekst": "Wat wilt u?", "soort": "OPEN"}
    assert team.post(url("vraag_edit", lijst, vraag.pk), sent).status_code == 303
    assert team.post(url("vraag_edit", lijst, vraag.pk), sent | {"tekst": "Te laat?"}).status_code == 409
    assert lijst.vragen.current().get().tekst["nl"] == "Wat wilt u?"


def test_the_preview_shows_every_question_in_each_language_and_keeps_nothing(
    team: Client, wijk: Wijk
) -> None:
    lijst = new(wijk, "lang", talen=["ar"])
    page = team.get(url("voorbeeld", lijst), {"in": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    for vraag in lijst.vragen.all():
        assert vraag.tekst["ar"] in page
    assert team.post(url("voorbeeld", lijst)).status_code == 405


def test_lists_cost_as_many_queries_as_one(
    team: Client, wijk: Wijk, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        lijst = new(wijk)
        open_lijst(lijst=lijst)
        make_inzending(lijst)
    with django_assert_max_num_queries(14):
        team.get(reverse("analyse:overzicht", args=["dorp"]))


def test_the_overview_says_what_to_do_first_and_then_how_many(team: Client, wijk: Wijk) -> None:
    address = reverse("analyse:overzicht", args=["dorp"])
    assert "Begin met de korte lijst" in team.get(address).content.decode()
    lijst = new(wijk)
    for kanaal, telt in (("papier", "mee"), ("deur", "mee"), ("papier", "mee"), ("online", "nakijken")):
        make_inzending(lijst, kanaal=kanaal, telt=telt)
    page = " ".join(team.get(address).content.decode().split())
    assert "3 lijsten ingevuld" in page
    assert "2 papier, 1 aan de deur" in page
    assert "1 lijst om na te kijken" in page


@pytest.mark.parametrize("name", ["lijst", "lijst_edit", "lijst_close", "vragen_kies", "voorbeeld"])
def test_a_list_of_another_wijk_is_not_there(team: Client, name: str) -> None:
    lijst = new(make_wijk("elders"))
    assert team.get(reverse(f"analyse:{name}", args=["dorp", lijst.slug])).status_code == 404
    assert team.get(url(name, lijst)).status_code == 404


def test_who_types_in_makes_no_lists(client: Client, wijk: Wijk) -> None:
    client.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    assert client.get(reverse("analyse:lijst_new", args=["dorp"])).status_code == 403
