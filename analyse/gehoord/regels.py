"""Comparing who answered with who lives here: groups, shares, and when a group is heard too little.

Pure rules. The bands of the questions add up to those of CBS (domain, 6 and 11.6). We do not weigh: answers
of a wijk give a picture, they are no sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from analyse.uitslag.onderdrukken import share

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production

BIJNA: Final = 5  # up to so many points the difference is none
VER: Final = 10


class Oordeel(StrEnum):
    """How a group stands in the answers, in five steps: in words with an icon, never by colour alone."""

    VEEL_TE_WEINIG = "veel_te_weinig"
    TE_WEINIG = "te_weinig"
    GOED = "goed"
    MEER = "meer"
    VEEL_MEER = "veel_meer"

    @property
    def woorden(self) -> StrOrPromise:
        return _WOORDEN[self]

    @property
    def soort(self) -> str:
        """Which badge says it."""
        return _BADGE[self]

    @property
    def is_te_weinig(self) -> bool:
        return self in (Oordeel.VEEL_TE_WEINIG, Oordeel.TE_WEINIG)


_WOORDEN: Final[Mapping[Oordeel, StrOrPromise]] = {
    Oordeel.VEEL_TE_WEINIG: _("Veel te weinig gehoord"),
    Oordeel.TE_WEINIG: _("Nog weinig gehoord"),
    Oordeel.GOED: _("Ongeveer zoals in de wijk"),
    Oordeel.MEER: _("Meer dan in de wijk"),
    Oordeel.VEEL_MEER: _("Veel meer dan in de wijk"),
}
_BADGE: Final[Mapping[Oordeel, str]] = {
    Oordeel.VEEL_TE_WEINIG: "fout",
    Oordeel.TE_WEINIG: "vertraagd",
    Oordeel.GOED: "klaar",
    Oordeel.MEER: "loopt",
    Oordeel.VEEL_MEER: "loopt",
}


@dataclass(frozen=True, slots=True)
class Groep:
    """One group of people: the answers that belong to it, and the figures of CBS that count it.

    The figure of CBS is that of `cbs` less that of `zonder`: other rent is all rent less corporations.
    """

    sleutel: str
    label: StrOrPromise
    wie: StrOrPromise  # at the beginning of a sentence
    antwoorden: tuple[str, ...]
    cbs: str
    zonder: str = ""


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One question and the whole of CBS it is compared with. `geheel` is added up, less `zonder`.

    Without `geheel` the figures of CBS are shares themselves.
    """

    code: str
    kop: StrOrPromise
    groepen: tuple[Groep, ...]
    geheel: tuple[str, ...] = ()
    zonder: str = ""
    opmerking: StrOrPromise = ""

    @property
    def sleutels(self) -> tuple[str, ...]:
        """All figures that it needs of one year."""
        parts = [groep.cbs for groep in self.groepen] + [groep.zonder for groep in self.groepen]
        return tuple(dict.fromkeys(key for key in [*parts, *self.geheel, self.zonder] if key))


