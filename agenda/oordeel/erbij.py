"""Put what residents found, and what worked, beside an adopted agenda. Values only."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from agenda.oordeel.beeld import Oordeelbeeld, public_only
from agenda.succes.beeld import Verhaalbeeld
from agenda.weergave import AgendaBeeld


def with_results(
    beeld: AgendaBeeld,
    oordelen: Mapping[uuid.UUID, tuple[Oordeelbeeld, ...]],
    verhalen: Mapping[uuid.UUID, tuple[Verhaalbeeld, ...]],
) -> AgendaBeeld:
    """The agenda with at each action what enough people found, and at each plan its success stories."""
    plannen = tuple(
        replace(
            plan,
            acties=tuple(
                replace(actie, oordelen=public_only(oordelen.get(actie.uuid, ()))) for actie in plan.acties
            ),
            verhalen=verhalen.get(plan.uuid, ()),
        )
        for plan in beeld.plannen
    )
    return replace(beeld, plannen=plannen)
