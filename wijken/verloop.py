"""How a figure went over the years. No line runs through a year in which CBS counted in another way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from kern.grafiek import Cijferkaart, Staaf
from wijken.cijfers import Cijfers
from wijken.indicatoren import indicatoren
from wijken.kaarten import KAARTEN, Gemeten, Kaartsoort, headline, measure
from wijken.regels import Verhouding, vergelijk
from wijken.vergelijking import RELATIVE_MARGIN, SHARE_MARGIN

MAX_JAREN: Final = 6


@dataclass(frozen=True, slots=True)
class Breuk:
    """Why the years before `jaar` cannot stand beside those from then on."""

    jaar: int
    grens: bool  # the border moved; else CBS counts in another way


def verlopen(cijfers: Cijfers, grenswijzigingen: Collection[int] = ()) -> list[Cijferkaart]:
    """A card for each figure of which the wijk has at least two years that may be compared, oldest bar first.

    `grenswijzigingen` are the years in which the border of the wijk moved.
    """
    kaarten = (_card(cijfers, soort, grenswijzigingen) for soort in KAARTEN)
    return [kaart for kaart in kaarten if kaart is not None]


def comparable(
    soort: Kaartsoort, jaren: Sequence[int], grenswijzigingen: Collection[int]
) -> tuple[list[int], Breuk | None]:
    """The newest years without a break between them, and the break before the first of them, if any."""
    keys = [soort.teller, soort.noemer] if soort.noemer else [soort.teller]
    for index in range(len(jaren) - 1, 0, -1):
        eerder, later = jaren[index - 1], jaren[index]
        if any(eerder < jaar <= later for jaar in grenswijzigingen):
            return list(jaren[index:]), Breuk(later, grens=True)
        if any(indicatoren()[key].breuk_tussen(eerder, later) for key in keys):
            return list(jaren[index:]), Breuk(later, grens=False)
    return list(jaren), None


def _card(cijfers: Cijfers, soort: Kaartsoort, grenswijzigingen: Collection[int]) -> Cijferkaart | None:
    keys = [soort.teller, soort.noemer] if soort.noemer else [soort.teller]
    jaren, breuk = comparable(soort, cijfers.years(cijfers.wijk, *keys), grenswijzigingen)
    measured = [(jaar, measure(cijfers, soort, cijfers.wijk, jaar)) for jaar in jaren[-MAX_JAREN:]]
    known = [(jaar, one) for jaar, one in measured if one.getal is not None]
    if len(known) < 2:
        return None
    newest = known[-1][1]
    return Cijferkaart(
        kop=str(soort.kop) or indicatoren()[soort.teller].label,
        getal_tekst=headline(newest, indicatoren()[soort.teller]),
        getal_bijschrift=str(soort.bijschrift),
        zin=" ".join(filter(None, [_change(soort, known), _why(breuk)])),
        staven=tuple(Staaf(str(jaar), one.getal, one.tekst, is_wijk=one is newest) for jaar, one in known),
        bron=_source(known),
        pictogram=soort.pictogram,
    )


def _change(soort: Kaartsoort, known: Sequence[tuple[int, Gemeten]]) -> str:
    """More, less or the same as in the first of the years, in one plain sentence."""
    (jaar, first), (_later, last) = known[0], known[-1]
    if first.getal is None or last.getal is None:
        return ""
    indicator = indicatoren()[soort.teller]
    is_share = bool(soort.noemer) or indicator.eenheid == "procent"
    margin = SHARE_MARGIN if is_share else _margin(first.getal, is_count=indicator.optelbaar)
    sentence = {
        Verhouding.GELIJK: _("Dat is ongeveer gelijk aan %(jaar)s."),
        Verhouding.MEER: _("Dat is meer dan in %(jaar)s."),
        Verhouding.MINDER: _("Dat is minder dan in %(jaar)s."),
    }[vergelijk(last.getal, first.getal, marge=margin)]
    return sentence % {"jaar": jaar}


def _margin(getal: Decimal, *, is_count: bool) -> Decimal:
    """CBS rounds counts to fives; one in a hundred more or less is no change that one can feel."""
    return max(Decimal(5), abs(getal) / 100) if is_count else abs(getal) * RELATIVE_MARGIN


def _why(breuk: Breuk | None) -> str:
    if breuk is None:
        return ""
    if breuk.grens:
        return _("In %(jaar)s veranderde de grens van dit gebied. Eerdere jaren tellen daarom niet mee.") % {
            "jaar": breuk.jaar
        }
    return _("Vanaf %(jaar)s telt het CBS dit anders. Eerdere jaren tellen daarom niet mee.") % {
        "jaar": breuk.jaar
    }


def _source(known: Sequence[tuple[int, Gemeten]]) -> str:
    (eerste, _first), (laatste, last) = known[0], known[-1]
    bron = last.gelezen.bron if last.gelezen else ""
    text = f"{_(bron)} {eerste}–{laatste}" if bron else f"{eerste}–{laatste}"
    voorlopig = [str(jaar) for jaar, one in known if one.gelezen and one.gelezen.voorlopig]
    if not voorlopig:
        return text
    return text + " " + _("(%(jaren)s voorlopig)") % {"jaren": ", ".join(voorlopig)}
