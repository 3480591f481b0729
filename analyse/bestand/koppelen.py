"""Which column is what: a guess by the code of a question or by its words, for a person to look at.

A column is '' (not used), 'datum', 'taal', 'kanaal', 'v:V04' (a question), 'v:V13:winkel' (one answer, line
or place of it) or 't:V13' (what was written beside 'anders'). No database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analyse.antwoorden import ANDERS, words
from analyse.bestand.waarden import plain
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from kern.fouten import DomeinFout

NIET: Final = ""
DATUM: Final = "datum"
TAAL: Final = "taal"
KANAAL: Final = "kanaal"
VAST: Final = (
    (NIET, "Niet gebruiken"),
    (DATUM, "De datum"),
    (TAAL, "De taal"),
    (KANAAL, "Hoe het binnenkwam"),
)
PERSOON: Final = "Dit lijkt te vertellen wie iemand is. Dat bewaren wij niet."
TIJD: Final = "Dit lijkt een tijd. Kies ‘De datum’ als u de dag wilt bewaren. Het uur bewaren wij nooit."
ONBEKEND: Final = "Wij herkennen deze kolom niet."
_PERSOON: Final = re.compile(
    r"\b(\w*naam|\w*name|e-?mail\w*|mail\w*|telefoon\w*|phone|mobiel\w*|ip|ip-?ad\w+|ipaddr|\w*adres|"
    r"address|straat\w*|postcode|huisnummer|geboorte\w*|user ?agent|browser|device|token|respondent\w*|"
    r"refurl|contact\w*|id)\b"
)
_TIJD: Final = re.compile(
    r"\b(\w*tijd\w*|timestamp|\w*time|submit ?date|start ?date|date ?stamp|laatste actie)\b"
)
_VASTE_TITELS: Final = {
    **dict.fromkeys(("datum", "date", "dag", "maand", "ingevuld op", "datum ingevuld"), DATUM),
    **dict.fromkeys(("taal", "language", "startlanguage", "start language", "begintaal"), TAAL),
    **dict.fromkeys(("kanaal", "channel", "hoe binnengekomen", "hoe kwam het binnen"), KANAAL),
}
_EIGEN: Final = ("nummer", "versie")  # in the file that we write, and not to be read back
_ANDERS: Final = frozenset(
    {"anders", "other", "overig", "comment", "toelichting", "anders:tekst", "anders namelijk"}
)
_NUMMER: Final = re.compile(r"(?:sq|a|y)?0*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Gok:
    """What a column looks like, and in a sentence why it is not used."""

    doel: str
    waarom: str = ""


def guess_columns(kop: Sequence[str], vragen: Sequence[Vraag]) -> list[Gok]:
    """A guess for each column; what is taken already is not guessed again."""
    found: list[Gok] = []
    for titel in kop:
        gok = _guess(titel, vragen)
        taken = gok.doel and any(gok.doel == each.doel for each in found)
        found.append(Gok(NIET, "Dit lijkt dezelfde vraag als een kolom hierboven.") if taken else gok)
    return found


def _guess(titel: str, vragen: Sequence[Vraag]) -> Gok:
    for vraag in vragen:
        doel = _of_question(titel, vraag)
        if doel is not None:
            return Gok(doel)
    known = plain(titel)
    if known in _VASTE_TITELS:
        return Gok(_VASTE_TITELS[known])
    if _PERSOON.search(known):
        return Gok(NIET, PERSOON)
    if _TIJD.search(known):
        return Gok(NIET, TIJD)
    return Gok(NIET, "" if known in _EIGEN else ONBEKEND)


def _of_question(titel: str, vraag: Vraag) -> str | None:
    """What this title says of this question; None when it is about something else."""
    texts = {plain(text) for text in vraag.tekst.values() if text}
    known = plain(titel)
    if known in texts:
        return _whole(vraag)
    if coded := re.match(
        rf"{re.escape(vraag.code)}(?![0-9a-z])(.*)", titel.strip(), re.IGNORECASE | re.DOTALL
    ):
        rest = coded[1].strip(" .:_-")
        if not rest or plain(rest) in texts:
            return _whole(vraag)
        return _part(vraag, _without(rest, texts)) or _whole(vraag)
    rest = _without(titel, texts)
    return _part(vraag, rest) if rest != titel else None


def _without(titel: str, texts: set[str]) -> str:
    """What stands behind the words of the question, mostly between square brackets."""
    inside = re.fullmatch(r"(.*?)\s*\[(.+)\]\s*", titel, re.DOTALL)
    if inside and (not plain(inside[1]) or plain(inside[1]) in texts):
        return inside[2]
    known = plain(titel)
    for text in texts:
        if text and known.startswith(text):
            return known[len(text) :].strip(" -–:/.?[]")
    return titel


def _whole(vraag: Vraag) -> str | None:
    return None if vraag.regels else f"v:{vraag.code}"


def _part(vraag: Vraag, rest: str) -> str | None:
    known = plain(rest.strip("[]() "))
    if known in _ANDERS and known != ANDERS and has_other(vraag):
        return f"t:{vraag.code}"
    parts = parts_of(vraag)
    for number, (code, names) in enumerate(parts, start=1):
        counted = _NUMMER.fullmatch(known)
        if known == plain(code) or known in names or (counted and int(counted[1]) == number):
            return f"v:{vraag.code}:{code}"
    return None


def has_other(vraag: Vraag) -> bool:
    """Whether something may be written beside 'anders'."""
    return any(keuze["code"] == ANDERS for keuze in vraag.antwoorden)


def parts_of(vraag: Vraag) -> list[tuple[str, list[str]]]:
    """(code, words to compare) of what may have a column of its own: a line, an answer, a place."""
    if vraag.soort == Vraagsoort.RANG:
        return [
            (str(place), [f"rang {place}"])
            for place in range(1, (vraag.hoogstens or len(vraag.antwoorden)) + 1)
        ]
    each = vraag.regels or (vraag.antwoorden if vraag.soort == Vraagsoort.MEER else [])
    return [(part["code"], [plain(text) for text in part["tekst"].values()]) for part in each]


def choices_for(vragen: Sequence[Vraag], now: str) -> list[tuple[str, object]]:
    """What a column may be. The parts of a question are offered where it was guessed or chosen."""
    found: list[tuple[str, object]] = [*VAST]
    code = now.split(":")[1] if ":" in now else ""
    for vraag in vragen:
        name = f"{vraag.code} {words(vraag.tekst, 'nl')}"
        if not vraag.regels:
            found.append((f"v:{vraag.code}", name))
        if vraag.code == code or vraag.regels:
            found += [
                (f"v:{vraag.code}:{part}", f"{name} – {_named(vraag, part)}") for part, _ in parts_of(vraag)
            ]
        if has_other(vraag):
            found.append((f"t:{vraag.code}", f"{vraag.code} wat mensen bij ‘anders’ schreven"))
    return found


def _named(vraag: Vraag, part: str) -> str:
    if vraag.soort == Vraagsoort.RANG:
        return f"plaats {part}"
    each = {row["code"]: words(row["tekst"], "nl") for row in (*vraag.regels, *vraag.antwoorden)}
    return each[part]


def check_columns(kolommen: Sequence[str], vragen: Sequence[Vraag], breed: int) -> None:
    """Raises DomeinFout when columns are tied to what is not there, or two to the same thing."""
    allowed = {code for code, _ in VAST}
    for vraag in vragen:
        allowed |= {f"v:{vraag.code}"} if not vraag.regels else set()
        allowed |= {f"v:{vraag.code}:{part}" for part, _ in parts_of(vraag)}
        allowed |= {f"t:{vraag.code}"} if has_other(vraag) else set()
    if len(kolommen) != breed or not set(kolommen) <= allowed:
        raise DomeinFout("De vragenlijst is intussen veranderd. Kies de kolommen opnieuw.")
    used = [doel for doel in kolommen if doel]
    twice = next((doel for doel in used if used.count(doel) > 1), "")
    if twice:
        raise DomeinFout(f"Twee kolommen zijn allebei ‘{_says(twice)}’. Kies er één.")
    if not any(doel.startswith("v:") for doel in used):
        raise DomeinFout("Kies bij minstens één kolom een vraag van de lijst.")


def _says(doel: str) -> str:
    return dict(VAST).get(doel) or " ".join(doel.split(":")[1:])
