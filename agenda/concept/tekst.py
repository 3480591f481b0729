"""The text of a concept: copied from the tables, and read again before anyone else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from agenda.concept.weghalen import place_of, places_taken_away
from agenda.inhoud import ActieDeel, ConceptInhoud, PlanDeel, PlanTekst
from agenda.models import AgendaVersie, Wijkagenda
from agenda.nalezen import Treffer, mark_passages, merk_van
from agenda.namen.selectors import allowed_names
from agenda.opbouw import build_werklijst
from agenda.passages import Passage, concept_passages
from kern.klok import today
from kern.tekstcontrole import find_gegevens

SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Conceptlezing:
    """What the team reads before it is shown: the text, its mark, and what is found in it."""

    inhoud: ConceptInhoud
    merk: str
    moet_weg: tuple[Treffer, ...]  # contact details, addresses and numbers: they stop it
    kijk_na: tuple[Treffer, ...]  # may be about one person: a person reads and decides
    eerder_weg: tuple[Passage, ...]  # here something was taken out of an adopted version: is it still in?

    @property
    def plannen(self) -> list[PlanTekst]:
        return self.inhoud["plannen"]


def read_concept(agenda: Wijkagenda) -> Conceptlezing:
    """The text as it would be shown now."""
    inhoud = build_concept(agenda)
    texts = concept_passages(inhoud)
    treffers = mark_passages(texts, allowed_names(agenda.wijk))
    weg = places_taken_away(agenda)
    hard = [bool(find_gegevens(treffer.passage.tekst)) for treffer in treffers]
    return Conceptlezing(
        inhoud=inhoud,
        merk=merk_of(inhoud),
        moet_weg=tuple(treffer for treffer, stops in zip(treffers, hard, strict=True) if stops),
        kijk_na=tuple(treffer for treffer, stops in zip(treffers, hard, strict=True) if not stops),
        eerder_weg=tuple(passage for passage in texts if place_of(inhoud, passage.pad) in weg),
    )


def build_concept(agenda: Wijkagenda) -> ConceptInhoud:
    """The words of the team alone: no evidence, so no quote of a resident, and no answer of a party."""
    werklijst = build_werklijst(agenda)
    newest = AgendaVersie.objects.filter(agenda=agenda).aggregate(nummer=Max("nummer"))["nummer"]
    return {
        "schema": SCHEMA,
        "gemaakt_op": today().isoformat(),
        "na_versie": newest or 0,
        "plannen": [_plan(plan) for plan in werklijst["plannen"]],
        "teamvragen": werklijst.get("teamvragen", []),
    }


def merk_of(inhoud: ConceptInhoud) -> str:
    """The mark of exactly this text."""
    return merk_van(inhoud, 0)


def _plan(plan: PlanDeel) -> PlanTekst:
    return {
        "uuid": plan["uuid"],
        "nummer": plan["nummer"],
        "titel": plan["titel"],
        "waarom": plan["waarom"],
        "trekker": plan["trekker"],
        "onderwerp": plan["onderwerp"],
        "acties": [_actie(actie) for actie in plan["acties"]],
    }


def _actie(actie: ActieDeel) -> ActieDeel:
    """What is to be done, by whom and when; who contributes is not the text of the team."""
    return {
        "uuid": actie["uuid"],
        "wat": actie["wat"],
        "trekker": actie["trekker"],
        "wanneer": actie["wanneer"],
        "klaar_op": actie["klaar_op"],
        "status": actie["status"],
    }
