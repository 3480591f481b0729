"""Agendas as documents, to make PDFs of: a rich one, an empty one, and one of any length."""

from __future__ import annotations

import uuid
from copy import deepcopy
from decimal import Decimal
from typing import Any

from agenda.inhoud import (
    SCHEMA,
    WEGGEHAALD,
    Antwoord,
    Bewijs,
    Citaat,
    Inhoud,
    KernwaardeDeel,
    PlanDeel,
    Telling,
    VerzoekDeel,
)
from kern.grafiek import Cijferkaart, Staaf, to_json

LINK = "http://testserver/d/km4t7h/"
BRON = "CBS, Kerncijfers wijken en buurten 2025 (voorlopig)"
ARABISCH = "أود أن ألتقي بجيراني وأشرب القهوة معهم كل أسبوع."
OEKRAIENS = "Я не знаю нікого на своїй вулиці."
POOLS = "Chciałbym pomóc w ogrodzie. Mam czas w środę. 😀🌷"

VERTALING = "Wij lopen hier graag rond, maar kunnen nergens zitten."
CITATEN: dict[str, Citaat] = {
    "een": {"tekst": "Ik mis een bankje bij de winkel. Mijn moeder kan niet ver lopen.", "taal": "nl"},
    "twee": {"tekst": ARABISCH, "taal": "ar", "vertaling": VERTALING},
    "drie": {"tekst": OEKRAIENS, "taal": "uk"},
    "vier": {"tekst": POOLS, "taal": "pl"},
    "weg": {"tekst": WEGGEHAALD, "taal": "ar", "vertaling": WEGGEHAALD},
}
ACTIES = (
    ("Twaalf bewoners kiezen drie plekken", "Buurtgroep Groen", "jan – feb 2027", "klaar"),
    ("Bankjes bestellen en plaatsen", "Gemeente, team groen", "mrt – mei 2027", "loopt"),
    ("Bloembakken maken met de school", "School en buurtgroep", "apr – jun 2027", "vertraagd"),
    ("Water geven in de zomer", "", "", "gepland"),
)


def make_kaart(kop: str = "Ouderen", *, honderd: int | None = 25, bekend: bool = True) -> dict[str, Any]:
    """A figure card as it stands in the document."""
    eerste = Staaf("Jubbega", Decimal("24.6"), "24,6", is_wijk=True)
    onbekend = Staaf("Jubbega", None, is_wijk=True, ontbreekt="te weinig mensen")
    return to_json(
        Cijferkaart(
            kop=kop,
            getal_tekst="25" if bekend else "",
            getal_bijschrift="van de 100 mensen zijn 65 of ouder",
            zin="In Jubbega wonen wat meer ouderen dan in heel Nederland.",
            staven=(eerste if bekend else onbekend, Staaf("Nederland", Decimal("20.8"), "20,8")),
            bron=BRON,
            honderd=honderd if bekend else None,
            ontbreekt="" if bekend else "te weinig mensen",
            pictogram="mensen",
        )
    )


def make_verzoek(nummer: int, partij: str, soort: str, tekst: str, **changes: Any) -> VerzoekDeel:
    verzoek: VerzoekDeel = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{nummer} {partij} {tekst}")),
        "partij": partij,
        "soort": soort,
        "tekst": tekst,
        "aantal": None,
        "antwoord": "open",
        "antwoord_op": "",
        "antwoord_tekst": "",
        "plan_nummer": nummer,
    }
    return {**verzoek, **changes}  # type: ignore[typeddict-item]


def make_plandeel(
    nummer: int, titel: str, citaten: list[str], *, acties: int = 4, waarom: str = ""
) -> PlanDeel:
    bewijs: list[Bewijs] = [
        {"soort": "citaat", "sleutel": sleutel, "titel": "", "aantal": 0, "kaart": None}
        for sleutel in citaten
    ]
    bewijs.append({"soort": "bundel", "sleutel": "b", "titel": "Zitten", "aantal": 12, "kaart": None})
    kaart = make_kaart()
    bewijs.append({"soort": "cijfer", "sleutel": "", "titel": "25 van de 100", "aantal": 0, "kaart": kaart})
    return {
        "uuid": f"00000000-0000-4000-8000-{nummer:012d}",
        "nummer": nummer,
        "titel": titel,
        "waarom": waarom or "Ouderen kunnen onderweg niet zitten.",
        "trekker": "Buurtgroep Groen",
        "onderwerp": f"T{nummer % 10 + 1:02d}",
        "doelen": ["D1", "D4"],
        "aantal": 21,
        "bewijs": bewijs,
        "acties": [
            {"uuid": f"a{nummer}-{i}", "wat": w, "trekker": t, "wanneer": n, "klaar_op": "", "status": s}
            for i, (w, t, n, s) in enumerate(ACTIES[i % len(ACTIES)] for i in range(acties))
        ],
        "verzoeken": [
            make_verzoek(
                nummer, "Gemeente Heerenveen", "geld", "Zes bankjes", aantal=12500, antwoord="toegezegd"
            ),
            make_verzoek(nummer, "Woningcorporatie", "uren", "Een huismeester", aantal=80),
        ],
    }


