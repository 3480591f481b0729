"""/link/<token>/: one thing for somebody without an account. What it is hangs on the link.

A handler gets the request, the link (which works) and what hangs on it; it answers GET with a page and POST,
to the same address, with a change; Http404 gives the page of a link that is gone. A GET changes nothing:
programs that look through mail follow links too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from agenda.aanbod import views as eigen_aanbod
from agenda.bijdragen import link as toezegging
from agenda.groep import toegang as groep
from agenda.haalbaarheid.partij import answer_by_link
from agenda.melden.partij import tell_by_link
from agenda.volgers import views as volgers
from analyse.invoer import toegang as invoer
from kern.antwoord import keep_private
from kern.raden import TEN_MINUTES, Raadgrens
from wijken.links import find_link, is_open
from wijken.models import Toegangslink

Handler = Callable[[HttpRequest, Toegangslink, Any], HttpResponse]
GRENS: Final = Raadgrens("link", per_browser=15, samen=2000)
HANDLERS: Mapping[str, Handler] = {
    "groepslid": groep.open_page,
    "aanbod": eigen_aanbod.answer,
    "verzoekvraag": answer_by_link,
    "toezegging": toezegging.by_link,
    "voortgangsvraag": tell_by_link,
    "volger": volgers.open_link,
    "invoeravond": invoer.type_by_link,
}
# Of a link whose last day is over, for who may ask for a new one.
OVER: Mapping[str, Handler] = {"groepslid": groep.expired_page, "invoeravond": invoer.over}


@login_not_required
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of what hangs on this link, or one that says that it works no more."""
    if GRENS.is_locked(request):
        return link_gone(request, status=429)
    found = find_link(token)
    page = _ask(request, found, HANDLERS if is_open(found) else OVER) if found else None
    if page is not None:
        return keep_private(page, met_formulier=True)
    if found is None or not is_open(found):
        GRENS.count_wrong(request)
    return link_gone(request, status=404)


def _ask(request: HttpRequest, found: Toegangslink, handlers: Mapping[str, Handler]) -> HttpResponse | None:
    """The answer of the first handler whose thing hangs on this link; None when there is nothing to see."""
    if found.ingetrokken_op is not None:
        return None
    for name, handler in handlers.items():
        try:
            thing = getattr(found, name)
        except ObjectDoesNotExist:
            continue
        try:
            return handler(request, found, thing)
        except Http404:
            return None
    return None


def link_gone(request: HttpRequest, *, status: int = 404) -> HttpResponse:
    """One page for a link that never was, is over or was ended."""
    page = render(request, "agenda/link_weg.html", {"te_vaak": status == 429}, status=status)
    if status == 429:
        page["Retry-After"] = str(TEN_MINUTES)
    return keep_private(page)
