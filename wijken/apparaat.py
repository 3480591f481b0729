"""A random cookie that knows a device again: for a personal link, and to count a device once.

It is set only when somebody chooses something, and says nothing about who that is.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

YEAR: Final = 365 * 24 * 3600
MAX_LENGTH: Final = 100


def read_apparaat(request: HttpRequest) -> str:
    """The key of this device, or ''."""
    return request.COOKIES.get(settings.APPARAAT_COOKIE_NAME, "")[:MAX_LENGTH]


def read_or_make_apparaat(request: HttpRequest) -> str:
    """The key of this device; a new one when it has none. Give it back with `keep_apparaat`."""
    return read_apparaat(request) or secrets.token_urlsafe(24)


def keep_apparaat(response: HttpResponse, sleutel: str) -> HttpResponse:
    """Let the device keep its key, for a year."""
    response.set_cookie(
        settings.APPARAAT_COOKIE_NAME,
        sleutel,
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def mark_for(sleutel: str, ding: str) -> str:
    """What a table keeps of a device for one thing: another mark for each, so that none ties two together."""
    message = f"apparaat:{ding}:{sleutel}".encode()
    return hmac.new(settings.CODE_SECRET.encode(), message, hashlib.sha256).hexdigest()
