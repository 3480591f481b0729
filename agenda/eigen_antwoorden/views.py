"""The pages of one's own filled-in list, with the receipt code, while the list is open: see it, take it away.

`agenda.views.volg` looked the code up.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from analyse.invullen.services import withdraw_inzending
from analyse.invullen.woorden import show_inzending
from analyse.models import Inzending
from kern.antwoord import keep_private
from kern.htmx import see_other
from wijken.volgcodes import code_for


def _page(request: HttpRequest, name: str, inzending: Inzending) -> HttpResponse:
    context = {
        "wijk": inzending.wijk,
        "lijst": inzending.lijst,
        "inzending": inzending,
        "rijen": show_inzending(inzending, translation.get_language() or "nl"),
        "code": code_for(inzending.verzend_id),
    }
    page = render(request, f"agenda/eigen_antwoorden/{name}.html", context)
    return keep_private(page, met_formulier=True)


def show(request: HttpRequest, inzending: Inzending) -> HttpResponse:
    """What was answered, and how to take it away."""
    return _page(request, "stand", inzending)


def withdraw(request: HttpRequest, inzending: Inzending) -> HttpResponse:
    """Take everything away, after a page that says what that does."""
    if request.method == "POST":
        withdraw_inzending(inzending=inzending)
        return see_other(reverse("agenda:volg_antwoorden_weg"))
    return _page(request, "weghalen", inzending)


def gone(request: HttpRequest) -> HttpResponse:
    """Said once it is gone; shows nothing of it."""
    return keep_private(render(request, "agenda/eigen_antwoorden/weggehaald.html"))
