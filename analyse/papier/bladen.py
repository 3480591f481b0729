"""What a printed sheet carries, and in which order: the printer and who types it in follow the same rules."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final

from django.db.models import Max

from analyse.models import Vraag, Vragenlijst
from wijken.volgcodes import code_for

ZONDER_NUMMER: Final = "Zonder nummer"  # the name of a pile of sheets that were numbered by hand


def verzend_id(lijst: Vragenlijst, blad: int) -> uuid.UUID:
    """The send id of a sheet: its receipt code follows from it, and is printed before anybody answers."""
    return uuid.uuid5(lijst.id, str(blad))


def receipt_code(lijst: Vragenlijst, blad: int) -> str:
    """The code on the tear-off strip of a sheet."""
    return code_for(verzend_id(lijst, blad))


def first_free(lijst: Vragenlijst) -> int:
    """The number of the next sheet of this list. Only certain while the list is locked."""
    return (lijst.drukrondes.aggregate(hoogste=Max("tot_blad"))["hoogste"] or 0) + 1


def on_paper(vragen: Iterable[Vraag]) -> list[Vraag]:
    """The questions in the order of the sheet: what is asked of everyone comes first."""
    return sorted(vragen, key=lambda vraag: (vraag.daarna, vraag.volgorde, vraag.code))
