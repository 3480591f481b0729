"""For which action of the agenda somebody offers something.

The agenda lies above this app and says in AppConfig.ready() where its actions are found. What people read is
always the name that the agenda gives: an address holds the key alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # the agenda registers before there are models
    from wijken.models import Wijk


@dataclass(frozen=True, slots=True)
class Over:
    """An action: its key, and what it is called in the adopted agenda."""

    sleutel: uuid.UUID
    wat: str


_PATHS: dict[str, str] = {}


def register_acties(*, find: str, names: str) -> None:
    """Dotted paths, because models cannot be imported yet at that moment.

    `find`: (wijk, key of an action or of what it needs) → Over, or None for what nobody may read.
    `names`: (wijk, keys) → the action in words by its key, for the team.
    """
    _PATHS.update(find=find, names=names)


def find_over(wijk: Wijk, sleutel: str) -> Over | None:
    """The action that is meant in an address or a form; None for anything unknown, or of another wijk."""
    try:
        key = uuid.UUID(sleutel)
    except ValueError:
        return None
    find: Callable[[Wijk, uuid.UUID], Over | None] = import_string(_PATHS["find"])
    return find(wijk, key)


def names_of(wijk: Wijk, sleutels: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """The actions in words, for the team. One that stands nowhere any more is left out."""
    if not sleutels:
        return {}
    names: Callable[[Wijk, Collection[uuid.UUID]], Mapping[uuid.UUID, str]] = import_string(_PATHS["names"])
    return names(wijk, sleutels)
