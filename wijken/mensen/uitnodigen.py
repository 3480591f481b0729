"""Invitations: one address, one role, one link that works once and for two weeks."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from gebruikers.models import Gebruiker
from gebruikers.services import accept_gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.links import TOKEN_BYTES, hash_token
from wijken.mensen.berichten import drop_unsent, link_for, queue_uitnodiging
from wijken.mensen.services import check_mag_beheren, give_rol, lock_mensen
from wijken.models import Gebeurtenis, Lidmaatschap, Uitnodiging, Wijk

Herkomst = Gebeurtenis.Herkomst
GELDIG: Final = dt.timedelta(days=14)
PER_DAG: Final = 50  # mails with an invitation, per wijk


@dataclass(frozen=True, slots=True)
class Uitgenodigd:
    """An invitation that was just sent, with the link that is kept nowhere but in the mail."""

    uitnodiging: Uitnodiging
    link: str


def find_uitnodiging(token: str) -> Uitnodiging | None:
    """The invitation behind a link, whatever became of it."""
    return Uitnodiging.objects.select_related("wijk").filter(token_hash=hash_token(token)).first()


def is_open(uitnodiging: Uitnodiging) -> bool:
    """Whether its link still works."""
    unused = uitnodiging.gebruikt_op is None and uitnodiging.ingetrokken_op is None
    return unused and uitnodiging.verloopt_op >= today()


@transaction.atomic
def invite(
    *,
    wijk: Wijk,
    email: str,
    rol: Lidmaatschap.Rol,
    door: Gebruiker | None,
    herkomst: Gebeurtenis.Herkomst = Herkomst.WEB,
) -> Uitgenodigd:
    """Ask an address by mail to work in a wijk.

    Whether there is an account with this address makes no difference here. Raises DomeinFout when its owner
    works in the wijk already, has an open invitation, or when the wijk sent too many today.
    """
    email = email.strip().lower()
    lock_mensen(wijk)
    check_mag_beheren(wijk, door)
    _check_no_member(wijk, email)
    unused = Uitnodiging.objects.filter(
        wijk=wijk, email=email, gebruikt_op__isnull=True, ingetrokken_op__isnull=True
    ).first()
    if unused is not None and is_open(unused):
        raise DomeinFout(_("Dit adres heeft al een uitnodiging. U kunt haar opnieuw sturen."))
    uitnodiging = unused or Uitnodiging(wijk=wijk, email=email, keer=0)
    uitnodiging.rol = rol
    return _send(uitnodiging, door=door, herkomst=herkomst)


@transaction.atomic
def resend(
    *,
    uitnodiging: Uitnodiging,
    keer: int,
    door: Gebruiker | None,
    herkomst: Gebeurtenis.Herkomst = Herkomst.WEB,
) -> Uitgenodigd | None:
    """Send an invitation again, with a new link that works two weeks; the old link ends.

    `keer` is how often it was sent when the button was shown: a second press of the same button does
    nothing and gives None.
    """
    lock_mensen(uitnodiging.wijk)
    check_mag_beheren(uitnodiging.wijk, door)
    row = Uitnodiging.objects.select_related("wijk").get(pk=uitnodiging.pk)
    if row.gebruikt_op is not None or row.ingetrokken_op is not None:
        raise DomeinFout(_("Deze uitnodiging is al gebruikt of ingetrokken."))
    if row.keer != keer:
        return None
    _check_no_member(row.wijk, row.email)
    drop_unsent(uitnodiging=row)
    return _send(row, door=door, herkomst=herkomst)


def _check_no_member(wijk: Wijk, email: str) -> None:
    if Lidmaatschap.objects.filter(wijk=wijk, gebruiker__email__iexact=email).exists():
        raise DomeinFout(_("Deze persoon werkt al in de wijk. U kunt de rol veranderen in de lijst."))


def _send(uitnodiging: Uitnodiging, *, door: Gebruiker | None, herkomst: Gebeurtenis.Herkomst) -> Uitgenodigd:
    sent_today = Uitnodiging.objects.filter(wijk=uitnodiging.wijk, verstuurd_op=today())
    if (sent_today.aggregate(keer=Sum("keer"))["keer"] or 0) >= PER_DAG:
        raise DomeinFout(_("U hebt vandaag al veel mensen uitgenodigd. Ga morgen verder."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uitnodiging.token_hash = hash_token(token)
    uitnodiging.door = door
    uitnodiging.keer += 1
    uitnodiging.verstuurd_op = today()
    uitnodiging.verloopt_op = today() + GELDIG
    uitnodiging.save()
    queue_uitnodiging(uitnodiging=uitnodiging, token=token)
    log(
        wijk=uitnodiging.wijk, actie="uitnodiging_verstuurd", door=door, object=uitnodiging, herkomst=herkomst
    )
    return Uitgenodigd(uitnodiging, link_for(token))


@transaction.atomic
def invite_by_command(*, wijk: Wijk, email: str, rol: Lidmaatschap.Rol) -> Uitgenodigd:
    """Invite from the command line: an open invitation of the same address gives way to a new link."""
    lock_mensen(wijk)
    Uitnodiging.objects.filter(
        wijk=wijk, email=email.strip().lower(), gebruikt_op__isnull=True, ingetrokken_op__isnull=True
    ).update(ingetrokken_op=today())
    return invite(wijk=wijk, email=email, rol=rol, door=None, herkomst=Herkomst.COMMANDO)


@transaction.atomic
def withdraw(*, uitnodiging: Uitnodiging, door: Gebruiker) -> None:
    """Take an invitation back; its link works no more. Withdrawn already: nothing. Used: DomeinFout."""
    lock_mensen(uitnodiging.wijk)
    check_mag_beheren(uitnodiging.wijk, door)
    row = Uitnodiging.objects.get(pk=uitnodiging.pk)
    if row.gebruikt_op is not None:
        raise DomeinFout(_("Deze uitnodiging is net aangenomen. Kijk in de lijst van mensen."))
    if row.ingetrokken_op is not None:
        return
    row.ingetrokken_op = today()
    row.save(update_fields=["ingetrokken_op"])
    drop_unsent(uitnodiging=row)
    log(wijk=row.wijk, actie="uitnodiging_ingetrokken", door=door, object=row)


@transaction.atomic
def accept(*, uitnodiging: Uitnodiging, gebruiker: Gebruiker) -> Lidmaatschap:
    """The role of the invitation for a signed-in user with the invited address. Works once.

    Who has a role already keeps it. Raises DomeinFout for another address or a link that works no more.
    """
    row = _take(uitnodiging)
    if gebruiker.email.lower() != row.email:
        raise DomeinFout(_("Deze uitnodiging is voor een ander e-mailadres."))
    return _finish(row, gebruiker)


@transaction.atomic
def accept_new(*, uitnodiging: Uitnodiging, naam: str, wachtwoord: str) -> Gebruiker:
    """A new account for the invited address, with the role of the invitation. Works once.

    Raises DomeinFout when the link works no more, or when the address has an account already.
    """
    row = _take(uitnodiging)
    gebruiker = accept_gebruiker(email=row.email, naam=naam, wachtwoord=wachtwoord)
    _finish(row, gebruiker)
    return gebruiker


def _take(uitnodiging: Uitnodiging) -> Uitnodiging:
    """The row, after everyone who was before us; DomeinFout when it works no more."""
    lock_mensen(uitnodiging.wijk)
    row = Uitnodiging.objects.select_related("wijk").filter(pk=uitnodiging.pk).first()
    if row is None or not is_open(row) or row.token_hash != uitnodiging.token_hash:
        raise DomeinFout(_("Deze uitnodiging werkt niet meer."))
    return row


def _finish(row: Uitnodiging, gebruiker: Gebruiker) -> Lidmaatschap:
    row.gebruikt_op = today()
    row.save(update_fields=["gebruikt_op"])
    log(wijk=row.wijk, actie="uitnodiging_aangenomen", door=gebruiker, object=row)
    lid = Lidmaatschap.objects.filter(wijk=row.wijk, gebruiker=gebruiker).first()
    return lid or give_rol(wijk=row.wijk, gebruiker=gebruiker, rol=Lidmaatschap.Rol(row.rol), door=gebruiker)
