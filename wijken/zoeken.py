"""Find your wijk: by name, everyday name, street, place or postcode, also with typos."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext as _

from wijken.models import RegioJaar, Roepnaam, Straat, Wijk, WijkRegio
from wijken.regels import alledaagse_naam, gemeente_van, is_code, valt_in, vouw
from wijken.selectors import namen_van

M = TypeVar("M", Roepnaam, Straat)

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*(?:[A-Za-z]{2})?")
LIKENESS = 0.45  # of 1; 'jubbga' and 'jubbega' are 0.57
MAX_QUESTION = 80
MIN_LETTERS = 2
MAX_REGIONS = 60  # rows we look at
MAX_OPEN = 30  # wijken we show
MAX_CLOSED = 8  # unopened regions we show

# What everyone says, and what CBS writes: both folded.
EVERYDAY = {
    "den haag": "s gravenhage",
    "the hague": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "mokum": "amsterdam",
    "hearrenfean": "heerenveen",
    "ljouwert": "leeuwarden",
    "jobbegea": "jubbega",
    "sudwest": "sudwest fryslan",
    "nimwegen": "nijmegen",
    "mestreech": "maastricht",
    "grunn": "groningen",
}


@dataclass(frozen=True, slots=True)
class Treffer:
    """One place that may be meant. Without slug it is not opened."""

    naam: str
    gemeente: str
    slug: str = ""
    ondertitel: str = ""
    via: str = ""  # the village, street or postcode by which it was found
    voorbeeld: bool = False


@dataclass(slots=True)
class Uitslag:
    """What was asked and what was found; `waarschijnlijk` when we cannot be sure that it is the right one."""

    vraag: str
    postcode: str = ""
    straat: bool = False  # found by a street: there may be one of that name elsewhere
    te_kort: bool = False
    waarschijnlijk: bool = False
    open: list[Treffer] = field(default_factory=list)
    dicht: list[Treffer] = field(default_factory=list)

    @property
    def gezocht(self) -> bool:
        return bool(self.vraag) and not self.te_kort

    @property
    def leeg(self) -> bool:
        return self.gezocht and not self.open and not self.dicht


@dataclass(slots=True)
class _Vondst:
    """What the tables say, before it becomes an answer."""

    regios: Sequence[RegioJaar]
    roepnamen: Sequence[Roepnaam]
    straten: Sequence[Straat]
    wijken: frozenset[int] = frozenset()  # whose own name looks like it


def zoek(vraag: str) -> Uitslag:
    """Look for `vraag`. The number of queries does not grow with what is found."""
    vraag = vraag.strip()[:MAX_QUESTION].replace("\0", "")
    if not vraag:
        return Uitslag("")
    match = _POSTCODE.fullmatch(vraag)
    if match:
        uitslag = Uitslag(match[1], postcode=match[1], waarschijnlijk=True)
        return _fill(uitslag, _by_postcode(match[1]), "")
    folded = vouw(vraag)
    folded = EVERYDAY.get(folded, folded)
    uitslag = Uitslag(vraag, te_kort=len(folded) < MIN_LETTERS)
    if uitslag.te_kort:
        return uitslag
    _fill(uitslag, _by_name(folded), folded)
    if uitslag.leeg:
        uitslag.waarschijnlijk = True
        _fill(uitslag, _by_likeness(folded), "")
    return uitslag


def find_regios(vraag: str) -> list[RegioJaar]:
    """CBS regions to choose from: by code, name or postcode, those most alike first."""
    vraag = vraag.strip()[:MAX_QUESTION].replace("\0", "")
    if is_code(vraag.upper()):
        return list(_newest().filter(regio=vraag.upper()))
    match = _POSTCODE.fullmatch(vraag)
    if match:
        return list(_newest().filter(postcode=match[1]).order_by("regio_id")[:MAX_REGIONS])
    folded = EVERYDAY.get(vouw(vraag), vouw(vraag))
    if len(folded) < MIN_LETTERS:
        return []
    named = list(_named(folded))
    if named:
        return named
    with _loosely():
        return list(_alike(folded))


def _newest() -> QuerySet[RegioJaar]:
    """Each region once, in its newest year; never the country."""
    later = RegioJaar.objects.filter(regio=OuterRef("regio"), jaar__gt=OuterRef("jaar"))
    return RegioJaar.objects.filter(~Exists(later)).exclude(regio__soort="land")


def _named(folded: str) -> QuerySet[RegioJaar]:
    """Regions with these letters in their name: whole names first, then those in an opened wijk."""
    rank = Case(
        When(zoeknaam=folded, then=Value(0)),
        When(zoeknaam__endswith=f" {folded}", then=Value(1)),
        When(zoeknaam__startswith=folded, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = _newest().filter(zoeknaam__contains=folded)
    return found.annotate(rang=rank).order_by("rang", "zoeknaam", "regio_id")[:MAX_REGIONS]


def _inside_opened(folded: str) -> QuerySet[RegioJaar]:
    """The same, only in regions where a team works: however common the name is, these are found."""
    opened = WijkRegio.objects.values("regio")
    below = RegioJaar.objects.filter(ouder__in=opened).values("regio")
    inside = Q(regio__in=opened) | Q(ouder__in=opened) | Q(ouder__in=below)
    return _newest().filter(inside, zoeknaam__contains=folded).order_by("zoeknaam", "regio_id")[:MAX_REGIONS]


def _by_name(folded: str) -> _Vondst:
    return _Vondst(
        regios=[*_named(folded), *_inside_opened(folded)],
        roepnamen=list(_one_of_each(Roepnaam.objects.filter(zoeknaam__contains=folded))),
        straten=list(_one_of_each(Straat.objects.filter(zoeknaam__contains=folded))),
    )


def _one_of_each(rows: QuerySet[M]) -> QuerySet[M]:
    """One row of each wijk, the shortest name first: a common street hides no wijk behind another."""
    return rows.order_by("wijk_id", Length("zoeknaam"), "pk").distinct("wijk_id")


def _by_postcode(postcode: str) -> _Vondst:
    """Regions in which most people have this postcode, in any year that we know; and streets."""
    rows = RegioJaar.objects.filter(postcode=postcode).order_by("-jaar", "regio_id")[:MAX_REGIONS]
    return _Vondst(list(rows), [], list(_one_of_each(Straat.objects.filter(postcode=postcode))))


def _alike(folded: str) -> QuerySet[RegioJaar]:
    """Part of the name looks like it; of those the names that look like it as a whole first."""
    found = _newest().annotate(
        gelijkenis=TrigramWordSimilarity(folded, "zoeknaam"), geheel=TrigramSimilarity("zoeknaam", folded)
    )
    alike = found.filter(zoeknaam__trigram_word_similar=folded)
    return alike.order_by("-gelijkenis", "-geheel", "regio_id")[:MAX_REGIONS]


@contextmanager
def _loosely() -> Iterator[None]:
    """Inside, the operator for likeness, which the index knows, is as forgiving as we want it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)]
            )
        yield


