"""Printing a questionnaire: a pile gets its numbers, and its PDF is asked for."""

from __future__ import annotations

import uuid

from django.db import transaction

from analyse.models import Drukronde, Vragenlijst
from analyse.papier.bladen import ZONDER_NUMMER
from analyse.papier.services import make_drukronde
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now
from kern.wakker import wake
from rapportage.models import Rapport
from rapportage.services import MAKE_TASK, retry_rapport
from wijken.gebeurtenissen import log


@transaction.atomic
def print_bladen(
    *, lijst: Vragenlijst, sleutel: uuid.UUID, aantal: int, taal: str, naam: str, door: Gebruiker
) -> Rapport:
    """A new pile of sheets and its PDF. The same `sleutel` again is the same pile. Raises DomeinFout."""
    drukronde = make_drukronde(lijst=lijst, sleutel=sleutel, aantal=aantal, taal=taal, naam=naam, door=door)
    return request_stapel(drukronde=drukronde, door=door)


@transaction.atomic
def request_stapel(*, drukronde: Drukronde, door: Gebruiker) -> Rapport:
    """The PDF of this pile: the one there is, one that failed once more, or a new one.

    Raises DomeinFout for sheets that were numbered by hand: they are on paper already.
    """
    if drukronde.naam == ZONDER_NUMMER:
        raise DomeinFout("Deze bladen kregen met de hand een nummer. Daar is geen PDF van.")
    rapport, nieuw = Rapport.objects.get_or_create(
        drukronde=drukronde,
        defaults={
            "wijk_id": drukronde.wijk_id,
            "soort": Rapport.Soort.VRAGENLIJST,
            "taal": drukronde.taal,
            "gevraagd_door": door,
            "gevraagd_op": now(),
        },
    )
    if nieuw:
        log(wijk=drukronde.wijk, actie="rapport_gevraagd", door=door, object=rapport)
    elif rapport.status == Rapport.Status.MISLUKT:
        return retry_rapport(rapport=rapport, door=door)
    if rapport.status == Rapport.Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport
