"""'Wat is er veranderd?', and what was taken away never comes back through it."""

from __future__ import annotations

import pytest
from django.test import Client

from agenda.concept.tekst import read_concept
from agenda.inhoud import WEGGEHAALD, Inhoud
from agenda.models import Agendapunt, AgendaVersie, Reactieronde, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.passages import passages
from agenda.services.redactie import redact_passage
from agenda.verschil.selectors import compare_before
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)
from tests.samen import make_reactieronde, make_teamvraag

pytestmark = pytest.mark.django_db
CANARY = "Hulp voor Kanarie Jansen"


@pytest.fixture
def agenda() -> Wijkagenda:
    return make_agenda(make_wijk())


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    plan = make_plan(agenda)
    make_actie(plan)
    return plan


def redact(versie: AgendaVersie, tekst: str) -> None:
    """Take this text out of an adopted agenda, as the coordinator does."""
    inhoud: Inhoud = versie.inhoud
    redact_passage(versie=versie, pad=next(each.pad for each in passages(inhoud) if each.tekst == tekst))


def changed(agenda: Wijkagenda) -> str:
    page = Client().get(f"/wijken/{agenda.wijk.slug}/agenda/veranderd/")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_nothing_to_compare_says_so_and_is_not_linked(agenda: Wijkagenda, plan: Agendapunt) -> None:
    assert "Er is nog niets om te vergelijken" in changed(agenda)
    make_versie(agenda)
    assert "Er is nog niets om te vergelijken" in changed(agenda)
    page = Client().get(f"/wijken/{agenda.wijk.slug}/agenda/").content.decode()
    assert "agenda/veranderd/" not in page


def test_the_concept_beside_what_was_adopted(agenda: Wijkagenda, plan: Agendapunt) -> None:
    make_reactieronde(agenda)
    make_actie(plan, "Bloemen <planten>")
    make_versie(agenda)
    page = changed(agenda)
    assert "het concept van" in page
    assert "Bij plan 1 kwam erbij: <strong" in page
    assert "Bloemen &lt;planten&gt;" in page
    assert "agenda/veranderd/" in Client().get(f"/wijken/{agenda.wijk.slug}/agenda/").content.decode()


def test_a_version_beside_the_one_before_also_for_the_team(agenda: Wijkagenda, plan: Agendapunt) -> None:
    make_reactieronde(agenda)
    make_versie(agenda)
    make_plan(agenda, "Samen eten")
    second = make_versie(agenda, nummer=2)
    assert "Plan 2 is nieuw: <strong" in changed(agenda)
    team = Client()
    team.force_login(make_gebruiker(Rol.TEAMLID, wijk=agenda.wijk))
    page = team.get(f"/team/{agenda.wijk.slug}/agenda/versie/{second.pk}/").content.decode()
    assert "Vergeleken met versie 1." in " ".join(page.split())
    assert "Plan 2 is nieuw" in page


def test_a_later_concept_says_nothing_of_an_older_version(agenda: Wijkagenda, plan: Agendapunt) -> None:
    versie = make_versie(agenda)
    make_reactieronde(agenda)
    assert compare_before(versie) is None


def test_another_wijk_is_not_compared(agenda: Wijkagenda, plan: Agendapunt) -> None:
    other = make_agenda(make_wijk())
    make_plan(other, "Van elders")
    make_reactieronde(other)
    versie = make_versie(agenda)
    assert compare_before(versie) is None


@pytest.mark.parametrize("deel", ["titel", "waarom", "trekker", "actie", "teamvraag"])
def test_what_is_taken_out_of_an_adopted_agenda_goes_out_of_the_concept(
    agenda: Wijkagenda, plan: Agendapunt, deel: str
) -> None:
    if deel == "actie":
        make_actie(plan, CANARY)
    elif deel == "teamvraag":
        make_teamvraag(agenda, CANARY)
    else:
        setattr(plan, deel, CANARY)
        plan.save()
    ronde = make_reactieronde(agenda, inleiding=f"Wat vindt u van: {CANARY}?")
    elsewhere = make_reactieronde(make_agenda(make_wijk()), inleiding=CANARY)
    versie = make_versie(agenda)
    assert CANARY in str(ronde.inhoud)
    redact(versie, CANARY)
    ronde.refresh_from_db()
    assert CANARY not in str(ronde.inhoud) + ronde.inleiding
    assert WEGGEHAALD in str(ronde.inhoud)
    assert CANARY not in changed(agenda)
    elsewhere.refresh_from_db()
    assert elsewhere.inleiding == CANARY


