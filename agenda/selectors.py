"""Reads of the agenda for several pages."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from agenda.bijdragen.beeld import with_bijdragen
from agenda.bijdragen.selectors import public_bijdragen
from agenda.models import AgendaVersie, Verzoek, Voortgang, Wijkagenda
from agenda.namen.selectors import new_names
from agenda.namen.weergave import with_new_names
from agenda.oordeel.erbij import with_results
from agenda.oordeel.selectors import oordelen_of
from agenda.succes.selectors import public_verhalen
from agenda.teamvraag.selectors import teamvragen_of
from agenda.weergave import AgendaBeeld, show_agenda
from wijken.models import Wijk


def active_agenda(wijk: Wijk) -> Wijkagenda | None:
    """The agenda that is being worked on."""
    return Wijkagenda.objects.select_related("wijk").filter(wijk=wijk, actief=True).first()


def newest_versie(wijk: Wijk) -> AgendaVersie | None:
    """The adopted agenda that is in force: the newest version of the newest agenda that has one."""
    return (
        AgendaVersie.objects.select_related("agenda")
        .filter(wijk=wijk)
        .order_by("-vastgelegd_op", "-pk")
        .first()
    )


def agenda_in_force(wijk: Wijk) -> int | None:
    """The key of the agenda that residents read as that of now; None before anything is adopted."""
    newest = AgendaVersie.objects.filter(wijk=wijk).order_by("-vastgelegd_op", "-pk")
    return newest.values_list("agenda_id", flat=True).first()


def hold_agendas(wijk_id: int) -> dict[int, Wijkagenda]:
    """Lock all agendas of a wijk, always in the same order, and give them as they are now, by their key."""
    rows = Wijkagenda.objects.select_related("wijk").filter(wijk=wijk_id).select_for_update(of=("self",))
    return {row.pk: row for row in rows.order_by("pk")}


def adopted_acties(agenda: Wijkagenda) -> set[uuid.UUID]:
    """The actions that residents read in the newest adopted version of this agenda."""
    versie = AgendaVersie.objects.filter(agenda=agenda).order_by("-nummer").first()
    plannen = versie.inhoud["plannen"] if versie else []
    return {uuid.UUID(actie["uuid"]) for plan in plannen for actie in plan["acties"]}


def versies_with_actie(wijk: Wijk, sleutel: uuid.UUID) -> QuerySet[AgendaVersie]:
    """The adopted agendas of a wijk in which this action stands, newest first."""
    rows = AgendaVersie.objects.filter(
        wijk=wijk, inhoud__plannen__contains=[{"acties": [{"uuid": str(sleutel)}]}]
    )
    return rows.select_related("agenda__wijk", "wijk").order_by("-vastgelegd_op", "-pk")


def voortgang_of(agenda: Wijkagenda) -> dict[uuid.UUID, Voortgang]:
    """Where each action stands: its newest line, by the uuid of the action. One query."""
    rows = (
        Voortgang.objects.filter(agenda=agenda).order_by("actie_uuid", "-datum", "-pk").distinct("actie_uuid")
    )
    return {row.actie_uuid: row for row in rows}


def verzoeken_of(agenda: Wijkagenda) -> dict[uuid.UUID, Verzoek]:
    """What parties answered until now, by the uuid of what was asked. One query."""
    return {row.uuid: row for row in Verzoek.objects.filter(agendapunt__agenda=agenda)}


def show_version(versie: AgendaVersie) -> AgendaBeeld:
    """An adopted agenda as it goes today: the one source of page and exports. A fixed number of queries."""
    agenda = versie.agenda
    beeld = show_agenda(versie.inhoud, voortgang_of(agenda), verzoeken_of(agenda), teamvragen_of(agenda))
    acties = [actie.uuid for plan in beeld.plannen for actie in plan.acties]
    beeld = with_new_names(beeld, new_names(versie.wijk))
    beeld = with_bijdragen(beeld, public_bijdragen(versie.wijk, acties))
    return with_results(beeld, oordelen_of(agenda), public_verhalen(agenda))
