"""The team's inbox: one page, and one address for all that is done on it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bewoners.contactlijst import count_open
from bewoners.inbox import HELE_KEUZE, Staat, inbox_of, known_question, parse_keuze
from bewoners.models import Soort
from bewoners.services.bundels import add_to_bundel, make_bundel
from bewoners.services.handeling import Handeling, Keuze
from bewoners.services.moderatie import pass_on, publish, refuse, reopen
from bewoners.views.ongedaan import remember, take_melding
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from kern.veld import Verwijzing
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in
from wijken.themas import Thema

TEMPLATE: Final = "bewoners/inbox.html"
# Ready sentences for a refusal: the resident reads them.
REDENEN: Final = (
    "Uw verhaal gaat over één persoon. Dat kunnen wij niet plaatsen.",
    "In uw verhaal staan woorden die anderen pijn doen.",
    "Uw verhaal is reclame.",
    "Uw verhaal gaat niet over deze buurt.",
)


@dataclass(frozen=True, slots=True)
class Doen:
    """One press on a button: in which wijk, on which inputs, with what was typed."""

    request: HttpRequest
    wijk: Wijk
    keuze: Keuze
    over: str  # what follows the colon of the button


@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what came in: filter, search, choose."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    return _page(request, wijk, Staat.read(request.GET))


@require_http_methods(["GET", "POST"])
def inbox_doe(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is done in the inbox, on one row or on the whole choice.

    The button says what (`doe`), the form carries filter, page and choice, and the answer brings them back.
    """
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if request.method == "GET":  # the address of an answer with an error, fetched again
        return see_other(reverse("bewoners:inbox", args=[slug]))
    staat = replace(
        Staat.read(QueryDict(request.POST.get("staat", "")[:2000])),
        kies=tuple(parse_keuze(request.POST.getlist("kies")).items()),
    )
    actie, _colon, over = _button(request, staat).partition(":")
    if actie in _GAAN:
        return _inbox(slug, _GAAN[actie](wijk, staat, over))
    if actie not in _DOEN:
        return _inbox(slug, staat)
    keuze = dict(staat.kies) if over in ("", HELE_KEUZE) or actie == "erbij" else parse_keuze([over])
    try:
        handeling = _DOEN[actie](Doen(request, wijk, keuze, over))
    except DomeinFout as fout:
        return _page(request, wijk, staat, fout=Verwijzing(fout.zin, _ANKER.get(actie, "")), status=422)
    remember(request, wijk, handeling)
    return _inbox(slug, _after(actie, staat, keuze))


def _button(request: HttpRequest, staat: Staat) -> str:
    """Which button; Enter in a text field counts as the button beside that field."""
    doe = request.POST.get("doe", "")
    if doe == "enter" and staat.vraag in ("weigeren", "doorgeven"):
        return staat.open
    if doe == "enter":
        return "bundel" if request.POST.get("titel", "").strip() else "blijf"
    return doe


def _inbox(slug: str, staat: Staat) -> HttpResponse:
    query = staat.write()
    return see_other(reverse("bewoners:inbox", args=[slug]) + (f"?{query}" if query else ""))


def _after(actie: str, staat: Staat, keuze: Keuze) -> Staat:
    """Bundled inputs stay chosen; what was moderated leaves the choice."""
    if actie in ("bundel", "erbij"):
        return staat
    return replace(staat, open="", kies=tuple(item for item in staat.kies if item[0] not in keuze))


# ---- going somewhere: nothing changes ------------------------------------------------------------------


def _to_page(_wijk: Wijk, staat: Staat, over: str) -> Staat:
    return replace(staat, pagina=int(over) if over.isdecimal() and len(over) < 6 else 1, open="")


def _ask(_wijk: Wijk, staat: Staat, over: str) -> Staat:
    return replace(staat, open=known_question(over))


def _choose_page(wijk: Wijk, staat: Staat, _over: str) -> Staat:
    shown = {rij.inbreng.pk: rij.inbreng.revisie for rij in inbox_of(wijk, staat).rijen}
    return replace(staat, kies=tuple((dict(staat.kies) | shown).items()))


