"""What someone changes on his own account. It touches no wijk; the log of a wijk lies a floor higher."""

from __future__ import annotations

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout


@transaction.atomic
def change_naam(*, gebruiker: Gebruiker, naam: str) -> Gebruiker:
    """Save the name by which colleagues know someone."""
    naam = " ".join(naam.split())
    if not naam:
        raise DomeinFout("Typ uw naam.")
    gebruiker.naam = naam
    gebruiker.save(update_fields=["naam"])
    return gebruiker
