"""Which form a file has and what each column is: by name and group path, never by position."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import product

from kern.fouten import DomeinFout
from wijken.indicatoren import indicatoren
from wijken.kerncijfers.codes import looks_like_code
from wijken.kerncijfers.tabel import Rij, Tabel
from wijken.kerncijfers.waarden import Vorm, read_number
from wijken.regels import is_code

_STEM = re.compile(r"_\d+$")
_SAMPLE = 400  # rows in which we look which of several columns of one name is meant
_TOLERANCE = 20  # CBS rounds to fives: three parts may differ that much from their total


class Kenmerk(StrEnum):
    """A column that says something about the region, not a figure."""

    CODE = "code"
    NAAM = "naam"
    GEMEENTENAAM = "gemeentenaam"
    WIJZIGING = "indelingswijziging"
    POSTCODE = "postcode"
    JAAR = "jaar"
    PERIODE = "periode"
    SOORT = "soort"
    LEEFTIJD = "leeftijd"
    MARGE = "marge"
    VOORLOPIG = "voorlopig"
    BRON = "bron"
    NEGEER = "-"


# Normalised names, per form. StatLine's group path may have other groups before it, so its end counts.
_STATLINE = {
    "codering code": Kenmerk.CODE,
    "gemeentenaam naam": Kenmerk.GEMEENTENAAM,
    "soort regio omschrijving": Kenmerk.SOORT,
    "meest voorkomende postcode code": Kenmerk.POSTCODE,
}
_ODATA = {
    "Codering": Kenmerk.CODE,
    "Naam_gebied": Kenmerk.NAAM,
    "Gemeentenaam": Kenmerk.GEMEENTENAAM,
    "MeestVoorkomendePostcode": Kenmerk.POSTCODE,
    "SoortRegio": Kenmerk.SOORT,
    "Perioden": Kenmerk.PERIODE,
    "Leeftijd": Kenmerk.LEEFTIJD,
    "Marges": Kenmerk.MARGE,
    "ID": Kenmerk.NEGEER,
    "WijkenEnBuurten": Kenmerk.NEGEER,
}
_KWB = {
    "gwb_code_10": Kenmerk.CODE,
    "gwb_code_8": Kenmerk.NEGEER,
    "gwb_code": Kenmerk.NEGEER,
    "regio": Kenmerk.NAAM,
    "gm_naam": Kenmerk.GEMEENTENAAM,
    "recs": Kenmerk.SOORT,
    "ind_wbi": Kenmerk.WIJZIGING,
    "pst_mvp": Kenmerk.POSTCODE,
}
_EIGEN = {
    kenmerk.value: kenmerk
    for kenmerk in (
        Kenmerk.CODE,
        Kenmerk.NAAM,
        Kenmerk.GEMEENTENAAM,
        Kenmerk.WIJZIGING,
        Kenmerk.POSTCODE,
        Kenmerk.JAAR,
        Kenmerk.VOORLOPIG,
        Kenmerk.BRON,
    )
}
# Columns that hold the codes when there is none of CODE; in the order in which we believe them.
_ANDERE_CODES = ("gwb code 8", "gwb code", "wijkenenbuurten", "wijken en buurten", "code", "regiocode")

# These three occur two or three times in a table; together the right ones are the number of people.
_HERKOMST = ("herkomst_nl", "herkomst_europa", "herkomst_buiten_europa")


@dataclass(slots=True)
class Indeling:
    """What we know of the columns: where features and indicators are, and which names we do not know."""

    vorm: Vorm
    kenmerken: dict[Kenmerk, int]
    cijfers: dict[str, int]
    onbekend: list[str] = field(default_factory=list)


def normalize(text: str) -> str:
    """Without capitals, accents, marks: 'Geslacht/Mannen (aantal)' is R's 'Geslacht.Mannen..aantal.'"""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def recognise(tabel: Tabel) -> Indeling:
    """Find the form and the columns. Raises DomeinFout when regions have no code or no figure is known."""
    vorm = known_form(tabel.kop)
    if vorm is None:
        raise _unknown(tabel.kop)
    indeling = _READERS[vorm](tabel, vorm)
    if Kenmerk.CODE not in indeling.kenmerken:
        _find_codes(tabel, indeling)
    if not indeling.cijfers:
        raise DomeinFout("In dit bestand staat geen cijfer dat wij kennen. Kijk of de bovenste regel klopt.")
    return indeling


def is_kop(kop: Sequence[str]) -> bool:
    """Whether these cells are a header that we know."""
    return known_form(kop) is not None


def is_beschrijving(kop: Sequence[str]) -> bool:
    """Whether this is the header of a list of columns (OData's DataProperties), not of a table."""
    return {"key", "title"} <= {cell.strip().casefold() for cell in kop}


def find_kop(rijen: Sequence[Sequence[str]]) -> int:
    """Which of these rows is the header; the first when we know none: then the form says what is wrong."""
    return next((i for i, rij in enumerate(rijen) if is_kop(rij) or is_beschrijving(rij)), 0)


