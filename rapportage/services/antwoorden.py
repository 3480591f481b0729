"""The report 'Wat zeiden de bewoners?': asked for by the team, made anew when something in it may go."""

from __future__ import annotations

from django.db import transaction

from analyse.models import Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now
from kern.wakker import wake
from rapportage.antwoorden import read_antwoorden, still_stands
from rapportage.models import Rapport
from rapportage.services.vragen import MAKE_TASK, TAAK, Soort, Status, delete_rapport, retry_rapport
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis


@transaction.atomic
def request_antwoorden(
    *,
    lijst: Vragenlijst,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Rapport:
    """The PDF of what is on the site now. Asking twice gives the same row; a failed one is tried again.

    Raises DomeinFout when nothing of the list is on the site.
    """
    rapport, nieuw = Rapport.objects.get_or_create(
        soort=Soort.ANTWOORDEN,
        lijst=lijst,
        stempel=read_antwoorden(lijst).stempel,
        defaults={"wijk": lijst.wijk, "gevraagd_door": door, "gevraagd_op": now()},
    )
    if nieuw:
        log(wijk=lijst.wijk, actie="rapport_gevraagd", door=door, object=rapport, herkomst=herkomst)
    elif door and rapport.status == Status.MISLUKT:
        return retry_rapport(rapport=rapport, door=door)
    if rapport.status == Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport


def renew_antwoorden() -> int:
    """A quote was taken back, or a question left the site: that file goes, and a new one is asked for.

    Out: how many files went. More answers alone change nothing: the team asks for those itself.
    """
    weg = 0
    done = Rapport.objects.filter(soort=Soort.ANTWOORDEN, status=Status.KLAAR)
    for rapport in done.select_related("lijst__wijk"):
        if rapport.lijst is not None and not still_stands(rapport.lijst, rapport.citaten):
            _replace(rapport, rapport.lijst)
            weg += 1
    return weg


@transaction.atomic
def _replace(rapport: Rapport, lijst: Vragenlijst) -> None:
    delete_rapport(rapport=rapport)
    try:
        request_antwoorden(lijst=lijst, herkomst=TAAK)
    except DomeinFout:  # nothing is left on the site
        return
