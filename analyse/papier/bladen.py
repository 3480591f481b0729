"""What a printed sheet carries beside its number."""

from __future__ import annotations

import uuid

from analyse.models import Vragenlijst


def verzend_id(lijst: Vragenlijst, blad: int) -> uuid.UUID:
    """The send id of a sheet: its receipt code follows from it, and is printed before anybody answers."""
    return uuid.uuid5(lijst.id, str(blad))
