"""'Is het gelukt?': by the short link, by a member of the agendagroep, and in a meeting."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import ActieStatus, Oordeelweg
from agenda.models import Actie, Actieoordeel, Wijkagenda
from agenda.oordeel.services import give_by_link, note_meeting
from agenda.selectors import newest_versie
from kern.fouten import DomeinFout
from kern.klok import today
from tests import factories as f
from tests.samen import make_actieoordeel, make_groepslid
from wijken.kortelinks import find_open, open_kortelink
from wijken.models import Gebeurtenis, Kortelink, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
ADRES = "/wijken/jubbega/is-het-gelukt/"
TEAM = "/team/jubbega/oordeel/"
DOEL = Kortelink.Doel.OORDEEL


@pytest.fixture
def agenda() -> Wijkagenda:
    """Three actions: done, stopped, and one that runs; adopted."""
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    plan = f.make_plan(agenda)
    f.make_voortgang(f.make_actie(plan, "Bankjes <zetten>"), ActieStatus.KLAAR)
    f.make_voortgang(f.make_actie(plan, "Krant maken"), ActieStatus.GESTOPT)
    f.make_actie(plan, "Nog lang niet")
    f.make_versie(agenda)
    return agenda


@pytest.fixture
def wijk(agenda: Wijkagenda) -> Wijk:
    return agenda.wijk


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=wijk))
    return client


def actie(wat: str = "Bankjes <zetten>") -> Actie:
    return Actie.objects.get(wat=wat)


def opened(wijk: Wijk) -> Kortelink:
    return open_kortelink(wijk=wijk, doel=DOEL)


def say(client: Client, row: Actie, oordeel: str, **more: str) -> int:
    return client.post(ADRES, {"actie": str(row.uuid), "oordeel": oordeel, **more}).status_code


# ---- the short link --------------------------------------------------------------------------------


def test_the_link_leads_to_the_question_only_while_it_is_open(wijk: Wijk, team: Client) -> None:
    visitor = Client()
    assert "Deze vraag is nu dicht" in visitor.get(ADRES).content.decode()
    assert say(visitor, actie(), "gelukt") == 409
    assert team.post(f"{TEAM}link/", {"doe": "open"}).status_code == 303
    link = find_open(wijk, DOEL)
    assert link is not None
    assert visitor.get(f"/d/{link.code}/").headers["Location"] == ADRES
    assert "Bankjes &lt;zetten&gt;" in visitor.get(ADRES).content.decode()
    assert team.post(f"{TEAM}link/", {"doe": "dicht"}).status_code == 303
    assert say(visitor, actie(), "gelukt") == 409
    assert visitor.get(f"/d/{link.code}/").status_code == 404
    team.post(f"{TEAM}link/", {"doe": "open"})
    again = find_open(wijk, DOEL)
    assert again is not None
    assert again.code == link.code  # what was printed works again
    assert not Actieoordeel.objects.exists()


def test_one_action_a_screen_and_only_those_that_can_be_judged(wijk: Wijk) -> None:
    opened(wijk)
    visitor = Client()
    page = visitor.get(ADRES).content.decode()
    assert "Vraag 1 van 2" in page
    assert "Krant maken" not in page
    answer = visitor.post(ADRES, {"actie": str(actie().uuid), "oordeel": "gelukt"})
    assert answer.status_code == 303
    page = visitor.get(answer.headers["Location"]).content.decode()
    assert "Vraag 2 van 2" in page
    assert "Krant maken" in page
    assert "?actie=klaar" in page  # skip
    assert "Bedankt" in visitor.get(f"{ADRES}?actie=klaar").content.decode()


def test_nothing_can_be_said_of_an_action_that_still_runs(wijk: Wijk) -> None:
    opened(wijk)
    with pytest.raises(DomeinFout, match="kunt u nu niets zeggen"):
        give_by_link(wijk=wijk, actie=actie("Nog lang niet").uuid, sleutel="x", oordeel="gelukt")


def test_an_action_past_its_day_can_be_judged(wijk: Wijk, agenda: Wijkagenda) -> None:
    plan = agenda.agendapunten.get()
    f.make_actie(plan, "Te laat", klaar_op=today() - dt.timedelta(days=1))
    f.make_actie(plan, "Vandaag", klaar_op=today())
    f.make_versie(agenda, nummer=2)
    opened(wijk)
    page = Client().get(ADRES).content.decode()
    assert "Vraag 1 van 3" in page


def test_a_device_counts_once_and_may_change_its_mind(wijk: Wijk) -> None:
    opened(wijk)
    visitor, other = Client(), Client()
    assert say(visitor, actie(), "gelukt", tekst="Fijn.") == 303
    assert say(visitor, actie(), "niet") == 303
    assert say(other, actie(), "deels") == 303
    rows = list(Actieoordeel.objects.order_by("pk").values_list("oordeel", "tekst", "weg", "aantal"))
    assert rows == [("niet", "", "link", 1), ("deels", "", "link", 1)]
    cookie = visitor.cookies[settings.APPARAAT_COOKIE_NAME].value
    marks = set(Actieoordeel.objects.values_list("apparaat", flat=True))
    assert len(marks) == 2
    assert not any(cookie in mark for mark in marks)
    assert Gebeurtenis.objects.filter(actie="oordeel_gegeven").count() == 2
    form = visitor.get(f"{ADRES}?actie={actie().uuid}").context["form"]
    assert form.initial["oordeel"] == "niet"


def test_two_actions_of_one_device_cannot_be_tied_together(wijk: Wijk) -> None:
    opened(wijk)
    visitor = Client()
    say(visitor, actie(), "gelukt")
    say(visitor, actie("Krant maken"), "niet")
    assert Actieoordeel.objects.values("apparaat").distinct().count() == 2


@pytest.mark.parametrize(
    ("typed", "zin"),
    [
        ({"oordeel": ""}, "Kies hoe u het vindt"),
        ({"oordeel": "prachtig"}, "Kies er een uit de lijst"),
        ({"oordeel": "gelukt", "tekst": "Bel mij op 06 12 34 56 78"}, "Haal het telefoonnummer weg"),
        ({"oordeel": "gelukt", "tekst": "a" * 301}, "hooguit 300"),
    ],
)
def test_what_is_wrong_stays_on_the_page(wijk: Wijk, typed: dict[str, str], zin: str) -> None:
    opened(wijk)
    answer = Client().post(ADRES, {"actie": str(actie().uuid), **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert zin in page
    assert typed.get("tekst", "") in page
    assert "Bankjes &lt;zetten&gt;" in page
    assert not Actieoordeel.objects.exists()


def test_a_look_sets_no_cookie(wijk: Wijk) -> None:
    opened(wijk)
    visitor = Client()
    visitor.get(ADRES)
    assert settings.APPARAAT_COOKIE_NAME not in visitor.cookies


def test_an_action_of_another_wijk_is_not_found(wijk: Wijk) -> None:
    opened(wijk)
    other = f.make_agenda(f.make_wijk("elders"))
    strange = f.make_actie(f.make_plan(other), "Van elders")
    f.make_voortgang(strange, ActieStatus.KLAAR)
    f.make_versie(other)
    Client().post(ADRES, {"actie": str(strange.uuid), "oordeel": "gelukt"})
    assert not Actieoordeel.objects.exists()


def test_without_anything_to_judge_the_page_says_so() -> None:
    elders = f.make_agenda(f.make_wijk("leeg"))
    f.make_versie(elders)
    opened(elders.wijk)
    page = Client().get("/wijken/leeg/is-het-gelukt/").content.decode()
    assert "Er is nu nog niets om over te vertellen" in page


# ---- the agendagroep -------------------------------------------------------------------------------


def member(wijk: Wijk) -> Client:
    make_groepslid(wijk, token="lid")
    client = Client()
    client.post("/link/lid/")
    return client


def test_a_member_says_it_once_also_while_the_link_is_closed(wijk: Wijk) -> None:
    client = member(wijk)
    address = "/wijken/jubbega/agendagroep/oordeel/"
    for oordeel in ("gelukt", "deels"):
        answer = client.post(address, {"actie": str(actie().uuid), "oordeel": oordeel})
        assert answer.status_code == 303
    row = Actieoordeel.objects.get()
    assert (row.oordeel, row.weg, row.apparaat) == ("deels", "groep", "")
    assert row.lid is not None
    assert Client().get(address).status_code == 404


# ---- a meeting, and the page of the team -------------------------------------------------------------


def meeting(client: Client, row: Actie, **typed: str) -> int:
    sent = {"datum": today().isoformat(), "gelukt": "5", "deels": "", "niet": "2", "nog_niet": "0", **typed}
    return client.post(f"{TEAM}{row.uuid}/", sent).status_code


def test_a_meeting_is_typed_once_and_can_be_changed(team: Client, wijk: Wijk) -> None:
    for _ in range(2):
        assert meeting(team, actie(), tekst="Het bankje staat scheef.") == 303
    rows = Actieoordeel.objects.order_by("pk").values_list("oordeel", "aantal", "weg", "tekst")
    assert list(rows) == [
        ("gelukt", 5, "bijeenkomst", "Het bankje staat scheef."),
        ("niet", 2, "bijeenkomst", ""),
    ]
    assert Gebeurtenis.objects.filter(actie="oordeel_bijeenkomst").count() == 1
    assert meeting(team, actie(), gelukt="9") == 422  # typed by somebody who did not see the first
    shown = team.get(f"{TEAM}{actie().uuid}/?dag={today().isoformat()}").context["form"].initial["gezien"]
    assert meeting(team, actie(), gelukt="9", gezien=shown) == 303
    assert Actieoordeel.objects.get(oordeel="gelukt").aantal == 9
    shown = team.get(f"{TEAM}{actie().uuid}/?dag={today().isoformat()}").context["form"].initial["gezien"]
    assert meeting(team, actie(), gelukt="0", niet="0", gezien=shown) == 303
    assert not Actieoordeel.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"gelukt": "0", "niet": "0"},
        {"gelukt": "-1"},
        {"gelukt": "veel"},
        {"datum": "2099-01-01"},
        {"tekst": "Bel 06 12 34 56 78"},
    ],
)
def test_a_meeting_that_cannot_be_stays_on_the_page(team: Client, wijk: Wijk, typed: dict[str, str]) -> None:
    assert meeting(team, actie(), **typed) == 422
    assert not Actieoordeel.objects.exists()


def test_an_action_that_is_not_in_force_is_not_found(team: Client, wijk: Wijk) -> None:
    assert team.get(f"{TEAM}{uuid.uuid4()}/").status_code == 404


def test_the_team_reads_each_way_by_itself_and_the_words(team: Client, wijk: Wijk) -> None:
    make_actieoordeel(actie(), "gelukt", weg="bijeenkomst", aantal=12, tekst="Mooi <bankje>")
    make_actieoordeel(actie(), "niet", weg="link", apparaat="a" * 64)
    page = team.get(TEAM).content.decode()
    assert "Een bijeenkomst" in page
    assert "Mensen uit de wijk, met een link" in page
    assert "Mooi &lt;bankje&gt;" in page
    assert ">13<" not in page
    assert "Nog lang niet" not in page


def test_the_queries_do_not_grow(team: Client, agenda: Wijkagenda) -> None:
    opened(agenda.wijk)

    def asked(client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = asked(team, TEAM), asked(Client(), ADRES)
    plan = agenda.agendapunten.get()
    for number in range(30):
        row = f.make_actie(plan, f"Actie {number}")
        f.make_voortgang(row, ActieStatus.KLAAR)
        make_actieoordeel(row, aantal=4, tekst="Goed zo")
    f.make_versie(agenda, nummer=2)
    assert (asked(team, TEAM), asked(Client(), ADRES)) == few


# ---- what everyone reads ---------------------------------------------------------------------------


def public() -> str:
    return Client().get("/wijken/jubbega/agenda/").content.decode()


def test_two_people_are_too_few_to_show(wijk: Wijk) -> None:
    make_actieoordeel(actie(), "gelukt", aantal=2, tekst="Geheime woorden")
    make_actieoordeel(actie(), "niet", weg=Oordeelweg.LINK, apparaat="a" * 64)
    assert "Bewoners vinden:" not in public()


def test_three_by_one_way_are_shown_without_their_words(wijk: Wijk) -> None:
    make_actieoordeel(actie(), "gelukt", aantal=2, tekst="Geheime woorden")
    make_actieoordeel(actie(), "niet", aantal=1)
    make_actieoordeel(actie(), "deels", weg=Oordeelweg.LINK, apparaat="a" * 64)
    page = " ".join(public().split())
    assert "Bewoners vinden:" in page
    assert "(een bijeenkomst, 3 mensen. Dit geeft een beeld.)" in page
    assert "Voor een deel gelukt" not in page
    assert "Geheime woorden" not in page


def test_the_counts_of_a_meeting_need_an_agenda_in_force() -> None:
    agenda = f.make_agenda(f.make_wijk("concept"))
    row = f.make_actie(f.make_plan(agenda))
    assert newest_versie(agenda.wijk) is None
    f.make_versie(agenda)
    versie = newest_versie(agenda.wijk)
    assert versie is not None
    note_meeting(versie=versie, actie=row.uuid, datum=today(), aantallen={"gelukt": 1})
    assert Actieoordeel.objects.get().agenda == agenda


# ---- the way from words to result ------------------------------------------------------------------


def test_the_sender_sees_the_way_from_words_to_result(agenda: Wijkagenda) -> None:
    wijk = agenda.wijk
    bundel = f.make_bundel(wijk, "Plekken om te zitten")
    inbreng = f.make_inbreng(wijk, bundel=bundel, met_code=True)
    f.make_terugkoppeling(bundel)
    f.make_onderbouwing(agenda.agendapunten.get(), bundel=bundel)
    f.make_versie(agenda, nummer=2)

    def read() -> str:
        return " ".join(Client().get(f"/volg/{code_for(inbreng.verzend_id)}/").content.decode().split())

    page = read()
    assert "2 van 3 acties af" in page
    assert "Bankjes &lt;zetten&gt;" in page
    assert "Bewoners vinden:" not in page
    make_actieoordeel(actie(), "gelukt", aantal=3, tekst="Geheime woorden")
    page = read()
    assert "Bewoners vinden:" in page
    assert re.search(r"Klaar:(<[^>]*>|\s)*Bewoners zeggen of het lukte", page)
    assert "Geheime woorden" not in page
    told = Client().get("/wijken/jubbega/terugkoppeling/").content.decode()
    assert "Bewoners vinden:" in told
    assert "Geheime woorden" not in told
    places = [
        page.index(kop)
        for kop in ("Zo hebben wij het samengevat", "Dit gebeurde ermee", "Het hoort bij dit plan")
    ]
    assert places == sorted(places)
