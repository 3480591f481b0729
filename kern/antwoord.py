"""Headers of pages that show a resident's words or code: kept nowhere, found by nobody."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def keep_private(response: HttpResponse, *, met_formulier: bool = False) -> HttpResponse:
    """No cache, no search engine, and no address of this page to anyone.

    With a form the address stays inside this site: browsers send 'Origin: null' under no-referrer, and the
    check against forged forms then refuses the form.
    """
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin" if met_formulier else "no-referrer"
    return response


def keep_own(response: HttpResponse) -> HttpResponse:
    """A page with a form of one visitor: no shared cache, but the back button still finds what was typed."""
    patch_cache_control(response, private=True, max_age=0)
    return response
