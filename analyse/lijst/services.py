"""Lists: make, copy, settings, open, close, throw away. The questions: analyse.lijst.vragen."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.utils.text import slugify

from analyse.bibliotheek import NEDERLANDS, codes_of, make_vragen, talen
from analyse.inzenden import BUURTVRAAG
from analyse.keuzes import Laat, Lijstsoort, Lijststatus
from analyse.models import Vraag, Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Volgcode, Wijk

Herkomst = Gebeurtenis.Herkomst
BEZET = frozenset({"nieuw"})  # an address that stands where the slug of a list does


@transaction.atomic
def make_lijst(
    *,
    wijk: Wijk,
    sleutel: uuid.UUID,
    soort: str,
    titel: str,
    inleiding: str = "",
    talen: Collection[str] = (),
    laat: str = Laat.MEE,
    van: Vragenlijst | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vragenlijst:
    """A list that is not open yet, with the questions of its kind, or those that `van` asks now.

    `sleutel` is the key of the form: the same form twice is one list. Raises DomeinFout.
    """
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=wijk.pk)  # the same form at once waits
    there = Vragenlijst.objects.for_wijk(wijk).filter(pk=sleutel).first()
    if there is not None:
        return there
    if soort not in Lijstsoort.values:
        raise DomeinFout("Kies waarmee u begint.")
    lijst = Vragenlijst.objects.create(
        pk=sleutel,
        wijk=wijk,
        slug=_free_slug(wijk, titel),
        soort=van.soort if van else soort,
        titel=_titel(titel),
        inleiding=inleiding.strip(),
        talen=_talen(talen),
        laat=laat,
        overgenomen_van=van.pk if van else None,
        gemaakt_op=today(),
    )
    Vraag.objects.bulk_create(_copies(van, lijst) if van else _ready(lijst))
    log(wijk=wijk, actie="vragenlijst_gemaakt", door=door, object=lijst, herkomst=herkomst)
    return lijst


def _ready(lijst: Vragenlijst) -> list[Vraag]:
    first, then = codes_of(Lijstsoort(lijst.soort))
    return make_vragen(lijst, first) + make_vragen(lijst, then, daarna=True, vanaf=len(first) + 1)


def _copies(van: Vragenlijst, lijst: Vragenlijst) -> list[Vraag]:
    """The questions as they are asked now; where somebody lives is asked anew, of this wijk."""
    rows = []
    for vraag in van.vragen.current().order_by("daarna", "volgorde"):
        if vraag.code == BUURTVRAAG:
            rows += make_vragen(lijst, [BUURTVRAAG], daarna=vraag.daarna, vanaf=vraag.volgorde)
            continue
        vraag.pk, vraag.wijk, vraag.lijst = uuid.uuid4(), lijst.wijk, lijst
        vraag.van_versie, vraag.openbaar, vraag.revisie = 1, False, 1
        rows.append(vraag)
    return rows


@transaction.atomic
def update_lijst(
    *,
    lijst: Vragenlijst,
    revisie: int,
    titel: str,
    inleiding: str,
    talen: Collection[str],
    laat: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vragenlijst:
    """Save the settings of a list. Its address stays. Raises VerouderdFout on a stale form, DomeinFout."""
    row = lock_revisie(Vragenlijst.objects.for_wijk(lijst.wijk), pk=lijst.pk, revisie=revisie)
    row.titel, row.inleiding = _titel(titel), inleiding.strip()
    row.talen, row.laat = _talen(talen), Laat(laat)
    row.save()
    log(wijk=lijst.wijk, actie="vragenlijst_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def open_lijst(
    *, lijst: Vragenlijst, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Vragenlijst:
    """Let people fill it in. Open already: nothing. Raises DomeinFout without questions."""
    row = lock_lijst(lijst)
    if row.is_open:
        return row
    if not row.vragen.current().exists():
        raise DomeinFout("Deze lijst heeft nog geen vragen. Kies eerst minstens één vraag.")
    row.status, row.open_sinds, row.gesloten_op = Lijststatus.OPEN, row.open_sinds or today(), None
    row.revisie += 1
    row.save()
    log(wijk=row.wijk, actie="vragenlijst_geopend", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def close_lijst(
    *, lijst: Vragenlijst, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Vragenlijst:
    """Take no more answers, and cut the receipt codes from those there are. Not open: nothing.

    The key that a code follows from is made another one as well, so that no secret leads back.
    """
    row = lock_lijst(lijst)
    if not row.is_open:
        return row
    row.status, row.gesloten_op = Lijststatus.GESLOTEN, today()
    row.revisie += 1
    row.save()
    codes = list(row.inzendingen.filter(volgcode__isnull=False).values_list("volgcode_id", flat=True))
    row.inzendingen.update(volgcode=None, verzend_id=RandomUUID())
    Volgcode.objects.filter(wijk=row.wijk, pk__in=codes).delete()
    log(wijk=row.wijk, actie="vragenlijst_gesloten", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def remove_lijst(
    *, lijst: Vragenlijst, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Throw away a list that was never opened. Raises DomeinFout for one that was."""
    row = lock_lijst(lijst)
    if row.open_sinds is not None:
        raise DomeinFout("Deze lijst was al open. Sluit haar: dan blijven de antwoorden bewaard.")
    log(wijk=row.wijk, actie="vragenlijst_verwijderd", door=door, object=row, herkomst=herkomst)
    row.delete()


def lock_lijst(lijst: Vragenlijst) -> Vragenlijst:
    """The row as it is now, locked: who hands in answers at this moment waits, or went before."""
    rows = Vragenlijst.objects.select_related("wijk").for_wijk(lijst.wijk)
    return rows.select_for_update(of=("self",)).get(pk=lijst.pk)


def _titel(titel: str) -> str:
    titel = " ".join(titel.split())
    if not titel:
        raise DomeinFout("Geef de lijst een titel.")
    return titel


def _talen(gekozen: Collection[str]) -> Sequence[str]:
    """In the order of the library; Dutch is always there."""
    return [taal for taal in talen() if taal in gekozen and taal != NEDERLANDS]


def _free_slug(wijk: Wijk, titel: str) -> str:
    base = slugify(titel)[:50].strip("-") or "lijst"
    taken = {*BEZET, *Vragenlijst.objects.for_wijk(wijk).values_list("slug", flat=True)}
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
