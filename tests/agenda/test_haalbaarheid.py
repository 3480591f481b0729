"""'Kan dit?' of the team: ask by mail, see what waits, remind, take back."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.haalbaarheid.herinneren import next_reminder, send_reminders
from agenda.haalbaarheid.services import cannot_answer, mail_verzoek, take_back
from agenda.keuzes import VerzoekAntwoord
from agenda.kompas import stand_of
from agenda.models import Agendapunt, Verzoek, Verzoekvraag, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.tasks import herinner_partijen
from agenda.woorden import asked
from kern.fouten import DomeinFout
from kern.klok import today
from rapportage.hoofdstukken.verzoeken import parties
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_verzoek, make_wijk
from tests.rondes import begin
from tests.samen import make_verzoekvraag
from wijken.models import Bericht, Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
ADRES = "wegen@gemeente.example"
DAG = dt.timedelta(days=1)


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return make_plan(agenda, "Een bankje bij de winkel")


@pytest.fixture
def verzoek(plan: Agendapunt) -> Verzoek:
    return make_verzoek(plan, soort="haalbaar", tekst="Kan hier een bankje staan?")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return signed_in(wijk)


def signed_in(wijk: Wijk, rol: Rol = Rol.TEAMLID) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def mail_url(verzoek: Verzoek) -> str:
    return f"/team/{verzoek.wijk.slug}/agenda/vraag/{verzoek.pk}/mailen/"


def list_url(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/agenda/kan-dit/"


def sent(**more: Any) -> dict[str, Any]:
    return {"sleutel": str(uuid.uuid4()), "email": ADRES, "uiterlijk": str(today() + 21 * DAG), **more}


def links() -> list[str]:
    """The addresses in all mails, newest mail last."""
    found = []
    for bericht in Bericht.objects.order_by("gemaakt_op"):
        found += ["/link/" + token + "/" for token in re.findall(r"/link/([\w-]+)/", bericht.tekst)]
    return found


def ask(verzoek: Verzoek, days: int = 21) -> Verzoekvraag:
    mail_verzoek(verzoek=verzoek, email=ADRES, uiterlijk=today() + days * DAG, sleutel=uuid.uuid4())
    return Verzoekvraag.objects.select_related("link", "verzoek").get(verzoek=verzoek)


def age(vraag: Verzoekvraag, *, due_in: int, asked_ago: int = 20, **more: Any) -> None:
    """As if it was asked a while ago."""
    Verzoekvraag.objects.filter(pk=vraag.pk).update(
        uiterlijk=today() + due_in * DAG, gevraagd_op=today() - asked_ago * DAG, **more
    )


# ---- one request ------------------------------------------------------------------------------
def test_a_mail_with_what_and_why_goes_once_for_the_same_send(team: Client, verzoek: Verzoek) -> None:
    values = sent()
    for _ in range(2):
        assert team.post(mail_url(verzoek), values).status_code == 303
    bericht = Bericht.objects.get()
    assert bericht.aan == ADRES
    for part in ("Een bankje bij de winkel", "Kan hier een bankje staan?", "vraag iemand anders"):
        assert part in bericht.tekst
    vraag = Verzoekvraag.objects.select_related("link").get()
    assert vraag.link is not None
    assert (vraag.uiterlijk, vraag.link.verloopt_op) == (today() + 21 * DAG, today() + 51 * DAG)
    assert Gebeurtenis.objects.filter(actie="verzoek_gemaild").count() == 1
    assert Client().get(links()[0]).status_code == 200


def test_asked_again_the_link_of_the_first_mail_still_works(team: Client, verzoek: Verzoek) -> None:
    for days, email in ((21, ADRES), (40, ADRES.upper())):
        team.post(mail_url(verzoek), sent(email=email, uiterlijk=str(today() + days * DAG)))
    old, new = links()
    assert old == new
    assert Client().get(old).status_code == 200
    vraag = Verzoekvraag.objects.select_related("link").get()
    assert vraag.link is not None
    assert vraag.link.verloopt_op == today() + 70 * DAG


def test_another_address_gets_a_link_of_its_own_and_the_old_one_ends(team: Client, verzoek: Verzoek) -> None:
    for email in (ADRES, "groen@gemeente.example"):
        team.post(mail_url(verzoek), sent(email=email))
    old, new = links()
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert Verzoekvraag.objects.count() == 1


@pytest.mark.parametrize("how", ["ended", "over"])
def test_a_link_that_ended_is_a_new_one_when_it_is_asked_again(verzoek: Verzoek, how: str) -> None:
    vraag = ask(verzoek)
    if how == "ended":
        cannot_answer(vraag=vraag)
    else:
        type(vraag.link).objects.update(verloopt_op=today() - DAG)  # type: ignore[union-attr]
    ask(verzoek)
    old, new = links()
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "geen adres"}, "Schrijf een e-mailadres"),
        ({"email": ""}, "Schrijf een e-mailadres"),
        ({"uiterlijk": str(dt.date(2020, 1, 1))}, "Kies een dag na vandaag."),
        ({"uiterlijk": "morgen"}, "Kies een dag, bijvoorbeeld"),
    ],
)
def test_bad_input_sends_nothing_and_keeps_what_was_typed(
    team: Client, verzoek: Verzoek, values: dict[str, str], said: str
) -> None:
    response = team.post(mail_url(verzoek), sent(**values))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert all(value in page for value in values.values())
    assert not Bericht.objects.exists()


def test_taking_back_ends_the_link(team: Client, verzoek: Verzoek) -> None:
    ask(verzoek)
    for _ in range(2):
        assert team.post(mail_url(verzoek), {"doe": "terug"}).status_code == 303
    assert Client().get(links()[0]).status_code == 404
    assert not Verzoekvraag.objects.exists()
    assert "Nog niet gevraagd" in team.get(list_url(verzoek.wijk)).content.decode()


def test_after_an_answer_nothing_is_asked_and_taking_back_keeps_the_answer(verzoek: Verzoek) -> None:
    vraag = ask(verzoek)
    age(vraag, due_in=5, beantwoord_op=today(), beantwoord_door="Gemeente, groen")
    Verzoek.objects.filter(pk=verzoek.pk).update(antwoord="toegezegd", antwoord_op=today())
    with pytest.raises(DomeinFout, match="al een antwoord"):
        ask(verzoek)
    take_back(vraag=vraag)
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "toegezegd"
    assert Client().get(links()[0]).status_code == 404


def test_who_may_and_other_wijken(wijk: Wijk, verzoek: Verzoek) -> None:
    other = signed_in(make_wijk("elders"))
    assert other.get(mail_url(verzoek)).status_code == 404
    assert other.post(mail_url(verzoek).replace(wijk.slug, "elders"), sent()).status_code == 404
    for rol in (Rol.PARTNER, Rol.INVOERDER):
        assert signed_in(wijk, rol).post(mail_url(verzoek), sent()).status_code == 403
        assert signed_in(wijk, rol).get(list_url(wijk)).status_code == 403
    assert not Bericht.objects.exists()


# ---- all plans --------------------------------------------------------------------------------
def test_several_plans_are_asked_in_one_mail_with_a_link_each(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    plannen = [make_plan(agenda, titel) for titel in ("Plan een", "Plan twee", "Plan drie")]
    values = sent(partij="Gemeente", tekst="Kan dit?", plannen=[str(plan.uuid) for plan in plannen[:2]])
    for _ in range(2):
        assert team.post(list_url(wijk), values).status_code == 303
    bericht = Bericht.objects.get()
    assert "Plan een" in bericht.tekst
    assert "Plan drie" not in bericht.tekst
    assert len(links()) == Verzoekvraag.objects.count() == 2
    pages = [Client().get(link).content.decode() for link in links()]
    assert ["Plan een" in page for page in pages] == [True, False]
    assert ["Plan twee" in page for page in pages] == [False, True]
    page = team.get(list_url(wijk)).content.decode()
    assert "Bij 1 plan is nog aan niemand gevraagd" in page


def test_without_an_address_the_question_only_stands_there(
    team: Client, wijk: Wijk, plan: Agendapunt
) -> None:
    values = sent(email="", partij="Gemeente", tekst="Kan dit?", plannen=[str(plan.uuid)])
    for _ in range(2):
        assert team.post(list_url(wijk), values).status_code == 303
    assert (plan.verzoeken.get().soort, Bericht.objects.count()) == ("haalbaar", 0)


def test_a_plan_of_another_wijk_cannot_be_asked(team: Client, wijk: Wijk, plan: Agendapunt) -> None:
    foreign = make_plan(make_agenda(make_wijk("elders")))
    response = team.post(
        list_url(wijk), sent(partij="Gemeente", tekst="Kan dit?", plannen=[str(foreign.uuid)])
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Gemeente"' in page
    assert ADRES in page
    assert not foreign.verzoeken.exists()
    assert not plan.verzoeken.exists()


def test_the_overview_tells_each_state(team: Client, wijk: Wijk, plan: Agendapunt) -> None:
    def request(tekst: str, **answer: Any) -> Verzoek:
        made = make_verzoek(plan, soort="haalbaar", tekst=tekst)
        Verzoek.objects.filter(pk=made.pk).update(**answer)
        return made

    request("Nooit gevraagd")
    ask(request("Pas gevraagd"))
    age(ask(request("Te laat")), due_in=-3)
    age(ask(request("Herinnerd")), due_in=3, herinnerd_op=today() - DAG)
    done = request("Klaar", antwoord="deels", antwoord_op=today(), antwoord_tekst="Als het <lager> wordt.")
    make_verzoekvraag(done, beantwoord_op=today(), beantwoord_door="Gemeente, groen")
    page = team.get(list_url(wijk)).content.decode()
    for said in (
        "Nog niet gevraagd",
        "Nog geen antwoord",
        "herinnerd op",
        "Ja, als er iets verandert",
        "Als het &lt;lager&gt; wordt.",
        "Gemeente, groen",
    ):
        assert said in page


def test_as_many_queries_for_thirty_as_for_one(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            made = make_verzoek(make_plan(agenda, f"Plan {number}"), soort="haalbaar")
            make_verzoekvraag(made)

    def count() -> int:
        team.get(list_url(wijk))
        with CaptureQueriesContext(connection) as queries:
            assert team.get(list_url(wijk)).status_code == 200
        return len(queries)

    fill(1)
    one = count()
    fill(29)
    assert count() == one


# ---- reminders --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due_in", "asked_ago", "sent_before", "last_ago", "wanted"),
    [
        (8, 13, 0, None, 0),
        (7, 14, 0, None, 1),
        (1, 20, 0, None, 1),
        (7, 14, 1, 0, 0),
        (5, 1, 0, None, 0),  # asked within the last week: no reminder before the day
        (0, 21, 1, 7, 0),
        (-1, 22, 1, 8, 2),
        (-1, 22, 0, None, 2),  # the task was away for a while
        (-1, 22, 1, 2, 0),  # the first one went late
        (-9, 30, 2, 8, 0),
    ],
)
def test_when_a_reminder_is_due(
    due_in: int, asked_ago: int, sent_before: int, last_ago: int | None, wanted: int
) -> None:
    vraag = Verzoekvraag(
        gevraagd_op=today() - asked_ago * DAG,
        uiterlijk=today() + due_in * DAG,
        herinneringen=sent_before,
        herinnerd_op=None if last_ago is None else today() - last_ago * DAG,
    )
    assert next_reminder(vraag, today()) == wanted


def test_a_reminder_goes_once_with_the_same_link_to_one_address_together(plan: Agendapunt) -> None:
    for tekst in ("Een", "Twee"):
        age(ask(make_verzoek(plan, soort="haalbaar", tekst=tekst)), due_in=7)
    old = links()
    for _ in range(3):
        herinner_partijen()
    bericht = Bericht.objects.get(sleutel__contains="herinnering")
    assert "Een" in bericht.tekst
    assert "Twee" in bericht.tekst
    assert sorted(links()[len(old) :]) == sorted(old)
    assert [Client().get(link).status_code for link in old] == [200, 200]
    Verzoekvraag.objects.update(uiterlijk=today() - DAG, herinnerd_op=today() - 8 * DAG)
    assert [send_reminders() for _ in range(2)] == [2, 0]
    Verzoekvraag.objects.update(herinnerd_op=today() - 8 * DAG)
    assert send_reminders() == 0
    assert Bericht.objects.count() == 4


@pytest.mark.parametrize("what", ["answered", "by the team", "taken back", "cannot", "over", "other round"])
def test_no_reminder_when_nobody_waits_for_it(agenda: Wijkagenda, verzoek: Verzoek, what: str) -> None:
    vraag = ask(verzoek)
    age(vraag, due_in=7)
    if what == "answered":
        age(vraag, due_in=7, beantwoord_op=today())
    elif what == "by the team":
        Verzoek.objects.update(antwoord=VerzoekAntwoord.GEWEIGERD)
    elif what == "taken back":
        take_back(vraag=vraag)
    elif what == "cannot":
        Client().post(links()[0], {"doe": "kan_niet"})
    elif what == "over":
        age(vraag, due_in=-40)
        type(vraag.link).objects.update(verloopt_op=today() - DAG)  # type: ignore[union-attr]
    else:
        begin(agenda)
    assert send_reminders() == 0
    assert Bericht.objects.count() == 1


# ---- the kompas, a new round, documents -------------------------------------------------------
def test_the_kompas_says_what_waits_long_and_what_came_back(
    team: Client, wijk: Wijk, plan: Agendapunt
) -> None:
    late, back = (ask(make_verzoek(plan, soort="haalbaar", tekst=tekst)) for tekst in ("Een", "Twee"))
    assert (stand_of(wijk).vragen_te_laat, stand_of(wijk).vragen_terug) == (0, 0)
    age(late, due_in=-1)
    Client().post(links()[1], {"doe": "kan_niet"})
    assert back.verzoek.tekst == "Twee"
    assert (stand_of(wijk).vragen_te_laat, stand_of(wijk).vragen_terug) == (1, 1)
    page = team.get(f"/team/{wijk.slug}/").content.decode()
    assert "vraag aan een organisatie heeft geen antwoord" in page
    assert list_url(wijk) in page


def test_a_question_goes_along_to_a_new_round(agenda: Wijkagenda, plan: Agendapunt, verzoek: Verzoek) -> None:
    ask(verzoek)
    make_versie(agenda)
    new = begin(agenda, plan)
    vraag = Verzoekvraag.objects.get()
    assert vraag.verzoek.agendapunt.agenda == new
    assert "Een bankje bij de winkel" in Client().get(links()[0]).content.decode()


def test_a_request_that_did_not_go_along_can_still_be_answered(
    team: Client, agenda: Wijkagenda, plan: Agendapunt, verzoek: Verzoek
) -> None:
    versie = make_versie(agenda)
    new = begin(agenda)
    url = f"/team/{agenda.wijk.slug}/agenda/vraag/{verzoek.pk}/"
    assert url in team.get(f"/team/{agenda.wijk.slug}/agenda/versie/{versie.pk}/").content.decode()
    values = {
        "revisie": 1,
        "partij": "Gemeente",
        "soort": "haalbaar",
        "tekst": verzoek.tekst,
        "antwoord": "deels",
        "antwoord_tekst": "Als het aan de andere kant staat.",
    }
    assert team.post(url, values)["Location"].endswith(f"/versie/{versie.pk}/#gevraagd")
    public = Client().get(f"/wijken/{agenda.wijk.slug}/agenda/").content.decode()
    assert "Als het aan de andere kant staat." in public
    assert "Ja, als er iets verandert" in public
    assert team.post(f"{url}verwijderen/").status_code == 409
    make_plan(new)
    make_versie(new)
    assert team.get(url).status_code == 410
    assert plan.verzoeken.exists()


def test_partly_counts_in_the_report(verzoek: Verzoek) -> None:
    Verzoek.objects.update(antwoord="deels", antwoord_tekst="Als het lager wordt.")
    (partij,) = parties(build_inhoud(verzoek.agendapunt.agenda))
    assert (partij.ja, partij.deels, partij.open, partij.nee) == (0, 1, 0, 0)
    assert (partij.vragen[0].klas, partij.vragen[0].hoeveel) == ("loopt", asked("haalbaar", None))
