"""Answers from another program: chosen, its columns tied, tried out, and kept after a person's yes.

Keeping the answers and saying 'bewaard' are one transaction with the row locked: a worker that dies
half-way leaves nothing half, and a second one finds the row locked or done.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from analyse.bestand.koppelen import check_columns
from analyse.bestand.lezen import Blad, read_blad, read_kept, write_blad
from analyse.bestand.omzetten import Omzetter, Opzet
from analyse.inzenden import questions_of, submit_bestand
from analyse.keuzes import Lijststatus
from analyse.lezen.verhalen import withdraw_stories
from analyse.models import Antwoordbestand, Inzending, Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now, today
from kern.opslag import store_bestand
from kern.wakker import wake
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

TASK: Final = "analyse.bewaar_bestand"
METEEN: Final = 200  # rows that are kept while the person waits
MAX_POGINGEN: Final = 3
WACHT: Final = dt.timedelta(minutes=1)  # the sweeper leaves it to the first message so long
MAX_OPEN: Final = 5
TERUG: Final = dt.timedelta(days=30)  # docs/bewaartermijnen.toml
Status = Antwoordbestand.Status
Herkomst = Gebeurtenis.Herkomst
WEG: Final = "Dit bestand is al weg. Kies het opnieuw."
TE_VEEL: Final = "Er staan al vijf bestanden open. Bewaar ze eerst, of gooi ze weg."
NIET_OPEN: Final = "Deze vragenlijst is nog niet open. Open haar eerst. Daarna leest u antwoorden in."
VERANDERD: Final = "Iemand koos intussen iets anders. Bekijk het opnieuw, en zeg dan ja."
AFGEBROKEN: Final = "Het bewaren stopte drie keer. Er is niets bewaard. Probeer het met een kleiner bestand."


@transaction.atomic
def take_bestand(
    *,
    lijst: Vragenlijst,
    naam: str,
    inhoud: bytes,
    blad: str = "",
    door: Gebruiker | None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Antwoordbestand:
    """Take a file in; the same file that is still open is that one. Raises DomeinFout when it is no table."""
    if lijst.status == Lijststatus.CONCEPT:
        raise DomeinFout(NIET_OPEN)
    gelezen = read_blad(inhoud, naam, blad)
    mark = hashlib.sha256(inhoud).hexdigest()
    Vragenlijst.objects.select_for_update(of=("self",), no_key=True).get(pk=lijst.pk)
    waiting = _open(lijst)
    for row in waiting:
        if (row.verslag.get("sha256"), row.verslag.get("blad")) == (mark, gelezen.naam):
            return row
    if len(waiting) >= MAX_OPEN:
        raise DomeinFout(TE_VEEL)
    sleutel = uuid.uuid4()
    row = Antwoordbestand.objects.create(
        id=sleutel,
        wijk=lijst.wijk,
        lijst=lijst,
        bestand=store_bestand(
            naam=f"antwoorden/{sleutel}.csv", inhoud=write_blad(gelezen), mediatype="text/csv"
        ),
        naam=PurePath(naam.replace("\\", "/").replace("\0", "")).name[:120] or "bestand",
        verslag={
            "sha256": mark,
            "blad": gelezen.naam,
            "andere": list(gelezen.andere[:20]),
            "rijen": len(gelezen.rijen),
        },
        door=door,
        datum=today(),
    )
    log(wijk=lijst.wijk, actie="bestand_gekozen", door=door, object=lijst, herkomst=herkomst)
    return row


def _open(lijst: Vragenlijst) -> list[Antwoordbestand]:
    return list(lijst.bestanden.filter(status__in=[Status.KOPPELEN, Status.GELEZEN]))


def kept_before(row: Antwoordbestand) -> Antwoordbestand | None:
    """The same file that was kept in this list already."""
    same = row.lijst.bestanden.filter(status=Status.BEWAARD, verslag__sha256=row.verslag.get("sha256", ""))
    return same.exclude(pk=row.pk).first() if row.verslag.get("sha256") else None


def blad_of(row: Antwoordbestand) -> Blad:
    """The rows of a file that waits. Raises DomeinFout when it is gone."""
    if row.bestand is None:
        raise DomeinFout(WEG)
    return read_kept(bytes(row.bestand.inhoud))


def stand_of(row: Antwoordbestand) -> str:
    """A mark of what was chosen, so that 'yes' is said to what was shown."""
    chosen = json.dumps([row.koppeling, row.verslag.get("versie")], sort_keys=True)
    return hashlib.sha256(chosen.encode()).hexdigest()[:16]


@transaction.atomic
def choose_columns(
    *, bestand: Antwoordbestand, kolommen: Sequence[str], kanaal: str, taal: str
) -> Antwoordbestand:
    """Say what each column is, and try it out. Raises DomeinFout when that cannot be."""
    row = _locked(bestand)
    _check_waiting(row)
    blad = blad_of(row)
    vragen = questions_of(row.lijst, row.lijst.versie)
    check_columns(kolommen, vragen, len(blad.kop))
    old = Opzet.from_json(row.koppeling)
    return _try_out(row, blad, replace(old, kolommen=tuple(kolommen), kanaal=kanaal, taal=taal))


@transaction.atomic
def choose_values(
    *, bestand: Antwoordbestand, waarden: Mapping[str, Mapping[str, str]], stand: str
) -> Antwoordbestand:
    """Say which values are which answers ('' passes one over), and try it out again."""
    row = _locked(bestand)
    _check_waiting(row)
    if row.status != Status.GELEZEN or stand != stand_of(row):
        raise DomeinFout(VERANDERD)
    opzet = Opzet.from_json(row.koppeling)
    both = {code: {**opzet.waarden.get(code, {}), **each} for code, each in waarden.items()}
    return _try_out(row, blad_of(row), replace(opzet, waarden={**opzet.waarden, **both}))


def _try_out(row: Antwoordbestand, blad: Blad, opzet: Opzet) -> Antwoordbestand:
    versie = row.lijst.versie
    proef = Omzetter(questions_of(row.lijst, versie), opzet, today()).try_out(blad)
    row.koppeling, row.status = opzet.to_json(), Status.GELEZEN
    row.verslag = {**row.verslag, **asdict(proef), "versie": versie}
    row.save(update_fields=["koppeling", "status", "verslag"])
    return row


@transaction.atomic
def confirm_bestand(
    *, bestand: Antwoordbestand, stand: str, door: Gebruiker | None, herkomst: Herkomst = Herkomst.WEB
) -> Antwoordbestand:
    """'Yes, keep these': at once when they are few, else by the worker. Said twice is said once."""
    row = _locked(bestand)
    if row.status == Status.BEWAARD or is_busy(row):
        return row
    if row.status != Status.GELEZEN or stand != stand_of(row):
        raise DomeinFout(VERANDERD)
    if not row.verslag.get("bruikbaar"):
        raise DomeinFout("Er is geen rij te gebruiken. Kies eerst andere kolommen.")
    row.door = door
    if row.verslag["bruikbaar"] <= METEEN:
        _keep(row, herkomst)
        return row
    row.verslag = {**row.verslag, "gevraagd_op": now().isoformat(), "pogingen": 0}
    row.save(update_fields=["verslag", "door"])
    wake(TASK, str(row.pk))
    return row


def is_busy(row: Antwoordbestand) -> bool:
    """Somebody said yes and the worker has not finished."""
    return row.status == Status.GELEZEN and "gevraagd_op" in row.verslag


def keep_bestand(*, pk: uuid.UUID) -> bool:
    """Keep what somebody said yes to; False when there is nothing to do (done, gone, another has it)."""
    if not _count_attempt(pk):
        return False
    with transaction.atomic():
        row = _busy().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if row is None:
            return False
        try:
            with transaction.atomic():
                _keep(row, Herkomst.TAAK)
        except DomeinFout as fout:
            _refuse(row, fout.zin)
    return True


@transaction.atomic
def _count_attempt(pk: uuid.UUID) -> bool:
    row = _busy().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None:
        return False
    times = row.verslag.get("pogingen", 0) + 1
    if times > MAX_POGINGEN:
        _refuse(row, AFGEBROKEN)
        return False
    row.verslag = {**row.verslag, "pogingen": times, "begonnen_op": now().isoformat()}
    row.save(update_fields=["verslag"])
    return True


def _busy() -> QuerySet[Antwoordbestand]:
    rows = Antwoordbestand.objects.select_related("lijst__wijk", "wijk", "bestand", "door")
    return rows.filter(status=Status.GELEZEN, verslag__has_key="gevraagd_op")


def sweep_bestanden() -> int:
    """Wake a worker for what waits longer than a minute: the only retry there is. Returns how many."""
    late = [row for row in _busy() if now() - _since(row) > WACHT]
    for row in late:
        wake(TASK, str(row.pk))
    return len(late)


def _since(row: Antwoordbestand) -> dt.datetime:
    return dt.datetime.fromisoformat(row.verslag.get("begonnen_op") or row.verslag["gevraagd_op"])


def _keep(row: Antwoordbestand, herkomst: Herkomst) -> None:
    versie = row.verslag["versie"]
    omzetter = Omzetter(questions_of(row.lijst, versie), Opzet.from_json(row.koppeling), today())
    aantal = submit_bestand(
        bestand=row,
        versie=versie,
        rijen=omzetter.rows(blad_of(row), row.pk),
        door=row.door,
        herkomst=herkomst,
    )
    row.status, row.verslag = Status.BEWAARD, {**row.verslag, "bewaard": aantal, "bewaard_op": _day()}
    _finish(row)


def _day() -> str:
    return today().isoformat()


def _refuse(row: Antwoordbestand, zin: str) -> None:
    row.status, row.verslag = Status.GEWEIGERD, {**row.verslag, "zin": zin}
    log(
        wijk=row.wijk,
        actie="bestand_ingelezen",
        object=row.lijst,
        resultaat="niet gelukt",
        herkomst=Herkomst.TAAK,
    )
    _finish(row)


def _finish(row: Antwoordbestand) -> None:
    """The file itself goes: its rows are ours now, or cannot be."""
    gone, row.bestand = row.bestand, None
    row.save(update_fields=["status", "verslag", "bestand", "door"])
    if gone is not None:
        gone.delete()


@transaction.atomic
def drop_bestand(*, bestand: Antwoordbestand, door: Gebruiker) -> None:
    """Throw a file away of which nothing was kept."""
    row = _locked(bestand)
    if row.status == Status.BEWAARD:
        raise DomeinFout("De antwoorden zijn al bewaard. U kunt ze wel weer weghalen.")
    _check_waiting(row)
    log(wijk=row.wijk, actie="bestand_weg", door=door, object=row.lijst)
    gone = row.bestand
    row.delete()
    if gone is not None:
        gone.delete()


@transaction.atomic
def undo_bestand(*, bestand: Antwoordbestand, door: Gebruiker | None) -> int:
    """Take away the answers of this file, with the stories made of them; how many. Gone already: none."""
    row = Antwoordbestand.objects.select_for_update(of=("self",)).filter(pk=bestand.pk).first()
    if row is None:
        return 0
    if row.status != Status.BEWAARD:
        raise DomeinFout("Van dit bestand is niets bewaard.")
    keys = list(row.inzendingen.select_for_update(of=("self",)).values_list("pk", flat=True))
    withdraw_stories(wijk=row.wijk, inzendingen=keys, door=door)
    Inzending.objects.filter(pk__in=keys).delete()
    what = f"{len(keys)} lijsten"
    log(wijk=row.wijk, actie="bestand_teruggedraaid", door=door, object=row.lijst, resultaat=what)
    row.delete()
    return len(keys)


def undo_until(row: Antwoordbestand) -> dt.date:
    """Until when the answers can be taken away again."""
    return row.datum + TERUG


def _locked(bestand: Antwoordbestand) -> Antwoordbestand:
    rows = Antwoordbestand.objects.select_for_update(of=("self",)).select_related(
        "lijst__wijk", "wijk", "bestand"
    )
    row = rows.filter(pk=bestand.pk).first()
    if row is None:
        raise DomeinFout(WEG)
    return row


def _check_waiting(row: Antwoordbestand) -> None:
    if row.status not in (Status.KOPPELEN, Status.GELEZEN):
        raise DomeinFout(WEG)
    if is_busy(row):
        raise DomeinFout("Wij bewaren dit bestand nu. Wacht tot dat klaar is.")
