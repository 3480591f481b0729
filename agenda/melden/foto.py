"""A photo at what the team or a party tells: made small and clean before it is kept, and gone at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from agenda.models import Voortgang
from gebruikers.models import Gebruiker
from kern.foto import MEDIATYPE, make_photo
from kern.models import Bestand
from kern.opslag import store_bestand
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_FOTO_TEKST: Final = 160


@dataclass(frozen=True, slots=True)
class Foto:
    """A photo as `clean_foto` gives it, with what it shows in words."""

    inhoud: bytes
    tekst: str


def clean_foto(raw: bytes, tekst: str) -> Foto:
    """Make a photo ours: pixels alone, at most 1600 long. Raises DomeinFout with a sentence."""
    return Foto(make_photo(raw), " ".join(tekst.split()))


def store_foto(foto: Foto, soort: str = "voortgang") -> Bestand:
    """Keep a photo; the row that points to it holds the words. `soort` begins the name of the file."""
    return store_bestand(naam=f"{soort}-{uuid.uuid4()}.jpg", inhoud=foto.inhoud, mediatype=MEDIATYPE)


def drop_bestand(foto: uuid.UUID | None) -> None:
    """Delete the file of a photo that nothing shows any more. None, or gone already: nothing happens."""
    if foto is not None:
        Bestand.objects.filter(pk=foto).delete()


@transaction.atomic
def remove_foto(
    *, wijk: Wijk, foto: uuid.UUID, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a photo off every line that shows it, and delete the file. Gone already, it stays gone."""
    rows = Voortgang.objects.filter(wijk=wijk, foto=foto)
    first = rows.order_by("pk").first()
    if first is None:
        return
    rows.update(foto=None, foto_tekst="")
    drop_bestand(foto)
    log(wijk=wijk, actie="voortgangsfoto_weg", door=door, object=first, herkomst=herkomst)
