"""One file of figures: first read and told, then kept in the database; all of it, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.kerncijfers.herkennen import Indeling, Kenmerk, recognise
from wijken.kerncijfers.jaren import decide_year
from wijken.kerncijfers.lezers import read_tabel
from wijken.kerncijfers.lezing import Lezing
from wijken.kerncijfers.opslaan import Cijfer, claim_import, save_cijfers, save_codes, save_gebieden
from wijken.kerncijfers.tabel import Tabel
from wijken.kerncijfers.verslag import Leesverslag, Verslag, Voortgang
from wijken.kerncijfers.waarden import Vorm
from wijken.models import Gebeurtenis

STEP = 5_000  # figures between two calls of `voortgang`


def read_bestand(
    *,
    pad: Path | BinaryIO,
    naam: str = "",
    jaar: int | None = None,
    bron: str = "",
    definitief: bool = False,
    gemeenten: Collection[str] | None = None,
) -> Leesverslag:
    """Read a file (a path, or an upload with its name) to the end and tell what is in it; keep nothing.

    Raises DomeinFout with a sentence when `import_kerncijfers` would refuse the file.
    """
    lezing = _open(pad, naam, jaar, bron, definitief, gemeenten)
    for _ in lezing.cijfers():
        pass
    return _tell(lezing, naam or _name_of(pad))


@transaction.atomic
def import_kerncijfers(
    *,
    pad: Path | BinaryIO,
    naam: str = "",
    jaar: int | None = None,
    bron: str = "",
    definitief: bool = False,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.COMMANDO,
    voortgang: Voortgang | None = None,
    gemeenten: Collection[str] | None = None,
) -> Verslag:
    """Read the file and keep its regions and figures. Raises DomeinFout, and keeps nothing, if not.

    With `gemeenten` only the regions of those municipalities count, and the country.
    """
    lezing = _open(pad, naam, jaar, bron, definitief, gemeenten)
    if not claim_import():
        raise DomeinFout("Er worden nu al cijfers ingelezen. Wacht een paar minuten en probeer het opnieuw.")
    save_codes({row.code for row in lezing.rijen})
    if lezing.beschrijft_gebieden:
        save_gebieden(lezing.gebieden())
    telling = save_cijfers(_with_progress(lezing, voortgang), opgehaald=today())
    log(wijk=None, actie="kerncijfers_ingelezen", door=door, herkomst=herkomst)
    return Verslag(_tell(lezing, naam or _name_of(pad)), telling)


def _name_of(pad: Path | BinaryIO) -> str:
    return pad.name if isinstance(pad, Path) else ""


def _open(
    pad: Path | BinaryIO,
    naam: str,
    jaar: int | None,
    bron: str,
    definitief: bool,
    gemeenten: Collection[str] | None,
) -> Lezing:
    naam = naam or _name_of(pad)
    tabel = read_tabel(pad, naam)
    indeling = recognise(tabel)
    lezing = Lezing(
        tabel,
        indeling,
        jaar=_year(tabel, indeling, naam, jaar),
        bron=bron,
        definitief=definitief,
    )
    if gemeenten is not None:
        lezing.limit_to(gemeenten)
    return lezing


def _year(tabel: Tabel, indeling: Indeling, naam: str, jaar: int | None) -> int | None:
    """The one year of the file; None for our own form, which names it in each line."""
    if indeling.vorm is Vorm.EIGEN:
        if jaar is not None:
            raise DomeinFout(
                "In dit bestand staat het jaar al bij elke regel. "
                "Laat het jaar weg (op de opdrachtregel: --jaar)."
            )
        return None
    index = indeling.kenmerken.get(Kenmerk.PERIODE)
    perioden = (rij.cellen[index] for rij in tabel.rijen if index is not None and index < len(rij.cellen))
    return decide_year(jaar=jaar, naam=naam, titel=tabel.titel, perioden=perioden)


def _with_progress(lezing: Lezing, voortgang: Voortgang | None) -> Iterator[Cijfer]:
    """The figures; every so many, and at the end, `voortgang` hears how far we are."""
    done = 0
    for done, cijfer in enumerate(lezing.cijfers(), start=1):
        if voortgang and done % STEP == 0:
            voortgang(done, max(lezing.totaal, done))
        yield cijfer
    if voortgang:
        voortgang(done, done)


def _tell(lezing: Lezing, naam: str) -> Leesverslag:
    return Leesverslag(
        naam=naam,
        vorm=lezing.indeling.vorm,
        drager=lezing.tabel.drager,
        jaren=tuple(sorted({row.jaar for row in lezing.rijen})),
        bronnen=tuple(sorted(lezing.bronnen)),
        voorlopig=lezing.voorlopig,
        schatting=any(kolom.indicator.schatting for kolom in lezing.kolommen.values()),
        per_soort=lezing.per_soort(),
        kolommen=list(lezing.kolommen.values()),
        cijfers=lezing.aantal,
        onbekende_kolommen=lezing.indeling.onbekend,
        overgeslagen=lezing.overgeslagen,
        overgeslagen_aantal=lezing.overgeslagen_aantal,
        opmerkingen=[*lezing.opmerkingen, *lezing.years_that_do_not_fit()],
        voorbeelden=lezing.voorbeelden,
    )
