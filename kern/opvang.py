"""One page that needs no session, no valid token and no database, so that nothing typed is ever lost.

It answers an ended session, a CSRF failure, an absent database and an unexpected error. What was typed stands
in an ordinary form to the same address; nothing is sent until the visitor presses the button.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

RETRY_AFTER = 20  # seconds
STIL = "X-Stil"  # asks for a piece that the page can do without: a fault leaves what was typed where it is
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError)
SECRET_NAMES = re.compile(r"wachtwoord|passw|geheim", re.IGNORECASE)
HELPER_NAMES = re.compile(
    r"(^|_)(id|revisie|next|volgende|actie|knop|stap|doe|kies|staat|woord|bundelsleutel|formulier|sleutel|concept"
    r"|merk|toch|keer|richting|kanaal|taal|namens|buurt)$"
    r"|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$"
)
HELPER_VALUES = re.compile(r"|on|[A-Z]\d{1,2}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LABELS = {
    "tekst": gettext_lazy("Uw tekst"),
    "code": gettext_lazy("Uw code"),
    "contact": gettext_lazy("Uw telefoonnummer of e‑mailadres"),
    "naam": gettext_lazy("Uw naam"),
    "login": gettext_lazy("E-mailadres"),
    "email": gettext_lazy("E-mailadres"),
    "onderwerp": gettext_lazy("Onderwerp"),
    "password": gettext_lazy("Wachtwoord"),
}
LONG = 45


class Reden(StrEnum):
    """Why the visitor sees this page."""

    CSRF = "csrf"
    SESSIE = "sessie"
    DATABASE = "database"
    FOUT = "fout"


class Soort(StrEnum):
    """How a value comes back on the page."""

    REGEL = "regel"
    TEKST = "tekst"
    VERBORGEN = "verborgen"
    WACHTWOORD = "wachtwoord"


@dataclass(frozen=True, slots=True)
class Getypt:
    """One value of the form that did not arrive."""

    naam: str
    label: str
    waarde: str
    soort: Soort

    @property
    def rijen(self) -> int:
        """How high the text area is."""
        return min(12, 2 + len(self.waarde) // LONG + self.waarde.count("\n"))


def _kind(naam: str, waarde: str) -> Soort:
    if SECRET_NAMES.search(naam):
        return Soort.WACHTWOORD
    if HELPER_NAMES.search(naam) or HELPER_VALUES.fullmatch(waarde):
        return Soort.VERBORGEN
    return Soort.TEKST if len(waarde) > LONG or "\n" in waarde else Soort.REGEL


def _label(naam: str) -> str:
    plain = naam.rsplit("-", 1)[-1]
    return str(LABELS[plain]) if plain in LABELS else plain.replace("_", " ").capitalize()


def typed_values(request: HttpRequest) -> list[Getypt]:
    """Everything that was posted, but for the token; a secret comes back empty."""
    if request.method != "POST":
        return []
    try:
        lists = list(request.POST.lists())
    except (SuspiciousOperation, MultiPartParserError, OSError):
        return []
    found = []
    for naam, waarden in lists:
        if naam == "csrfmiddlewaretoken":
            continue
        for waarde in map(str, waarden):
            soort = _kind(naam, waarde)
            found.append(Getypt(naam, _label(naam), "" if soort is Soort.WACHTWOORD else waarde, soort))
    return found


def _address(request: HttpRequest) -> str:
    """Where the visitor is: for htmx the page itself, not the fragment that was asked for."""
    page = request.headers.get("HX-Current-URL", "")
    ours = {urlsplit(settings.SITE_URL).netloc}
    if request.method != "POST" and url_has_allowed_host_and_scheme(page, ours):
        return urlsplit(page).path
    return request.get_full_path()


def _keep_token(request: HttpRequest, response: HttpResponse) -> None:
    """Send the token's cookie ourselves: an error may lie outside the CSRF middleware."""
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        response.set_cookie(
            settings.CSRF_COOKIE_NAME,
            request.META["CSRF_COOKIE"],
            max_age=settings.CSRF_COOKIE_AGE,
            path=settings.CSRF_COOKIE_PATH,
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=settings.CSRF_COOKIE_HTTPONLY,
            samesite="Lax",
        )


def answer(request: HttpRequest, *, reden: Reden, status: int) -> HttpResponse:
    """The page, for a browser and for htmx alike (which puts it in place of the whole content)."""
    get_token(request)
    velden = typed_values(request)
    context = {
        "reden": reden,
        "kop": title(reden),
        "velden": velden,
        "is_post": request.method == "POST",
        "adres": _address(request),
        "had_bestand": request.method == "POST" and bool(velden) and bool(request.FILES),
    }
    response = render(request, "kern/opvang.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if reden is Reden.DATABASE:
        response["Retry-After"] = str(RETRY_AFTER)
    if request.method != "POST" and STIL in request.headers:
        response["HX-Reswap"] = "none"
    elif "HX-Request" in request.headers:
        response["HX-Retarget"] = response["HX-Reselect"] = "#inhoud"
        response["HX-Reswap"] = "outerHTML"
    _keep_token(request, response)
    return response


@sensitive_post_parameters()
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token did not fit (cookies gone, form open for days, signed in again in another tab)."""
    return answer(request, reden=Reden.CSRF, status=403)


@sensitive_post_parameters()
def signed_out(request: HttpRequest) -> HttpResponse:
    """The session ended while someone was typing."""
    return answer(request, reden=Reden.SESSIE, status=403)


def is_database_away(error: BaseException | None) -> bool:
    """Whether this error, or what caused it, says that the database does not answer."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, AWAY):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


@sensitive_post_parameters()
def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: Django calls it while the error is being handled."""
    if is_database_away(sys.exc_info()[1]):
        return answer(request, reden=Reden.DATABASE, status=503)
    return answer(request, reden=Reden.FOUT, status=500)


@login_not_required
@require_safe
def fresh_token(request: HttpRequest) -> HttpResponse:
    """A token of this moment, for the form above after signing in again in another tab."""
    response = JsonResponse({"token": get_token(request)})
    response["Cache-Control"] = "no-store"
    return response


def title(reden: Reden) -> str:
    """The heading of the page."""
    return {
        Reden.CSRF: _("Druk nog één keer op Versturen"),
        Reden.SESSIE: _("U was even weg"),
        Reden.DATABASE: _("Wij zijn er zo weer"),
        Reden.FOUT: _("Er ging bij ons iets mis"),
    }[reden]
