"""What the team knows by now about a guiding question: written down, and ready when the team says so."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from analyse.keuzes import Hoofdvraag
from analyse.models import Duiding
from bewoners.regels import check_nummers, clean_tekst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_TEKST: Final = 1500


@transaction.atomic
def save_duiding(
    *,
    wijk: Wijk,
    hoofdvraag: Hoofdvraag,
    revisie: int,
    tekst: str,
    klaar: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Duiding:
    """Write it down; `revisie` 0 when nothing was written before. The same once more changes nothing.

    Raises VerouderdFout when somebody else wrote in between, DomeinFout without words, with too many, or with
    a number that may not stay. What was written may be emptied again, but is not ready then.
    """
    tekst = clean_tekst(tekst)
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=wijk.pk)  # two first ones at once
    rows = Duiding.objects.filter(wijk=wijk)
    there = rows.filter(hoofdvraag=hoofdvraag).first()
    _check(tekst, klaar=klaar, is_new=there is None)
    if there is None:
        row = Duiding(wijk=wijk, hoofdvraag=hoofdvraag)
    elif (there.tekst, there.klaar) == (tekst, klaar):
        return there
    else:
        row = lock_revisie(rows, pk=there.pk, revisie=revisie)
    row.tekst, row.klaar, row.datum = tekst, klaar, today()
    row.save()
    log(wijk=wijk, actie="duiding_bewaard", door=door, object=row, herkomst=herkomst)
    return row


def _check(tekst: str, *, klaar: bool, is_new: bool) -> None:
    if not tekst and (klaar or is_new):
        raise DomeinFout(_("Schrijf eerst in een paar zinnen op wat u weet."))
    if len(tekst) > MAX_TEKST:
        raise DomeinFout(_("Dit is te lang. Gebruik hooguit %(max)d tekens.") % {"max": MAX_TEKST})
    check_nummers(tekst)
