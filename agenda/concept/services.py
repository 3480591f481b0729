"""A round of reactions to the concept: open it, put the new text on it, prolong it, stop it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, QuerySet

from agenda.concept.regels import LANGST, is_over
from agenda.concept.selectors import is_adopted
from agenda.concept.tekst import Conceptlezing, merk_of, read_concept
from agenda.models import Reactieronde, Wijkagenda
from agenda.selectors import hold_agendas
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.tekstcontrole import find_gegevens
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
VOORBIJ = "Deze reactieronde is voorbij. Begin een nieuwe."
MAX_INLEIDING = 600


@transaction.atomic
def open_ronde(
    *,
    agenda: Wijkagenda,
    opent_op: dt.date,
    sluit_op: dt.date,
    nagelezen: bool,
    merk: str,
    inleiding: str = "",
    vandaag: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Reactieronde:
    """Copy what people will read and let them react from `opent_op` until `sluit_op`.

    `merk` is that of the text as it was read (agenda.concept.tekst.read_concept), `nagelezen` the sign-off
    that it is about nobody. `vandaag` is the day of opening, when that was before today. The same send twice
    is one round. Raises DomeinFout, also while another round of the wijk is open.
    """
    day = vandaag or today()
    inleiding = inleiding.strip()
    agenda = hold_agendas(agenda.wijk_id)[agenda.pk]
    there = _unfinished(agenda, day)
    if there is not None:
        if (there.opent_op, there.sluit_op, there.inleiding) == (opent_op, sluit_op, inleiding):
            return there
        raise DomeinFout("Er loopt al een reactieronde. Stop die eerst, of verleng haar.")
    _check_dagen(opent_op, sluit_op, day)
    _check_inleiding(inleiding)
    lezing = _read_as_seen(agenda, merk=merk, nagelezen=nagelezen)
    last = Reactieronde.objects.filter(agenda=agenda).aggregate(nummer=Max("nummer"))["nummer"]
    ronde = Reactieronde.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        nummer=(last or 0) + 1,
        inleiding=inleiding,
        opent_op=opent_op,
        sluit_op=sluit_op,
        inhoud=lezing.inhoud,
    )
    log(wijk=agenda.wijk, actie="concept_geopend", door=door, object=ronde, herkomst=herkomst)
    return ronde


@transaction.atomic
def refresh_ronde(
    *,
    ronde: Reactieronde,
    revisie: int,
    nagelezen: bool,
    merk: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Reactieronde:
    """Put the text of now in the place of what people read. That very text there already: nothing happens.

    Raises DomeinFout when it is over or the text changed since it was read, VerouderdFout on a stale form.
    """
    agenda = hold_agendas(ronde.wijk_id)[ronde.agenda_id]
    present = _held(ronde)
    if merk_of(present.inhoud) == merk:
        return present
    lezing = _read_as_seen(agenda, merk=merk, nagelezen=nagelezen)
    row = lock_revisie(_rows(ronde), pk=ronde.pk, revisie=revisie)
    row.inhoud = lezing.inhoud
    row.save()
    log(wijk=ronde.wijk, actie="concept_vernieuwd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def prolong_ronde(
    *,
    ronde: Reactieronde,
    revisie: int,
    sluit_op: dt.date,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Reactieronde:
    """Another last day, from today on. Raises DomeinFout when it is over, VerouderdFout on a stale form."""
    hold_agendas(ronde.wijk_id)
    present = _held(ronde)
    if present.sluit_op == sluit_op:
        return present
    _check_dagen(present.opent_op, sluit_op, min(today(), present.opent_op))
    if sluit_op < today():
        raise DomeinFout("Kies een dag die nog komt. Wilt u nu stoppen? Druk dan op ‘Stop’.")
    row = lock_revisie(_rows(ronde), pk=ronde.pk, revisie=revisie)
    row.sluit_op = sluit_op
    row.save()
    log(wijk=ronde.wijk, actie="concept_verlengd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def stop_ronde(
    *, ronde: Reactieronde, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Reactieronde:
    """Nobody can react any more; reading stays. Stopped or over already: nothing happens."""
    row = _rows(ronde).select_for_update(of=("self",)).get(pk=ronde.pk)
    if is_over(row, today()):
        return row
    row.gestopt_op = today()
    row.save()
    log(wijk=ronde.wijk, actie="concept_gestopt", door=door, object=row, herkomst=herkomst)
    return row


def _rows(ronde: Reactieronde) -> QuerySet[Reactieronde]:
    return Reactieronde.objects.select_related("wijk", "agenda").filter(wijk=ronde.wijk_id)


def _unfinished(agenda: Wijkagenda, day: dt.date) -> Reactieronde | None:
    """The round of this wijk that is open or still to open."""
    rows = Reactieronde.objects.select_related("wijk", "agenda").filter(
        wijk=agenda.wijk_id, agenda__actief=True, gestopt_op__isnull=True, sluit_op__gte=day
    )
    return next((row for row in rows if not is_adopted(row)), None)


def _held(ronde: Reactieronde) -> Reactieronde:
    row = _rows(ronde).select_for_update(of=("self",)).get(pk=ronde.pk)
    if is_over(row, today()) or not row.agenda.actief or is_adopted(row):
        raise DomeinFout(VOORBIJ)
    return row


def _read_as_seen(agenda: Wijkagenda, *, merk: str, nagelezen: bool) -> Conceptlezing:
    """The text of now, when it is the one that was read and nothing in it must go."""
    if not nagelezen:
        raise DomeinFout("Lees de teksten eerst na. Een concept gaat nooit over één persoon.")
    if not agenda.actief:
        raise DomeinFout("Deze ronde is intussen afgesloten. Open het concept van de nieuwe ronde.")
    lezing = read_concept(agenda)
    if not lezing.plannen:
        raise DomeinFout("Er staat nog geen plan in. Maak eerst een plan.")
    if lezing.merk != merk:
        raise DomeinFout("De tekst is intussen veranderd. Lees hem nog een keer na.")
    if lezing.moet_weg:
        places = ", ".join(treffer.passage.plek for treffer in lezing.moet_weg)
        raise DomeinFout(f"Haal eerst weg wat niet op de site mag. Kijk bij: {places}.")
    return lezing


def _check_dagen(opent_op: dt.date, sluit_op: dt.date, day: dt.date) -> None:
    if opent_op < day:
        raise DomeinFout("De eerste dag is al geweest. Kies vandaag of later.")
    if sluit_op < opent_op:
        raise DomeinFout("De laatste dag kan niet voor de eerste liggen.")
    if sluit_op - opent_op > LANGST:
        raise DomeinFout(f"Dat is te lang. Kies hooguit {LANGST.days} dagen.")


def _check_inleiding(inleiding: str) -> None:
    if len(inleiding) > MAX_INLEIDING:
        raise DomeinFout(f"De inleiding is te lang. Gebruik hooguit {MAX_INLEIDING} tekens.")
    if find_gegevens(inleiding):
        raise DomeinFout("In de inleiding staat een nummer of adres. Haal dat weg.")
