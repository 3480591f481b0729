"""What the pages of a door round read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from analyse.deur.regels import Telling, in_words, name_of, total
from analyse.models import Deurronde, Straatdeel, Vragenlijst


@dataclass(frozen=True, slots=True)
class Deelregel:
    """A piece of street with its counts."""

    deel: Straatdeel
    telling: Telling

    @property
    def naam(self) -> str:
        return name_of(self.deel.straat, self.deel.deel)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a round is."""

    zin: str
    niet_geweest: tuple[str, ...] = ()
    veel_niet_thuis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ronderegel:
    """A round in the list of rounds."""

    ronde: Deurronde
    delen: int
    zin: str


def read_rondes(lijst: Vragenlijst) -> list[Ronderegel]:
    """The rounds of a list, the newest first. Two queries whatever their number."""
    rows = lijst.deurrondes.annotate(
        delen=Count("straatdelen"),
        aan=Sum("straatdelen__gebeld", default=0),
        met=Sum("straatdelen__gesproken", default=0),
        zonder=Sum("straatdelen__geen_gehoor", default=0),
    )
    answers = _answers(lijst)
    return [
        Ronderegel(row, row.delen, in_words(Telling(row.aan, row.met, row.zonder), answers.get(row.pk, 0)))
        for row in rows
    ]


def _answers(lijst: Vragenlijst) -> dict[uuid.UUID, int]:
    rows = lijst.inzendingen.counted().filter(deurronde__isnull=False).order_by()
    return dict(rows.values_list("deurronde").annotate(n=Count("pk")))


def read_delen(ronde: Deurronde) -> list[Deelregel]:
    """The pieces of street in their order. One query."""
    return [show_deel(row) for row in ronde.straatdelen.all()]


def show_deel(deel: Straatdeel) -> Deelregel:
    return Deelregel(deel, Telling(deel.gebeld, deel.gesproken, deel.geen_gehoor))


def read_stand(ronde: Deurronde, delen: Sequence[Deelregel]) -> Stand:
    """Sums, and where to go now. One query."""
    return Stand(
        zin=in_words(total(each.telling for each in delen), ronde.inzendingen.counted().count()),
        niet_geweest=tuple(each.naam for each in delen if not each.telling.gebeld),
        veel_niet_thuis=tuple(each.naam for each in delen if each.telling.veel_niet_thuis),
    )