_GAAN: Final[dict[str, Callable[[Wijk, Staat, str], Staat]]] = {
    "pagina": _to_page,
    "vraag": _ask,
    "sluit": lambda _wijk, staat, _over: replace(staat, open=""),
    "leeg": lambda _wijk, staat, _over: replace(staat, kies=()),
    "alles": _choose_page,
}


# ---- doing something: one service each ------------------------------------------------------------------


def _publish(doen: Doen) -> Handeling:
    return publish(wijk=doen.wijk, keuze=doen.keuze, door=signed_in(doen.request))


def _reopen(doen: Doen) -> Handeling:
    return reopen(wijk=doen.wijk, keuze=doen.keuze, door=signed_in(doen.request))


def _refuse(doen: Doen) -> Handeling:
    reden = doen.request.POST.get("reden", "").strip() or doen.request.POST.get("vaste_reden", "")
    return refuse(wijk=doen.wijk, keuze=doen.keuze, reden=reden, door=signed_in(doen.request))


def _pass_on(doen: Doen) -> Handeling:
    aan = doen.request.POST.get("aan", "")
    return pass_on(wijk=doen.wijk, keuze=doen.keuze, aan=aan, door=signed_in(doen.request))


def _bundle(doen: Doen) -> Handeling:
    post = doen.request.POST
    return make_bundel(
        wijk=doen.wijk,
        titel=post.get("titel", ""),
        samenvatting=post.get("samenvatting", ""),
        onderwerp=post.get("bundelonderwerp", ""),
        inbrengen=list(doen.keuze),
        sleutel=_key(post.get("bundelsleutel", "")),
        door=signed_in(doen.request),
    ).handeling


def _add(doen: Doen) -> Handeling:
    bundel = _key(doen.over) or uuid.uuid4()
    return add_to_bundel(
        wijk=doen.wijk, bundel=bundel, inbrengen=list(doen.keuze), door=signed_in(doen.request)
    ).handeling


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


_DOEN: Final[dict[str, Callable[[Doen], Handeling]]] = {
    "publiceren": _publish,
    "terugzetten": _reopen,
    "weigeren": _refuse,
    "doorgeven": _pass_on,
    "bundel": _bundle,
    "erbij": _add,
}
_ANKER: Final = {"weigeren": "reden", "doorgeven": "aan", "bundel": "titel"}


# ---- the page -------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest, wijk: Wijk, staat: Staat, *, fout: Verwijzing | None = None, status: int = 200
) -> HttpResponse:
    gevonden = inbox_of(wijk, staat)
    fragment = _fragment(request)
    adres = reverse("bewoners:inbox", args=[wijk.slug])
    context: dict[str, Any] = {
        "wijk": wijk,
        "actief": "inbreng",
        "aantal_nieuw": gevonden.aantal_nieuw,
        "aantal_contact": count_open(wijk),
        "inbox": gevonden,
        "staat": staat,
        "staat_tekst": staat.write(kies=()),
        "adres": adres,
        "fouten": [fout] if fout else [],
        "getypt": request.POST,
        "bundelsleutel": request.POST.get("bundelsleutel") if fout else str(uuid.uuid4()),
        "melding": take_melding(request, wijk) if fragment == "inbox" and not fout else None,
        "onderwerpen": Thema.choices,
        "soorten": Soort.choices,
        "redenen": REDENEN,
    }
    response = render_page(request, TEMPLATE, context, fragment=fragment, status=status)
    if wants_fragment(request) and status == 200:
        query = staat.write()
        header = "HX-Replace-Url" if fragment == "gekozen" else "HX-Push-Url"
        response[header] = adres + (f"?{query}" if query else "")
    return response


def _fragment(request: HttpRequest) -> str:
    """Ticking a box asks for the list of chosen inputs only; all else for the whole inbox."""
    return "gekozen" if request.headers.get("HX-Target") == "gekozen" else "inbox"
