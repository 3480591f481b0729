"""One pass through a table: which rows count, and what their cells say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kern.fouten import DomeinFout
from wijken.indicatoren import PLUS_65, Indicator, Soort, indicatoren
from wijken.kerncijfers.codes import read_codes
from wijken.kerncijfers.excel import FORMULE
from wijken.kerncijfers.herkennen import Indeling, Kenmerk
from wijken.kerncijfers.jaren import FIRST_YEAR, LAST_YEAR, is_provisional, year_of_period
from wijken.kerncijfers.opslaan import Cijfer, Gebied
from wijken.kerncijfers.tabel import Rij, Tabel
from wijken.kerncijfers.verslag import MAX_OVERGESLAGEN, Kolom, Voorbeeld
from wijken.kerncijfers.waarden import Cel, Reden, Vorm, read_cel
from wijken.regels import gemeente_van, soort_van

_VALUE_MARGIN = "MW00000"  # the estimate itself; the other rows are its lower and upper bound
_AGES = {"20300": "", "80200": PLUS_65}  # RIVM's groups: 18 and older, 65 and older
_NO_NAME = ("=", "+", "@")  # how a formula begins; no region is called so
_VOORBEELDEN = 5
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Gebiedsrij:
    """A row that counts: of which region, which year, and the end of the keys of its age group."""

    rij: Rij
    code: str
    jaar: int
    leeftijd: str = ""


class Lezing:
    """The rows of a table that name a region; `cijfers` gives their figures, once."""

    def __init__(
        self, tabel: Tabel, indeling: Indeling, *, jaar: int | None, bron: str, definitief: bool
    ) -> None:
        self.tabel = tabel
        self.indeling = indeling
        self.bron = bron
        self.definitief = definitief
        self.overgeslagen: list[str] = []
        self.overgeslagen_aantal = 0
        self.opmerkingen = list(tabel.opmerkingen)
        self.kolommen: dict[str, Kolom] = {}
        self.voorbeelden: list[Voorbeeld] = []
        self.bronnen: set[str] = set()
        self.voorlopig = False
        self.aantal = 0
        self.rijen = list(self._rows(jaar))
        if not self.rijen:
            raise self._no_rows()
        self._leeg = self._empty_columns()
        self._voorbeeld = next((row for row in self.rijen if row.code[:2] == "GM"), self.rijen[0])

    @property
    def totaal(self) -> int:
        """How many cells with figures there are to read."""
        return len(self.rijen) * len(self.indeling.cijfers)

    def per_soort(self) -> dict[str, int]:
        return dict(Counter(soort_van(code) for code in {row.code for row in self.rijen}))

    def limit_to(self, gemeenten: Collection[str]) -> None:
        """Keep the rows of these municipalities and of the country. Raises DomeinFout when there are none."""
        kept = [row for row in self.rijen if gemeente_van(row.code) in {"", *gemeenten}]
        if all(not gemeente_van(row.code) for row in kept):
            raise DomeinFout("In dit bestand staat niets over uw gemeente. Kies een ander bestand.")
        if left := len(self.rijen) - len(kept):
            lines = "1 regel gaat" if left == 1 else f"{left} regels gaan"
            self.opmerkingen.append(f"{lines} over andere gemeenten. Wat daar staat, lezen wij hier niet in.")
        self.rijen = kept
        self._voorbeeld = next((row for row in kept if row.code[:2] == "GM"), kept[-1])

    def _skip(self, line: str) -> None:
        self.overgeslagen_aantal += 1
        if len(self.overgeslagen) < MAX_OVERGESLAGEN:
            self.overgeslagen.append(line)

    # ---- rows -----------------------------------------------------------------------------------

    def _cell(self, rij: Rij, kenmerk: Kenmerk) -> str | None:
        """The trimmed cell of a feature; None when the file has no such column."""
        index = self.indeling.kenmerken.get(kenmerk)
        return None if index is None or index >= len(rij.cellen) else rij.cellen[index].strip()

    def _rows(self, jaar: int | None) -> Iterator[Gebiedsrij]:
        """Rows with a code; each region, year and age once. A broken row means a broken file."""
        rijen = self.tabel.rijen
        read = read_codes(
            [self._cell(rij, Kenmerk.CODE) or "" for rij in rijen],
            [self._cell(rij, Kenmerk.SOORT) or "" for rij in rijen],
        )
        self.opmerkingen += read.opmerkingen
        seen: set[tuple[str, int, str]] = set()
        for rij, code in zip(rijen, read.codes, strict=True):
            if not code:
                self._skip_without_code(rij)
                continue
            self._check_width(rij)
            leeftijd = self._age(rij)
            if leeftijd is None:
                continue
            year = self._year(rij) if jaar is None else jaar
            if (code, year, leeftijd) in seen:
                raise DomeinFout(f"De code {code} staat twee keer in dit bestand (regel {rij.regel}).")
            seen.add((code, year, leeftijd))
            yield Gebiedsrij(rij, code, year, leeftijd)

    def _skip_without_code(self, rij: Rij) -> None:
        if self._cell(rij, Kenmerk.CODE) == FORMULE:
            raise DomeinFout(
                f"Op regel {rij.regel} staat een formule in plaats van een code. "
                "Formules rekenen wij niet uit. Bewaar het bestand met de codes zelf."
            )
        self._skip(f"regel {rij.regel}: geen CBS-code ('{rij.cellen[0].strip()[:40]}')")

    def _check_width(self, rij: Rij) -> None:
        width = len(self.tabel.kop)
        if len(rij.cellen) < width or any(cell.strip() for cell in rij.cellen[width:]):
            raise DomeinFout(f"Regel {rij.regel} is niet compleet. Haal het bestand opnieuw op.")

    def _age(self, rij: Rij) -> str | None:
        """The end of the keys for the age group of the row; None when we do not use the row."""
        if (self._cell(rij, Kenmerk.MARGE) or _VALUE_MARGIN) != _VALUE_MARGIN:
            self._skip(f"regel {rij.regel}: dit is de onder- of bovengrens van een schatting")
            return None
        said = self._cell(rij, Kenmerk.LEEFTIJD)
        if said is None:
            if any(indicatoren()[key].schatting for key in self.indeling.cijfers):
                raise DomeinFout(
                    "In dit bestand staat niet over welke leeftijd de cijfers gaan. "
                    "Haal het opnieuw op bij het RIVM, met de kolom 'Leeftijd'."
                )
            return ""
        leeftijd = _AGES.get(said.removesuffix(".0"))
        if leeftijd is None:
            self._skip(f"regel {rij.regel}: de leeftijdsgroep '{said[:20]}' kennen wij niet")
        return leeftijd

    def _year(self, rij: Rij) -> int:
        text = self._cell(rij, Kenmerk.JAAR) or ""
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise DomeinFout(f"Op regel {rij.regel} staat geen jaar.")
        return int(text)

    def _no_rows(self) -> DomeinFout:
        if self.overgeslagen and "leeftijdsgroep" in self.overgeslagen[0]:
            return DomeinFout(
                "Dit bestand gaat over een leeftijdsgroep die wij niet kennen. "
                "Kies bij het RIVM '18 jaar en ouder' of '65 jaar en ouder'."
            )
        return DomeinFout("In dit bestand staat geen enkele regel met een CBS-code.")

    @property
    def beschrijft_gebieden(self) -> bool:
        """Whether the file tells which regions there are. RIVM keeps those of an old year, without names."""
        return not all(indicatoren()[key].schatting for key in self.indeling.cijfers)

    def gebieden(self) -> list[Gebied]:
        """Each region once per year, as the file tells of it."""
        found = {
            (row.code, row.jaar): Gebied(
                row.code, row.jaar, self._name(row), self._change(row.rij), self._postcode(row.rij)
            )
            for row in self.rijen
        }
        return list(found.values())

    def _name(self, row: Gebiedsrij) -> str | None:
        naam = self._cell(row.rij, Kenmerk.NAAM)
        if not naam and row.code[:2] in ("GM", "NL"):
            naam = self._cell(row.rij, Kenmerk.GEMEENTENAAM)
        return naam if naam and not naam.startswith(_NO_NAME) else None

    def _change(self, rij: Rij) -> str | None:
        said = self._cell(rij, Kenmerk.WIJZIGING)
        if said is None:
            return None
        said = said.removesuffix(".0")
        return said if said in ("1", "2", "3") else ""

    def _postcode(self, rij: Rij) -> str | None:
        said = self._cell(rij, Kenmerk.POSTCODE)
        if said is None:
            return None
        said = said.removesuffix(".0")
        return said if re.fullmatch(r"[1-9][0-9]{3}", said) else ""

    # ---- figures --------------------------------------------------------------------------------

    def _empty_columns(self) -> set[str]:
        """Indicators of which not one row has anything: CBS has not published them yet.

        A dot everywhere means the same, where a municipality or the country is among the rows: their figures
        are never secret.
        """
        if self.indeling.vorm is Vorm.EIGEN:
            return set()
        is_wide = any(row.code[:2] in ("GM", "NL") for row in self.rijen)
        nothing = ("", ".") if is_wide else ("",)
        return {
            key
            for key, index in self.indeling.cijfers.items()
            if all(row.rij.cellen[index].strip() in nothing for row in self.rijen)
        }

    def _is_provisional(self, row: Gebiedsrij, indicator: Indicator) -> bool:
        said = self._cell(row.rij, Kenmerk.VOORLOPIG)
        if said is not None:
            return said.casefold() == "ja"
        if self.definitief or indicator.schatting:
            return False
        period = year_of_period(self._cell(row.rij, Kenmerk.PERIODE) or "")
        return is_provisional(row.jaar) or (period is not None and period.voorlopig)

    def cijfers(self) -> Iterator[Cijfer]:
        """The figures of all rows. What is counted on the way is complete when this has come to its end."""
        known = indicatoren()
        for row in self.rijen:
            said = self._cell(row.rij, Kenmerk.BRON) or self.bron
            for base, index in self.indeling.cijfers.items():
                indicator = known.get(base + row.leeftijd) or known[base]
                voorlopig = self._is_provisional(row, indicator)
                cel = self._read(row, base, indicator, voorlopig)
                if cel is None:
                    continue
                bron = (said or indicator.bron)[:60]
                self._count(row, indicator, self.tabel.kop[index], cel, voorlopig=voorlopig, bron=bron)
                yield Cijfer(
                    row.code, indicator.sleutel, row.jaar, bron, cel.waarde, cel.reden.value, voorlopig
                )

    def _read(self, row: Gebiedsrij, base: str, indicator: Indicator, voorlopig: bool) -> Cel | None:
        """The cell; None when our own form says nothing about it, or when it cannot be right."""
        text = row.rij.cellen[self.indeling.cijfers[base]].strip()
        if not text and self.indeling.vorm is Vorm.EIGEN:
            return None
        if voorlopig and base in self._leeg:
            return Cel(None, Reden.NOG_NIET)
        cel = read_cel(text, self.indeling.vorm)
        why = _wrong(text, cel, indicator)
        if why:
            self._skip(f"regel {row.rij.regel}: {why}")
            return None
        return cel

    def _count(
        self, row: Gebiedsrij, indicator: Indicator, kop: str, cel: Cel, *, voorlopig: bool, bron: str
    ) -> None:
        kolom = self.kolommen.setdefault(indicator.sleutel, Kolom(kop, indicator.sleutel))
        self.aantal += 1
        self.bronnen.add(bron)
        self.voorlopig = self.voorlopig or voorlopig
        if cel.waarde is None:
            kolom.ontbreekt += 1
            return
        kolom.bekend += 1
        if row is self._voorbeeld and len(self.voorbeelden) < _VOORBEELDEN:
            plek = self._name(row) or row.code
            self.voorbeelden.append(Voorbeeld(plek, indicator.sleutel, row.jaar, cel.waarde))

    def years_that_do_not_fit(self) -> Iterator[str]:
        """Figures that CBS does not publish about this year: the year may be wrong."""
        jaren = sorted({row.jaar for row in self.rijen})
        for kolom in self.kolommen.values():
            vanaf, tot = kolom.indicator.vanaf, kolom.indicator.tot
            if kolom.bekend and vanaf and jaren[0] < vanaf:
                yield f"'{kolom.indicator.label}' bestaat pas vanaf {vanaf}. Klopt het jaar {jaren[0]}?"
            if kolom.bekend and tot and jaren[-1] > tot:
                yield f"'{kolom.indicator.label}' bestond tot en met {tot}. Klopt het jaar {jaren[-1]}?"


def _wrong(text: str, cel: Cel | None, indicator: Indicator) -> str:
    """Why a cell cannot be used; '' when it can."""
    if text.startswith("="):
        return f"een formule bij {indicator.sleutel}; formules gebruiken wij niet"
    if cel is None:
        return f"'{text[:20]}' bij {indicator.sleutel} is geen getal"
    if cel.waarde is None:
        return ""
    if cel.waarde < 0 and not indicator.kan_negatief:
        return f"'{text[:20]}' bij {indicator.sleutel} kan niet: minder dan nul"
    if indicator.soort is Soort.PERCENTAGE and cel.waarde > _HUNDRED:
        return f"'{text[:20]}' bij {indicator.sleutel} kan niet: meer dan 100 procent"
    return ""
