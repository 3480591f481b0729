"""Start an agenda, and write down why it is made and about what."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from agenda.models import Wijkagenda
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_JAREN = 8


@transaction.atomic
def start_agenda(
    *,
    wijk: Wijk,
    van_jaar: int,
    tot_jaar: int,
    op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Wijkagenda:
    """Begin the agenda of a wijk. When one is being worked on already, that one is returned.

    `op` is the day on which it began, when that was before today.
    """
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
    there = Wijkagenda.objects.filter(wijk=wijk, actief=True).first()
    if there is not None:
        return there
    check_jaren(van_jaar, tot_jaar)
    agenda = Wijkagenda.objects.create(
        wijk=wijk, van_jaar=van_jaar, tot_jaar=tot_jaar, gestart_op=op or today()
    )
    log(wijk=wijk, actie="agenda_gestart", door=door, object=agenda, herkomst=herkomst)
    return agenda


@transaction.atomic
def update_waarom(
    *,
    agenda: Wijkagenda,
    revisie: int,
    van_jaar: int,
    tot_jaar: int,
    droom: str = "",
    aanleiding: str = "",
    opdracht: str = "",
    contact: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Wijkagenda:
    """Save 'waarom en waarover'. Raises VerouderdFout on a stale form."""
    check_jaren(van_jaar, tot_jaar)
    row = lock_revisie(Wijkagenda.objects.filter(wijk=agenda.wijk), pk=agenda.pk, revisie=revisie)
    row.van_jaar, row.tot_jaar = van_jaar, tot_jaar
    row.droom, row.contact = droom.strip(), contact.strip()
    row.aanleiding, row.opdracht = aanleiding.strip(), opdracht.strip()
    row.save()
    log(wijk=agenda.wijk, actie="waarom_bewaard", door=door, object=row, herkomst=herkomst)
    return row


def default_jaren(today_: dt.date) -> tuple[int, int]:
    """The two years that we propose: from the second half of a year on, the next one."""
    first = today_.year + (1 if today_.month > 6 else 0)
    return first, first + 1


def next_jaren(agenda: Wijkagenda) -> tuple[int, int]:
    """The years that we propose for the round after this one: as many, and they follow."""
    first = agenda.tot_jaar + 1
    return first, first + min(agenda.tot_jaar - agenda.van_jaar, MAX_JAREN - 1)


def check_jaren(van_jaar: int, tot_jaar: int) -> None:
    """Raises DomeinFout for years that no agenda can have."""
    if tot_jaar < van_jaar:
        raise DomeinFout("Het laatste jaar kan niet voor het eerste jaar liggen.")
    if tot_jaar - van_jaar >= MAX_JAREN:
        raise DomeinFout(f"Een agenda loopt hooguit {MAX_JAREN} jaar.")
