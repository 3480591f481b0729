"""The first five steps of a wijk that was just opened. They tick themselves off from what is there.

Nothing is kept: who did it, or in which order, does not matter, and none is needed to go on. They are gone
when all are done, and when the wijk is no longer new.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.fases import Stand
from kern.klok import today
from wijken.gebeurtenissen import BLAD_GEZIEN
from wijken.models import Gebeurtenis, Lidmaatschap, Uitnodiging, Wijk
from wijken.rechten import Recht

NEW = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class EersteStap:
    """One step: whether it is done, else where to do it (the name of an address; '' for another's work)."""

    tekst: str
    klaar: bool
    doel: str
    uitleg: str
    nu: bool = False  # it is what the page says to do next, so it is not said again

    @property
    def open(self) -> bool:
        return not (self.klaar or self.nu)


def first_steps(
    wijk: Wijk, stand: Stand, *, rechten: frozenset[Recht], volgende: str
) -> tuple[EersteStap, ...]:
    """The five steps, or none. `volgende` is the address of the next step that the page shows already."""
    if today() - wijk.geopend_op > NEW:
        return ()
    beheert = Recht.BEHEREN in rechten
    rest = "" if beheert else _("De coördinator doet dit.")
    steps = (
        EersteStap(
            _("Vertel waar mensen u vinden"),
            bool(wijk.inloop_plek and wijk.telefoon),
            "wijken:instellingen" if beheert else "",
            rest or _("De plek, de tijden en de telefoon staan op elke bladzijde en op elk blad."),
        ),
        EersteStap(
            _("Vraag collega's erbij"),
            _has_company(wijk),
            "wijken:mensen" if beheert else "",
            rest or _("Samen leest u meer verhalen."),
        ),
        EersteStap(
            _("Pak het blad met 10 cijfers"),
            Gebeurtenis.objects.filter(wijk=wijk, actie=BLAD_GEZIEN).exists(),
            "rapportage:tien_cijfers_team",
            _("Print het, ga de straat op en vraag: herkent u dit?"),
        ),
        EersteStap(
            _("Haal het eerste verhaal op"),
            stand.verhalen > 0,
            "bewoners:typen",
            _("Typ in wat iemand u vertelde. Eén zin is genoeg."),
            nu=volgende == "bewoners:inbreng",
        ),
        EersteStap(
            _("Leg verhalen bij elkaar, of begin een plan"),
            bool(stand.bundels or stand.plannen),
            "bewoners:inbox",
            _("Met drie verhalen kan het al."),
            nu=stand.verhalen > 0 and volgende in ("bewoners:inbox", "agenda:plan_new"),
        ),
    )
    return () if all(step.klaar for step in steps) else steps


def _has_company(wijk: Wijk) -> bool:
    return (
        Lidmaatschap.objects.filter(wijk=wijk).count() > 1
        or Uitnodiging.objects.filter(wijk=wijk, ingetrokken_op__isnull=True).exists()
    )
