"""The figures of one wijk beside its municipality and the country, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from wijken.indicatoren import BRON_CBS, indicatoren
from wijken.models import Indicatorwaarde, Wijk
from wijken.regels import gemeente_van, tel_op
from wijken.selectors import namen_van, read_buurten, regiocodes

LAND = "NL00"
# Of the buurten inside a wijk we show only these.
VAN_BUURTEN = ("inwoners", "leeftijd_65plus", "leeftijd_0_15", "huishoudens", "eenpersoonshuishoudens")
Reden = Indicatorwaarde.Reden


@dataclass(frozen=True, slots=True)
class Plek:
    """A place with figures: one CBS region, or several together."""

    naam: str
    codes: tuple[str, ...]
    cbs: str = ""  # what CBS calls it, where people call it otherwise


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A figure of a place in one year: a value, or the reason why there is none."""

    waarde: Decimal | None
    jaar: int
    bron: str
    voorlopig: bool
    reden: str = ""
    opgeteld: bool = False


class Cijfers:
    """All figures that a page needs; asking for one costs no query."""

    def __init__(
        self,
        *,
        wijk: Plek,
        gemeente: Plek | None,
        land: Plek,
        buurten: Sequence[Plek],
        rows: Iterable[Indicatorwaarde],
    ) -> None:
        self.wijk = wijk
        self.gemeente = gemeente  # None where the wijk is the municipality itself
        self.land = land
        self.buurten = tuple(buurten)
        self._rows: dict[tuple[str, str], dict[int, Indicatorwaarde]] = {}
        for row in rows:
            years = self._rows.setdefault((row.regio_id, row.indicator), {})
            if row.jaar not in years or row.bron == BRON_CBS:
                years[row.jaar] = row

    @property
    def leeg(self) -> bool:
        """Whether there is not one figure of this wijk."""
        return not any((code, key) in self._rows for code in self.wijk.codes for key in indicatoren())

    def any_row(self, plek: Plek, sleutel: str) -> bool:
        """Whether a figure of this kind was ever read for the place, known or not."""
        return any((code, sleutel) in self._rows for code in plek.codes)

    def newest_year(self, plek: Plek, *sleutels: str) -> int | None:
        """The newest year in which the place has a value for all of these."""
        return max(self.years(plek, *sleutels), default=None)

    def years(self, plek: Plek, *sleutels: str) -> list[int]:
        """The years in which the place has a value for all of these, oldest first."""
        found = []
        for sleutel in sleutels:
            if len(plek.codes) > 1 and not indicatoren()[sleutel].optelbaar:
                return []
            found += [self._years_with_value(code, sleutel) for code in plek.codes]
        return sorted(set.intersection(*found)) if found else []

    def _years_with_value(self, code: str, sleutel: str) -> set[int]:
        rows = self._rows.get((code, sleutel), {})
        return {jaar for jaar, row in rows.items() if row.waarde is not None}

    def read(self, plek: Plek, sleutel: str, jaar: int) -> Gelezen | None:
        """The figure of that year; None when there is no row at all for one of the regions."""
        found = [self._rows.get((code, sleutel), {}).get(jaar) for code in plek.codes]
        rows = [row for row in found if row is not None]
        if not rows or len(rows) < len(found):
            return None
        waarde = tel_op([row.waarde for row in rows], optelbaar=indicatoren()[sleutel].optelbaar)
        reasons = [row.reden for row in rows if row.reden]
        return Gelezen(
            waarde=waarde,
            jaar=jaar,
            bron=rows[0].bron,
            voorlopig=any(row.voorlopig for row in rows),
            reden="" if waarde is not None else (reasons[0] if reasons else Reden.NVT.value),
            opgeteld=waarde is not None and len(rows) > 1,
        )

    def newest(self, plek: Plek, sleutel: str) -> Gelezen | None:
        """The newest figure with a value; without one, the newest row with its reason."""
        jaar = self.newest_year(plek, sleutel)
        if jaar is None:
            jaar = max(
                (year for code in plek.codes for year in self._rows.get((code, sleutel), {})), default=0
            )
        return self.read(plek, sleutel, jaar)


def read_cijfers(wijk: Wijk, *, van_buurten: Sequence[str] = VAN_BUURTEN) -> Cijfers:
    """The figures of the wijk, its buurten, its municipality and the country: five queries.

    A wijk in two municipalities is compared with both together.

    Of the buurten only the figures named in `van_buurten` are read.
    """
    codes = regiocodes(wijk)
    buurten = read_buurten(codes, wijk)
    gemeenten = sorted({gemeente_van(code) for code in codes})
    if len(gemeenten) == 1:
        gemeenten = [wijk.gemeente_id]
    around = [*gemeenten, LAND]
    namen = namen_van(around)
    rows = Indicatorwaarde.objects.filter(
        Q(regio__in={*codes, *around})
        | Q(regio__in=[buurt.code for buurt in buurten], indicator__in=van_buurten)
    )
    gemeente = _(" en ").join(namen.get(code, code) for code in gemeenten)
    if gemeente == wijk.naam:
        gemeente = _("gemeente %(naam)s") % {"naam": gemeente}
    is_gemeente = codes == gemeenten
    return Cijfers(
        wijk=Plek(wijk.naam, tuple(codes)),
        gemeente=None if is_gemeente else Plek(gemeente, tuple(gemeenten)),
        land=Plek(_("Nederland"), (LAND,)),
        buurten=[Plek(buurt.naam, (buurt.code,), buurt.cbs) for buurt in buurten],
        rows=rows,
    )


def reden_tekst(reden: str) -> str:
    """Why a figure is missing, in plain words."""
    match reden:
        case Reden.NOG_NIET:
            return _("het CBS heeft dit getal nog niet")
        case Reden.NVT:
            return _("dit getal bestaat hier niet")
        case _:
            return _("onbekend of geheim")


def reden_kort(reden: str) -> str:
    """The same in a cell of a table."""
    match reden:
        case Reden.NOG_NIET:
            return _("nog niet bekend")
        case Reden.NVT:
            return _("bestaat niet")
        case _:
            return _("onbekend of geheim")
