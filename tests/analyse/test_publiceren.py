"""Results on the site: only what was chosen, never too few, and only changed by ten at a time."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analyse.models import Antwoord, Inzending, Uitslag, Vragenlijst
from analyse.tasks import ververs_uitslagen
from analyse.uitslag.publiceren import publish_lijst, publish_vraag, refresh
from kern.fouten import DomeinFout
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_vragenlijst(wijk, slug="lijst")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def public(lijst: Vragenlijst, taal: str = "nl") -> Any:
    client = Client()
    if taal != "nl":
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = taal
    return client.get(f"/wijken/{lijst.wijk.slug}/vragenlijst/lijst/uitslag/")


def page_of(lijst: Vragenlijst) -> str:
    return str(public(lijst).content.decode())


def test_nothing_is_public_until_the_list_and_a_question_are(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 25, "b": 15}))
    publish_vraag(vraag=vraag, openbaar=True)
    assert public(lijst).status_code == 404
    publish_lijst(lijst=lijst, openbaar=True)
    assert "25 van de 40 mensen kozen ‘A’." in page_of(lijst)
    publish_vraag(vraag=vraag, openbaar=False)
    assert "kozen" not in page_of(lijst)
    assert "Er staat nog niets" in page_of(lijst)


def test_the_page_needs_no_form_and_no_cookie(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", openbaar=True)
    fill_in(lijst, everyone(vraag, {"a": 40}))
    publish_lijst(lijst=lijst, openbaar=True)
    response = public(lijst)
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_a_copy_changes_only_with_ten_more_or_fewer(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", openbaar=True)
    fill_in(lijst, everyone(vraag, {"a": 29}))
    publish_lijst(lijst=lijst, openbaar=True)
    assert not Uitslag.objects.exists()  # one too few
    fill_in(lijst, everyone(vraag, {"b": 1}))
    ververs_uitslagen()
    assert Uitslag.objects.get().aantal == 30
    fill_in(lijst, everyone(vraag, {"b": 9}))
    ververs_uitslagen()
    publish_vraag(vraag=vraag, openbaar=False)  # off and on again is no way around
    publish_vraag(vraag=vraag, openbaar=True)
    assert Uitslag.objects.get().aantal == 30
    fill_in(lijst, everyone(vraag, {"b": 1}))
    ververs_uitslagen()
    assert Uitslag.objects.get().aantal == 40
    Inzending.objects.filter(pk__in=Inzending.objects.values("pk")[:9]).update(telt="niet")
    assert refresh(lijst=lijst) == 0
    Inzending.objects.filter(pk=Inzending.objects.counted()[0].pk).update(telt="niet")
    assert refresh(lijst=lijst) == 1
    assert refresh(lijst=lijst) == 0


def test_when_many_took_their_answers_back_nothing_is_left_to_see(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", openbaar=True)
    sent = fill_in(lijst, everyone(vraag, {"a": 13, "b": 11, "c": 11}))
    publish_lijst(lijst=lijst, openbaar=True)
    assert "13 van de 35 mensen" in page_of(lijst)
    Inzending.objects.filter(pk__in=[each.pk for each in sent[:12]]).update(telt="niet")
    refresh(lijst=lijst)
    assert "Er staat nog niets" in page_of(lijst)
    fill_in(lijst, everyone(vraag, {"a": 9}))
    refresh(lijst=lijst)
    assert "Er staat nog niets" in page_of(lijst)  # 32, but nine more than at the last look
    fill_in(lijst, everyone(vraag, {"a": 1}))
    refresh(lijst=lijst)
    assert "33 mensen gaven antwoord" in " ".join(page_of(lijst).split()).replace(
        "</bdi></strong> <span>", " "
    )


def test_small_numbers_stay_away_with_their_neighbour(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", openbaar=True)
    fill_in(lijst, everyone(vraag, {"a": 30, "b": 11, "c": 7}))
    publish_lijst(lijst=lijst, openbaar=True)
    assert Uitslag.objects.get().gegevens[""]["aantallen"] == {"a": 30, "b": None, "c": None}
    assert page_of(lijst).count("laten wij niet zien") == 2


def test_the_answers_stand_in_the_order_of_the_question(lijst: Vragenlijst) -> None:
    codes = ("tot_15_jaar", "tot_20", "ouder")
    vraag = make_vraag(lijst, "E1", "EEN", openbaar=True, kiezen=codes)
    fill_in(lijst, everyone(vraag, dict.fromkeys(codes, 12)))
    publish_lijst(lijst=lijst, openbaar=True)
    page = page_of(lijst)
    places = [page.index(f">{code.title()}</dt>") for code in codes]
    assert places == sorted(places)


def test_a_line_changes_by_ten_of_its_own(lijst: Vragenlijst) -> None:
    regels = [{"code": code, "tekst": {"nl": code.title()}} for code in ("winkel", "school")]
    vraag = make_vraag(lijst, "E1", "JN", regels=regels, openbaar=True)
    winkel, school = ({vraag: {"regel": code, "keuzes": ["ja"]}} for code in ("winkel", "school"))
    fill_in(lijst, [winkel] * 30)
    sent = fill_in(lijst, [school] * 30)
    publish_lijst(lijst=lijst, openbaar=True)
    Antwoord.objects.create(wijk=lijst.wijk, inzending=sent[0], vraag=vraag, regel="winkel", keuzes=["nee"])
    fill_in(lijst, [school] * 10)
    assert refresh(lijst=lijst) == 1
    copy = Uitslag.objects.get().gegevens
    assert copy["school"]["aantal"] == 40
    assert copy["winkel"]["aantal"] == 30  # one no would have been one neighbour


def test_open_answers_are_never_published(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "OPEN")
    fill_in(lijst, [{vraag: "Mijn eigen woorden"}] * 40)
    with pytest.raises(DomeinFout, match="eigen woorden"):
        publish_vraag(vraag=vraag, openbaar=True)
    adres = f"/team/{wijk.slug}/analyse/lijst/lijst/uitslag/{vraag.pk}/op-de-site/"
    assert "eigen woorden" in team.post(adres, {"openbaar": "ja"}, follow=True).content.decode()
    vraag.openbaar = True  # as if somebody could
    vraag.save()
    publish_lijst(lijst=lijst, openbaar=True)
    assert not Uitslag.objects.exists()
    assert "woorden" not in page_of(lijst).split("</header>", 1)[1].split("<footer", 1)[0]


def test_the_team_is_told_what_it_means_and_a_second_post_is_nothing(
    team: Client, wijk: Wijk, lijst: Vragenlijst
) -> None:
    vraag = make_vraag(lijst, "E1", "EEN")
    fill_in(lijst, everyone(vraag, {"a": 40}))
    adres = f"/team/{wijk.slug}/analyse/lijst/lijst/uitslag/"
    assert "Iedereen kan ze dan lezen" in team.get(f"{adres}op-de-site/").content.decode()
    for _ in range(2):
        assert team.post(f"{adres}op-de-site/", {"openbaar": "ja"}).status_code == 303
        assert team.post(f"{adres}{vraag.pk}/op-de-site/", {"openbaar": "ja"}).status_code == 303
    assert Gebeurtenis.objects.filter(actie="uitslag_op_site").count() == 2  # the list and the question
    assert "Gekozen voor de site" in team.get(adres).content.decode()
    team.post(f"{adres}op-de-site/", {"openbaar": "nee"})
    assert public(lijst).status_code == 404


def test_a_question_of_two_versions_is_one_switch(lijst: Vragenlijst) -> None:
    first = make_vraag(lijst, "E1", "EEN", tot_versie=1)
    second = make_vraag(lijst, "E1", "EEN", van_versie=2)
    fill_in(lijst, everyone(first, {"a": 20, "b": 12, "c": 12}))
    fill_in(lijst, everyone(second, {"a": 20}), versie=2)
    publish_vraag(vraag=second, openbaar=True)
    publish_lijst(lijst=lijst, openbaar=True)
    assert Uitslag.objects.get().vraag == first
    assert "40 van de 64 mensen kozen ‘A’." in page_of(lijst)


def test_residents_read_their_own_language(lijst: Vragenlijst) -> None:
    vraag = make_vraag(
        lijst,
        "E1",
        "EEN",
        openbaar=True,
        tekst={"nl": "Kent u het team?", "en": "Do you know the team?"},
        antwoorden=[{"code": "a", "tekst": {"nl": "Zeker", "en": "Certainly"}}],
    )
    fill_in(lijst, everyone(vraag, {"a": 40}))
    publish_lijst(lijst=lijst, openbaar=True)
    page = public(lijst, "en").content.decode()
    assert "Do you know the team?" in page
    assert "Certainly" in page


def test_the_public_page_asks_as_much_of_one_question_as_of_thirty(lijst: Vragenlijst) -> None:
    publish_lijst(lijst=lijst, openbaar=True)
    counts = []
    for van, tot in ((1, 2), (2, 31)):
        vragen = [make_vraag(lijst, f"E{n}", "EEN", openbaar=True) for n in range(van, tot)]
        fill_in(lijst, [dict.fromkeys(vragen, "a")] * 30)
        refresh(lijst=lijst)
        with CaptureQueriesContext(connection) as queries:
            assert public(lijst).status_code == 200
        counts.append(len(queries))
    assert Uitslag.objects.count() == 30
    assert counts[0] == counts[1]


def test_another_wijk_does_not_have_this_page(lijst: Vragenlijst) -> None:
    publish_lijst(lijst=lijst, openbaar=True)
    other = make_wijk()
    assert Client().get(f"/wijken/{other.slug}/vragenlijst/lijst/uitslag/").status_code == 404
