"""What was just done, said on the next page, with a way back. Kept in the session: only for who did it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bewoners.services.handeling import Handeling
from bewoners.services.moderatie import undo
from kern.htmx import see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in

SLEUTEL: Final = "inbox_gedaan"


@dataclass(frozen=True, slots=True)
class Melding:
    """A sentence on what was done; with `id` it can be undone."""

    zinnen: tuple[str, ...]
    id: str = ""
    bundel: str = ""


def remember(request: HttpRequest, wijk: Wijk, handeling: Handeling) -> None:
    """Show what was done on the next page. A repeat that changed nothing keeps the way back of the first."""
    before = request.session.get(SLEUTEL, {})
    data = {"wijk": wijk.pk, "toon": True, "zinnen": sentences(handeling), "id": "", "handeling": None}
    if handeling.aantal:
        data |= {"id": uuid.uuid4().hex, "handeling": handeling.to_json()}
    elif before.get("wijk") == wijk.pk:
        data |= {"id": before["id"], "handeling": before["handeling"]}
    request.session[SLEUTEL] = data


def take_melding(request: HttpRequest, wijk: Wijk) -> Melding | None:
    """What there is to say, once."""
    data = request.session.get(SLEUTEL)
    if not data or data["wijk"] != wijk.pk or not data["toon"]:
        return None
    request.session[SLEUTEL] = data | {"toon": False}
    doel = data["handeling"]["doel"] if data["handeling"] else ""
    return Melding(tuple(data["zinnen"]), data["id"], doel)


def sentences(handeling: Handeling) -> list[str]:
    """What happened, in words."""
    aantal = handeling.aantal
    zinnen = [_DONE[handeling.soort](aantal) % {"aantal": aantal}] if aantal else []
    if handeling.gewijzigd:
        zinnen.append(
            ngettext(
                "Een bewoner heeft %(aantal)d verhaal net veranderd. Lees het opnieuw.",
                "Bewoners hebben %(aantal)d verhalen net veranderd. Lees ze opnieuw.",
                handeling.gewijzigd,
            )
            % {"aantal": handeling.gewijzigd}
        )
    if handeling.weg:
        zinnen.append(
            ngettext(
                "%(aantal)d verhaal kon niet mee. Het is weg of geweigerd.",
                "%(aantal)d verhalen konden niet mee. Ze zijn weg of geweigerd.",
                handeling.weg,
            )
            % {"aantal": handeling.weg}
        )
    return zinnen or [_("Dit was al gedaan.")]


_DONE: Final = {
    "gepubliceerd": lambda n: ngettext(
        "%(aantal)d verhaal gepubliceerd.", "%(aantal)d verhalen gepubliceerd.", n
    ),
    "geweigerd": lambda n: ngettext(
        "%(aantal)d verhaal geweigerd. De bewoner leest waarom.",
        "%(aantal)d verhalen geweigerd. De bewoners lezen waarom.",
        n,
    ),
    "doorgegeven": lambda n: ngettext(
        "%(aantal)d verhaal doorgegeven.", "%(aantal)d verhalen doorgegeven.", n
    ),
    "teruggezet": lambda n: ngettext(
        "%(aantal)d verhaal staat weer bij nieuw.", "%(aantal)d verhalen staan weer bij nieuw.", n
    ),
    "bundel": lambda n: ngettext(
        "Bundel gemaakt van %(aantal)d verhaal.", "Bundel gemaakt van %(aantal)d verhalen.", n
    ),
    "erbij": lambda n: ngettext(
        "%(aantal)d verhaal in de bundel gelegd.", "%(aantal)d verhalen in de bundel gelegd.", n
    ),
    "eruit": lambda n: ngettext(
        "%(aantal)d verhaal uit de bundel gehaald.", "%(aantal)d verhalen uit de bundel gehaald.", n
    ),
}


@require_POST
def inbox_ongedaan(request: HttpRequest, slug: str) -> HttpResponse:
    """Undo the last act of this visitor in this wijk; pressed twice, the second time nothing happens."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    data = request.session.get(SLEUTEL) or {}
    terug = 0
    if data.get("wijk") == wijk.pk and data.get("id") and data["id"] == request.POST.get("id"):
        handeling = Handeling.from_json(data["handeling"])
        terug = undo(wijk=wijk, handeling=handeling, door=signed_in(request))
    zin = ngettext("%(aantal)d verhaal teruggezet.", "%(aantal)d verhalen teruggezet.", terug) % {
        "aantal": terug
    }
    zinnen = [zin if terug else _("Dit kan niet meer ongedaan worden gemaakt.")]
    request.session[SLEUTEL] = {"wijk": wijk.pk, "toon": True, "zinnen": zinnen, "id": "", "handeling": None}
    return see_other(_back(request, slug))


def _back(request: HttpRequest, slug: str) -> str:
    """The page where the button stood; only pages of this inbox."""
    inbox = reverse("bewoners:inbox", args=[slug])
    terug = request.POST.get("terug", "")
    return terug if terug.startswith(inbox) and "\\" not in terug else inbox
