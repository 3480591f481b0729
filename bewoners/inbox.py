"""The team's inbox as one reads it: which inputs, in which order, what is chosen."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bewoners.herkomst import Herkomst, herkomst_of
from bewoners.models import NEDERLANDS, Bundel, Inbreng, InbrengQuerySet, Soort
from bewoners.regels import clean_tekst
from bewoners.services.handeling import MAX_KEUZE
from bewoners.signalen import Lezing, read_tekst
from bewoners.talen import language_name
from kern.klok import today
from kern.zoektekst import matching
from wijken.models import Wijk
from wijken.selectors import read_buurten, regiocodes
from wijken.themas import Thema

PER_BLADZIJDE: Final = 20
MAX_ZOEK: Final = 80
STATUSSEN: Final = {
    "nieuw": _("Nieuw"),
    "vertalen": _("Moet vertaald"),
    "gepubliceerd": _("Gepubliceerd"),
    "gebundeld": _("Gebundeld"),
    "doorgegeven": _("Doorgegeven"),
    "geweigerd": _("Geweigerd"),
    "bezwaar": _("Anders bedoeld"),
}
_WHERE: Final = {
    "nieuw": Q(status=Inbreng.Status.ONTVANGEN),
    "vertalen": Q(vertaling__isnull=True) & ~Q(taal=NEDERLANDS) & ~Q(status=Inbreng.Status.GEWEIGERD),
    "gepubliceerd": Q(status=Inbreng.Status.GEPUBLICEERD),
    "gebundeld": Q(bundel__isnull=False),
    "doorgegeven": Q(status=Inbreng.Status.DOORGEGEVEN),
    "geweigerd": Q(status=Inbreng.Status.GEWEIGERD),
    "bezwaar": Q(niet_zo_bedoeld=True),
}
# Tabs that stand there only as long as there is something in them.
NU_EN_DAN: Final = ("vertalen", "bezwaar")
# What asks for a sentence before it is done: on one row or on the whole choice.
VRAGEN: Final = ("weigeren", "doorgeven", "hulp")
HELE_KEUZE: Final = "keuze"


@dataclass(frozen=True, slots=True)
class Staat:
    """What the address of the inbox says: filter, page, what is chosen, which question is open."""

    status: str = "nieuw"
    onderwerp: str = ""
    soort: str = ""
    buurt: str = ""
    zoek: str = ""
    verhaal: uuid.UUID | None = None  # this one alone
    pagina: int = 1
    kies: tuple[tuple[uuid.UUID, int | None], ...] = ()
    open: str = ""  # 'weigeren:<uuid>', 'doorgeven:keuze'

    @classmethod
    def read(cls, query: QueryDict) -> Staat:
        """From an address; what makes no sense is left out."""
        status = query.get("status", "nieuw")
        onderwerp, soort = query.get("onderwerp", ""), query.get("soort", "")
        pagina = query.get("pagina", "1")
        return cls(
            status=status if status in STATUSSEN else "nieuw",
            onderwerp=onderwerp if onderwerp in Thema.values else "",
            soort=soort if soort in Soort.values else "",
            buurt=clean_tekst(query.get("buurt", ""))[:10],
            zoek=" ".join(clean_tekst(query.get("zoek", "")).split())[:MAX_ZOEK],
            verhaal=next(iter(parse_keuze([query.get("verhaal", "")])), None),
            pagina=int(pagina) if pagina.isdecimal() and len(pagina) < 6 else 1,
            kies=tuple(parse_keuze(query.getlist("kies")).items()),
            open=known_question(query.get("open", "")),
        )

    def write(self, **changes: object) -> str:
        """The query of an address with these changes; empty things are left out."""
        staat = replace(self, **changes)  # type: ignore[arg-type]
        query = QueryDict(mutable=True)
        for name in ("status", "onderwerp", "soort", "buurt", "zoek", "verhaal", "pagina", "open"):
            value = getattr(staat, name)
            if value and (name, value) not in (("status", "nieuw"), ("pagina", 1)):
                query[name] = str(value)
        query.setlist("kies", [write_keuze(pk, revisie) for pk, revisie in staat.kies])
        return query.urlencode()

    @property
    def vraag(self) -> str:
        return self.open.partition(":")[0]

    @property
    def vraag_over(self) -> str:
        return self.open.partition(":")[2]

    @property
    def gefilterd(self) -> bool:
        return bool(self.onderwerp or self.soort or self.buurt or self.zoek or self.verhaal)


def parse_keuze(values: Iterable[str]) -> dict[uuid.UUID, int | None]:
    """What tick boxes sent: 'uuid.revisie' each. Anything else is left out."""
    found: dict[uuid.UUID, int | None] = {}
    for value in values:
        key, _dot, revisie = value.partition(".")
        try:
            pk = uuid.UUID(key)
        except ValueError:
            continue
        found[pk] = int(revisie) if revisie.isdecimal() and len(revisie) < 9 else None
        if len(found) > MAX_KEUZE:
            break
    return found


def write_keuze(pk: uuid.UUID, revisie: int | None) -> str:
    return str(pk) if revisie is None else f"{pk}.{revisie}"


def known_question(text: str) -> str:
    """A question as an address or a button names it, or nothing."""
    vraag, _colon, over = text.partition(":")
    if vraag not in VRAGEN:
        return ""
    return text if over == HELE_KEUZE or parse_keuze([over]) else ""


@dataclass(frozen=True, slots=True)
class Rij:
    """One input on the page."""

    inbreng: Inbreng
    lezing: Lezing
    nederlands: Lezing | None  # the translation
    buurt: str
    gekozen: bool
    vraag: str  # the question that is open on this row
    wanneer: str
    uit: Herkomst | None = None  # what the team made it of

    @property
    def taal(self) -> str:
        """The language in words, when it is another one."""
        inbreng = self.inbreng
        if inbreng.taal == NEDERLANDS:
            return ""
        return language_name(inbreng.taal, inbreng.taal_naam) or _now("een andere taal")

    @property
    def hint(self) -> str:
        """What to look at twice, also where only the translation lets one see it."""
        return self.lezing.hint or (self.nederlands.hint if self.nederlands else "")

    @property
    def lijkt_hulp(self) -> bool:
        return self.lezing.lijkt_hulp or bool(self.nederlands and self.nederlands.lijkt_hulp)

    @property
    def waarde(self) -> str:
        return write_keuze(self.inbreng.pk, self.inbreng.revisie)


@dataclass(frozen=True, slots=True)
class Gekozen:
    """A chosen input, in the panel. Off the page it carries its own tick box."""

    inbreng: Inbreng
    op_bladzijde: bool

    @property
    def leestekst(self) -> str:
        """A few words to know it by: in Dutch where somebody translated it."""
        return self.inbreng.nederlands or self.inbreng.tekst

    @property
    def leestaal(self) -> str:
        return NEDERLANDS if self.inbreng.nederlands else self.inbreng.taal

    @property
    def waarde(self) -> str:
        return write_keuze(self.inbreng.pk, self.inbreng.revisie)


@dataclass(frozen=True, slots=True)
class Filter:
    """A tab: its word, how many, its address with and without what is chosen."""

    label: str
    aantal: int
    adres: str
    adres_zonder_keuze: str  # htmx adds the ticks of this moment itself
    actief: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that the page shows."""

    staat: Staat
    filters: list[Filter]
    pagina: Page[Inbreng]
    rijen: list[Rij]
    gekozen: list[Gekozen]
    bundels: list[Bundel]
    buurten: list[tuple[str, str]]
    aantal_nieuw: int
    nog_geen: bool  # no story ever came, or all are gone


