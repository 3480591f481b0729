"""What the team should look at twice in a text: hints for reading, never a reason to refuse by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kern.tekstcontrole import Gegeven, find_gegevens, lijkt_hulpvraag, over_een_persoon

WOORD: Final = {
    Gegeven.TELEFOON: gettext_lazy("een telefoonnummer"),
    Gegeven.MAIL: gettext_lazy("een e-mailadres"),
    Gegeven.BSN: gettext_lazy("een burgerservicenummer"),
    Gegeven.IBAN: gettext_lazy("een rekeningnummer"),
    Gegeven.ADRES: gettext_lazy("een adres"),
    Gegeven.PERSOON: gettext_lazy("één persoon"),
    Gegeven.GEZONDHEID: gettext_lazy("iemands gezondheid"),
    Gegeven.CASUS: gettext_lazy("iemands zaak"),
}


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of the text; `merk` says that it is marked."""

    tekst: str
    merk: bool


@dataclass(frozen=True, slots=True)
class Lezing:
    """A text as the team reads it: in pieces, with a hint and perhaps the question whether help is needed."""

    delen: tuple[Deel, ...]
    hint: str
    lijkt_hulp: bool


def read_tekst(tekst: str) -> Lezing:
    """Find what should be looked at twice."""
    delen, place, soorten = [], 0, []
    for vondst in sorted([*find_gegevens(tekst), *over_een_persoon(tekst)]):
        if vondst.start < place:
            continue
        delen += [Deel(tekst[place : vondst.start], False), Deel(tekst[vondst.start : vondst.end], True)]
        place = vondst.end
        if vondst.soort not in soorten:
            soorten.append(vondst.soort)
    delen.append(Deel(tekst[place:], False))
    hint = _join([str(WOORD[soort]) for soort in soorten])
    return Lezing(
        tuple(deel for deel in delen if deel.tekst),
        _("Dit lijkt te gaan over %(wat)s.") % {"wat": hint} if hint else "",
        lijkt_hulpvraag(tekst),
    )


def _join(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(words[:-1]), "laatste": words[-1]}
