"""Reading open answers: one page, one address for all that is done on it, and a look at the words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.lezen.citaten import agree_quote, proposals_of, propose_quote, withdraw_quote
from analyse.lezen.ongedaan import remember, take_melding, undo_last
from analyse.lezen.selectors import questions_of, read_answers
from analyse.lezen.services import MAX_LABEL, add_labels, hide, mark_read, remove_label
from analyse.lezen.staat import HELE_KEUZE, LEES, Staat, known_question, parse_keuze
from analyse.lezen.verhalen import bundle_add, bundle_new, make_stories
from analyse.lezen.woorden import look_at_words
from analyse.lezen.zet import Zet
from analyse.models import Vragenlijst
from kern.antwoord import keep_private
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.veld import Verwijzing
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@dataclass(frozen=True, slots=True)
class Doen:
    """One press on a button: on which answers of which list, with what was typed."""

    request: HttpRequest
    lijst: Vragenlijst
    keuze: list[uuid.UUID]
    over: str  # what follows the colon of the button


def get_lijst(wijk: Wijk, slug: str) -> Vragenlijst:
    """The list of this wijk with that slug; Http404 for any other."""
    found = get_object_or_404(Vragenlijst.objects.for_wijk(wijk), slug=slug)
    found.wijk = wijk
    return found


@require_safe
def lezen(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Read: choose a question, search, tick."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    return _page(request, get_lijst(wijk, lijst), Staat.read(request.GET))


@require_http_methods(["GET", "POST"])
def lezen_doe(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Everything that is done with answers, with one or with all that are ticked.

    The button says what (`doe`), the form carries filter and page, and the answer brings them back.
    """
    wijk = get_wijk(request, slug, Recht.WERKEN)
    found = get_lijst(wijk, lijst)
    if request.method == "GET":  # the address of an answer with an error, fetched again
        return _to_list(found, Staat())
    staat = replace(Staat.read(QueryDict(request.POST.get("staat", "")[:2000])), alles=False)
    keuze = parse_keuze(request.POST.getlist("kies"))
    actie, _colon, over = _button(request).partition(":")
    if actie in ("vraag", "sluit"):  # nothing changes; what was ticked stays ticked
        return _page(request, found, replace(staat, open=known_question(over)), keuze=keuze)
    if actie == "alles":
        return _to_list(found, replace(staat, alles=True))
    if actie not in _DOEN:
        return _to_list(found, staat)
    doen = Doen(request, found, _chosen(request, actie, over, keuze), over)
    try:
        zet = _DOEN[actie](doen)
    except DomeinFout as fout:
        verwijzing = Verwijzing(fout.zin, _ANKER.get(actie, ""))
        return _page(request, found, staat, keuze=keuze, fout=verwijzing, status=422)
    if zet is not None:
        remember(request, found, zet)
    return _to_list(found, replace(staat, open=""))


