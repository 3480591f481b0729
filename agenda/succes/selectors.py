"""Reads of success stories, in a fixed number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from agenda.keuzes import Succesfactor
from agenda.models import Agendapunt, AgendaVersie, Succesverhaal, Wijkagenda
from agenda.succes.beeld import Verhaalbeeld
from wijken.models import Wijk


def public_verhalen(agenda: Wijkagenda) -> dict[uuid.UUID, tuple[Verhaalbeeld, ...]]:
    """The stories that everyone may read, by the uuid of their plan. One query."""
    found: dict[uuid.UUID, tuple[Verhaalbeeld, ...]] = {}
    for row in Succesverhaal.objects.filter(agenda=agenda, openbaar=True):
        found[row.plan_uuid] = (*found.get(row.plan_uuid, ()), show_verhaal(row))
    return found


def show_verhaal(row: Succesverhaal) -> Verhaalbeeld:
    """A story in words; a factor that is no more is left out."""
    there = set(row.factoren)
    factoren = tuple(str(factor.label) for factor in Succesfactor if factor.value in there)
    foto = str(row.foto_id) if row.foto_id else ""
    return Verhaalbeeld(row.uuid, row.titel, row.tekst, factoren, row.datum, foto, row.foto_tekst)


def is_on_site(row: Succesverhaal) -> bool:
    """Whether everyone may read this story: the team put it there, at a plan that was adopted."""
    plan = [{"uuid": str(row.plan_uuid)}]
    versies = AgendaVersie.objects.filter(wijk=row.wijk_id, agenda=row.agenda_id)
    return row.openbaar and versies.filter(inhoud__plannen__contains=plan).exists()


@dataclass(frozen=True, slots=True)
class Planverhalen:
    """A plan with its stories, for the team."""

    plan_uuid: uuid.UUID
    titel: str
    verhalen: tuple[Succesverhaal, ...]


def plannen_of(wijk: Wijk, versie: AgendaVersie | None) -> dict[uuid.UUID, tuple[int, str]]:
    """The plans a story can be told at: those in force, and those of the draft. Agenda and title by uuid."""
    rows = Agendapunt.objects.filter(wijk=wijk, agenda__actief=True).in_order()
    found = {uid: (agenda, titel) for uid, agenda, titel in rows.values_list("uuid", "agenda_id", "titel")}
    adopted: dict[uuid.UUID, tuple[int, str]] = {}
    if versie:
        for plan in versie.inhoud["plannen"]:
            adopted[uuid.UUID(plan["uuid"])] = versie.agenda_id, plan["titel"]
    return adopted | {key: value for key, value in found.items() if key not in adopted}


def team_verhalen(wijk: Wijk, versie: AgendaVersie | None) -> list[Planverhalen]:
    """Every plan with its stories; those at plans that are no more stand last. Two queries."""
    per_plan: dict[uuid.UUID, list[Succesverhaal]] = {}
    for row in Succesverhaal.objects.filter(wijk=wijk):
        per_plan.setdefault(row.plan_uuid, []).append(row)
    plannen = plannen_of(wijk, versie)
    return [
        Planverhalen(key, titel, tuple(per_plan.get(key, ()))) for key, (_agenda, titel) in plannen.items()
    ] + [Planverhalen(key, "", tuple(rows)) for key, rows in per_plan.items() if key not in plannen]
