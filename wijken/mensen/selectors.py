"""Reading the people of a wijk for their page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from gebruikers.models import Gebruiker
from wijken.mensen.berichten import key_of
from wijken.mensen.rollen import ROL_NAAM
from wijken.mensen.uitnodigen import is_open
from wijken.models import Bericht, Lidmaatschap, Uitnodiging, Wijk


@dataclass(frozen=True, slots=True)
class LidRij:
    """One person who works in the wijk. `aangenomen_op` is None when he came without an invitation."""

    pk: int
    naam: str
    email: str
    rol: str | Promise
    sinds: dt.date
    ikzelf: bool
    gesloten: bool
    aangenomen_op: dt.date | None


@dataclass(frozen=True, slots=True)
class UitnodigingRij:
    """One invitation that nobody accepted yet."""

    uitnodiging: Uitnodiging
    rol: str | Promise
    verlopen: bool
    mail_mislukt: bool


@dataclass(frozen=True, slots=True)
class Mensen:
    """Everybody who works in a wijk, and who was asked to."""

    leden: Sequence[LidRij]
    uitnodigingen: Sequence[UitnodigingRij]


def load_mensen(wijk: Wijk, lezer: Gebruiker) -> Mensen:
    """The people of a wijk, by name, and its invitations, newest first. Three queries."""
    sent = list(Uitnodiging.objects.filter(wijk=wijk, ingetrokken_op__isnull=True).order_by("-verstuurd_op"))
    accepted = {each.email: each.gebruikt_op for each in reversed(sent) if each.gebruikt_op}
    leden = Lidmaatschap.objects.filter(wijk=wijk).select_related("gebruiker")
    waiting = [each for each in sent if each.gebruikt_op is None]
    failed = set(
        Bericht.objects.filter(
            sleutel__in=[key_of(each) for each in waiting], status=Bericht.Status.MISLUKT
        ).values_list("sleutel", flat=True)
    )
    return Mensen(
        leden=[
            LidRij(
                pk=lid.pk,
                naam=str(lid.gebruiker),
                email=lid.gebruiker.email,
                rol=ROL_NAAM[lid.rol],
                sinds=lid.sinds,
                ikzelf=lid.gebruiker_id == lezer.pk,
                gesloten=not lid.gebruiker.is_active,
                aangenomen_op=accepted.get(lid.gebruiker.email),
            )
            for lid in leden.order_by("gebruiker__naam", "gebruiker__email")
        ],
        uitnodigingen=[
            UitnodigingRij(each, ROL_NAAM[each.rol], not is_open(each), key_of(each) in failed)
            for each in waiting
        ],
    )
