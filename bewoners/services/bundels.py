"""Putting inputs together under one heading. The originals stay as they are."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final, NamedTuple

from django.db import transaction

from bewoners.models import Bundel, Inbreng
from bewoners.regels import clean_tekst
from bewoners.services.handeling import Handeling, Telling, change_each
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk
from wijken.themas import Thema

Herkomst = Gebeurtenis.Herkomst
_LEEG: Final = "Deze verhalen kunnen niet in een bundel. Ze zijn geweigerd of weggehaald."


class Gebundeld(NamedTuple):
    """A bundle and what was put into it or taken out."""

    bundel: Bundel
    handeling: Handeling


@transaction.atomic
def make_bundel(
    *,
    wijk: Wijk,
    titel: str,
    inbrengen: Collection[uuid.UUID],
    samenvatting: str = "",
    onderwerp: str = "",
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Gebundeld:
    """Make a bundle of these inputs. `sleutel` is made with the form: the same send twice is one bundle.

    An input that was in another bundle moves to this one. Raises DomeinFout without a title or inputs.
    """
    titel, samenvatting, onderwerp = _checked(titel, samenvatting, onderwerp)
    sleutel = sleutel or uuid.uuid4()
    bundel, nieuw = Bundel.objects.get_or_create(
        pk=sleutel,
        defaults={
            "wijk": wijk,
            "titel": titel,
            "samenvatting": samenvatting,
            "onderwerp": onderwerp,
            "datum": today(),
        },
    )
    if bundel.wijk_id != wijk.pk:
        raise DomeinFout("Deze bundel bestaat niet.")
    if not nieuw:
        return Gebundeld(bundel, Handeling("bundel", doel=bundel.pk))
    log(wijk=wijk, actie="bundel_gemaakt", door=door, object=bundel, herkomst=herkomst)
    telling = _move(wijk, inbrengen, bundel, door, herkomst)
    if not telling.stappen:
        raise DomeinFout(_LEEG)
    handeling = Handeling("bundel", tuple(telling.stappen), weg=telling.weg, bundel=bundel.pk, doel=bundel.pk)
    return Gebundeld(bundel, handeling)


@transaction.atomic
def add_to_bundel(
    *,
    wijk: Wijk,
    bundel: uuid.UUID,
    inbrengen: Collection[uuid.UUID],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Gebundeld:
    """Put inputs into an existing bundle. Those that are in it already stay; a repeat does nothing."""
    row = _lock(wijk, bundel)
    telling = _move(wijk, inbrengen, row, door, herkomst)
    if not telling.stappen and telling.weg == len(inbrengen):
        raise DomeinFout(_LEEG)
    return Gebundeld(row, Handeling("erbij", tuple(telling.stappen), weg=telling.weg, doel=row.pk))


@transaction.atomic
def remove_from_bundel(
    *,
    wijk: Wijk,
    bundel: uuid.UUID,
    inbrengen: Collection[uuid.UUID],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Gebundeld:
    """Take inputs out of a bundle; what is not in it (any more) stays as it is."""
    row = _lock(wijk, bundel)

    def take_out(inbreng: Inbreng) -> None:
        if inbreng.bundel_id == row.pk:
            inbreng.bundel_id = None

    def done(inbreng: Inbreng) -> None:
        log(wijk=wijk, actie="uit_bundel", door=door, object=inbreng, herkomst=herkomst)

    telling = change_each(wijk, dict.fromkeys(inbrengen), take_out, done)
    return Gebundeld(row, Handeling("eruit", tuple(telling.stappen), weg=telling.weg, doel=row.pk))


@transaction.atomic
def update_bundel(
    *,
    wijk: Wijk,
    bundel: uuid.UUID,
    revisie: int,
    titel: str,
    samenvatting: str = "",
    onderwerp: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Bundel:
    """Save title, summary and subject.

    Raises VerouderdFout when somebody else saved in between; a repeat of the same texts does nothing.
    """
    titel, samenvatting, onderwerp = _checked(titel, samenvatting, onderwerp)
    present = _lock(wijk, bundel)
    if (present.titel, present.samenvatting, present.onderwerp) == (titel, samenvatting, onderwerp):
        return present
    row = lock_revisie(Bundel.objects.for_wijk(wijk), pk=bundel, revisie=revisie)
    row.titel, row.samenvatting, row.onderwerp = titel, samenvatting, onderwerp
    row.save(update_fields=["titel", "samenvatting", "onderwerp", "revisie"])
    log(wijk=wijk, actie="bundel_gewijzigd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def delete_bundel(
    *, wijk: Wijk, bundel: uuid.UUID, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove a bundle that nothing hangs on; one that is already gone is no error.

    Raises DomeinFout when it still holds inputs, has its answer or belongs to a plan.
    """
    row = Bundel.objects.for_wijk(wijk).select_for_update().filter(pk=bundel).first()
    if row is None:
        return
    if in_use(row):
        raise DomeinFout(
            "Deze bundel is nog in gebruik. Haal eerst de verhalen eruit en kijk bij de plannen."
        )
    log(wijk=wijk, actie="bundel_weggehaald", door=door, object=row, herkomst=herkomst)
    row.delete()


def in_use(bundel: Bundel) -> bool:
    """Whether any row points to it, also one of a higher floor (found by its key, not by its name)."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: bundel}).exists()
        for relation in Bundel._meta.related_objects
    )


def _lock(wijk: Wijk, bundel: uuid.UUID) -> Bundel:
    row = Bundel.objects.for_wijk(wijk).select_for_update().filter(pk=bundel).first()
    if row is None:
        raise DomeinFout("Deze bundel bestaat niet meer.")
    return row


def _checked(titel: str, samenvatting: str, onderwerp: str) -> tuple[str, str, str]:
    titel, samenvatting = " ".join(clean_tekst(titel).split()), clean_tekst(samenvatting)
    if not titel:
        raise DomeinFout("Geef de bundel een naam.")
    if len(titel) > 120:
        raise DomeinFout("Deze naam is te lang. Gebruik hooguit 120 tekens.")
    if len(samenvatting) > 600:
        raise DomeinFout("Deze samenvatting is te lang. Gebruik hooguit 600 tekens.")
    if onderwerp and onderwerp not in Thema.values:
        raise DomeinFout("Kies een onderwerp uit de lijst.")
    return titel, samenvatting, onderwerp


def _move(
    wijk: Wijk, inbrengen: Collection[uuid.UUID], bundel: Bundel, door: Gebruiker | None, herkomst: Herkomst
) -> Telling:
    refused = 0

    def put_in(inbreng: Inbreng) -> None:
        nonlocal refused
        if inbreng.status == Inbreng.Status.GEWEIGERD:
            refused += 1
        else:
            inbreng.bundel_id = bundel.pk

    def done(inbreng: Inbreng) -> None:
        log(wijk=wijk, actie="gebundeld", door=door, object=inbreng, herkomst=herkomst)

    telling = change_each(wijk, dict.fromkeys(inbrengen), put_in, done)
    telling.weg += refused
    return telling
