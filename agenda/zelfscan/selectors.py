"""Reading the self-scans: each statement with the marks of team and residents, this year beside the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.keuzes_team import MAX_SCORE, Scankant, Scanpunt
from agenda.models import Zelfscan
from wijken.models import Wijk

VERSCHIL: Final = 2  # from here on team and residents see it differently
GROEPEN: Final[tuple[tuple[Promise, tuple[Scanpunt, ...]], ...]] = (
    (gettext_lazy("Waar het van afhangt"), tuple(p for p in Scanpunt if p.value.startswith("SF"))),
    (gettext_lazy("Wat wij willen bereiken"), tuple(p for p in Scanpunt if p.value.startswith("D"))),
    (gettext_lazy("Hoe wij werken"), tuple(p for p in Scanpunt if p.value.startswith("P"))),
)


@dataclass(frozen=True, slots=True)
class Cel:
    """The mark of one side in one year, and the year before. None: not filled in."""

    kant: Scankant
    nu: int | None
    toen: int | None

    @property
    def stippen(self) -> list[bool]:
        """Four dots, those of the mark filled."""
        return [number < (self.nu or 0) for number in range(MAX_SCORE)]

    @property
    def verloop(self) -> str:
        """Against the year before, in words."""
        if self.nu is None or self.toen is None:
            return ""
        verschil = self.nu - self.toen
        if not verschil:
            return _("net als vorig jaar")
        if verschil > 0:
            return _("%(aantal)d hoger dan vorig jaar") % {"aantal": verschil}
        return _("%(aantal)d lager dan vorig jaar") % {"aantal": -verschil}


@dataclass(frozen=True, slots=True)
class Rij:
    """One statement."""

    punt: Scanpunt
    team: Cel
    bewoners: Cel

    @property
    def cellen(self) -> tuple[Cel, Cel]:
        return (self.team, self.bewoners)

    @property
    def anders(self) -> str:
        """What to talk about: who sees it better, when that is clearly so."""
        if self.team.nu is None or self.bewoners.nu is None:
            return ""
        verschil = self.team.nu - self.bewoners.nu
        if abs(verschil) < VERSCHIL:
            return ""
        return _("Het team is positiever dan bewoners.") if verschil > 0 else _("Bewoners zijn positiever.")


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All of one year."""

    jaar: int
    jaren: tuple[int, ...]  # of which there is a scan, newest first
    groepen: tuple[tuple[str, tuple[Rij, ...]], ...]
    scans: dict[Scankant, Zelfscan]  # of this year

    @property
    def leeg(self) -> bool:
        return not self.jaren


def overzicht_of(wijk: Wijk, jaar: int) -> Overzicht:
    """Read one year and the year before: two queries."""
    scans = list(Zelfscan.objects.filter(wijk=wijk).prefetch_related("scores").order_by("-jaar", "kant"))
    scores = {
        (scan.jaar, Scankant(scan.kant), Scanpunt(row.punt)): row.score
        for scan in scans
        for row in scan.scores.all()
    }

    def cell(punt: Scanpunt, kant: Scankant) -> Cel:
        return Cel(kant, scores.get((jaar, kant, punt)), scores.get((jaar - 1, kant, punt)))

    def rows(punten: Iterable[Scanpunt]) -> tuple[Rij, ...]:
        return tuple(Rij(p, cell(p, Scankant.TEAM), cell(p, Scankant.BEWONERS)) for p in punten)

    return Overzicht(
        jaar=jaar,
        jaren=tuple(dict.fromkeys(scan.jaar for scan in scans)),
        groepen=tuple((str(naam), rows(punten)) for naam, punten in GROEPEN),
        scans={Scankant(scan.kant): scan for scan in scans if scan.jaar == jaar},
    )
