"""The values that the templates of the PDF print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agenda.kernwaarden.document import WaardeBeeld
from agenda.zelfscan.selectors import Overzicht
from kern.grafiek import Cijferkaart, Staaf
from kern.kaart import Kaartblad
from kern.qr import draw_qr
from rapportage.hoofdstukken.bijlage import KompasBeeld
from rapportage.woorden import bare_address

BESIDE = 450  # letters of quotes that fit beside one figure card


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """A resident's words, with their language and direction."""

    tekst: str
    taal: str
    richting: str
    taalnaam: str  # '' for Dutch
    vertaling: str  # what they say in Dutch, '' when nobody translated them


@dataclass(frozen=True, slots=True)
class ActieRij:
    wat: str
    trekker: str
    wanneer: str
    status: str
    klas: str


@dataclass(frozen=True, slots=True)
class Vraag:
    """One thing that is asked of a party."""

    plan_nummer: int
    plan: str
    tekst: str
    hoeveel: str
    antwoord: str
    klas: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Partij:
    """What one party is asked, with totals. Empty totals are ''."""

    naam: str
    besluiten: str
    uren: str
    geld: str
    ja: int
    deels: int
    open: int
    nee: int
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True, slots=True)
class Teamvraag:
    """One thing that residents ask of their team."""

    wie: str
    tekst: str
    mensen: str  # how many asked it, '' when nobody counted
    antwoord: str
    klas: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class AntwoordRij:
    titel: str
    verhalen: str
    samenvatting: str
    wie: str
    waarom: str
    datum: str


@dataclass(frozen=True, slots=True)
class AntwoordGroep:
    """Answers under one plan; `plan` is '' for those that belong to none."""

    nummer: int
    plan: str
    rijen: tuple[AntwoordRij, ...]


@dataclass(frozen=True, slots=True)
class Vragenlijst:
    """The results of a questionnaire; `link` leads to the same figures on the site."""

    titel: str
    mensen: str
    datum: str
    vragen: tuple[Mapping[str, Any], ...]
    link: str


@dataclass(frozen=True, slots=True)
class Plan:
    nummer: int
    titel: str
    kort: str
    waarom: str
    trekker: str
    onderwerp: str
    pictogram: str
    doelen: tuple[str, ...]
    verhalen: str
    uitspraken: tuple[Uitspraak, ...]
    bundels: tuple[str, ...]
    kaarten: tuple[Cijferkaart, ...]
    cijferzinnen: tuple[str, ...]
    notitie: str  # of the team; '' unless it was chosen
    acties: tuple[ActieRij, ...]
    vragen: tuple[Vraag, ...]
    waarden: tuple[WaardeBeeld, ...]
    link: str = ""  # to its page of now; '' for a draft, that has none

    @property
    def adres(self) -> str:
        """The link as people read and type it."""
        return bare_address(self.link)

    @property
    def qr(self) -> str:
        """The code that leads there, drawn."""
        return draw_qr(self.link) if self.link else ""

    @property
    def naast_elkaar(self) -> bool:
        """Whether words and figures stand beside each other: only when the words fit beside a figure."""
        words = sum(len(each.tekst) + len(each.vertaling) for each in self.uitspraken)
        return bool(self.kaarten) and 0 < words <= BESIDE * len(self.kaarten)


@dataclass(frozen=True, slots=True)
class Deel:
    """A chapter: its address in the document, its name and its template."""

    code: str
    titel: str

    @property
    def sjabloon(self) -> str:
        return f"rapportage/pdf/{self.code}.html"


@dataclass(frozen=True, slots=True)
class Toont:
    """What is shown of a plan."""

    acties: bool
    wie: bool
    onderbouwing: bool
    qr: bool
    notities: bool


@dataclass(frozen=True, slots=True)
class Boek:
    """Everything the templates print. `vooraan`: the chapters before the contents."""

    titel: str
    keuze: bool  # not the whole agenda
    alleen_team: bool
    vooraan: tuple[Deel, ...]
    delen: tuple[Deel, ...]
    toont: Toont
    kompas: KompasBeeld | None
    zelfscan: Overzicht | None
    wijk: str
    ondertitel: str
    gemeente: str
    voorbeeld: bool
    concept: bool
    bordmaat: str
    jaren: str
    droom: str
    gemaakt_op: str
    vastgesteld: str
    stemmen: str
    gezegd: tuple[str, ...]  # by members of the agendagroep who were not in favour
    verhalen: str
    telefoon: str
    inloop: str
    contact: str
    aanleiding: str
    opdracht: str
    beslist_mee: str
    denkt_mee: str
    ligt_vast: str
    waarden: tuple[WaardeBeeld, ...]  # the most important first
    plannen: tuple[Plan, ...]
    huizen: tuple[tuple[Plan, ...], ...]
    meer_plannen: int
    onderwerpen: tuple[str, ...]
    partijen: tuple[Partij, ...]
    teamvragen: tuple[Teamvraag, ...]
    kaarten: tuple[Cijferkaart, ...]
    blad: Kaartblad | None  # the map of the buurten with its table
    periode: str
    kanalen: tuple[Staaf, ...]
    talen: tuple[Staaf, ...]
    buurten: tuple[Staaf, ...]
    antwoorden: tuple[AntwoordGroep, ...]
    vragenlijsten: tuple[Vragenlijst, ...]
    weten: tuple[tuple[str, str], ...]  # (guiding question, what the team knows by now)
    doorgegeven: tuple[str, ...]
    bronnen: tuple[str, ...]
    link: str
    adres: str

    @property
    def vol_met_waarden(self) -> bool:
        """Whether 'In één oogopslag' has two rows of houses and values above them."""
        return bool(self.waarden) and len(self.huizen) > 1