def known_form(kop: Sequence[str]) -> Vorm | None:
    """The form that these cells are the header of; None when we know no such form."""
    names = {cell.strip().casefold() for cell in kop}
    if {"code", "jaar"} <= names:
        return Vorm.EIGEN
    if "gwb_code_10" in names or ("recs" in names and names & {"gwb_code", "gwb_code_8"}):
        return Vorm.KWB
    stems = {_STEM.sub("", cell.strip()) for cell in kop}
    if "WijkenEnBuurten" in stems or "Codering" in stems:
        return Vorm.ODATA
    plain = [normalize(cell) for cell in kop]
    if any(name == "wijken en buurten" or name.endswith("codering code") for name in plain):
        is_r = not any("/" in cell for cell in kop) and any(".." in cell for cell in kop)
        return Vorm.R if is_r else Vorm.STATLINE
    return None


def _unknown(kop: Sequence[str]) -> DomeinFout:
    if is_beschrijving(kop):
        return beschrijving()
    return DomeinFout(
        "Wij herkennen dit bestand niet. "
        "De bovenste regel moet die van StatLine, OData, de KWB-tabel of ons eigen voorbeeld zijn."
    )


def beschrijving() -> DomeinFout:
    """Why a list of columns is no table."""
    return DomeinFout(
        "Dit bestand beschrijft de kolommen van een tabel. Er staan geen cijfers in. "
        "Kies het bestand met de gegevens zelf."
    )


def _find_codes(tabel: Tabel, indeling: Indeling) -> None:
    """A column with codes may have any name: StatLine can print them in place of the names."""
    index = _column_of_codes(tabel)
    if index is None:
        raise DomeinFout(
            "In dit bestand staan geen CBS-codes. Namen van wijken komen vaker voor, "
            "dus zonder code weten wij niet welke wijk het is. "
            "Haal het bestand opnieuw op, met de kolom 'Codering'."
        )
    indeling.kenmerken[Kenmerk.CODE] = index
    if indeling.kenmerken.get(Kenmerk.NAAM) == index:
        del indeling.kenmerken[Kenmerk.NAAM]


def _column_of_codes(tabel: Tabel) -> int | None:
    """The first column of nothing but codes; else one that is named so and has numbers, to be looked into."""
    rows = [rij.cellen for rij in tabel.rijen[:_SAMPLE] if len(rij.cellen) >= len(tabel.kop)]
    for index in range(len(tabel.kop)):
        if rows and all(is_code(cells[index].strip()) for cells in rows):
            return index
    names = [normalize(cell) for cell in tabel.kop]
    for name in _ANDERE_CODES:
        index = names.index(name) if name in names else -1
        if index >= 0 and rows and all(looks_like_code(cells[index]) for cells in rows):
            return index
    return None


# ---- forms ------------------------------------------------------------------------------------


def _read_statline(tabel: Tabel, vorm: Vorm) -> Indeling:
    paths, titles = _statline_names()
    in_file = Counter(_title(cell) for cell in tabel.kop)
    kenmerken: dict[Kenmerk, int] = {}
    found: dict[str, list[int]] = defaultdict(list)
    unknown: list[str] = []
    for index, cell in enumerate(tabel.kop):
        name = normalize(cell)
        kenmerk = _statline_kenmerk(name)
        if kenmerk is not None:
            kenmerken.setdefault(kenmerk, index)
        elif name in paths:
            found[paths[name]].append(index)
        elif "/" in cell and in_file[_title(cell)] == 1 and _title(cell) in titles:
            found[titles[_title(cell)]].append(index)
        elif name:
            unknown.append(cell)
    return _one_column_each(tabel, Indeling(vorm, kenmerken, {}, unknown), found)


def _statline_kenmerk(name: str) -> Kenmerk | None:
    if name == "wijken en buurten":
        return Kenmerk.NAAM
    if "indelingswijziging" in name:
        return Kenmerk.WIJZIGING
    return next((kenmerk for end, kenmerk in _STATLINE.items() if name.endswith(end)), None)


def _title(cell: str) -> str:
    return normalize(cell.rsplit("/", 1)[-1])


def _statline_names() -> tuple[dict[str, str], dict[str, str]]:
    """Indicators by full path, and by bare title where that title is of one indicator only."""
    paths = {normalize(path): key for key, ind in indicatoren().items() for path in ind.statline}
    owners: dict[str, set[str]] = defaultdict(set)
    for key, ind in indicatoren().items():
        for path in ind.statline:
            owners[_title(path)].add(key)
    titles = {title: next(iter(keys)) for title, keys in owners.items() if len(keys) == 1}
    return paths, {title: key for title, key in titles.items() if key not in _HERKOMST}


