"""What a chosen report shows beside the document of the agenda: read when it is made, never adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import translation

from agenda.fases import FaseStand, fases_of, segmenten, zin_of
from agenda.kompas import stand_of
from agenda.models import Agendapunt, Wijkagenda, Zelfscan
from agenda.volgende import volgende_stap
from agenda.zelfscan.selectors import Overzicht, overzicht_of
from bewoners.models import NEDERLANDS
from kern.kompas import Kompas, draw_kompas
from rapportage.samenstelling import Hoofdstuk, Samenstelling
from wijken.models import Wijk


@dataclass(frozen=True, slots=True)
class KompasBeeld:
    """The ten phases: the drawing, what it says in one sentence, and the same as a list."""

    tekening: Kompas
    zin: str
    fases: tuple[FaseStand, ...]


@dataclass(frozen=True, slots=True)
class Bijlage:
    """Empty where a chapter was not chosen. `notities`: by the uuid of the plan."""

    kompas: KompasBeeld | None = None
    zelfscan: Overzicht | None = None
    notities: Mapping[str, str] = field(default_factory=dict)


def read_bijlage(agenda: Wijkagenda, keuze: Samenstelling) -> Bijlage:
    """Only what was chosen, in a fixed number of queries."""
    with translation.override(NEDERLANDS):
        return Bijlage(
            kompas=_kompas(agenda.wijk) if Hoofdstuk.KOMPAS in keuze.hoofdstukken else None,
            zelfscan=_zelfscan(agenda.wijk) if Hoofdstuk.ZELFSCAN in keuze.hoofdstukken else None,
            notities=_notities(agenda) if keuze.alleen_team else {},
        )


def _kompas(wijk: Wijk) -> KompasBeeld:
    stand = stand_of(wijk)
    fases = fases_of(stand, volgende_stap(stand, mag_vaststellen=True).fase)
    return KompasBeeld(draw_kompas(segmenten(fases)), zin_of(fases), fases)


def _zelfscan(wijk: Wijk) -> Overzicht | None:
    """The newest year in which somebody filled it in, beside the year before; None when nobody ever did."""
    newest = Zelfscan.objects.filter(wijk=wijk).order_by("-jaar").values_list("jaar", flat=True).first()
    return overzicht_of(wijk, newest) if newest is not None else None


def _notities(agenda: Wijkagenda) -> dict[str, str]:
    rows = Agendapunt.objects.filter(agenda=agenda).exclude(notitie="").values_list("uuid", "notitie")
    return {str(key): notitie for key, notitie in rows}
