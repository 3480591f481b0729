"""Rules for the answers to a list: what may be answered, and which questions are asked. No database.

However an answer comes in (a phone, paper, a door, a file), it passes here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from analyse.keuzes import Bijzonder, Vraagsoort
from analyse.models import Vraag
from bewoners.regels import check_lengte, check_nummers, clean_tekst
from kern.fouten import DomeinFout

ANDERS: Final = "anders"
WEET_NIET: Final = "weetniet"
JA_NEE: Final = ("ja", "nee", WEET_NIET)
MAX_OPEN: Final = 300
MAX_ANDERS: Final = 120
BEREIK: Final = {Vraagsoort.CIJFER: (1, 10), Vraagsoort.SMILEY5: (1, 5)}
EEN_KEUZE: Final = frozenset({Vraagsoort.EEN, Vraagsoort.JN})


@dataclass(frozen=True, slots=True)
class Gegeven:
    """What somebody answered to one question, or to one line of it. See analyse.models.Antwoord."""

    regel: str = ""
    keuzes: tuple[str, ...] = ()
    getal: int | None = None
    tekst: str = ""
    bijzonder: str = Bijzonder.GEWOON

    @property
    def is_leeg(self) -> bool:
        """Nothing was answered, nor was anything odd about it."""
        return not (self.keuzes or self.tekst or self.bijzonder) and self.getal is None


Gegevens = Mapping[str, Sequence[Gegeven]]  # by code of the question


def words(tekst: Mapping[str, str], taal: str) -> str:
    """The words in this language; Dutch where they are missing."""
    return tekst.get(taal) or tekst.get("nl", "")


def codes_of(vraag: Vraag) -> tuple[str, ...]:
    """The codes that may be chosen."""
    if vraag.soort == Vraagsoort.JN:
        return JA_NEE
    if vraag.soort == Vraagsoort.SMILEY5:
        return (WEET_NIET,)
    return tuple(keuze["code"] for keuze in vraag.antwoorden)


def lines_of(vraag: Vraag, gegevens: Gegevens) -> tuple[Mapping[str, Any], ...]:
    """The lines that are asked: all, or only those of what was chosen at the question it follows."""
    regels = tuple(vraag.regels)
    bron = vraag.toon_als.get("vraag", "")
    if not bron or vraag.toon_als.get("antwoorden"):
        return regels
    chosen = _chosen(gegevens, bron)
    return tuple(regel for regel in regels if regel["code"] in chosen)


def all_lines(vraag: Vraag) -> Gegevens:
    """As if everything was chosen at the question that gives this one its lines."""
    if not vraag.regels or not vraag.toon_als:
        return {}
    return {vraag.toon_als["vraag"]: [Gegeven(keuzes=tuple(regel["code"] for regel in vraag.regels))]}


def is_asked(vraag: Vraag, gegevens: Gegevens) -> bool:
    """Whether this question is asked, after what was answered before it."""
    if not vraag.toon_als:
        return True
    chosen = _chosen(gegevens, vraag.toon_als["vraag"])
    wanted = set(vraag.toon_als.get("antwoorden", []))
    return bool(chosen & wanted) if wanted else bool(lines_of(vraag, gegevens))


def asked(vragen: Iterable[Vraag], gegevens: Gegevens) -> list[Vraag]:
    """The questions that are asked, in order."""
    return [vraag for vraag in vragen if is_asked(vraag, gegevens)]


def _chosen(gegevens: Gegevens, code: str) -> set[str]:
    given = gegevens.get(code, ())
    return {keuze for each in given for keuze in each.keuzes} | {
        str(each.getal) for each in given if each.getal is not None
    }


def clean_gegeven(vraag: Vraag, gegeven: Gegeven) -> Gegeven:
    """The answer as we keep it. Raises DomeinFout with what to do when it does not fit the question."""
    gegeven = replace(gegeven, tekst=clean_tekst(gegeven.tekst))
    if gegeven.is_leeg:
        return gegeven
    if gegeven.bijzonder and gegeven.bijzonder not in Bijzonder.values:
        raise DomeinFout(_("Kies leeg, onleesbaar of twee kruisjes."))
    _check_regel(vraag, gegeven.regel)
    _check_keuzes(vraag, gegeven.keuzes)
    _check_getal(vraag, gegeven.getal)
    _check_tekst(vraag, gegeven)
    return gegeven


def _check_regel(vraag: Vraag, regel: str) -> None:
    there = {each["code"] for each in vraag.regels}
    if regel not in (there or {""}):
        raise DomeinFout(_("Dit hoort niet bij deze vraag. Begin opnieuw bij deze vraag."))


def _check_keuzes(vraag: Vraag, keuzes: Collection[str]) -> None:
    if not keuzes:
        return
    if not set(keuzes) <= set(codes_of(vraag)):
        raise DomeinFout(_("Dit antwoord staat niet op de lijst. Kies een ander."))
    if len(set(keuzes)) != len(keuzes):
        raise DomeinFout(_("Kies elk antwoord één keer."))
    if len(keuzes) > 1 and vraag.soort in {*EEN_KEUZE, Vraagsoort.SMILEY5}:
        raise DomeinFout(_("Kies één antwoord."))
    if vraag.hoogstens and len(keuzes) > vraag.hoogstens:
        raise DomeinFout(_("Kies er hoogstens %(aantal)d.") % {"aantal": vraag.hoogstens})


def _check_getal(vraag: Vraag, getal: int | None) -> None:
    if getal is None:
        return
    if vraag.soort not in BEREIK:
        raise DomeinFout(_("Bij deze vraag hoort geen cijfer."))
    laagste, hoogste = BEREIK[Vraagsoort(vraag.soort)]
    if not laagste <= getal <= hoogste:
        raise DomeinFout(
            _("Kies een cijfer van %(laagste)d tot en met %(hoogste)d.")
            % {"laagste": laagste, "hoogste": hoogste}
        )


def _check_tekst(vraag: Vraag, gegeven: Gegeven) -> None:
    if not gegeven.tekst:
        return
    if vraag.soort != Vraagsoort.OPEN and ANDERS not in gegeven.keuzes:
        raise DomeinFout(_("Kies ‘anders’ als u er iets bij schrijft."))
    check_lengte(gegeven.tekst, MAX_OPEN if vraag.soort == Vraagsoort.OPEN else MAX_ANDERS)
    check_nummers(gegeven.tekst)
