"""A success story ready to be shown. Values only."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verhaalbeeld:
    """Something that worked: the story, and in plain words what made it work."""

    uuid: uuid.UUID
    titel: str
    tekst: str
    factoren: tuple[str, ...]
    datum: dt.date
    foto: str = ""  # the key of its photo
    foto_tekst: str = ""
