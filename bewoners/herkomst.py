"""Where an input was taken from, when a person of the team made it of something else.

What lies above this app says in AppConfig.ready() how that is found.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # who registers does so before there are models
    from wijken.models import Wijk


@dataclass(frozen=True, slots=True)
class Herkomst:
    """In words where it comes from, and the address of the page where it stands."""

    zin: str
    adres: str


_PATHS: list[str] = []


def register_herkomst(path: str) -> None:
    """A dotted path to (wijk, keys of inputs) → Herkomst by key; what it does not know is left out."""
    if path not in _PATHS:
        _PATHS.append(path)


def herkomst_of(wijk: Wijk, inbrengen: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Herkomst]:
    """Where these inputs come from; what residents handed in themselves is left out."""
    found: dict[uuid.UUID, Herkomst] = {}
    for path in _PATHS:
        find: Callable[[Wijk, Collection[uuid.UUID]], Mapping[uuid.UUID, Herkomst]] = import_string(path)
        found |= find(wijk, inbrengen)
    return found
