"""What is different between two documents, in words. Values only."""

from __future__ import annotations

import uuid
from typing import Any, cast

import pytest

from agenda.inhoud import WEGGEHAALD, ActieDeel, PlanTekst
from agenda.verschil.vergelijken import compare


def key(naam: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, naam))


def actie(naam: str, **fields: Any) -> ActieDeel:
    standard = {
        "wat": naam,
        "trekker": "de tuinclub",
        "wanneer": "maart",
        "klaar_op": "",
        "status": "gepland",
    }
    return cast(ActieDeel, {"uuid": key(naam), **standard, **fields})


def plan(naam: str, *acties: ActieDeel, **fields: Any) -> PlanTekst:
    standard = {"titel": naam, "waarom": "Daarom.", "trekker": "de buurt", "onderwerp": "T01"}
    return cast(PlanTekst, {"uuid": key(naam), "nummer": 0, "acties": list(acties), **standard, **fields})


def numbered(plannen: list[PlanTekst]) -> list[PlanTekst]:
    return [{**each, "nummer": nummer} for nummer, each in enumerate(plannen, start=1)]


def said(oud: list[PlanTekst], nieuw: list[PlanTekst], *, oude_woorden: bool = True) -> list[tuple[str, str]]:
    found = compare(numbered(oud), numbered(nieuw), oude_woorden=oude_woorden)
    return [(each.zin, each.woorden) for each in found]


BANK, EVEN = actie("Bank zetten"), actie("Even langsgaan")
GROEN, ETEN, RIJDEN = plan("Groen", BANK), plan("Eten", EVEN), plan("Rijden")
GELIJK = [GROEN, ETEN, RIJDEN]


@pytest.mark.parametrize(
    ("oud", "nieuw", "zinnen"),
    [
        (GELIJK, GELIJK, []),
        ([], [], []),
        ([GROEN], [GROEN, ETEN], [("Plan 2 is nieuw", "Eten")]),
        ([GROEN, ETEN], [ETEN], [("Dit plan staat er niet meer in", "Groen")]),
        ([GROEN], [{**GROEN, "titel": "Groener"}], [("Plan 1 heet nu", "Groener")]),
        ([GROEN], [{**GROEN, "titel": " Groen "}], []),
        (
            [GROEN],
            [{**GROEN, "waarom": "Om iets anders."}],
            [("Het waarom van plan 1 is anders opgeschreven", "")],
        ),
        ([GROEN], [{**GROEN, "trekker": "de school"}], [("Voor plan 1 zorgt nu", "de school")]),
        ([GROEN], [{**GROEN, "trekker": ""}], [("Plan 1 heeft nog niemand", "")]),
        ([GROEN], [{**GROEN, "onderwerp": "T02"}], [("Plan 1 hoort nu bij een ander onderwerp", "")]),
        ([GROEN], [{**GROEN, "acties": [BANK, EVEN]}], [("Bij plan 1 kwam erbij", "Even langsgaan")]),
        ([GROEN], [{**GROEN, "acties": []}], [("Bij plan 1 is deze actie weg", "Bank zetten")]),
        (
            [GROEN, ETEN],
            [{**GROEN, "acties": []}, {**ETEN, "acties": [EVEN, BANK]}],
            [("Deze actie staat nu bij plan 2", "Bank zetten")],
        ),
        (
            [GROEN],
            [ETEN | {"acties": [BANK]}],
            [
                ("Plan 1 is nieuw", "Eten"),
                ("Deze actie staat nu bij plan 1", "Bank zetten"),
                ("Dit plan staat er niet meer in", "Groen"),
            ],
        ),
        (
            [GROEN],
            [{**GROEN, "acties": [{**BANK, "wat": "Twee banken zetten"}]}],
            [("Bij plan 1 heet een actie nu", "Twee banken zetten")],
        ),
        (
            [GROEN],
            [{**GROEN, "acties": [{**BANK, "trekker": "de school", "wanneer": "mei"}]}],
            [
                ("Bij plan 1 doet iemand anders deze actie", "Bank zetten"),
                ("Bij plan 1 is deze actie op een ander moment", "Bank zetten"),
            ],
        ),
        (
            [GROEN],
            [{**GROEN, "acties": [{**BANK, "trekker": ""}]}],
            [("Bij plan 1 heeft deze actie nog niemand", "Bank zetten")],
        ),
        (
            [GROEN],
            [{**GROEN, "acties": [{**BANK, "klaar_op": "2027-05-01", "status": "loopt"}]}],
            [("Bij plan 1 is deze actie op een ander moment", "Bank zetten")],
        ),
        ([GROEN], [{**GROEN, "acties": [{**BANK, "status": "klaar"}]}], []),
        # one plan was lifted over two others: these only shifted
        (GELIJK, [RIJDEN, GROEN, ETEN], [("Plan 1 stond eerst op plek 3", "Rijden")]),
        # a plan that goes or comes is no other order
        (GELIJK, [ETEN, RIJDEN], [("Dit plan staat er niet meer in", "Groen")]),
        ([GROEN, RIJDEN], GELIJK, [("Plan 2 is nieuw", "Eten")]),
    ],
)
def test_what_is_said(oud: list[PlanTekst], nieuw: list[PlanTekst], zinnen: list[tuple[str, str]]) -> None:
    assert said(oud, nieuw) == zinnen


