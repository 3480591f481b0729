"""The one door for answers: a filled-in list is kept whole, once, from whichever side it comes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from analyse.antwoorden import Gegeven, Gegevens, asked, clean_gegeven, lines_of
from analyse.invullen.woorden import read_gegeven
from analyse.keuzes import Laat, Leesstatus, Lijststatus, Telt
from analyse.models import (
    Antwoord,
    Antwoordbestand,
    Deurronde,
    Drukronde,
    Inzending,
    Vraag,
    Vragenlijst,
)
from bewoners.models import NEDERLANDS, Kanaal
from bewoners.regels import signalen_of
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.talen import LANGUAGES_BY_CODE
from wijken.gebeurtenissen import log, log_bewoner
from wijken.models import Gebeurtenis, Regio
from wijken.selectors import buurten_of
from wijken.volgcodes import make_volgcode

Herkomst = Gebeurtenis.Herkomst
BUURTVRAAG = "V01"
PER_KEER: Final = 500  # rows that are written at a time; the driver is slow with longer statements


@dataclass(frozen=True, slots=True)
class Weg:
    """How the answers came in. `door_team`: typed in by a person of the team, also after the list closed."""

    kanaal: str = Kanaal.ONLINE
    door_team: bool = False
    drukronde: Drukronde | None = None
    blad: int | None = None
    deurronde: Deurronde | None = None
    bestand: Antwoordbestand | None = None
    nakijken: bool = False  # many came from one place in a short time


ONLINE = Weg()


@dataclass(frozen=True, slots=True)
class Los:
    """One filled-in list of a file: a key that is the same when the file is read again, and what it says."""

    verzend_id: uuid.UUID
    gegevens: Gegevens
    taal: str
    kanaal: str
    datum: dt.date


@transaction.atomic
def submit_inzending(
    *,
    lijst: Vragenlijst,
    versie: int,
    verzend_id: uuid.UUID,
    gegevens: Gegevens,
    taal: str = NEDERLANDS,
    mag_delen: bool = False,
    organisatie: str = "",
    weg: Weg = ONLINE,
    datum: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inzending:
    """Keep a filled-in list of the version that was shown. The same `verzend_id` again is one row.

    `gegevens` is by code of the question. What stands at a question that was not asked (any more) is left
    out; what was removed from the list meanwhile is kept with the version that had it. Online there is a
    receipt code while the list is open. Raises DomeinFout when an answer does not fit, when nothing was
    answered, when the sheet was typed in already, or when the list never opened.
    """
    there = Inzending.objects.filter(verzend_id=verzend_id, lijst=lijst).first()
    if there is not None:
        return there
    row = Vragenlijst.objects.select_for_update(of=("self",), no_key=True).get(pk=lijst.pk)
    vragen = questions_of(row, versie)
    rows = answers_of(vragen, gegevens)
    if not rows:
        raise DomeinFout(_("U hebt nog niets ingevuld. Beantwoord minstens één vraag."))
    try:
        with transaction.atomic():
            inzending = Inzending.objects.create(
                wijk=row.wijk,
                lijst=row,
                versie=versie,
                verzend_id=verzend_id,
                volgcode=make_volgcode(wijk=row.wijk, verzend_id=verzend_id) if row.is_open else None,
                kanaal=weg.kanaal,
                taal=taal if taal in LANGUAGES_BY_CODE else NEDERLANDS,
                buurt=_buurt(row, gegevens),
                organisatie=organisatie.strip(),
                mag_delen=mag_delen,
                telt=_counts(row, weg),
                drukronde=weg.drukronde,
                blad=weg.blad,
                deurronde=weg.deurronde,
                bestand=weg.bestand,
                datum=datum or today(),
            )
    except IntegrityError as fout:
        return _there_already(row, verzend_id, weg, fout)
    save_antwoorden(inzending, rows)
    if door is None and not weg.door_team:
        log_bewoner(wijk=row.wijk, actie="vragenlijst_ingevuld", soort="inzending")
    else:
        log(wijk=row.wijk, actie="vragenlijst_ingevoerd", door=door, object=inzending, herkomst=herkomst)
    return inzending


@transaction.atomic
def submit_bestand(
    *,
    bestand: Antwoordbestand,
    versie: int,
    rijen: Iterable[Los],
    door: Gebruiker | None,
    herkomst: Herkomst = Herkomst.WEB,
) -> int:
    """Keep the filled-in lists of a file by the same rules, all or none; how many.

    An answer that does not fit is left out, and so is who has none left. No receipt codes: nobody is there to
    get one. The list is not locked, so that residents need not wait: its version stays what it was.
    Raises DomeinFout when the list never opened or had no such version.
    """
    lijst = bestand.lijst
    vragen = questions_of(lijst, versie)
    telt = _counts(lijst, Weg(door_team=True, bestand=bestand))
    buurten = [code for code, _naam in buurten_of(lijst.wijk)]
    left, aantal = iter(rijen), 0
    while batch := list(islice(left, PER_KEER)):
        found: list[tuple[Inzending, list[tuple[Vraag, Gegeven]]]] = []
        for los in batch:
            rows = answers_of(vragen, los.gegevens, mis=_pass_over)
            if rows:
                inzending = Inzending(
                    wijk=lijst.wijk,
                    lijst=lijst,
                    versie=versie,
                    verzend_id=los.verzend_id,
                    kanaal=los.kanaal,
                    taal=los.taal if los.taal in LANGUAGES_BY_CODE else NEDERLANDS,
                    buurt_id=_buurt_code(buurten, los.gegevens),
                    telt=telt,
                    bestand=bestand,
                    datum=los.datum,
                )
                found.append((inzending, rows))
        Inzending.objects.bulk_create(inzending for inzending, _rows in found)
        Antwoord.objects.bulk_create(
            (_antwoord(inzending, vraag, gegeven) for inzending, rows in found for vraag, gegeven in rows),
            batch_size=PER_KEER,
        )
        aantal += len(found)
    what = f"{aantal} lijsten"
    log(
        wijk=lijst.wijk, actie="bestand_ingelezen", door=door, object=lijst, resultaat=what, herkomst=herkomst
    )
    return aantal


def _pass_over(_vraag: Vraag, _fout: DomeinFout) -> None:
    """The dry run told it already."""


def questions_of(lijst: Vragenlijst, versie: int) -> list[Vraag]:
    """The questions of one version, in order. Raises DomeinFout when there never was such a version."""
    if not 1 <= versie <= lijst.versie:
        raise DomeinFout(_("Deze lijst is veranderd. Open haar opnieuw."))
    return list(lijst.vragen.of_version(versie).order_by("volgorde", "code"))


def save_antwoorden(inzending: Inzending, rows: Iterable[tuple[Vraag, Gegeven]]) -> None:
    """Write the answers of a filled-in list that has none yet."""
    Antwoord.objects.bulk_create(_antwoord(inzending, vraag, gegeven) for vraag, gegeven in rows)


def _antwoord(inzending: Inzending, vraag: Vraag, gegeven: Gegeven) -> Antwoord:
    return Antwoord(
        wijk_id=inzending.wijk_id,
        inzending=inzending,
        vraag=vraag,
        regel=gegeven.regel,
        keuzes=list(gegeven.keuzes),
        getal=gegeven.getal,
        tekst=gegeven.tekst,
        bijzonder=gegeven.bijzonder,
        signalen=signalen_of(gegeven.tekst) if gegeven.tekst else [],
    )


@transaction.atomic
def replace_antwoorden(
    *, inzending: Inzending, gegevens: Gegevens, taal: str, mag_delen: bool, organisatie: str = ""
) -> None:
    """Mend a slip: other answers for a filled-in list. What stays the same is not touched.

    Raises DomeinFout when an answer does not fit, when nothing is left, or when the team already works with
    an answer that would change.
    """
    vragen = questions_of(inzending.lijst, inzending.versie)
    rows = {(vraag.pk, gegeven.regel): (vraag, gegeven) for vraag, gegeven in answers_of(vragen, gegevens)}
    if not rows:
        raise DomeinFout(_("U hebt nog niets ingevuld. Beantwoord minstens één vraag."))
    for there in inzending.antwoorden.select_for_update(of=("self",)):
        new = rows.get((there.vraag_id, there.regel))
        if new is not None and read_gegeven(there) == new[1]:
            del rows[there.vraag_id, there.regel]
        elif there.inbreng_id or there.citaat_voorgesteld_door_id or there.status != Leesstatus.NIEUW:
            raise DomeinFout(
                _("Het team las dit blad al: bij vraag %(code)s kan het niet meer anders. Vraag het team.")
                % {"code": there.vraag.code}
            )
        else:
            there.delete()
    save_antwoorden(inzending, rows.values())
    inzending.taal = taal if taal in LANGUAGES_BY_CODE else NEDERLANDS
    inzending.mag_delen, inzending.organisatie = mag_delen, organisatie.strip()
    inzending.buurt = _buurt(inzending.lijst, gegevens)
    inzending.save(update_fields=["taal", "mag_delen", "organisatie", "buurt"])


def answers_of(
    vragen: list[Vraag], gegevens: Gegevens, *, mis: Callable[[Vraag, DomeinFout], None] | None = None
) -> list[tuple[Vraag, Gegeven]]:
    """The answers as we keep them, of the questions that were asked.

    Raises DomeinFout for one that does not fit; with `mis` it is left out and told to that.
    """
    rows = []
    for vraag in asked(vragen, gegevens):
        lines = {regel["code"] for regel in lines_of(vraag, gegevens)}
        for gegeven in gegevens.get(vraag.code, ()):
            try:
                clean = clean_gegeven(vraag, gegeven)
            except DomeinFout as fout:
                if mis is None:
                    raise
                mis(vraag, fout)
                continue
            if not clean.is_leeg and (not lines or clean.regel in lines):
                rows.append((vraag, clean))
    return rows


def _counts(lijst: Vragenlijst, weg: Weg) -> Telt:
    if weg.nakijken:
        return Telt.NAKIJKEN
    if lijst.status == Lijststatus.CONCEPT:
        raise DomeinFout(_("Deze vragenlijst is nog niet open."))
    if lijst.status == Lijststatus.GESLOTEN and not weg.door_team and lijst.laat == Laat.APART:
        return Telt.LAAT
    return Telt.MEE


def _buurt(lijst: Vragenlijst, gegevens: Mapping[str, Iterable[Gegeven]]) -> Regio | None:
    """Where somebody lives, when the list asked it and the answer is a buurt of this wijk."""
    if BUURTVRAAG not in gegevens:
        return None
    found = _buurt_code([code for code, _naam in buurten_of(lijst.wijk)], gegevens)
    return Regio.objects.get(pk=found) if found else None


def _buurt_code(buurten: Iterable[str], gegevens: Mapping[str, Iterable[Gegeven]]) -> str | None:
    chosen = {keuze for gegeven in gegevens.get(BUURTVRAAG, ()) for keuze in gegeven.keuzes}
    return next((code for code in buurten if code in chosen), None)


def _there_already(lijst: Vragenlijst, verzend_id: uuid.UUID, weg: Weg, fout: IntegrityError) -> Inzending:
    there = Inzending.objects.filter(verzend_id=verzend_id, lijst=lijst).first()
    if there is not None:
        return there
    if weg.blad is not None and lijst.inzendingen.filter(blad=weg.blad).exists():
        raise DomeinFout(
            _("Blad %(blad)d is al ingevoerd. Leg het bij de stapel die klaar is.") % {"blad": weg.blad}
        ) from fout
    raise fout
