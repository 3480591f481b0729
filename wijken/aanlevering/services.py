"""A file of figures from a team's page: read by the worker, looked at by a person, kept by the worker.

The row is the truth; a message only wakes a worker, and the sweeper finds what was left behind. Keeping the
figures and saying 'bewaard' are one transaction, so that a worker that dies half-way leaves nothing half.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import uuid
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import MAX_BYTES, Bestand
from kern.opslag import store_bestand
from kern.wakker import wake
from wijken.gebeurtenissen import log
from wijken.kerncijfers.inlezen import import_kerncijfers, read_bestand
from wijken.kerncijfers.opslaan import Telling
from wijken.kerncijfers.verslag import Leesverslag
from wijken.models import Cijferbestand, Gebeurtenis, Wijk
from wijken.models.aanlevering import CijferbestandQuerySet
from wijken.regels import gemeente_van
from wijken.selectors import regiocodes

logger = logging.getLogger(__name__)

TASK: Final = "wijken.lees_cijfers"
LEASE: Final = dt.timedelta(minutes=4)  # longer than the hard time limit of the task
MAX_POGINGEN: Final = 3
MAX_OPEN: Final = 5  # files of one wijk at a time
SHOWN: Final = 20  # skipped rows and unknown columns that the page shows
Status = Cijferbestand.Status
TAAK = Gebeurtenis.Herkomst.TAAK
LEEG: Final = "Dit bestand is leeg. Kies een ander bestand."
TE_GROOT: Final = "Dit bestand is te groot. Het mag 20 MB zijn. Pak het eerst in als .zip."
TE_VEEL: Final = "Er staan al vijf bestanden open. Bewaar ze eerst, of gooi ze weg."
AFGEBROKEN: Final = "Het lezen stopte drie keer. Probeer het met een kleiner bestand."


class Ingehaald(Exception):
    """Another worker has taken this file, or somebody threw it away; this attempt stops without a trace."""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A file that this worker has taken: what to do with it, and as which attempt."""

    pk: uuid.UUID
    poging: int
    bewaren: bool
    inhoud: bytes
    naam: str
    jaar: int | None
    gemeenten: frozenset[str]


# ---- what a person does -----------------------------------------------------------------------------------


@transaction.atomic
def submit_cijferbestand(
    *, wijk: Wijk, naam: str, inhoud: bytes, jaar: int | None, door: Gebruiker
) -> Cijferbestand:
    """Take a file in, to be read by the worker. Raises DomeinFout for an empty or too large file."""
    if not inhoud:
        raise DomeinFout(LEEG)
    if len(inhoud) > MAX_BYTES:
        raise DomeinFout(TE_GROOT)
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
    waiting = [Status.WACHT, Status.GELEZEN, Status.BEWAREN]
    if Cijferbestand.objects.for_wijk(wijk).filter(status__in=waiting).count() >= MAX_OPEN:
        raise DomeinFout(TE_VEEL)
    sleutel = uuid.uuid4()
    row = Cijferbestand.objects.create(
        id=sleutel,
        wijk=wijk,
        bestand=store_bestand(naam=f"cijfers/{sleutel}", inhoud=inhoud, mediatype="application/octet-stream"),
        naam=PurePath(naam).name[:120],
        jaar=jaar,
        gevraagd_door=door,
        gevraagd_op=now(),
    )
    log(wijk=wijk, actie="cijferbestand_gekozen", door=door, object=row)
    wake(TASK, str(row.pk))
    return row


@transaction.atomic
def confirm_cijferbestand(*, cijferbestand: Cijferbestand, door: Gebruiker) -> Cijferbestand:
    """'Yes, keep these figures': the worker does it. Said twice is said once."""
    row = _locked(cijferbestand)
    if row.status == Status.GELEZEN:
        row.status, row.poging, row.lease_tot = Status.BEWAREN, 0, None
        row.save(update_fields=["status", "poging", "lease_tot"])
        log(wijk=row.wijk, actie="cijferbestand_goed", door=door, object=row)
        wake(TASK, str(row.pk))
    return row


@transaction.atomic
def drop_cijferbestand(*, cijferbestand: Cijferbestand, door: Gebruiker) -> None:
    """Throw a file away, whatever a worker is doing with it; figures that were kept stay."""
    row = _locked(cijferbestand)
    log(wijk=row.wijk, actie="cijferbestand_weg", door=door, object=row)
    bestand = row.bestand_id
    row.delete()
    _delete_bestand(bestand)


def _delete_bestand(pk: uuid.UUID | None) -> None:
    if pk is not None:
        Bestand.objects.filter(pk=pk).delete()


def _locked(cijferbestand: Cijferbestand) -> Cijferbestand:
    rows = Cijferbestand.objects.select_for_update(of=("self",)).select_related("wijk")
    row = rows.filter(pk=cijferbestand.pk).first()
    if row is None:
        raise DomeinFout("Dit bestand is al weg.")
    return row


# ---- what the worker does ---------------------------------------------------------------------------------


