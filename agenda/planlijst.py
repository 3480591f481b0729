"""A long list of plans, folded: which are shown, and which one is open. Values only, no database.

What asks for something comes first; a plan opens on an address of its own (`?plan=<uuid>`), so that it works
without JavaScript and a link can lead to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar
from urllib.parse import urlencode

ALLES: Final = "alles"


class Plan(Protocol):
    """Anything with the key of a plan."""

    @property
    def uuid(self) -> uuid.UUID: ...


P = TypeVar("P", bound=Plan)


@dataclass(frozen=True, slots=True)
class Planlijst(Generic[P]):
    """The plans that are shown, and the one that is open."""

    plannen: tuple[P, ...]
    open: P | None
    toon: str  # '' for what asks for something, or ALLES
    alle: int
    vraagt: int
    erbij: str  # what goes along in the address of each plan, with an & before it

    @property
    def kiesbaar(self) -> bool:
        """Whether the two choices differ."""
        return 0 < self.vraagt < self.alle


def asked_plan(vraag: Mapping[str, str]) -> uuid.UUID | None:
    """The plan in the query of an address; None without one, or for what is no key."""
    try:
        return uuid.UUID(vraag.get("plan", ""))
    except ValueError:
        return None


def fold(
    plannen: Sequence[P],
    vraag: Mapping[str, str],
    *,
    vraagt: Callable[[P], bool],
    ook: Mapping[str, str] | None = None,
) -> Planlijst[P]:
    """The plans for which `vraagt` is true, or all: when that was asked, or when none is.

    The open plan always shows; the only plan is open. `ook`: more that the addresses keep, such as a label
    that somebody looks for an action for; then every plan may be the one.
    """
    ook = {key: value for key, value in (ook or {}).items() if value}
    sleutel, aantal = asked_plan(vraag), sum(map(vraagt, plannen))
    toon = ALLES if vraag.get("toon") == ALLES or ook or not aantal else ""
    shown = tuple(plan for plan in plannen if toon or plan.uuid == sleutel or vraagt(plan))
    found = next((plan for plan in shown if plan.uuid == sleutel), None)
    if found is None and len(plannen) == 1:
        found = plannen[0]
    erbij = urlencode(({"toon": toon} if toon else {}) | ook)
    return Planlijst(shown, found, toon, len(plannen), aantal, f"&{erbij}" if erbij else "")
