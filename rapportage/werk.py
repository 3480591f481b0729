"""What a worker makes a PDF of: everything is read here, at the moment that it takes the report."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.planlink.services import link_plannen
from kern.fouten import DomeinFout
from rapportage.antwoorden import Antwoorden, read_antwoorden
from rapportage.blad import Blad, read_blad, short_link
from rapportage.hoofdstukken.bijlage import Bijlage, read_bijlage
from rapportage.models import Rapport
from rapportage.papier.vel import Stapel, read_stapel
from rapportage.poster import Brief, Poster, read_brief, read_poster
from rapportage.samenstelling import Onderdeel, Samenstelling, read_samenstelling
from rapportage.terugblik import Terugblik, read_terugblik
from rapportage.uitvoering import Uitvoering, read_uitvoering
from wijken.kortelinks import address_of
from wijken.models import Gebeurtenis

Soort = Rapport.Soort


@dataclass(frozen=True, slots=True)
class Agendawerk:
    """An agenda, whole or a choice out of it, with where its QR code leads, and those of its plans."""

    inhoud: Inhoud
    keuze: Samenstelling
    bijlage: Bijlage
    link: str
    planlinks: Mapping[uuid.UUID, str]
    concept: bool


Werk = Agendawerk | Blad | Uitvoering | Terugblik | Poster | Brief | Stapel | Antwoorden


def read_werk(rapport: Rapport) -> Werk:
    """Read what this report shows. Raises DomeinFout for an unknown choice, or an agenda not adopted."""
    if rapport.drukronde is not None:
        return read_stapel(rapport.drukronde)
    if rapport.lijst is not None:
        return read_antwoorden(rapport.lijst)
    keuze = read_samenstelling(rapport.soort, rapport.samenstelling)
    if rapport.agenda is None:
        return read_blad(rapport.wijk, rapport.taal)
    if rapport.soort == Soort.AGENDA:
        return _agenda(rapport, rapport.agenda, keuze)
    if rapport.soort == Soort.UITVOERINGSPLAN:
        return read_uitvoering(rapport.agenda, rapport.versie)
    if rapport.versie is None:
        raise DomeinFout("Dit maken wij alleen van een vastgestelde agenda.")
    return _adopted(rapport, rapport.versie, keuze)


def _agenda(rapport: Rapport, agenda: Wijkagenda, keuze: Samenstelling) -> Agendawerk:
    inhoud: Inhoud = rapport.versie.inhoud if rapport.versie else build_inhoud(agenda)
    return Agendawerk(
        inhoud=inhoud,
        keuze=keuze,
        bijlage=read_bijlage(agenda, keuze),
        link=short_link(rapport.wijk),
        planlinks=_plan_links(rapport.versie) if rapport.versie and Onderdeel.QR in keuze.toon else {},
        concept=rapport.versie is None,
    )


def _plan_links(versie: AgendaVersie) -> Mapping[uuid.UUID, str]:
    """The short address of each plan; made here for a plan that has none yet, so that paper can hold it."""
    links = link_plannen(versie=versie, herkomst=Gebeurtenis.Herkomst.TAAK)
    return {key: address_of(link.code) for key, link in links.items()}


def _adopted(rapport: Rapport, versie: AgendaVersie, keuze: Samenstelling) -> Terugblik | Poster | Brief:
    if rapport.soort == Soort.TERUGBLIK:
        return read_terugblik(versie, keuze.jaar or versie.datum.year)
    if rapport.soort == Soort.POSTER:
        return read_poster(versie, keuze, rapport.taal)
    return read_brief(versie, keuze, rapport.taal)