def test_an_older_wording_of_the_same_place_goes_too(agenda: Wijkagenda, plan: Agendapunt) -> None:
    plan.titel = f"Eerst heette het: {CANARY}"
    plan.save()
    ronde = make_reactieronde(agenda)
    plan.titel = "Kanarie krijgt hulp"
    plan.save()
    redact(make_versie(agenda), "Kanarie krijgt hulp")
    ronde.refresh_from_db()
    assert ronde.inhoud["plannen"][0]["titel"] == WEGGEHAALD
    assert ronde.inhoud["plannen"][0]["waarom"] == plan.waarom


def test_a_quote_that_is_taken_away_goes_where_the_team_wrote_it_down(
    agenda: Wijkagenda, plan: Agendapunt
) -> None:
    inbreng = make_inbreng(agenda.wijk, CANARY)
    make_onderbouwing(plan, inbreng=inbreng)
    plan.waarom = f"Iemand zei: ‘{CANARY}’."
    plan.save()
    ronde = make_reactieronde(agenda)
    redact(make_versie(agenda), CANARY)
    ronde.refresh_from_db()
    assert CANARY not in str(ronde.inhoud)


def test_short_words_elsewhere_stay(agenda: Wijkagenda, plan: Agendapunt) -> None:
    plan.trekker, plan.waarom = "buurt", "De buurt wil dit."
    plan.save()
    ronde = make_reactieronde(agenda)
    redact(make_versie(agenda), "buurt")
    ronde.refresh_from_db()
    assert ronde.inhoud["plannen"][0]["trekker"] == WEGGEHAALD
    assert ronde.inhoud["plannen"][0]["waarom"] == "De buurt wil dit."


def test_an_older_version_does_not_bring_back_what_a_newer_one_lost(
    agenda: Wijkagenda, plan: Agendapunt
) -> None:
    """The same words stood in another plan, of which nobody can know any more that they are the same."""
    gone = make_plan(agenda, CANARY)
    make_versie(agenda)
    gone.delete()
    make_plan(agenda, f"{CANARY} ")
    second = make_versie(agenda, nummer=2)
    assert CANARY in changed(agenda)
    redact(second, f"{CANARY} ")
    page = changed(agenda)
    assert CANARY not in page
    assert "Wat eerst plan 2 was, staat er niet meer in." in page
    make_versie(agenda, nummer=3, inhoud=without_last(build_inhoud(agenda)))
    assert CANARY not in changed(agenda)


def without_last(inhoud: Inhoud) -> Inhoud:
    return {**inhoud, "plannen": inhoud["plannen"][:-1]}


def test_who_opens_a_concept_is_told_where_words_were_taken_away_before(
    agenda: Wijkagenda, plan: Agendapunt
) -> None:
    plan.titel = CANARY
    plan.save()
    make_plan(agenda, "Een ander plan")
    redact(make_versie(agenda), CANARY)
    lezing = read_concept(agenda)
    assert [(each.plek, each.tekst) for each in lezing.eerder_weg] == [("Plan 1, titel", CANARY)]
    team = Client()
    team.force_login(make_gebruiker(Rol.TEAMLID, wijk=agenda.wijk))
    page = team.get(f"/team/{agenda.wijk.slug}/agenda/concept/openen/").content.decode()
    assert "Hier is eerder een tekst uit de vastgestelde agenda weggehaald." in page


def test_a_concept_that_lost_words_is_still_readable(agenda: Wijkagenda, plan: Agendapunt) -> None:
    versie = make_versie(agenda)
    make_reactieronde(agenda)
    redact(versie, plan.titel)
    page = Client().get(f"/wijken/{agenda.wijk.slug}/agenda/concept/").content.decode()
    assert WEGGEHAALD in page
    assert plan.titel not in page
    assert Reactieronde.objects.get().revisie == 2
