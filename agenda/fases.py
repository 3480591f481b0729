"""The ten phases of the kompas: soft checks, and how far each is. Values only, no database.

A compass, not a fence: nothing here blocks anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.keuzes_team import FasekeuzeSoort
from kern.kompas import Segment, Staat

GENOEG_VERHALEN: Final = 10
GENOEG_WEGEN: Final = 2
GENOEG_PLANNEN: Final = 3
GENOEG_BEWONERS: Final = 3
GENOEG_WAARDEN: Final = range(3, 6)


class Fase(models.TextChoices):
    """The phases in their usual order (domain, list A)."""

    AANLEIDING = "AANLEIDING", gettext_lazy("Aanleiding en opdracht")
    WAARDEN = "WAARDEN", gettext_lazy("Kennismaken en waarden")
    CIJFERS = "CIJFERS", gettext_lazy("Cijfers verzamelen")
    VERHALEN = "VERHALEN", gettext_lazy("Verhalen ophalen")
    DUIDEN = "DUIDEN", gettext_lazy("Tellen en vertellen")
    KIEZEN = "KIEZEN", gettext_lazy("Kiezen")
    VASTSTELLEN = "VASTSTELLEN", gettext_lazy("Agenda vaststellen")
    DOEN = "DOEN", gettext_lazy("Doen")
    TERUGKOPPELEN = "TERUGKOPPELEN", gettext_lazy("Terugkoppelen")
    BIJSTELLEN = "BIJSTELLEN", gettext_lazy("Terugkijken en bijstellen")

    @property
    def nummer(self) -> int:
        return list(Fase).index(self)


# The names as they are broken in the drawing.
_REGELS: Final = {
    Fase.AANLEIDING: (gettext_lazy("Aanleiding"), gettext_lazy("en opdracht")),
    Fase.WAARDEN: (gettext_lazy("Kennismaken"), gettext_lazy("en waarden")),
    Fase.CIJFERS: (gettext_lazy("Cijfers"), gettext_lazy("verzamelen")),
    Fase.VERHALEN: (gettext_lazy("Verhalen"), gettext_lazy("ophalen")),
    Fase.DUIDEN: (gettext_lazy("Tellen en"), gettext_lazy("vertellen")),
    Fase.KIEZEN: (gettext_lazy("Kiezen"),),
    Fase.VASTSTELLEN: (gettext_lazy("Agenda"), gettext_lazy("vaststellen")),
    Fase.DOEN: (gettext_lazy("Doen"),),
    Fase.TERUGKOPPELEN: (gettext_lazy("Terug-"), gettext_lazy("koppelen")),
    Fase.BIJSTELLEN: (gettext_lazy("Terugkijken"), gettext_lazy("en bijstellen")),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What the data say about a wijk. The selector fills it in a fixed number of queries."""

    agenda: bool = False
    aanleiding: bool = False
    opdracht: bool = False
    zeggenschap: bool = False  # what residents decide on is written down
    cijfers: bool = False
    verhalen: int = 0
    nieuw: int = 0
    wegen: int = 0
    bezwaren: int = 0  # 'zo bedoelde ik het niet'
    contactverzoeken: int = 0
    reacties: int = 0  # on the concept, of the public, not read yet
    aanbod_nieuw: int = 0  # offers that nobody of the team read yet
    aanbod_bellen: int = 0  # offers that end soon, of people who left no mail address
    bundels: int = 0
    bundels_zonder_antwoord: int = 0
    oudste_bundel_dagen: int = 0
    plannen: int = 0
    plannen_zonder_trekker: int = 0
    plannen_zonder_actie: int = 0
    plannen_zonder_vraag: int = 0  # of which nobody was asked whether it can be done
    vragen_te_laat: int = 0  # asked of a party by mail, and no answer on the day it was due
    vragen_terug: int = 0  # the party says: ask somebody else
    plannen_met_verhaal_en_cijfer: int = 0
    acties: int = 0
    acties_zonder_trekker: int = 0
    acties_gestart: int = 0
    acties_af: int = 0
    acties_met_oordeel: int = 0  # of which residents said whether it worked
    vastgesteld: bool = False
    acties_te_laat: int = 0
    acties_vorige_ronde: int = 0  # open ones of the agenda still in force, that do not go along
    zoekt_trekker: int = 0  # open, and who made it happen stopped
    zoekt_iemand: int = 0  # needs of which somebody who said yes stopped
    acties_stil: int = 0  # running, and nobody said anything for a long time
    oudste_nieuw_dagen: int = 0
    aangeboden: bool = False
    laatste_jaar_voorbij: bool = False
    groep_bewoners: int = 0  # residents in the agendagroep
    kernwaarden: int = 0  # chosen in this round
    kernwaarden_zonder_merk: int = 0  # of which nobody wrote yet how one notices them
    voorwaarden: bool = False  # every precondition says how far it is
    zelfscan_team: bool = False  # this year
    zelfscan_bewoners: bool = False
    keuzes: Mapping[Fase, FasekeuzeSoort] = field(default_factory=dict)


