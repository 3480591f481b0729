"""Making a PDF: take the row with a lease, write the steps, store the file, or say that it failed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from analyse.models import Vragenlijst
from kern.fouten import DomeinFout
from kern.klok import now
from kern.opslag import store_bestand
from rapportage.antwoorden import Antwoorden, read_antwoorden
from rapportage.blad import read_blad
from rapportage.models import Rapport, RapportQuerySet
from rapportage.services.vragen import TAAK, Soort, Status, delete_rapport, fingerprints
from rapportage.werk import Agendawerk, Werk, read_werk
from wijken.gebeurtenissen import log

LEASE = dt.timedelta(seconds=90)  # longer than the hard time limit of the task
MAX_POGINGEN = 3
STAPPEN = ("Cijfers", "Plannen", "Opmaken", "Controleren", "Bewaren")


class Ingehaald(Exception):
    """Another worker has taken this report, or it is gone; this attempt stops without a trace."""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A report that this worker has taken: what to make, and as which attempt."""

    rapport_id: uuid.UUID
    poging: int
    wat: Werk


@transaction.atomic
def take_rapport(*, rapport_id: uuid.UUID) -> Opdracht | None:
    """Take a waiting report with a lease; None when there is nothing to take (done, gone, another has it)."""
    rapport = (
        Rapport.objects.takeable(now())
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("wijk", "agenda", "versie", "lijst__wijk", "drukronde__lijst__wijk__privacyafspraak")
        .filter(pk=rapport_id, poging__lt=MAX_POGINGEN)
        .first()
    )
    if rapport is None or not _bring_up_to_date(rapport):
        return None
    rapport.status = Status.BEZIG
    rapport.poging += 1
    rapport.lease_tot = now() + LEASE
    rapport.stap, rapport.stap_nummer, rapport.fout = STAPPEN[0], 1, ""
    try:
        wat = read_werk(rapport)
    except DomeinFout as error:  # a choice that this programme does not know (any more)
        rapport.status, rapport.lease_tot, rapport.fout = Status.MISLUKT, None, error.zin[:200]
        rapport.save()
        log_failure(rapport)
        return None
    is_draft = isinstance(wat, Agendawerk) and wat.concept
    rapport.citaten = fingerprints(wat.inhoud["citaten"]) if isinstance(wat, Agendawerk) and is_draft else {}
    if isinstance(wat, Antwoorden):
        rapport.citaten = dict(wat.sporen)
    rapport.save()
    return Opdracht(rapport.pk, rapport.poging, wat)


def _bring_up_to_date(rapport: Rapport) -> bool:
    """Something changed since the question: make the newer file instead, unless that is asked for already."""
    if rapport.drukronde is not None:
        return True  # its numbers and its version never change
    if rapport.lijst is not None:
        return _bring_answers_up_to_date(rapport, rapport.lijst)
    if rapport.agenda is None:
        return _bring_sheet_up_to_date(rapport)
    versie = rapport.versie
    if versie is None or versie.redacties == rapport.redacties:
        return True
    is_whole = rapport.soort == Soort.AGENDA and not rapport.samenstelling
    if is_whole and Rapport.objects.whole().filter(versie=versie, redacties=versie.redacties).exists():
        delete_rapport(rapport=rapport)
        return False
    rapport.redacties = versie.redacties
    return True


def _bring_sheet_up_to_date(rapport: Rapport) -> bool:
    same = Rapport.objects.bladen(rapport.wijk, rapport.taal)
    return _stamp(rapport, read_blad(rapport.wijk, rapport.taal).stempel, same)


def _bring_answers_up_to_date(rapport: Rapport, lijst: Vragenlijst) -> bool:
    try:
        stempel = read_antwoorden(lijst).stempel
    except DomeinFout:
        return True  # read once more below, where the row gets the sentence
    return _stamp(rapport, stempel, Rapport.objects.filter(soort=Soort.ANTWOORDEN, lijst=lijst))


def _stamp(rapport: Rapport, stempel: str, same: RapportQuerySet) -> bool:
    if stempel != rapport.stempel and same.filter(stempel=stempel).exists():
        delete_rapport(rapport=rapport)
        return False
    rapport.stempel = stempel
    return True


def enter_step(*, opdracht: Opdracht, nummer: int) -> None:
    """Write which step (1 to 5) begins, and renew the lease. Raises Ingehaald when another took over."""
    changed = _mine(opdracht).update(stap=STAPPEN[nummer - 1], stap_nummer=nummer, lease_tot=now() + LEASE)
    if not changed:
        raise Ingehaald


def _mine(opdracht: Opdracht) -> RapportQuerySet:
    return Rapport.objects.filter(pk=opdracht.rapport_id, poging=opdracht.poging, status=Status.BEZIG)


@transaction.atomic
def finish_rapport(*, opdracht: Opdracht, pdf: bytes, bladzijden: int) -> None:
    """Store the file and 'klaar' together, only when this attempt still is the last one (else Ingehaald)."""
    bestand = store_bestand(
        naam=f"rapporten/{opdracht.rapport_id}-{opdracht.poging}-{uuid.uuid4().hex[:8]}.pdf",
        inhoud=pdf,
        mediatype="application/pdf",
    )
    changed = _mine(opdracht).update(
        status=Status.KLAAR, bestand=bestand, bladzijden=bladzijden, klaar_op=now(), lease_tot=None, fout=""
    )
    if not changed:
        raise Ingehaald
    rapport = Rapport.objects.select_related("wijk").get(pk=opdracht.rapport_id)
    log(wijk=rapport.wijk, actie="rapport_gemaakt", object=rapport, herkomst=TAAK)
    for each in _same_kind(rapport).exclude(status=Status.BEZIG).filter(gevraagd_op__lt=rapport.gevraagd_op):
        delete_rapport(rapport=each)


def _same_kind(rapport: Rapport) -> RapportQuerySet:
    """The other files of the same sheet: the older ones go when this one is ready."""
    if rapport.soort == Soort.TIEN_CIJFERS:
        return Rapport.objects.bladen(rapport.wijk, rapport.taal)
    if rapport.soort == Soort.ANTWOORDEN:
        return Rapport.objects.filter(soort=Soort.ANTWOORDEN, lijst=rapport.lijst_id)
    return Rapport.objects.none()


@transaction.atomic
def fail_rapport(*, opdracht: Opdracht, zin: str, definitief: bool) -> None:
    """This attempt failed: it waits for the sweeper; after the last attempt, or when final, 'mislukt'."""
    if definitief or opdracht.poging >= MAX_POGINGEN:
        if _mine(opdracht).update(status=Status.MISLUKT, fout=zin[:200], lease_tot=None):
            log_failure(Rapport.objects.select_related("wijk").get(pk=opdracht.rapport_id))
    else:
        _mine(opdracht).update(status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0)


def log_failure(rapport: Rapport) -> None:
    """That a report could not be made."""
    log(wijk=rapport.wijk, actie="rapport_gemaakt", object=rapport, resultaat="mislukt", herkomst=TAAK)


def postpone_rapport(*, opdracht: Opdracht, zin: str) -> None:
    """This server cannot make PDFs now. The report waits and says why; the attempt does not count."""
    _mine(opdracht).update(
        status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0, fout=zin[:200], poging=F("poging") - 1
    )