def _by_likeness(folded: str) -> _Vondst:
    """Names that look like it, the most alike first: 'jubega' is Jubbega."""
    with _loosely():
        return _Vondst(
            regios=list(_alike(folded)),
            roepnamen=list(_one_of_each(Roepnaam.objects.filter(zoeknaam__trigram_word_similar=folded))),
            straten=list(_one_of_each(Straat.objects.filter(zoeknaam__trigram_word_similar=folded))),
            wijken=frozenset(
                Wijk.objects.annotate(gelijkenis=TrigramWordSimilarity(folded, Lower("naam")))
                .filter(gelijkenis__gte=LIKENESS)
                .values_list("pk", flat=True)
            ),
        )


def _fill(uitslag: Uitslag, vondst: _Vondst, folded: str) -> Uitslag:
    wijken = _opened()
    gemeenten = namen_van(
        {gemeente_van(row.regio_id) for row in vondst.regios} | {wijk.gemeente_id for wijk, _ in wijken}
    )
    found: dict[int, Treffer] = {}
    by_place = False
    for wijk, codes in wijken:
        via = _why(wijk, codes, vondst, folded)
        if via is None:
            via = next((straat.naam for straat in vondst.straten if straat.wijk_id == wijk.pk), None)
            uitslag.straat = uitslag.straat or (via is not None and not uitslag.postcode)
        else:
            by_place = True
        if via is not None:
            found[wijk.pk] = Treffer(
                wijk.naam,
                gemeenten.get(wijk.gemeente_id, ""),
                wijk.slug,
                wijk.ondertitel,
                via,
                wijk.voorbeeld,
            )
    uitslag.straat = uitslag.straat and not by_place
    uitslag.open = sorted(found.values(), key=lambda one: (vouw(one.naam) != folded, vouw(one.naam)))[
        :MAX_OPEN
    ]
    uitslag.dicht = _closed(vondst.regios, [code for _, codes in wijken for code in codes], gemeenten)
    return uitslag


def _opened() -> list[tuple[Wijk, list[str]]]:
    """Every opened wijk with its regions: two queries."""
    wijken = Wijk.objects.prefetch_related("wijkregios")
    return [(wijk, [each.regio_id for each in wijk.wijkregios.all()]) for wijk in wijken]


def _why(wijk: Wijk, codes: Sequence[str], vondst: _Vondst, folded: str) -> str | None:
    """By which place this wijk was found: '' for its own name, None when it was not found."""
    if wijk.pk in vondst.wijken or (folded and folded in vouw(f"{wijk.naam} {wijk.ondertitel}")):
        return ""
    for roepnaam in vondst.roepnamen:
        if roepnaam.wijk_id == wijk.pk:
            return roepnaam.naam
    for row in vondst.regios:
        name = alledaagse_naam(row.naam)
        if any(valt_in(row.regio_id, code) for code in codes):
            return "" if name == wijk.naam else name
        if any(valt_in(code, row.regio_id) for code in codes):
            return ""  # the municipality around it: that is said anyway
    return None


def _closed(rows: Iterable[RegioJaar], opened: Sequence[str], gemeenten: dict[str, str]) -> list[Treffer]:
    """Regions where no team works yet, each name once per municipality."""
    found: dict[tuple[str, str], Treffer] = {}
    for row in rows:
        code = row.regio_id
        if any(valt_in(code, each) or valt_in(each, code) for each in opened):
            continue
        is_gemeente = code == gemeente_van(code)
        naam = alledaagse_naam(row.naam)
        gemeente = gemeenten.get(gemeente_van(code), "")
        shown = (
            Treffer(_("gemeente %(naam)s") % {"naam": naam}, "") if is_gemeente else Treffer(naam, gemeente)
        )
        found.setdefault((shown.naam, shown.gemeente), shown)
    return list(found.values())[:MAX_CLOSED]
