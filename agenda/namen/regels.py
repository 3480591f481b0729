"""What looks like a person's name, replacing one name by another, where a new name leads. Values only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from kern.tekstcontrole import Gegeven, over_een_persoon

BEWONER: Final = "een bewoner"  # who has no name on the agenda
Span = tuple[int, int]

# letters of every language that has capitals
_LETTERS: Final = [chr(number) for number in range(0x41, 0x530)]
_HOOFD: Final = f"[{''.join(letter for letter in _LETTERS if letter.isupper())}]"
_KLEIN: Final = f"[{''.join(letter for letter in _LETTERS if letter.islower())}]"
_WOORD: Final = rf"{_HOOFD}(?:['’]{_HOOFD})?{_KLEIN}{{1,29}}(?:-{_HOOFD}{_KLEIN}{{1,29}})?"
_TUSSEN: Final = r"(?:(?:van|de|der|den|ter|ten|te|el|al|in|'t|’t|la|von|bin)[ ])"
_KAAL = re.compile(rf"(?<![\w'’-])({_WOORD}(?:[ ]{_TUSSEN}{{0,3}}{_WOORD}){{1,2}})(?![\w-])")
_VOOR = re.compile(r"(\w+)[ ]$")
# Parts of words that only organisations, groups, roles and places have.
_GEEN_MENS = re.compile(
    r"""groep|club|clubs|stichting|verenig|gemeente|school|huis|team|kerk|bank|zorg|werk|bibliot|politie
        |brandweer|ggd|arts|apothe|winkel|markt|bakker|slager|garage|bedrijf|co[oö]per|corporatie|comit
        |commissie|raad|platform|netwerk|centrum|bewoner|ouderen|jonger|jeugd|buurt|wijk|dorp|plaatselijk
        |belang|sport|voetbal|zwem|museum|provincie|rijk|water|bond|partij|kring|koor|project|fonds|welzijn
        |mantel|vrijwillig|speel|fonds|hulp|kookg|energie|natuur|staats|tuin|groen|vrouwen|mannen|moskee
        |parochie|diaconie|college|academie|universiteit|hotel|restaurant|caf[eé]|theater|radio|krant
        |voorbeeld[ ]bv|woning|makelaar|advies|bureau|dienst|loket|steunpunt|inloop|voedsel|kleding|repair
        |humanitas|rode[ ]kruis|leger[ ]des|zonnebloem|coördinator|coordinator|opbouw|leerling|student""",
    re.IGNORECASE | re.VERBOSE,
)
_BEGIN_GEEN_NAAM: Final = frozenset({"de", "het", "een", "onze", "ons", "alle", "elke", "nieuwe", "samen"})


def personal_names(
    tekst: str, *, toegestaan: Collection[str] = (), plaatsen: Collection[str] = ()
) -> list[Span]:
    """Where something looks like the name of a person: 'mevrouw Bos', 'Mia de Vries'.

    Not the names in `toegestaan` (consent was given), nor what ends in a place. It may err: a person decides.
    """
    found = [*titled_names(tekst, toegestaan=toegestaan)]
    places = {plaats.casefold() for plaats in plaatsen}
    for match in _KAAL.finditer(tekst):
        span = match.span(1)
        if _is_bare_name(tekst, span, places) and not _is_allowed(tekst, span, toegestaan):
            found.append(span)
    return sorted(set(found))


def titled_names(tekst: str, *, toegestaan: Collection[str] = ()) -> list[Span]:
    """The names with a title alone, of which there is no doubt."""
    hits = [(hit.start, hit.end) for hit in over_een_persoon(tekst) if hit.soort is Gegeven.PERSOON]
    return [span for span in hits if not _is_allowed(tekst, span, toegestaan)]


def _is_bare_name(tekst: str, span: Span, plaatsen: Collection[str]) -> bool:
    name = tekst[span[0] : span[1]]
    words = name.casefold().split()
    before = _VOOR.search(tekst[max(0, span[0] - 40) : span[0]])
    return not (
        words[0] in _BEGIN_GEEN_NAAM
        or words[-1] in plaatsen
        or _GEEN_MENS.search(name)
        or (before and _GEEN_MENS.search(before.group(1)))
    )


def _is_allowed(tekst: str, span: Span, toegestaan: Collection[str]) -> bool:
    """Whether the span lies in, or holds, a name with consent."""
    return any(
        start < span[1] and span[0] < end for naam in toegestaan for start, end in occurrences(tekst, naam)
    )


def occurrences(tekst: str, naam: str) -> Iterator[Span]:
    """Where a name stands as whole words, whatever the capitals and spaces."""
    for match in _pattern(naam).finditer(tekst):
        yield match.span()


def holds_name(tekst: str, naam: str) -> bool:
    """Whether the name stands in the text."""
    return bool(_pattern(naam).search(tekst))


def replace_name(tekst: str, oud: str, nieuw: str) -> str:
    """The text with the new name. Where the new one stands already it stays as it is."""
    both = re.compile(f"(?P<nieuw>{_source(nieuw)})|{_source(oud)}", re.IGNORECASE)
    return both.sub(lambda match: match["nieuw"] or nieuw, tekst)


def _pattern(naam: str) -> re.Pattern[str]:
    return re.compile(_source(naam), re.IGNORECASE)


def _source(naam: str) -> str:
    words = [re.escape(word) for word in naam.split()]
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)" if words else r"(?!)"


# ---- organisations that get another name -----------------------------------------------------------------


def newest_name(wissels: Mapping[str, str], naam: str) -> str:
    """What something is called now: over A→B and B→C, A is C. Without a new name: the name itself."""
    seen = set()
    key = naam.casefold()
    while key in wissels and key not in seen:
        seen.add(key)
        naam = wissels[key]
        key = naam.casefold()
    return naam


def is_loop(wissels: Mapping[str, str], oud: str, nieuw: str) -> bool:
    """Whether `nieuw` leads back to `oud`, over what stands there already."""
    key = nieuw.casefold()
    seen: set[str] = set()
    while key not in seen:
        if key == oud.casefold():
            return True
        seen.add(key)
        if key not in wissels:
            return False
        key = wissels[key].casefold()
    return True


def with_new_name(tekst: str, wissels: Mapping[str, str]) -> str:
    """A text of an adopted agenda with '(heet nu …)' behind an old name, once for each.

    The names stay as they are; what stands between them is in the language of the page.
    """
    for oud in sorted(wissels, key=len, reverse=True):
        nieuw = newest_name(wissels, oud)
        if nieuw.casefold() == oud or holds_name(tekst, nieuw):
            continue
        span = next(occurrences(tekst, oud), None)
        if span is not None:
            noot = _("(heet nu %(naam)s)") % {"naam": nieuw}
            tekst = f"{tekst[: span[1]]} {noot}{tekst[span[1] :]}"
    return tekst
