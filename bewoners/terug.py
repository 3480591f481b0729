"""The way back to the inbox as somebody left it, from a page about one input."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from bewoners.inbox import Staat


def inbox_query(request: HttpRequest) -> str:
    """The state of the inbox that one came from, read and written again so that only what we know passes."""
    query = QueryDict(request.POST.get("staat", "")[:2000]) if request.method == "POST" else request.GET
    return Staat.read(query).write(open="")


def with_inbox_query(request: HttpRequest, address: str) -> str:
    """The address, with the state of the inbox behind it."""
    query = inbox_query(request)
    return f"{address}?{query}" if query else address


def inbox_address(request: HttpRequest, slug: str) -> str:
    """The inbox of the wijk in that state."""
    return with_inbox_query(request, reverse("bewoners:inbox", args=[slug]))
