"""The random cookie that leads a browser back to its half-filled form. It says nothing about who it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bewoners.services.concept import Formulier, new_sleutel

DAY = 24 * 3600
MAX_LENGTH = 100


def _name(formulier: Formulier) -> str:
    """The contact form has a cookie of its own: nothing ties it to the words."""
    base: str = settings.CONCEPT_COOKIE_NAME
    return base if formulier == Formulier.INBRENG else f"{base}-{formulier}"


def read_sleutel(request: HttpRequest, formulier: Formulier) -> str:
    """The key of this browser, or nothing."""
    return request.COOKIES.get(_name(formulier), "")[:MAX_LENGTH]


def read_or_make_sleutel(request: HttpRequest, formulier: Formulier) -> str:
    return read_sleutel(request, formulier) or new_sleutel()


def keep_sleutel(response: HttpResponse, formulier: Formulier, sleutel: str) -> HttpResponse:
    """Give the browser its key, for a day."""
    response.set_cookie(
        _name(formulier), sleutel, max_age=DAY, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