@require_POST
def lezen_ongedaan(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Undo the last act of this visitor."""
    found = get_lijst(get_wijk(request, slug, Recht.WERKEN), lijst)
    undo_last(request, found)
    return _to_list(found, Staat.read(QueryDict(request.POST.get("staat", "")[:2000])))


@require_safe
def lezen_woorden(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Which words come back, and which answers are alike, at one question: first the one most answered."""
    found = get_lijst(get_wijk(request, slug, Recht.LEZEN), lijst)
    vragen = questions_of(found)
    most = max(vragen, key=lambda vraag: vraag.aantal, default=None)
    staat = Staat(vraag=Staat.read(request.GET).vraag or (most.code if most else ""))
    context = {
        **_basis(request, found),
        "staat": staat,
        "vragen": vragen,
        "beeld": look_at_words(found, staat),
    }
    return keep_private(render_page(request, "analyse/lezen/woorden.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def citaten(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Quotes that wait for a second pair of eyes, and those that may be shown."""
    posted = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if posted else Recht.LEZEN)
    found = get_lijst(wijk, lijst)
    fouten: list[Verwijzing] = []
    if posted:
        try:
            _judge(request, found)
        except DomeinFout as fout:
            fouten = [Verwijzing(fout.zin, "")]
        else:
            return see_other(reverse("analyse:lezen_citaten", args=[wijk.slug, found.slug]))
    context = {
        **_basis(request, found),
        "wachten": proposals_of(found, signed_in(request), waiting=True),
        "goed": proposals_of(found, signed_in(request), waiting=False),
        "fouten": fouten,
    }
    page = render_page(request, "analyse/lezen/citaten.html", context, status=422 if fouten else 200)
    return keep_private(page, met_formulier=True)


def _judge(request: HttpRequest, lijst: Vragenlijst) -> None:
    actie, _colon, over = request.POST.get("doe", "").partition(":")
    keys = parse_keuze([over])
    if not keys:
        raise DomeinFout(_("Kies eerst een citaat."))
    door = signed_in(request)
    if actie == "goed":
        nagekeken = request.POST.get("nagekeken") == "ja"
        agree_quote(lijst=lijst, antwoord=keys[0], door=door, nagekeken=nagekeken)
        messages.success(request, _("Dit citaat mag nu op de pagina’s van de wijk."))
    elif actie == "terug":
        withdraw_quote(lijst=lijst, antwoord=keys[0], door=door)
        messages.success(request, _("Dit is geen citaat meer."))


def _button(request: HttpRequest) -> str:
    """Which button; Enter in a text field counts as the button beside that field."""
    doe = request.POST.get("doe", "")
    if doe != "enter":
        return doe
    if request.POST.get("label", "").strip():
        return "label"
    return "bundel" if request.POST.get("titel", "").strip() else "blijf"


def _chosen(request: HttpRequest, actie: str, over: str, keuze: list[uuid.UUID]) -> list[uuid.UUID]:
    """On which answers: those on the page, one, or what is ticked."""
    if actie == "getoond":
        return parse_keuze(request.POST.getlist("getoond"))
    if over in ("", HELE_KEUZE) or actie == "erbij":
        return keuze
    return parse_keuze([over.partition(":")[0]])


# ---- what is done ---------------------------------------------------------------------------------------


def _read(doen: Doen) -> Zet:
    return mark_read(lijst=doen.lijst, antwoorden=doen.keuze, door=signed_in(doen.request))


def _unread(doen: Doen) -> Zet:
    return mark_read(lijst=doen.lijst, antwoorden=doen.keuze, gelezen=False, door=signed_in(doen.request))


def _label(doen: Doen) -> Zet:
    labels = doen.request.POST.get("label", "")[:300]
    return add_labels(lijst=doen.lijst, antwoorden=doen.keuze, labels=labels, door=signed_in(doen.request))


def _unlabel(doen: Doen) -> Zet:
    label = doen.over.partition(":")[2]
    return remove_label(lijst=doen.lijst, antwoorden=doen.keuze, label=label, door=signed_in(doen.request))


def _hide(doen: Doen) -> Zet:
    return hide(lijst=doen.lijst, antwoorden=doen.keuze, door=signed_in(doen.request))


def _story(doen: Doen) -> Zet:
    return make_stories(lijst=doen.lijst, antwoorden=doen.keuze, door=signed_in(doen.request))


def _bundle(doen: Doen) -> Zet:
    post = doen.request.POST
    return bundle_new(
        lijst=doen.lijst,
        antwoorden=doen.keuze,
        titel=post.get("titel", ""),
        sleutel=next(iter(parse_keuze([post.get("bundelsleutel", "")])), uuid.uuid4()),
        door=signed_in(doen.request),
    )


def _add(doen: Doen) -> Zet:
    chosen = doen.over or doen.request.POST.get("bundel", "")
    bundel = next(iter(parse_keuze([chosen])), None)
    if bundel is None:
        raise DomeinFout(_("Kies eerst een bundel."))
    return bundle_add(lijst=doen.lijst, antwoorden=doen.keuze, bundel=bundel, door=signed_in(doen.request))


def _quote(doen: Doen) -> None:
    for pk in doen.keuze[:1]:
        propose_quote(
            lijst=doen.lijst,
            antwoord=pk,
            door=signed_in(doen.request),
            nagekeken=doen.request.POST.get("nagekeken") == "ja",
        )
        messages.success(doen.request, _("Voorgesteld als citaat. Een collega kijkt nu mee."))


_DOEN: Final[dict[str, Callable[[Doen], Zet | None]]] = {
    "gelezen": _read,
    "getoond": _read,
    "ongelezen": _unread,
    "label": _label,
    "label_weg": _unlabel,
    "verberg": _hide,
    "verhaal": _story,
    "bundel": _bundle,
    "erbij": _add,
    "citaat": _quote,
}
_ANKER: Final = {"label": "label", "bundel": "titel", "erbij": "bundel", "citaat": "nagekeken"}


# ---- the page -------------------------------------------------------------------------------------------


def _to_list(lijst: Vragenlijst, staat: Staat) -> HttpResponse:
    query = staat.write()
    address = reverse("analyse:lezen", args=[lijst.wijk.slug, lijst.slug])
    return see_other(address + (f"?{query}" if query else ""))


def _basis(request: HttpRequest, lijst: Vragenlijst) -> dict[str, Any]:
    return {
        "wijk": lijst.wijk,
        "lijst": lijst,
        "actief": "analyse",
        "mag_werken": Recht.WERKEN in rechten_in(request, lijst.wijk),
        "adres": reverse("analyse:lezen", args=[lijst.wijk.slug, lijst.slug]),
    }


def _page(
    request: HttpRequest,
    lijst: Vragenlijst,
    staat: Staat,
    *,
    keuze: list[uuid.UUID] | None = None,
    fout: Verwijzing | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_basis(request, lijst),
        "staat": staat,
        "staat_tekst": staat.write(alles=False),
        "blad": read_answers(lijst, staat, keuze or ()),
        "lezen_keuzes": LEES.items(),
        "fouten": [fout] if fout else [],
        "getypt": request.POST,
        "max_label": MAX_LABEL,
        "bundelsleutel": request.POST.get("bundelsleutel") or str(uuid.uuid4()),
        "melding": take_melding(request, lijst) if request.method == "GET" else None,
    }
    page = render_page(request, "analyse/lezen/lezen.html", context, status=status)
    return keep_private(page, met_formulier=True)
