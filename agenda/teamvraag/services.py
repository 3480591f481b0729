"""Write down what residents ask of their team, put it in order, and answer it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Max

from agenda.keuzes import TeamAntwoord
from agenda.models import Teamvraag, Wijkagenda
from agenda.ronde.samen import AFGESLOTEN, hold_active, is_in_use
from agenda.selectors import agenda_in_force, hold_agendas
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.volgorde import Richting, move
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
MAX_WIE, MAX_TEKST, MAX_REDEN = 80, 200, 400


@transaction.atomic
def make_teamvraag(
    *,
    agenda: Wijkagenda,
    tekst: str,
    wie: str = "",
    aantal: int | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Teamvraag:
    """Add a question, last in the list. The same words twice are one question. Raises DomeinFout."""
    wie, tekst = wie.strip(), tekst.strip()
    _check(wie, tekst)
    agenda = hold_active(agenda)
    rows = Teamvraag.objects.filter(agenda=agenda)
    there = rows.filter(wie=wie, tekst=tekst).first()
    if there is not None:
        return there
    last = rows.aggregate(laatste=Max("volgorde"))["laatste"] or 0
    vraag = Teamvraag.objects.create(
        wijk=agenda.wijk, agenda=agenda, wie=wie, tekst=tekst, aantal=aantal, volgorde=last + 1
    )
    log(wijk=agenda.wijk, actie="teamvraag_gemaakt", door=door, object=vraag, herkomst=herkomst)
    return vraag


@transaction.atomic
def update_teamvraag(
    *,
    vraag: Teamvraag,
    revisie: int,
    tekst: str,
    wie: str = "",
    aantal: int | None = None,
    antwoord: TeamAntwoord = TeamAntwoord.OPEN,
    antwoord_tekst: str = "",
    antwoord_op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Teamvraag:
    """Save a question and the team's answer, which needs a reason. Raises VerouderdFout on a stale form.

    While a new round is being made, residents still read the one before: the answer is written there too.
    """
    wie, tekst, reden = wie.strip(), tekst.strip(), antwoord_tekst.strip()
    _check(wie, tekst)
    is_open = antwoord == TeamAntwoord.OPEN
    _check_antwoord(antwoord, "" if is_open else reden, antwoord_op)
    agenda = hold_agendas(vraag.wijk_id)[vraag.agenda_id]
    if not is_in_use(agenda):
        raise DomeinFout(AFGESLOTEN)
    row = lock_revisie(Teamvraag.objects.filter(wijk=vraag.wijk), pk=vraag.pk, revisie=revisie)
    row.wie, row.tekst, row.aantal = wie, tekst, aantal
    row.antwoord = antwoord
    row.antwoord_tekst = "" if is_open else reden
    row.antwoord_op = None if is_open else antwoord_op or row.antwoord_op or today()
    row.save()
    for same in _same(row, agenda):
        same.antwoord, same.antwoord_tekst, same.antwoord_op = (
            row.antwoord,
            row.antwoord_tekst,
            row.antwoord_op,
        )
        same.revisie += 1
        same.save()
    log(wijk=vraag.wijk, actie="teamvraag_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def move_teamvraag(
    *,
    vraag: Teamvraag,
    richting: Richting,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """One place up or down; at the end of the list nothing happens."""
    agenda = hold_active(vraag.agenda)
    if move(vraag, Teamvraag.objects.filter(agenda=agenda), richting):
        log(wijk=vraag.wijk, actie="teamvraag_verplaatst", door=door, object=vraag, herkomst=herkomst)


@transaction.atomic
def remove_teamvraag(
    *, vraag: Teamvraag, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove a question from the draft; an adopted agenda keeps it as it was. Gone already: nothing."""
    agenda = hold_active(vraag.agenda)
    log(wijk=vraag.wijk, actie="teamvraag_verwijderd", door=door, object=vraag, herkomst=herkomst)
    Teamvraag.objects.filter(agenda=agenda, pk=vraag.pk).delete()


def take_open(*, old: Wijkagenda, new: Wijkagenda) -> None:
    """Copy what has no answer yet into a new round. Called while that round begins, in its transaction."""
    rows = Teamvraag.objects.filter(agenda=old, antwoord=TeamAntwoord.OPEN)
    Teamvraag.objects.bulk_create(
        Teamvraag(
            uuid=uuid.uuid4(),
            wijk_id=new.wijk_id,
            agenda=new,
            wie=row.wie,
            tekst=row.tekst,
            aantal=row.aantal,
            overgenomen_van=row.uuid,
            volgorde=number,
        )
        for number, row in enumerate(rows, start=1)
    )


def _same(row: Teamvraag, agenda: Wijkagenda) -> list[Teamvraag]:
    """This question in the other of the two agendas: that in the making, that in force."""
    rows = Teamvraag.objects.select_for_update(of=("self",)).filter(wijk=row.wijk_id)
    if not agenda.actief:
        return list(rows.filter(agenda__actief=True, overgenomen_van=row.uuid))
    geldig = agenda_in_force(agenda.wijk)
    if row.overgenomen_van is None or geldig == agenda.pk:
        return []
    return list(rows.filter(agenda=geldig, uuid=row.overgenomen_van))


def _check(wie: str, tekst: str) -> None:
    if not tekst:
        raise DomeinFout("Schrijf in één zin wat bewoners vragen.")
    if len(tekst) > MAX_TEKST or len(wie) > MAX_WIE:
        raise DomeinFout(f"Dit is te lang. Gebruik hooguit {MAX_TEKST} tekens, en {MAX_WIE} voor wie.")


def _check_antwoord(antwoord: TeamAntwoord, reden: str, op: dt.date | None) -> None:
    if antwoord not in TeamAntwoord.values:
        raise DomeinFout("Kies wat het team antwoordt.")
    if antwoord != TeamAntwoord.OPEN and not reden:
        raise DomeinFout("Schrijf op waarom. Bewoners lezen dit.")
    if len(reden) > MAX_REDEN:
        raise DomeinFout(f"Dit is te lang. Gebruik hooguit {MAX_REDEN} tekens.")
    if op and op > today():
        raise DomeinFout("Deze dag is nog niet geweest.")
