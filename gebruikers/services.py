"""Accounts: making one, and what someone changes on his own. The log of a wijk lies a floor higher."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today


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


@transaction.atomic
def accept_gebruiker(*, email: str, naam: str, wachtwoord: str) -> Gebruiker:
    """The account of someone who showed by a link in a mail that `email` is his.

    Made when absent; an account nobody could sign in with gets this name and password. Raises DomeinFout
    when the account has a password already: its owner signs in with that.
    """
    naam = " ".join(naam.split())
    if not naam:
        raise DomeinFout("Typ uw naam.")
    gebruiker = Gebruiker.objects.select_for_update().filter(email__iexact=email).first()
    if gebruiker is None:
        try:
            with transaction.atomic():
                return Gebruiker.objects.create_user(email, wachtwoord, naam=naam)
        except IntegrityError as error:
            raise DomeinFout("Er is net een account gemaakt voor dit e-mailadres. Log eerst in.") from error
    if gebruiker.has_usable_password() or not gebruiker.is_active:
        raise DomeinFout("Er is al een account voor dit e-mailadres. Log eerst in.")
    gebruiker.naam = naam
    gebruiker.set_password(wachtwoord)
    gebruiker.save(update_fields=["naam", "password"])
    return gebruiker


def note_rol_change(*, gebruiker: Gebruiker) -> None:
    """Someone got or lost a role today: the retention of an account without any role counts from now."""
    Gebruiker.objects.filter(pk=gebruiker.pk).update(rol_gewijzigd_op=today())


@transaction.atomic
def end_sessions(*, gebruiker: Gebruiker) -> Gebruiker:
    """End every session of this account. The view that asks for it keeps its own."""
    Gebruiker.objects.filter(pk=gebruiker.pk).update(sessienummer=F("sessienummer") + 1)
    gebruiker.refresh_from_db(fields=["sessienummer"])
    return gebruiker


@transaction.atomic
def set_active(*, gebruiker: Gebruiker, actief: bool) -> Gebruiker:
    """Close an account, which ends its sessions, or open it again. Raises DomeinFout for a wiped account."""
    if actief and gebruiker.gewist_op is not None:
        raise DomeinFout("Dit account is gewist. Nodig deze persoon opnieuw uit.")
    gebruiker.is_active = actief
    gebruiker.save(update_fields=["is_active"])
    return end_sessions(gebruiker=gebruiker)


@transaction.atomic
def set_beheerder(*, gebruiker: Gebruiker, is_beheerder: bool) -> Gebruiker:
    """Give or take the right on the installation. Only a command does this."""
    gebruiker.is_beheerder = is_beheerder
    gebruiker.save(update_fields=["is_beheerder"])
    return gebruiker


@transaction.atomic
def wipe_gebruiker(*, gebruiker: Gebruiker) -> Gebruiker:
    """Close an account for good: name, address and password go, what it did stays with 'oud-teamlid'."""
    EmailAddress.objects.filter(user_id=gebruiker.pk).delete()
    Authenticator.objects.filter(user_id=gebruiker.pk).delete()
    gebruiker.naam = ""
    gebruiker.email = f"oud-{gebruiker.pk}@gewist.invalid"  # .invalid reaches nobody (RFC 2606)
    gebruiker.set_unusable_password()
    gebruiker.is_active = False
    gebruiker.is_beheerder = False
    gebruiker.gewist_op = today()
    gebruiker.last_login = None
    gebruiker.save()
    return end_sessions(gebruiker=gebruiker)
