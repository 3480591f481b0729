"""What the pages of the sociale kaart show, each in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext as _

from kern.klok import today
from wijken.models import Voorziening, Wijk
from wijken.models.kaart import VoorzieningQuerySet
from wijken.sociale_kaart.regels import tidy
from wijken.sociale_kaart.services import NA_EEN_JAAR
from wijken.themas import PICTOGRAM, Thema

PER_PAGE: Final = 20
OP_PAPIER: Final = 1000
MAX_ZOEK: Final = 80
NAKIJKEN: Final = "nakijken"
Soort = Voorziening.Soort


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice above a list."""

    label: str
    adres: str
    aantal: int
    actief: bool
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class WaarTerecht:
    """What residents see."""

    hulpnummers: list[Voorziening]
    buren: list[Voorziening]
    filters: list[Filter]
    pagina: Page[Voorziening]
    zoek: str
    onderwerp: str
    op_papier: str  # the address of all on one page; empty when it already is

    @property
    def gezocht(self) -> bool:
        return bool(self.zoek or self.onderwerp)


@dataclass(frozen=True, slots=True)
class Kaart:
    """What the team sees."""

    filters: list[Filter]
    pagina: Page[Voorziening]
    zoek: str
    toon: str
    totaal: int
    verouderd: int
    heeft_hulpnummers: bool


def _search(rows: VoorzieningQuerySet, zoek: str) -> VoorzieningQuerySet:
    for woord in zoek.split()[:6]:
        rows = rows.filter(
            Q(naam__icontains=woord)
            | Q(wat__icontains=woord)
            | Q(plek__icontains=woord)
            | Q(talen__icontains=woord)
        )
    return rows


def _address(**parts: str) -> str:
    query = urlencode({naam: waarde for naam, waarde in parts.items() if waarde})
    return f"?{query}" if query else "?"


def read_waar_terecht(wijk: Wijk, vraag: Mapping[str, Any]) -> WaarTerecht:
    """The public page, for `?onderwerp=`, `?zoek=`, `?alles=` and `?pagina=`."""
    zoek = tidy(str(vraag.get("zoek", "")))[:MAX_ZOEK]
    onderwerp = str(vraag.get("onderwerp", ""))
    onderwerp = onderwerp if onderwerp in Thema.values else ""
    alles = str(vraag.get("alles", "")) == "ja"
    eerst = list(Voorziening.objects.for_wijk(wijk).exclude(soort=Soort.ORGANISATIE).order_by("naam", "pk"))
    rows = Voorziening.objects.for_wijk(wijk).filter(soort=Soort.ORGANISATIE)
    counts = Counter(rows.values_list("onderwerp", flat=True).order_by())
    found = _search(rows, zoek)
    if onderwerp:
        found = found.filter(onderwerp=onderwerp)
    found = found.order_by(NullIf(F("onderwerp"), Value("")).asc(nulls_last=True), "naam", "pk")
    pagina = Paginator(found, OP_PAPIER if alles else PER_PAGE).get_page(vraag.get("pagina"))
    filters = [Filter(_("Alles"), _address(zoek=zoek), counts.total(), not onderwerp)] + [
        Filter(
            str(thema.label),
            _address(onderwerp=thema.value, zoek=zoek),
            counts[thema.value],
            onderwerp == thema.value,
            PICTOGRAM[thema.value],
        )
        for thema in Thema
        if counts[thema.value]
    ]
    return WaarTerecht(
        hulpnummers=[row for row in eerst if row.soort == Soort.HULPNUMMER],
        buren=[row for row in eerst if row.soort == Soort.BUREN],
        filters=filters,
        pagina=pagina,
        zoek=zoek,
        onderwerp=onderwerp,
        op_papier="" if alles else _address(onderwerp=onderwerp, zoek=zoek, alles="ja"),
    )


def read_kaart(wijk: Wijk, vraag: Mapping[str, Any]) -> Kaart:
    """The team's list, for `?zoek=`, `?toon=` (nakijken or a kind) and `?pagina=`."""
    zoek = tidy(str(vraag.get("zoek", "")))[:MAX_ZOEK]
    toon = str(vraag.get("toon", ""))
    rows = Voorziening.objects.for_wijk(wijk)
    oud = Q(nagekeken_op__lt=today() - NA_EEN_JAAR)
    counts = Counter(rows.values_list("soort", flat=True).order_by())
    verouderd = rows.filter(oud).count()
    labels = {
        "": (_("Alles"), counts.total()),
        Soort.ORGANISATIE.value: (_("Organisaties"), counts[Soort.ORGANISATIE]),
        Soort.HULPNUMMER.value: (_("Hulpnummers"), counts[Soort.HULPNUMMER]),
        Soort.BUREN.value: (_("Buren helpen buren"), counts[Soort.BUREN]),
        NAKIJKEN: (_("Klopt dit nog?"), verouderd),
    }
    toon = toon if toon in labels else ""
    found = _search(rows, zoek)
    if toon == NAKIJKEN:
        found = found.filter(oud).order_by("nagekeken_op", "naam", "pk")
    elif toon:
        found = found.filter(soort=toon)
    return Kaart(
        filters=[
            Filter(label, _address(toon=naam, zoek=zoek), aantal, naam == toon)
            for naam, (label, aantal) in labels.items()
            if aantal or naam in ("", toon)
        ],
        pagina=Paginator(found, PER_PAGE).get_page(vraag.get("pagina")),
        zoek=zoek,
        toon=toon,
        totaal=counts.total(),
        verouderd=verouderd,
        heeft_hulpnummers=bool(counts[Soort.HULPNUMMER]),
    )
