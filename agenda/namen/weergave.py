"""Names in an agenda that is shown: what an organisation that got another name is called now. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agenda.namen.regels import with_new_name
from agenda.weergave import ActieBeeld, AgendaBeeld


def with_new_names(beeld: AgendaBeeld, wissels: Mapping[str, str]) -> AgendaBeeld:
    """The same, with '(heet nu …)' behind each old name of who does something or was asked."""
    if not wissels:
        return beeld
    plannen = (
        replace(
            plan,
            trekker=with_new_name(plan.trekker, wissels),
            acties=tuple(_actie(actie, wissels) for actie in plan.acties),
        )
        for plan in beeld.plannen
    )
    partijen = (replace(partij, naam=with_new_name(partij.naam, wissels)) for partij in beeld.partijen)
    return replace(beeld, plannen=tuple(plannen), partijen=tuple(partijen))


def _actie(actie: ActieBeeld, wissels: Mapping[str, str]) -> ActieBeeld:
    """Who makes it happen, and who told how it goes."""
    return replace(
        actie,
        trekker=with_new_name(actie.trekker, wissels),
        wie=with_new_name(actie.wie, wissels),
    )
