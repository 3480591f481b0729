"""Filling in a list: begin, keep what was answered, send, take away. The rules are in analyse.antwoorden."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from analyse.antwoorden import Gegeven
from analyse.invullen.stand import VRAAG, Invulling, load_invulling, pack
from analyse.inzenden import Weg, submit_inzending
from analyse.lezen.verhalen import withdraw_stories
from analyse.models import Inzending, Vragenlijst
from bewoners.models import Concept
from bewoners.services.concept import (
    Formulier,
    drop_concept,
    find_concept,
    mark_sent,
    open_concepten,
    save_concept,
)
from wijken.gebeurtenissen import log_bewoner
from wijken.models import Volgcode, Wijk


def find_begonnen(*, wijk: Wijk, lijst: Vragenlijst, sleutel: str, pk: uuid.UUID) -> Concept | None:
    """The half-filled or sent list with this id, of this browser."""
    found = find_concept(wijk=wijk, formulier=Formulier.VRAGENLIJST, sleutel=sleutel, pk=pk)
    there = found is not None and (found.verzonden or found.gegevens.get("lijst") == str(lijst.pk))
    return found if there else None


def find_bezig(*, lijst: Vragenlijst, sleutel: str) -> Invulling | None:
    """What this browser was filling in of this list: where most was answered."""
    rows = open_concepten(wijk=lijst.wijk, formulier=Formulier.VRAGENLIJST, sleutel=sleutel)
    busy = [row for row in rows if row.gegevens.get("lijst") == str(lijst.pk)]
    if not busy:
        return None
    return load_invulling(max(busy, key=lambda row: len(row.gegevens)), lijst)


@transaction.atomic
def begin_lijst(
    *, lijst: Vragenlijst, sleutel: str, pk: uuid.UUID, vorige: uuid.UUID | None = None
) -> Concept:
    """Begin with the questions as they are now. The same `pk` again is the same list, until it was sent.

    Then the page was left open for the next person, who gets a list of his own. `vorige` is what this browser
    had begun before; it is forgotten.
    """
    wijk = lijst.wijk
    there = find_begonnen(wijk=wijk, lijst=lijst, sleutel=sleutel, pk=pk)
    if there is not None and there.verzonden:
        return begin_lijst(lijst=lijst, sleutel=sleutel, pk=uuid.uuid5(pk, sleutel), vorige=vorige)
    if there is not None:
        return there
    if vorige is not None:
        before = find_begonnen(wijk=wijk, lijst=lijst, sleutel=sleutel, pk=vorige)
        if before is not None:
            drop_concept(concept=before)
    return save_concept(
        wijk=wijk,
        formulier=Formulier.VRAGENLIJST,
        sleutel=sleutel,
        pk=pk,
        gegevens={"lijst": str(lijst.pk), "versie": lijst.versie},
    )


def save_antwoord(
    *, invulling: Invulling, sleutel: str, code: str, antwoord: Sequence[Gegeven]
) -> Invulling | None:
    """Keep the answer to one question; an empty one passes it. None when the list was sent meanwhile."""
    return save_blad(invulling=invulling, sleutel=sleutel, **{VRAAG + code: pack(antwoord)})


def save_blad(*, invulling: Invulling, sleutel: str, **gegevens: Any) -> Invulling | None:
    """Keep what was answered on one page. None when the list was sent meanwhile."""
    saved = save_concept(
        wijk=invulling.lijst.wijk,
        formulier=Formulier.VRAGENLIJST,
        sleutel=sleutel,
        pk=invulling.concept.pk,
        gegevens=gegevens,
    )
    return load_invulling(saved, invulling.lijst)


@transaction.atomic
def send_lijst(*, invulling: Invulling, taal: str, weg: Weg) -> Concept:
    """Hand in what stands in the concept, once. What was answered then leaves it.

    Raises DomeinFout when an answer may not stay, or when nothing was answered.
    """
    row = Concept.objects.select_for_update(of=("self",)).get(pk=invulling.concept.pk)
    now = load_invulling(row, invulling.lijst)
    if now is None:
        return row
    asked = {vraag.code for vraag in now.gevraagd}
    submit_inzending(
        lijst=now.lijst,
        versie=int(row.gegevens["versie"]),
        verzend_id=row.verzend_id,
        gegevens={code: given for code, given in now.gegevens.items() if code in asked},
        taal=taal,
        mag_delen=bool(now.eigen_woorden) and row.gegevens.get("mag_delen") == "ja",
        organisatie=row.gegevens.get("organisatie", ""),
        weg=weg,
    )
    return mark_sent(row)


@transaction.atomic
def withdraw_inzending(*, inzending: Inzending) -> None:
    """Take all answers of somebody away, with the receipt code and the stories that the team made of them.

    Taken away already, nothing happens.
    """
    if drop_inzending(inzending=inzending):
        log_bewoner(wijk=inzending.wijk, actie="vragenlijst_weggehaald", soort="inzending")


@transaction.atomic
def drop_inzending(*, inzending: Inzending) -> bool:
    """The same without a line in the log, which is up to who asks. False when it was gone already."""
    row = Inzending.objects.select_for_update(of=("self",)).filter(pk=inzending.pk).first()
    if row is None:
        return False
    withdraw_stories(wijk=inzending.wijk, inzendingen=[row.pk])
    volgcode = row.volgcode_id
    row.delete()
    if volgcode:
        Volgcode.objects.filter(pk=volgcode).delete()
    return True
