"""Which names may be read now, and which organisations are called otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from agenda.models import Naamtoestemming, Naamwissel
from kern.klok import today
from wijken.models import Wijk


def valid_consents(wijk: Wijk, day: dt.date | None = None) -> QuerySet[Naamtoestemming]:
    """The consents that hold on this day, or today."""
    day = day or today()
    return Naamtoestemming.objects.filter(
        wijk=wijk, ingetrokken_op__isnull=True, gegeven_op__lte=day, tot__gte=day
    )


def allowed_names(wijk: Wijk) -> frozenset[str]:
    """The names that may be read today. One query."""
    return frozenset(valid_consents(wijk).values_list("naam", flat=True))


def new_names(wijk: Wijk) -> dict[str, str]:
    """Of each organisation with another name: the old one in small letters, and the new one. One query."""
    return as_mapping(Naamwissel.objects.filter(wijk=wijk))


def as_mapping(rows: Iterable[Naamwissel]) -> dict[str, str]:
    """Rows as the rules read them."""
    return {row.oud.casefold(): row.nieuw for row in rows}
