"""Rules for what people offer: how long it is kept, and what it may hold. Values only."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from bewoners.keuzes import Aanbodsoort, Aanbodstatus, Label, Wanneer
from bewoners.models import NEDERLANDS, VOORAF, Kanaal, Namens
from bewoners.regels import check_nummers, clean_tekst
from kern.fouten import DomeinFout
from kern.talen import LANGUAGES_BY_CODE
from kern.tekstcontrole import Gegeven, find_gegevens, is_leeg
from wijken.models import Regio

MAX_TEKST: Final = 300
MAX_NAAM: Final = 80
MAX_CONTACT: Final = 120
# What people may choose, in months, with the days that it comes to: never more than a year.
TERMIJNEN: Final = {3: 91, 6: 182, 12: 365}
NOG_EEN_KEER: Final = dt.timedelta(days=TERMIJNEN[6])
OUDSTE: Final = dt.timedelta(days=30)  # the day on which somebody said yes lies no further back


@dataclass(frozen=True, slots=True)
class Aangeboden:
    """What somebody offers, and how to reach him or her."""

    soort: str
    contact: str
    labels: tuple[str, ...] = ()
    wanneer: tuple[str, ...] = ()
    tekst: str = ""
    taal: str = NEDERLANDS
    buurt: Regio | None = None
    namens: str = Namens.BEWONER
    naam: str = ""
    over: uuid.UUID | None = None  # the action of the agenda that it is meant for


def tidy(offer: Aangeboden) -> Aangeboden:
    """An offer as we keep it. Raises DomeinFout with what to do."""
    if offer.soort not in Aanbodsoort.values or offer.namens not in Namens.values:
        raise DomeinFout(_("Kies iets uit de lijst."))
    return replace(
        offer,
        labels=in_order(offer.labels, Label),
        wanneer=in_order(offer.wanneer, Wanneer),
        tekst=tidy_tekst(offer.tekst),
        contact=tidy_contact(offer.contact),
        naam=tidy_naam(offer.naam),
        taal=offer.taal if offer.taal in LANGUAGES_BY_CODE else NEDERLANDS,
    )


def in_order(gekozen: Iterable[str], lijst: type[models.TextChoices]) -> tuple[str, ...]:
    """What was chosen, each once and in the order of our list. Raises DomeinFout for what is not on it."""
    wanted = set(gekozen)
    if wanted - set(lijst.values):
        raise DomeinFout(_("Kies iets uit de lijst."))
    return tuple(value for value in lijst.values if value in wanted)


def tidy_tekst(tekst: str) -> str:
    """The words as we keep them, or none. Raises DomeinFout for too many, a BSN or a bank account."""
    tekst = "" if is_leeg(tekst) else clean_tekst(tekst)
    if len(tekst) > MAX_TEKST:
        raise DomeinFout(
            _("Uw tekst is te lang. Haal %(te_veel)s letters weg. Dan past het.")
            % {"te_veel": len(tekst) - MAX_TEKST}
        )
    check_nummers(tekst)
    return tekst


def tidy_contact(contact: str) -> str:
    """A phone number or a mail address as we keep it. Raises DomeinFout."""
    contact = " ".join(clean_tekst(contact).split())
    if not {found.soort for found in find_gegevens(contact)} & {Gegeven.TELEFOON, Gegeven.MAIL}:
        raise DomeinFout(_("Schrijf een telefoonnummer of e-mailadres op. Zo kunnen wij u bereiken."))
    if len(contact) > MAX_CONTACT:
        raise DomeinFout(_("Dit is te lang. Schrijf alleen een nummer of adres op."))
    return contact


def tidy_naam(naam: str) -> str:
    """A name on one line. Raises DomeinFout when it is too long."""
    naam = " ".join(clean_tekst(naam).split())
    if len(naam) > MAX_NAAM:
        raise DomeinFout(_("Deze naam is te lang. Gebruik hooguit 80 letters."))
    return naam


def last_day(begin: dt.date, maanden: int) -> dt.date:
    """The last day on which we keep it, for who said yes on `begin`. Raises DomeinFout for another period."""
    if maanden not in TERMIJNEN:
        raise DomeinFout(_("Kies hoe lang wij dit mogen bewaren."))
    return begin + dt.timedelta(days=TERMIJNEN[maanden])


def check_toestemming(day: dt.date, vandaag: dt.date) -> None:
    """Raises DomeinFout for a yes that still has to be given, or was given long ago."""
    if not vandaag - OUDSTE <= day <= vandaag:
        raise DomeinFout(_("Kies de dag waarop iemand ja zei. Hooguit een maand terug."))


def check_kanaal(kanaal: str) -> None:
    """Raises DomeinFout for a way that is not on our list."""
    if kanaal not in Kanaal.values:
        raise DomeinFout(_("Kies iets uit de lijst."))


def mail_of(contact: str) -> str:
    """The mail address in what somebody left, or '': then the team calls (see AanbodQuerySet.to_call)."""
    for found in find_gegevens(contact):
        if found.soort == Gegeven.MAIL:
            address = contact[found.start : found.end]
            try:
                validate_email(address)
            except ValidationError:
                continue
            return address
    return ""


def ends_soon(tot: dt.date, vandaag: dt.date) -> bool:
    """Whether it is time to ask if it still holds."""
    return tot - VOORAF <= vandaag


def status_after(status: str, *, same_words: bool) -> str:
    """Other words are read again by the team before anyone is suggested."""
    return status if same_words or status == Aanbodstatus.RUST else Aanbodstatus.NIEUW
