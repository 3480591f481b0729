"""The page behind the link of an invitation. Open to everyone; the link itself is the key."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from gebruikers.forms import WelkomForm
from gebruikers.models import Gebruiker
from kern.antwoord import keep_private
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.raden import TEN_MINUTES, Raadgrens
from wijken.mensen.rollen import ROL_NAAM, ROL_VOOR_U
from wijken.mensen.uitnodigen import accept, accept_new, find_uitnodiging, is_open
from wijken.models import Lidmaatschap, Uitnodiging

GRENS = Raadgrens("uitnodiging", per_browser=15, samen=2000)


@login_not_required
@sensitive_post_parameters("wachtwoord")
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with a new account, or signed in with the invited address."""
    if GRENS.is_locked(request):
        return _gone(request, status=429)
    found = find_uitnodiging(token)
    gebruiker = request.user if isinstance(request.user, Gebruiker) else None
    if found is None or not is_open(found):
        if found is not None and gebruiker is not None and _is_done(found, gebruiker):
            return see_other(_team(found))
        GRENS.count_wrong(request)
        return _gone(request, status=404)
    if gebruiker is None:
        return _welcome_stranger(request, found)
    if gebruiker.email.lower() != found.email:
        return _show(request, found, "ander", status=200 if request.method != "POST" else 409)
    if request.method != "POST":
        return _show(request, found, "lid")
    try:
        accept(uitnodiging=found, gebruiker=gebruiker)
    except DomeinFout:
        return see_other(_team(found)) if _is_done(found, gebruiker) else _gone(request, status=404)
    return see_other(_team(found))


def _welcome_stranger(request: HttpRequest, found: Uitnodiging) -> HttpResponse:
    """Nobody is signed in: a name and a first password, or the way to sign in for who has an account."""
    account = Gebruiker.objects.filter(email__iexact=found.email).first()
    if account is not None and not account.is_active:
        return _show(request, found, "gesloten", status=200 if request.method != "POST" else 409)
    if account is not None and account.has_usable_password():
        return _show(request, found, "inloggen", status=200 if request.method != "POST" else 409)
    if request.method != "POST":
        return _show(request, found, "nieuw", form=WelkomForm(email=found.email))
    form = WelkomForm(request.POST, email=found.email)
    if not form.is_valid():
        return _show(request, found, "nieuw", form=form, status=422)
    try:
        gebruiker = accept_new(uitnodiging=found, **form.cleaned_data)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show(request, found, "nieuw", form=form, status=409)
    login(request, gebruiker)
    return see_other(_team(found))


def _team(found: Uitnodiging) -> str:
    """The team's home of the wijk, a page of a higher floor."""
    return reverse("agenda:kompas", args=[found.wijk.slug])


def _is_done(found: Uitnodiging, gebruiker: Gebruiker) -> bool:
    """Whether this user accepted it before, or works in the wijk anyway."""
    return (
        gebruiker.email.lower() == found.email
        and Lidmaatschap.objects.filter(wijk_id=found.wijk_id, gebruiker=gebruiker).exists()
    )


def _show(
    request: HttpRequest,
    found: Uitnodiging,
    stand: str,
    *,
    form: WelkomForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "uitnodiging": found,
        "de_wijk": found.wijk,  # not 'wijk': that would draw the menu of the team
        "stand": stand,
        "rol": ROL_NAAM[found.rol],
        "uitleg": ROL_VOOR_U[found.rol],
        "form": form,
    }
    page = render(request, "wijken/uitnodiging.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """One page for a link that never was, was used, withdrawn or is too old."""
    page = render(request, "wijken/uitnodiging_weg.html", {"te_vaak": status == 429}, status=status)
    if status == 429:
        page["Retry-After"] = str(TEN_MINUTES)
    return keep_private(page, met_formulier=True)
