"""What an input says in Dutch, typed by a person; and which language it is in."""

from __future__ import annotations

import uuid

from django.db import transaction

from bewoners.models import NEDERLANDS, Inbreng, Invoer, Vertaling
from bewoners.regels import check_lengte, check_nummers, clean_tekst
from bewoners.talen import check_taal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
_WEG = "Dit verhaal is er niet meer."


class AndereWoorden(DomeinFout):
    """The words changed while they were being translated."""


@transaction.atomic
def save_vertaling(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    woorden: int,
    revisie: int,
    tekst: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vertaling:
    """Keep what an input says in Dutch. The same text again changes nothing.

    `woorden` is the revisie of the input that the translator read, `revisie` that of the translation (0: none
    yet). Raises AndereWoorden when the input changed meanwhile, VerouderdFout when a colleague translated it
    meanwhile, DomeinFout for a text that may not stay or an input that is in Dutch.
    """
    tekst = clean_tekst(tekst)
    check_lengte(tekst)
    check_nummers(tekst)
    row = _locked(wijk, inbreng)
    if row.taal == NEDERLANDS:
        raise DomeinFout("Dit verhaal is al in het Nederlands. Kies eerst de goede taal.")
    there = Vertaling.objects.select_for_update(of=("self",)).filter(inbreng=row).first()
    if there is not None and there.tekst == tekst:
        return there
    if row.revisie != woorden:
        raise AndereWoorden("Dit verhaal is net veranderd. Lees het opnieuw. Past uw vertaling nog?")
    if there is not None and there.revisie != revisie:
        raise VerouderdFout(there)
    new = there or Vertaling(wijk=wijk, inbreng=row, revisie=0)
    new.tekst, new.door, new.datum = tekst, door, today()
    new.revisie += 1
    new.save()
    log(wijk=wijk, actie="vertaald", door=door, object=row, herkomst=herkomst)
    return new


@transaction.atomic
def delete_vertaling(
    *, wijk: Wijk, inbreng: uuid.UUID, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a translation away; there is none (any more), nothing happens."""
    row = _locked(wijk, inbreng)
    gone, _each = Vertaling.objects.filter(inbreng=row).delete()
    if gone:
        log(wijk=wijk, actie="vertaling_weggehaald", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def set_taal(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    taal: str,
    taal_naam: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Say which language an input is in. A translation stays, and is shown as long as it is not Dutch."""
    taal, taal_naam = check_taal(taal, taal_naam)
    row = _locked(wijk, inbreng)
    if (row.taal, row.taal_naam) != (taal, taal_naam):
        row.taal, row.taal_naam = taal, taal_naam
        row.save(update_fields=["taal", "taal_naam"])
        log(wijk=wijk, actie="taal_gewijzigd", door=door, object=row, herkomst=herkomst)
    return row


def forget_old_words(row: Inbreng) -> None:
    """The words of this locked input change: nothing may go on telling what they were.

    Its translation goes, and it is no longer what somebody typed in today.
    """
    Vertaling.objects.filter(inbreng=row).delete()
    Invoer.objects.filter(inbreng=row).update(door=None)


def _locked(wijk: Wijk, pk: uuid.UUID) -> Inbreng:
    row = Inbreng.objects.for_wijk(wijk).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.status == Inbreng.Status.AFGEHANDELD:
        raise DomeinFout(_WEG)
    return row
