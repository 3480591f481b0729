"""How far somebody is with a list: what was answered, which page comes next, what still has to be asked.

A half-filled list lives in a Concept. Its `gegevens` hold the list and the version it began with, and under
`v:<code>` the answers to one question; a question that was passed has an empty list there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final, Literal

from analyse.antwoorden import Gegeven, asked
from analyse.inzenden import questions_of
from analyse.keuzes import Laat, Lijstsoort
from analyse.models import Vraag, Vragenlijst
from bewoners.models import Concept
from kern.tekstcontrole import lijkt_hulpvraag

VRAAG: Final = "v:"
Bladsoort = Literal["namens", "vraag", "meer", "delen"]


@dataclass(frozen=True, slots=True)
class Blad:
    """One page of the way: a question by its code, or one of the pages in between."""

    soort: Bladsoort
    code: str = ""


def pack(antwoord: Sequence[Gegeven]) -> list[dict[str, Any]]:
    """Answers as a Concept keeps them; what is empty is left out."""
    return [{key: value for key, value in asdict(each).items() if value} for each in antwoord]


def unpack(rows: Sequence[dict[str, Any]]) -> tuple[Gegeven, ...]:
    """The reverse of `pack`."""
    return tuple(Gegeven(**{**row, "keuzes": tuple(row.get("keuzes", ()))}) for row in rows)


@dataclass(frozen=True)
class Invulling:
    """A half-filled list, in the version that it began with."""

    concept: Concept
    lijst: Vragenlijst
    vragen: tuple[Vraag, ...]

    @property
    def kladblok(self) -> dict[str, Any]:
        """What the concept keeps."""
        gegevens: dict[str, Any] = self.concept.gegevens
        return gegevens

    @cached_property
    def gegevens(self) -> dict[str, tuple[Gegeven, ...]]:
        """The answers by code of their question."""
        return {
            key.removeprefix(VRAAG): unpack(rows)
            for key, rows in self.kladblok.items()
            if key.startswith(VRAAG)
        }

    @cached_property
    def eerst(self) -> list[Vraag]:
        """The questions that are asked of everyone."""
        return [vraag for vraag in asked(self.vragen, self.gegevens) if not vraag.daarna]

    @cached_property
    def daarna(self) -> list[Vraag]:
        """The questions for who has five minutes more."""
        return [vraag for vraag in asked(self.vragen, self.gegevens) if vraag.daarna]

    @property
    def telt_mee(self) -> bool:
        """Whether what is sent now counts: the list is open, or its team counts who was still busy."""
        return self.lijst.is_open or self.lijst.laat == Laat.MEE

    @property
    def vraagt_meer(self) -> bool:
        """Whether there is a second part to ask about."""
        return bool(self.eerst and self.daarna)

    @property
    def gevraagd(self) -> list[Vraag]:
        """The questions this person gets, in order."""
        if self.vraagt_meer and self.kladblok.get("meer") != "ja":
            return self.eerst
        return [*self.eerst, *self.daarna]

    @property
    def eigen_woorden(self) -> list[str]:
        """What was written, beside what was chosen."""
        return [
            each.tekst for vraag in self.gevraagd for each in self.gegevens.get(vraag.code, ()) if each.tekst
        ]

    @property
    def hulpvraag(self) -> bool:
        """Whether somebody seems to ask for help, which this list is not for."""
        return any(lijkt_hulpvraag(tekst) for tekst in self.eigen_woorden)

    @cached_property
    def bladen(self) -> list[Blad]:
        """All pages before the overview, in order."""
        bladen = [Blad("namens")] if self.lijst.soort == Lijstsoort.PARTNERS else []
        bladen += [Blad("vraag", vraag.code) for vraag in self.eerst]
        if self.vraagt_meer:
            bladen.append(Blad("meer"))
        bladen += [Blad("vraag", vraag.code) for vraag in self.gevraagd[len(self.eerst) :]]
        return [*bladen, Blad("delen")] if self.eigen_woorden else bladen

    def is_done(self, blad: Blad) -> bool:
        """Whether this page was answered or passed."""
        keys = {"namens": "organisatie", "meer": "meer", "delen": "mag_delen", "vraag": VRAAG + blad.code}
        return keys[blad.soort] in self.kladblok

    @property
    def volgende(self) -> Blad | None:
        """The first page that still has something to ask; None when the overview is next."""
        return next((blad for blad in self.bladen if not self.is_done(blad)), None)

    def after(self, blad: Blad) -> Blad | None:
        """The page that follows this one; None for the overview."""
        found = self.bladen.index(blad) if blad in self.bladen else -1
        rest = self.bladen[found + 1 :]
        return rest[0] if rest else None

    def before(self, blad: Blad) -> Blad | None:
        """The page before this one; None for the first."""
        found = self.bladen.index(blad) if blad in self.bladen else 0
        return self.bladen[found - 1] if found else None

    def nummer(self, code: str) -> int:
        """Which question this is, counted from 1."""
        return [vraag.code for vraag in self.gevraagd].index(code) + 1

    def find(self, code: str) -> Vraag | None:
        """The question with this code, when it is asked."""
        return next((vraag for vraag in self.gevraagd if vraag.code == code), None)


def load_invulling(concept: Concept, lijst: Vragenlijst) -> Invulling | None:
    """What stands in the concept, when it is about this list and was not sent. One query."""
    if concept.verzonden or concept.gegevens.get("lijst") != str(lijst.pk):
        return None
    return Invulling(concept, lijst, tuple(questions_of(lijst, int(concept.gegevens["versie"]))))
