"""The passages of an adopted agenda: every text that a person wrote, with its place in the document.

Read again for stories about one person before adopting, and the only places that may be taken away after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD, ConceptInhoud, Inhoud, PlanDeel, PlanTekst


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, where people find it, and its path in the JSON document."""

    pad: tuple[str, ...]
    plek: str
    tekst: str

    @property
    def waarde(self) -> str:
        """How a form names it."""
        return "/".join(self.pad)

    @property
    def weggehaald(self) -> bool:
        return self.tekst == WEGGEHAALD


def passages(inhoud: Inhoud) -> list[Passage]:
    """All texts that are not empty, in the order in which they are read."""
    found = [*_waarom(inhoud), *_kernwaarden(inhoud)]
    for index, plan in enumerate(inhoud["plannen"]):
        found += _plan(plan, index)
    found += _teamvragen(inhoud)
    for key, citaat in inhoud["citaten"].items():
        found += [
            Passage(("citaten", key, "tekst"), _("Verhaal van een bewoner"), citaat["tekst"]),
            Passage(
                ("citaten", key, "vertaling"), _("Vertaling van een verhaal"), citaat.get("vertaling", "")
            ),
        ]
    found += _antwoorden(inhoud)
    found += [
        Passage(("weten", str(index), "tekst"), _("Wat het wijkteam nu weet"), deel["tekst"])
        for index, deel in enumerate(inhoud.get("weten", []))
    ]
    found += [
        Passage(("doorgegeven", str(index), "aan"), _("Doorgegeven"), deel["aan"])
        for index, deel in enumerate(inhoud["doorgegeven"])
    ]
    vaststelling = inhoud["vaststelling"]
    found += [
        Passage(
            ("vaststelling", "gezegd", str(index), "tekst"), _("Iemand van de agendagroep"), deel["tekst"]
        )
        for index, deel in enumerate(vaststelling.get("gezegd", []) if vaststelling else [])
    ]
    return [passage for passage in found if passage.tekst]


def _waarom(inhoud: Inhoud) -> Iterator[Passage]:
    waarom = inhoud["waarom"]
    texts = {
        "droom": (_("Onze droom"), waarom["droom"]),
        "aanleiding": (_("Aanleiding"), waarom["aanleiding"]),
        "opdracht": (_("Opdracht"), waarom["opdracht"]),
        "contact": (_("Contact"), waarom["contact"]),
        "beslist_mee": (_("Hierover beslist u mee"), waarom["beslist_mee"]),
        "denkt_mee": (_("Hierover denkt u mee"), waarom["denkt_mee"]),
        "ligt_vast": (_("Dit ligt al vast"), waarom["ligt_vast"]),
    }
    for key, (plek, tekst) in texts.items():
        yield Passage(("waarom", key), plek, tekst)


def _kernwaarden(inhoud: Inhoud) -> Iterator[Passage]:
    for index, waarde in enumerate(inhoud.get("kernwaarden", [])):
        pad = ("kernwaarden", str(index))
        naam = _("Waarde %(nummer)s") % {"nummer": index + 1}
        yield Passage((*pad, "woord"), naam, waarde["woord"])
        yield Passage((*pad, "merkbaar"), f"{naam}, {_('zo merk je dat')}", waarde["merkbaar"])
        yield Passage((*pad, "afspraken"), f"{naam}, {_('afspraken')}", waarde["afspraken"])


def concept_passages(inhoud: ConceptInhoud) -> list[Passage]:
    """The same of a concept."""
    found: list[Passage] = []
    for index, plan in enumerate(inhoud["plannen"]):
        found += [*_plankop(plan, index), *_acties(plan, index)]
    found += _teamvragen(inhoud)
    return [passage for passage in found if passage.tekst]


def _plan(plan: PlanDeel, index: int) -> Iterator[Passage]:
    pad = ("plannen", str(index))
    naam = _plan_naam(plan)
    yield from _plankop(plan, index)
    for number, bewijs in enumerate(plan["bewijs"]):
        if bewijs["soort"] == "bundel":
            yield Passage((*pad, "bewijs", str(number), "titel"), f"{naam}, {_('bundel')}", bewijs["titel"])
    yield from _acties(plan, index)
    for number, verzoek in enumerate(plan["verzoeken"]):
        plek = f"{naam}, {_('vraag aan %(partij)s') % {'partij': verzoek['partij']}}"
        place = (*pad, "verzoeken", str(number))
        yield Passage((*place, "partij"), f"{naam}, {_('vraag aan')}", verzoek["partij"])
        yield Passage((*place, "tekst"), plek, verzoek["tekst"])
        yield Passage((*place, "antwoord_tekst"), f"{plek}, {_('antwoord')}", verzoek["antwoord_tekst"])


def _plan_naam(plan: PlanTekst) -> str:
    return _("Plan %(nummer)s") % {"nummer": plan["nummer"]}


def _plankop(plan: PlanTekst, index: int) -> Iterator[Passage]:
    pad = ("plannen", str(index))
    naam = _plan_naam(plan)
    yield Passage((*pad, "titel"), f"{naam}, {_('titel')}", plan["titel"])
    yield Passage((*pad, "waarom"), f"{naam}, {_('waarom')}", plan["waarom"])
    yield Passage((*pad, "trekker"), f"{naam}, {_('wie')}", plan["trekker"])


def _acties(plan: PlanTekst, index: int) -> Iterator[Passage]:
    pad = ("plannen", str(index), "acties")
    for number, actie in enumerate(plan["acties"]):
        plek = f"{_plan_naam(plan)}, {_('actie %(nummer)s') % {'nummer': number + 1}}"
        yield Passage((*pad, str(number), "wat"), plek, actie["wat"])
        yield Passage((*pad, str(number), "trekker"), f"{plek}, {_('wie')}", actie["trekker"])
        yield Passage((*pad, str(number), "wanneer"), f"{plek}, {_('wanneer')}", actie["wanneer"])


def _teamvragen(inhoud: Inhoud | ConceptInhoud) -> Iterator[Passage]:
    for index, vraag in enumerate(inhoud.get("teamvragen", [])):
        pad = ("teamvragen", str(index))
        naam = _("Vraag %(nummer)s aan het wijkteam") % {"nummer": index + 1}
        yield Passage((*pad, "wie"), f"{naam}, {_('wie')}", vraag["wie"])
        yield Passage((*pad, "tekst"), naam, vraag["tekst"])
        yield Passage((*pad, "antwoord_tekst"), f"{naam}, {_('antwoord')}", vraag["antwoord_tekst"])


def _antwoorden(inhoud: Inhoud) -> Iterator[Passage]:
    for index, antwoord in enumerate(inhoud["antwoorden"]):
        pad = ("antwoorden", str(index))
        naam = _("Antwoord bij ‘%(titel)s’") % {"titel": antwoord["titel"]}
        yield Passage((*pad, "titel"), _("Antwoord, titel van de bundel"), antwoord["titel"])
        yield Passage((*pad, "samenvatting"), f"{naam}, {_('samenvatting')}", antwoord["samenvatting"])
        yield Passage((*pad, "waarom"), f"{naam}, {_('waarom')}", antwoord["waarom"])
