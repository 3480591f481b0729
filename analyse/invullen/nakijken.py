"""Lists that wait because many came from one place: which have the same answers, and whether they count."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.contrib.postgres.aggregates import StringAgg
from django.db import transaction
from django.db.models import CharField, OuterRef, Prefetch, QuerySet, Subquery, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat

from analyse.invullen.woorden import Getoond, show_rows
from analyse.keuzes import Telt
from analyse.lezen.verhalen import withdraw_stories
from analyse.models import Antwoord, Inzending, Vragenlijst
from bewoners.models import Kanaal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
GETOOND: Final = 50  # groups on the page; what is left comes up when these are done
LEEG: Final = "leeg"  # of a list without an answer: those cannot be sent, but old rows may lose theirs


@dataclass(frozen=True, slots=True)
class Groep:
    """Waiting lists with the same answers. `mee` are as many that count already, sent on the same days."""

    beeld: str
    aantal: int
    mee: int
    antwoorden: tuple[Getoond, ...]

    @property
    def totaal(self) -> int:
        """How often these answers came in."""
        return self.aantal + self.mee


@dataclass(frozen=True, slots=True)
class Wachtrij:
    """What waits: alike in groups, the largest first, and the ones that are like no other."""

    groepen: tuple[Groep, ...]
    los: tuple[str, ...]  # the `beeld` of each list that is like no other

    @property
    def aantal(self) -> int:
        """How many lists wait on this page."""
        return sum(groep.aantal for groep in self.groepen) + len(self.los)


def count_nakijken(lijst: Vragenlijst) -> int:
    """How many lists wait to be looked at."""
    return lijst.inzendingen.filter(telt=Telt.NAKIJKEN).count()


class _Rij(NamedTuple):
    pk: uuid.UUID
    datum: dt.date
    beeld: str  # the same for the same answers, and nothing one can read


def _rows(inzendingen: QuerySet[Inzending]) -> list[_Rij]:
    """These lists with what tells whether two are alike. One query."""
    sep = Value("\x1f")
    one = Concat(
        Cast("vraag", TextField()),
        sep,
        "regel",
        sep,
        Cast("keuzes", TextField()),
        sep,
        Cast("getal", TextField()),
        sep,
        "tekst",
        output_field=TextField(),
    )
    answers = (
        Antwoord.objects.filter(inzending=OuterRef("pk"))
        .order_by()
        .values("inzending")
        .annotate(beeld=MD5(StringAgg(one, "\x1e", order_by=("vraag", "regel"))))
        .values("beeld")
    )
    found = inzendingen.annotate(beeld=Coalesce(Subquery(answers, output_field=CharField()), Value(LEEG)))
    return [_Rij(*row) for row in found.order_by("datum", "pk").values_list("pk", "datum", "beeld")]


def _waiting(lijst: Vragenlijst) -> list[_Rij]:
    return _rows(lijst.inzendingen.filter(telt=Telt.NAKIJKEN))


def _counted(lijst: Vragenlijst, waiting: Collection[_Rij]) -> list[_Rij]:
    """What counts already with the same answers as these, of the same days: before it was noticed."""
    days, beelden = {row.datum for row in waiting}, {row.beeld for row in waiting}
    rows = lijst.inzendingen.filter(telt=Telt.MEE, kanaal=Kanaal.ONLINE, datum__in=days)
    return [row for row in _rows(rows) if row.beeld in beelden]


def load_wachtrij(lijst: Vragenlijst) -> Wachtrij:
    """All that waits, in a fixed number of queries."""
    waiting = _waiting(lijst)
    counts = Counter(row.beeld for row in waiting)
    counted = Counter(row.beeld for row in _counted(lijst, waiting))
    first = {row.beeld: row.pk for row in reversed(waiting)}
    alike = [beeld for beeld, aantal in counts.most_common() if aantal + counted[beeld] > 1][:GETOOND]
    shown = _shown(lijst, {beeld: first[beeld] for beeld in alike})
    return Wachtrij(
        groepen=tuple(Groep(beeld, counts[beeld], counted[beeld], shown[beeld]) for beeld in alike),
        los=tuple(beeld for beeld, aantal in counts.items() if aantal + counted[beeld] == 1),
    )


def _shown(lijst: Vragenlijst, wanted: dict[str, uuid.UUID]) -> dict[str, tuple[Getoond, ...]]:
    """What one list of each group answered. Two queries."""
    ordered = Antwoord.objects.select_related("vraag").order_by("vraag__volgorde", "vraag__code", "regel")
    rows = lijst.inzendingen.filter(pk__in=wanted.values()).prefetch_related(Prefetch("antwoorden", ordered))
    found = {row.pk: row for row in rows}
    return {beeld: tuple(show_rows(found[pk].antwoorden.all(), "nl")) for beeld, pk in wanted.items()}


@transaction.atomic
def judge_groepen(
    *,
    lijst: Vragenlijst,
    beelden: Collection[str],
    mee: bool,
    door: Gebruiker,
    herkomst: Herkomst = Herkomst.WEB,
) -> int:
    """Let the waiting lists with these answers count, or not; said again, nothing happens. Out: how many.

    What does not count takes along the lists with the same answers that counted already, of the same days.
    Raises DomeinFout when nothing was chosen.
    """
    if not beelden:
        raise DomeinFout("Kies eerst welke lijsten u bedoelt.")
    Vragenlijst.objects.select_for_update(of=("self",), no_key=True).get(pk=lijst.pk)
    chosen = [row for row in _waiting(lijst) if row.beeld in beelden]
    if not mee:
        chosen += _counted(lijst, chosen)
    keys = [row.pk for row in chosen]
    aantal = Inzending.objects.filter(pk__in=keys).update(telt=Telt.MEE if mee else Telt.NIET)
    if not mee:
        withdraw_stories(wijk=lijst.wijk, inzendingen=keys, door=door)
    if aantal:
        log(
            wijk=lijst.wijk,
            actie="lijsten_tellen_mee" if mee else "lijsten_tellen_niet",
            door=door,
            object=lijst,
            herkomst=herkomst,
        )
    return aantal
