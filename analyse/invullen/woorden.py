"""Answers in words and pictures, as residents see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyse.antwoorden import WEET_NIET, Gegeven, words
from analyse.keuzes import Bijzonder, Vraagsoort
from analyse.models import Antwoord, Inzending, Vraag
from bewoners.aanbod.forms import LABEL_PICTOGRAM
from bewoners.models import NEDERLANDS
from wijken.themas import PICTOGRAM

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production

JA_NEE_TEKST: Final[Mapping[str, StrOrPromise]] = {
    "ja": gettext_lazy("Ja"),
    "nee": gettext_lazy("Nee"),
    WEET_NIET: gettext_lazy("Weet ik niet"),
}
# By code of the answer, in whatever question it stands.
ANTWOORD_PICTOGRAM: Final[Mapping[str, str]] = {"ja": "klaar", "nee": "stop", WEET_NIET: "vraagteken"}
GEZICHT_TEKST: Final[Mapping[str, StrOrPromise]] = {
    "5": gettext_lazy("Helemaal mee eens"),
    "4": gettext_lazy("Mee eens"),
    "3": gettext_lazy("Niet mee eens, niet mee oneens"),
    "2": gettext_lazy("Niet mee eens"),
    "1": gettext_lazy("Helemaal niet mee eens"),
    WEET_NIET: gettext_lazy("Weet ik niet"),
}
GEZICHT_PICTOGRAM: Final[Mapping[str, str]] = {
    "5": "gezichtheelblij",
    "4": "gezichtblij",
    "3": "gezichtgewoon",
    "2": "gezichtsip",
    "1": "gezichtheelsip",
    WEET_NIET: "vraagteken",
}


def pictogrammen_of(vraag: Vraag) -> Mapping[str, str]:
    """The picture of each answer, where every answer has one; else none, so that the cards stay alike."""
    if vraag.soort == Vraagsoort.JN:
        return ANTWOORD_PICTOGRAM
    known = {**PICTOGRAM, **LABEL_PICTOGRAM, **ANTWOORD_PICTOGRAM}
    codes = [keuze["code"] for keuze in vraag.antwoorden]
    return {code: known[code] for code in codes} if all(code in known for code in codes) else {}


def show_antwoord(vraag: Vraag, gegevens: Sequence[Gegeven], taal: str) -> list[str]:
    """What was answered, a line for each thing, as plain text. Nothing when the question was passed."""
    regels = {regel["code"]: words(regel["tekst"], taal) for regel in vraag.regels}
    shown = []
    for gegeven in gegevens:
        before = f"{regels[gegeven.regel]}: " if gegeven.regel in regels else ""
        shown += [f"{before}{line}" for line in _lines(vraag, gegeven, taal)]
    return shown


@dataclass(frozen=True, slots=True)
class Getoond:
    """A question with what was answered to it. Words that are only there in Dutch are marked so."""

    vraag: str
    regels: tuple[str, ...]


def in_taal(tekst: Mapping[str, str], taal: str) -> str:
    """The words in this language; where there are only Dutch words, marked so."""
    if tekst.get(taal) or taal == NEDERLANDS:
        return words(tekst, taal)
    return format_html('<span lang="nl" dir="ltr">{}</span>', words(tekst, taal))


def show_inzending(inzending: Inzending, taal: str) -> list[Getoond]:
    """All that was answered in one filled-in list, question by question. One query."""
    rows = inzending.antwoorden.select_related("vraag")
    return show_rows(rows.order_by("vraag__volgorde", "vraag__code", "regel"), taal)


def show_rows(rows: Iterable[Antwoord], taal: str) -> list[Getoond]:
    """The same for rows with their question, in the order of the questions."""
    return [
        Getoond(
            in_taal(vraag.tekst, taal),
            tuple(show_antwoord(vraag, _in_order(vraag, answers), taal)),
        )
        for vraag, answers in groupby(rows, key=_vraag_of)
    ]


def read_gegeven(row: Antwoord) -> Gegeven:
    """The answer of a row as the rules of analyse.antwoorden know it."""
    return Gegeven(row.regel, tuple(row.keuzes), row.getal, row.tekst, row.bijzonder)


def _in_order(vraag: Vraag, rows: Iterable[Antwoord]) -> list[Gegeven]:
    """The lines as the question has them."""
    order = [regel["code"] for regel in vraag.regels]
    gegevens = [read_gegeven(row) for row in rows]
    return sorted(gegevens, key=lambda each: order.index(each.regel) if each.regel in order else 0)


def _vraag_of(row: Antwoord) -> Vraag:
    return row.vraag


def _lines(vraag: Vraag, gegeven: Gegeven, taal: str) -> list[str]:
    if gegeven.getal is not None:
        smiley = vraag.soort == Vraagsoort.SMILEY5
        return [str(GEZICHT_TEKST[str(gegeven.getal)]) if smiley else str(gegeven.getal)]
    named = {keuze["code"]: words(keuze["tekst"], taal) for keuze in vraag.antwoorden}
    lines = [named.get(code) or str(JA_NEE_TEKST.get(code, code)) for code in gegeven.keuzes]
    if vraag.soort == Vraagsoort.RANG:
        lines = [f"{nummer}. {line}" for nummer, line in enumerate(lines, 1)]
    if gegeven.tekst and lines:
        lines[-1] = _("%(antwoord)s: %(woorden)s") % {"antwoord": lines[-1], "woorden": gegeven.tekst}
    elif gegeven.tekst:
        lines = [gegeven.tekst]
    if gegeven.bijzonder and not lines:
        lines = [str(Bijzonder(gegeven.bijzonder).label)]
    return lines
