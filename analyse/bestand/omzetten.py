"""Rows of another program's file as filled-in lists, by the columns and values that a person tied."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analyse.antwoorden import ANDERS, Gegeven
from analyse.bestand.koppelen import DATUM, KANAAL, TAAL
from analyse.bestand.lezen import Blad
from analyse.bestand.waarden import LEEG, Lezer, key_of, plain, read_day, read_language, read_way
from analyse.inzenden import Los, answers_of
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from bewoners.models import NEDERLANDS, Kanaal
from bewoners.regels import signalen_of
from kern.fouten import DomeinFout

TOON_REDENEN: Final = 20
TOON_WAARDEN: Final = 30
OUDST: Final = dt.timedelta(days=1460)  # what is older goes the next night (docs/bewaartermijnen.toml)
TE_OUD: Final = "De datum is meer dan vier jaar geleden. Zo lang bewaren wij antwoorden niet."
NIETS_PAST: Final = "Geen enkel antwoord past bij een vraag."
GEEN_DATUM: Final = "De datum kennen wij niet. Wij nemen vandaag."
LATER: Final = "De datum is nog niet geweest. Wij nemen vandaag."


@dataclass(frozen=True, slots=True)
class Opzet:
    """What a person chose: what each column is, which value is which answer, and what no column tells."""

    kolommen: tuple[str, ...]
    waarden: Mapping[
        str, Mapping[str, str]
    ]  # code of the question → key of the value → code, '' to pass over
    kanaal: str = Kanaal.ONLINE
    taal: str = NEDERLANDS

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Opzet:
        return cls(
            tuple(data.get("kolommen", ())),
            data.get("waarden", {}),
            data.get("kanaal", Kanaal.ONLINE),
            data.get("taal", NEDERLANDS),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "kolommen": list(self.kolommen),
            "waarden": {code: dict(each) for code, each in self.waarden.items()},
            "kanaal": self.kanaal,
            "taal": self.taal,
        }


@dataclass(slots=True)
class Proef:
    """What a file would give. `redenen` are the first (line, sentence); never a word of an answer."""

    rijen: int = 0
    bruikbaar: int = 0
    leeg: int = 0
    mis: int = 0
    antwoorden: int = 0
    onbekend: int = 0
    let_op: int = 0  # answers that may name somebody
    redenen: list[tuple[int, str]] = field(default_factory=list)
    redenen_aantal: int = 0

    def tell(self, regel: int, zin: str) -> None:
        self.redenen_aantal += 1
        if len(self.redenen) < TOON_REDENEN:
            self.redenen.append((regel, zin))


@dataclass(slots=True)
class _Kolommen:
    """The columns of one question."""

    lezer: Lezer
    heel: int | None = None
    delen: dict[str, int] = field(default_factory=dict)
    tekst: int | None = None


class Omzetter:
    """Reads rows by one set of choices, for the questions of one version of a list."""

    def __init__(self, vragen: Sequence[Vraag], opzet: Opzet, vandaag: dt.date) -> None:
        self.vragen = list(vragen)
        self.opzet = opzet
        self.vandaag = vandaag
        self.vast = {
            doel: place for place, doel in enumerate(opzet.kolommen) if doel in (DATUM, TAAL, KANAAL)
        }
        self.kolommen = self._columns()

    def _columns(self) -> dict[str, _Kolommen]:
        found: dict[str, _Kolommen] = {}
        known = {vraag.code: vraag for vraag in self.vragen}
        for place, doel in enumerate(self.opzet.kolommen):
            kind, _, rest = doel.partition(":")
            code, _, part = rest.partition(":")
            if kind not in ("v", "t") or code not in known:
                continue
            if code not in found:
                found[code] = _Kolommen(Lezer(known[code], self.opzet.waarden.get(code)))
            kolommen = found[code]
            if kind == "t":
                kolommen.tekst = place
            elif part:
                kolommen.delen[part] = place
            else:
                kolommen.heel = place
        return found

    def values(self, blad: Blad) -> Iterator[tuple[Vraag, Counter[str], Counter[str]]]:
        """Of each question that is tied: the values found with how often, and those we do not know."""
        for kolommen in self.kolommen.values():
            vraag = kolommen.lezer.vraag
            found: Counter[str] = Counter()
            unknown: Counter[str] = Counter()
            if vraag.soort != Vraagsoort.OPEN:
                for part, place in (("", kolommen.heel), *kolommen.delen.items()):
                    if place is None:
                        continue
                    cells = Counter(
                        cells[place] for _regel, cells in blad.rijen if plain(cells[place]) not in LEEG
                    )
                    for cell, times in cells.items():
                        self._count(kolommen, part, cell, times, found, unknown)
            yield vraag, found, unknown

    def _count(
        self,
        kolommen: _Kolommen,
        part: str,
        cell: str,
        times: int,
        found: Counter[str],
        unknown: Counter[str],
    ) -> None:
        lezer = kolommen.lezer
        if part and _is_tick(lezer.vraag):
            known = lezer.is_chosen(cell, part) is not None
            (found if known else unknown)[cell] += times
            if key_of(cell) in lezer.gekozen:
                unknown[cell] += times
            return
        for piece in lezer.pieces(cell) if _takes_more(lezer.vraag) else [cell]:
            if lezer.code(piece) is None or key_of(piece) in lezer.gekozen:
                unknown[piece] += times
            else:
                found[piece] += times

    def gegevens(self, cells: Sequence[str]) -> tuple[dict[str, list[Gegeven]], int, bool]:
        """(answers by question, how many values we do not know, whether anything was filled in)."""
        found: dict[str, list[Gegeven]] = {}
        unknown, filled = 0, False
        for code, kolommen in self.kolommen.items():
            given, lost, some = _read(kolommen, cells)
            unknown, filled = unknown + lost, filled or some
            if given:
                found[code] = given
        return found, unknown, filled

    def day(self, cells: Sequence[str]) -> tuple[dt.date, str]:
        """The day of a row and, when it is not what the file says, a sentence."""
        text = cells[self.vast[DATUM]] if DATUM in self.vast else ""
        if not text:
            return self.vandaag, ""
        day = read_day(text)
        if day is None:
            return self.vandaag, GEEN_DATUM
        return (self.vandaag, LATER) if day > self.vandaag else (day, "")

    def rows(self, blad: Blad, sleutel: uuid.UUID) -> Iterator[Los]:
        """The filled-in lists, each with a key of its own that is the same every time."""
        for regel, cells in blad.rijen:
            gegevens, _unknown, filled = self.gegevens(cells)
            datum = self.day(cells)[0]
            if filled and self.vandaag - datum <= OUDST:
                taal = read_language(cells[self.vast[TAAL]]) if TAAL in self.vast else None
                kanaal = read_way(cells[self.vast[KANAAL]]) if KANAAL in self.vast else None
                yield Los(
                    verzend_id=uuid.uuid5(sleutel, str(regel)),
                    gegevens=gegevens,
                    taal=taal or self.opzet.taal,
                    kanaal=kanaal or self.opzet.kanaal,
                    datum=datum,
                )

    def try_out(self, blad: Blad) -> Proef:
        """What would come of it, by the rules of analyse.inzenden. Nothing is kept."""
        proef = Proef(rijen=len(blad.rijen))
        for regel, cells in blad.rijen:
            self._try_row(proef, regel, cells)
        return proef

    def _try_row(self, proef: Proef, regel: int, cells: Sequence[str]) -> None:
        gegevens, unknown, filled = self.gegevens(cells)
        if not filled:
            proef.leeg += 1
            return
        datum, zin = self.day(cells)
        if self.vandaag - datum > OUDST:
            proef.mis += 1
            proef.tell(regel, TE_OUD)
            return
        if zin:
            proef.tell(regel, zin)
        mis = lambda vraag, fout: proef.tell(regel, _left_out(vraag, fout))  # noqa: E731
        rows = answers_of(self.vragen, gegevens, mis=mis)
        proef.onbekend += unknown
        if not rows:
            proef.mis += 1
            proef.tell(regel, NIETS_PAST)
            return
        proef.bruikbaar += 1
        proef.antwoorden += len(rows)
        proef.let_op += sum(bool(given.tekst and signalen_of(given.tekst)) for _vraag, given in rows)


def _left_out(vraag: Vraag, fout: DomeinFout) -> str:
    return f"{vraag.code}: dit antwoord laten wij weg. {fout.zin}"


def _takes_more(vraag: Vraag) -> bool:
    return vraag.soort in (Vraagsoort.MEER, Vraagsoort.RANG)


def _is_tick(vraag: Vraag) -> bool:
    return vraag.soort == Vraagsoort.MEER


def _read(kolommen: _Kolommen, cells: Sequence[str]) -> tuple[list[Gegeven], int, bool]:
    """(answers, how many values we do not know, whether anything was filled in) of one question."""
    vraag, lezer = kolommen.lezer.vraag, kolommen.lezer
    heel = cells[kolommen.heel] if kolommen.heel is not None else ""
    if vraag.soort == Vraagsoort.OPEN:
        return ([Gegeven(tekst=heel)] if heel else []), 0, bool(heel)
    delen = {part: cells[place] for part, place in kolommen.delen.items()}
    tekst = cells[kolommen.tekst] if kolommen.tekst is not None else ""
    delen = {part: value for part, value in delen.items() if plain(value) not in LEEG}
    heel = "" if plain(heel) in LEEG else heel
    if vraag.regels:
        return _read_lines(lezer, delen)
    if vraag.soort == Vraagsoort.MEER:
        codes, unknown = _ticked(lezer, delen)
    else:  # of RANG the places in their order
        codes, unknown = _codes(lezer, [delen[part] for part in sorted(delen, key=_place)])
    if heel:
        more, lost = _codes(lezer, lezer.pieces(heel) if _takes_more(vraag) else [heel])
        codes, unknown = codes + more, unknown + lost
    codes = list(dict.fromkeys(codes))
    if tekst and ANDERS not in codes:
        codes = [*codes, ANDERS] if _takes_more(vraag) else [ANDERS]
    filled = bool(heel or tekst or codes or unknown)
    if not codes:
        return [], unknown, filled
    if vraag.soort in (Vraagsoort.CIJFER, Vraagsoort.SMILEY5) and codes[0].isdigit():
        return [Gegeven(getal=int(codes[0]))], unknown, filled
    return [Gegeven(keuzes=tuple(codes), tekst=tekst)], unknown, filled


def _place(part: str) -> int:
    return int(part) if part.isdigit() else 0


def _read_lines(lezer: Lezer, delen: Mapping[str, str]) -> tuple[list[Gegeven], int, bool]:
    found = {part: lezer.code(value) for part, value in delen.items()}
    given = [Gegeven(regel=part, keuzes=(code,)) for part, code in found.items() if code]
    return given, sum(code is None for code in found.values()), bool(delen)


def _ticked(lezer: Lezer, delen: Mapping[str, str]) -> tuple[list[str], int]:
    said = {part: lezer.is_chosen(value, part) for part, value in delen.items()}
    return [part for part, chosen in said.items() if chosen], sum(each is None for each in said.values())


def _codes(lezer: Lezer, values: Sequence[str]) -> tuple[list[str], int]:
    found = [lezer.code(value) for value in values]
    return [code for code in found if code], sum(code is None for code in found)
