"""The adopted agenda as rows: one per action, and one for a plan in which nothing is to be done yet.

Below them what residents ask of their team: rows without the number of a plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agenda.weergave import AgendaBeeld
from kern.tabel import Cel

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
    "Hoeveel mensen vroegen dit",
    "Waarden",
)
AAN_HET_TEAM: Final = "Wat wij van ons wijkteam vragen"


@dataclass(frozen=True, slots=True)
class Rij:
    """One action of a plan, in the order of KOPPEN; without an action its cells after the subject are empty.

    Of a question to the team `nummer` is empty, `status` and `toelichting` are the answer.
    """

    nummer: int | None
    plan: str
    onderwerp: str
    wat: str = ""
    wie: str = ""
    wanneer: str = ""
    klaar_op: dt.date | None = None
    status: str = ""
    toelichting: str = ""
    stand_op: dt.date | None = None
    mensen: int | None = None
    waarden: str = ""  # of its plan, the most important first

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
            self.mensen,
            self.waarden,
        )


def rows_of(beeld: AgendaBeeld) -> Iterator[Rij]:
    """All rows, in the order of the page."""
    for plan in beeld.plannen:
        waarden = ", ".join(waarde.woord for waarde in plan.waarden)
        if not plan.acties:
            yield Rij(plan.nummer, plan.titel, plan.onderwerp, waarden=waarden)
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
                waarden=waarden,
            )
    for vraag in beeld.teamvragen:
        yield Rij(
            None,
            AAN_HET_TEAM,
            "",
            wat=vraag.tekst,
            wie=vraag.wie,
            status=vraag.antwoord,
            toelichting=vraag.toelichting,
            stand_op=vraag.datum,
            mensen=vraag.aantal,
        )
