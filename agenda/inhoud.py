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


class Vaststelling(TypedDict):
    door: str  # label of VaststelDoor
    datum: str
    plaats: str
    voor: int
    van: int


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


class PlanDeel(TypedDict):
    uuid: str
    nummer: int
    titel: str
    waarom: str
    trekker: str
    onderwerp: str  # code of Thema
    doelen: list[str]
    aantal: int  # stories behind this plan, each counted once
    bewijs: list[Bewijs]
    acties: list[ActieDeel]
    verzoeken: list[VerzoekDeel]
    # versions before these marks lack them; an empty list is 'for everyone', 'in the whole wijk'
    leeftijden: NotRequired[list[str]]  # values of Leeftijd
    aandacht: NotRequired[list[str]]  # values of Aandacht
    buurten: NotRequired[list[BuurtDeel]]


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


class Inhoud(TypedDict):
    schema: int
    gemaakt_op: str
    wijk: WijkDeel
    waarom: WaaromDeel
    vaststelling: Vaststelling | None
    cijfers: list[dict[str, Any]]  # kern.grafiek.to_json of each figure card
    kaartblad: NotRequired[dict[str, Any] | None]  # kern.kaart.to_json; versions before the map lack it
    deelname: Deelname
    plannen: list[PlanDeel]
    antwoorden: list[Antwoord]
    doorgegeven: list[Doorgegeven]
    citaten: dict[str, Citaat]
    bronnen: list[str]
