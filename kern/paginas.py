"""Pages that the law asks for: privacy, accessibility, and where to report a weak spot."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kern.klok import today

VALID = dt.timedelta(days=300)  # the standard says: less than a year


def _contact() -> dict[str, Any]:
    address = settings.SECURITY_CONTACT
    return {"contact": address, "contact_tekst": address.removeprefix("mailto:")}


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens with what people tell us. The periods are those of docs/bewaartermijnen.toml."""
    return render(request, "kern/privacy.html")


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """Who can use the site, and what we know that is not good yet."""
    return render(request, "kern/toegankelijkheid.html")


@login_not_required
@require_safe
def kwetsbaarheid(request: HttpRequest) -> HttpResponse:
    """How to report a weak spot."""
    return render(request, "kern/kwetsbaarheid.html", _contact())


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    expires = dt.datetime.combine(today() + VALID, dt.time(), tzinfo=dt.UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        f"Policy: {settings.SITE_URL}/kwetsbaarheid-melden/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
