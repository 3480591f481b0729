"""A wijk that got another address is still found under the old one: it stands on posters and in QR codes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse

from wijken.models import OudAdres


class MovedPermanently(HttpResponseRedirectBase):
    """301: from now on there. For a GET."""

    status_code = 301


class MovedWithBody(HttpResponseRedirectBase):
    """308: the same request, with what was typed, there."""

    status_code = 308


class OudAdresMiddleware:
    """An address with the former slug of a wijk, where nothing is found, leads to the same page of today.

    Only where a view answered 404: other requests cost no query, and nobody may do more than under the new
    address, which decides for itself. Not kept by browsers, for a wijk may take its old address back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or match is None or "slug" not in match.kwargs:
            return response
        old = OudAdres.objects.filter(slug=match.kwargs["slug"]).select_related("wijk").first()
        if old is None:
            return response
        address = reverse(match.view_name, kwargs={**match.kwargs, "slug": old.wijk.slug})
        if query := request.META.get("QUERY_STRING", ""):
            address = f"{address}?{query}"
        kind = MovedPermanently if request.method in ("GET", "HEAD") else MovedWithBody
        moved = kind(address)
        moved["Cache-Control"] = "no-cache"
        return moved
