"""Every change to the sociale kaart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Kaartbestand, Voorziening, Wijk
from wijken.sociale_kaart.lezen import Lezing
from wijken.sociale_kaart.regels import CHECKS, VELDEN, Gegevens, check_reachable, sleutel_van
from wijken.sociale_kaart.vergelijken import Vergelijking, compare_rows

Herkomst = Gebeurtenis.Herkomst
BATCH: Final = 500
NA_EEN_JAAR: Final = dt.timedelta(days=365)
DUBBEL: Final = "Deze organisatie staat al op de kaart, op dezelfde plek."

_HULPNUMMER: Final = Voorziening.Soort.HULPNUMMER
# National numbers that a team may take over with one button.
STANDAARD: Final = (
    Gegevens("112", _HULPNUMMER, "Bij gevaar, brand of een ongeluk.", telefoon="112", tijden="dag en nacht"),
    Gegevens(
        "113 Zelfmoordpreventie",
        _HULPNUMMER,
        "Als u niet meer wilt leven. Of als u zich zorgen maakt over een ander.",
        telefoon="113",
        tijden="dag en nacht",
        website="https://www.113.nl",
    ),
    Gegevens(
        "Politie, geen spoed",
        _HULPNUMMER,
        "Als u de politie wilt spreken en het kan even wachten.",
        telefoon="0900 8844",
        tijden="dag en nacht",
        website="https://www.politie.nl",
    ),
    Gegevens(
        "Veilig Thuis",
        _HULPNUMMER,
        "Als iemand thuis niet veilig is.",
        telefoon="0800 2000",
        tijden="dag en nacht, gratis",
        website="https://veiligthuis.nl",
    ),
)


def _lock(wijk: Wijk) -> None:
    """One at a time on the kaart of a wijk, so that two people do not write the same organisation."""
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)


def _clean(gegevens: Gegevens) -> Gegevens:
    clean = replace(gegevens, **{veld: CHECKS[veld](getattr(gegevens, veld)) for veld in VELDEN})
    if lacking := check_reachable(clean):
        raise DomeinFout(lacking[1])
    return clean


def _must_be_free(wijk: Wijk, sleutel: str, *, behalve: int = 0) -> None:
    if Voorziening.objects.for_wijk(wijk).filter(sleutel=sleutel).exclude(pk=behalve).exists():
        raise DomeinFout(DUBBEL)


@transaction.atomic
def make_voorziening(
    *, wijk: Wijk, door: Gebruiker | None, gegevens: Gegevens, herkomst: Herkomst = Herkomst.WEB
) -> Voorziening:
    """Put an organisation on the kaart. Raises DomeinFout on a double and on what does not fit."""
    clean = _clean(gegevens)
    _lock(wijk)
    sleutel = sleutel_van(clean.naam, clean.plek)
    _must_be_free(wijk, sleutel)
    row = Voorziening.objects.create(wijk=wijk, sleutel=sleutel, nagekeken_op=today(), **clean.as_dict())
    log(wijk=wijk, actie="voorziening_gemaakt", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_voorziening(
    *, voorziening: Voorziening, revisie: int, door: Gebruiker | None, gegevens: Gegevens
) -> Voorziening:
    """Change an organisation; saving counts as looking after it. Raises DomeinFout or VerouderdFout."""
    clean = _clean(gegevens)
    _lock(voorziening.wijk)
    row = lock_revisie(Voorziening.objects.all(), pk=voorziening.pk, revisie=revisie)
    sleutel = sleutel_van(clean.naam, clean.plek)
    _must_be_free(voorziening.wijk, sleutel, behalve=row.pk)
    for veld, waarde in clean.as_dict().items():
        setattr(row, veld, waarde)
    row.sleutel, row.nagekeken_op = sleutel, today()
    row.save()
    log(wijk=voorziening.wijk, actie="voorziening_veranderd", door=door, object=row)
    return row


@transaction.atomic
def confirm_voorziening(*, voorziening: Voorziening, door: Gebruiker | None) -> None:
    """Somebody looked and it is still right. Changes no text, so it disturbs nobody's open form."""
    Voorziening.objects.filter(pk=voorziening.pk).update(nagekeken_op=today())
    log(wijk=voorziening.wijk, actie="voorziening_nagekeken", door=door, object=voorziening)


