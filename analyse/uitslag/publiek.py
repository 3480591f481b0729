"""What everyone may see of the results of a list: the copies of what the team put on the site."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyse.models import Uitslag, Vraag, Vragenlijst
from analyse.uitslag.beeld import Blok, Kaart, public_card
from analyse.uitslag.selectors import same_words


@dataclass(frozen=True, slots=True)
class Publiek:
    """The results on the site. `sleutels` are those of the questions, beside their cards."""

    kaarten: tuple[Kaart, ...] = ()
    sleutels: tuple[uuid.UUID, ...] = ()
    datum: dt.date | None = None  # of the newest copy


def read_publiek(lijst: Vragenlijst) -> Publiek:
    """The cards of a list in the language of the screen; none when it is not on the site. Two queries."""
    return read_publieken([lijst])[lijst.pk]


def read_publieken(lijsten: Sequence[Vragenlijst]) -> dict[uuid.UUID, Publiek]:
    """The same of several lists, by their key, in as many queries."""
    there = [lijst.pk for lijst in lijsten if lijst.openbaar]
    vragen: dict[uuid.UUID, list[Vraag]] = {lijst.pk: [] for lijst in lijsten}
    for vraag in Vraag.objects.filter(lijst__in=there):
        vragen[vraag.lijst_id].append(vraag)
    copies = {copy.vraag_id: copy for copy in Uitslag.objects.filter(vraag__lijst__in=there)}
    return {key: _shown(each, copies) for key, each in vragen.items()}


def _shown(vragen: Sequence[Vraag], copies: Mapping[uuid.UUID, Uitslag]) -> Publiek:
    groups = [group for group in same_words(vragen) if any(vraag.openbaar for vraag in group)]
    there = [(copies[group[0].pk], group[-1]) for group in groups if group[0].pk in copies]
    cards = [(copy, public_card(vraag, copy)) for copy, vraag in there]
    shown = [(copy, kaart) for copy, kaart in cards if kaart.blokken]
    return Publiek(
        kaarten=tuple(kaart for _copy, kaart in shown),
        sleutels=tuple(copy.vraag_id for copy, _kaart in shown),
        datum=max((copy.datum for copy, _kaart in shown), default=None),
    )


def to_json(kaart: Kaart) -> dict[str, Any]:
    """A public card as JSON, to print, or to keep in an adopted agenda. A hidden number has no text."""
    return {
        "code": kaart.code,
        "anker": kaart.anker,
        "kop": kaart.kop,
        "getal": kaart.getal,
        "bijschrift": kaart.bijschrift,
        "zin": kaart.zin,
        "blokken": [_block(blok) for blok in kaart.blokken],
    }


def _block(blok: Blok) -> dict[str, Any]:
    return {
        "titel": blok.titel,
        "aantal": blok.aantal,
        "balken": [
            {"label": balk.label, "tekst": balk.tekst, "breedte": balk.breedte, "bekend": balk.bekend}
            for balk in blok.balken
        ],
    }
