"""What was just done with answers, said on the next page, with a way back. Only for who did it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyse.lezen.services import undo
from analyse.lezen.zet import Zet
from analyse.models import Vragenlijst
from wijken.rechten import signed_in

SLEUTEL: Final = "lezen_gedaan"


@dataclass(frozen=True, slots=True)
class Melding:
    """Sentences on what was done; with `id` it can be undone, and `bundel` is where the stories went."""

    zinnen: tuple[str, ...]
    id: str = ""
    bundel: str = ""


def remember(request: HttpRequest, lijst: Vragenlijst, zet: Zet) -> None:
    """Show what was done on the next page. A repeat that changed nothing keeps the way back of the first."""
    before = request.session.get(SLEUTEL, {})
    data = {"lijst": str(lijst.pk), "toon": True, "zinnen": sentences(zet), "id": "", "zet": None}
    if zet.terug:
        data |= {"id": uuid.uuid4().hex, "zet": zet.to_json()}
    elif before.get("lijst") == str(lijst.pk) and not zet.aantal:
        data |= {"id": before["id"], "zet": before["zet"]}
    request.session[SLEUTEL] = data


def take_melding(request: HttpRequest, lijst: Vragenlijst) -> Melding | None:
    """What there is to say, once."""
    data = request.session.get(SLEUTEL)
    if not data or data["lijst"] != str(lijst.pk) or not data["toon"]:
        return None
    request.session[SLEUTEL] = data | {"toon": False}
    handeling = (data["zet"] or {}).get("handeling")
    return Melding(tuple(data["zinnen"]), data["id"], handeling["doel"] if handeling else "")


def undo_last(request: HttpRequest, lijst: Vragenlijst) -> None:
    """Undo the last act of this visitor at this list; pressed twice, the second time nothing happens."""
    data = request.session.get(SLEUTEL) or {}
    terug = 0
    if data.get("lijst") == str(lijst.pk) and data.get("id") and data["id"] == request.POST.get("id"):
        terug = undo(lijst=lijst, zet=Zet.from_json(data["zet"]), door=signed_in(request))
    zin = ngettext("%(n)d antwoord teruggezet.", "%(n)d antwoorden teruggezet.", terug) % {"n": terug}
    zinnen = [zin if terug else _("Dit kan niet meer ongedaan worden gemaakt.")]
    request.session[SLEUTEL] = {
        "lijst": str(lijst.pk), "toon": True, "zinnen": zinnen, "id": "", "zet": None,
    }  # fmt: skip


def sentences(zet: Zet) -> list[str]:
    """What happened, in words."""
    zinnen = [_DONE[zet.soort](zet.aantal) % {"n": zet.aantal}] if zet.aantal else []
    if zet.weg:
        zinnen.append(
            ngettext(
                "%(n)d antwoord kon niet mee. Het is weg of verborgen.",
                "%(n)d antwoorden konden niet mee. Ze zijn weg of verborgen.",
                zet.weg,
            )
            % {"n": zet.weg}
        )
    return zinnen or [_("Dit was al gedaan.")]


_DONE: Final = {
    "gelezen": lambda n: ngettext("%(n)d antwoord gelezen.", "%(n)d antwoorden gelezen.", n),
    "ongelezen": lambda n: ngettext(
        "%(n)d antwoord staat weer bij nieuw.", "%(n)d antwoorden staan weer bij nieuw.", n
    ),
    "label": lambda n: ngettext("%(n)d antwoord heeft het label.", "%(n)d antwoorden hebben het label.", n),
    "label_weg": lambda n: ngettext("Label weg bij %(n)d antwoord.", "Label weg bij %(n)d antwoorden.", n),
    "verborgen": lambda n: ngettext(
        "%(n)d antwoord verborgen. De woorden zijn gewist.",
        "%(n)d antwoorden verborgen. De woorden zijn gewist.",
        n,
    ),
    "verhaal": lambda n: ngettext(
        "%(n)d antwoord staat nu ook bij de verhalen.", "%(n)d antwoorden staan nu ook bij de verhalen.", n
    ),
    "bundel": lambda n: ngettext(
        "Bundel gemaakt van %(n)d antwoord.", "Bundel gemaakt van %(n)d antwoorden.", n
    ),
    "erbij": lambda n: ngettext(
        "%(n)d antwoord in de bundel gelegd.", "%(n)d antwoorden in de bundel gelegd.", n
    ),
}
