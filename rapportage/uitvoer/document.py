"""The adopted agenda as JSON: the document itself, and how it goes today. Described in docs/uitvoer.md."""

from __future__ import annotations

import json
from typing import Any

from agenda.filteren import Uitkomst
from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie

SCHEMA = 1


def write_json(versie: AgendaVersie, uitkomst: Uitkomst) -> bytes:
    """The document with the plans of the choice, their actions and requests of today."""
    beeld = uitkomst.beeld
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "versie": {
            "uuid": str(versie.uuid),
            "nummer": versie.nummer,
            "datum": versie.datum.isoformat(),
            "sha256": versie.sha256,
            "redacties": versie.redacties,
        },
        "keuze": uitkomst.keuze.waarden,
        "stand_op": _iso(beeld.stand_op),
        "agenda": _narrowed(versie.inhoud, uitkomst),
        "voortgang": [
            {
                "actie": str(actie.uuid),
                "status": actie.status.value,
                "tekst": actie.tekst,
                "datum": _iso(actie.datum),
            }
            for plan in beeld.plannen
            for actie in plan.acties
        ],
        "antwoorden_van_partijen": [
            {
                "verzoek": str(verzoek.uuid),
                "antwoord": verzoek.stand.value,
                "tekst": verzoek.toelichting,
                "datum": _iso(verzoek.datum),
            }
            for partij in beeld.partijen
            for verzoek in partij.verzoeken
        ],
        "antwoorden_van_het_team": [
            {
                "teamvraag": str(vraag.uuid),
                "antwoord": vraag.stand.value,
                "tekst": vraag.toelichting,
                "datum": _iso(vraag.datum),
            }
            for vraag in beeld.teamvragen
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2).encode()


def _narrowed(inhoud: Inhoud, uitkomst: Uitkomst) -> Inhoud:
    """The whole document, or after a choice what belongs to the plans that are left."""
    if not uitkomst.keuze.waarden:
        return inhoud
    nummers = {plan.nummer for plan in uitkomst.beeld.plannen}
    plannen = [plan for plan in inhoud["plannen"] if plan["nummer"] in nummers]
    quoted = {bewijs["sleutel"] for plan in plannen for bewijs in plan["bewijs"]}
    return {
        **inhoud,
        "plannen": plannen,
        "antwoorden": [each for each in inhoud["antwoorden"] if each["plan_nummer"] in nummers],
        "citaten": {key: citaat for key, citaat in inhoud["citaten"].items() if key in quoted},
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
