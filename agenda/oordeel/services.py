"""Writing down what residents found of an action: one member, one device, or a meeting with counts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.keuzes import Oordeel, Oordeelweg
from agenda.models import Actieoordeel, Agendagroeplid, AgendaVersie
from agenda.oordeel.selectors import Bijeenkomstdag, meeting_rows, meetings_of, to_judge
from agenda.selectors import newest_versie, show_version
from bewoners.regels import clean_tekst, stop_zin
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.tekstcontrole import find_gegevens, is_leeg
from wijken.apparaat import mark_for
from wijken.gebeurtenissen import log, log_bewoner
from wijken.kortelinks import find_open
from wijken.models import Gebeurtenis, Kortelink, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_TEKST: Final = 300
MAX_MENSEN: Final = 10_000


def device_mark(sleutel: str, actie: uuid.UUID) -> str:
    """What is kept of a device for one action."""
    return mark_for(sleutel, f"oordeel:{actie}") if sleutel else ""


@transaction.atomic
def give_by_link(
    *, wijk: Wijk, actie: uuid.UUID, sleutel: str, oordeel: str, tekst: str = ""
) -> Actieoordeel:
    """What one device says of an action. Said again it replaces what it said before.

    Raises DomeinFout when the team closed the question, or nothing can be said of this action.
    """
    if find_open(wijk, Kortelink.Doel.OORDEEL) is None:
        raise DomeinFout(_("Deze vraag is nu dicht. Het wijkteam telt wat mensen vonden."))
    if not sleutel:
        raise DomeinFout(_("Kies nog een keer. Wij konden uw keuze niet bewaren."))
    who = {"apparaat": device_mark(sleutel, actie)}
    return _give(wijk, actie, Oordeelweg.LINK, oordeel, tekst, who)


@transaction.atomic
def give_by_lid(*, lid: Agendagroeplid, actie: uuid.UUID, oordeel: str, tekst: str = "") -> Actieoordeel:
    """What a member of the agendagroep says of an action. Said again it replaces what was said before."""
    return _give(lid.wijk, actie, Oordeelweg.GROEP, oordeel, tekst, {"lid": lid})


def _give(
    wijk: Wijk, actie: uuid.UUID, weg: Oordeelweg, oordeel: str, tekst: str, who: Mapping[str, Any]
) -> Actieoordeel:
    if oordeel not in Oordeel.values:
        raise DomeinFout(_("Kies hoe u het vindt, of sla deze vraag over."))
    tekst = check_tekst(tekst)
    versie = newest_versie(wijk)
    if versie is None or actie not in {each.uuid for each in to_judge(show_version(versie))}:
        raise DomeinFout(_("Over deze actie kunt u nu niets zeggen. Kies een andere."))
    row, made = Actieoordeel.objects.update_or_create(
        wijk=wijk,
        agenda=versie.agenda,
        actie_uuid=actie,
        weg=weg,
        **who,
        defaults={"oordeel": oordeel, "tekst": tekst, "datum": today()},
    )
    if made:
        log_bewoner(wijk=wijk, actie="oordeel_gegeven", soort="actieoordeel")
    return row


def check_tekst(tekst: str) -> str:
    """The words as we keep them, '' for none. Raises DomeinFout when too long or with contact details."""
    tekst = clean_tekst(tekst)
    if is_leeg(tekst):
        return ""
    if len(tekst) > MAX_TEKST:
        raise DomeinFout(
            _("Uw tekst is te lang. Haal %(te_veel)s letters weg. Dan past het.")
            % {"te_veel": len(tekst) - MAX_TEKST}
        )
    found = find_gegevens(tekst)
    if found:
        raise DomeinFout(stop_zin(found[0]))
    return tekst


@transaction.atomic
def note_meeting(
    *,
    versie: AgendaVersie,
    actie: uuid.UUID,
    datum: dt.date,
    aantallen: Mapping[str, int],
    tekst: str = "",
    gezien: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """How many people chose each answer in a meeting on this day; four zeros take the day away.

    `gezien` is the mark of what the form showed of this day, '' for a new day. Raises DomeinFout when the day
    holds something else meanwhile, when a count or day cannot be, or the words name contact details.
    """
    counts = {value: aantallen.get(value) or 0 for value in Oordeel.values}
    tekst = check_tekst(tekst)
    if datum > today():
        raise DomeinFout("Deze dag is nog niet geweest.")
    if min(counts.values()) < 0 or max(counts.values()) > MAX_MENSEN:
        raise DomeinFout("Schrijf bij elk antwoord hoeveel mensen dit kozen.")
    if not any(counts.values()) and not gezien:
        raise DomeinFout("Schrijf bij ten minste één antwoord hoeveel mensen dit kozen.")
    AgendaVersie.objects.select_for_update(of=("self",)).get(pk=versie.pk)
    there = next((dag for dag in _meetings(versie, actie) if dag.datum == datum), None)
    wanted = Bijeenkomstdag(datum, counts, tekst if any(counts.values()) else "")
    present = there.merk if there else ""
    if present == wanted.merk or not (there or any(counts.values())):
        return
    if present != gezien:
        raise DomeinFout("Van deze dag staat er al iets. Kies die dag in de lijst om het te veranderen.")
    _replace(versie, actie, wanted)
    log(wijk=versie.wijk, actie="oordeel_bijeenkomst", door=door, object=versie, herkomst=herkomst)


def _meetings(versie: AgendaVersie, actie: uuid.UUID) -> list[Bijeenkomstdag]:
    return meetings_of(meeting_rows(versie.agenda, actie))


def _replace(versie: AgendaVersie, actie: uuid.UUID, dag: Bijeenkomstdag) -> None:
    one: dict[str, Any] = {"agenda": versie.agenda, "actie_uuid": actie, "datum": dag.datum}
    Actieoordeel.objects.filter(weg=Oordeelweg.BIJEENKOMST, **one).delete()
    rows = [
        Actieoordeel(
            wijk=versie.wijk, weg=Oordeelweg.BIJEENKOMST, oordeel=value, aantal=aantal, tekst="", **one
        )
        for value, aantal in dag.aantallen.items()
        if aantal
    ]
    if rows:
        rows[0].tekst = dag.tekst
    Actieoordeel.objects.bulk_create(rows)
