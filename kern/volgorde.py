"""Rows in an order that people choose: one place up or down."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from django.db import models
from django.http import HttpRequest


class Richting(StrEnum):
    """Which way a row moves in its list."""

    OMHOOG = "omhoog"
    OMLAAG = "omlaag"

    @classmethod
    def sent(cls, request: HttpRequest) -> Richting:
        """What the button of a form said; down, unless it said up."""
        return cls.OMHOOG if request.POST.get("richting") == cls.OMHOOG else cls.OMLAAG


M = TypeVar("M", bound=models.Model)


def move(row: M, rows: Iterable[M], richting: Richting) -> bool:
    """Swap a row with its neighbour in `rows`, which stand in their order and are locked by the caller.

    All places are written anew. False when it stands at that end already, or is not there any more.
    """
    all_rows = list(rows)
    here = next((place for place, each in enumerate(all_rows) if each.pk == row.pk), -1)
    there = here - 1 if richting is Richting.OMHOOG else here + 1
    if here < 0 or not 0 <= there < len(all_rows):
        return False
    all_rows[here], all_rows[there] = all_rows[there], all_rows[here]
    for place, each in enumerate(all_rows, start=1):
        each.volgorde = place  # type: ignore[attr-defined]  # a model with this column
    type(row)._default_manager.bulk_update(all_rows, ["volgorde"])
    return True
