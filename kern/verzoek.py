"""A number for each request, so that the lines of the log about one visit can be found together.

It is random and says nothing of the visitor. It goes back as X-Request-ID and travels on to the tasks that
the request wakes. One that comes in is kept only when the proxy in front is ours (TRUST_FORWARDED_PROTO): a
visitor could write anything into our log with it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "x-request-id"
FORM = re.compile(r"[0-9A-Za-z-]{8,64}")
_current: ContextVar[str] = ContextVar("verzoek", default="")


def request_id() -> str:
    """The number of what is going on; empty outside a request and a task."""
    return _current.get()


@contextmanager
def numbered(given: str = "") -> Iterator[str]:
    """Everything inside has this number; a new one when it is empty or has not the form of one."""
    number = given if FORM.fullmatch(given) else uuid.uuid4().hex
    token = _current.set(number)
    try:
        yield number
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    """Gives the request its number, before anything can go wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.TRUST_FORWARDED_PROTO else ""
        with numbered(given) as number:
            request.verzoek = number  # type: ignore[attr-defined]  # Django logs a 404 when we are through
            response = self.get_response(request)
        response.headers["X-Request-ID"] = number
        return response
