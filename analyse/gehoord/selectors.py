"""Everything the page 'who was heard' shows, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyse.deur.regels import name_of
from analyse.gehoord.advies import Advies, Deur, advise
from analyse.gehoord.regels import KIND, LEEFTIJD, VERGELIJKINGEN, Regel, Vergelijking, compare, compared
from analyse.keuzes import Bijzonder, Telt
from analyse.models import Straatdeel, Vragenlijst
from analyse.regels import MIN_PERCENTAGE
from bewoners.models import Kanaal
from kern.talen import DUTCH_NAMES
from wijken.cijfers import Cijfers, read_cijfers, reden_tekst
from wijken.indicatoren import BRON_CBS, indicatoren
from wijken.models import Voorziening, Wijk

WEKEN: Final = 26  # half a year of small bars
STAP, BREED, HOOG = 10, 8, 40  # of a small bar, in units of its drawing


@dataclass(frozen=True, slots=True)
class Paneel:
    """One comparison: its rows, or the sentence that says why there are none."""

    soort: Vergelijking
    regels: tuple[Regel, ...]
    waarom_niet: str = ""
    bron: str = ""
    noten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeWeinig:
    """A group that is heard too little, and what to do."""

    zin: str
    advies: tuple[Advies, ...]


@dataclass(frozen=True, slots=True)
class Staafje:
    """One week, as attributes of a rectangle."""

    x: int
    y: str
    hoogte: str


@dataclass(frozen=True, slots=True)
class Reeks:
    """What came in per week in one way, or in one language."""

    sleutel: str
    naam: str
    totaal: int
    per_week: tuple[int, ...]
    staafjes: tuple[Staafje, ...]


@dataclass(frozen=True, slots=True)
class Respons:
    """Filled-in lists per week."""

    weken: tuple[dt.date, ...]  # their Mondays
    eerder: int  # before the first of these
    kanalen: tuple[Reeks, ...]
    talen: tuple[Reeks, ...]

    @property
    def breedte(self) -> int:
        return max(len(self.weken) * STAP - (STAP - BREED), BREED)


@dataclass(frozen=True, slots=True)
class Gehoord:
    """The whole page."""

    inzendingen: int
    panelen: tuple[Paneel, ...]
    te_weinig: tuple[TeWeinig, ...]
    respons: Respons

    @property
    def vergeleken(self) -> bool:
        """Whether at least one comparison could be made."""
        return any(paneel.regels for paneel in self.panelen)


def read_gehoord(lijst: Vragenlijst) -> Gehoord:
    """Who answered this list, beside who lives in the wijk. Nine queries."""
    answers = _answers(lijst)
    cijfers = read_cijfers(lijst.wijk)
    panelen = tuple(
        _panel(soort, answers[soort.code], cijfers) for soort in VERGELIJKINGEN if soort.code in answers
    )
    respons, total = read_respons(lijst)
    return Gehoord(total, panelen, _too_little(lijst.wijk, panelen), respons)


def _answers(lijst: Vragenlijst) -> dict[str, Counter[str]]:
    """How many gave which answer, of each question that is compared and that this list asks. One query."""
    counts = Q(antwoordrijen__inzending__telt=Telt.MEE, antwoordrijen__bijzonder=Bijzonder.GEWOON)
    rows = (
        lijst.vragen.filter(code__in=[soort.code for soort in VERGELIJKINGEN])
        .order_by()
        .values_list("code", "antwoordrijen__keuzes")
        .annotate(aantal=Count("antwoordrijen", filter=counts))
    )
    found: dict[str, Counter[str]] = {}
    for code, keuzes, aantal in rows:
        there = found.setdefault(code, Counter())
        for keuze in keuzes or ():
            there[keuze] += aantal
    return found


def _panel(soort: Vergelijking, geantwoord: Mapping[str, int], cijfers: Cijfers) -> Paneel:
    noten = [str(soort.opmerking)] if soort.opmerking else []
    if soort is LEEFTIJD and (n := geantwoord.get(KIND, 0)):
        noten.append(
            ngettext(
                "%(n)s kind van 12 tot en met 14 jaar staat hier niet bij: het CBS telt van 0 tot 15.",
                "%(n)s kinderen van 12 tot en met 14 jaar staan hier niet bij: het CBS telt van 0 tot 15.",
                n,
            )
            % {"n": n}
        )
    jaar = cijfers.newest_year(cijfers.wijk, *soort.sleutels)
    if jaar is None:
        return Paneel(soort, (), _missing(soort, cijfers))
    bron = f"{_(BRON_CBS)} {jaar}"
    n = compared(soort, geantwoord)
    if n < MIN_PERCENTAGE:
        why = ngettext(
            "Wij vergelijken vanaf %(vanaf)s antwoorden. Nu is er %(n)s.",
            "Wij vergelijken vanaf %(vanaf)s antwoorden. Nu zijn er %(n)s.",
            n,
        ) % {"vanaf": MIN_PERCENTAGE, "n": n}
        return Paneel(soort, (), why, bron)
    regels = compare(soort, geantwoord, _values(cijfers, soort, jaar))
    if not regels:
        return Paneel(soort, (), _("De cijfers van het CBS passen hier niet bij elkaar."), bron)
    return Paneel(soort, regels, "", bron, tuple(noten))


def _values(cijfers: Cijfers, soort: Vergelijking, jaar: int) -> dict[str, Decimal]:
    found = {}
    for sleutel in soort.sleutels:
        read = cijfers.read(cijfers.wijk, sleutel, jaar)
        if read is not None and read.waarde is not None:
            found[sleutel] = read.waarde
    return found


def _missing(soort: Vergelijking, cijfers: Cijfers) -> str:
    if len(cijfers.wijk.codes) > 1 and not all(indicatoren()[key].optelbaar for key in soort.sleutels):
        return _("Deze wijk bestaat uit meer gebieden. Dit cijfer kunnen wij niet optellen.")
    for sleutel in soort.sleutels:
        read = cijfers.newest(cijfers.wijk, sleutel)
        if read is not None and read.waarde is None:
            return _("Wij kunnen dit niet vergelijken: %(reden)s.") % {"reden": reden_tekst(read.reden)}
    return _("Wij hebben hier nog geen cijfers van het CBS. Haal ze op, dan vergelijken wij.")


def _too_little(wijk: Wijk, panelen: Sequence[Paneel]) -> tuple[TeWeinig, ...]:
    """Who was heard too little, furthest first, each with advice. Two queries."""
    rows = [regel for paneel in panelen for regel in paneel.regels if regel.oordeel.is_te_weinig]
    plekken = list(
        Voorziening.objects.for_wijk(wijk)
        .filter(soort=Voorziening.Soort.ORGANISATIE)
        .order_by("naam", "pk")
        .only("naam", "wat")
    )
    deur = _shut_door(wijk)
    return tuple(
        TeWeinig(too_little_sentence(regel), tuple(advise(regel.groep, plekken=plekken, deur=deur)))
        for regel in sorted(rows, key=lambda regel: regel.verschil)
    )


def too_little_sentence(regel: Regel) -> str:
    """'Jongeren van 15 tot 25 zijn nog weinig gehoord: 12 van de 640.'"""
    if regel.cbs_aantal is not None:
        return _("%(wie)s zijn nog weinig gehoord: %(n)s van de %(alle)s.") % {
            "wie": regel.groep.wie,
            "n": regel.aantal,
            "alle": regel.cbs_aantal,
        }
    return _("%(wie)s zijn nog weinig gehoord: %(deel)s van de 100. In de wijk is dat %(cbs)s.") % {
        "wie": regel.groep.wie,
        "deel": regel.deel,
        "cbs": regel.cbs_deel,
    }


def _shut_door(wijk: Wijk) -> Deur | None:
    """The piece of street where nobody opened most often, in all rounds."""
    row = (
        Straatdeel.objects.filter(wijk=wijk)
        .order_by()
        .values("straat", "deel")
        .annotate(keer=Sum("geen_gehoor"))
        .filter(keer__gt=0)
        .order_by("-keer", "straat", "deel")
        .first()
    )
    if row is None:
        return None
    return Deur(name_of(row["straat"], row["deel"]), row["keer"])


def read_respons(lijst: Vragenlijst) -> tuple[Respons, int]:
    """(what came in per week, how many in all). One query."""
    rows = list(
        lijst.inzendingen.counted()
        .order_by()
        .annotate(week=TruncWeek("datum"))
        .values_list("week", "kanaal", "taal")
        .annotate(aantal=Count("pk"))
    )
    total = sum(aantal for *_rest, aantal in rows)
    weken = _weeks([week for week, *_rest in rows])
    kanalen, talen = Counter[tuple[str, dt.date]](), Counter[tuple[str, dt.date]]()
    for week, kanaal, taal, aantal in rows:
        kanalen[kanaal, week] += aantal
        talen[taal, week] += aantal
    names = {kanaal.value: str(kanaal.label) for kanaal in Kanaal}
    eerder = sum(aantal for week, *_rest, aantal in rows if weken and week < weken[0])
    return Respons(weken, eerder, _series(kanalen, weken, names), _series(talen, weken, DUTCH_NAMES)), total


def _weeks(there: Sequence[dt.date]) -> tuple[dt.date, ...]:
    """The Mondays from the first to the last week, the newest half year of them."""
    if not there:
        return ()
    count = min((max(there) - min(there)).days // 7 + 1, WEKEN)
    return tuple(max(there) - dt.timedelta(weeks=ago) for ago in range(count - 1, -1, -1))


def _series(
    counts: Mapping[tuple[str, dt.date], int], weken: Sequence[dt.date], names: Mapping[str, str]
) -> tuple[Reeks, ...]:
    """A row of bars for each name, all on one scale, the largest first."""
    totals = Counter[str]()
    for (code, _week), aantal in counts.items():
        totals[code] += aantal
    top = max((aantal for (_code, week), aantal in counts.items() if week in weken), default=1)
    found = []
    for code, total in totals.most_common():
        per_week = tuple(counts.get((code, week), 0) for week in weken)
        found.append(Reeks(code, names.get(code, code), total, per_week, _bars(per_week, top)))
    return tuple(found)


def _bars(per_week: Sequence[int], top: int) -> tuple[Staafje, ...]:
    """A week without anything has no bar; one with anything shows at least a sliver."""
    bars = []
    for place, aantal in enumerate(per_week):
        if aantal:
            height = max(aantal / top * HOOG, 1.0)
            bars.append(Staafje(place * STAP, f"{HOOG - height:.1f}", f"{height:.1f}"))
    return tuple(bars)
