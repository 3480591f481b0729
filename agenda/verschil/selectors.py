"""With what an adopted agenda is compared, and what may be said of the older text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from agenda.inhoud import Inhoud, PlanTekst
from agenda.models import AgendaVersie, Reactieronde
from agenda.passages import passages
from agenda.verschil.vergelijken import Soort, Verandering, compare
from agenda.verschil.waarden import compare_waarden


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """An adopted agenda beside what went before it."""

    met_versie: int  # the number of the version before; 0: the concept
    datum: dt.date  # the day of what went before
    veranderingen: tuple[Verandering, ...]

    @property
    def groepen(self) -> list[tuple[Soort, list[Verandering]]]:
        """By kind, only those that are there."""
        groups = [(soort, [each for each in self.veranderingen if each.soort is soort]) for soort in Soort]
        return [group for group in groups if group[1]]


def has_before(versie: AgendaVersie) -> bool:
    """Whether there is something to compare this version with. At most one query."""
    return versie.nummer > 1 or _rondes(versie) is not None


def compare_before(versie: AgendaVersie) -> Vergelijking | None:
    """What is different from the version before, else from the last concept; None without either."""
    before = (
        AgendaVersie.objects.filter(wijk=versie.wijk_id, agenda=versie.agenda_id, nummer__lt=versie.nummer)
        .order_by("-nummer")
        .first()
    )
    if before is not None:
        return _compare(versie, before.inhoud["plannen"], before.nummer, before.datum, before.inhoud)
    ronde = _rondes(versie)
    if ronde is None:
        return None
    return _compare(versie, ronde.inhoud["plannen"], 0, ronde.opent_op)


def _rondes(versie: AgendaVersie) -> Reactieronde | None:
    """The last concept before this version with plans in it."""
    return (
        Reactieronde.objects.filter(
            wijk=versie.wijk_id, agenda=versie.agenda_id, inhoud__na_versie__lt=versie.nummer
        )
        .exclude(inhoud__plannen=[])
        .order_by("-nummer")
        .first()
    )


def _compare(
    versie: AgendaVersie,
    oud: Sequence[PlanTekst],
    nummer: int,
    datum: dt.date,
    inhoud: Inhoud | None = None,
) -> Vergelijking:
    """With the plans of before; the values as well, where `inhoud` is a whole document and no concept."""
    oude_woorden = _keeps_old_words(versie)
    found = compare(oud, versie.inhoud["plannen"], oude_woorden=oude_woorden)
    if inhoud is not None:
        found = (*compare_waarden(inhoud, versie.inhoud, oude_woorden=oude_woorden), *found)
    return Vergelijking(nummer, datum, found)


def _keeps_old_words(versie: AgendaVersie) -> bool:
    """Whether nothing of the team's own text was ever taken out of an adopted agenda of this wijk.

    Nobody knows any more which words those were, so an older document may hold them in another place.
    """
    redacted = AgendaVersie.objects.filter(wijk=versie.wijk_id, redacties__gt=0)
    return not any(
        passage.weggehaald and passage.pad[0] != "citaten"
        for other in redacted
        for passage in passages(other.inhoud)
    )
