"""The answers behind a bar: what was answered to this one question, and nothing else of who answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q
from django.http import Http404

from analyse.antwoorden import Gegeven
from analyse.invullen.woorden import show_antwoord
from analyse.keuzes import Vraagsoort
from analyse.models import Antwoord, Vraag
from analyse.models.inzending import AntwoordQuerySet
from analyse.regels import MIN_CEL
from analyse.uitslag.cijfers import answer_codes
from bewoners.models import NEDERLANDS

PER_PAGE: Final = 50


def answers_behind(versies: Sequence[Vraag], regel: str, code: str) -> AntwoordQuerySet:
    """The rows that a bar counts, in an order that says nothing. Raises Http404 when there are too few."""
    vraag = versies[-1]
    if code not in answer_codes(vraag):
        raise Http404
    rows = Antwoord.objects.counted().filter(vraag__in=versies, regel=regel, bijzonder="")
    given = Q(keuzes__contains=[code])
    if code.isdigit() and vraag.soort in (Vraagsoort.CIJFER, Vraagsoort.SMILEY5):
        given = Q(getal=int(code))
    rows = rows.filter(given).order_by("pk")
    if rows.count() < MIN_CEL:
        raise Http404
    return rows


def show_rows(vraag: Vraag, rows: Sequence[Antwoord]) -> list[tuple[str, str]]:
    """(a mark to find the row by, what was answered). Own words beside 'anders' are read elsewhere first."""
    return [
        (
            str(row.pk)[:8],
            ", ".join(show_antwoord(vraag, [Gegeven(keuzes=tuple(row.keuzes), getal=row.getal)], NEDERLANDS)),
        )
        for row in rows
    ]
