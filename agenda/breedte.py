"""How broad an agenda is: which rooms, goals, ages, subjects and values are in no plan; a hint on loneliness.

Said to look broadly, not as a fault: nobody can do everything in two years. Values only, no database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from agenda.inhoud import KernwaardeDeel, PlanDeel
from agenda.keuzes import Aandacht, Doel, Leeftijd
from wijken.kamers import Kamer, kamers_of


@dataclass(frozen=True, slots=True)
class Kant:
    """One way to look at an agenda: what is in no plan, or that nothing was chosen at any plan."""

    naam: str
    ontbreekt: tuple[str, ...]
    gekozen: bool  # at one plan or more

    @property
    def vol(self) -> bool:
        return self.gekozen and not self.ontbreekt


def breadth(plannen: Iterable[PlanDeel], waarden: Sequence[KernwaardeDeel] = ()) -> tuple[Kant, ...]:
    """The sides of an agenda; the last is `waarden`, the values that were chosen. No plans, no sides: ()."""
    plannen = list(plannen)
    if not plannen:
        return ()
    return (
        _kant(_("Kamers van het huis"), Kamer, [k for plan in plannen for k in kamers_of(plan["onderwerp"])]),
        _kant(_("Doelen"), Doel, [doel for plan in plannen for doel in plan["doelen"]]),
        _kant(_("Leeftijden"), Leeftijd, [each for plan in plannen for each in plan.get("leeftijden", [])]),
        _kant(_("Onderwerpen"), Aandacht, [each for plan in plannen for each in plan.get("aandacht", [])]),
        *_waarden(plannen, waarden),
    )


def _waarden(plannen: Iterable[PlanDeel], waarden: Sequence[KernwaardeDeel]) -> tuple[Kant, ...]:
    """Which of the values no plan is about. Where none were chosen there is no such side."""
    if not waarden:
        return ()
    there = {sleutel for plan in plannen for sleutel in plan.get("waarden", [])}
    ontbreekt = tuple(deel["woord"] for deel in waarden if deel["uuid"] not in there)
    return (Kant(_("Waarden"), ontbreekt, len(ontbreekt) < len(waarden)),)


def _kant(naam: str, keuzes: type[TextChoices], gekozen: Collection[str]) -> Kant:
    there = set(gekozen)
    ontbreekt = tuple(str(label) for value, label in keuzes.choices if value not in there)
    return Kant(naam, ontbreekt, bool(there & set(keuzes.values)))


def loneliness_hint(*, aandacht: Sequence[str], leeftijden: Sequence[str], eropaf: str) -> tuple[str, ...]:
    """Kind sentences for a plan on loneliness; none for another plan, or when both were thought of.

    An activity alone does not reach who stays at home, and loneliness is not only of old people. A plan
    without ages is for everyone: then the young are only asked after together with the first question.
    """
    if Aandacht.EENZAAMHEID not in aandacht:
        return ()
    zinnen: list[str] = []
    if not eropaf.strip():
        zinnen += [
            _("Een activiteit alleen helpt vaak niet."),
            _("Wie gaat naar mensen toe die niet komen?"),
        ]
    if Leeftijd.JONG not in leeftijden and (zinnen or leeftijden):
        zinnen.append(_("Denkt u ook aan jongeren?"))
    return tuple(zinnen)
