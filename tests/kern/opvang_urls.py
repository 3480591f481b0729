"""Addresses for test_opvang: views that fail in the ways that the catch-all page is for."""

from __future__ import annotations

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("gekregen: " + request.POST.get("tekst", ""))


def closed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("binnen")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise KeyError(request.POST.get("tekst", "geheim woord"))


@login_not_required
def database_away(request: HttpRequest) -> HttpResponse:
    psycopg.connect("host=127.0.0.1 port=1 connect_timeout=1")
    return HttpResponse("dit komt nooit")


handler500 = "kern.opvang.server_error"
urlpatterns = [
    path("open/", public),
    path("dicht/", closed),
    path("stuk/", broken),
    path("weg/", database_away),
    path("", include("kern.urls")),
]
