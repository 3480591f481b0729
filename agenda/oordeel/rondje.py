"""Going round the actions, one a screen: which one now, and where to go on. Values only."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agenda.oordeel.selectors import Eigen
from agenda.weergave import ActieBeeld

KLAAR = "klaar"


@dataclass(frozen=True, slots=True)
class Rondje:
    """The actions that can be judged, what this visitor said of each, and the address of the page."""

    acties: Sequence[ActieBeeld]
    eigen: Mapping[uuid.UUID, Eigen]
    adres: str

    def find(self, gevraagd: str) -> ActieBeeld | None:
        """The action that the address asks for, else the first without an answer; None when all is said."""
        for actie in self.acties:
            if str(actie.uuid) == gevraagd:
                return actie
        if gevraagd == KLAAR:
            return None
        return next((actie for actie in self.acties if actie.uuid not in self.eigen), None)

    def after(self, actie: ActieBeeld) -> str:
        """The address of the next action, or after the last one of the page that says thanks."""
        place = self.place(actie)
        volgende = str(self.acties[place].uuid) if place < len(self.acties) else KLAAR
        return f"{self.adres}?actie={volgende}"

    def place(self, actie: ActieBeeld) -> int:
        """Its number, counted from one."""
        return self.acties.index(actie) + 1

    def overzicht(self) -> list[tuple[ActieBeeld, Eigen | None]]:
        """All actions with what was said."""
        return [(actie, self.eigen.get(actie.uuid)) for actie in self.acties]