def inbox_of(wijk: Wijk, staat: Staat) -> Inbox:
    """Read the inbox of a wijk: eight queries for one row and for thirty."""
    counts = _counts(wijk)
    buurten = read_buurten(regiocodes(wijk), wijk)
    namen = {buurt.code: buurt.naam for buurt in buurten}
    pagina = Paginator(_rows(wijk, staat), PER_BLADZIJDE).get_page(staat.pagina)
    rows = list(pagina.object_list)
    keuze = dict(staat.kies)
    herkomst = herkomst_of(wijk, [row.pk for row in rows])
    rijen = [
        read_rij(
            row,
            namen,
            gekozen=row.pk in keuze,
            vraag=staat.vraag if staat.vraag_over.startswith(str(row.pk)) else "",
            uit=herkomst.get(row.pk),
        )
        for row in rows
    ]
    return Inbox(
        staat=staat,
        filters=_filters(staat, counts),
        pagina=pagina,
        rijen=rijen,
        gekozen=_chosen(wijk, keuze, {row.pk for row in rows}),
        bundels=bundels_with_counts(wijk),
        buurten=[(buurt.code, buurt.label) for buurt in buurten],
        aantal_nieuw=counts["nieuw"],
        nog_geen=not any(counts.values()),
    )


def read_rij(
    inbreng: Inbreng,
    buurten: Mapping[str, str],
    *,
    gekozen: bool = False,
    vraag: str = "",
    uit: Herkomst | None = None,
) -> Rij:
    """An input as the team reads it. Select 'vertaling' along."""
    return Rij(
        inbreng=inbreng,
        lezing=read_tekst(inbreng.tekst),
        nederlands=read_tekst(inbreng.nederlands) if inbreng.nederlands else None,
        buurt=buurten.get(inbreng.buurt_id or "", ""),
        gekozen=gekozen,
        vraag=vraag,
        wanneer=when_of(inbreng.datum, today()),
        uit=uit,
    )


