"""From a question for a PDF to a stored file. The row says where it stands; a message only wakes a worker.

wacht → bezig → klaar | mislukt. A worker takes the row with a lease and a higher attempt number, makes the
file outside any transaction, and stores it only when that attempt still is the last one. What is left behind
by a crash, a lost message or a redaction, the sweeper finds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef

from agenda.inhoud import Citaat, Inhoud
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from bewoners.models import Inbreng
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import Bestand
from kern.opslag import store_bestand
from kern.wakker import wake
from rapportage.blad import Blad, read_blad, sheet_languages, short_link
from rapportage.models import Rapport, RapportQuerySet, abandoned
from wijken.gebeurtenissen import BLAD_GEZIEN, log
from wijken.models import Gebeurtenis, Wijk

logger = logging.getLogger(__name__)

MAKE_TASK = "rapportage.maak"
LEASE = dt.timedelta(seconds=90)  # longer than the hard time limit of the task
MAX_POGINGEN = 3
BLADEN_AT_ONCE = 20  # new sheets per language and sweep; the others at the next sweep
KEEP_DRAFT = dt.timedelta(days=1)
STAPPEN = ("Cijfers", "Plannen", "Opmaken", "Controleren", "Bewaren")
Status = Rapport.Status
Soort = Rapport.Soort
TAAK = Gebeurtenis.Herkomst.TAAK


class Ingehaald(Exception):
    """Another worker has taken this report, or it is gone; this attempt stops without a trace."""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A report that this worker has taken: what to make (an agenda or a sheet), and as which attempt."""

    rapport_id: uuid.UUID
    poging: int
    wat: Inhoud | Blad
    link: str
    concept: bool


@dataclass(frozen=True, slots=True)
class Veging:
    """What a sweep did."""

    terug: int
    mislukt: int
    nieuw: int
    weg: int


# ---- asking -----------------------------------------------------------------------------------
@transaction.atomic
def request_rapport(
    *,
    agenda: Wijkagenda,
    versie: AgendaVersie | None = None,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Rapport:
    """The report of an adopted version, or of the draft when there is no version.

    Asking twice gives the same row: one per version, and one at a time for a draft. A failed report of a
    version is tried again when a person asks for it.
    """
    waarden = {"gevraagd_door": door, "gevraagd_op": now(), "wijk_id": agenda.wijk_id}
    if versie is None:
        rapport, nieuw = Rapport.objects.get_or_create(
            agenda=agenda, versie=None, status__in=[Status.WACHT, Status.BEZIG], defaults=waarden
        )
    else:
        rapport, nieuw = Rapport.objects.get_or_create(
            versie=versie, redacties=versie.redacties, defaults={**waarden, "agenda": agenda}
        )
    if nieuw:
        log(wijk=agenda.wijk, actie="rapport_gevraagd", door=door, object=rapport, herkomst=herkomst)
    elif door and rapport.status == Status.MISLUKT:
        return retry_rapport(rapport=rapport, door=door)
    if rapport.status == Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport


@transaction.atomic
def request_blad(*, wijk: Wijk, blad: Blad, herkomst: Gebeurtenis.Herkomst = TAAK) -> Rapport:
    """The PDF of this sheet as it should be now. Asking twice gives the same row."""
    rapport, nieuw = Rapport.objects.get_or_create(
        soort=Soort.TIEN_CIJFERS,
        wijk=wijk,
        taal=blad.taal,
        stempel=blad.stempel,
        defaults={"gevraagd_op": now()},
    )
    if nieuw:
        log(wijk=wijk, actie="blad_gevraagd", object=rapport, herkomst=herkomst)
    if rapport.status == Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport


@transaction.atomic
def retry_bladen(*, wijk: Wijk, door: Gebruiker) -> None:
    """Sheets of this wijk that failed wait again."""
    for rapport in Rapport.objects.filter(wijk=wijk, soort=Soort.TIEN_CIJFERS, status=Status.MISLUKT):
        retry_rapport(rapport=rapport, door=door)


@transaction.atomic
def note_blad_seen(*, wijk: Wijk, door: Gebruiker) -> None:
    """The team looked at the sheet: a first step of a new wijk. Written once."""
    if not Gebeurtenis.objects.filter(wijk=wijk, actie=BLAD_GEZIEN).exists():
        log(wijk=wijk, actie=BLAD_GEZIEN, door=door)


@transaction.atomic
def retry_rapport(*, rapport: Rapport, door: Gebruiker) -> Rapport:
    """A failed report waits again, with three new attempts. Any other report stays as it is."""
    rapport = Rapport.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=rapport.pk)
    if rapport.status != Status.MISLUKT:
        return rapport
    rapport.status, rapport.poging, rapport.fout = Status.WACHT, 0, ""
    rapport.stap, rapport.stap_nummer = "", 0
    try:
        with transaction.atomic():
            rapport.save(update_fields=["status", "poging", "fout", "stap", "stap_nummer"])
    except IntegrityError as error:
        raise DomeinFout("Wij maken al een nieuwe PDF van dit concept.") from error
    log(wijk=rapport.wijk, actie="rapport_opnieuw", door=door, object=rapport)
    wake(MAKE_TASK, str(rapport.pk))
    return rapport


