"""Someone who wants to hear from us. A row of its own, with a date and no key to any words."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bewoners.models import Contactverzoek
from bewoners.regels import clean_tekst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log, log_bewoner
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def submit_contact(
    *,
    wijk: Wijk,
    verzend_id: uuid.UUID,
    doel: Contactverzoek.Doel,
    naam: str,
    contact: str,
    datum: dt.date | None = None,
) -> Contactverzoek:
    """Keep who wants to hear from us, or take part. The same `verzend_id` again is one row."""
    contact, naam = " ".join(clean_tekst(contact).split()), " ".join(clean_tekst(naam).split())
    if not contact:
        raise DomeinFout(_("Schrijf uw telefoonnummer of e-mailadres op."))
    if len(contact) > 120 or len(naam) > 80:
        raise DomeinFout(_("Dit is te lang. Maak het korter."))
    there = Contactverzoek.objects.filter(verzend_id=verzend_id).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            verzoek = Contactverzoek.objects.create(
                wijk=wijk,
                verzend_id=verzend_id,
                doel=doel,
                naam=naam,
                contact=contact,
                datum=datum or today(),
            )
    except IntegrityError:
        return Contactverzoek.objects.get(verzend_id=verzend_id)
    log_bewoner(wijk=wijk, actie="contact_gevraagd", soort="contactverzoek")
    return verzoek


@transaction.atomic
def delete_contactverzoek(
    *, wijk: Wijk, verzoek: uuid.UUID, door: Gebruiker, herkomst: Herkomst = Herkomst.WEB
) -> bool:
    """The team has been in touch: the whole row goes. False when it was gone already.

    The log says that it was done and by whom, not which request: no key of a person stays behind.
    """
    gone, _rows = Contactverzoek.objects.filter(wijk=wijk, pk=verzoek).delete()
    if gone:
        log(wijk=wijk, actie="contact_afgehandeld", door=door, herkomst=herkomst)
    return bool(gone)
