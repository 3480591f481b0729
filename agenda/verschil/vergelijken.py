"""What is different between two documents of the same agenda, in words. Values only.

What was taken away ('[weggehaald]') in either document is not compared, and of what is gone the old words are
said only when the caller knows that nothing was taken away since. Of the values: agenda.verschil.waarden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD, ActieDeel, PlanTekst


class Soort(StrEnum):
    """What kind of change it is."""

    NIEUW = "nieuw"
    ANDERS = "anders"
    PLEK = "plek"
    WEG = "weg"


@dataclass(frozen=True, slots=True)
class Verandering:
    """One change: a sentence, and the words of the team that it is about ('' for none)."""

    soort: Soort
    zin: str
    woorden: str = ""


def compare(
    oud: Sequence[PlanTekst], nieuw: Sequence[PlanTekst], *, oude_woorden: bool
) -> tuple[Verandering, ...]:
    """All changes from the old plans to the new ones: in the order of the new ones, then what is gone.

    With `oude_woorden` what is gone is called by its old words; without, by its old number.
    """
    was = {plan["uuid"]: plan for plan in oud}
    found: list[Verandering] = [*_order(oud, nieuw)]
    acties_was = _by_actie(oud)
    acties_nu = _by_actie(nieuw)
    for plan in nieuw:
        old = was.get(plan["uuid"])
        if old is None:
            found.append(
                Verandering(Soort.NIEUW, _("Plan %(nummer)s is nieuw") % _nummer(plan), shown(plan["titel"]))
            )
        else:
            found += _plan(old, plan)
        found += _acties(plan, acties_was, is_new=old is None)
        if old is not None:
            found += _gone_acties(old, plan, acties_nu, oude_woorden=oude_woorden)
    there = {plan["uuid"] for plan in nieuw}
    found += [_gone(plan, oude_woorden=oude_woorden) for plan in oud if plan["uuid"] not in there]
    return tuple(found)


def _nummer(plan: PlanTekst) -> dict[str, int]:
    return {"nummer": plan["nummer"]}


def shown(tekst: str, other: str = "") -> str:
    """The words, or nothing for what was taken away: here, or in the `other` document."""
    return "" if WEGGEHAALD in (tekst, other) else tekst


def differs(old: str, new: str) -> bool:
    """Whether a text is another one. What was taken away in either document is not compared."""
    return WEGGEHAALD not in (old, new) and " ".join(old.split()) != " ".join(new.split())


def moved_in(oud: Sequence[str], nieuw: Sequence[str]) -> set[str]:
    """The keys of both rows that have another place; those that only shifted because of others do not."""
    there = set(oud)
    now = [key for key in nieuw if key in there]
    then = [key for key in oud if key in set(now)]
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return set(now) - {then[block.a + step] for block in blocks for step in range(block.size)}


def _by_actie(plannen: Sequence[PlanTekst]) -> dict[str, tuple[PlanTekst, ActieDeel]]:
    return {actie["uuid"]: (plan, actie) for plan in plannen for actie in plan["acties"]}


def _order(oud: Sequence[PlanTekst], nieuw: Sequence[PlanTekst]) -> Iterator[Verandering]:
    """The plans that were moved; those that only shifted because of others are not."""
    before = {plan["uuid"]: plan for plan in oud}
    moved = moved_in([plan["uuid"] for plan in oud], [plan["uuid"] for plan in nieuw])
    for plan in nieuw:
        if plan["uuid"] in moved:
            old = before[plan["uuid"]]
            zin = _("Plan %(nummer)s stond eerst op plek %(plek)s")
            places = {"nummer": plan["nummer"], "plek": old["nummer"]}
            yield Verandering(Soort.PLEK, zin % places, shown(plan["titel"], old["titel"]))


def _plan(old: PlanTekst, new: PlanTekst) -> Iterator[Verandering]:
    nummer = _nummer(new)
    if differs(old["titel"], new["titel"]):
        yield Verandering(Soort.ANDERS, _("Plan %(nummer)s heet nu") % nummer, new["titel"])
    if differs(old["waarom"], new["waarom"]):
        yield Verandering(Soort.ANDERS, _("Het waarom van plan %(nummer)s is anders opgeschreven") % nummer)
    if differs(old["trekker"], new["trekker"]):
        zin = _("Voor plan %(nummer)s zorgt nu") if new["trekker"] else _("Plan %(nummer)s heeft nog niemand")
        yield Verandering(Soort.ANDERS, zin % nummer, new["trekker"])
    if old["onderwerp"] != new["onderwerp"]:
        yield Verandering(Soort.ANDERS, _("Plan %(nummer)s hoort nu bij een ander onderwerp") % nummer)


def _acties(
    plan: PlanTekst, was: Mapping[str, tuple[PlanTekst, ActieDeel]], *, is_new: bool
) -> Iterator[Verandering]:
    """What is different in the actions of a plan. Those of a new plan are new with it."""
    nummer = _nummer(plan)
    for actie in plan["acties"]:
        if actie["uuid"] not in was:
            if not is_new:
                zin = _("Bij plan %(nummer)s kwam erbij")
                yield Verandering(Soort.NIEUW, zin % nummer, shown(actie["wat"]))
            continue
        old_plan, old = was[actie["uuid"]]
        wat = shown(actie["wat"], old["wat"])
        if old_plan["uuid"] != plan["uuid"]:
            yield Verandering(Soort.PLEK, _("Deze actie staat nu bij plan %(nummer)s") % nummer, wat)
        yield from _actie(old, actie, nummer, wat)


def _actie(old: ActieDeel, new: ActieDeel, nummer: dict[str, int], wat: str) -> Iterator[Verandering]:
    if differs(old["wat"], new["wat"]):
        yield Verandering(Soort.ANDERS, _("Bij plan %(nummer)s heet een actie nu") % nummer, wat)
    if differs(old["trekker"], new["trekker"]):
        zin = (
            _("Bij plan %(nummer)s doet iemand anders deze actie")
            if new["trekker"]
            else _("Bij plan %(nummer)s heeft deze actie nog niemand")
        )
        yield Verandering(Soort.ANDERS, zin % nummer, wat)
    if differs(old["wanneer"], new["wanneer"]) or old["klaar_op"] != new["klaar_op"]:
        zin = _("Bij plan %(nummer)s is deze actie op een ander moment")
        yield Verandering(Soort.ANDERS, zin % nummer, wat)


def _gone_acties(
    old: PlanTekst,
    plan: PlanTekst,
    now: Mapping[str, tuple[PlanTekst, ActieDeel]],
    *,
    oude_woorden: bool,
) -> Iterator[Verandering]:
    for actie in old["acties"]:
        if actie["uuid"] not in now:
            wat = shown(actie["wat"]) if oude_woorden else ""
            zin = (
                _("Bij plan %(nummer)s is deze actie weg")
                if wat
                else _("Bij plan %(nummer)s is een actie weg")
            )
            yield Verandering(Soort.WEG, zin % _nummer(plan), wat)


def _gone(plan: PlanTekst, *, oude_woorden: bool) -> Verandering:
    titel = shown(plan["titel"]) if oude_woorden else ""
    if titel:
        return Verandering(Soort.WEG, _("Dit plan staat er niet meer in"), titel)
    return Verandering(Soort.WEG, _("Wat eerst plan %(nummer)s was, staat er niet meer in") % _nummer(plan))
