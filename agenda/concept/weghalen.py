"""Words taken out of an adopted agenda go out of every concept of the wijk as well.

Without this a concept, or a comparison with it, would bring them back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from agenda.inhoud import WEGGEHAALD, ConceptInhoud, Inhoud
from agenda.models import AgendaVersie, Reactieronde, Wijkagenda
from agenda.passages import Passage, concept_passages, passages

LANG_GENOEG: Final = 8  # shorter words ('de school') are only taken away where they are the whole text


def forget_passages(*, wijk_id: int, inhoud: Inhoud, paden: Collection[tuple[str, ...]]) -> None:
    """Take the passages at `paden` of an adopted document, as it was before, out of the concepts.

    What goes: the same place of the same plan or action, however it was worded then, and every text that
    holds these words. Call it in the transaction that takes them out of the version.
    """
    weg = [passage for passage in passages(inhoud) if passage.pad in paden and not passage.weggehaald]
    plekken = {place for passage in weg if (place := place_of(inhoud, passage.pad))}
    woorden = {passage.tekst for passage in weg}
    rows = (
        Reactieronde.objects.select_for_update(of=("self",))
        .filter(wijk=wijk_id)
        .exclude(inhoud={})
        .order_by("pk")
    )
    for ronde in rows:
        there: ConceptInhoud = ronde.inhoud
        found = [
            passage
            for passage in concept_passages(there)
            if place_of(there, passage.pad) in plekken or _holds(passage.tekst, woorden)
        ]
        in_inleiding = _holds(ronde.inleiding, woorden)
        if found or in_inleiding:
            _wipe(there, found)
            ronde.inleiding = WEGGEHAALD if in_inleiding else ronde.inleiding
            ronde.revisie += 1
            ronde.save()


def places_taken_away(agenda: Wijkagenda) -> set[tuple[str, str]]:
    """Where something was taken out of an adopted version of this agenda. One query."""
    versies = AgendaVersie.objects.filter(agenda=agenda, redacties__gt=0)
    return {
        place
        for versie in versies
        for passage in passages(versie.inhoud)
        if passage.weggehaald and (place := place_of(versie.inhoud, passage.pad))
    }


def _holds(tekst: str, woorden: Collection[str]) -> bool:
    """Whether this text is one of these, or holds one that is long enough to know again."""
    plain = _plain(tekst)
    return any(plain == word or (len(word) >= LANG_GENOEG and word in plain) for word in map(_plain, woorden))


def _plain(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


def place_of(inhoud: Inhoud | ConceptInhoud, pad: tuple[str, ...]) -> tuple[str, str] | None:
    """What is the same in each document: the uuid of a plan, action or question, and which text of it."""
    if pad[0] not in ("plannen", "teamvragen"):
        return None
    thing: Any = inhoud
    for step in pad[:-1]:
        thing = thing[int(step)] if isinstance(thing, list) else thing[step]
    return (thing["uuid"], pad[-1]) if "uuid" in thing else None


def _wipe(inhoud: ConceptInhoud, found: Collection[Passage]) -> None:
    for passage in found:
        thing: Any = inhoud
        for step in passage.pad[:-1]:
            thing = thing[int(step)] if isinstance(thing, list) else thing[step]
        thing[passage.pad[-1]] = WEGGEHAALD
