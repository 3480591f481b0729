"""The one next step of a team, and what waits. Values only, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.fases import Fase, Stand
from agenda.keuzes_team import FasekeuzeSoort


@dataclass(frozen=True, slots=True)
class Volgende:
    """The one next step: in which phase, what, why, and where (the name of an address)."""

    fase: Fase
    kop: str
    waarom: str
    knop: str
    doel: str


@dataclass(frozen=True, slots=True)
class Taak:
    """Something that waits: how many, of what, and where."""

    aantal: int
    tekst: str
    doel: str
    vraag: str = ""  # what follows the address: '?status=nieuw'


_STIL: Final = (FasekeuzeSoort.OVER, FasekeuzeSoort.KLAAR)


def volgende_stap(stand: Stand, *, mag_vaststellen: bool) -> Volgende:
    """The first thing that is worth doing now. There always is one.

    A phase that the team skips, or calls done, asks for nothing any more.
    """
    still = {fase for fase, keuze in stand.keuzes.items() if keuze in _STIL}
    for rule in (_begin, _luister, _kies, _maak_af, _doe):
        for step in rule(stand, mag_vaststellen):
            if step.fase not in still:
                return step
    return _terug(stand, mag_vaststellen)


def _terug(stand: Stand, mag_vaststellen: bool) -> Volgende:
    if not stand.plannen:
        return _eerste_plan()  # whatever was skipped: without a plan there is nothing to look back on
    if stand.zelfscan_team or Fase.BIJSTELLEN in stand.keuzes:
        return Volgende(
            Fase.BIJSTELLEN,
            _("Begin een nieuwe ronde"),
            _("U keek samen terug. Neem mee wat moet blijven. De oude agenda blijft te lezen."),
            _("Naar een nieuwe ronde") if mag_vaststellen else _("Naar de agenda"),
            "agenda:ronde_new" if mag_vaststellen else "agenda:agenda_team",
        )
    return Volgende(
        Fase.BIJSTELLEN,
        _("Kijk samen terug"),
        _("Vraag bewoners en collega's wat er beter werd. De zelfscan helpt u op weg, in tien minuten."),
        _("Naar de zelfscan"),
        "agenda:zelfscan",
    )


def _begin(stand: Stand, _mag: bool) -> Iterator[Volgende]:
    if not (stand.aanleiding and stand.zeggenschap):
        yield Volgende(
            Fase.AANLEIDING,
            _("Schrijf op waarom u begint"),
            _("Bewoners willen weten waarom u vraagt en waarover zij meebeslissen. Een paar zinnen is goed."),
            _("Naar waarom en waarover"),
            "agenda:waarom",
        )


def _luister(stand: Stand, _mag: bool) -> Iterator[Volgende]:
    if stand.verhalen == 0 and not stand.plannen:
        yield Volgende(
            Fase.VERHALEN,
            _("Vraag bewoners om hun verhaal"),
            _("Er is nog geen verhaal. Deel het adres van deze bladzijde, of vraag het aan de deur."),
            _("Naar de bladzijde voor bewoners"),
            "bewoners:inbreng",
        )
    if stand.nieuw and not stand.bundels:
        yield Volgende(
            Fase.VERHALEN,
            ngettext("Lees %(aantal)d nieuw verhaal", "Lees %(aantal)d nieuwe verhalen", stand.nieuw)
            % {"aantal": stand.nieuw},
            _("Iemand nam de moeite om te schrijven. Lees het en kies of anderen het mogen lezen."),
            _("Naar de verhalen"),
            "bewoners:inbox",
        )


def _kies(stand: Stand, _mag: bool) -> Iterator[Volgende]:
    if stand.verhalen and not stand.bundels:
        yield Volgende(
            Fase.KIEZEN,
            _("Leg verhalen bij elkaar"),
            _("Maak bundels van verhalen die bij elkaar horen. Zo ziet u wat vaak terugkomt."),
            _("Naar de verhalen"),
            "bewoners:inbox",
        )
    if not stand.plannen:
        yield _eerste_plan()
    if stand.bundels_zonder_antwoord:
        yield _antwoord(stand)


def _eerste_plan() -> Volgende:
    return Volgende(
        Fase.KIEZEN,
        _("Maak het eerste plan"),
        _("Kies met bewoners wat u als eerste aanpakt. Vier vragen zijn genoeg."),
        _("Een plan maken"),
        "agenda:plan_new",
    )


def _antwoord(stand: Stand) -> Volgende:
    aantal = stand.bundels_zonder_antwoord
    waarom = _("Bewoners wachten op antwoord. Zeg per bundel wie het doet, en waarom.")
    if stand.oudste_bundel_dagen > 0:
        waarom += " " + ngettext(
            "De oudste bundel wacht %(dagen)d dag.",
            "De oudste bundel wacht %(dagen)d dagen.",
            stand.oudste_bundel_dagen,
        ) % {"dagen": stand.oudste_bundel_dagen}
    return Volgende(
        Fase.KIEZEN,
        ngettext("Beantwoord de laatste bundel", "Beantwoord de laatste %(aantal)d bundels", aantal)
        % {"aantal": aantal},
        waarom,
        ngettext("Naar de bundel", "Naar de %(aantal)d bundels", aantal) % {"aantal": aantal},
        "agenda:antwoorden",
    )


def _maak_af(stand: Stand, mag_vaststellen: bool) -> Iterator[Volgende]:
    if not stand.plannen:
        return  # nothing to adopt yet, whatever was skipped
    if stand.plannen_zonder_trekker or stand.plannen_zonder_actie or stand.acties_zonder_trekker:
        yield Volgende(
            Fase.DOEN if stand.vastgesteld else Fase.VASTSTELLEN,
            _("Zoek bij elk plan iemand die begint"),
            _("Een plan zonder mens of eerste stap blijft liggen. Vraag wie het wil doen, en wanneer."),
            _("Naar de plannen"),
            "agenda:agenda_team",
        )
    if not stand.vastgesteld:
        yield Volgende(
            Fase.VASTSTELLEN,
            _("Stel de agenda vast") if mag_vaststellen else _("Laat de agenda vaststellen"),
            _("Elk plan heeft een mens en een eerste stap. Lees de agenda nog één keer na met bewoners.")
            if mag_vaststellen
            else _("De plannen zijn klaar. De coördinator stelt de agenda vast."),
            _("Naar vaststellen") if mag_vaststellen else _("Naar de agenda"),
            "agenda:vaststellen" if mag_vaststellen else "agenda:agenda_team",
        )
    if stand.vastgesteld and not stand.aangeboden:
        yield Volgende(
            Fase.TERUGKOPPELEN,
            _("Bied de agenda aan de gemeente aan"),
            _("Dan kan de gemeente zeggen wat zij doet. Schrijf haar antwoord erbij."),
            _("Naar de agenda"),
            "agenda:agenda_team",
        )


def _doe(stand: Stand, _mag: bool) -> Iterator[Volgende]:
    if stand.laatste_jaar_voorbij or stand.acties_af == stand.acties:
        return
    yield Volgende(
        Fase.DOEN,
        _("Vertel hoe het gaat"),
        _("Er lopen acties. Zet bij elke actie hoe het gaat: bewoners lezen het mee."),
        _("Naar de acties"),
        "agenda:agenda_team",
    )


def taken_of(stand: Stand) -> list[Taak]:
    """What waits, with a number. Only what is more than nothing."""
    taken = [
        Taak(
            stand.nieuw,
            ngettext("nieuw verhaal om te lezen", "nieuwe verhalen om te lezen", stand.nieuw),
            "bewoners:inbox",
        ),
        Taak(
            stand.bezwaren,
            ngettext("bewoner bedoelde het anders", "bewoners bedoelden het anders", stand.bezwaren),
            "bewoners:inbox",
            "?status=bezwaar",
        ),
        Taak(
            stand.contactverzoeken,
            ngettext(
                "mens wil iets horen of meedoen",
                "mensen willen iets horen of meedoen",
                stand.contactverzoeken,
            ),
            "bewoners:contact_list",
        ),
        Taak(
            stand.aanbod_nieuw,
            ngettext("nieuw aanbod om te lezen", "keer nieuw aanbod om te lezen", stand.aanbod_nieuw),
            "bewoners:aanbod_list",
            "?stand=nieuw",
        ),
        Taak(
            stand.aanbod_bellen,
            ngettext(
                "mens om te bellen: het aanbod loopt af",
                "mensen om te bellen: hun aanbod loopt af",
                stand.aanbod_bellen,
            ),
            "bewoners:aanbod_list",
            "?stand=bellen",
        ),
        Taak(
            stand.reacties,
            ngettext("nieuwe reactie op het concept", "nieuwe reacties op het concept", stand.reacties),
            "agenda:concept_team",
        ),
        Taak(
            stand.bundels_zonder_antwoord,
            ngettext("bundel zonder antwoord", "bundels zonder antwoord", stand.bundels_zonder_antwoord),
            "agenda:antwoorden",
        ),
        Taak(
            stand.acties_zonder_trekker,
            ngettext(
                "actie waar niemand voor zorgt", "acties waar niemand voor zorgt", stand.acties_zonder_trekker
            ),
            "agenda:agenda_team",
        ),
        Taak(
            stand.plannen_zonder_actie,
            ngettext("plan zonder eerste stap", "plannen zonder eerste stap", stand.plannen_zonder_actie),
            "agenda:agenda_team",
        ),
        Taak(
            stand.acties_vorige_ronde,
            ngettext(
                "actie van de vorige ronde loopt nog",
                "acties van de vorige ronde lopen nog",
                stand.acties_vorige_ronde,
            ),
            "agenda:ronde_list",
        ),
    ]
    return [taak for taak in taken if taak.aantal]
