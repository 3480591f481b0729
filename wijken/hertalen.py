"""A figure card that was copied in Dutch, said again in the language of the page.

An adopted agenda keeps its cards as text. Their words are ours, so that each sentence is found back among the
texts that it was made of. Names and numbers stay; what is not found stays as it was adopted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext

from kern.grafiek import Cijferkaart, Staaf
from wijken.gezondheidsteksten import GEZONDHEIDSTEKSTEN
from wijken.indicatorteksten import TEKSTEN

# Texts with something filled in that are made elsewhere: wijken.kaarten, wijken.cijfers, wijken.indicatoren.
OTHERS = (
    "In de hele gemeente wonen %(aantal)s mensen.",
    "gemeente %(naam)s",
    "%(getal)s km",
    "%(label)s (65 jaar of ouder)",
)
FILLED = re.compile(r"\\\{(\w+)\\\}|%\\\((\w+)\\\)s")  # as re.escape leaves them
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
SOURCE = re.compile(r"(?P<naam>.+) (?P<jaar>\d{4})(?: \((?P<bij>.+)\))?")
SENTENCE_END = re.compile(r"(?<=\.) ")
NUMBERS = ("getal", "aantal")


def say_again(kaart: Cijferkaart) -> Cijferkaart:
    """The card with its words in the active language."""
    if translation.get_language() == settings.LANGUAGE_CODE:
        return kaart
    return replace(
        kaart,
        kop=_text(kaart.kop),
        getal_tekst=_figure(kaart.getal_tekst),
        getal_bijschrift=_text(kaart.getal_bijschrift),
        zin=_sentences(kaart.zin),
        bron=_source(kaart.bron),
        ontbreekt=_text(kaart.ontbreekt),
        staven=tuple(_bar(staaf) for staaf in kaart.staven),
    )


def _bar(staaf: Staaf) -> Staaf:
    return replace(
        staaf, label=_text(staaf.label), tekst=_figure(staaf.tekst), ontbreekt=_text(staaf.ontbreekt)
    )


def _sentences(tekst: str) -> str:
    whole = _text(tekst)
    return whole if whole != tekst else " ".join(_text(zin) for zin in SENTENCE_END.split(tekst))


def _source(tekst: str) -> str:
    found = SOURCE.fullmatch(tekst)
    if not found:
        return _text(tekst)
    bij = f" ({_text(found['bij'])})" if found["bij"] else ""
    return f"{_text(found['naam'])} {found['jaar']}{bij}"


def _figure(tekst: str) -> str:
    """'2,0 km', '€ 373.000', 'minder dan 1'."""
    said = _text(tekst)
    return said if said != tekst else _numbers(tekst)


def _numbers(tekst: str) -> str:
    return NUMBER.sub(lambda found: _number(found.group()), tekst)


def _number(tekst: str) -> str:
    """A number as Dutch writes it, as the active language writes it."""
    value = Decimal(tekst.replace(".", "").replace(",", "."))
    decimals = len(tekst.partition(",")[2])
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def _text(tekst: str) -> str:
    """One text: as it stands, or with what was filled in."""
    if not tekst:
        return ""
    said = gettext(tekst)
    if said != tekst:
        return said
    for pattern, source in _patterns():
        if found := pattern.fullmatch(tekst):
            filled = {
                name: _numbers(value) if name in NUMBERS else _text(value)
                for name, value in found.groupdict().items()
            }
            template = gettext(source)
            return template.format(**filled) if "{" in source else template % filled
    return tekst


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(source), source) for source in _sources())


def _sources() -> Iterator[str]:
    """The Dutch texts with an open place, longest first: the more a text says, the surer the match."""
    with translation.override(None):
        found = {str(zin) for _label, zin in (*TEKSTEN.values(), *GEZONDHEIDSTEKSTEN.values())} | set(OTHERS)
    yield from sorted((source for source in found if FILLED.search(re.escape(source))), key=len, reverse=True)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(FILLED.sub(lambda found: f"(?P<{found[1] or found[2]}>.+)", re.escape(source)))
