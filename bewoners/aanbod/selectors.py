"""What people offer, as the team reads it: a list in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bewoners.aanbod.forms import SOORT_PICTOGRAM
from bewoners.aanbod.over import names_of
from bewoners.aanbod.regels import ends_soon
from bewoners.contactlijst import Deel, delen_of
from bewoners.keuzes import Aanbodsoort, Aanbodstatus, Label
from bewoners.models import Aanbod, AanbodQuerySet
from bewoners.talen import language_name
from kern.klok import today
from wijken.models import Wijk
from wijken.selectors import namen_in

PER_BLADZIJDE: Final = 20
LOOPT_AF: Final = "loopt_af"
BELLEN: Final = "bellen"
STANDEN: Final[dict[str, str | Promise]] = {
    "": _("Alles"),
    Aanbodstatus.NIEUW.value: _("Nieuw"),
    Aanbodstatus.BESCHIKBAAR.value: _("Beschikbaar"),
    Aanbodstatus.RUST.value: _("Nu even niet"),
    LOOPT_AF: _("Loopt bijna af"),
    BELLEN: _("Bel even"),
}


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which offers to show."""

    stand: str = ""
    soort: str = ""
    label: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> Keuze:
        """From an address; what makes no sense is left out."""
        stand, soort, label = (str(query.get(name, "")) for name in ("stand", "soort", "label"))
        return cls(
            stand=stand if stand in STANDEN else "",
            soort=soort if soort in Aanbodsoort.values else "",
            label=label if label in Label.values else "",
        )

    def address(self, stand: str) -> str:
        """The query of the same choice with another state."""
        parts = {"stand": stand, "soort": self.soort, "label": self.label}
        return "?" + urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Rij:
    """One offer as the team sees it."""

    aanbod: Aanbod
    labels: tuple[str, ...]
    buurt: str
    pictogram: str
    taal: str  # what the language of the words is called; '' for Dutch
    bereik: tuple[Deel, ...]
    loopt_af: bool
    bellen: bool  # it ends soon and no mail could ask: somebody has to call
    over: str  # the action that it was offered for; '' for none, or one that is no more


@dataclass(frozen=True, slots=True)
class Filter:
    """A tab: its word, how many, its address."""

    label: str
    aantal: int
    adres: str
    actief: bool


@dataclass(frozen=True, slots=True)
class Aanbodlijst:
    """All that the page of the team shows."""

    keuze: Keuze
    alle: int  # without any filter
    filters: list[Filter]
    pagina: Page[Aanbod]
    rijen: list[Rij]


def aanbodlijst_of(wijk: Wijk, keuze: Keuze, *, pagina: str) -> Aanbodlijst:
    """The list: what is new first, then what ends first. Four queries for one row and for thirty."""
    rows = Aanbod.objects.for_wijk(wijk)
    per_stand = {stand: _chosen(rows, keuze, stand) for stand in STANDEN}
    counts = rows.aggregate(
        totaal=Count("pk"),
        **{f"n_{stand}": Count("pk", filter=Q(pk__in=per.values("pk"))) for stand, per in per_stand.items()},
    )
    new_first = ExpressionWrapper(Q(status=Aanbodstatus.NIEUW), BooleanField()).desc()
    found = per_stand[keuze.stand].order_by(new_first, "tot", "pk")
    blad = Paginator(found, PER_BLADZIJDE).get_page(pagina)
    return Aanbodlijst(
        keuze=keuze,
        alle=counts["totaal"],
        filters=[
            Filter(str(label), counts[f"n_{stand}"], keuze.address(stand), stand == keuze.stand)
            for stand, label in STANDEN.items()
        ],
        pagina=blad,
        rijen=rijen_of(wijk, list(blad.object_list)),
    )


def _chosen(rows: AanbodQuerySet, keuze: Keuze, stand: str) -> AanbodQuerySet:
    if stand == LOOPT_AF:
        rows = rows.ending(today())
    elif stand == BELLEN:
        rows = rows.to_call(today())
    elif stand:
        rows = rows.filter(status=stand)
    if keuze.soort:
        rows = rows.filter(soort=keuze.soort)
    return rows.filter(labels__contains=[keuze.label]) if keuze.label else rows


def rijen_of(wijk: Wijk, rows: list[Aanbod]) -> list[Rij]:
    """Offers with the words for what they hold: one query for all buurten together, as for all actions."""
    buurten = namen_in(wijk, {row.buurt_id for row in rows if row.buurt_id})
    acties = names_of(wijk, {row.over for row in rows if row.over})
    return [_rij(row, buurten, acties, today()) for row in rows]


def _rij(row: Aanbod, buurten: Mapping[str, str], acties: Mapping[uuid.UUID, str], vandaag: dt.date) -> Rij:
    loopt_af = ends_soon(row.tot, vandaag)
    return Rij(
        aanbod=row,
        labels=tuple(str(Label(value).label) for value in row.labels),
        buurt=buurten.get(row.buurt_id or "", ""),
        pictogram=SOORT_PICTOGRAM[row.soort],
        taal=language_name(row.taal),
        bereik=delen_of(row.contact),
        loopt_af=loopt_af,
        bellen=loopt_af and row.gevraagd_op is not None and row.link_id is None,
        over=acties.get(row.over, "") if row.over else "",
    )
