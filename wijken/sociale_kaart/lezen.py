"""A CSV of organisations as Excel writes it, read row by row. Nothing is stored here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kern.csvlezen import ALS_CSV, decode_csv, read_rows
from kern.fouten import DomeinFout
from wijken.sociale_kaart.regels import (
    CHECKS,
    VELDEN,
    Gegevens,
    check_reachable,
    personal,
    sleutel_van,
    tidy,
    without_guard,
)

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_RIJEN: Final = 5000
TE_GROOT: Final = "Dit bestand is te groot. Het mag 2 MB zijn. Verdeel de lijst over twee bestanden."
_SHOWN: Final = 10  # titles that we name when there are many
_NOT_CSV: Final = {
    b"PK\x03\x04": f"Dit is een Excel-bestand of een zip, geen CSV. {ALS_CSV}",
    b"\xd0\xcf\x11\xe0": f"Dit is een oud Excel-bestand, geen CSV. {ALS_CSV}",
    b"%PDF": f"Dit is een PDF. Hier past alleen een CSV. Heeft u de lijst ook in Excel? {ALS_CSV}",
    b"\x1f\x8b": "Dit is een ingepakt bestand. Pak het eerst uit, en kies dan de CSV.",
}

# Titles of columns as people write them, without capitals and signs. Three columns together make `plek`.
_TITELS: Final[dict[str, tuple[str, ...]]] = {
    "naam": (
        "naam", "naam organisatie", "organisatie", "organisatienaam", "naam van de organisatie", "instelling",
        "voorziening", "titel", "name",
    ),
    "soort": ("soort", "type"),
    "wat": (
        "wat", "wat en voor wie", "wat voor wie", "omschrijving", "beschrijving", "toelichting",
        "korte omschrijving", "aanbod", "wat doen ze", "activiteit", "activiteiten",
    ),
    "onderwerp": ("onderwerp", "thema", "categorie", "rubriek", "leefgebied", "domein"),
    "plek": (
        "plek", "adres of plaats", "locatie", "waar", "adres", "bezoekadres", "straat", "postcode", "plaats",
        "dorp", "woonplaats", "vestigingsplaats",
    ),
    "telefoon": ("telefoon", "telefoonnummer", "tel", "tel nr", "telnr", "telefoonnr", "nummer", "phone"),
    "tijden": ("tijden", "openingstijden", "wanneer", "wanneer open", "open", "inloop", "spreekuur"),
    "website": ("website", "web site", "site", "web", "url", "internet", "webadres", "webpagina", "link"),
    "talen": ("talen", "taal", "welke talen"),
}  # fmt: skip
_VELD_VAN: Final = {titel: veld for veld, titels in _TITELS.items() for titel in titels}
_ONZE: Final = frozenset({"laatst nagekeken"})  # in the file that we write, and not to be read back
_BETER: Final = {"onderwerp": "Kies het onderwerp later zelf.", "soort": "Het is een organisatie geworden."}


@dataclass(frozen=True, slots=True)
class Rij:
    """One organisation of the file: the line where it stands, what it says, what to look at."""

    regel: int
    gegevens: Gegevens
    let_op: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """A line that cannot go on the kaart, and why."""

    regel: int
    naam: str
    reden: str


@dataclass(frozen=True, slots=True)
class Lezing:
    """What a file says. `velden` are the columns it has, `onbekend` the titles that we do not use."""

    velden: tuple[str, ...]
    rijen: tuple[Rij, ...]
    geweigerd: tuple[Geweigerd, ...]
    onbekend: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "velden": list(self.velden),
            "rijen": [[rij.regel, rij.gegevens.as_dict(), list(rij.let_op)] for rij in self.rijen],
            "geweigerd": [[each.regel, each.naam, each.reden] for each in self.geweigerd],
            "onbekend": list(self.onbekend),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Lezing:
        return cls(
            velden=tuple(data["velden"]),
            rijen=tuple(
                Rij(regel, Gegevens(**gegevens), tuple(let_op)) for regel, gegevens, let_op in data["rijen"]
            ),
            geweigerd=tuple(Geweigerd(*each) for each in data["geweigerd"]),
            onbekend=tuple(data["onbekend"]),
        )


@dataclass(slots=True)
class _Gelezen:
    """What was found so far; `seen` is the line of each name and place."""

    rijen: list[Rij] = field(default_factory=list)
    geweigerd: list[Geweigerd] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


def read_csv(inhoud: bytes) -> Lezing:
    """Read a file of at most 2 MB and 5,000 rows. Raises DomeinFout with a sentence if it is no such list."""
    if not inhoud.strip():
        raise DomeinFout("Dit bestand is leeg. Kies een bestand met organisaties.")
    if len(inhoud) > MAX_BYTES:
        raise DomeinFout(TE_GROOT)
    for begin, zin in _NOT_CSV.items():
        if inhoud.startswith(begin):
            raise DomeinFout(zin)
    lines = read_rows(decode_csv(inhoud), _delimiter)
    kop = next(lines, None)
    if kop is None:
        raise DomeinFout("Dit bestand is leeg. Kies een bestand met organisaties.")
    columns, onbekend = _match(kop[1])
    gelezen = _Gelezen()
    for regel, cells in lines:
        if len(gelezen.rijen) + len(gelezen.geweigerd) >= MAX_RIJEN:
            raise DomeinFout(
                f"Dit bestand heeft meer dan {MAX_RIJEN} regels. Verdeel de lijst over meer bestanden."
            )
        _read_row(gelezen, regel, cells, columns)
    if not gelezen.rijen and not gelezen.geweigerd:
        raise DomeinFout("Onder de titels staat niets. Zet elke organisatie op een eigen regel.")
    velden = tuple(veld for veld in VELDEN if veld in columns)
    return Lezing(velden, tuple(gelezen.rijen), tuple(gelezen.geweigerd), tuple(onbekend))


def _delimiter(text: str) -> str:
    """The mark that cuts the line of titles into most titles that we know."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    known = {mark: sum(_titel(part) in _VELD_VAN for part in header.split(mark)) for mark in ";,\t"}
    return max(known, key=lambda mark: (known[mark], header.count(mark)))


