"""One file of borders into the database: all of it, or nothing. Matched by code, never by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log
from wijken.grenzen.bestand import read_features
from wijken.grenzen.vormen import Stelsel, Vorm, find_stelsel, mend, parse_vlak, simplify, to_metres
from wijken.kerncijfers.jaren import FIRST_YEAR, LAST_YEAR, year_of
from wijken.models import Gebeurtenis, Grens, Regio
from wijken.regels import gemeente_van, is_code, soort_van

MAX_GEBIEDEN = 25_000
MAX_PUNTEN = 6_000_000
BATCH = 500
# In this order: a buurt of PDOK also names its wijk and its gemeente.
CODE_COLUMNS = (
    "statcode",
    "regiocode",
    "gwb_code",
    "gwb_code_10",
    "buurtcode",
    "bu_code",
    "wijkcode",
    "wk_code",
    "gemeentecode",
    "gm_code",
    "code",
)
_YEAR_IN_CODE = re.compile(r"(20[0-9]{2})(?:NL|GM|WK|BU)[0-9A-Z]+")


@dataclass(slots=True)
class Verslag:
    """What an import read, kept, mended, skipped and did not find."""

    jaar: int = 0
    kolom: str = ""
    stelsel: Stelsel = Stelsel.GRADEN
    soorten: Counter[str] = field(default_factory=Counter)  # kept, per kind of region
    nieuw: int = 0
    vernieuwd: int = 0
    hersteld: list[str] = field(default_factory=list)  # their lines crossed
    onbekend: list[str] = field(default_factory=list)  # codes of which we have no figures
    overgeslagen: list[str] = field(default_factory=list)  # sentences
    gemist: list[str] = field(default_factory=list)  # regions that we know and the file does not


@transaction.atomic
def import_grenzen(
    *,
    pad: Path,
    jaar: int | None = None,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.COMMANDO,
) -> Verslag:
    """Read the borders of the regions that we know; the same year again replaces them.

    `jaar` is the year of the map, when neither the file nor its name says it. Raises DomeinFout, and keeps
    nothing, when the file is no GeoJSON of regions of CBS or knows none of ours.
    """
    lezing = _Lezing(pad, set(Regio.objects.values_list("code", flat=True)))
    verslag = lezing.verslag
    verslag.jaar = _year(pad, jaar, lezing.jaren)
    vlakken = lezing.metres()
    _save(verslag, vlakken)
    verslag.gemist = _missed(set(vlakken), lezing.bekend)
    log(wijk=None, actie="grenzen_ingelezen", door=door, herkomst=herkomst)
    return verslag


def _year(pad: Path, jaar: int | None, said: set[int]) -> int:
    if jaar is not None and said and said != {jaar}:
        raise DomeinFout(f"In het bestand staat {_years(said)}, en u schrijft {jaar}. Kies het goede jaar.")
    if len(said) > 1:
        raise DomeinFout(f"In dit bestand staan verschillende jaren: {_years(said)}. Kies één jaar.")
    year = jaar or next(iter(said), None) or year_of(pad.name)
    if year is None:
        raise DomeinFout("Van welk jaar is deze kaart? Zet het jaar erbij, bijvoorbeeld: --jaar 2024.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DomeinFout(f"Het jaar {year} kan niet kloppen.")
    return year


def _years(jaren: set[int]) -> str:
    return ", ".join(str(jaar) for jaar in sorted(jaren))


class _Lezing:
    """One pass through the file: which features count, and their shape."""

    def __init__(self, pad: Path, bekend: set[str]) -> None:
        self.bekend = bekend
        self.verslag = Verslag()
        self.jaren: set[int] = set()
        self.vlakken: dict[str, shapely.MultiPolygon] = {}
        self.gezien: set[str] = set()
        self.punten = 0
        for number, feature in enumerate(read_features(pad), start=1):
            if number > MAX_GEBIEDEN:
                raise DomeinFout(
                    f"In dit bestand staan meer dan {MAX_GEBIEDEN} gebieden. Dat kan niet kloppen."
                )
            self._feature(number, feature)
        if not self.gezien:
            raise DomeinFout(
                "In dit bestand vinden wij bij geen enkel gebied een CBS-code (GM…, WK… of BU…)."
            )
        if not self.vlakken:
            raise DomeinFout(self._why_nothing())

    def _why_nothing(self) -> str:
        if self.verslag.onbekend:
            return (
                "Van geen van de gebieden in dit bestand hebben wij cijfers. "
                "Lees eerst de cijfers in met import_kerncijfers."
            )
        return "Geen van de gebieden in dit bestand heeft een grens."

    def _feature(self, number: int, feature: Mapping[str, Any]) -> None:
        found = feature.get("properties")
        properties = found if isinstance(found, dict) else {}
        code = self._code(properties)
        if not code:
            self.verslag.overgeslagen.append(f"gebied {number}: geen CBS-code")
            return
        if str(_value(properties, "water")).strip().upper() == "JA":
            self.verslag.overgeslagen.append(f"{code}: alleen water")
            return
        if code in self.gezien:
            raise DomeinFout(f"De code {code} staat twee keer in dit bestand.")
        self.gezien.add(code)
        self._note_year(properties)
        if code not in self.bekend:
            self.verslag.onbekend.append(code)
            return
        vlak = parse_vlak(feature.get("geometry"))
        if vlak is None:
            self.verslag.overgeslagen.append(f"{code}: geen vlak met een grens")
            return
        self.punten += int(shapely.get_num_coordinates(vlak))
        if self.punten > MAX_PUNTEN:
            raise DomeinFout("De grenzen in dit bestand hebben te veel punten. Neem een kleiner gebied.")
        self.vlakken[code] = vlak

    def _code(self, properties: Mapping[str, Any]) -> str:
        """The code of the feature; the first column that has one is the column of the whole file."""
        for column in [self.verslag.kolom] if self.verslag.kolom else CODE_COLUMNS:
            code = str(_value(properties, column)).strip().upper()
            if is_code(code):
                self.verslag.kolom = column
                return code
        return ""

    def _note_year(self, properties: Mapping[str, Any]) -> None:
        match = _YEAR_IN_CODE.fullmatch(str(_value(properties, "jrstatcode")).strip().upper())
        if match:
            self.jaren.add(int(match[1]))
        said = str(_value(properties, "jaar")).strip()
        if re.fullmatch(r"20[0-9]{2}", said):
            self.jaren.add(int(said))

    def metres(self) -> dict[str, shapely.Geometry]:
        """The areas in metres, mended where their lines cross."""
        self.verslag.stelsel = find_stelsel(list(self.vlakken.values()))
        kept: dict[str, shapely.Geometry] = {}
        for code, vlak in self.vlakken.items():
            whole = vlak if shapely.is_valid(vlak) else mend(vlak)
            if whole.area > 0:
                kept[code] = whole
                if whole is not vlak:
                    self.verslag.hersteld.append(code)
            else:
                self.verslag.overgeslagen.append(f"{code}: de lijnen sluiten geen vlak in")
        if not kept:
            raise DomeinFout("Geen van de gebieden in dit bestand heeft een grens die een vlak insluit.")
        return dict(zip(kept, to_metres(list(kept.values()), self.verslag.stelsel), strict=True))


def _value(properties: Mapping[str, Any], name: str) -> object:
    """The property of that name, in whatever capitals; '' when it is not there."""
    return next((value for key, value in properties.items() if key.strip().casefold() == name), "")


def _save(verslag: Verslag, vlakken: Mapping[str, shapely.Geometry]) -> None:
    rows: list[Grens] = []
    for soort in dict.fromkeys(soort_van(code) for code in vlakken):
        codes = sorted(code for code in vlakken if soort_van(code) == soort)
        vormen = simplify([vlakken[code] for code in codes])
        rows += [_row(code, verslag.jaar, vorm) for code, vorm in zip(codes, vormen, strict=True)]
        verslag.soorten[soort] = len(codes)
    there = Grens.objects.filter(jaar=verslag.jaar, regio__in=vlakken).count()
    verslag.nieuw, verslag.vernieuwd = len(rows) - there, there
    Grens.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["regio", "jaar"],
        update_fields=["fijn", "midden", "grof", "punt", "ruimte"],
        batch_size=BATCH,
    )


def _row(code: str, jaar: int, vorm: Vorm) -> Grens:
    return Grens(
        regio_id=code,
        jaar=jaar,
        fijn=vorm.fijn,
        midden=vorm.midden,
        grof=vorm.grof,
        punt=vorm.punt,
        ruimte=vorm.ruimte,
    )


def _missed(kept: set[str], bekend: set[str]) -> list[str]:
    """Regions of the same kind and municipality that we know, of which the file has no border."""
    wanted = {(soort_van(code), gemeente_van(code)) for code in kept}
    return sorted(code for code in bekend - kept if (soort_van(code), gemeente_van(code)) in wanted)
