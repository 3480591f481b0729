"""The retention policy: docs/bewaartermijnen.toml read and carried out.

The file names models by label, so this floor needs no import of what lies above it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from kern.klok import now, today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

FILE = Path(settings.BASE_DIR) / "docs" / "bewaartermijnen.toml"
SOORTEN = frozenset({"persoon", "woorden", "tekst", "code"})
VERWIJDER, WIS = "verwijder", "wis"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: rows whose `vanaf` lies more than `dagen` days back are deleted, or some columns emptied."""

    vanaf: str
    dagen: int
    actie: str
    waar: dict[str, Any] = field(default_factory=dict)
    velden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.actie not in (VERWIJDER, WIS) or (self.actie == WIS) != bool(self.velden):
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


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """How many rows one rule met."""

    model: str
    actie: str
    aantal: int


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


def expired(beleid: Beleid, regel: Regel) -> models.QuerySet[models.Model]:
    """The rows that this rule is about, today."""
    model = beleid.model_class()
    column = model._meta.get_field(regel.vanaf)
    age = dt.timedelta(days=regel.dagen)
    limit = now() - age if isinstance(column, models.DateTimeField) else today() - age
    rows = model._base_manager.filter(**{f"{regel.vanaf}__lt": limit}, **regel.waar)
    if regel.actie == WIS:
        rows = rows.exclude(**dict.fromkeys(regel.velden, ""))
    return rows


def apply_policy(
    *, dry_run: bool = False, herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.TAAK
) -> list[Uitkomst]:
    """Carry out every rule, each in a transaction of its own. Out: what was met, rule by rule."""
    return [
        _apply(beleid, regel, dry_run=dry_run, herkomst=herkomst)
        for beleid in read_policy()
        for regel in beleid.regels
    ]


@transaction.atomic
def _apply(beleid: Beleid, regel: Regel, *, dry_run: bool, herkomst: Gebeurtenis.Herkomst) -> Uitkomst:
    rows = expired(beleid, regel)
    count = rows.count()
    if count and not dry_run:
        if regel.actie == VERWIJDER:
            rows.delete()
        else:
            rows.update(**dict.fromkeys(regel.velden, ""))
        log(wijk=None, actie=f"bewaartermijn {regel.actie}", resultaat=f"{count}", herkomst=herkomst)
    return Uitkomst(beleid.model, regel.actie, count)
