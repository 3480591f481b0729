"""Reading the list of streets as a team types or pastes it. Pure functions, no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijken.regels import vouw

MAX_STRATEN = 2000
MAX_NAAM = 80
POSTCODE = re.compile(r"\b([1-9][0-9]{3})\s?(?:[A-Za-z]{2})?$")
_PARTS = re.compile(r"[;\t|]")


@dataclass(frozen=True, slots=True)
class StraatRegel:
    """A line of the list: the street, the code of its buurt ('' unknown) and four digits ('' unknown)."""

    naam: str
    buurt: str = ""
    postcode: str = ""

    @property
    def zoeknaam(self) -> str:
        return vouw(self.naam)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What was read, each street once, and what could not be read, in sentences."""

    straten: tuple[StraatRegel, ...]
    fouten: tuple[str, ...]


def read_straten(tekst: str, buurten: Mapping[str, str]) -> Gelezen:
    """One street a line: 'Kerkstraat', 'Kerkstraat; Jubbega; 8411', or columns pasted from a spreadsheet.

    `buurten` gives the code of a buurt by its folded name, everyday or CBS'.
    """
    found: dict[tuple[str, str, str], StraatRegel] = {}
    fouten = []
    for number, line in enumerate(tekst.replace("\0", "").splitlines(), start=1):
        if not line.strip(" ;\t|"):
            continue
        regel, fout = _read_line(line, buurten)
        if fout:
            fouten.append(_("Regel %(nummer)s: %(fout)s") % {"nummer": number, "fout": fout})
        elif regel is not None:
            found.setdefault((regel.zoeknaam, regel.buurt, regel.postcode), regel)
    if len(found) > MAX_STRATEN:
        fouten.append(
            _("Dit zijn meer dan %(aantal)s straten. Maak de lijst korter.") % {"aantal": MAX_STRATEN}
        )
    return Gelezen(tuple(found.values()), tuple(fouten))


def _read_line(line: str, buurten: Mapping[str, str]) -> tuple[StraatRegel | None, str]:
    parts = [" ".join(part.split()) for part in _PARTS.split(line)]
    naam, *rest = [part for part in parts if part]
    postcode = ""
    for part in (naam, *rest):
        match = POSTCODE.search(part)
        if match:
            postcode = match[1]
    naam = POSTCODE.sub("", naam).strip(" ,")
    places = [part for part in (POSTCODE.sub("", part).strip(" ,") for part in rest) if part]
    if not vouw(naam):
        return None, _("hier staat geen straat.")
    if len(naam) > MAX_NAAM:
        return None, _("deze naam is te lang. Gebruik hooguit %(aantal)s letters.") % {"aantal": MAX_NAAM}
    if len(places) > 1:
        return None, _("schrijf hooguit de straat, de buurt en de postcode, met een puntkomma ertussen.")
    buurt = buurten.get(vouw(places[0]), "") if places else ""
    if places and not buurt:
        return None, _("de buurt ‘%(naam)s’ kennen wij niet in deze wijk.") % {"naam": places[0][:40]}
    return StraatRegel(naam, buurt, postcode), ""


def write_straten(straten: Iterable[StraatRegel], namen: Mapping[str, str]) -> str:
    """The list as text again, one street a line; `namen` gives the name of a buurt by its code."""
    lines = []
    for straat in straten:
        parts = [straat.naam, namen.get(straat.buurt, "") if straat.buurt else "", straat.postcode]
        lines.append("; ".join(part for part in parts if part))
    return "\n".join(lines)