def open_file(*, rapport: Rapport, door: Gebruiker) -> Bestand:
    """The file of a finished report, for the team. Raises DomeinFout when it may no longer be read."""
    if rapport.bestand is None:
        raise DomeinFout("Deze PDF is nog niet klaar.")
    if rapport.versie is not None and rapport.versie.redacties != rapport.redacties:
        raise DomeinFout("In deze PDF stond iets dat is weggehaald. Wij maken een nieuwe.")
    if rapport.agenda and not rapport.versie and not _quotes_stand(rapport, rapport.agenda):
        delete_rapport(rapport=rapport)
        raise DomeinFout("Een verhaal in deze PDF is veranderd of weggehaald. Maak een nieuwe PDF.")
    log(wijk=rapport.wijk, actie="rapport_opgehaald", door=door, object=rapport)
    return rapport.bestand


def _quotes_stand(rapport: Rapport, agenda: Wijkagenda) -> bool:
    current = fingerprints(build_inhoud(agenda)["citaten"])
    return all(current.get(sleutel) == hash_ for sleutel, hash_ in rapport.citaten.items())


def fingerprints(citaten: Mapping[str, Citaat]) -> dict[str, str]:
    """Key and hash of each quote: enough to see that one changed, without keeping its text."""
    return {k: hashlib.sha256(c["tekst"].encode()).hexdigest() for k, c in citaten.items()}


@transaction.atomic
def delete_rapport(*, rapport: Rapport) -> None:
    """Remove a report and its file."""
    bestand = rapport.bestand_id
    Rapport.objects.filter(pk=rapport.pk).delete()
    if bestand is not None:
        Bestand.objects.filter(pk=bestand).delete()


# ---- making -----------------------------------------------------------------------------------
@transaction.atomic
def take_rapport(*, rapport_id: uuid.UUID) -> Opdracht | None:
    """Take a waiting report with a lease; None when there is nothing to take (done, gone, another has it)."""
    rapport = (
        Rapport.objects.takeable(now())
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("wijk", "agenda", "versie")
        .filter(pk=rapport_id, poging__lt=MAX_POGINGEN)
        .first()
    )
    if rapport is None or not _bring_up_to_date(rapport):
        return None
    rapport.status = Status.BEZIG
    rapport.poging += 1
    rapport.lease_tot = now() + LEASE
    rapport.stap, rapport.stap_nummer, rapport.fout = STAPPEN[0], 1, ""
    wat = _what_to_make(rapport)
    rapport.save()
    return Opdracht(rapport.pk, rapport.poging, wat, short_link(rapport.wijk), rapport.versie is None)


def _what_to_make(rapport: Rapport) -> Inhoud | Blad:
    if rapport.agenda is None:
        return read_blad(rapport.wijk, rapport.taal)
    if rapport.versie is not None:
        rapport.citaten = {}
        adopted: Inhoud = rapport.versie.inhoud
        return adopted
    inhoud = build_inhoud(rapport.agenda)
    rapport.citaten = fingerprints(inhoud["citaten"])
    return inhoud


def _bring_up_to_date(rapport: Rapport) -> bool:
    """Something changed since the question: make the newer file instead, unless that is asked for already."""
    if rapport.agenda is None:
        return _bring_sheet_up_to_date(rapport)
    versie = rapport.versie
    if versie is None or versie.redacties == rapport.redacties:
        return True
    if Rapport.objects.filter(versie=versie, redacties=versie.redacties).exists():
        delete_rapport(rapport=rapport)
        return False
    rapport.redacties = versie.redacties
    return True


def _bring_sheet_up_to_date(rapport: Rapport) -> bool:
    stempel = read_blad(rapport.wijk, rapport.taal).stempel
    if (
        stempel != rapport.stempel
        and Rapport.objects.filter(
            soort=Soort.TIEN_CIJFERS, wijk=rapport.wijk, taal=rapport.taal, stempel=stempel
        ).exists()
    ):
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
    if rapport.soort == Soort.TIEN_CIJFERS:
        older = Rapport.objects.bladen(rapport.wijk, rapport.taal).exclude(status=Status.BEZIG)
        for each in older.filter(gevraagd_op__lt=rapport.gevraagd_op):
            delete_rapport(rapport=each)


@transaction.atomic
def fail_rapport(*, opdracht: Opdracht, zin: str, definitief: bool) -> None:
    """This attempt failed: it waits for the sweeper; after the last attempt, or when final, 'mislukt'."""
    if definitief or opdracht.poging >= MAX_POGINGEN:
        if _mine(opdracht).update(status=Status.MISLUKT, fout=zin[:200], lease_tot=None):
            _log_failure(Rapport.objects.select_related("wijk").get(pk=opdracht.rapport_id))
    else:
        _mine(opdracht).update(status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0)