_WOORDEN: Final = {
    Staat.KLAAR: gettext_lazy("Klaar"),
    Staat.NU: gettext_lazy("Nu"),
    Staat.BEZIG: gettext_lazy("Loopt nog"),
    Staat.OVER: gettext_lazy("Overgeslagen"),
    Staat.OPEN: gettext_lazy("Nog niet"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """A soft check of a phase, as a short sentence."""

    tekst: str
    gedaan: bool


@dataclass(frozen=True, slots=True)
class FaseStand:
    """How far one phase is."""

    fase: Fase
    staat: Staat
    checks: tuple[Check, ...]

    @property
    def nummer(self) -> int:
        return self.fase.nummer

    @property
    def woord(self) -> str:
        return str(_WOORDEN[self.staat])

    @property
    def open_checks(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.gedaan)


def checks_of(fase: Fase, stand: Stand) -> tuple[Check, ...]:
    """The soft checks of a phase. A phase whose tools do not exist yet has none."""
    return _CHECKS[fase](stand) if fase in _CHECKS else ()


def _aanleiding(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(_("De aanleiding staat op papier"), stand.aanleiding),
        Check(_("De opdracht staat op papier"), stand.opdracht),
        Check(_("Bewoners kunnen lezen waarover zij meebeslissen"), stand.zeggenschap),
        Check(_("Bij elke randvoorwaarde staat hoe ver zij is"), stand.voorwaarden),
        Check(_("Minstens drie bewoners in de agendagroep"), stand.groep_bewoners >= GENOEG_BEWONERS),
    )


def _waarden(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(_("Drie tot vijf waarden zijn gekozen"), stand.kernwaarden in GENOEG_WAARDEN),
        Check(
            _("Bij elke waarde staat hoe je dat merkt"),
            stand.kernwaarden > 0 and not stand.kernwaarden_zonder_merk,
        ),
    )


def _cijfers(stand: Stand) -> tuple[Check, ...]:
    return (Check(_("Er zijn cijfers van de wijk"), stand.cijfers),)


def _verhalen(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(
            _("Minstens %(aantal)d verhalen") % {"aantal": GENOEG_VERHALEN}, stand.verhalen >= GENOEG_VERHALEN
        ),
        Check(_("Verhalen langs minstens twee wegen"), stand.wegen >= GENOEG_WEGEN),
        Check(_("Alle verhalen zijn gelezen"), stand.verhalen > 0 and stand.nieuw == 0),
    )


def _duiden(stand: Stand) -> tuple[Check, ...]:
    alle = stand.plannen > 0 and stand.plannen_met_verhaal_en_cijfer == stand.plannen
    return (
        Check(
            _("Minstens één plan heeft een verhaal en een cijfer"), stand.plannen_met_verhaal_en_cijfer > 0
        ),
        Check(_("Elk plan heeft een verhaal en een cijfer"), alle),
    )


def _kiezen(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(_("De verhalen liggen in bundels"), stand.bundels > 0),
        Check(_("Elke bundel heeft een antwoord"), stand.bundels > 0 and stand.bundels_zonder_antwoord == 0),
        Check(_("Er zijn minstens drie plannen"), stand.plannen >= GENOEG_PLANNEN),
        Check(_("Bij elk plan is gevraagd of het kan"), stand.plannen > 0 and not stand.plannen_zonder_vraag),
    )


def _vaststellen(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(
            _("Elk plan heeft iemand die ervoor zorgt"),
            stand.plannen > 0 and not stand.plannen_zonder_trekker,
        ),
        Check(_("Elk plan heeft een eerste stap"), stand.plannen > 0 and not stand.plannen_zonder_actie),
        Check(_("De agenda is vastgesteld"), stand.vastgesteld),
    )


def _doen(stand: Stand) -> tuple[Check, ...]:
    alle = stand.vastgesteld and stand.acties > 0
    return (
        Check(_("De eerste actie loopt"), alle and stand.acties_gestart > 0),
        Check(_("Alle acties zijn klaar of gestopt"), alle and stand.acties_af == stand.acties),
    )


def _terugkoppelen(stand: Stand) -> tuple[Check, ...]:
    return (
        Check(
            _("Iedereen kan lezen wat ermee gebeurde"),
            stand.vastgesteld and stand.bundels > 0 and stand.bundels_zonder_antwoord == 0,
        ),
        Check(_("De agenda is aangeboden aan de gemeente"), stand.aangeboden),
    )


def _bijstellen(stand: Stand) -> tuple[Check, ...]:
    """A self-scan at the start of a round is a beginning, not a look back."""
    return (
        Check(_("Het team keek dit jaar terug"), stand.vastgesteld and stand.zelfscan_team),
        Check(_("Bewoners keken dit jaar terug"), stand.vastgesteld and stand.zelfscan_bewoners),
        Check(
            _("Elke actie heeft een oordeel van bewoners"),
            stand.vastgesteld and 0 < stand.acties == stand.acties_met_oordeel,
        ),
    )


_CHECKS: Final = {
    Fase.AANLEIDING: _aanleiding,
    Fase.WAARDEN: _waarden,
    Fase.CIJFERS: _cijfers,
    Fase.VERHALEN: _verhalen,
    Fase.DUIDEN: _duiden,
    Fase.KIEZEN: _kiezen,
    Fase.VASTSTELLEN: _vaststellen,
    Fase.DOEN: _doen,
    Fase.TERUGKOPPELEN: _terugkoppelen,
    Fase.BIJSTELLEN: _bijstellen,
}
# What the team says of a phase goes before what the checks say.
_GEKOZEN: Final = {
    FasekeuzeSoort.BEZIG: Staat.BEZIG,
    FasekeuzeSoort.KLAAR: Staat.KLAAR,
    FasekeuzeSoort.OVER: Staat.OVER,
}


def fases_of(stand: Stand, nu: Fase) -> tuple[FaseStand, ...]:
    """All ten phases: as the team said, else by the checks. The needle stands still on `nu`.

    A phase without any sign of work, while a later one has some, was skipped.
    """
    checks = {fase: checks_of(fase, stand) for fase in Fase}
    begonnen = [fase.nummer for fase in Fase if any(check.gedaan for check in checks[fase])]
    verst = max([*begonnen, nu.nummer])
    return tuple(
        FaseStand(fase, _staat(fase, checks[fase], nu, verst, stand.keuzes.get(fase)), checks[fase])
        for fase in Fase
    )


def _staat(fase: Fase, checks: Sequence[Check], nu: Fase, verst: int, keuze: FasekeuzeSoort | None) -> Staat:
    if fase is nu:
        return Staat.NU
    if keuze in _GEKOZEN:
        return _GEKOZEN[keuze]
    if checks and all(check.gedaan for check in checks):
        return Staat.KLAAR
    if any(check.gedaan for check in checks):
        return Staat.BEZIG
    return Staat.OVER if fase.nummer < min(nu.nummer, verst) else Staat.OPEN


def segmenten(fases: Sequence[FaseStand]) -> list[Segment]:
    """The phases for the drawing."""
    return [Segment(f.nummer, tuple(str(regel) for regel in _REGELS[f.fase]), f.staat) for f in fases]


def zin_of(fases: Sequence[FaseStand]) -> str:
    """The drawing in words, for who does not see it."""
    nu = next(f for f in fases if f.staat is Staat.NU)
    delen = [
        _("Kompas met tien fasen. De naald wijst naar fase %(nummer)d, %(naam)s.")
        % {"nummer": nu.nummer, "naam": nu.fase.label}
    ]
    for staat, zin in (
        (Staat.KLAAR, _("Klaar: %(fasen)s.")),
        (Staat.BEZIG, _("Loopt nog: %(fasen)s.")),
        (Staat.OVER, _("Overgeslagen: %(fasen)s.")),
    ):
        namen = [str(f.fase.label) for f in fases if f.staat is staat]
        if namen:
            delen.append(zin % {"fasen": ", ".join(namen)})
    return " ".join(delen)
