"""Write, change, publish and remove a success story. What stands on the site was read again first."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction

from agenda.keuzes import Succesfactor
from agenda.melden.foto import MAX_FOTO_TEKST, Foto, drop_bestand, store_foto
from agenda.models import Succesverhaal
from agenda.selectors import newest_versie
from agenda.succes.selectors import plannen_of
from bewoners.regels import clean_tekst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.tekstcontrole import find_gegevens, over_een_persoon
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_TITEL: Final = 120
MAX_TEKST: Final = 1500
SOORT: Final = "succesverhaal"


@transaction.atomic
def make_verhaal(
    *,
    wijk: Wijk,
    plan: uuid.UUID,
    titel: str,
    tekst: str,
    factoren: Collection[str] = (),
    foto: Foto | None = None,
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Succesverhaal:
    """Add a story at a plan; only the team reads it yet. `sleutel` is made with the form: twice is once.

    Raises DomeinFout when the plan is no more, or words miss.
    """
    titel, tekst, keys = _check(titel, tekst, factoren)
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
    sleutel = sleutel or uuid.uuid4()
    there = Succesverhaal.objects.filter(wijk=wijk, uuid=sleutel).first()
    if there is not None:
        return there
    plannen = plannen_of(wijk, newest_versie(wijk))
    if plan not in plannen:
        raise DomeinFout("Dit plan staat niet meer in de agenda. Kies een ander plan.")
    row = Succesverhaal.objects.create(
        uuid=sleutel,
        wijk=wijk,
        agenda_id=plannen[plan][0],
        plan_uuid=plan,
        titel=titel,
        tekst=tekst,
        factoren=keys,
        foto=store_foto(foto, SOORT) if foto else None,
        foto_tekst=foto.tekst if foto else "",
        datum=today(),
    )
    log(wijk=wijk, actie="succesverhaal_gemaakt", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_verhaal(
    *,
    verhaal: Succesverhaal,
    revisie: int,
    titel: str,
    tekst: str,
    factoren: Collection[str] = (),
    foto: Foto | None = None,
    foto_tekst: str = "",
    foto_weg: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Succesverhaal:
    """Save a story; other words or another photo go off the site until read again.

    `foto` comes in the place of the one that is there, and the old file is deleted. Without one the photo
    stays, with `foto_tekst` as its words, unless `foto_weg`. Raises VerouderdFout when stale, DomeinFout for
    a photo without words.
    """
    titel, tekst, keys = _check(titel, tekst, factoren)
    row = lock_revisie(Succesverhaal.objects.filter(wijk=verhaal.wijk), pk=verhaal.pk, revisie=revisie)
    before, old = _shown(row), row.foto_id
    row.titel, row.tekst, row.factoren = titel, tekst, keys
    if foto is not None:
        row.foto, row.foto_tekst = store_foto(foto, SOORT), foto.tekst
    elif foto_weg or old is None:
        row.foto, row.foto_tekst = None, ""
    else:
        row.foto_tekst = _check_foto_tekst(foto_tekst)
    if _shown(row) not in (before, (*before[:2], None, "")):  # a photo that only goes needs no reading again
        row.openbaar = False
    row.save()
    if row.foto_id != old:
        drop_bestand(old)
    log(wijk=verhaal.wijk, actie="succesverhaal_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def publish_verhaal(
    *,
    verhaal: Succesverhaal,
    revisie: int,
    nagelezen: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Succesverhaal:
    """Put a story on the site. Published already, nothing happens.

    Raises DomeinFout when it holds contact details, or may be about one person and nobody signed it off;
    VerouderdFout when the story changed since it was read.
    """
    present = Succesverhaal.objects.select_for_update(of=("self",)).get(pk=verhaal.pk, wijk=verhaal.wijk)
    if present.openbaar:
        return present
    row = lock_revisie(Succesverhaal.objects.filter(wijk=verhaal.wijk), pk=verhaal.pk, revisie=revisie)
    words = words_of(row)
    if find_gegevens(words):
        raise DomeinFout("Er staat een telefoonnummer, adres of mailadres in. Haal dat eerst weg.")
    if over_een_persoon(words) and not nagelezen:
        raise DomeinFout("Dit lijkt over één persoon te gaan. Lees het na en zet een vinkje.")
    row.openbaar = True
    row.save()
    log(wijk=verhaal.wijk, actie="succesverhaal_op_site", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def hide_verhaal(
    *, verhaal: Succesverhaal, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a story off the site; the team keeps it."""
    row = Succesverhaal.objects.select_for_update(of=("self",)).get(pk=verhaal.pk, wijk=verhaal.wijk)
    if row.openbaar:
        row.openbaar = False
        row.revisie += 1
        row.save(update_fields=["openbaar", "revisie"])
        log(wijk=verhaal.wijk, actie="succesverhaal_van_site", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def remove_verhaal(
    *, verhaal: Succesverhaal, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove a story and its photo; when it is gone already, it stays gone."""
    log(wijk=verhaal.wijk, actie="succesverhaal_verwijderd", door=door, object=verhaal, herkomst=herkomst)
    rows = Succesverhaal.objects.select_for_update(of=("self",)).filter(wijk=verhaal.wijk, pk=verhaal.pk)
    present = rows.first()
    if present is not None:
        present.delete()
        drop_bestand(present.foto_id)


def words_of(row: Succesverhaal) -> str:
    """Everything that people would read of a story, to look through for persons."""
    return "\n".join(filter(None, [row.titel, row.tekst, row.foto_tekst]))


def _shown(row: Succesverhaal) -> tuple[str, str, uuid.UUID | None, str]:
    return row.titel, row.tekst, row.foto_id, row.foto_tekst


def _check_foto_tekst(tekst: str) -> str:
    tekst = " ".join(clean_tekst(tekst).split())
    if not tekst:
        raise DomeinFout("Schrijf op wat er op de foto staat, voor wie haar niet kan zien.")
    if len(tekst) > MAX_FOTO_TEKST:
        raise DomeinFout("Dit is te lang. Zeg in één zin wat er op de foto staat.")
    return tekst


def _check(titel: str, tekst: str, factoren: Collection[str]) -> tuple[str, str, list[str]]:
    titel, tekst = clean_tekst(titel), clean_tekst(tekst)
    if not titel:
        raise DomeinFout("Geef het verhaal een titel.")
    if not tekst:
        raise DomeinFout("Schrijf op wat er gebeurde.")
    if len(titel) > MAX_TITEL or len(tekst) > MAX_TEKST:
        raise DomeinFout("Dit is te lang. Maak het verhaal korter.")
    if not set(factoren) <= set(Succesfactor.values):
        raise DomeinFout("Kies uit de lijst wat hielp.")
    return titel, tekst, sorted(set(factoren))
