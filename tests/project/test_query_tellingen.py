"""A page asks the database as often for thirty rows as for one: every page of the house, also a new one."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bewoners.models import Contactverzoek, Inbreng
from gebruikers.models import Gebruiker
from kern.klok import today
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_bundel,
    make_cijferbestand,
    make_gebruiker,
    make_inbreng,
    make_invoer,
    make_onderbouwing,
    make_plan,
    make_regio,
    make_terugkoppeling,
    make_uitnodiging,
    make_versie,
    make_vertaling,
    make_verzoek,
    make_voortgang,
    make_voorziening,
    make_waarde,
    make_werkafspraak,
    make_wijk,
)
from tests.project.huis import Huis, make_huis, make_rapport
from tests.project.rechten_rij import VISITORS
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill
from tests.samen import make_kernwaarde
from wijken.models import Gebeurtenis, Lidmaatschap, Uitnodiging, Voorziening

pytestmark = pytest.mark.django_db
COORDINATOR = VISITORS.index("coordinator")
INHABITANTS = "inwoners"
NOT_MADE_YET = {"rapportage:agenda_pdf", "rapportage:versie_pdf"}


def grow(huis: Huis, lezer: Gebruiker, numbers: range) -> Huis:
    """One more of everything for each number; the agenda is then adopted again with all that is in it."""
    for number in numbers:
        grow_plan(huis, number)
        grow_inbox(huis, number)
        grow_around(huis, lezer, number)
    return replace(huis, versie=make_versie(huis.agenda, nummer=huis.agenda.versies.count() + 1))


def grow_plan(huis: Huis, number: int) -> None:
    """A plan with something of every kind in it, and as much more in the plan that is looked at."""
    bundel = make_bundel(huis.wijk, f"Bundel {number}", inbrengen=1)
    make_terugkoppeling(bundel)
    for plan in (huis.plan, make_plan(huis.agenda, f"Plan {number}")):
        actie = make_actie(plan, f"Actie {number}")
        make_voortgang(actie)
        make_verzoek(plan, f"Partij {number}")
        make_onderbouwing(plan, bundel=bundel)
        verhaal = make_inbreng(huis.wijk, f"Verhaal {number}", taal="ar")
        make_vertaling(verhaal)
        make_onderbouwing(plan, inbreng=verhaal)
        dorp = make_regio(f"BU0074{number:04d}", naam=f"Dorp {number}")
        make_onderbouwing(plan, cijfer=make_waarde(dorp, INHABITANTS, 500, jaar=2024 + (plan == huis.plan)))
    make_kernwaarde(huis.agenda, f"Waarde {number}", kaart="")
    make_voortgang(huis.actie)


def grow_inbox(huis: Huis, number: int) -> None:
    """A story of every status, one more in the bundle that is looked at, and a bundle without answer."""
    for status in Inbreng.Status.values:
        make_inbreng(huis.wijk, f"Een {status} verhaal {number}", status=status, taal="ar")
    make_vertaling(make_inbreng(huis.wijk, f"Ook in de bundel {number}", bundel=huis.bundel, taal="tr"))
    make_invoer(make_inbreng(huis.wijk, f"Getypt {number}"), vel=number)
    make_bundel(huis.wijk, f"Wacht op antwoord {number}", inbrengen=1)
    Contactverzoek.objects.create(
        wijk=huis.wijk, verzend_id=uuid.uuid4(), doel="horen", contact="0513 00 00 00", datum=today()
    )


def grow_around(huis: Huis, lezer: Gebruiker, number: int) -> None:
    """A report, a line in the log, a village with a street, a file, and one more wijk for the reader."""
    make_rapport(huis.agenda)
    for soort in Voorziening.Soort.values:
        make_voorziening(
            huis.wijk, f"{soort} {number}", soort=soort, telefoon="112", website="https://x.example"
        )
    make_cijferbestand(huis.wijk)
    make_werkafspraak(huis.wijk, f"Afspraak {number}", volgorde=number + 2)
    regio = huis.wijk.wijkregios.get().regio
    dorp = make_regio(f"BU{regio.code[2:]}{number:02d}", naam=f"Dorp {number}", ouder=regio)
    make_waarde(dorp, INHABITANTS, 500)
    make_inbreng(huis.wijk, f"Uit het dorp {number}", buurt=dorp)
    huis.wijk.roepnamen.create(regio=dorp, naam=f"Roep {number}", zoeknaam=f"roep {number}")
    huis.wijk.straten.create(naam=f"Straat {number}", zoeknaam=f"straat {number}", buurt=dorp)
    Gebeurtenis.objects.create(wijk=huis.wijk, wie="systeem", actie=f"proef {number}", datum=today())
    other = make_wijk(f"elders-{number}")
    make_agenda(other)
    make_inbreng(other, status=Inbreng.Status.ONTVANGEN)
    Lidmaatschap.objects.create(wijk=other, gebruiker=lezer, rol=Rol.TEAMLID)
    colleague = make_gebruiker(Rol.TEAMLID, wijk=huis.wijk)
    make_uitnodiging(huis.wijk)
    accepted = make_uitnodiging(huis.wijk, colleague.email)
    Uitnodiging.objects.filter(pk=accepted.pk).update(gebruikt_op=today())


def count_queries(client: Client, huis: Huis) -> dict[str, int]:
    """How often each page asks. Once before it, so that nothing is counted that happens once in a process."""
    counted = {}
    for rij in TABEL:
        if rij.get[COORDINATOR] != "o" or rij.naam in {"account_logout", "rapportage:rapport_download"}:
            continue
        adres = reverse(rij.naam, kwargs=fill(rij, huis))
        client.get(adres)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            status = client.get(adres).status_code
        assert status in {200, 204, 302, 303} or rij.naam in NOT_MADE_YET, f"{adres}: {status}"
        counted[rij.naam] = len(captured)
    return counted


def test_thirty_rows_cost_as_much_as_one() -> None:
    huis = make_huis("hier")
    lezer = make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk)
    client = Client()
    client.force_login(lezer)
    one = count_queries(client, grow(huis, lezer, range(1)))
    thirty = count_queries(client, grow(huis, lezer, range(1, 30)))
    assert len(one) > 40
    more = {naam: (one[naam], thirty[naam]) for naam in one if one[naam] != thirty[naam]}
    assert more == {}
