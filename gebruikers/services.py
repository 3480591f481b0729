"""Accounts: making one, and what someone changes on his own. The log of a wijk lies a floor higher."""

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


@transaction.atomic
def make_gebruiker(
    *, email: str, naam: str, wachtwoord: str | None = None, is_beheerder: bool = False
) -> Gebruiker:
    """The account with this address, made when absent. Without `wachtwoord` nobody can sign in with it.

    An account that is there stays as it is, but gets `wachtwoord` when it had none.
    """
    gebruiker = Gebruiker.objects.select_for_update().filter(email__iexact=email).first()
    if gebruiker is None:
        return Gebruiker.objects.create_user(email, wachtwoord, naam=naam, is_beheerder=is_beheerder)
    if wachtwoord and not gebruiker.has_usable_password():
        gebruiker.set_password(wachtwoord)
        gebruiker.save(update_fields=["password"])
    return gebruiker
