"""What an action needs: make, change, say that it is there, remove."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from agenda.models import Behoefte, Wijkagenda
from agenda.ronde.samen import is_in_use
from agenda.services.acties import check_actie
from bewoners.keuzes import Aanbodsoort, Label
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.tekstcontrole import find_gegevens, gaat_over_een, over_een_persoon
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
MAX_TEKST: Final = 200
MAX_AANTAL: Final = 500


@transaction.atomic
def make_behoefte(
    *,
    agenda: Wijkagenda,
    actie_uuid: uuid.UUID,
    soort: str,
    tekst: str,
    labels: Sequence[str] = (),
    aantal: int = 1,
    uiterlijk: dt.date | None = None,
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Behoefte:
    """Say what an action of this agenda needs. `sleutel` is made with the form: the same send twice is one.

    Raises DomeinFout, also when it is help for one person: that belongs with neighbours, not on the agenda.
    """
    tekst = check_tekst(tekst)
    chosen = _check(soort, labels, aantal)
    if uiterlijk is not None and uiterlijk < today():
        raise DomeinFout("Deze dag is al voorbij. Kies een dag die nog komt.")
    Wijkagenda.objects.select_for_update(of=("self",)).get(pk=agenda.pk)
    there = Behoefte.objects.filter(wijk=agenda.wijk, uuid=sleutel).first() if sleutel else None
    if there is not None:
        return there
    check_actie(agenda, actie_uuid)
    if not is_in_use(agenda):
        raise DomeinFout("Dit is een eerdere agenda. Schrijf het bij de agenda van nu.")
    row = Behoefte.objects.create(
        uuid=sleutel or uuid.uuid4(),
        wijk=agenda.wijk,
        agenda=agenda,
        actie_uuid=actie_uuid,
        soort=soort,
        labels=chosen,
        tekst=tekst,
        aantal=aantal,
        uiterlijk=uiterlijk,
    )
    log(wijk=agenda.wijk, actie="behoefte_gemaakt", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_behoefte(
    *,
    behoefte: Behoefte,
    revisie: int,
    soort: str,
    tekst: str,
    labels: Sequence[str] = (),
    aantal: int = 1,
    uiterlijk: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Behoefte:
    """Save a need. Raises VerouderdFout on a stale form, DomeinFout as make_behoefte does."""
    tekst = check_tekst(tekst)
    chosen = _check(soort, labels, aantal)
    row = lock_revisie(Behoefte.objects.filter(wijk=behoefte.wijk_id), pk=behoefte.pk, revisie=revisie)
    row.soort, row.labels, row.tekst = soort, chosen, tekst
    row.aantal, row.uiterlijk = aantal, uiterlijk
    row.save()
    log(wijk=row.wijk, actie="behoefte_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def fulfil_behoefte(
    *,
    behoefte: Behoefte,
    vervuld: bool,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Behoefte:
    """'Dit is er', or not after all. Said already, nothing happens."""
    row = Behoefte.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=behoefte.pk)
    if vervuld == (row.vervuld_op is not None):
        return row
    row.vervuld_op = today() if vervuld else None
    row.revisie += 1
    row.save()
    actie = "behoefte_vervuld" if vervuld else "behoefte_weer_open"
    log(wijk=row.wijk, actie=actie, door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def remove_behoefte(
    *, behoefte: Behoefte, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove a need; what people promised stays with the action. Gone already, it stays gone."""
    log(wijk=behoefte.wijk, actie="behoefte_verwijderd", door=door, object=behoefte, herkomst=herkomst)
    Behoefte.objects.filter(wijk=behoefte.wijk_id, pk=behoefte.pk).delete()


def check_tekst(tekst: str, *, verplicht: bool = True) -> str:
    """A line about a need or a promise, as we keep it: never about one person. Raises DomeinFout."""
    tekst = " ".join(tekst.split())
    if verplicht and not tekst:
        raise DomeinFout("Schrijf op wat er precies nodig is.")
    if len(tekst) > MAX_TEKST:
        raise DomeinFout(f"Dit is te lang. Gebruik hooguit {MAX_TEKST} tekens.")
    if gaat_over_een(tekst) or over_een_persoon(tekst):
        raise DomeinFout(
            "Dit lijkt hulp voor één mens. Die hoort niet op de agenda en bewaren wij hier niet. Verwijs "
            "naar de burenhulp in de wijk: zie ‘Waar kunt u terecht?’."
        )
    if find_gegevens(tekst):
        raise DomeinFout("Haal het adres of nummer weg. Dat hoort niet in deze tekst.")
    return tekst


def _check(soort: str, labels: Sequence[str], aantal: int) -> list[str]:
    if soort not in Aanbodsoort.values:
        raise DomeinFout("Kies wat er nodig is.")
    if set(labels) - set(Label.values):
        raise DomeinFout("Kies onderwerpen uit de lijst.")
    if not 1 <= aantal <= MAX_AANTAL:
        raise DomeinFout(f"Schrijf op hoeveel u nodig hebt, van 1 tot {MAX_AANTAL}.")
    return [label for label in Label.values if label in labels]
