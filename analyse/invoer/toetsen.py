"""What somebody types for an answer on paper, and back. No database.

An answer to choose is the number of its box on the sheet. Besides, in every field: '-' or nothing for a
question that was left open, '?' for what nobody can read, '+' for two crosses where one was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from analyse.antwoorden import ANDERS, BEREIK, JA_NEE, WEET_NIET, Gegeven, clean_gegeven, words
from analyse.invullen.woorden import GEZICHT_TEKST, JA_NEE_TEKST
from analyse.keuzes import Bijzonder, Vraagsoort
from analyse.models import Vraag
from bewoners.models import NEDERLANDS
from kern.fouten import DomeinFout

TOETSEN: Final = {
    "-": Bijzonder.LEEG,
    "?": Bijzonder.ONLEESBAAR,
    "+": Bijzonder.TWEE_KRUISJES,
}
TEKEN: Final = {bijzonder: toets for toets, bijzonder in TOETSEN.items()}
LETTERS: Final = {"j": "1", "n": "2", "w": "3"}
MEERDERE: Final = frozenset({Vraagsoort.MEER, Vraagsoort.RANG})
_NUMMERS = re.compile(r"(\d[\d\s,.;]*)(?:[:=]\s*(.*)|(\D.*))?", re.DOTALL)


def boxes(vraag: Vraag) -> list[tuple[str, str]]:
    """The boxes of a question in the order of the sheet: the code of each answer, and its words in Dutch."""
    if vraag.soort == Vraagsoort.JN:
        return [(code, str(JA_NEE_TEKST[code])) for code in JA_NEE]
    if vraag.soort == Vraagsoort.SMILEY5:
        return [(code, str(tekst)) for code, tekst in GEZICHT_TEKST.items()]
    return [(keuze["code"], words(keuze["tekst"], NEDERLANDS)) for keuze in vraag.antwoorden]


def read_typed(vraag: Vraag, typed: str, regel: str = "") -> Gegeven:
    """The answer that was typed. Raises DomeinFout that says which numbers there are."""
    typed = typed.strip()
    if not typed:
        return Gegeven(regel=regel)
    if typed in TOETSEN:
        return Gegeven(regel=regel, bijzonder=TOETSEN[typed])
    if vraag.soort == Vraagsoort.OPEN:
        return clean_gegeven(vraag, Gegeven(regel=regel, tekst=typed))
    if vraag.soort == Vraagsoort.CIJFER:
        return Gegeven(regel=regel, getal=_figure(vraag, typed))
    numbers, tekst = _split(vraag, typed)
    return clean_gegeven(vraag, _chosen(vraag, regel, numbers, tekst))


def show_typed(vraag: Vraag, gegeven: Gegeven) -> str:
    """What one would type for this answer."""
    if gegeven.bijzonder:
        return TEKEN[Bijzonder(gegeven.bijzonder)]
    if vraag.soort == Vraagsoort.OPEN:
        return gegeven.tekst
    if vraag.soort == Vraagsoort.CIJFER:
        return "" if gegeven.getal is None else str(gegeven.getal)
    codes = [code for code, _tekst in boxes(vraag)]
    chosen = gegeven.keuzes if gegeven.getal is None else (str(gegeven.getal),)
    numbers = " ".join(str(codes.index(code) + 1) for code in chosen if code in codes)
    return f"{numbers}: {gegeven.tekst}" if gegeven.tekst else numbers


def _figure(vraag: Vraag, typed: str) -> int:
    laagste, hoogste = BEREIK[Vraagsoort(vraag.soort)]
    if typed.isascii() and typed.isdigit() and laagste <= int(typed[:4]) <= hoogste:
        return int(typed[:4])
    raise DomeinFout(
        _("Typ een cijfer van %(laagste)d tot en met %(hoogste)d, of -, ? of +.")
        % {"laagste": laagste, "hoogste": hoogste}
    )


def _split(vraag: Vraag, typed: str) -> tuple[list[int], str]:
    """The numbers, and what was written beside 'anders'."""
    if vraag.soort == Vraagsoort.JN:
        typed = LETTERS.get(typed.lower(), typed)
    found = _NUMMERS.fullmatch(typed)
    if found is None or not found[1].isascii():
        raise DomeinFout(_which(vraag))
    parts = re.split(r"[\s,.;]+", found[1].strip(" \t\n,.;"))
    if vraag.soort in MEERDERE and len(boxes(vraag)) < 10:
        parts = [digit for part in parts for digit in part]
    return [int(part[:4]) for part in parts], (found[2] or found[3] or "").strip()


def _chosen(vraag: Vraag, regel: str, numbers: Sequence[int], tekst: str) -> Gegeven:
    codes = [code for code, _tekst in boxes(vraag)]
    if not all(1 <= number <= len(codes) for number in numbers):
        raise DomeinFout(_which(vraag))
    if len(numbers) > 1 and vraag.soort not in MEERDERE:
        raise DomeinFout(_("Hier hoort één nummer. Staan er twee kruisjes? Typ dan +."))
    keuzes = tuple(codes[number - 1] for number in numbers)
    if tekst and ANDERS not in keuzes:
        raise DomeinFout(_which(vraag))
    if vraag.soort == Vraagsoort.SMILEY5 and len(keuzes) == 1 and keuzes[0] != WEET_NIET:
        return Gegeven(regel=regel, getal=int(keuzes[0]))
    return Gegeven(regel=regel, keuzes=keuzes, tekst=tekst)


def _which(vraag: Vraag) -> str:
    hoogste = len(boxes(vraag))
    if vraag.soort in MEERDERE:
        return _("Typ nummers van 1 tot en met %(hoogste)d, of -, ? of +.") % {"hoogste": hoogste}
    return _("Typ één nummer van 1 tot en met %(hoogste)d, of -, ? of +.") % {"hoogste": hoogste}
