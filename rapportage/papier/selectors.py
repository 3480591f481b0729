"""Reads for the page with piles of printed questionnaires."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from analyse.models import Drukronde, Vragenlijst
from analyse.papier.bladen import ZONDER_NUMMER
from kern.talen import DUTCH_NAMES
from rapportage.models import Rapport
from rapportage.selectors import Regel, read_regel


@dataclass(frozen=True, slots=True)
class Stapelregel:
    """One pile. `regel` is how its PDF is doing, None when there is no PDF (any more)."""

    drukronde: Drukronde
    taal: str
    getypt: int
    regel: Regel | None


def read_stapels(lijst: Vragenlijst) -> list[Stapelregel]:
    """The piles that were printed of this list, newest first, in one query."""
    return [_regel(row) for row in _piles(lijst)]


def read_stapelregel(lijst: Vragenlijst, pk: uuid.UUID) -> Stapelregel | None:
    """One of them."""
    row = _piles(lijst).filter(pk=pk).first()
    return None if row is None else _regel(row)


def _piles(lijst: Vragenlijst) -> QuerySet[Drukronde]:
    rows = lijst.drukrondes.exclude(naam=ZONDER_NUMMER).annotate(getypt=Count("inzendingen"))
    return rows.select_related("rapport__bestand").defer("rapport__bestand__inhoud").order_by("-van_blad")


def _regel(row: Drukronde) -> Stapelregel:
    rapport: Rapport | None = getattr(row, "rapport", None)
    return Stapelregel(
        drukronde=row,
        taal=DUTCH_NAMES.get(row.taal, row.taal),
        getypt=getattr(row, "getypt", 0),
        regel=read_regel(rapport) if rapport else None,
    )
