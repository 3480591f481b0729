"""The values in the document of an agenda: what stands in it, and how it is shown.

A mark of a plan is the uuid of a value and no more, so that the words stand once and can be taken away.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD, Inhoud, KernwaardeDeel
from agenda.models import Kernwaarde, Wijkagenda
from wijken.waardekaarten import BRON, kaart_of, woord_in_taal


@dataclass(frozen=True, slots=True)
class WaardeBeeld:
    """A value in words: its word in the language of the page, the rest as people wrote it, in Dutch."""

    uuid: uuid.UUID
    kaart: str  # code of its card; '' for a word of people's own
    woord: str
    taal: str  # the language of `woord` and `zin`
    zin: str  # what the card says of its word; '' when people made the word their own
    merkbaar: str
    afspraken: str
    voor: int | None
    van: int | None
    gekozen_op: dt.date | None

    @property
    def weggehaald(self) -> bool:
        return self.woord == WEGGEHAALD

    @property
    def gekozen(self) -> str:
        """'9 van 12 mensen staan erachter. Gekozen op 3 maart 2027.'; only what is known."""
        zinnen = []
        if self.van:
            zin = ngettext(
                "%(voor)s van %(van)s mens staat erachter.",
                "%(voor)s van %(van)s mensen staan erachter.",
                self.van,
            )
            zinnen.append(zin % {"voor": self.voor, "van": self.van})
        if self.gekozen_op:
            zinnen.append(_("Gekozen op %(dag)s.") % {"dag": date_format(self.gekozen_op, "j F Y")})
        return " ".join(zinnen)


def kernwaarden_deel(agenda: Wijkagenda) -> list[KernwaardeDeel]:
    """The values of this agenda, the most important first, as they stand in its document. One query."""
    return [
        {
            "uuid": str(row.uuid),
            "kaart": row.kaart,
            "woord": row.woord,
            "merkbaar": row.merkbaar,
            "afspraken": row.afspraken,
            "voor": row.voor,
            "van": row.van,
            "gekozen_op": row.gekozen_op.isoformat() if row.gekozen_op else "",
        }
        for row in Kernwaarde.objects.filter(agenda=agenda)
    ]


def marks_of(gekozen: Iterable[uuid.UUID], waarden: Sequence[KernwaardeDeel]) -> list[str]:
    """The marks of a plan in the order of the values; what is no value of this agenda is left out."""
    there = {str(sleutel) for sleutel in gekozen}
    return [deel["uuid"] for deel in waarden if deel["uuid"] in there]


def show_waarden(inhoud: Inhoud) -> tuple[WaardeBeeld, ...]:
    """All values of the document in their order; none in a version of before there were values."""
    return tuple(_show(deel) for deel in inhoud.get("kernwaarden", []))


def waarden_at(marks: Iterable[str], waarden: Iterable[WaardeBeeld]) -> tuple[WaardeBeeld, ...]:
    """Those that a plan is marked with. A word that was taken away says nothing at a plan: it is left out."""
    there = set(marks)
    return tuple(waarde for waarde in waarden if str(waarde.uuid) in there and not waarde.weggehaald)


def _show(deel: KernwaardeDeel) -> WaardeBeeld:
    written = deel["woord"]
    weg = written == WEGGEHAALD  # then its picture and sentence would tell which word it was
    source, here = kaart_of(deel["kaart"], BRON), kaart_of(deel["kaart"])
    own = source is None or source.woord != written  # nobody translated it, and the card says something else
    return WaardeBeeld(
        uuid=uuid.UUID(deel["uuid"]),
        kaart="" if weg else deel["kaart"],
        woord=woord_in_taal(deel["kaart"], written),
        taal=BRON if own or here == source else get_language() or BRON,
        zin="" if own or here is None else here.zin,
        merkbaar=deel["merkbaar"],
        afspraken=deel["afspraken"],
        voor=deel["voor"],
        van=deel["van"],
        gekozen_op=dt.date.fromisoformat(deel["gekozen_op"]) if deel["gekozen_op"] else None,
    )