LEEFTIJD: Final = Vergelijking(
    "V39",
    _("Leeftijd"),
    (
        Groep("15-24", _("15 tot en met 24 jaar"), _("Jongeren van 15 tot 25"), ("15-24",), "leeftijd_15_25"),
        Groep("25-44", _("25 tot en met 44 jaar"), _("Mensen van 25 tot 45"), ("25-44",), "leeftijd_25_45"),
        Groep("45-64", _("45 tot en met 64 jaar"), _("Mensen van 45 tot 65"), ("45-64",), "leeftijd_45_65"),
        Groep("65+", _("65 jaar of ouder"), _("Mensen van 65 of ouder"), ("65-74", "75+"), "leeftijd_65plus"),
    ),
    geheel=("inwoners",),
    zonder="leeftijd_0_15",
    opmerking=_("Wij vergelijken met iedereen van 15 jaar of ouder."),
)
GESLACHT: Final = Vergelijking(
    "V40",
    _("Vrouwen en mannen"),
    (
        Groep("vrouw", _("Vrouw"), _("Vrouwen"), ("vrouw",), "vrouwen"),
        Groep("man", _("Man"), _("Mannen"), ("man",), "mannen"),
    ),
    geheel=("vrouwen", "mannen"),
    opmerking=_("Het CBS telt hier ook de kinderen mee."),
)
HUISHOUDEN: Final = Vergelijking(
    "V41",
    _("Met wie mensen wonen"),
    (
        Groep("alleen", _("Alleen"), _("Mensen die alleen wonen"), ("alleen",), "eenpersoonshuishoudens"),
        Groep(
            "samen_zonder",
            _("Samen, zonder kinderen thuis"),
            _("Mensen die samen wonen, zonder kinderen,"),
            ("samen_zonder",),
            "hh_zonder_kinderen",
        ),
        Groep(
            "kinderen_thuis",
            _("Met kinderen thuis"),
            _("Gezinnen met kinderen"),
            ("kinderen_thuis",),
            "hh_met_kinderen",
        ),
    ),
    geheel=("huishoudens",),
    opmerking=_("Het CBS telt huishoudens, wij telden mensen. Lees dit dus ruim."),
)
HUIS: Final = Vergelijking(
    "V42",
    _("Wat voor huis"),
    (
        Groep("koophuis", _("Koophuis"), _("Mensen met een koophuis"), ("koophuis",), "pct_koopwoningen"),
        Groep(
            "huur_corporatie",
            _("Huur van een corporatie"),
            _("Huurders van een corporatie"),
            ("huur_corporatie",),
            "pct_corporatie",
        ),
        Groep(
            "huur_ander",
            _("Huur van een ander"),
            _("Huurders van een ander"),
            ("huur_ander",),
            "pct_huurwoningen",
            "pct_corporatie",
        ),
    ),
    opmerking=_("Het CBS telt woningen, wij telden mensen. Lees dit dus ruim."),
)
VERGELIJKINGEN: Final = (LEEFTIJD, GESLACHT, HUISHOUDEN, HUIS)
KIND: Final = "12-14"  # CBS counts these with the smallest ones


@dataclass(frozen=True, slots=True)
class Regel:
    """One group in numbers. `cbs_aantal` is None where CBS only has a share."""

    groep: Groep
    aantal: int
    deel: int
    cbs_deel: int
    cbs_aantal: int | None

    @property
    def verschil(self) -> int:
        return self.deel - self.cbs_deel

    @property
    def oordeel(self) -> Oordeel:
        return judge(self.verschil)


def judge(verschil: int) -> Oordeel:
    """The step of a difference in points."""
    if abs(verschil) <= BIJNA:
        return Oordeel.GOED
    if abs(verschil) <= VER:
        return Oordeel.TE_WEINIG if verschil < 0 else Oordeel.MEER
    return Oordeel.VEEL_TE_WEINIG if verschil < 0 else Oordeel.VEEL_MEER


def compare(
    soort: Vergelijking, geantwoord: Mapping[str, int], cbs: Mapping[str, Decimal]
) -> tuple[Regel, ...]:
    """The groups beside CBS; nothing when too few answered, or when the figures cannot be right.

    `geantwoord` is by code of the answer, `cbs` by key of the figure.
    """
    counts = [sum(geantwoord.get(code, 0) for code in groep.antwoorden) for groep in soort.groepen]
    total = sum(counts)
    if soort.geheel:
        whole = sum((cbs[key] for key in soort.geheel), Decimal(0)) - cbs.get(soort.zonder, Decimal(0))
    else:
        whole = Decimal(100)
    parts = [cbs[groep.cbs] - cbs.get(groep.zonder, Decimal(0)) for groep in soort.groepen]
    if whole <= 0 or any(not 0 <= part <= whole for part in parts):
        return ()
    rows = []
    for groep, aantal, part in zip(soort.groepen, counts, parts, strict=True):
        deel = share(aantal, total)
        if deel is None:
            return ()
        cbs_deel = int((part * 100 / whole).quantize(Decimal(1), "ROUND_HALF_UP"))
        rows.append(Regel(groep, aantal, deel, cbs_deel, int(part) if soort.geheel else None))
    return tuple(rows)


def compared(soort: Vergelijking, geantwoord: Mapping[str, int]) -> int:
    """How many people answered with one of the groups."""
    return sum(geantwoord.get(code, 0) for groep in soort.groepen for code in groep.antwoorden)
