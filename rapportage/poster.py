"""The poster 'U zei, dit doen we samen' and the letter to residents, in one language.

Of an adopted agenda. The words of the team stay Dutch; the templates mark them so.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from agenda.inhoud import WEGGEHAALD
from agenda.models import AgendaVersie
from agenda.terugkoppeling.selectors import Kaartje, uitslag_of
from kern.klok import today
from rapportage.blad import in_language
from rapportage.hoofdstukken.plannen import first_sentence
from rapportage.samenstelling import MAX_BUNDELS, Papier, Samenstelling
from rapportage.woorden import direction, years
from wijken.models import Wijk

LETTER_PLANS = 8  # plans that a letter names; the others are on the site
LETTERS = 90  # of one answer on a poster


@dataclass(frozen=True, slots=True)
class UZei:
    """What residents said, and what is done with it. `wie` is in the language of the poster."""

    zei: str
    wij: str
    wie: str


@dataclass(frozen=True, slots=True)
class Voet:
    """How to go on: the public page, and where to meet or ring the team."""

    link: str
    adres: str
    plek: str
    tijden: str
    telefoon: str


@dataclass(frozen=True, slots=True)
class Poster:
    taal: str
    papier: Papier
    naam: str
    ondertitel: str
    voorbeeld: bool
    droom: str
    regels: tuple[UZei, ...]
    meer: int  # answers that are not on it
    voet: Voet


@dataclass(frozen=True, slots=True)
class Brief:
    taal: str
    naam: str
    ondertitel: str
    gemeente: str
    voorbeeld: bool
    datum: str
    jaren: str
    inleiding: str  # of the team; '' for our own words
    richting: str
    verhalen: int
    plannen: tuple[str, ...]
    meer: int
    voet: Voet


def candidates(wijk: Wijk) -> list[Kaartje]:
    """What can stand on a poster: everything that gets done, the largest first."""
    there = [kaartje for kaartje in uitslag_of(wijk).wel if WEGGEHAALD not in kaartje.titel + _done(kaartje)]
    return sorted(there, key=lambda kaartje: (-kaartje.aantal, kaartje.titel.casefold()))


def _done(kaartje: Kaartje) -> str:
    return kaartje.plan.titel if kaartje.plan else kaartje.waarom


def read_poster(versie: AgendaVersie, keuze: Samenstelling, taal: str) -> Poster:
    """The chosen subjects that still have an answer, else the largest ones."""
    wijk, inhoud = versie.wijk, versie.inhoud
    with translation.override(taal):
        there = candidates(wijk)
        by_key: dict[uuid.UUID, Kaartje] = {kaartje.bundel: kaartje for kaartje in there}
        chosen = [by_key[key] for key in keuze.bundels if key in by_key] or there[:MAX_BUNDELS]
        return Poster(
            taal=taal,
            papier=keuze.papier,
            naam=wijk.naam,
            ondertitel=wijk.ondertitel,
            voorbeeld=wijk.voorbeeld,
            droom=inhoud["waarom"]["droom"],
            regels=tuple(_said(kaartje) for kaartje in chosen),
            meer=len(there) - len(chosen),
            voet=_footer(wijk, taal),
        )


def _said(kaartje: Kaartje) -> UZei:
    return UZei(
        zei=first_sentence(kaartje.titel, LETTERS),
        wij=first_sentence(_done(kaartje), LETTERS),
        wie=kaartje.wie,
    )


def read_brief(versie: AgendaVersie, keuze: Samenstelling, taal: str) -> Brief:
    """The letter of this version, dated today."""
    wijk, inhoud = versie.wijk, versie.inhoud
    titels = [plan["titel"] for plan in inhoud["plannen"]]
    with translation.override(taal):
        return Brief(
            taal=taal,
            naam=wijk.naam,
            ondertitel=wijk.ondertitel,
            gemeente=inhoud["wijk"]["gemeente"],
            voorbeeld=wijk.voorbeeld,
            datum=date_format(today(), "j F Y"),
            jaren=years(inhoud["waarom"]["van_jaar"], inhoud["waarom"]["tot_jaar"]),
            inleiding=keuze.inleiding,
            richting=direction(keuze.inleiding),
            verhalen=inhoud["deelname"]["aantal"],
            plannen=tuple(titels[:LETTER_PLANS]),
            meer=max(len(titels) - LETTER_PLANS, 0),
            voet=_footer(wijk, taal),
        )


def _footer(wijk: Wijk, taal: str) -> Voet:
    address = f"{settings.SITE_URL}/wijken/{wijk.slug}/terugkoppeling/"
    return Voet(
        link=in_language(address, taal),
        adres=address.split("://", 1)[-1].rstrip("/"),
        plek=wijk.inloop_plek,
        tijden=wijk.inloop_tijden,
        telefoon=wijk.telefoon,
    )
