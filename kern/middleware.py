"""Language by address and cookie; headers; every page closed unless it says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

from kern.opvang import signed_out
from kern.talen import LANGUAGES_BY_CODE, shown_language

YEAR = 365 * 24 * 3600


def is_closed(view_func: Callable[..., Any]) -> bool:
    """Whether only who is signed in may see this page."""
    return bool(getattr(view_func, "login_required", True))


class LanguageMiddleware:
    """`?taal=ar` keeps the choice in a cookie and goes to the same address without it.

    request.taal is what the visitor chose; the active language is that one where we have its texts,
    else Dutch. What is for the team is Dutch: what needs an account, and the way to one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("taal", "")
        if request.method in ("GET", "HEAD") and chosen in LANGUAGES_BY_CODE:
            return self._keep(request, chosen)
        taal = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        if taal not in LANGUAGES_BY_CODE:
            taal = settings.LANGUAGE_CODE
        request.taal = taal  # type: ignore[attr-defined]
        active = shown_language(taal)
        with translation.override(active):
            request.LANGUAGE_CODE = active
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie"])
        return response

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> None:
        """Pages of the team are not translated, so they do not claim to be."""
        match = request.resolver_match
        if is_closed(view_func) or (match and match.view_name.startswith(settings.TEAM_PAGES)):
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
            translation.activate(settings.LANGUAGE_CODE)

    def _keep(self, request: HttpRequest, chosen: str) -> HttpResponse:
        rest = request.GET.copy()
        del rest["taal"]
        # '//elders.example/' would leave our site
        address = escape_leading_slashes(request.path) + (f"?{rest.urlencode()}" if rest else "")
        response = HttpResponseRedirect(address)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        return response


PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class HeadersMiddleware:
    """What browsers may not do on any page; and closed pages stay in no cache and no search engine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if getattr(request, "is_closed", False):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> None:
        """Remember whether the page is closed; the user itself is not looked up for it."""
        request.is_closed = is_closed(view_func)  # type: ignore[attr-defined]


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Who is not signed in goes to the sign-in page; typed text is not lost on the way."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        if request.method == "POST" or getattr(request, "htmx", None) or "HX-Request" in request.headers:
            return signed_out(request)
        return super().handle_no_permission(request, view_func)
