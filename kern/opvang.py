"""One page that needs no session, no valid token and no database, so that nothing typed is ever lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters


def _answer(request: HttpRequest, *, reden: str, status: int) -> HttpResponse:
    get_token(request)
    response = render(request, "kern/opvang.html", {"reden": reden}, status=status)
    response["Cache-Control"] = "no-store"
    return response


@sensitive_post_parameters()
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token did not fit (cookies gone, form open for days)."""
    return _answer(request, reden="csrf", status=403)


@sensitive_post_parameters()
def signed_out(request: HttpRequest) -> HttpResponse:
    """The session ended while someone was typing."""
    return _answer(request, reden="sessie", status=403)
