"""Which offers fit a need, and why; and what many people want that nothing asks for yet. Values only.

Nothing is matched here: a person reads the reasons and asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Behoefte
from bewoners.keuzes import Aanbodsoort, Label, Wanneer
from bewoners.models import Aanbod

SAMEN: Final = 3  # so many people with the same wish are worth a plan
_BEDOELD = 100  # who chose this action goes before everybody that only fits
_SOORT, _LABEL, _BUURT, _OVERAL, _WANNEER = 4, 3, 2, 1, 1
_TELWOORDEN: Final = {
    3: gettext_lazy("Drie"),
    4: gettext_lazy("Vier"),
    5: gettext_lazy("Vijf"),
    6: gettext_lazy("Zes"),
}


@dataclass(frozen=True, slots=True)
class Voorstel:
    """An offer that fits, with the reasons in words. `status` when it was asked for this action already."""

    aanbod: Aanbod
    redenen: tuple[str, ...]
    score: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class Groep:
    """Several offers with the same label that nothing asks for yet."""

    label: Label
    aantal: int

    @property
    def zin(self) -> str:
        """'Drie mensen willen iets met tuin en groen. Nodig ze samen uit.'"""
        aantal = _TELWOORDEN.get(self.aantal, str(self.aantal))
        wat = str(self.label.label)
        return _("%(aantal)s mensen willen iets met %(wat)s. Nodig ze samen uit.") % {
            "aantal": aantal,
            "wat": wat[:1].lower() + wat[1:],
        }


def suggest(
    behoefte: Behoefte,
    aanbod: Iterable[Aanbod],
    *,
    buurten: Collection[str],
    namen: Mapping[str, str],
    gevraagd: Mapping[object, str],
    bedoeld: Collection[object] = (),
) -> list[Voorstel]:
    """The offers that fit a need, the best first; before all, those that were made for this very action.

    In: the offers that may be suggested today, the buurten of the plan (none: the whole wijk), the names of
    buurten, of each offer that was asked for this action already how far that is, and which were made for it.
    """
    found = [
        Voorstel(offer, redenen, score, gevraagd.get(offer.pk, ""))
        for offer in aanbod
        if fits(behoefte, offer) or offer.pk in bedoeld
        for redenen, score in [_reasons(behoefte, offer, buurten, namen, bedoeld=offer.pk in bedoeld)]
    ]
    return sorted(found, key=lambda each: (bool(each.status), -each.score, each.aanbod.datum, each.aanbod.pk))


def fits(behoefte: Behoefte, offer: Aanbod) -> bool:
    """The same kind of thing, or about the same."""
    return behoefte.soort == offer.soort or bool(set(behoefte.labels) & set(offer.labels))


def _reasons(
    behoefte: Behoefte,
    offer: Aanbod,
    buurten: Collection[str],
    namen: Mapping[str, str],
    *,
    bedoeld: bool,
) -> tuple[tuple[str, ...], int]:
    redenen, score = [], 0
    if bedoeld:
        redenen.append(_("Koos zelf deze actie."))
        score += _BEDOELD
    if behoefte.soort == offer.soort:
        redenen.append(_("Wat u zoekt: %(soort)s.") % {"soort": _small(Aanbodsoort(offer.soort).label)})
        score += _SOORT
    shared = [label for label in Label if label in behoefte.labels and label in offer.labels]
    if shared:
        redenen.append(
            _("Gaat ook over: %(labels)s.") % {"labels": ", ".join(_small(x.label) for x in shared)}
        )
        score += _LABEL * len(shared)
    reden, punten = _near(offer, buurten, namen)
    if reden:
        redenen.append(reden)
    score += punten
    if offer.wanneer:
        kan = ", ".join(_small(when.label) for when in Wanneer if when in offer.wanneer)
        redenen.append(_("Kan: %(wanneer)s.") % {"wanneer": kan})
        score += _WANNEER
    if behoefte.uiterlijk is not None and offer.tot < behoefte.uiterlijk:
        redenen.append(_("Let op: dit aanbod geldt tot en met %(dag)s.") % {"dag": _day(offer.tot)})
        score -= _LABEL
    return tuple(redenen), score


def _near(offer: Aanbod, buurten: Collection[str], namen: Mapping[str, str]) -> tuple[str, int]:
    if offer.buurt_id is None:
        return _("Kan in de hele wijk."), _OVERAL
    naam = namen.get(offer.buurt_id, "")
    if offer.buurt_id in buurten:
        return _("In dezelfde buurt: %(buurt)s.") % {"buurt": naam}, _BUURT
    if not buurten:
        return _("Uit de wijk: %(buurt)s.") % {"buurt": naam}, _OVERAL
    return "", 0


def _small(label: object) -> str:
    text = str(label)
    return text[:1].lower() + text[1:]


def _day(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"


def together(aanbod: Sequence[Aanbod], behoeften: Sequence[Behoefte]) -> list[Groep]:
    """Labels of three or more offers that fit no open need, the most wanted first."""
    free = [offer for offer in aanbod if not any(fits(need, offer) for need in behoeften)]
    groups = [Groep(label, sum(label in offer.labels for offer in free)) for label in Label]
    return sorted((group for group in groups if group.aantal >= SAMEN), key=lambda group: -group.aantal)
