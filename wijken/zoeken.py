"""Find your wijk: by name, place or four-digit postcode. Accents and capitals do not matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext as _

from wijken.models import RegioJaar, Wijk
from wijken.regels import alledaagse_naam, gemeente_van, valt_in, vouw
from wijken.selectors import namen_van

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*(?:[A-Za-z]{2})?")
LIKENESS = 0.45  # of 1; 'jubbga' and 'jubbega' are 0.57
MAX_QUESTION = 80
MIN_LETTERS = 2
MAX_REGIONS = 60  # rows we look at
MAX_OPEN = 30  # wijken we show
MAX_CLOSED = 8  # unopened regions we show


@dataclass(frozen=True, slots=True)
class Treffer:
    """One place that may be meant. Without slug it is not opened."""

    naam: str
    gemeente: str
    slug: str = ""
    ondertitel: str = ""
    via: str = ""  # the village or postcode by which it was found
    voorbeeld: bool = False


@dataclass(slots=True)
class Uitslag:
    """What was asked and what was found; `waarschijnlijk` when we cannot be sure that it is the right one."""

    vraag: str
    postcode: str = ""
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


def zoek(vraag: str) -> Uitslag:
    """Look for `vraag`. The number of queries does not grow with what is found."""
    vraag = vraag.strip()[:MAX_QUESTION].replace("\0", "")
    if not vraag:
        return Uitslag("")
    match = _POSTCODE.fullmatch(vraag)
    if match:
        uitslag = Uitslag(match[1], postcode=match[1], waarschijnlijk=True)
        return _fill(uitslag, list(_by_postcode(match[1])), "")
    folded = vouw(vraag)
    uitslag = Uitslag(vraag, te_kort=len(folded) < MIN_LETTERS)
    if uitslag.te_kort:
        return uitslag
    _fill(uitslag, list(_by_name(folded)), folded)
    if uitslag.leeg:
        uitslag.waarschijnlijk = True
        _fill(uitslag, list(_by_likeness(folded)), "")
    return uitslag


def _newest() -> QuerySet[RegioJaar]:
    """Each region once, in its newest year; never the country."""
    later = RegioJaar.objects.filter(regio=OuterRef("regio"), jaar__gt=OuterRef("jaar"))
    return RegioJaar.objects.filter(~Exists(later)).exclude(regio__soort="land")


def _by_name(folded: str) -> QuerySet[RegioJaar]:
    rank = Case(
        When(zoeknaam=folded, then=Value(0)),
        When(zoeknaam__endswith=f" {folded}", then=Value(1)),
        When(zoeknaam__startswith=folded, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = _newest().filter(zoeknaam__contains=folded)
    return found.annotate(rang=rank).order_by("rang", "zoeknaam", "regio_id")[:MAX_REGIONS]


def _by_postcode(postcode: str) -> QuerySet[RegioJaar]:
    """Regions in which most people have this postcode, in any year that we know."""
    return RegioJaar.objects.filter(postcode=postcode).order_by("-jaar", "regio_id")[:MAX_REGIONS]


def _by_likeness(folded: str) -> QuerySet[RegioJaar]:
    """Names that look like it, the most alike first: 'jubega' is Jubbega."""
    found = _newest().annotate(gelijkenis=TrigramWordSimilarity(folded, "zoeknaam"))
    return found.filter(gelijkenis__gte=LIKENESS).order_by("-gelijkenis", "regio_id")[:MAX_REGIONS]


def _fill(uitslag: Uitslag, rows: Sequence[RegioJaar], folded: str) -> Uitslag:
    wijken = _opened()
    gemeenten = namen_van(
        {gemeente_van(row.regio_id) for row in rows} | {wijk.gemeente_id for wijk, _ in wijken}
    )
    found: dict[int, Treffer] = {}
    for wijk, codes in wijken:
        via = _why(wijk, codes, rows, folded)
        if via is not None:
            found[wijk.pk] = Treffer(
                wijk.naam,
                gemeenten.get(wijk.gemeente_id, ""),
                wijk.slug,
                wijk.ondertitel,
                via,
                wijk.voorbeeld,
            )
    uitslag.open = sorted(found.values(), key=lambda one: (vouw(one.naam) != folded, vouw(one.naam)))[
        :MAX_OPEN
    ]
    uitslag.dicht = _closed(rows, [code for _, codes in wijken for code in codes], gemeenten)
    return uitslag


def _opened() -> list[tuple[Wijk, list[str]]]:
    """Every opened wijk with its regions: two queries."""
    wijken = Wijk.objects.prefetch_related("wijkregios")
    return [(wijk, [each.regio_id for each in wijk.wijkregios.all()]) for wijk in wijken]


def _why(wijk: Wijk, codes: Sequence[str], rows: Sequence[RegioJaar], folded: str) -> str | None:
    """By which place this wijk was found: '' for its own name, None when it was not found."""
    if folded and folded in vouw(f"{wijk.naam} {wijk.ondertitel}"):
        return ""
    for row in rows:
        name = alledaagse_naam(row.naam)
        if any(valt_in(row.regio_id, code) for code in codes):
            return "" if name == wijk.naam else name
        if any(valt_in(code, row.regio_id) for code in codes):
            return ""  # the municipality around it: that is said anyway
    return None


def _closed(rows: Sequence[RegioJaar], opened: Sequence[str], gemeenten: dict[str, str]) -> list[Treffer]:
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
