"""What one act did to a number of answers, kept so that it can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analyse.models import Antwoord
from bewoners.services.handeling import Handeling

Beeld = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stap:
    """One answer before and after. Undo restores `voor`, only while the row still is as in `na`."""

    antwoord: uuid.UUID
    voor: Beeld
    na: Beeld


@dataclass(frozen=True, slots=True)
class Zet:
    """The outcome of a service: `aantal` answers changed, `weg` could not. Undo puts `stappen` back."""

    soort: str
    aantal: int = 0
    weg: int = 0
    stappen: tuple[Stap, ...] = ()
    gemaakt: tuple[tuple[uuid.UUID, Beeld], ...] = ()  # stories that this act made, as they were then
    handeling: Handeling | None = None  # what it did to a bundle

    @property
    def terug(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.stappen or self.gemaakt or (self.handeling and self.handeling.stappen))

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the session. No words of residents."""
        return {
            "soort": self.soort,
            "aantal": self.aantal,
            "weg": self.weg,
            "stappen": [[str(stap.antwoord), stap.voor, stap.na] for stap in self.stappen],
            "gemaakt": [[str(pk), beeld] for pk, beeld in self.gemaakt],
            "handeling": self.handeling.to_json() if self.handeling else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Zet:
        return cls(
            soort=data["soort"],
            aantal=data["aantal"],
            weg=data["weg"],
            stappen=tuple(Stap(uuid.UUID(pk), voor, na) for pk, voor, na in data["stappen"]),
            gemaakt=tuple((uuid.UUID(pk), beeld) for pk, beeld in data["gemaakt"]),
            handeling=Handeling.from_json(data["handeling"]) if data["handeling"] else None,
        )


def snapshot(antwoord: Antwoord) -> Beeld:
    """What undo puts back: whether it was read, and its labels."""
    return {"status": antwoord.status, "labels": list(antwoord.labels)}
