"""The actions that are being done: those of the agenda in force, or before one is adopted of the draft."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agenda.bijdragen.trekker import ZOEKT
from agenda.inhoud import ActieDeel
from agenda.keuzes import ActieStatus
from agenda.models import Actie, AgendaVersie, Voortgang, Wijkagenda
from agenda.selectors import active_agenda, newest_versie, voortgang_of
from agenda.weergave import BADGES, parse_day
from kern.klok import today
from wijken.models import Wijk

AF: Final = (ActieStatus.KLAAR, ActieStatus.GESTOPT)
DICHTBIJ: Final = dt.timedelta(days=14)
STIL: Final = dt.timedelta(days=91)  # a quarter


@dataclass(frozen=True, slots=True)
class Lopend:
    """One action, where it stands and the newest line about it."""

    uuid: uuid.UUID
    plan: str
    wat: str
    trekker: str
    klaar_op: dt.date | None
    status: ActieStatus
    regel: Voortgang | None

    @property
    def badge(self) -> str:
        return BADGES[self.status]

    @property
    def is_af(self) -> bool:
        return self.status in AF

    @property
    def te_laat(self) -> bool:
        return not self.is_af and self.klaar_op is not None and self.klaar_op < today()

    @property
    def dichtbij(self) -> bool:
        """The day on which it should be ready is near."""
        return not self.is_af and self.klaar_op is not None and today() <= self.klaar_op <= today() + DICHTBIJ

    @property
    def stil(self) -> bool:
        """Nobody told anything for a quarter."""
        return not self.is_af and self.regel is not None and self.regel.datum < today() - STIL

    @property
    def zoekt(self) -> bool:
        """Who made it happen stopped, and nothing was told since."""
        return not self.is_af and self.regel is not None and self.regel.tekst == ZOEKT

    @property
    def vraagt_aandacht(self) -> bool:
        return self.te_laat or self.dichtbij or self.stil or self.zoekt


def agenda_to_do(wijk: Wijk) -> Wijkagenda | None:
    """The agenda whose actions are being done."""
    versie = newest_versie(wijk)
    return versie.agenda if versie else active_agenda(wijk)


def acties_of(wijk: Wijk) -> tuple[Lopend, ...]:
    """All its actions in the order of the plans. Four queries, however many there are."""
    versie = newest_versie(wijk)
    agenda = versie.agenda if versie else active_agenda(wijk)
    if agenda is None:
        return ()
    voortgang = voortgang_of(agenda)
    rows = list(
        Actie.objects.filter(agendapunt__agenda=agenda)
        .select_related("agendapunt")
        .order_by("agendapunt__volgorde", "agendapunt_id", "volgorde", "pk")
    )
    drafted = {row.uuid for row in rows}
    found = [_of_row(row, voortgang.get(row.uuid)) for row in rows]
    left = [
        _of_deel(plan, deel, voortgang.get(uuid.UUID(deel["uuid"])))
        for plan, deel in _delen(versie)
        if uuid.UUID(deel["uuid"]) not in drafted
    ]
    return (*found, *left)


def find_actie(wijk: Wijk, agenda: Wijkagenda, sleutel: uuid.UUID) -> Lopend | None:
    """One action of one agenda, as residents read it when it was adopted, else as the draft has it."""
    regel = Voortgang.objects.filter(agenda=agenda, actie_uuid=sleutel).order_by("-datum", "-pk").first()
    versie = AgendaVersie.objects.filter(wijk=wijk, agenda=agenda).order_by("-nummer").first()
    for plan, deel in _delen(versie):
        if deel["uuid"] == str(sleutel):
            return _of_deel(plan, deel, regel)
    rows = Actie.objects.filter(wijk=wijk, agendapunt__agenda=agenda, uuid=sleutel)
    row = rows.select_related("agendapunt").first()
    return _of_row(row, regel) if row else None


def _delen(versie: AgendaVersie | None) -> Iterator[tuple[str, ActieDeel]]:
    for plan in versie.inhoud["plannen"] if versie else ():
        for deel in plan["acties"]:
            yield plan["titel"], deel


def _of_row(row: Actie, regel: Voortgang | None) -> Lopend:
    status = ActieStatus(regel.status) if regel else ActieStatus.GEPLAND
    return Lopend(row.uuid, row.agendapunt.titel, row.wat, row.trekker, row.klaar_op, status, regel)


def _of_deel(plan: str, deel: ActieDeel, regel: Voortgang | None) -> Lopend:
    return Lopend(
        uuid=uuid.UUID(deel["uuid"]),
        plan=plan,
        wat=deel["wat"],
        trekker=deel["trekker"],
        klaar_op=parse_day(deel["klaar_op"]),
        status=ActieStatus(regel.status if regel else deel["status"]),
        regel=regel,
    )
