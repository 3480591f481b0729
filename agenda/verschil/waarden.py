"""What is different in the values of two documents of the same agenda, in words. Values only.

As in agenda.verschil.vergelijken: what was taken away in either document is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from agenda.inhoud import Inhoud, KernwaardeDeel, PlanDeel
from agenda.verschil.vergelijken import Soort, Verandering, differs, moved_in, shown


def compare_waarden(oud: Inhoud, nieuw: Inhoud, *, oude_woorden: bool) -> tuple[Verandering, ...]:
    """Values that came, went, got other words or another place; then the marks of plans that are in both.

    A document of before there were values has none. What is gone is named only with `oude_woorden`.
    """
    was = {deel["uuid"]: deel for deel in oud.get("kernwaarden", [])}
    now = {deel["uuid"]: deel for deel in nieuw.get("kernwaarden", [])}
    moved = moved_in(list(was), list(now))
    found: list[Verandering] = []
    for nummer, (sleutel, deel) in enumerate(now.items(), start=1):
        if sleutel not in was:
            found.append(Verandering(Soort.NIEUW, _("Deze waarde is nieuw"), shown(deel["woord"])))
        else:
            found += _words(was[sleutel], deel, nummer)
        if sleutel in moved:
            found.append(_moved(was[sleutel], deel, nummer))
    for sleutel, deel in was.items():
        if sleutel not in now:
            found.append(_gone(deel, oude_woorden=oude_woorden))
    return (*found, *_marks(oud, nieuw, now))


def _words(old: KernwaardeDeel, new: KernwaardeDeel, nummer: int) -> Iterator[Verandering]:
    woord = shown(new["woord"], old["woord"])
    if differs(old["woord"], new["woord"]):
        yield Verandering(Soort.ANDERS, _("Waarde %(nummer)s heet nu") % {"nummer": nummer}, woord)
    if differs(old["merkbaar"], new["merkbaar"]):
        yield Verandering(Soort.ANDERS, _("Hoe u deze waarde merkt, staat er anders"), woord)
    if differs(old["afspraken"], new["afspraken"]):
        yield Verandering(Soort.ANDERS, _("De afspraken bij deze waarde zijn anders"), woord)


def _moved(old: KernwaardeDeel, new: KernwaardeDeel, nummer: int) -> Verandering:
    zin = _("Deze waarde staat nu op plek %(nummer)s") % {"nummer": nummer}
    return Verandering(Soort.PLEK, zin, shown(new["woord"], old["woord"]))


def _gone(deel: KernwaardeDeel, *, oude_woorden: bool) -> Verandering:
    woord = shown(deel["woord"]) if oude_woorden else ""
    zin = _("Deze waarde staat er niet meer in") if woord else _("Een waarde staat er niet meer in")
    return Verandering(Soort.WEG, zin, woord)


def _marks(oud: Inhoud, nieuw: Inhoud, waarden: Mapping[str, KernwaardeDeel]) -> Iterator[Verandering]:
    """Plans that are about other values now. A value that is gone altogether was said already."""
    was = {plan["uuid"]: plan for plan in oud["plannen"]}
    for plan in nieuw["plannen"]:
        old = was.get(plan["uuid"])
        if old is not None and _marked(old, waarden) != _marked(plan, waarden):
            yield _mark(plan, waarden)


def _marked(plan: PlanDeel, waarden: Mapping[str, KernwaardeDeel]) -> set[str]:
    return set(plan.get("waarden", [])) & set(waarden)


def _mark(plan: PlanDeel, waarden: Mapping[str, KernwaardeDeel]) -> Verandering:
    nummer = {"nummer": plan["nummer"]}
    there = _marked(plan, waarden)
    if not there:
        return Verandering(Soort.ANDERS, _("Bij plan %(nummer)s staan geen waarden meer") % nummer)
    woorden = [shown(deel["woord"]) for sleutel, deel in waarden.items() if sleutel in there]
    zin = _("Plan %(nummer)s hoort nu bij deze waarden") % nummer
    return Verandering(Soort.ANDERS, zin, ", ".join(filter(None, woorden)))
