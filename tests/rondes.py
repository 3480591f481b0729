"""Rounds for tests: begin one, adopt one, a plan with everything in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from agenda.keuzes import VaststelDoor
from agenda.models import Actie, Agendapunt, AgendaVersie, Onderbouwing, Verzoek, Voortgang, Wijkagenda
from agenda.nalezen import read_again
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.services.vaststellen import vaststellen
from kern.klok import today
from tests import factories as f
from wijken.models import Lidmaatschap, Wijk

K, L, G = "klaar", "loopt", "gestopt"


def member(client: Client, wijk: Wijk, rol: str = "coordinator") -> Client:
    gebruiker = f.make_gebruiker()
    Lidmaatschap.objects.create(wijk=wijk, gebruiker=gebruiker, rol=rol)
    client.force_login(gebruiker)
    return client


def begin(agenda: Wijkagenda, *plannen: Agendapunt, **more: Any) -> Wijkagenda:
    """A new round with these plans."""
    given: dict[str, Any] = {"van_jaar": 2027, "tot_jaar": 2028, "merk": look_ahead(agenda).merk} | more
    return begin_ronde(agenda=agenda, plannen=[plan.uuid for plan in plannen], **given)


def adopt(agenda: Wijkagenda) -> AgendaVersie:
    return vaststellen(
        agenda=agenda,
        door=VaststelDoor.BEWONERSAVOND,
        datum=today(),
        plaats="het dorpshuis",
        voor=41,
        van=44,
        nagelezen=True,
        merk=read_again(agenda).merk,
        reden="Wij gaan door.",
    )


def sent(agenda: Wijkagenda, *plannen: Agendapunt, **more: Any) -> dict[str, Any]:
    """The form as the page sends it."""
    return {
        "ronde": str(agenda.uuid),
        "merk": look_ahead(agenda).merk,
        "van_jaar": "2027",
        "tot_jaar": "2028",
        "plannen": [str(plan.uuid) for plan in plannen],
        "neem_droom": "on",
    } | more


def full_plan(agenda: Wijkagenda) -> Agendapunt:
    """A plan with something of everything under it: four actions, evidence, three requests."""
    wijk = agenda.wijk
    plan = f.make_plan(agenda, "Samen eten", volgorde=7)
    plan.leeftijden, plan.aandacht, plan.buurten = ["65+"], ["eenzaam"], ["BU00740101"]
    plan.beslist_mee, plan.eropaf = "De kookclub", "De vrijwilligers"
    plan.save()
    for wat, status in (("Kok zoeken", K), ("Zaal huren", L), ("Flyeren", G)):
        f.make_voortgang(f.make_actie(plan, wat), status, tekst=f"{wat}: {status}", datum=dt.date(2026, 3, 1))
    f.make_actie(plan, "Vieren", klaar_op=dt.date(2026, 12, 1))
    f.make_onderbouwing(plan, bundel=f.make_bundel(wijk, "Alleen eten", inbrengen=2))
    f.make_onderbouwing(plan, inbreng=f.make_inbreng(wijk, "Ik eet graag samen."))
    for partij, antwoord in (("Gemeente", "open"), ("Corporatie", "toegezegd"), ("School", "geweigerd")):
        verzoek = f.make_verzoek(plan, partij)
        verzoek.antwoord, verzoek.antwoord_tekst = antwoord, f"{partij} zegt {antwoord}"
        verzoek.save()
    return plan


def rows_of(agenda: Wijkagenda) -> list[list[dict[str, Any]]]:
    """Everything under an agenda, as it stands in the tables."""
    under: list[Any] = [
        Agendapunt.objects.filter(agenda=agenda),
        Actie.objects.filter(agendapunt__agenda=agenda),
        Onderbouwing.objects.filter(agendapunt__agenda=agenda),
        Verzoek.objects.filter(agendapunt__agenda=agenda),
        Voortgang.objects.filter(agenda=agenda),
        AgendaVersie.objects.filter(agenda=agenda),
    ]
    return [list(rows.order_by("pk").values()) for rows in under]
