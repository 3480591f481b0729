"""What residents read of needs and promises under an action of the adopted agenda. Values only."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from agenda.weergave import AgendaBeeld, Bijdragen

Gelezen = Mapping[uuid.UUID, Bijdragen]


def with_bijdragen(beeld: AgendaBeeld, gelezen: Gelezen) -> AgendaBeeld:
    """The agenda with what its actions still need, and who takes part."""
    if not gelezen:
        return beeld
    plannen = (
        replace(
            plan,
            acties=tuple(
                replace(actie, bijdragen=gelezen[actie.uuid]) if actie.uuid in gelezen else actie
                for actie in plan.acties
            ),
        )
        for plan in beeld.plannen
    )
    return replace(beeld, plannen=tuple(plannen))
