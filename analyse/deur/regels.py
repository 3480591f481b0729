"""What may be noted of a piece of street, and what the counts say. No database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyse.regels import MIN_PERCENTAGE
from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, find_gegevens

MAX_NAAM: Final = 80
MAX_NOTITIE: Final = 300
MAX_DELEN: Final = 200
VEEL_DICHT: Final = 5  # fewer shut doors are chance
# A number, but not '1e Dwarsstraat', not the year of 'Plein 1944' and not the road N381.
HUISNUMMER: Final = re.compile(
    r"(?:(?<![\w.,])|(?<=[a-z]{2}))(?!(?:1[89]|20)\d\d\b)(?!\d{1,2}(?:e|de|ste)\s+[a-z])\d", re.IGNORECASE
)
NUMMERWOORD: Final = re.compile(
    r"\b(?:huisnummer|huisnr|nummer|nr\.?|\w*(?:straat|laan|weg|plein|hof|dijk|kade|pad|steeg|gracht|singel))\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What came of ringing at doors: of one piece of street, or of a whole round."""

    gebeld: int = 0
    gesproken: int = 0
    geen_gehoor: int = 0

    @property
    def geen_tijd(self) -> int:
        """Who opened the door and did not want to, or could not now."""
        return self.gebeld - self.gesproken - self.geen_gehoor

    @property
    def veel_niet_thuis(self) -> bool:
        """Whether it is worth going again at another hour."""
        return self.geen_gehoor >= VEEL_DICHT and self.geen_gehoor * 2 > self.gebeld


def name_of(straat: str, deel: str) -> str:
    """A piece of street in full: 'Kerklaan (tot de bocht)'."""
    return f"{straat} ({deel})" if deel else straat


def total(tellingen: Iterable[Telling]) -> Telling:
    """All of them together."""
    rows = list(tellingen)
    return Telling(
        sum(row.gebeld for row in rows),
        sum(row.gesproken for row in rows),
        sum(row.geen_gehoor for row in rows),
    )


def in_words(telling: Telling, antwoorden: int) -> str:
    """'Aan 84 deuren gebeld, 31 gesproken (37%), …' A share only where there are enough doors for one."""
    if not telling.gebeld and not antwoorden:
        return _("Nog nergens aangebeld.")
    parts = [
        ngettext("Aan %(n)d deur gebeld", "Aan %(n)d deuren gebeld", telling.gebeld) % {"n": telling.gebeld},
        _spoken(telling),
        _("%(n)d niet thuis") % {"n": telling.geen_gehoor},
    ]
    if telling.geen_tijd:
        parts.append(_("%(n)d geen tijd of geen zin") % {"n": telling.geen_tijd})
    parts.append(ngettext("%(n)d antwoord", "%(n)d antwoorden", antwoorden) % {"n": antwoorden})
    return ", ".join(parts) + "."


def _spoken(telling: Telling) -> str:
    if telling.gebeld < MIN_PERCENTAGE:
        return _("%(n)d gesproken") % {"n": telling.gesproken}
    share = round(telling.gesproken * 100 / telling.gebeld)
    return _("%(n)d gesproken (%(deel)d%%)") % {"n": telling.gesproken, "deel": share}


def read_regels(tekst: str) -> list[tuple[str, str]]:
    """(street, which piece) of each line 'Straat: stuk'. Raises DomeinFout, also for a house number."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for line in tekst.splitlines():
        straat, _colon, deel = (" ".join(part.split()) for part in line.partition(":"))
        if not straat and not deel:
            continue
        check_deel(straat, deel)
        found.setdefault((straat.casefold(), deel.casefold()), (straat, deel))
    if not found:
        raise DomeinFout(_("Schrijf minstens één straat op. Elke straat op een eigen regel."))
    return list(found.values())


def check_deel(straat: str, deel: str) -> None:
    """Raises DomeinFout for a street without a name, too many letters, or a house number."""
    shown = f"{straat}: {deel}" if deel else straat
    if not straat:
        raise DomeinFout(
            _("Zet de naam van de straat voor de dubbele punt. Kijk naar ‘%(regel)s’.") % {"regel": shown}
        )
    if max(len(straat), len(deel)) > MAX_NAAM:
        raise DomeinFout(_("‘%(regel)s…’ is te lang. Gebruik hooguit 80 letters.") % {"regel": shown[:40]})
    if HUISNUMMER.search(straat) or HUISNUMMER.search(deel):
        raise DomeinFout(
            _(
                "Noteer nooit een huisnummer: dan is te zien wie wij spraken. Schrijf de straat en welk "
                "stuk, bijvoorbeeld ‘Dorpsstraat: even kant’. Het gaat om: ‘%(regel)s’."
            )
            % {"regel": shown}
        )


def check_notitie(tekst: str) -> None:
    """Raises DomeinFout for a note that is too long, or that tells of one house or one person."""
    if len(tekst) > MAX_NOTITIE:
        raise DomeinFout(_("Uw notitie is te lang. Gebruik hooguit 300 letters."))
    zeker = {Gegeven.TELEFOON, Gegeven.MAIL, Gegeven.BSN, Gegeven.IBAN, Gegeven.ADRES}
    if NUMMERWOORD.search(tekst) or any(each.soort in zeker for each in find_gegevens(tekst)):
        raise DomeinFout(
            _(
                "Noteer nooit een huisnummer, telefoonnummer of mailadres. "
                "Schrijf alleen iets over dit stuk straat."
            )
        )