def make_waardedeel(woord: str, **changes: Any) -> KernwaardeDeel:
    """A value in people's own words."""
    waarde: KernwaardeDeel = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, woord)),
        "kaart": "",
        "woord": woord,
        "merkbaar": "",
        "afspraken": "",
        "voor": None,
        "van": None,
        "gekozen_op": "",
    }
    return {**waarde, **changes}  # type: ignore[typeddict-item]


def make_antwoord(titel: str, wie: str, plan_nummer: int) -> Antwoord:
    return {
        "bundel": "b",
        "titel": titel,
        "samenvatting": "Mensen willen onderweg kunnen zitten.",
        "aantal": 12,
        "wie": wie,
        "waarom": "Bewoners kiezen de plek." if wie else "",
        "datum": "2027-01-10" if wie else "",
        "plan_nummer": plan_nummer,
    }


def counts(**aantallen: int) -> list[Telling]:
    return [{"label": label, "aantal": aantal} for label, aantal in aantallen.items()]


def rich_inhoud(plannen: int = 3, *, acties: int = 4, waarom: str = "") -> Inhoud:
    """An adopted agenda in which every chapter has something to say."""
    titels = ["Elke week samen koffie", "Een groene plek om te zitten", "Samen eten, jong en oud"]
    titels += [f"Plan dat verder gaat, nummer {nummer}" for nummer in range(4, plannen + 1)]
    per_plan = [["een", "twee"], ["drie", "vier"], ["weg"]]
    return {
        "schema": SCHEMA,
        "gemaakt_op": "2027-01-14",
        "wijk": {
            "naam": "Jubbega",
            "ondertitel": "en zes dorpen eromheen",
            "gemeente": "Heerenveen",
            "slug": "jubbega",
            "voorbeeld": True,
            "telefoon": "0513 00 00 00",
            "inloop_plek": "het dorpshuis",
            "inloop_tijden": "maandag van 9 tot 12 uur",
        },
        "waarom": {
            "van_jaar": 2027,
            "tot_jaar": 2028,
            "droom": "Iedereen kent hier minstens vijf mensen.",
            "aanleiding": "Mensen kennen elkaar minder dan vroeger.",
            "opdracht": "De gemeente vroeg om een agenda voor twee jaar.",
            "contact": "Anna de Vries, wijkteam",
            "beslist_mee": "Waar de bankjes komen.",
            "denkt_mee": "Welke zorg er komt.",
            "ligt_vast": "Er komt geen zwembad.",
        },
        "vaststelling": {
            "door": "bewonersavond",
            "datum": "2027-01-14",
            "plaats": "het dorpshuis",
            "voor": 41,
            "van": 44,
        },
        "cijfers": [make_kaart(), make_kaart("Rondkomen", bekend=False)],
        "deelname": {
            "aantal": 146,
            "van": "2026-09-01",
            "tot": "2026-12-18",
            "kanalen": counts(online=112, papier=34),
            "talen": counts(Nederlands=120, Arabisch=26),
            "buurten": counts(Jubbega=100, Hoornsterzwaag=46),
        },
        "plannen": [
            make_plandeel(n, titels[n - 1], per_plan[(n - 1) % 3], acties=acties, waarom=waarom)
            for n in range(1, plannen + 1)
        ],
        "antwoorden": [
            make_antwoord("Plekken om te zitten", "samen", 2),
            make_antwoord("Een zwembad", "niemand", 0),
            make_antwoord("Meer bussen", "", 0),
        ],
        "doorgegeven": [{"aan": "Gemeente, afdeling verkeer", "aantal": 14}],
        "citaten": deepcopy(CITATEN),
        "bronnen": [BRON],
    }


def empty_inhoud() -> Inhoud:
    """A draft in which nothing is written yet."""
    inhoud = rich_inhoud(0)
    inhoud["vaststelling"] = None
    inhoud["cijfers"], inhoud["antwoorden"], inhoud["doorgegeven"] = [], [], []
    inhoud["citaten"], inhoud["bronnen"] = {}, []
    inhoud["deelname"] = {"aantal": 0, "van": "", "tot": "", "kanalen": [], "talen": [], "buurten": []}
    for key in ("droom", "aanleiding", "opdracht", "contact", "beslist_mee", "denkt_mee", "ligt_vast"):
        inhoud["waarom"][key] = ""
    for key in ("ondertitel", "telefoon", "inloop_plek", "inloop_tijden"):
        inhoud["wijk"][key] = ""  # type: ignore[literal-required]
    inhoud["wijk"]["voorbeeld"] = False
    return inhoud