CANARY = "Kanarie Jansen"


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ([plan("a", titel=CANARY)], [plan("a", titel=WEGGEHAALD)]),
        ([plan("a", titel=WEGGEHAALD)], [plan("a", titel=CANARY)]),
        ([plan("a", trekker=CANARY)], [plan("a", trekker=WEGGEHAALD)]),
        ([plan("a", trekker=WEGGEHAALD)], [plan("a", trekker=CANARY)]),
        ([plan("a", waarom=CANARY)], [plan("a", waarom=WEGGEHAALD)]),
        ([plan("a", actie("x", wat=CANARY))], [plan("a", actie("x", wat=WEGGEHAALD))]),
        ([plan("a", actie("x", wat=WEGGEHAALD))], [plan("a", actie("x", wat=CANARY))]),
        ([plan("a", actie("x", wat=CANARY))], [plan("a"), plan("b", actie("x", wat=WEGGEHAALD))]),
        ([plan("a", actie("x", wat=CANARY))], [plan("a", actie("x", wat=WEGGEHAALD, trekker="een ander"))]),
        ([plan("a", actie("x", wat=WEGGEHAALD))], [plan("a", actie("x", wat=CANARY, wanneer="mei"))]),
        ([plan("a", actie("x", trekker=CANARY))], [plan("a", actie("x", trekker=WEGGEHAALD))]),
        ([plan("a", titel=WEGGEHAALD)], []),
        ([plan("a", actie("x", wat=WEGGEHAALD))], [plan("a"), plan("b", actie("x", wat=CANARY))]),
        (
            [plan("b"), plan("c"), plan("a", titel=WEGGEHAALD)],
            [plan("a", titel=CANARY), plan("b"), plan("c")],
        ),
    ],
)
def test_what_was_taken_away_in_either_is_never_said(oud: list[PlanTekst], nieuw: list[PlanTekst]) -> None:
    for zin, woorden in said(oud, nieuw):
        assert CANARY not in zin + woorden
        assert WEGGEHAALD not in zin + woorden


def test_without_old_words_what_is_gone_is_called_by_its_number() -> None:
    oud = [GROEN, plan("Hulp voor Kanarie Jansen", actie("Bellen")), ETEN]
    nieuw: list[PlanTekst] = [{**GROEN, "acties": []}, ETEN]
    assert said(oud, nieuw, oude_woorden=False) == [
        ("Bij plan 1 is een actie weg", ""),
        ("Wat eerst plan 2 was, staat er niet meer in", ""),
    ]
    assert ("Dit plan staat er niet meer in", "Hulp voor Kanarie Jansen") in said(oud, nieuw)
