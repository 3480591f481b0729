"""Results in words: labels of answers, and one plain sentence per question. In the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from analyse.antwoorden import words
from analyse.invullen.woorden import GEZICHT_TEKST, JA_NEE_TEKST
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from analyse.uitslag.cijfers import EENS, Regelcijfers, answer_codes
from bewoners.models import NEDERLANDS


def in_words(tekst: Mapping[str, str]) -> str:
    """The words in the language of the screen."""
    return words(tekst, get_language() or NEDERLANDS)


def labels_of(vraag: Vraag) -> dict[str, str]:
    """What each answer is called."""
    named: dict[str, Any] = {keuze["code"]: in_words(keuze["tekst"]) for keuze in vraag.antwoorden}
    fixed = {Vraagsoort.SMILEY5: GEZICHT_TEKST, Vraagsoort.JN: JA_NEE_TEKST}.get(Vraagsoort(vraag.soort), {})
    return {code: str(named.get(code) or fixed.get(code, code)) for code in answer_codes(vraag)}


def line_labels(vraag: Vraag) -> dict[str, str]:
    """What each line of the question is called."""
    return {regel["code"]: in_words(regel["tekst"]) for regel in vraag.regels}


def sentence(vraag: Vraag, regels: Mapping[str, Regelcijfers]) -> str:
    """One sentence that says it; '' where there is nothing to say without saying too much."""
    if vraag.regels:
        return _best_line(vraag, regels)
    cijfers = regels.get("")
    if cijfers is None or not cijfers.aantal or not (cijfers.aantallen or vraag.soort == Vraagsoort.OPEN):
        return ""
    match vraag.soort:
        case Vraagsoort.CIJFER:
            return _marks(cijfers)
        case Vraagsoort.SMILEY5:
            return _agree(cijfers)
        case Vraagsoort.JN:
            return _said_yes(cijfers)
        case Vraagsoort.RANG:
            return _put_first(vraag, cijfers)
        case Vraagsoort.OPEN:
            return ngettext(
                "%(n)s mens schreef een antwoord.", "%(n)s mensen schreven een antwoord.", cijfers.aantal
            ) % {"n": cijfers.aantal}
        case _:
            return _chosen_most(vraag, cijfers)


def headline(vraag: Vraag, aantal: int, cijfers: Mapping[str, Regelcijfers]) -> tuple[str, str, str]:
    """Number, the words beside it, and the sentence."""
    zin = sentence(vraag, cijfers)
    whole = cijfers.get("")
    if whole is not None and whole.gemiddelde is not None:
        words = ngettext("van %(n)s mens", "van %(n)s mensen", aantal) % {"n": aantal}
        return decimal(whole.gemiddelde), words, zin
    words = ngettext("mens gaf antwoord", "mensen gaven antwoord", aantal)
    return str(aantal) if aantal else "", words, zin


def decimal(tenths: int) -> str:
    """71 → '7,1'."""
    return number_format(tenths / 10, decimal_pos=1, use_l10n=True)


def _marks(cijfers: Regelcijfers) -> str:
    if cijfers.gemiddelde is None or cijfers.midden is None:
        return ""
    van, tot = cijfers.midden
    if van == tot:
        return _("Gemiddeld een %(cijfer)s. De helft gaf een %(van)s.") % {
            "cijfer": decimal(cijfers.gemiddelde),
            "van": van,
        }
    return _("Gemiddeld een %(cijfer)s. De helft gaf een cijfer van %(van)s tot en met %(tot)s.") % {
        "cijfer": decimal(cijfers.gemiddelde),
        "van": van,
        "tot": tot,
    }


def _agree(cijfers: Regelcijfers) -> str:
    known = [n for n in (cijfers.aantallen[code] for code in EENS) if n is not None]
    if len(known) < len(EENS):
        return ""
    return ngettext(
        "%(n)s van de %(alle)s mensen is het hiermee eens.",
        "%(n)s van de %(alle)s mensen zijn het hiermee eens.",
        sum(known),
    ) % {"n": sum(known), "alle": cijfers.aantal}


def _said_yes(cijfers: Regelcijfers) -> str:
    ja = cijfers.aantallen["ja"]
    if ja is None:
        return ""
    return ngettext("%(n)s van de %(alle)s mensen zei ja.", "%(n)s van de %(alle)s mensen zeiden ja.", ja) % {
        "n": ja,
        "alle": cijfers.aantal,
    }


def _put_first(vraag: Vraag, cijfers: Regelcijfers) -> str:
    best = _largest(cijfers.eerst)
    if best is None:
        return ""
    n = cijfers.eerst[best] or 0
    return ngettext(
        "%(n)s van de %(alle)s mensen zette ‘%(antwoord)s’ op 1.",
        "%(n)s van de %(alle)s mensen zetten ‘%(antwoord)s’ op 1.",
        n,
    ) % {"n": n, "alle": cijfers.aantal, "antwoord": labels_of(vraag)[best]}


def _chosen_most(vraag: Vraag, cijfers: Regelcijfers) -> str:
    best = _largest(cijfers.aantallen)
    if best is None:
        return ""
    n = cijfers.aantallen[best] or 0
    return ngettext(
        "%(n)s van de %(alle)s mensen koos ‘%(antwoord)s’.",
        "%(n)s van de %(alle)s mensen kozen ‘%(antwoord)s’.",
        n,
    ) % {"n": n, "alle": cijfers.aantal, "antwoord": labels_of(vraag)[best]}


def _largest(aantallen: Mapping[str, int | None]) -> str | None:
    """The answer with the highest number, the first of equals; None when there is no number to show."""
    known = {code: n for code, n in aantallen.items() if n}
    return max(known, key=lambda code: known[code]) if known else None


def _best_line(vraag: Vraag, regels: Mapping[str, Regelcijfers]) -> str:
    """Of yes and no per line: where most people say yes."""
    known = {
        code: (ja, cijfers.aantal)
        for code, cijfers in regels.items()
        if cijfers.aantal and (ja := cijfers.aantallen.get("ja")) is not None
    }
    if vraag.soort != Vraagsoort.JN or not known:
        return ""
    best = max(known, key=lambda code: known[code][0] / known[code][1])
    return _("Het meeste ja bij ‘%(regel)s’: %(n)s van de %(alle)s mensen.") % {
        "regel": line_labels(vraag)[best],
        "n": known[best][0],
        "alle": known[best][1],
    }