def _log_failure(rapport: Rapport) -> None:
    log(wijk=rapport.wijk, actie="rapport_gemaakt", object=rapport, resultaat="mislukt", herkomst=TAAK)


def postpone_rapport(*, opdracht: Opdracht, zin: str) -> None:
    """This server cannot make PDFs now. The report waits and says why; the attempt does not count."""
    _mine(opdracht).update(
        status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0, fout=zin[:200], poging=F("poging") - 1
    )


# ---- sweeping ---------------------------------------------------------------------------------
FOUT_AFGEBROKEN = "Het maken van de PDF stopte drie keer. Probeer het opnieuw."


def sweep() -> Veging:
    """Find what was left behind, and wake a worker for all that waits. Two sweeps at once do no harm."""
    weg = _drop_outdated()
    nieuw = _ask_for_versions()
    terug, mislukt = _take_back_leases()
    for pk in Rapport.objects.filter(status=Status.WACHT).values_list("pk", flat=True):
        wake(MAKE_TASK, str(pk))
    return Veging(terug=terug, mislukt=mislukt, nieuw=nieuw, weg=weg)


@transaction.atomic
def _take_back_leases() -> tuple[int, int]:
    left = list(
        Rapport.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("wijk")
        .filter(abandoned(now()))
    )
    mislukt = [r for r in left if r.poging >= MAX_POGINGEN]
    for rapport in mislukt:
        _log_failure(rapport)
    terug = [r.pk for r in left if r.poging < MAX_POGINGEN]
    Rapport.objects.filter(pk__in=[r.pk for r in mislukt]).update(
        status=Status.MISLUKT, fout=FOUT_AFGEBROKEN, lease_tot=None
    )
    Rapport.objects.filter(pk__in=terug).update(status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0)
    return len(terug), len(mislukt)


def _ask_for_versions() -> int:
    """Every adopted version gets a report, and a new one after each redaction."""
    made = Rapport.objects.filter(versie=OuterRef("pk"), redacties=OuterRef("redacties"))
    versies = AgendaVersie.objects.filter(~Exists(made)).select_related("agenda__wijk")
    for versie in versies:
        request_rapport(agenda=versie.agenda, versie=versie, herkomst=TAAK)
    return len(versies)


@transaction.atomic
def _drop_outdated() -> int:
    """Files from before a redaction, drafts of more than a day, drafts with a quote that was taken back."""
    done = Rapport.objects.select_for_update(of=("self",), skip_locked=True).exclude(
        status__in=[Status.WACHT, Status.BEZIG]
    )
    outdated = list(done.filter(versie__isnull=False).exclude(redacties=F("versie__redacties")))
    drafts = done.filter(soort=Soort.AGENDA, versie__isnull=True)
    outdated += drafts.filter(gevraagd_op__lt=now() - KEEP_DRAFT)
    fresh = list(drafts.filter(gevraagd_op__gte=now() - KEEP_DRAFT).exclude(citaten={}))
    wanted = {sleutel for rapport in fresh for sleutel in rapport.citaten}
    shared = {
        str(pk) for pk in Inbreng.objects.published().filter(pk__in=wanted).values_list("pk", flat=True)
    }
    outdated += [rapport for rapport in fresh if not set(rapport.citaten) <= shared]
    for rapport in outdated:
        delete_rapport(rapport=rapport)
    return len(outdated)


def ask_for_bladen() -> int:
    """Every opened wijk has its sheet, in every language that we speak: the first one first."""
    nieuw = 0
    for taal in sheet_languages():
        made = Rapport.objects.filter(soort=Soort.TIEN_CIJFERS, wijk=OuterRef("pk"), taal=taal)
        for wijk in Wijk.objects.filter(~Exists(made)).order_by("pk")[:BLADEN_AT_ONCE]:
            request_blad(wijk=wijk, blad=read_blad(wijk, taal))
            nieuw += 1
    return nieuw


def renew_bladen() -> int:
    """A new sheet where figures, name, place or address changed. Reads every wijk: for now and then."""
    there = set(Rapport.objects.filter(soort=Soort.TIEN_CIJFERS).values_list("wijk", "taal", "stempel"))
    nieuw = 0
    for wijk in Wijk.objects.all():
        for taal in sheet_languages():
            blad = read_blad(wijk, taal)
            if (wijk.pk, taal, blad.stempel) not in there:
                request_blad(wijk=wijk, blad=blad)
                nieuw += 1
    return nieuw


def oldest_waiting() -> dt.datetime | None:
    """Since when the oldest unfinished report is asked for, for /readyz."""
    waiting = Rapport.objects.filter(status__in=[Status.WACHT, Status.BEZIG]).order_by("gevraagd_op")
    return waiting.values_list("gevraagd_op", flat=True).first()
