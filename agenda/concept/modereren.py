"""The team reads what people think of a plan: show it or not, and say what it does with it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from agenda.models import Reactie
from bewoners.regels import clean_tekst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
Status = Reactie.Status
MAX_REDEN = 300
MAX_ANTWOORD = 600
_ACTIE = {
    Status.ONTVANGEN: "reactie_teruggezet",
    Status.GEPUBLICEERD: "reactie_gepubliceerd",
    Status.GEWEIGERD: "reactie_geweigerd",
}


@transaction.atomic
def moderate_reactie(
    *,
    reactie: Reactie,
    revisie: int,
    status: Status,
    reden: str = "",
    antwoord: str = "",
    vandaag: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Reactie:
    """Show a reaction of the public or not (then `reden` says why), with what the team does with it.

    Who reacted left no address, so the reason is for the team alone. An answer is read with its reaction, so
    with one that is not shown it waits. Raises DomeinFout without a reason or for what is too long,
    VerouderdFout on a stale form.
    """
    reden, antwoord = " ".join(clean_tekst(reden).split()), clean_tekst(antwoord)
    _check(status, reden, antwoord)
    row = lock_revisie(
        Reactie.objects.filter(wijk=reactie.wijk_id, bron=Reactie.Bron.OPENBAAR),
        pk=reactie.pk,
        revisie=revisie,
    )
    row.status, row.reden = status, reden if status == Status.GEWEIGERD else ""
    if row.antwoord != antwoord:
        row.antwoord, row.antwoord_op = antwoord, (vandaag or today()) if antwoord else None
    row.save()
    log(wijk=reactie.wijk, actie=_ACTIE[status], door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def publish_reactie(
    *, reactie: Reactie, revisie: int, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Reactie:
    """Show a reaction as it was read. Shown already, nothing happens."""
    present = Reactie.objects.select_for_update(of=("self",)).get(pk=reactie.pk)
    if present.status == Status.GEPUBLICEERD:
        return present
    return moderate_reactie(
        reactie=reactie,
        revisie=revisie,
        status=Status.GEPUBLICEERD,
        antwoord=present.antwoord,
        door=door,
        herkomst=herkomst,
    )


def _check(status: Status, reden: str, antwoord: str) -> None:
    if status not in Status.values:
        raise DomeinFout("Kies of anderen deze reactie mogen lezen.")
    if status == Status.GEWEIGERD and not reden:
        raise DomeinFout("Schrijf op waarom u deze reactie niet laat zien.")
    if len(reden) > MAX_REDEN:
        raise DomeinFout(f"Deze reden is te lang. Gebruik hooguit {MAX_REDEN} tekens.")
    if len(antwoord) > MAX_ANTWOORD:
        raise DomeinFout(f"Uw antwoord is te lang. Gebruik hooguit {MAX_ANTWOORD} tekens.")
