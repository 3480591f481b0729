from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from gebruikers.demo import DEMO_ACCOUNTS, DEMO_WACHTWOORD
from kern.antwoord import keep_private

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Kept in no cache, found by no search engine: the address is a key."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(view(request, *args, **kwargs), met_formulier=True)

    return answer


demo = {"demo_accounts": DEMO_ACCOUNTS, "demo_wachtwoord": DEMO_WACHTWOORD} if settings.DEMO else {}

# Without a namespace: allauth looks its own names up. No sign-up and no e-mail management.
urlpatterns = [
    path("inloggen/", allauth_views.LoginView.as_view(extra_context=demo), name="account_login"),
    path("inloggen/gesloten/", allauth_views.account_inactive, name="account_inactive"),
    path("uitloggen/", allauth_views.logout, name="account_logout"),
    path("account/wachtwoord/", allauth_views.password_change, name="account_change_password"),
    path("account/wachtwoord-vergeten/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "account/wachtwoord-vergeten/verstuurd/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "account/wachtwoord-vergeten/klaar/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "account/wachtwoord-nieuw/<str:uidb36>/<str:key>/",
        private(allauth_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
