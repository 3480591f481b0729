"""Who makes it happen leaves, and an action that belongs to another plan. What hangs on its uuid stays."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction

from agenda.bijdragen.services import make_behoefte
from agenda.keuzes import ActieStatus
from agenda.models import Actie, Agendapunt
from agenda.ronde.samen import same_actie
from agenda.selectors import adopted_acties, hold_agendas, voortgang_of
from agenda.services.acties import AFGESLOTEN, hold_plan, note_voortgang
from bewoners.keuzes import Aanbodsoort
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
ZOEKT: Final = "Wij zoeken iemand die dit overneemt."
NODIG: Final = "Iemand die dit overneemt"
_AF: Final = (ActieStatus.KLAAR, ActieStatus.GESTOPT)


@transaction.atomic
def leave_actie(
    *,
    actie: Actie,
    vraag: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> bool:
    """Who made this action happen stops. With `vraag` the action asks for somebody to take over.

    Residents who read the action in an adopted agenda read that somebody is wanted. Out: whether anything
    changed; without a trekker nothing does.
    """
    hold_agendas(actie.wijk_id)
    hold_plan(actie.agendapunt)
    row = Actie.objects.select_for_update(of=("self",)).select_related("wijk", "agendapunt__agenda")
    actie = row.get(pk=actie.pk)
    if not actie.trekker:
        return False
    actie.trekker = ""
    actie.revisie += 1
    actie.save()
    _wanted(actie, vraag, door, herkomst)
    log(wijk=actie.wijk, actie="trekker_gestopt", door=door, object=actie, herkomst=herkomst)
    return True


@transaction.atomic
def leave_plan(
    *,
    plan: Agendapunt,
    vraag: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> bool:
    """The same of a whole plan: said at its actions that have nobody of their own."""
    hold_agendas(plan.wijk_id)
    hold_plan(plan)
    plan = Agendapunt.objects.select_related("wijk", "agenda").get(pk=plan.pk)
    if not plan.trekker:
        return False
    plan.trekker = ""
    plan.revisie += 1
    plan.save()
    for actie in plan.acties.filter(trekker="").select_related("wijk", "agendapunt__agenda"):
        _wanted(actie, vraag, door, herkomst)
    log(wijk=plan.wijk, actie="trekker_gestopt", door=door, object=plan, herkomst=herkomst)
    return True


def _wanted(actie: Actie, vraag: bool, door: Gebruiker | None, herkomst: Herkomst) -> None:
    agenda = actie.agendapunt.agenda
    regel = voortgang_of(agenda).get(actie.uuid)
    status = ActieStatus(regel.status) if regel else ActieStatus.GEPLAND
    if status in _AF:
        return
    if actie.uuid in adopted_acties(agenda) or same_actie(agenda, actie.uuid) is not None:
        note_voortgang(
            agenda=agenda, actie_uuid=actie.uuid, status=status, tekst=ZOEKT, door=door, herkomst=herkomst
        )
    if vraag:
        make_behoefte(
            agenda=agenda,
            actie_uuid=actie.uuid,
            soort=Aanbodsoort.HANDEN,
            tekst=NODIG,
            sleutel=uuid.uuid5(actie.uuid, f"{NODIG}{actie.revisie}"),
            door=door,
            herkomst=herkomst,
        )


@transaction.atomic
def move_actie(
    *,
    actie: Actie,
    plan: Agendapunt,
    revisie: int,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Actie:
    """Let an action belong to another plan of the draft, as its last one. Its uuid stays.

    So its progress, needs and promises stay, and an adopted agenda keeps it where it was. There already:
    nothing. Raises VerouderdFout on a stale form, DomeinFout for a plan of another round.
    """
    hold_plan(plan)
    if plan.agenda_id != actie.agendapunt.agenda_id or plan.wijk_id != actie.wijk_id:
        raise DomeinFout(AFGESLOTEN)
    if Actie.objects.filter(pk=actie.pk, agendapunt=plan).exists():
        return actie
    row = lock_revisie(Actie.objects.filter(wijk=actie.wijk_id), pk=actie.pk, revisie=revisie)
    row.agendapunt, row.volgorde = plan, plan.acties.count() + 1
    row.save()
    log(wijk=row.wijk, actie="actie_verhuisd", door=door, object=row, herkomst=herkomst)
    return row
