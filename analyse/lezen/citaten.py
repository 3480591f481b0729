"""Quotes: only with the sender's permission, and after two people of the team looked at the words."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from analyse.antwoorden import words
from analyse.keuzes import Leesstatus, Telt
from analyse.lezen.services import readable
from analyse.models import Antwoord, Vraag, Vragenlijst
from bewoners.models import NEDERLANDS
from bewoners.signalen import Lezing, read_tekst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst


@dataclass(frozen=True, slots=True)
class Citaat:
    """A quote that may be shown: the words, in which language, to which question, from which month."""

    antwoord: uuid.UUID
    vraag: str
    vraag_tekst: str
    tekst: str
    taal: str
    kanaal: str
    maand: str


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A quote as the team reads it, proposed or agreed."""

    antwoord: Antwoord
    lezing: Lezing
    vraag_tekst: str
    maand: str
    van_mij: bool  # who reads proposed it: somebody else must agree

    @property
    def moet_nagekeken(self) -> bool:
        """Whether somebody must say that the words point at nobody."""
        return needs_look(self.lezing)


def needs_look(lezing: Lezing) -> bool:
    """Whether words may be about a person: then somebody must clear them by hand."""
    return bool(lezing.hint or lezing.lijkt_hulp)


def quotable(lijst: Vragenlijst) -> QuerySet[Antwoord]:
    """The answers whose sender lets others read them, and that count."""
    return _shareable(readable(lijst))


def _shareable(rows: QuerySet[Antwoord]) -> QuerySet[Antwoord]:
    allowed = rows.exclude(tekst="").filter(inzending__mag_delen=True, inzending__telt=Telt.MEE)
    return allowed.exclude(status=Leesstatus.VERBORGEN)


def quotes_of(lijst: Vragenlijst) -> list[Citaat]:
    """The quotes of a list for pages and reports: agreed by two people. One query; newest first."""
    return _quotes(quotable(lijst))


def quotes_on(vragen: Collection[Vraag]) -> list[Citaat]:
    """The same of these questions alone, of whatever lists."""
    return _quotes(_shareable(Antwoord.objects.filter(vraag__in=vragen)))


def _quotes(rows: QuerySet[Antwoord]) -> list[Citaat]:
    rows = rows.filter(citaat_sinds__isnull=False).select_related("inzending", "vraag")
    return [
        Citaat(
            antwoord=row.pk,
            vraag=row.vraag.code,
            vraag_tekst=words(row.vraag.tekst, NEDERLANDS),
            tekst=row.tekst,
            taal=row.inzending.taal,
            kanaal=row.inzending.get_kanaal_display(),
            maand=date_format(row.inzending.datum, "F Y"),
        )
        for row in rows.order_by("-citaat_sinds", "pk")
    ]


def proposals_of(lijst: Vragenlijst, gebruiker: Gebruiker, *, waiting: bool) -> list[Voorstel]:
    """What waits for a second pair of eyes, or what two people agreed to. One query."""
    rows = quotable(lijst).filter(citaat_sinds__isnull=waiting).select_related("inzending", "vraag")
    if waiting:
        rows = rows.filter(citaat_voorgesteld_door__isnull=False)
    return [
        Voorstel(
            antwoord=row,
            lezing=read_tekst(row.tekst),
            vraag_tekst=words(row.vraag.tekst, NEDERLANDS),
            maand=date_format(row.inzending.datum, "F Y"),
            van_mij=row.citaat_voorgesteld_door_id == gebruiker.pk,
        )
        for row in rows.order_by("-inzending__datum", "pk")
    ]


@transaction.atomic
def propose_quote(
    *,
    lijst: Vragenlijst,
    antwoord: uuid.UUID,
    door: Gebruiker,
    nagekeken: bool = False,
    herkomst: Herkomst = Herkomst.WEB,
) -> Antwoord:
    """Propose an answer as a quote; proposed already, nothing happens.

    Raises DomeinFout without permission of the sender, and where the words seem to point at a person while
    `nagekeken` does not say that somebody looked.
    """
    row = _locked(lijst, antwoord)
    if row.citaat_voorgesteld_door_id or row.citaat_sinds:
        return row
    _check_words(row, nagekeken=nagekeken)
    row.citaat_voorgesteld_door = door
    row.status = Leesstatus.GELEZEN
    row.save(update_fields=["citaat_voorgesteld_door", "status"])
    log(wijk=lijst.wijk, actie="citaat_voorgesteld", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def agree_quote(
    *,
    lijst: Vragenlijst,
    antwoord: uuid.UUID,
    door: Gebruiker,
    nagekeken: bool = False,
    herkomst: Herkomst = Herkomst.WEB,
) -> Antwoord:
    """Agree to a quote that somebody else proposed; from now on it may be shown. Agreed already: nothing.

    Raises DomeinFout for who proposed it, and as `propose_quote` does.
    """
    row = _locked(lijst, antwoord)
    if row.citaat_sinds:
        return row
    if row.citaat_voorgesteld_door_id is None:
        raise DomeinFout(_("Dit citaat is teruggetrokken. Stel het opnieuw voor als u het wilt laten zien."))
    if row.citaat_voorgesteld_door_id == door.pk:
        raise DomeinFout(_("U stelde dit citaat zelf voor. Vraag een collega om mee te kijken."))
    _check_words(row, nagekeken=nagekeken)
    row.citaat_goed_door, row.citaat_sinds = door, today()
    row.save(update_fields=["citaat_goed_door", "citaat_sinds"])
    log(wijk=lijst.wijk, actie="citaat_goedgekeurd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def withdraw_quote(
    *, lijst: Vragenlijst, antwoord: uuid.UUID, door: Gebruiker, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a quote back, proposed or shown; no quote (any more): nothing happens."""
    row = readable(lijst).select_for_update(of=("self",)).filter(pk=antwoord).first()
    if row is None or not (row.citaat_voorgesteld_door_id or row.citaat_sinds):
        return
    row.citaat_voorgesteld_door = row.citaat_goed_door = row.citaat_sinds = None
    row.save(update_fields=["citaat_voorgesteld_door", "citaat_goed_door", "citaat_sinds"])
    log(wijk=lijst.wijk, actie="citaat_teruggetrokken", door=door, object=row, herkomst=herkomst)


def _locked(lijst: Vragenlijst, antwoord: uuid.UUID) -> Antwoord:
    row = quotable(lijst).select_for_update(of=("self",)).filter(pk=antwoord).first()
    if row is None:
        raise DomeinFout(
            _("Dit antwoord kan geen citaat zijn. De bewoner gaf geen toestemming, of het is weg.")
        )
    return row


def _check_words(row: Antwoord, *, nagekeken: bool) -> None:
    lezing = read_tekst(row.tekst)
    if needs_look(lezing) and not nagekeken:
        zin = _("Kijk eerst of deze woorden iemand aanwijzen. Zet dan het vinkje.")
        raise DomeinFout(f"{lezing.hint} {zin}".strip())
