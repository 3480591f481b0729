"""What the sweeper finds: rows that a crash, a lost message or a redaction left behind; sheets to make."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from agenda.models import AgendaVersie
from bewoners.models import Inbreng
from kern.klok import now
from kern.models import Bestand
from kern.wakker import wake
from rapportage.blad import read_blad, sheet_languages
from rapportage.models import Rapport, abandoned
from rapportage.services.maken import MAX_POGINGEN, log_failure
from rapportage.services.vragen import (
    MAKE_TASK,
    OPEN,
    TAAK,
    Soort,
    Status,
    delete_rapport,
    request_blad,
    request_rapport,
)
from wijken.gebeurtenissen import log
from wijken.models import Wijk

BLADEN_AT_ONCE = 20  # new sheets per language and sweep; the others at the next sweep
KEEP_DRAFT = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Veging:
    """What a sweep did."""

    terug: int
    mislukt: int
    nieuw: int
    weg: int


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
        log_failure(rapport)
    terug = [r.pk for r in left if r.poging < MAX_POGINGEN]
    Rapport.objects.filter(pk__in=[r.pk for r in mislukt]).update(
        status=Status.MISLUKT, fout=FOUT_AFGEBROKEN, lease_tot=None
    )
    Rapport.objects.filter(pk__in=terug).update(status=Status.WACHT, lease_tot=None, stap="", stap_nummer=0)
    return len(terug), len(mislukt)


def _ask_for_versions() -> int:
    """Every adopted version gets a report, and a new one after each redaction."""
    made = Rapport.objects.whole().filter(versie=OuterRef("pk"), redacties=OuterRef("redacties"))
    versies = AgendaVersie.objects.filter(~Exists(made)).select_related("agenda__wijk")
    for versie in versies:
        request_rapport(agenda=versie.agenda, versie=versie, herkomst=TAAK)
    return len(versies)


@transaction.atomic
def _drop_outdated() -> int:
    """Files from before a redaction, drafts of more than a day, drafts with a quote that was taken back."""
    done = Rapport.objects.select_for_update(of=("self",), skip_locked=True).exclude(status__in=OPEN)
    stale = done.filter(versie__isnull=False).exclude(redacties=F("versie__redacties"))
    outdated = list(stale.whole())  # `_ask_for_versions` asks for the new one
    for rapport in stale.filter(samenstelling__versie__isnull=False).select_related("versie", "wijk"):
        _make_anew(rapport)
    drafts = done.filter(agenda__isnull=False, versie__isnull=True)
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


def _make_anew(rapport: Rapport) -> None:
    """Something was taken out of the adopted agenda: this file goes, and the same is made of what is left."""
    bestand = rapport.bestand_id
    rapport.status, rapport.poging, rapport.fout, rapport.bestand = Status.WACHT, 0, "", None
    rapport.stap, rapport.stap_nummer, rapport.bladzijden, rapport.klaar_op = "", 0, None, None
    if rapport.versie is not None:
        rapport.redacties = rapport.versie.redacties
    rapport.save()
    if bestand is not None:
        Bestand.objects.filter(pk=bestand).delete()
    log(wijk=rapport.wijk, actie="rapport_opnieuw", object=rapport, herkomst=TAAK)


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
