"""Say of a phase that it is skipped, done, or taken up (again). Nothing is blocked by it."""

from __future__ import annotations

from django.db import transaction

from agenda.fases import Fase
from agenda.keuzes_team import FasekeuzeSoort
from agenda.models import Fasekeuze
from agenda.services.waarom import default_jaren, start_agenda
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def choose_fase(
    *,
    wijk: Wijk,
    fase: Fase,
    keuze: FasekeuzeSoort,
    reden: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Fasekeuze:
    """Note what the team says of a phase in the round of now; without a round, it begins one.

    Saying the same twice is saying it once. Raises DomeinFout when a phase is skipped without a reason.
    """
    reden = reden.strip()
    if fase not in Fase.values or keuze not in FasekeuzeSoort.values:
        raise DomeinFout("Kies wat u met deze fase doet.")
    if keuze == FasekeuzeSoort.OVER and not reden:
        raise DomeinFout("Schrijf op waarom u deze fase overslaat.")
    first, last = default_jaren(today())
    agenda = start_agenda(wijk=wijk, van_jaar=first, tot_jaar=last, door=door, herkomst=herkomst)
    newest = Fasekeuze.objects.filter(agenda=agenda, fase=fase).order_by("-pk").first()
    if newest is not None and (newest.keuze, newest.reden) == (keuze, reden):
        return newest
    row = Fasekeuze.objects.create(
        wijk=wijk, agenda=agenda, fase=fase, keuze=keuze, reden=reden, datum=today(), door=door
    )
    log(wijk=wijk, actie="fase_gekozen", door=door, object=row, herkomst=herkomst)
    return row