@transaction.atomic
def remove_voorziening(*, voorziening: Voorziening, door: Gebruiker | None) -> None:
    """Take an organisation off the kaart."""
    log(wijk=voorziening.wijk, actie="voorziening_weg", door=door, object=voorziening)
    voorziening.delete()


@transaction.atomic
def add_hulpnummers(*, wijk: Wijk, door: Gebruiker | None, herkomst: Herkomst = Herkomst.WEB) -> int:
    """Put the national numbers on the kaart that are not there yet; gives how many."""
    _lock(wijk)
    wanted = {sleutel_van(each.naam, each.plek): each for each in STANDAARD}
    there = set(
        Voorziening.objects.for_wijk(wijk).filter(sleutel__in=wanted).values_list("sleutel", flat=True)
    )
    rows = Voorziening.objects.bulk_create(
        Voorziening(wijk=wijk, sleutel=sleutel, nagekeken_op=today(), **each.as_dict())
        for sleutel, each in wanted.items()
        if sleutel not in there
    )
    if rows:
        log(wijk=wijk, actie="hulpnummers_gemaakt", door=door, resultaat=str(len(rows)), herkomst=herkomst)
    return len(rows)


@transaction.atomic
def keep_kaartbestand(*, wijk: Wijk, gebruiker: Gebruiker, naam: str, lezing: Lezing) -> Kaartbestand:
    """Keep the rows of a file until this user says yes or no. A next file takes its place."""
    Kaartbestand.objects.filter(wijk=wijk, gebruiker=gebruiker).delete()
    row = Kaartbestand.objects.create(
        wijk=wijk, gebruiker=gebruiker, naam=naam[-120:], inhoud=lezing.to_json(), datum=today()
    )
    log(wijk=wijk, actie="kaart_gelezen", door=gebruiker, object=row)
    return row


@transaction.atomic
def drop_kaartbestand(*, wijk: Wijk, gebruiker: Gebruiker) -> None:
    """Throw the waiting rows away; nothing comes on the kaart."""
    gone, _per_table = Kaartbestand.objects.filter(wijk=wijk, gebruiker=gebruiker).delete()
    if gone:
        log(wijk=wijk, actie="kaart_weggegooid", door=gebruiker)


@transaction.atomic
def load_kaartbestand(*, wijk: Wijk, gebruiker: Gebruiker, sleutel: str) -> Vergelijking:
    """Put the waiting rows on the kaart: new ones are made, known ones changed, nothing is taken off.

    Known is who has the same name and place. What changed since the look is compared anew. Raises DomeinFout
    when the file that the page showed is not there any more.
    """
    _lock(wijk)
    bestand = Kaartbestand.objects.filter(wijk=wijk, gebruiker=gebruiker).first()
    if bestand is None or str(bestand.pk) != sleutel:
        raise DomeinFout("Dit bestand wacht niet meer. Kies het bestand nog een keer.")
    found = compare_rows(wijk, Lezing.from_json(bestand.inhoud))
    day = today()
    rows = [each.voorziening(wijk, day) for each in found.nieuw]
    rows += [each.voorziening(wijk, day) for each in found.veranderd]
    Voorziening.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["wijk", "sleutel"],
        update_fields=[*VELDEN, "nagekeken_op", "revisie"],
    )
    bestand.delete()
    log(
        wijk=wijk,
        actie="kaart_ingelezen",
        door=gebruiker,
        resultaat=f"{len(found.nieuw)} nieuw, {len(found.veranderd)} veranderd",
    )
    return found
