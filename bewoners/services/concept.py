"""Half-filled forms of residents. Found by id and by the hash of a random cookie; kept a day.

The contact form has a cookie of its own, so that no row ties contact details to words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import uuid
from enum import StrEnum
from typing import Any

from django.db import transaction

from bewoners.models import Aanbod, Concept, Contactverzoek, Inbreng
from bewoners.services.contact import submit_contact
from bewoners.services.inbreng import submit_inbreng
from kern.klok import today
from wijken.models import Wijk

KEPT = dt.timedelta(days=1)


class Formulier(StrEnum):
    INBRENG = "inbreng"
    CONTACT = "contact"
    AANBOD = "aanbod"
    VRAGENLIJST = "vragenlijst"


def new_sleutel() -> str:
    """A random key for a cookie."""
    return secrets.token_urlsafe(32)


def hash_sleutel(sleutel: str) -> str:
    """What is kept of a cookie."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


def find_concept(*, wijk: Wijk, formulier: Formulier, sleutel: str, pk: uuid.UUID) -> Concept | None:
    """The form with this id, when this browser made it in this wijk no longer than a day ago."""
    if not sleutel:
        return None
    return Concept.objects.filter(
        pk=pk, wijk=wijk, formulier=formulier, sleutel=hash_sleutel(sleutel), datum__gte=today() - KEPT
    ).first()


def open_concepten(*, wijk: Wijk, formulier: Formulier, sleutel: str) -> list[Concept]:
    """What this browser began here no longer than a day ago and did not send, the newest day first."""
    if not sleutel:
        return []
    rows = Concept.objects.filter(
        wijk=wijk, formulier=formulier, sleutel=hash_sleutel(sleutel), datum__gte=today() - KEPT
    )
    return list(rows.filter(verzonden=False).order_by("-datum", "pk"))


@transaction.atomic
def save_concept(
    *, wijk: Wijk, formulier: Formulier, sleutel: str, pk: uuid.UUID, gegevens: dict[str, Any]
) -> Concept:
    """Keep what was filled in so far, added to what was there. `pk` comes from the page that was shown.

    A form that was sent, or belongs to somebody else, stays as it is: then a new one begins.
    """
    hashed = hash_sleutel(sleutel)
    concept, made = Concept.objects.select_for_update(of=("self",)).get_or_create(
        pk=pk,
        defaults={
            "wijk": wijk,
            "formulier": formulier,
            "sleutel": hashed,
            "gegevens": gegevens,
            "datum": today(),
        },
    )
    if made:
        return concept
    if (concept.wijk_id, concept.formulier, concept.sleutel) == (wijk.pk, formulier, hashed):
        if not concept.verzonden:
            concept.gegevens = {**concept.gegevens, **gegevens}
            concept.save(update_fields=["gegevens"])
            return concept
        if _is_repeat(concept, gegevens):
            return concept
    # The same answers lead to the same new form: a double click stays one.
    other = uuid.uuid5(pk, f"{hashed} {json.dumps(gegevens, sort_keys=True)}")
    return save_concept(wijk=wijk, formulier=formulier, sleutel=sleutel, pk=other, gegevens=gegevens)


def _is_repeat(concept: Concept, gegevens: dict[str, Any]) -> bool:
    """Whether a sent form comes in once more as it was, by a double click or the back button."""
    if concept.formulier == Formulier.VRAGENLIJST:
        return True  # a new one begins on the first page of the list
    if concept.formulier == Formulier.INBRENG:
        sent = inbreng_of(concept)
        return sent is None or sent.tekst == gegevens.get("tekst")
    model = Aanbod if concept.formulier == Formulier.AANBOD else Contactverzoek
    row = model._default_manager.filter(verzend_id=concept.verzend_id).first()
    return row is None or all(
        value in (getattr(row, name), str(getattr(row, name))) for name, value in gegevens.items()
    )


def drop_concept(*, concept: Concept) -> None:
    """Forget a half-filled form at once, because its maker asks so. One that was sent stays."""
    Concept.objects.filter(pk=concept.pk, verzonden=False).delete()


@transaction.atomic
def send_inbreng(*, concept: Concept, taal: str) -> Concept:
    """Hand in what stands in the form, once: a second request waits for the first and finds it sent.

    What was typed then leaves the form. Raises DomeinFout when the text may not stay.
    """
    row = Concept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    if row.verzonden:
        return row
    submit_inbreng(
        wijk=row.wijk,
        verzend_id=row.verzend_id,
        tekst=row.gegevens.get("tekst", ""),
        taal=taal,
        mag_delen=row.gegevens.get("mag_delen") == "ja",
    )
    return mark_sent(row)


@transaction.atomic
def send_contact(*, concept: Concept) -> Concept:
    """Hand in a contact form, once. What was typed then leaves the form."""
    row = Concept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    if row.verzonden:
        return row
    submit_contact(
        wijk=row.wijk,
        verzend_id=row.verzend_id,
        doel=Contactverzoek.Doel(row.gegevens["doel"]),
        naam=row.gegevens["naam"],
        contact=row.gegevens["contact"],
    )
    return mark_sent(row)


def mark_sent(row: Concept) -> Concept:
    """What was typed leaves a form that was handed in. The caller holds its row."""
    row.verzonden = True
    row.gegevens = {}
    row.save(update_fields=["verzonden", "gegevens"])
    return row


def inbreng_of(concept: Concept) -> Inbreng | None:
    """The input that this form became; None when it was not sent, or was taken back."""
    if not concept.verzonden:
        return None
    return (
        Inbreng.objects.for_wijk(concept.wijk)
        .filter(verzend_id=concept.verzend_id)
        .select_related("wijk", "volgcode")
        .first()
    )
