"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The address of the site and whether this is the demo."""
    return {"SITE_URL": settings.SITE_URL, "DEMO": settings.DEMO, "LANGUAGES_SHOWN": settings.LANGUAGES}
