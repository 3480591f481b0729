"""Taking back a story that the team made of an answer.

The agenda lies above this app and may have copied the story: it says in AppConfig.ready() how words are
taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # the agenda registers before there are models
    from bewoners.models import Inbreng
    from gebruikers.models import Gebruiker

_PATHS: dict[str, str] = {}


def register_withdraw(path: str) -> None:
    """A dotted path to (inbreng, door) → None, which takes an input back with every copy of its words."""
    _PATHS["withdraw"] = path


def withdraw_story(inbreng: Inbreng, door: Gebruiker | None = None) -> None:
    """Take one story back, as a resident does. Gone already: nothing happens."""
    withdraw: Callable[..., Any] = import_string(_PATHS["withdraw"])
    withdraw(inbreng=inbreng, door=door)
