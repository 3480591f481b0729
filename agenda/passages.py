"""The passages of an adopted agenda: every text that a person wrote, with its place in the document.

Read again for stories about one person before adopting, and the only places that may be taken away after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD, Inhoud, PlanDeel


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
    found = [*_waarom(inhoud)]
    for index, plan in enumerate(inhoud["plannen"]):
        found += _plan(plan, index)
    for key, citaat in inhoud["citaten"].items():
        found += [
            Passage(("citaten", key, "tekst"), _("Verhaal van een bewoner"), citaat["tekst"]),
            Passage(
                ("citaten", key, "vertaling"), _("Vertaling van een verhaal"), citaat.get("vertaling", "")
            ),
        ]
    found += _antwoorden(inhoud)
    found += [
        Passage(("doorgegeven", str(index), "aan"), _("Doorgegeven"), deel["aan"])
        for index, deel in enumerate(inhoud["doorgegeven"])
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


def _plan(plan: PlanDeel, index: int) -> Iterator[Passage]:
    pad = ("plannen", str(index))
    naam = _("Plan %(nummer)s") % {"nummer": plan["nummer"]}
    yield Passage((*pad, "titel"), f"{naam}, {_('titel')}", plan["titel"])
    yield Passage((*pad, "waarom"), f"{naam}, {_('waarom')}", plan["waarom"])
    yield Passage((*pad, "trekker"), f"{naam}, {_('wie')}", plan["trekker"])
    for number, bewijs in enumerate(plan["bewijs"]):
        if bewijs["soort"] == "bundel":
            yield Passage((*pad, "bewijs", str(number), "titel"), f"{naam}, {_('bundel')}", bewijs["titel"])
    for number, actie in enumerate(plan["acties"]):
        plek = f"{naam}, {_('actie %(nummer)s') % {'nummer': number + 1}}"
        yield Passage((*pad, "acties", str(number), "wat"), plek, actie["wat"])
        yield Passage((*pad, "acties", str(number), "trekker"), f"{plek}, {_('wie')}", actie["trekker"])
        yield Passage((*pad, "acties", str(number), "wanneer"), f"{plek}, {_('wanneer')}", actie["wanneer"])
    for number, verzoek in enumerate(plan["verzoeken"]):
        plek = f"{naam}, {_('vraag aan %(partij)s') % {'partij': verzoek['partij']}}"
        place = (*pad, "verzoeken", str(number))
        yield Passage((*place, "partij"), f"{naam}, {_('vraag aan')}", verzoek["partij"])
        yield Passage((*place, "tekst"), plek, verzoek["tekst"])
        yield Passage((*place, "antwoord_tekst"), f"{plek}, {_('antwoord')}", verzoek["antwoord_tekst"])


def _antwoorden(inhoud: Inhoud) -> Iterator[Passage]:
    for index, antwoord in enumerate(inhoud["antwoorden"]):
        pad = ("antwoorden", str(index))
        naam = _("Antwoord bij ‘%(titel)s’") % {"titel": antwoord["titel"]}
        yield Passage((*pad, "titel"), _("Antwoord, titel van de bundel"), antwoord["titel"])
        yield Passage((*pad, "samenvatting"), f"{naam}, {_('samenvatting')}", antwoord["samenvatting"])
        yield Passage((*pad, "waarom"), f"{naam}, {_('waarom')}", antwoord["waarom"])
