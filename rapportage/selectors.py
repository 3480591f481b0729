"""Reads for the pages: the reports of a wijk, the file of an adopted agenda. Never the bytes of many."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import F, QuerySet

from agenda.models import AgendaVersie, Wijkagenda
from analyse.models import Vragenlijst
from kern.models import Bestand
from kern.talen import DUTCH_NAMES, LANGUAGES_BY_CODE
from kern.tijdlijn import Stand, Stap
from rapportage.blad import Blad, sheet_languages
from rapportage.models import Rapport, RapportQuerySet
from rapportage.omschrijving import holds, is_internal, title_of
from rapportage.services import STAPPEN
from wijken.models import Wijk

SHOWN = 30
Status = Rapport.Status


@dataclass(frozen=True, slots=True)
class Regel:
    """One report as the list shows it. `stand` changes whenever there is something new to show."""

    rapport: Rapport
    titel: str
    erin: str
    alleen_team: bool
    openbaar: bool  # the agenda as everyone finds it on the site
    stand: str
    open: bool
    stappen: tuple[Stap, ...]
    gedaan: int


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The page with reports of one wijk."""

    agenda: Wijkagenda | None
    versie: AgendaVersie | None
    versie_ontbreekt: bool
    lijsten: tuple[Vragenlijst, ...]  # with results on the site
    regels: tuple[Regel, ...]


def _light(rapporten: RapportQuerySet) -> RapportQuerySet:
    return rapporten.select_related("bestand", "versie", "agenda", "lijst__wijk", "gevraagd_door").defer(
        "bestand__inhoud", "versie__inhoud"
    )


def newest_versie(wijk: Wijk, *, ronde: int | None = None) -> AgendaVersie | None:
    """The newest adopted version, of the wijk or of one of its rounds, without its document."""
    versies = _versies(wijk)
    if ronde is not None:
        versies = versies.filter(agenda=ronde)
    return versies.order_by("-vastgelegd_op", "-pk").first()


def find_versie(wijk: Wijk, pk: int) -> AgendaVersie | None:
    """One adopted version of this wijk, without its document."""
    return _versies(wijk).filter(pk=pk).first()


def _versies(wijk: Wijk) -> QuerySet[AgendaVersie]:
    return AgendaVersie.objects.filter(wijk=wijk).select_related("agenda").defer("inhoud")


def read_overzicht(wijk: Wijk) -> Overzicht:
    """In five queries: the agenda that is being made, the newest adopted one, lists with results on the site,
    and the newest reports."""
    regels = tuple(map(read_regel, _light(Rapport.objects.for_wijk(wijk).listed().current())[:SHOWN]))
    versie = newest_versie(wijk)
    return Overzicht(
        agenda=Wijkagenda.objects.filter(wijk=wijk, actief=True).first(),
        versie=versie,
        versie_ontbreekt=versie is not None
        and not Rapport.objects.whole().current().filter(versie=versie).exists(),
        lijsten=tuple(Vragenlijst.objects.for_wijk(wijk).filter(openbaar=True)),
        regels=regels,
    )


def find_rapport(wijk: Wijk, pk: uuid.UUID) -> Rapport | None:
    """One report out of that list, without the bytes of its file."""
    return _light(Rapport.objects.for_wijk(wijk).listed()).filter(pk=pk).first()


def read_regel(rapport: Rapport) -> Regel:
    gedaan = max(rapport.stap_nummer - 1, 0)
    stappen = tuple(
        Stap(naam, Stand.KLAAR if i < gedaan else Stand.NU if i == gedaan else Stand.STRAKS)
        for i, naam in enumerate(STAPPEN)
    )
    return Regel(
        rapport=rapport,
        titel=title_of(rapport),
        erin=holds(rapport),
        alleen_team=is_internal(rapport),
        openbaar=rapport.versie_id is not None and rapport.soort == "agenda" and not rapport.samenstelling,
        stand=f"{rapport.status}-{rapport.poging}-{rapport.stap_nummer}-{len(rapport.fout)}",
        open=rapport.status in (Status.WACHT, Status.BEZIG),
        stappen=stappen,
        gedaan=gedaan,
    )


def read_sheet(wijk: Wijk, blad: Blad) -> Rapport | None:
    """The finished PDF of this sheet as it should be now, with its file."""
    bladen = Rapport.objects.bladen(wijk, blad.taal).filter(status=Status.KLAAR, stempel=blad.stempel)
    return bladen.select_related("bestand").first()


@dataclass(frozen=True, slots=True)
class BladRegel:
    """The newest sheet in one language, as the team sees it. `naam` is the name of the language itself."""

    taal: str
    naam: str
    naam_nl: str
    klaar: bool
    mislukt: bool


def sheets_of(wijk: Wijk) -> list[BladRegel]:
    """The sheets of a wijk, one per language that we speak, in one query."""
    rows = Rapport.objects.filter(wijk=wijk, soort=Rapport.Soort.TIEN_CIJFERS).order_by("gevraagd_op")
    newest = dict(rows.values_list("taal", "status"))
    return [
        BladRegel(
            taal=taal,
            naam=LANGUAGES_BY_CODE[taal],
            naam_nl=DUTCH_NAMES.get(taal, taal),
            klaar=newest.get(taal) == Status.KLAAR,
            mislukt=newest.get(taal) == Status.MISLUKT,
        )
        for taal in sheet_languages()
    ]


def public_file(versie: AgendaVersie) -> Bestand | None:
    """The finished file of this version as it is now, so never one from before a redaction."""
    rapport = (
        Rapport.objects.whole()
        .filter(versie=versie, status=Status.KLAAR, redacties=F("versie__redacties"))
        .select_related("bestand")
        .first()
    )
    return rapport.bestand if rapport else None
