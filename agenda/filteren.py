"""The adopted agenda by subject, buurt or age: what may be chosen, what was chosen, and what is left of it.

Page and exports read the same three words of the address, so that a file holds what stood on the screen.
A plan without buurten is for the whole wijk and one without ages for everyone: they are kept by any choice.
Values only, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from agenda.keuzes import Leeftijd
from agenda.weergave import AgendaBeeld, Merk, PlanBeeld


def _onderwerp(plan: PlanBeeld) -> tuple[Merk, ...]:
    return (Merk(plan.thema, plan.onderwerp),) if plan.thema else ()


# Where each word of the address finds its values at a plan; and which of them mean 'all' when empty.
_WAARDEN: Final[dict[str, Callable[[PlanBeeld], tuple[Merk, ...]]]] = {
    "onderwerp": _onderwerp,
    "buurt": lambda plan: plan.buurten,
    "leeftijd": lambda plan: plan.leeftijden,
}
_LEEG_IS_ALLES: Final = ("buurt", "leeftijd")


@dataclass(frozen=True, slots=True)
class Keuze:
    """What was asked for; '' is everything."""

    onderwerp: str = ""
    buurt: str = ""
    leeftijd: str = ""

    @property
    def waarden(self) -> dict[str, str]:
        """The words of the address that say something."""
        return {naam: waarde for naam in _WAARDEN if (waarde := str(getattr(self, naam)))}

    @property
    def vraag(self) -> str:
        """'?onderwerp=T01', or '' when nothing was chosen: to put behind an address."""
        return f"?{urlencode(self.waarden)}" if self.waarden else ""


@dataclass(frozen=True, slots=True)
class Lijst:
    """What may be chosen under one word of the address."""

    naam: str
    merken: tuple[Merk, ...]
    gekozen: str

    @property
    def woord(self) -> str:
        """What was chosen, in words."""
        return next((merk.naam for merk in self.merken if merk.code == self.gekozen), "")


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """An agenda narrowed to a choice."""

    beeld: AgendaBeeld
    keuze: Keuze
    van: int  # how many plans there are in all
    lijsten: dict[str, Lijst]  # only where a choice makes a difference, or was made
    onbekend: bool  # something was asked for that this agenda does not have


def narrow(beeld: AgendaBeeld, gevraagd: Mapping[str, str]) -> Uitkomst:
    """The plans that fit what the address asks for, and what hangs on those plans.

    What is not in this agenda is left out of account, and said in `onbekend`.
    """
    there = {naam: _values(beeld, naam) for naam in _WAARDEN}
    asked = {naam: gevraagd.get(naam, "") for naam in _WAARDEN}
    keuze = Keuze(**{naam: waarde if waarde in there[naam] else "" for naam, waarde in asked.items()})
    plannen = tuple(plan for plan in beeld.plannen if _fits_all(plan, keuze))
    lijsten = {
        naam: Lijst(naam, tuple(merken.values()), getattr(keuze, naam))
        for naam, merken in there.items()
        if getattr(keuze, naam)
        or any(not _fits(plan, naam, code) for code in merken for plan in beeld.plannen)
    }
    return Uitkomst(
        beeld=_only(beeld, plannen) if keuze.waarden else beeld,
        keuze=keuze,
        van=len(beeld.plannen),
        lijsten=lijsten,
        onbekend=any(waarde and not getattr(keuze, naam) for naam, waarde in asked.items()),
    )


def _values(beeld: AgendaBeeld, naam: str) -> dict[str, Merk]:
    """The values that occur, by their words."""
    found = {merk.code: merk for plan in beeld.plannen for merk in _WAARDEN[naam](plan)}
    if naam == "leeftijd":
        return {code: found[code] for code in Leeftijd.values if code in found}
    return dict(sorted(found.items(), key=lambda item: item[1].naam.casefold()))


def _fits(plan: PlanBeeld, naam: str, code: str) -> bool:
    merken = _WAARDEN[naam](plan)
    if not merken and naam in _LEEG_IS_ALLES:
        return True
    return any(merk.code == code for merk in merken)


def _fits_all(plan: PlanBeeld, keuze: Keuze) -> bool:
    return all(_fits(plan, naam, code) for naam, code in keuze.waarden.items())


def _only(beeld: AgendaBeeld, plannen: tuple[PlanBeeld, ...]) -> AgendaBeeld:
    """These plans, with the answers and requests that belong to them."""
    nummers = {plan.nummer for plan in plannen}
    partijen = [
        replace(partij, verzoeken=tuple(v for v in partij.verzoeken if v.plan_nummer in nummers))
        for partij in beeld.partijen
    ]
    return replace(
        beeld,
        plannen=plannen,
        antwoorden=tuple(antwoord for antwoord in beeld.antwoorden if antwoord.plan_nummer in nummers),
        partijen=tuple(partij for partij in partijen if partij.verzoeken),
    )