def _read_odata(tabel: Tabel, vorm: Vorm) -> Indeling:
    stems = {stem: key for key, ind in indicatoren().items() for stem in ind.odata}
    indeling = _read_names(tabel, vorm, _ODATA, stems, lambda cell: _STEM.sub("", cell))
    if _has_dots(tabel, indeling):
        indeling.vorm = Vorm.ODATA_TEKST
    return indeling


def _has_dots(tabel: Tabel, indeling: Indeling) -> bool:
    """Whether figures are written as text, with CBS' dot: then a blank is not a secret."""
    columns = list(indeling.cijfers.values())
    return any(
        rij.cellen[index].strip() == "."
        for rij in tabel.rijen
        for index in columns
        if index < len(rij.cellen)
    )


def _read_kwb(tabel: Tabel, vorm: Vorm) -> Indeling:
    names = {name: key for key, ind in indicatoren().items() for name in ind.kwb}
    return _read_names(tabel, vorm, _KWB, names, str.casefold)


def _read_eigen(tabel: Tabel, vorm: Vorm) -> Indeling:
    return _read_names(tabel, vorm, _EIGEN, {key: key for key in indicatoren()}, str.casefold)


def _read_names(
    tabel: Tabel,
    vorm: Vorm,
    features: Mapping[str, Kenmerk],
    names: Mapping[str, str],
    bare: Callable[[str], str],
) -> Indeling:
    kenmerken: dict[Kenmerk, int] = {}
    found: dict[str, list[int]] = defaultdict(list)
    unknown: list[str] = []
    for index, cell in enumerate(tabel.kop):
        name = bare(cell)
        if name in features:
            kenmerken.setdefault(features[name], index)
        elif name.startswith("Indelingswijziging"):
            kenmerken.setdefault(Kenmerk.WIJZIGING, index)
        elif name in names:
            found[names[name]].append(index)
        elif name:
            unknown.append(cell)
    return _one_column_each(tabel, Indeling(vorm, kenmerken, {}, unknown), found)


_READERS: dict[Vorm, Callable[[Tabel, Vorm], Indeling]] = {
    Vorm.STATLINE: _read_statline,
    Vorm.R: _read_statline,
    Vorm.ODATA: _read_odata,
    Vorm.KWB: _read_kwb,
    Vorm.EIGEN: _read_eigen,
}


# ---- several columns of one name ----------------------------------------------------------------


def _one_column_each(tabel: Tabel, indeling: Indeling, found: Mapping[str, list[int]]) -> Indeling:
    """Take the columns that are alone; of several with one name those that the figures point out."""
    double = {key: columns for key, columns in found.items() if len(columns) > 1}
    indeling.cijfers.update({key: columns[0] for key, columns in found.items() if len(columns) == 1})
    if double:
        indeling.cijfers.update(_by_sum(tabel.rijen[:_SAMPLE], indeling, found))
    taken = set(indeling.cijfers.values())
    left = [index for columns in double.values() for index in columns if index not in taken]
    indeling.onbekend += [tabel.kop[index] for index in sorted(left)]
    return indeling


def _by_sum(rijen: Sequence[Rij], indeling: Indeling, found: Mapping[str, list[int]]) -> dict[str, int]:
    """The three columns of origin that make up the number of people in each row.

    Choices that are alike but for rounding are one choice: 'from the Netherlands' is 'born here, from here'.
    """
    total = indeling.cijfers.get("inwoners")
    if total is None or any(key not in found for key in _HERKOMST):
        return {}
    rows = [[read_number(cell) for cell in row.cellen] for row in rijen if len(row.cellen) > total]
    fitting = [
        (off, choice)
        for choice in product(*(found[key] for key in _HERKOMST))
        if (off := _deviation(rows, choice, total)) is not None
    ]
    if not fitting or not all(_alike(rows, fitting[0][1], choice) for _, choice in fitting):
        return {}  # none, or several that differ: then we do not guess
    return dict(zip(_HERKOMST, min(fitting)[1], strict=True))


def _deviation(rows: Sequence[Sequence[Decimal | None]], parts: Sequence[int], total: int) -> Decimal | None:
    """How far the parts are from their total, over all rows; None when they are not its parts."""
    deviations: list[Decimal] = []
    for row in rows:
        numbers = [row[index] for index in (*parts, total) if index < len(row)]
        known = [number for number in numbers if number is not None]
        if len(known) == len(parts) + 1:
            deviations.append(abs(sum(known[:-1], Decimal(0)) - known[-1]))
    return sum(deviations, Decimal(0)) if deviations and max(deviations) <= _TOLERANCE else None


def _alike(rows: Sequence[Sequence[Decimal | None]], one: Sequence[int], other: Sequence[int]) -> bool:
    for row in rows:
        for first, second in zip(one, other, strict=True):
            if max(first, second) >= len(row):
                continue
            a, b = row[first], row[second]
            if a is not None and b is not None and abs(a - b) > _TOLERANCE:
                return False
    return True
