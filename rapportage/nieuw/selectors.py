"""What a wijk has to make a report of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from agenda.models import AgendaVersie, Wijkagenda
from agenda.selectors import active_agenda, newest_versie
from agenda.terugkoppeling.selectors import Kaartje
from rapportage.models import Rapport
from rapportage.poster import candidates
from rapportage.terugblik import Terugkijkjaar, years_to_review
from wijken.models import Wijk

CONCEPT: Final = "concept"
VASTGESTELD: Final = "vastgesteld"
Soort = Rapport.Soort


@dataclass(frozen=True, slots=True)
class Aanbod:
    """The draft, the adopted agenda in force, the years to look back on and the answers for a poster."""

    agenda: Wijkagenda | None
    versie: AgendaVersie | None
    jaren: tuple[Terugkijkjaar, ...] = ()
    kaartjes: tuple[Kaartje, ...] = ()

    @property
    def bronnen(self) -> list[tuple[str, str]]:
        """What an agenda report can be made of: the adopted one first."""
        found = []
        if self.versie is not None:
            agenda = self.versie.agenda
            naam = _("De vastgestelde agenda %(van)d–%(tot)d")
            found.append((VASTGESTELD, naam % {"van": agenda.van_jaar, "tot": agenda.tot_jaar}))
        if self.agenda is not None:
            naam = _("Het concept van nu, %(van)d–%(tot)d")
            found.append((CONCEPT, naam % {"van": self.agenda.van_jaar, "tot": self.agenda.tot_jaar}))
        return found

    def can_make(self, soort: str) -> bool:
        """Whether there is something to make it of."""
        if soort in (Soort.AGENDA, Soort.UITVOERINGSPLAN):
            return bool(self.bronnen)
        return self.versie is not None


def read_aanbod(wijk: Wijk, soort: str = "") -> Aanbod:
    """For the form of this kind; without a kind only what the choice between kinds needs."""
    versies: tuple[Terugkijkjaar, ...] = ()
    if soort == Soort.TERUGBLIK:
        rows = AgendaVersie.objects.filter(wijk=wijk).select_related("agenda").defer("inhoud")
        versies = tuple(years_to_review(rows))
    return Aanbod(
        agenda=active_agenda(wijk),
        versie=newest_versie(wijk),
        jaren=versies,
        kaartjes=tuple(candidates(wijk)) if soort == Soort.POSTER else (),
    )