def when_of(datum: date, vandaag: date) -> str:
    """A date as one says it: vandaag, gisteren, 3 dagen geleden, 4 mei."""
    dagen = (vandaag - datum).days
    if dagen < 1:
        return _now("vandaag")
    if dagen == 1:
        return _now("gisteren")
    if dagen <= 14:
        return _now("%(dagen)d dagen geleden") % {"dagen": dagen}
    return date_format(datum, "j F Y" if datum.year != vandaag.year else "j F")


def _rows(wijk: Wijk, staat: Staat) -> InbrengQuerySet:
    rows = Inbreng.objects.for_wijk(wijk).exclude(status=Inbreng.Status.AFGEHANDELD)
    rows = rows.filter(_WHERE[staat.status])
    for name in ("onderwerp", "soort"):
        if value := getattr(staat, name):
            rows = rows.filter(**{name: value})
    if staat.buurt:
        rows = rows.filter(buurt=staat.buurt)
    if staat.zoek:
        rows = rows.filter(matching(["tekst", "vertaling__tekst"], staat.zoek))
    if staat.verhaal:
        rows = rows.filter(pk=staat.verhaal)
    return rows.select_related("bundel", "vertaling").order_by("-datum", "pk")


def _counts(wijk: Wijk) -> dict[str, int]:
    rows = Inbreng.objects.for_wijk(wijk).exclude(status=Inbreng.Status.AFGEHANDELD)
    return rows.aggregate(**{key: Count("pk", filter=where) for key, where in _WHERE.items()})


def _filters(staat: Staat, counts: Mapping[str, int]) -> list[Filter]:
    shown = [key for key in STATUSSEN if key not in NU_EN_DAN or counts[key] or key == staat.status]
    filters = []
    for key in shown:
        doel = replace(staat, status=key, pagina=1, open="")
        filters.append(
            Filter(str(STATUSSEN[key]), counts[key], doel.write(), doel.write(kies=()), key == staat.status)
        )
    return filters


def _chosen(wijk: Wijk, keuze: Mapping[uuid.UUID, int | None], shown: set[uuid.UUID]) -> list[Gekozen]:
    """The chosen inputs that still exist, in the order of choosing; texts that were wiped are left out."""
    rows = (
        Inbreng.objects.for_wijk(wijk)
        .exclude(status=Inbreng.Status.AFGEHANDELD)
        .select_related("bundel", "vertaling")
    )
    found = rows.in_bulk(list(keuze))
    return [Gekozen(found[pk], pk in shown) for pk in keuze if pk in found]


def bundels_with_counts(wijk: Wijk) -> list[Bundel]:
    """The bundles of a wijk by name; each with `aantal` inputs."""
    return list(Bundel.objects.for_wijk(wijk).annotate(aantal=Count("inbrengen")).order_by("titel", "pk"))
