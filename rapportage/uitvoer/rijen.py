"""The adopted agenda as rows: one per action, and one for a plan in which nothing is to be done yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from agenda.weergave import AgendaBeeld

Cel: TypeAlias = int | str | dt.date | None
KOPPEN: Final = (
    "Nummer van het plan",
    "Plan",
    "Onderwerp",
    "Wat",
    "Wie",
    "Wanneer",
    "Klaar op",
    "Hoe gaat het",
    "Toelichting",
    "Stand op",
)


@dataclass(frozen=True, slots=True)
class Rij:
    """One action of a plan, in the order of KOPPEN; without an action the last seven are empty."""

    nummer: int
    plan: str
    onderwerp: str
    wat: str = ""
    wie: str = ""
    wanneer: str = ""
    klaar_op: dt.date | None = None
    status: str = ""
    toelichting: str = ""
    stand_op: dt.date | None = None

    @property
    def cellen(self) -> tuple[Cel, ...]:
        return (
            self.nummer,
            self.plan,
            self.onderwerp,
            self.wat,
            self.wie,
            self.wanneer,
            self.klaar_op,
            self.status,
            self.toelichting,
            self.stand_op,
        )


def rows_of(beeld: AgendaBeeld) -> Iterator[Rij]:
    """All rows, in the order of the page."""
    for plan in beeld.plannen:
        if not plan.acties:
            yield Rij(plan.nummer, plan.titel, plan.onderwerp)
        for actie in plan.acties:
            yield Rij(
                plan.nummer,
                plan.titel,
                plan.onderwerp,
                wat=actie.wat,
                wie=actie.trekker,
                wanneer=actie.wanneer,
                klaar_op=actie.klaar_op,
                status=str(actie.status.label),
                toelichting=actie.tekst,
                stand_op=actie.datum,
            )
