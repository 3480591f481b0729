"""The requests for contact as the team reads them: who waits longest comes first."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bewoners.inbox import when_of
from bewoners.models import Contactverzoek
from kern.bewaren import time_kept
from kern.klok import today
from kern.tekstcontrole import Gegeven, Vondst, find_gegevens
from wijken.models import Wijk

PER_BLADZIJDE: Final = 20
Doel = Contactverzoek.Doel
# The words of a resident in `Doel` say 'ik'; these are about somebody else.
WENSEN: Final = {Doel.HOREN: _("wil horen wat ermee gebeurt"), Doel.MEEDOEN: _("wil meedoen")}
FILTERS: Final = {
    "": _("Iedereen"),
    Doel.HOREN.value: _("Wil horen wat ermee gebeurt"),
    Doel.MEEDOEN.value: _("Wil meedoen"),
}


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of what somebody left: with an address where it is a phone number or a mail address."""

    tekst: str
    adres: str = ""


@dataclass(frozen=True, slots=True)
class Rij:
    """One request on the page."""

    verzoek: Contactverzoek
    wens: str
    delen: tuple[Deel, ...]
    wanneer: str
    tot: dt.date  # the last day on which it is kept


@dataclass(frozen=True, slots=True)
class Filter:
    """A tab: its word, how many, its address."""

    label: str
    aantal: int
    adres: str
    actief: bool


@dataclass(frozen=True, slots=True)
class Contactlijst:
    """All that the page shows."""

    doel: str
    alle: int  # without the filter
    filters: list[Filter]
    pagina: Page[Contactverzoek]
    rijen: list[Rij]


def known_doel(text: str) -> str:
    """A filter as an address or a form names it, or nothing."""
    return text if text in Doel.values else ""


def query_of(doel: str, pagina: str = "") -> str:
    """The query of an address of the list, with its question mark; empty for the first page of everyone."""
    pagina = pagina if pagina.isdecimal() and len(pagina) < 6 and pagina != "1" else ""
    query = urlencode({name: value for name, value in (("doel", doel), ("pagina", pagina)) if value})
    return f"?{query}" if query else ""


def count_open(wijk: Wijk) -> int:
    """How many people still wait to hear from the team."""
    return Contactverzoek.objects.filter(wijk=wijk).count()


def contactlijst_of(wijk: Wijk, *, doel: str, pagina: str) -> Contactlijst:
    """Read the requests of a wijk: three queries for one row and for thirty."""
    rows = Contactverzoek.objects.filter(wijk=wijk)
    per_doel = rows.aggregate(**{value: Count("pk", filter=Q(doel=value)) for value in Doel.values})
    counts = {"": sum(per_doel.values()), **per_doel}
    if doel:
        rows = rows.filter(doel=doel)
    blad = Paginator(rows.order_by("datum", "pk"), PER_BLADZIJDE).get_page(pagina)
    vandaag, bewaard = today(), time_kept(Contactverzoek)
    return Contactlijst(
        doel=doel,
        alle=counts[""],
        filters=[
            Filter(str(label), counts[value], query_of(value), value == doel)
            for value, label in FILTERS.items()
        ],
        pagina=blad,
        rijen=[
            Rij(
                verzoek=row,
                wens=str(WENSEN[Doel(row.doel)]),
                delen=delen_of(row.contact),
                wanneer=when_of(row.datum, vandaag),
                tot=row.datum + bewaard,
            )
            for row in blad.object_list
        ],
    )


def delen_of(contact: str) -> tuple[Deel, ...]:
    """What somebody left, cut into numbers and addresses one can press, and the words between them."""
    delen, einde = [], 0
    for vondst in find_gegevens(contact):
        if adres := _address(vondst, contact[vondst.start : vondst.end]):
            delen += [Deel(contact[einde : vondst.start]), Deel(contact[vondst.start : vondst.end], adres)]
            einde = vondst.end
    delen.append(Deel(contact[einde:]))
    return tuple(deel for deel in delen if deel.tekst)


def _address(vondst: Vondst, text: str) -> str:
    if vondst.soort == Gegeven.MAIL:
        return "mailto:" + quote(text, safe="@")
    if vondst.soort == Gegeven.TELEFOON:
        digits = "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())
        return f"tel:{'+' if text.lstrip('( ').startswith('+') else ''}{digits}"
    return ""
