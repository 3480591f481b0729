"""What the team types stands neither in the log of what people did nor in the lines of the server."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Rol, make_gebruiker
from tests.project.huis import make_huis
from tests.project.pagina import Pagina
from tests.project.rechten_rij import VISITORS, Rij
from tests.project.rechten_tabel import TABEL
from tests.project.test_no_trail import CANARY, lines, rows_with  # noqa: F401 - `lines` is a fixture
from tests.project.test_rechten import fill
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db
COORDINATOR = VISITORS.index("coordinator")
WITH_FORMS = [
    rij for rij in TABEL if rij.get[0] == "i" and rij.get[COORDINATOR] == "o" and rij.naam != "account_logout"
]
# Pages to read, parts of a page, and pages that need a choice made elsewhere first.
NO_FORMS = {
    "agenda:agenda_start",
    "agenda:antwoorden",
    "agenda:bijdragen",
    "agenda:bundel_plannen",
    "agenda:concept_tekst",  # only while a round is open
    "agenda:groep_team",
    "agenda:kompas",
    "agenda:namen",
    "agenda:qr_vel",
    "agenda:ronde_detail",
    "agenda:ronde_list",
    "rapportage:rapport_new",  # which kind, first
    "rapportage:papier_pdf",
    "rapportage:papier_stapel",
    "rapportage:versie_pdf",
    "agenda:succes_list",
    "agenda:team",
    "agenda:voortgang_list",
    "agenda:vraag_list",
    "agenda:weghalen",
    "agenda:zelfscan",
    "analyse:bestand_legenda",
    "analyse:deurronde_lijst",
    "analyse:gehoord",
    "analyse:invoerlijsten",
    "analyse:lezen_citaten",  # only where a quote was proposed
    "analyse:lezen_doe",
    "analyse:lezen_woorden",
    "analyse:nakijken",  # only where many came from one place
    "analyse:overzicht",
    "analyse:schrijfhulp",
    "analyse:voorbeeld",
    "bewoners:aanbod_kaart",
    "bewoners:aanbod_list",
    "bewoners:inbox_doe",
    "rapportage:rapport_download",
    "rapportage:rapport_row",
    "rapportage:tien_cijfers_download",
    "rapportage:tien_cijfers_team",
    "wijken:verlaten",  # the last coordinator may not
    "wijken:cijferbestand_row",
    "wijken:gebieden",  # only a way to pages with forms, where the wijk is one region
    "wijken:kaart_csv",
}


def send_all_forms(client: Client, address: str) -> int:
    """Fill in and send every form of a page; out: how many there were."""
    response = client.get(address)
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return 0
    forms = [form for form in Pagina(response.content.decode()).forms if form.methode == "post"]
    own = [form for form in forms if not form.adres.startswith("/uitloggen/")]
    for form in own:
        client.post(form.adres or address, form.fill(CANARY))
    return len(own)


@pytest.mark.parametrize("rij", WITH_FORMS, ids=lambda rij: rij.naam)
def test_what_the_team_types_stands_in_no_log(rij: Rij, lines: StringIO) -> None:  # noqa: F811
    huis = make_huis("hier", tekst=f"{CANARY} zei mevrouw Kanarie.")
    client = Client(raise_request_exception=False)
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk, email="kanarie@voorbeeld.example"))
    sent = send_all_forms(client, reverse(rij.naam, kwargs=fill(rij, huis)))
    assert (sent == 0) is (rij.naam in NO_FORMS), f"{sent} forms to fill in"
    assert "wijken.Gebeurtenis" not in rows_with(CANARY)
    written = lines.getvalue()
    for secret in (CANARY.split()[0], "kanarie@voorbeeld", "mevrouw Kanarie", huis.volgcode):
        assert secret not in written


def test_there_was_something_to_leak(lines: StringIO) -> None:  # noqa: F811
    """The same walk does change rows and does write the log."""
    huis = make_huis("hier")
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk))
    before = Gebeurtenis.objects.count()
    send_all_forms(client, reverse("agenda:waarom", args=["hier"]))
    send_all_forms(client, reverse("agenda:plan_detail", args=["hier", huis.plan.uuid]))
    assert Gebeurtenis.objects.count() > before
    assert {"agenda.Wijkagenda", "agenda.Agendapunt"} <= rows_with(CANARY)
    logging.getLogger("proef").warning("er staat iets in het logboek")
    assert "er staat iets in het logboek" in lines.getvalue()