@transaction.atomic
def take_cijferbestand(*, pk: uuid.UUID) -> Opdracht | None:
    """Take a file with a lease; None when there is nothing to do (done, gone, another has it)."""
    rows = Cijferbestand.objects.takeable(now()).select_related("wijk", "bestand")
    row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None:
        return None
    if row.poging >= MAX_POGINGEN or row.bestand is None:
        _refuse(row, AFGEBROKEN)
        return None
    row.poging += 1
    row.lease_tot = now() + LEASE
    row.save(update_fields=["poging", "lease_tot"])
    return Opdracht(
        pk=row.pk,
        poging=row.poging,
        bewaren=row.status == Status.BEWAREN,
        inhoud=bytes(row.bestand.inhoud),
        naam=row.naam,
        jaar=row.jaar,
        gemeenten=frozenset({row.wijk.gemeente_id, *map(gemeente_van, regiocodes(row.wijk))}),
    )


def work_on(*, opdracht: Opdracht) -> None:
    """Read the file, or keep its figures. A file that cannot be used is refused with its sentence."""
    try:
        if opdracht.bewaren:
            _keep(opdracht)
        else:
            _read(opdracht)
    except Ingehaald:
        logger.info("file of figures %s was taken over", opdracht.pk)
    except DomeinFout as fout:
        _finish(opdracht, status=Status.GEWEIGERD, fout=fout.zin[:400], klaar_op=now())
    except Exception:
        _mine(opdracht).update(lease_tot=None)  # the sweeper tries again soon, at most three times
        raise


def _read(opdracht: Opdracht) -> None:
    verslag = read_bestand(
        pad=io.BytesIO(opdracht.inhoud),
        naam=opdracht.naam,
        jaar=opdracht.jaar,
        gemeenten=opdracht.gemeenten,
    )
    _finish(opdracht, status=Status.GELEZEN, verslag=as_json(verslag))


@transaction.atomic
def _keep(opdracht: Opdracht) -> None:
    verslag = import_kerncijfers(
        pad=io.BytesIO(opdracht.inhoud),
        naam=opdracht.naam,
        jaar=opdracht.jaar,
        gemeenten=opdracht.gemeenten,
        herkomst=TAAK,
    )
    _finish(
        opdracht,
        status=Status.BEWAARD,
        verslag=as_json(verslag.gelezen, verslag.telling),
        klaar_op=now(),
    )


def _mine(opdracht: Opdracht) -> CijferbestandQuerySet:
    return Cijferbestand.objects.open().filter(pk=opdracht.pk, poging=opdracht.poging)


@transaction.atomic
def _finish(opdracht: Opdracht, **values: Any) -> None:
    if not _mine(opdracht).update(**values, lease_tot=None):
        raise Ingehaald
    row = Cijferbestand.objects.select_related("wijk").get(pk=opdracht.pk)
    log(wijk=row.wijk, actie="cijferbestand_gelezen", object=row, resultaat=row.status, herkomst=TAAK)
    if row.status in (Status.BEWAARD, Status.GEWEIGERD):
        _delete_bestand(row.bestand_id)


def _refuse(row: Cijferbestand, zin: str) -> None:
    row.status, row.fout, row.lease_tot, row.klaar_op = Status.GEWEIGERD, zin, None, now()
    row.save(update_fields=["status", "fout", "lease_tot", "klaar_op"])
    _delete_bestand(row.bestand_id)


def as_json(verslag: Leesverslag, telling: Telling | None = None) -> dict[str, Any]:
    """The report as the page shows it: plain values, long lists cut."""
    return {
        "vorm": verslag.vorm.value,
        "drager": verslag.drager,
        "jaren": list(verslag.jaren),
        "bronnen": list(verslag.bronnen),
        "voorlopig": verslag.voorlopig,
        "schatting": verslag.schatting,
        "per_soort": verslag.per_soort,
        "soorten": verslag.indicatoren,
        "cijfers": verslag.cijfers,
        "voorbeelden": [voorbeeld.tekst for voorbeeld in verslag.voorbeelden],
        "opmerkingen": verslag.opmerkingen,
        "overgeslagen": verslag.overgeslagen[:SHOWN],
        "overgeslagen_aantal": verslag.overgeslagen_aantal,
        "onbekend": verslag.onbekende_kolommen[:SHOWN],
        "onbekend_aantal": len(verslag.onbekende_kolommen),
        "telling": None
        if telling is None
        else {"nieuw": telling.nieuw, "bijgewerkt": telling.bijgewerkt, "gelijk": telling.gelijk},
    }


# ---- sweeping ---------------------------------------------------------------------------------------------


def sweep_cijferbestanden() -> int:
    """Wake a worker for all that waits: the only retry there is. Returns how many."""
    waiting = list(Cijferbestand.objects.takeable(now()).values_list("pk", flat=True))
    for pk in waiting:
        wake(TASK, str(pk))
    return len(waiting)


def oldest_waiting() -> dt.datetime | None:
    """Since when the oldest file waits for a worker, for /readyz."""
    rows = Cijferbestand.objects.open().order_by("gevraagd_op")
    return rows.values_list("gevraagd_op", flat=True).first()
