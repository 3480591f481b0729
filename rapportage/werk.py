"""What a worker makes a PDF of: everything is read here, at the moment that it takes the report."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from kern.fouten import DomeinFout
from rapportage.blad import Blad, read_blad, short_link
from rapportage.hoofdstukken.bijlage import Bijlage, read_bijlage
from rapportage.models import Rapport
from rapportage.poster import Brief, Poster, read_brief, read_poster
from rapportage.samenstelling import Samenstelling, read_samenstelling
from rapportage.terugblik import Terugblik, read_terugblik
from rapportage.uitvoering import Uitvoering, read_uitvoering

Soort = Rapport.Soort


@dataclass(frozen=True, slots=True)
class Agendawerk:
    """An agenda, whole or a choice out of it. `link` is where its QR code leads."""

    inhoud: Inhoud
    keuze: Samenstelling
    bijlage: Bijlage
    link: str
    concept: bool


Werk = Agendawerk | Blad | Uitvoering | Terugblik | Poster | Brief


def read_werk(rapport: Rapport) -> Werk:
    """Read what this report shows. Raises DomeinFout for an unknown choice, or an agenda not adopted."""
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
        concept=rapport.versie is None,
    )


def _adopted(rapport: Rapport, versie: AgendaVersie, keuze: Samenstelling) -> Terugblik | Poster | Brief:
    if rapport.soort == Soort.TERUGBLIK:
        return read_terugblik(versie, keuze.jaar or versie.datum.year)
    if rapport.soort == Soort.POSTER:
        return read_poster(versie, keuze, rapport.taal)
    return read_brief(versie, keuze, rapport.taal)
