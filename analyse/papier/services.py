"""A pile of sheets to print: its numbers, and the version of the list that stands on it."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction

from analyse.lijst.services import lock_lijst
from analyse.models import Drukronde, Vragenlijst
from analyse.papier.bladen import ZONDER_NUMMER, first_free
from bewoners.models import NEDERLANDS
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

MAX_BLADEN: Final = 50
MAX_VRAGEN: Final = 650  # on all sheets of a pile together: some 200 pages, half a minute for a worker
STAP: Final = 5


def max_bladen(vragen: int) -> int:
    """How many sheets with so many questions fit in one pile: fewer when the list is long."""
    return min(MAX_BLADEN, max(STAP, MAX_VRAGEN // max(vragen, 1) // STAP * STAP))


@transaction.atomic
def make_drukronde(
    *,
    lijst: Vragenlijst,
    sleutel: uuid.UUID,
    aantal: int,
    taal: str = NEDERLANDS,
    naam: str = "",
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Drukronde:
    """The next `aantal` numbers of this list, for its questions as they are now. Nobody else gets these.

    `sleutel` is the key of the form: the same form twice is one pile. Raises DomeinFout for a list that is
    not open (its questions may still change, or nobody can follow a code any more) or empty, too many sheets,
    or another language.
    """
    row = lock_lijst(lijst)
    there = row.drukrondes.filter(pk=sleutel).first()
    if there is not None:
        return there
    if not row.is_open:
        raise DomeinFout("Deze vragenlijst is niet open. Open haar eerst. Daarna kunt u bladen drukken.")
    vragen = row.vragen.of_version(row.versie).count()
    if not vragen:
        raise DomeinFout("Er staan geen vragen in deze lijst. Zet er eerst vragen in.")
    most = max_bladen(vragen)
    if not 1 <= aantal <= most:
        raise DomeinFout(f"Kies een aantal van 1 tot en met {most}. Meer nodig? Maak nog een stapel.")
    if taal not in (NEDERLANDS, *row.talen):
        raise DomeinFout("Deze lijst is er niet in die taal. Kies een taal uit de lijst.")
    naam = " ".join(naam.split())
    begin = first_free(row)
    drukronde = Drukronde.objects.create(
        pk=sleutel,
        wijk=row.wijk,
        lijst=row,
        versie=row.versie,
        taal=taal,
        van_blad=begin,
        tot_blad=begin + aantal - 1,
        naam="" if naam == ZONDER_NUMMER else naam,
        datum=today(),
    )
    log(wijk=row.wijk, actie="bladen_genummerd", door=door, object=drukronde, herkomst=herkomst)
    return drukronde