def _titel(text: str) -> str:
    return sleutel_van(text.strip('"'), "").rstrip("|").replace("_", " ")


def _match(kop: Sequence[str]) -> tuple[dict[str, list[int]], list[str]]:
    """Which columns each field is in, and the titles that are not used."""
    columns: dict[str, list[int]] = {}
    unknown: list[str] = []
    titels = [_titel(cell) for cell in kop]
    for titel, times in Counter(titels).items():
        if titel in _VELD_VAN and times > 1:
            raise DomeinFout(f"De titel ‘{titel}’ staat er {times} keer. Laat hem één keer staan.")
    for place, titel in enumerate(titels):
        veld = _VELD_VAN.get(titel)
        if veld is None or (veld in columns and veld != "plek"):
            unknown += [tidy(kop[place])] if tidy(kop[place]) and titel not in _ONZE else []
        else:
            columns.setdefault(veld, []).append(place)
    if "naam" not in columns:
        raise DomeinFout(
            "Wij zien geen kolom met de naam. Zet boven die kolom: Naam. "
            f"Nu staat er: {name_some(unknown, kop)}."
        )
    columns.get("plek", []).sort(key=lambda place: _TITELS["plek"].index(titels[place]))
    return columns, unknown


def name_some(names: Sequence[str], kop: Sequence[str] = ()) -> str:
    """The first ten of these titles, short, and how many more there are."""
    shown = [tidy(each)[:40] for each in (names or kop)]
    more = f" en nog {len(shown) - _SHOWN}" if len(shown) > _SHOWN else ""
    return ", ".join(filter(None, shown[:_SHOWN])) + more


def _read_row(gelezen: _Gelezen, regel: int, cells: Sequence[str], columns: dict[str, list[int]]) -> None:
    typed = {veld: _cell(cells, places) for veld, places in columns.items()}
    naam = typed["naam"][:120]
    waarden: dict[str, str] = {}
    let_op: list[str] = []
    for veld, text in typed.items():
        try:
            waarden[veld] = CHECKS[veld](text)
        except DomeinFout as fout:
            if veld not in _BETER:
                gelezen.geweigerd.append(Geweigerd(regel, naam, f"{veld.capitalize()}: {fout.zin}"))
                return
            let_op.append(f"{veld.capitalize()} ‘{text[:60]}’: {fout.zin} {_BETER[veld]}")
    gegevens = Gegevens(**waarden)
    if lacking := check_reachable(gegevens):
        gelezen.geweigerd.append(Geweigerd(regel, naam, lacking[1]))
        return
    sleutel = sleutel_van(gegevens.naam, gegevens.plek)
    if sleutel in gelezen.seen:
        gelezen.geweigerd.append(
            Geweigerd(
                regel, naam, f"Staat ook op regel {gelezen.seen[sleutel]}. Die eerste regel gebruiken wij."
            )
        )
        return
    gelezen.seen[sleutel] = regel
    let_op += [zin for _veld, zin in personal(gegevens)]
    gelezen.rijen.append(Rij(regel, gegevens, tuple(let_op)))


def _cell(cells: Sequence[str], places: Sequence[int]) -> str:
    parts = [without_guard(cells[place].strip()) for place in places if place < len(cells)]
    return ", ".join(filter(None, map(tidy, parts)))
