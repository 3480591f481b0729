"""The shape of an agenda as it is shown: one document that screen, PDF and exports share.

`agenda.opbouw.build_inhoud` makes it from the tables (a draft); adopting stores it in AgendaVersie.inhoud,
and from then on everything is rendered from that copy alone. Quotes stand once, in `citaten`, under the key
of their input, so that one path in the document is enough to take a passage away. Dates are ISO strings.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

SCHEMA = 1
WEGGEHAALD = "[weggehaald]"


class WijkDeel(TypedDict):
    naam: str
    ondertitel: str
    gemeente: str
    slug: str
    voorbeeld: bool
    telefoon: str
    inloop_plek: str
    inloop_tijden: str


class WaaromDeel(TypedDict):
    van_jaar: int
    tot_jaar: int
    droom: str
    aanleiding: str
    opdracht: str
    contact: str
    beslist_mee: str
    denkt_mee: str
    ligt_vast: str


class Gezegd(TypedDict):
    """What a member of the agendagroep who was not in favour said, printed by consent and without a name."""

    stem: str  # value of Stem
    tekst: str


class Vaststelling(TypedDict):
    door: str  # label of VaststelDoor
    datum: str
    plaats: str
    voor: int
    van: int
    # of the agendagroep alone; versions before it could vote lack these
    onthouden: NotRequired[int]
    gezegd: NotRequired[list[Gezegd]]


class Citaat(TypedDict):
    tekst: str
    taal: str
    taal_naam: NotRequired[str]  # of a language without a code of ours
    vertaling: NotRequired[str]  # what a person typed that it says in Dutch


class Bewijs(TypedDict):
    soort: str  # bundel | citaat | cijfer
    sleutel: str  # uuid of the bundle, key in `citaten`, or ''
    titel: str
    aantal: int  # number of inputs of a bundle, else 0
    kaart: dict[str, Any] | None  # kern.grafiek.to_json of a figure card


class ActieDeel(TypedDict):
    uuid: str
    wat: str
    trekker: str
    wanneer: str
    klaar_op: str
    status: str  # value of ActieStatus at the moment of copying


class VerzoekDeel(TypedDict):
    uuid: str
    partij: str
    soort: str  # value of VerzoekSoort
    tekst: str
    aantal: int | None
    antwoord: str  # value of VerzoekAntwoord
    antwoord_op: str
    antwoord_tekst: str
    plan_nummer: int


class BuurtDeel(TypedDict):
    code: str
    naam: str  # as people called it then


class KernwaardeDeel(TypedDict):
    uuid: str
    kaart: str  # code of its card, '' for a word of people's own
    woord: str
    merkbaar: str
    afspraken: str
    voor: int | None  # people behind it, of `van`; None: not counted
    van: int | None
    gekozen_op: str


class PlanTekst(TypedDict):
    """What the team itself wrote of a plan: all there is of it in a concept (see agenda.concept)."""

    uuid: str
    nummer: int
    titel: str
    waarom: str
    trekker: str
    onderwerp: str  # code of Thema
    acties: list[ActieDeel]


class PlanDeel(PlanTekst):
    doelen: list[str]
    aantal: int  # stories behind this plan, each counted once
    bewijs: list[Bewijs]
    verzoeken: list[VerzoekDeel]
    # versions before these marks lack them; an empty list is 'for everyone', 'in the whole wijk'
    leeftijden: NotRequired[list[str]]  # values of Leeftijd
    aandacht: NotRequired[list[str]]  # values of Aandacht
    buurten: NotRequired[list[BuurtDeel]]
    waarden: NotRequired[list[str]]  # uuids in `kernwaarden`: the values this plan is about


class Antwoord(TypedDict):
    bundel: str
    titel: str
    samenvatting: str
    aantal: int
    wie: str  # value of WieDoet, '' when there is no answer yet
    waarom: str
    datum: str
    plan_nummer: int  # 0: belongs to no plan


class Telling(TypedDict):
    label: str
    aantal: int


class Deelname(TypedDict):
    aantal: int
    van: str
    tot: str
    kanalen: list[Telling]
    talen: list[Telling]
    buurten: list[Telling]


class Doorgegeven(TypedDict):
    aan: str
    aantal: int


class TeamvraagDeel(TypedDict):
    uuid: str
    wie: str  # the professional or volunteer asked for, or ''
    tekst: str
    aantal: int | None  # how many people asked it
    antwoord: str  # value of TeamAntwoord
    antwoord_op: str
    antwoord_tekst: str


class VragenlijstDeel(TypedDict):
    """The results of a questionnaire that stood on the site then."""

    slug: str
    titel: str
    aantal: int  # people who answered, at the question that most answered
    datum: str  # of the newest figures
    vragen: list[dict[str, Any]]  # analyse.uitslag.publiek.to_json of each card


class WetenDeel(TypedDict):
    """What the team knows by now about a guiding question of the wijkanalyse."""

    vraag: str
    tekst: str


class ConceptInhoud(TypedDict):
    """What everyone reads of a concept: words of the team alone, no quote of a resident."""

    schema: int
    gemaakt_op: str
    na_versie: int  # the newest adopted version of this agenda then; 0: none
    plannen: list[PlanTekst]
    teamvragen: NotRequired[list[TeamvraagDeel]]


class Inhoud(TypedDict):
    schema: int
    gemaakt_op: str
    wijk: WijkDeel
    waarom: WaaromDeel
    vaststelling: Vaststelling | None
    cijfers: list[dict[str, Any]]  # kern.grafiek.to_json of each figure card
    kaartblad: NotRequired[dict[str, Any] | None]  # kern.kaart.to_json; versions before the map lack it
    deelname: Deelname
    kernwaarden: NotRequired[list[KernwaardeDeel]]  # versions before these lack them
    plannen: list[PlanDeel]
    teamvragen: NotRequired[list[TeamvraagDeel]]  # versions before these lack them
    antwoorden: list[Antwoord]
    vragenlijsten: NotRequired[list[VragenlijstDeel]]  # versions before these lack them
    weten: NotRequired[list[WetenDeel]]  # the same
    doorgegeven: list[Doorgegeven]
    citaten: dict[str, Citaat]
    bronnen: list[str]
