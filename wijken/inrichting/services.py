"""Every change to the colleague on the photo and to the facts on privacy."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final, TypeVar

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from kern.models import Bestand, MetRevisie
from kern.opslag import store_bestand
from wijken.gebeurtenissen import log
from wijken.inrichting.foto import MEDIATYPE, make_photo
from wijken.models import Aanspreekpunt, Gebeurtenis, Privacyafspraak, Wijk
from wijken.sociale_kaart.regels import clean_website, tidy

Herkomst = Gebeurtenis.Herkomst
LANGST: Final = dt.timedelta(days=2 * 365)
M = TypeVar("M", Aanspreekpunt, Privacyafspraak)


def _locked(model: type[M], wijk: Wijk, revisie: int) -> M:
    """The row of this wijk, or a new one; `revisie` 0 means that the form saw none."""
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
    row: M | None = model._default_manager.filter(wijk=wijk).first()
    if row is None:
        return model(wijk=wijk)
    if row.revisie != revisie:
        raise VerouderdFout(row)
    row.revisie += 1
    return row


def revisie_of(row: MetRevisie | None) -> int:
    """What the form carries: 0 when there is no row yet."""
    return row.revisie if row is not None else 0


@transaction.atomic
def save_aanspreekpunt(
    *,
    wijk: Wijk,
    revisie: int,
    door: Gebruiker | None,
    voornaam: str,
    rol: str,
    toestemming_tot: dt.date,
    foto: bytes | None = None,
    foto_weg: bool = False,
    herkomst: Herkomst = Herkomst.WEB,
) -> Aanspreekpunt:
    """Show a colleague to residents until a day of at most two years away; he said yes to that today.

    `foto` is the file as it was sent; without one the photo that is there stays, unless `foto_weg`.
    Raises DomeinFout on a wrong day or photo, VerouderdFout on a stale form.
    """
    if not tidy(voornaam):
        raise DomeinFout("Schrijf de voornaam op.")
    if not today() <= toestemming_tot <= today() + LANGST:
        raise DomeinFout("Kies een dag vanaf vandaag, hooguit twee jaar vooruit.")
    row = _locked(Aanspreekpunt, wijk, revisie)
    old = row.foto_id
    if foto is not None:
        row.foto = store_bestand(
            naam=f"foto-{uuid.uuid4()}.jpg", inhoud=make_photo(foto), mediatype=MEDIATYPE
        )
    elif foto_weg:
        row.foto = None
    if row._state.adding or row.toestemming_tot != toestemming_tot or row.voornaam != tidy(voornaam):
        row.toestemming_op = today()
    row.voornaam, row.rol, row.toestemming_tot = tidy(voornaam), tidy(rol), toestemming_tot
    row.save()
    if old is not None and old != row.foto_id:
        Bestand.objects.filter(pk=old).delete()
    log(wijk=wijk, actie="aanspreekpunt_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def remove_aanspreekpunt(*, wijk: Wijk, door: Gebruiker | None) -> None:
    """The colleague takes his consent back: name and photo are gone at once."""
    row = Aanspreekpunt.objects.select_for_update(of=("self",)).filter(wijk=wijk).first()
    if row is None:
        return
    log(wijk=wijk, actie="aanspreekpunt_weg", door=door, object=row)
    foto = row.foto
    row.delete()
    if foto is not None:
        foto.delete()


@transaction.atomic
def save_privacyafspraak(
    *,
    wijk: Wijk,
    revisie: int,
    door: Gebruiker | None,
    verantwoordelijke: str,
    privacy_adres: str,
    fg_contact: str,
    grondslag: str,
    belofte_door: str = "",
    belofte_op: dt.date | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Privacyafspraak:
    """Save who answers for privacy. The promise needs who confirmed it and when, or neither."""
    belofte_door = tidy(belofte_door)
    if bool(belofte_door) != (belofte_op is not None):
        raise DomeinFout("Schrijf op wie de belofte bevestigde, en wanneer.")
    if belofte_op is not None and belofte_op > today():
        raise DomeinFout("Kies de dag waarop de organisatie het bevestigde. Die is vandaag of eerder.")
    row = _locked(Privacyafspraak, wijk, revisie)
    row.verantwoordelijke = tidy(verantwoordelijke)
    row.privacy_adres = clean_website(privacy_adres)
    row.fg_contact = tidy(fg_contact)
    row.grondslag = Privacyafspraak.Grondslag(grondslag) if grondslag else ""
    row.belofte_door, row.belofte_op = belofte_door, belofte_op
    row.save()
    log(wijk=wijk, actie="privacy_bewaard", door=door, object=row, herkomst=herkomst)
    return row
