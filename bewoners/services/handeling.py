"""What one act of the team did to a number of inputs, kept so that it can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import QuerySet

from bewoners.models import Inbreng
from kern.fouten import DomeinFout
from wijken.models import Wijk

MAX_KEUZE: Final = 200
# What moderation and bundling change; the words themselves are not among them.
VELDEN: Final = ("status", "reden", "doorgegeven_aan", "bundel_id")

# The chosen inputs, each with the revisie that was read on screen (None: not checked).
Keuze = Mapping[uuid.UUID, int | None]


@dataclass(frozen=True, slots=True)
class Stap:
    """One input before and after. Undo restores `voor`, only while the row still is as in `na`."""

    inbreng: uuid.UUID
    voor: dict[str, str]
    na: dict[str, str]


@dataclass(frozen=True, slots=True)
class Handeling:
    """The outcome of a service: what changed, and what could not be done."""

    soort: str
    stappen: tuple[Stap, ...] = ()
    gewijzigd: int = 0  # the resident changed the text after it was read: read it again
    weg: int = 0  # taken back, or its text is gone
    bundel: uuid.UUID | None = None  # made by this act
    doel: uuid.UUID | None = None  # the bundle it is about

    @property
    def aantal(self) -> int:
        return len(self.stappen)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the session."""
        return {
            "soort": self.soort,
            "stappen": [[str(s.inbreng), s.voor, s.na] for s in self.stappen],
            "gewijzigd": self.gewijzigd,
            "weg": self.weg,
            "bundel": str(self.bundel or ""),
            "doel": str(self.doel or ""),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Handeling:
        return cls(
            soort=data["soort"],
            stappen=tuple(Stap(uuid.UUID(pk), voor, na) for pk, voor, na in data["stappen"]),
            gewijzigd=data["gewijzigd"],
            weg=data["weg"],
            bundel=uuid.UUID(data["bundel"]) if data["bundel"] else None,
            doel=uuid.UUID(data["doel"]) if data["doel"] else None,
        )


@dataclass(slots=True)
class Telling:
    """Counts while a service walks along the rows."""

    stappen: list[Stap] = field(default_factory=list)
    gewijzigd: int = 0
    weg: int = 0


def snapshot(inbreng: Inbreng) -> dict[str, str]:
    """The fields that undo restores, as text."""
    return {name: str(getattr(inbreng, name) or "") for name in VELDEN}


def restore(inbreng: Inbreng, values: Mapping[str, str]) -> None:
    """Set the fields back; the caller saves."""
    inbreng.status = values["status"]
    inbreng.reden = values["reden"]
    inbreng.doorgegeven_aan = values["doorgegeven_aan"]
    inbreng.bundel_id = uuid.UUID(values["bundel_id"]) if values["bundel_id"] else None


def lock_inbreng(wijk: Wijk, pks: Iterable[uuid.UUID]) -> QuerySet[Inbreng]:
    """The rows of this wijk, locked in one order, so that two people at work never block each other."""
    return Inbreng.objects.for_wijk(wijk).select_for_update().filter(pk__in=list(pks)).order_by("pk")


def change_each(
    wijk: Wijk, keuze: Keuze, change: Callable[[Inbreng], None], done: Callable[[Inbreng], None]
) -> Telling:
    """Apply `change` to each chosen input that is still there, unchanged since it was read.

    A row that already is as wanted stays untouched, so that a repeat does nothing. `done` writes the log.
    Raises DomeinFout for an empty or too large choice.
    """
    if not keuze:
        raise DomeinFout("Kies eerst een verhaal.")
    if len(keuze) > MAX_KEUZE:
        raise DomeinFout(f"Dit zijn te veel verhalen tegelijk. Kies er hooguit {MAX_KEUZE}.")
    telling = Telling()
    rows = list(lock_inbreng(wijk, keuze))
    telling.weg = len(keuze) - len(rows)
    for inbreng in rows:
        gelezen = keuze[inbreng.pk]
        if inbreng.status == Inbreng.Status.AFGEHANDELD:
            telling.weg += 1
        elif gelezen is not None and gelezen != inbreng.revisie:
            telling.gewijzigd += 1
        else:
            voor = snapshot(inbreng)
            change(inbreng)
            na = snapshot(inbreng)
            if na != voor:
                inbreng.save(update_fields=VELDEN)
                telling.stappen.append(Stap(inbreng.pk, voor, na))
                done(inbreng)
    return telling
