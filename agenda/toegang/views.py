"""/link/<token>/: one thing for somebody without an account. What it is hangs on the link.

A handler gets the request, the link (which works) and what hangs on it; it answers GET with a page and POST,
to the same address, with a change. A GET changes nothing: programs that look through mail follow links too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from kern.antwoord import keep_private
from kern.limiet import allow, is_used_up
from wijken.links import find_link, is_open
from wijken.models import Toegangslink

Handler = Callable[[HttpRequest, Toegangslink, Any], HttpResponse]
TEN_MINUTES: Final = 600
WRONG_PER_BROWSER: Final = 15
WRONG_TOGETHER: Final = 2000
HANDLERS: Mapping[str, Handler] = {}


@login_not_required
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of what hangs on this link, or one that says that it works no more."""
    if _is_locked(request):
        return link_gone(request, status=429)
    found = find_link(token)
    if found is None or not is_open(found):
        _count_wrong(request)
        return link_gone(request, status=404)
    for name, handler in HANDLERS.items():
        try:
            thing = getattr(found, name)
        except ObjectDoesNotExist:
            continue
        return keep_private(handler(request, found, thing), met_formulier=True)
    return link_gone(request, status=404)


def link_gone(request: HttpRequest, *, status: int = 404) -> HttpResponse:
    """One page for a link that never was, is over or was ended."""
    page = render(request, "agenda/link_weg.html", {"te_vaak": status == 429}, status=status)
    if status == 429:
        page["Retry-After"] = str(TEN_MINUTES)
    return keep_private(page)


def _is_locked(request: HttpRequest) -> bool:
    own = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return is_used_up("link", "samen", aantal=WRONG_TOGETHER) or bool(
        own and is_used_up("link", own, aantal=WRONG_PER_BROWSER)
    )


def _count_wrong(request: HttpRequest) -> None:
    allow("link", "samen", aantal=WRONG_TOGETHER, seconden=TEN_MINUTES)
    if own := request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""):
        allow("link", own, aantal=WRONG_PER_BROWSER, seconden=TEN_MINUTES)
