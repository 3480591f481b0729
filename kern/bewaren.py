"""How long what is kept: docs/bewaartermijnen.toml read. `agenda.bewaartermijnen` carries it out.

The file names models by label, so this floor needs no import of what lies above it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

FILE = Path(settings.BASE_DIR) / "docs" / "bewaartermijnen.toml"
SOORTEN = frozenset({"persoon", "woorden", "tekst", "code"})
VERWIJDER, WIS, SLUIT = "verwijder", "wis", "sluit"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: rows whose `vanaf` lies more than `dagen` days back are deleted, emptied in part, or closed.

    "sluit" is for accounts alone: their app knows what it takes to close one.
    """

    vanaf: str
    dagen: int
    actie: str
    waar: dict[str, Any] = field(default_factory=dict)
    velden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.actie not in (VERWIJDER, WIS, SLUIT) or (self.actie == WIS) != bool(self.velden):
            raise ValueError(f"{self} does not say what to do.")


@dataclass(frozen=True, slots=True)
class Beleid:
    """What the file says of one model."""

    model: str
    wat: str
    bewaren: str
    reden: str
    velden: dict[str, str]
    regels: tuple[Regel, ...]

    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)


def read_policy(path: Path = FILE) -> list[Beleid]:
    """The policy, in the order of the file. Raises ValueError or TypeError on a line that means nothing."""
    found = []
    for label, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        regels = tuple(
            Regel(**{**regel, "velden": tuple(regel.get("velden", ()))}) for regel in entry.pop("regels")
        )
        beleid = Beleid(model=label, regels=regels, **entry)
        if unknown := set(beleid.velden.values()) - SOORTEN:
            raise ValueError(f"{label}: unknown kind of column {unknown}")
        found.append(beleid)
    return found


@cache
def time_kept(model: type[models.Model]) -> dt.timedelta:
    """How long every row of `model` stays at most. Raises LookupError where the policy sets no such limit."""
    for beleid in read_policy():
        if beleid.model == model._meta.label:
            for regel in beleid.regels:
                if regel.actie == VERWIJDER and not regel.waar:
                    return dt.timedelta(days=regel.dagen)
    raise LookupError(f"docs/bewaartermijnen.toml sets no limit to {model._meta.label}.")


@cache
def days_until_closed(model: type[models.Model]) -> int:
    """After how many days a row of `model` is closed. Raises LookupError where the policy closes none."""
    for beleid in read_policy():
        if beleid.model == model._meta.label:
            for regel in beleid.regels:
                if regel.actie == SLUIT:
                    return regel.dagen
    raise LookupError(f"docs/bewaartermijnen.toml closes no {model._meta.label}.")
