"""The open answers of a list as the team reads them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Func, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from analyse.antwoorden import words
from analyse.keuzes import Leesstatus, Telt, Vraagsoort
from analyse.lezen.services import readable
from analyse.lezen.staat import Staat
from analyse.models import Antwoord, Vraag, Vragenlijst
from bewoners.herkomst import Herkomst
from bewoners.inbox import bundels_with_counts
from bewoners.models import NEDERLANDS, Bundel, Inbreng, Kanaal
from bewoners.signalen import Lezing, read_tekst
from bewoners.talen import language_name
from kern.zoektekst import matching, with_stem
from wijken.models import Wijk

PER_BLADZIJDE: Final = 25
_INBOX: Final = {  # on which tab of the inbox a story stands
    Inbreng.Status.ONTVANGEN: "nieuw",
    Inbreng.Status.GEPUBLICEERD: "gepubliceerd",
    Inbreng.Status.GEWEIGERD: "geweigerd",
    Inbreng.Status.DOORGEGEVEN: "doorgegeven",
}


class Unnest(Func):
    """One row per element of an array."""

    function = "unnest"
    set_returning = True
    arity = 1


@dataclass(frozen=True, slots=True)
class Vraagkeuze:
    """A question with answers in words: how many, and how many nobody has read yet."""

    code: str
    tekst: str
    aantal: int
    nieuw: int


@dataclass(frozen=True, slots=True)
class Rij:
    """One answer on the page."""

    antwoord: Antwoord
    lezing: Lezing
    vraag_tekst: str
    maand: str
    gekozen: bool
    open: str  # the question that is open on this row

    @property
    def taal(self) -> str:
        """The language in words, when it is another one."""
        taal = self.antwoord.inzending.taal
        return "" if taal == NEDERLANDS else language_name(taal) or _("een andere taal")

    @property
    def nieuw(self) -> bool:
        return self.antwoord.status == Leesstatus.NIEUW

    @property
    def verborgen(self) -> bool:
        return self.antwoord.status == Leesstatus.VERBORGEN

    @property
    def bij_anders(self) -> bool:
        """Written beside 'anders', so it is no answer by itself."""
        return self.antwoord.vraag.soort != Vraagsoort.OPEN

    @property
    def telt(self) -> bool:
        return self.antwoord.inzending.telt == Telt.MEE

    @property
    def kan_citaat(self) -> bool:
        """May be proposed as a quote, and is not yet."""
        row = self.antwoord
        quoted = row.citaat_voorgesteld_door_id or row.citaat_sinds
        return bool(row.inzending.mag_delen and self.telt and not quoted and not self.verborgen)

    @property
    def inboxtab(self) -> str:
        """Where the story stands that was made of it."""
        inbreng = self.antwoord.inbreng
        return _INBOX.get(Inbreng.Status(inbreng.status), "") if inbreng else ""


@dataclass(frozen=True, slots=True)
class Leespagina:
    """All that the page shows."""

    vragen: list[Vraagkeuze]
    labels: list[tuple[str, int]]
    kanalen: list[tuple[str, str]]
    talen: list[tuple[str, str]]
    pagina: Page[uuid.UUID]
    rijen: list[Rij]
    bundels: list[Bundel]
    citaten: int  # wait for a second pair of eyes

    @property
    def nieuw(self) -> int:
        """How many of the whole list nobody has read yet."""
        return sum(vraag.nieuw for vraag in self.vragen)

    @property
    def totaal(self) -> int:
        """How many answers in words the list has."""
        return sum(vraag.aantal for vraag in self.vragen)


def read_answers(lijst: Vragenlijst, staat: Staat, keuze: Collection[uuid.UUID] = ()) -> Leespagina:
    """Read the page: a fixed number of queries, for one answer and for thousands."""
    vragen = questions_of(lijst)
    seen = readable(lijst).exclude(status=Leesstatus.VERBORGEN)
    ways = list(seen.order_by().values_list("inzending__kanaal", "inzending__taal").distinct())
    # the keys first: to search is to read every text, and that once
    keys = list(chosen_rows(lijst, staat).values_list("pk", flat=True))
    pagina = Paginator(keys, PER_BLADZIJDE).get_page(staat.pagina)
    found = Antwoord.objects.select_related("inzending", "vraag", "inbreng__bundel").in_bulk(
        list(pagina.object_list)
    )
    citaten = seen.filter(citaat_voorgesteld_door__isnull=False, citaat_sinds__isnull=True)
    return Leespagina(
        vragen=vragen,
        labels=_labels(seen),
        kanalen=[
            (code, str(naam)) for code, naam in Kanaal.choices if code in {kanaal for kanaal, _taal in ways}
        ],
        talen=sorted(
            (taal, language_name(taal) or _("Nederlands")) for taal in {taal for _kanaal, taal in ways}
        ),
        pagina=pagina,
        rijen=[_row(found[pk], staat, pk in keuze) for pk in pagina.object_list if pk in found],
        bundels=bundels_with_counts(lijst.wijk),
        citaten=citaten.filter(inzending__mag_delen=True, inzending__telt=Telt.MEE).count(),
    )


def questions_of(lijst: Vragenlijst) -> list[Vraagkeuze]:
    """The questions that have answers in words or ask for them, in the order of the list. Two queries."""
    rows = readable(lijst).exclude(status=Leesstatus.VERBORGEN).order_by().values("vraag__code")
    counts = {
        row["vraag__code"]: (row["aantal"], row["nieuw"])
        for row in rows.annotate(aantal=Count("pk"), nieuw=Count("pk", filter=Q(status=Leesstatus.NIEUW)))
    }
    latest: dict[str, Vraag] = {}
    for vraag in lijst.vragen.order_by("van_versie"):
        if vraag.code in counts or (vraag.soort == Vraagsoort.OPEN and vraag.tot_versie is None):
            latest[vraag.code] = vraag
    return [
        Vraagkeuze(vraag.code, words(vraag.tekst, NEDERLANDS), *counts.get(vraag.code, (0, 0)))
        for vraag in sorted(latest.values(), key=lambda vraag: (vraag.volgorde, vraag.code))
    ]


def chosen_rows(lijst: Vragenlijst, staat: Staat) -> QuerySet[Antwoord]:
    """The answers that the address asks for: what nobody read first, then the newest."""
    rows = readable(lijst)
    rows = rows.filter(status=staat.lees) if staat.lees else rows.exclude(status=Leesstatus.VERBORGEN)
    wanted: dict[str, Any] = {
        "pk": staat.antwoord,
        "vraag__code": staat.vraag,
        "inzending__kanaal": staat.kanaal,
        "inzending__taal": staat.in_taal,
        "labels__contains": [staat.label] if staat.label else None,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    rows = rows.filter(reduce(Q.__and__, (with_stem("tekst", each) for each in staat.woord), Q()))
    unread = ExpressionWrapper(Q(status=Leesstatus.NIEUW), BooleanField())
    return rows.filter(matching(["tekst"], staat.zoek)).order_by(unread.desc(), "-inzending__datum", "pk")


def _labels(rows: QuerySet[Antwoord]) -> list[tuple[str, int]]:
    found = rows.exclude(labels=[]).order_by().annotate(label=Unnest("labels")).values("label")
    return list(found.annotate(aantal=Count("pk")).order_by("label").values_list("label", "aantal"))


def _row(row: Antwoord, staat: Staat, gekozen: bool) -> Rij:
    return Rij(
        antwoord=row,
        lezing=read_tekst(row.tekst),
        vraag_tekst=words(row.vraag.tekst, NEDERLANDS),
        maand=date_format(row.inzending.datum, "F Y"),
        gekozen=gekozen or staat.alles,
        open=staat.open.partition(":")[0] if staat.over == str(row.pk) else "",
    )


def herkomst_of(wijk: Wijk, inbrengen: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Herkomst]:
    """For the inbox: which of these stories were made of an answer, and where that stands. One query."""
    rows = Antwoord.objects.filter(wijk=wijk, inbreng__in=list(inbrengen))
    found = {}
    for row in rows.select_related("vraag", "inzending__lijst").only(
        "inbreng", "vraag__tekst", "inzending__lijst__slug", "inzending__lijst__titel"
    ):
        lijst = row.inzending.lijst
        address = reverse("analyse:lezen", args=[wijk.slug, lijst.slug])
        zin = _("Uit de vragenlijst ‘%(titel)s’: %(vraag)s") % {
            "titel": lijst.titel,
            "vraag": words(row.vraag.tekst, NEDERLANDS),
        }
        if row.inbreng_id is not None:
            found[row.inbreng_id] = Herkomst(zin, f"{address}?antwoord={row.pk}")
    return found
