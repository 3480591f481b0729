"""The team's page with reports, and the public PDF."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Wijkagenda
from agenda.services.redactie import redact_passage
from rapportage import services
from rapportage.models import Rapport
from tests.factories import (
    Rol,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
Status = Rapport.Status
HTMX = {"HX-Request": "true"}


def draft(wijk: Wijk) -> Wijkagenda:
    agenda = make_agenda(wijk)
    make_onderbouwing(make_plan(agenda), inbreng=make_inbreng(wijk, "Ik mis een bankje."))
    return agenda


def finished(rapport: Rapport, pdf: bytes = b"%PDF-1.7 proef") -> Rapport:
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.finish_rapport(opdracht=opdracht, pdf=pdf, bladzijden=12)
    return Rapport.objects.get(pk=rapport.pk)


def failed(rapport: Rapport) -> None:
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.fail_rapport(opdracht=opdracht, zin="Het lukte niet.", definitief=True)


def count_queries(team: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert team.get(address).status_code == 200
    return len(captured)


def at(name: str, wijk: Wijk, *more: object) -> str:
    return reverse(f"rapportage:{name}", args=[wijk.slug, *more])


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def team(client: Client, wijk: Wijk) -> Client:
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


# ---- asking and seeing --------------------------------------------------------------------------
def test_asking_twice_shows_one_report_and_where_it_stands(team: Client, wijk: Wijk) -> None:
    draft(wijk)
    for _ in range(2):
        answer = team.post(at("rapport_new", wijk))
        rapport = Rapport.objects.get()
        assert (answer.status_code, answer["Location"]) == (
            303,
            f"{at('rapport_list', wijk)}#rapport-{rapport.pk}",
        )
    page = team.get(at("rapport_list", wijk)).content.decode()
    assert "Uw PDF wacht op zijn beurt." in page
    assert "U mag deze pagina sluiten." in page
    assert at("rapport_row", wijk, rapport.pk) in page


def test_without_an_agenda_there_is_nothing_to_make(team: Client, wijk: Wijk) -> None:
    assert "Nog geen agenda" in team.get(at("rapport_list", wijk)).content.decode()
    answer = team.post(at("rapport_new", wijk))
    assert answer.status_code == 422
    assert "Er is nog geen agenda." in answer.content.decode()


def test_htmx_gets_the_row_and_silence_while_nothing_changed(team: Client, wijk: Wijk) -> None:
    rapport = services.request_rapport(agenda=draft(wijk))
    address = at("rapport_row", wijk, rapport.pk)
    row = team.get(address, headers=HTMX)
    text = row.content.decode()
    assert row.status_code == 200
    assert "<html" not in text
    assert "HX-Request" in row["Vary"]
    stand = text.split("?stand=")[1].split('"')[0]
    assert team.get(f"{address}?stand={stand}", headers=HTMX).status_code == 204
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.enter_step(opdracht=opdracht, nummer=3)
    changed = team.get(f"{address}?stand={stand}", headers=HTMX).content.decode()
    assert "Stap 3 van 5. Opmaken" in changed
    assert changed.count('class="is-klaar"') == 2
    services.finish_rapport(opdracht=opdracht, pdf=b"%PDF-1.7", bladzijden=12)
    ready = team.get(address, headers=HTMX).content.decode()
    assert "12 bladzijden" in ready
    assert "hx-get" not in ready  # it stops asking
    assert at("rapport_download", wijk, rapport.pk) in ready


def test_without_htmx_the_row_leads_to_the_page(team: Client, wijk: Wijk) -> None:
    rapport = services.request_rapport(agenda=draft(wijk))
    answer = team.get(at("rapport_row", wijk, rapport.pk))
    assert answer["Location"] == f"{at('rapport_list', wijk)}#rapport-{rapport.pk}"


def test_a_failure_is_shown_and_can_be_tried_again(team: Client, wijk: Wijk) -> None:
    rapport = services.request_rapport(agenda=draft(wijk))
    failed(rapport)
    page = team.get(at("rapport_list", wijk)).content.decode()
    assert "Het lukte niet." in page
    for _ in range(2):
        assert team.post(at("rapport_retry", wijk, rapport.pk)).status_code == 303
    assert Rapport.objects.get().status == Status.WACHT


def test_a_report_that_cannot_be_made_here_says_why(team: Client, wijk: Wijk) -> None:
    rapport = services.request_rapport(agenda=draft(wijk))
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.postpone_rapport(opdracht=opdracht, zin="Hier ontbreekt iets.")
    assert "Hier ontbreekt iets." in team.get(at("rapport_list", wijk)).content.decode()


def test_the_adopted_agenda_can_be_asked_for_before_the_sweeper_comes(team: Client, wijk: Wijk) -> None:
    versie = make_versie(draft(wijk))
    assert "De vastgestelde agenda" in team.get(at("rapport_list", wijk)).content.decode()
    assert team.post(at("rapport_new", wijk), {"wat": "vastgesteld"}).status_code == 303
    assert Rapport.objects.get().versie == versie


# ---- downloading --------------------------------------------------------------------------------
def test_download_is_a_file_with_a_name_that_nobody_keeps(team: Client, wijk: Wijk) -> None:
    rapport = finished(services.request_rapport(agenda=draft(wijk)))
    answer = team.get(at("rapport_download", wijk, rapport.pk))
    assert answer.content == b"%PDF-1.7 proef"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="wijkagenda-jubbega-2027-2028-concept.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_draft_with_a_quote_that_was_taken_back_is_not_given(team: Client, wijk: Wijk) -> None:
    agenda = draft(wijk)
    rapport = finished(services.request_rapport(agenda=agenda), b"%PDF-1.7 Ik mis een bankje.")
    wijk.inbrengen.update(mag_delen=False)
    answer = team.get(at("rapport_download", wijk, rapport.pk))
    assert answer.status_code == 409
    assert b"%PDF" not in answer.content
    assert "Maak een nieuwe PDF." in answer.content.decode()
    assert team.get(at("rapport_download", wijk, rapport.pk)).status_code == 404


def test_not_ready_is_said(team: Client, wijk: Wijk) -> None:
    rapport = services.request_rapport(agenda=draft(wijk))
    assert team.get(at("rapport_download", wijk, rapport.pk)).status_code == 409


# ---- rights -------------------------------------------------------------------------------------
@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
@pytest.mark.parametrize(
    "name", ["rapport_list", "rapport_new", "rapport_row", "rapport_retry", "rapport_download"]
)
def test_other_roles_are_refused(client: Client, wijk: Wijk, rol: Rol, name: str) -> None:
    rapport = finished(services.request_rapport(agenda=draft(wijk)))
    client.force_login(make_gebruiker(rol, wijk=wijk))
    more = [] if name in ("rapport_list", "rapport_new") else [rapport.pk]
    send: Callable[[str], object] = client.post if name in ("rapport_new", "rapport_retry") else client.get
    assert send(at(name, wijk, *more)).status_code == 403  # type: ignore[attr-defined]


def test_reports_of_another_wijk_are_unknown(team: Client, wijk: Wijk) -> None:
    other = make_wijk("elders")
    rapport = finished(services.request_rapport(agenda=draft(other)))
    for where in (wijk, other):
        assert team.get(at("rapport_row", where, rapport.pk)).status_code == 404
        assert team.get(at("rapport_download", where, rapport.pk)).status_code == 404
        assert team.post(at("rapport_retry", where, rapport.pk)).status_code == 404
    assert team.get(at("rapport_list", other)).status_code == 404
    assert str(rapport.pk) not in team.get(at("rapport_list", wijk)).content.decode()


# ---- lists --------------------------------------------------------------------------------------
def test_as_many_queries_for_thirty_reports_as_for_one(team: Client, wijk: Wijk) -> None:
    agenda = draft(wijk)
    finished(services.request_rapport(agenda=agenda))
    one = count_queries(team, at("rapport_list", wijk))
    for _ in range(29):
        finished(services.request_rapport(agenda=agenda))
    assert count_queries(team, at("rapport_list", wijk)) == one


# ---- for everyone -------------------------------------------------------------------------------
def test_public_pdf_is_the_newest_adopted_one(client: Client, wijk: Wijk) -> None:
    agenda = draft(wijk)
    assert client.get(at("agenda_pdf", wijk)).status_code == 404
    finished(services.request_rapport(agenda=agenda), b"%PDF-1.7 concept")
    assert client.get(at("agenda_pdf", wijk)).status_code == 404
    first = make_versie(agenda)
    finished(services.request_rapport(agenda=agenda, versie=first), b"%PDF-1.7 een")
    second = make_versie(agenda, nummer=2)
    finished(services.request_rapport(agenda=agenda, versie=second), b"%PDF-1.7 twee")
    answer = client.get(at("agenda_pdf", wijk))
    assert answer.content == b"%PDF-1.7 twee"
    assert answer["Content-Disposition"] == 'inline; filename="wijkagenda-jubbega-2027-2028.pdf"'
    again = client.get(at("agenda_pdf", wijk), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(at("agenda_pdf", wijk)).status_code == 200


def test_public_pdf_that_is_not_there_yet_is_asked_for_once(client: Client, wijk: Wijk) -> None:
    make_versie(draft(wijk))
    for _ in range(2):
        answer = client.get(at("agenda_pdf", wijk))
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Kom over een minuut terug." in answer.content.decode()
    assert Rapport.objects.count() == 1


def test_nobody_outside_can_restart_what_failed(client: Client, wijk: Wijk) -> None:
    versie = make_versie(draft(wijk))
    failed(services.request_rapport(agenda=versie.agenda, versie=versie))
    assert "lukt ons nu niet" in client.get(at("agenda_pdf", wijk)).content.decode()
    assert Rapport.objects.get().status == Status.MISLUKT


def test_a_file_from_before_a_redaction_is_never_served(client: Client, wijk: Wijk) -> None:
    agenda = draft(wijk)
    versie = make_versie(agenda)
    old = finished(services.request_rapport(agenda=agenda, versie=versie), b"%PDF-1.7 Ik mis een bankje.")
    etag = client.get(at("agenda_pdf", wijk))["ETag"]
    sleutel = next(iter(versie.inhoud["citaten"]))
    redact_passage(versie=versie, pad=["citaten", sleutel, "tekst"])
    answer = client.get(at("agenda_pdf", wijk), headers={"If-None-Match": etag})
    assert answer.status_code == 503
    assert b"bankje" not in answer.content
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    assert client.get(at("rapport_download", wijk, old.pk)).status_code == 409
    assert str(old.pk) not in client.get(at("rapport_list", wijk)).content.decode()


def test_unknown_addresses(client: Client, wijk: Wijk, team: Client) -> None:
    assert client.get("/wijken/bestaat-niet/agenda.pdf").status_code == 404
    assert team.get(at("rapport_row", wijk, uuid.uuid4())).status_code == 404
