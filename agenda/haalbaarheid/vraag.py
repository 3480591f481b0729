"""What may still be done with a question by mail, and where it stands. Reads, no writing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.keuzes import VerzoekAntwoord, VerzoekSoort
from agenda.models import Agendapunt, AgendaVersie, Verzoek, Verzoekvraag, Wijkagenda
from agenda.ronde.samen import is_in_use
from agenda.selectors import agenda_in_force
from agenda.weergave import ANTWOORD_BADGES
from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.models import Wijk

STANDAARD: Final = dt.timedelta(weeks=3)  # how long a party gets when the team says nothing else
NA_AFLOOP: Final = dt.timedelta(days=30)  # a link works this long after the day on which an answer was due


def may_answer(vraag: Verzoekvraag) -> bool:
    """Whether a party may answer, or change its answer.

    A first answer as long as this agenda is worked on or in force; a change until it is adopted.
    """
    agenda = vraag.verzoek.agendapunt.agenda
    if not is_in_use(agenda):
        return False
    is_open = vraag.verzoek.antwoord == VerzoekAntwoord.OPEN
    return is_open or not AgendaVersie.objects.filter(agenda=agenda).exists()


def is_taken_back(vraag: Verzoekvraag) -> bool:
    """Whether its link was ended: by the team, or by a party that cannot answer."""
    return vraag.link is not None and vraag.link.ingetrokken_op is not None


def vragen_for(wijk: Wijk, gebruiker: Gebruiker) -> QuerySet[Verzoekvraag]:
    """The questions sent to the address of this account, open ones first. Not what was taken back."""
    return (
        Verzoekvraag.objects.filter(
            wijk=wijk, email__iexact=gebruiker.email, link__ingetrokken_op__isnull=True
        )
        .exclude(email="")
        .select_related("verzoek__agendapunt__agenda__wijk", "link", "wijk")
        .order_by(F("beantwoord_op").asc(nulls_first=True), "uiterlijk", "pk")
    )


def open_vragen(wijk: Wijk, gebruiker: Gebruiker) -> QuerySet[Verzoekvraag]:
    """Those of them that wait for an answer, in an agenda that is worked on or in force."""
    in_use = Q(verzoek__agendapunt__agenda__actief=True) | Q(
        verzoek__agendapunt__agenda=agenda_in_force(wijk)
    )
    return vragen_for(wijk, gebruiker).filter(in_use, verzoek__antwoord=VerzoekAntwoord.OPEN)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a request stands, in words. `kan_mailen`: an answer may still be asked for."""

    tekst: str
    badge: str
    wanneer: str = ""
    kan_mailen: bool = False


@dataclass(frozen=True, slots=True)
class VerzoekRij:
    """A request in the overview."""

    verzoek: Verzoek
    stand: Stand
    door: str  # on whose behalf it was answered


@dataclass(frozen=True, slots=True)
class PlanRij:
    """A plan with all that is asked for it."""

    plan: Agendapunt
    nummer: int
    rijen: tuple[VerzoekRij, ...]

    @property
    def gevraagd(self) -> bool:
        """Whether anyone was asked whether it can be done."""
        return any(rij.verzoek.soort == VerzoekSoort.HAALBAAR for rij in self.rijen)


def read_plannen(agenda: Wijkagenda) -> tuple[PlanRij, ...]:
    """All plans of an agenda with what is asked of parties. Two queries."""
    plannen = list(agenda.agendapunten.in_order())
    per_plan: dict[int, list[VerzoekRij]] = {}
    for rij in read_verzoeken(Verzoek.objects.filter(agendapunt__agenda=agenda)):
        per_plan.setdefault(rij.verzoek.agendapunt_id, []).append(rij)
    return tuple(
        PlanRij(plan, nummer, tuple(per_plan.get(plan.pk, ())))
        for nummer, plan in enumerate(plannen, start=1)
    )


def read_verzoeken(rows: QuerySet[Verzoek]) -> list[VerzoekRij]:
    """Requests with where each stands. One query."""
    found = []
    for verzoek in rows.select_related("vraag__link"):
        vraag = vraag_of(verzoek)
        found.append(VerzoekRij(verzoek, stand_of(verzoek, vraag), vraag.beantwoord_door if vraag else ""))
    return found


def vraag_of(verzoek: Verzoek) -> Verzoekvraag | None:
    """The question by mail that belongs to this request."""
    found: Verzoekvraag | None = getattr(verzoek, "vraag", None)
    return found


def stand_of(verzoek: Verzoek, vraag: Verzoekvraag | None) -> Stand:
    """Where it stands: answered, asked, reminded, late, given back, or not asked yet."""
    if verzoek.antwoord != VerzoekAntwoord.OPEN:
        antwoord = VerzoekAntwoord(verzoek.antwoord)
        return Stand(str(antwoord.label).capitalize(), ANTWOORD_BADGES[antwoord], _on(verzoek.antwoord_op))
    if vraag is None:
        return Stand(_("Nog niet gevraagd"), "", kan_mailen=True)
    if is_taken_back(vraag):
        return Stand(_("Vraag iemand anders"), "vertraagd", kan_mailen=True)
    if vraag.uiterlijk < today():
        return Stand(_("Nog geen antwoord"), "vertraagd", _asked(vraag), kan_mailen=True)
    return Stand(_("Gevraagd"), "loopt", _asked(vraag), kan_mailen=True)


def _asked(vraag: Verzoekvraag) -> str:
    if vraag.herinnerd_op:
        return _("gevraagd op %(dag)s, herinnerd op %(herinnerd)s") % {
            "dag": _on(vraag.gevraagd_op),
            "herinnerd": _on(vraag.herinnerd_op),
        }
    return _("gevraagd op %(dag)s, graag antwoord voor %(uiterlijk)s") % {
        "dag": _on(vraag.gevraagd_op),
        "uiterlijk": _on(vraag.uiterlijk),
    }


def _on(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def waiting() -> Q:
    """Questions by mail without an answer, in an agenda that is worked on."""
    return Q(
        beantwoord_op__isnull=True,
        verzoek__antwoord=VerzoekAntwoord.OPEN,
        verzoek__agendapunt__agenda__actief=True,
    )
