"""The answers behind a bar: what was answered to this one question, and nothing else of who answered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
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
from analyse.uitslag.selectors import Vraaguitslag
from analyse.uitslag.tabellen import Groep, Tabel, columns_of
from analyse.uitslag.tellen import Kant
from bewoners.models import NEDERLANDS

PER_PAGE: Final = 50


def answers_behind(versies: Sequence[Vraag], regel: str, code: str) -> AntwoordQuerySet:
    """The rows that a bar counts, in an order that says nothing. Raises Http404 when there are too few."""
    if code not in answer_codes(versies[-1]):
        raise Http404
    return _enough(_rows(versies, regel).filter(_given(versies[-1], [code])))


def answers_in_cell(one: Vraaguitslag, regel: str, kant: str, rij: int, kolom: int) -> AntwoordQuerySet:
    """The rows that a cell of a table counts. Raises Http404 for a cell that is hidden, or not there."""
    tabel = table_of(one, regel, kant)
    if tabel.shown(rij, kolom) is None:
        raise Http404
    vraag = one.vraag
    codes = columns_of(vraag)[rij][1]
    given = _given(vraag, codes)
    if vraag.soort == Vraagsoort.RANG:
        given = Q(keuzes__0__in=codes)
    return _enough(_rows(one.versies, regel).filter(given, _in_group(tabel.kant, tabel.groepen[kolom])))


def table_of(one: Vraaguitslag, regel: str, kant: str) -> Tabel:
    """The table of this line and side. Raises Http404 when there is none."""
    found = next((tabel for line, tabel in one.tabellen if line == regel and tabel.kant == kant), None)
    if found is None:
        raise Http404
    return found


def _rows(versies: Sequence[Vraag], regel: str) -> AntwoordQuerySet:
    return Antwoord.objects.counted().filter(vraag__in=versies, regel=regel, bijzonder="").order_by("pk")


def _given(vraag: Vraag, codes: Collection[str]) -> Q:
    numbers = [int(code) for code in codes if code.isdigit()]
    if numbers and vraag.soort in (Vraagsoort.CIJFER, Vraagsoort.SMILEY5):
        return Q(getal__in=numbers)
    return Q(keuzes__overlap=list(codes))


def _in_group(kant: Kant, groep: Groep) -> Q:
    if kant is not Kant.BUURT:
        return Q(**{f"inzending__{kant.value}__in": groep.sleutels})
    nowhere = Q(inzending__buurt__isnull=True) if "" in groep.sleutels else Q()
    return nowhere | Q(inzending__buurt__in=[sleutel for sleutel in groep.sleutels if sleutel])


def _enough(rows: AntwoordQuerySet) -> AntwoordQuerySet:
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


def show_cell(rows: Sequence[Antwoord], kant: str, antwoord: str) -> list[tuple[str, str]]:
    """(a mark, the answer of this cell). Another mark than elsewhere, and nothing else that was chosen: so
    nobody can lay two tables beside each other and see what a small group said."""
    return [(hashlib.sha256(f"{kant} {row.pk}".encode()).hexdigest()[:8], antwoord) for row in rows]
