"""Many answers at once, for the pages that count them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyse.models import Antwoord, Inzending, Vraag, Vragenlijst
from kern.klok import today


def fill_in(lijst: Vragenlijst, antwoorden: Iterable[Mapping[Vraag, Any]], **fields: Any) -> list[Inzending]:
    """A filled-in list for each mapping: a number, a code, or codes; what is left out was passed."""
    rows = list(antwoorden)
    sent = Inzending.objects.bulk_create(
        Inzending(
            wijk=lijst.wijk,
            lijst=lijst,
            verzend_id=uuid.uuid4(),
            **{"versie": lijst.versie, "datum": today(), **fields},
        )
        for _row in rows
    )
    Antwoord.objects.bulk_create(
        Antwoord(wijk=lijst.wijk, inzending=inzending, vraag=vraag, **_columns(vraag, given))
        for inzending, row in zip(sent, rows, strict=True)
        for vraag, given in row.items()
    )
    return sent


def everyone(vraag: Vraag, counts: Mapping[Any, int]) -> list[dict[Vraag, Any]]:
    """As many filled-in lists as the counts say, with this one answer."""
    return [{vraag: given} for given, n in counts.items() for _each in range(n)]


def _columns(vraag: Vraag, given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    if isinstance(given, int):
        return {"getal": given}
    if vraag.soort == "OPEN":
        return {"tekst": given}
    codes: Sequence[str] = (given,) if isinstance(given, str) else given
    return {"keuzes": list(codes)}
