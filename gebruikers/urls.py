from __future__ import annotations

from allauth.account import views as allauth_views
from django.conf import settings
from django.urls import path

from gebruikers import views
from gebruikers.demo import DEMO_ACCOUNTS, DEMO_WACHTWOORD

demo = {"demo_accounts": DEMO_ACCOUNTS, "demo_wachtwoord": DEMO_WACHTWOORD} if settings.DEMO else {}

# Without a namespace: allauth looks its own names up. No sign-up, no e-mail management, no reset by mail.
urlpatterns = [
    path("inloggen/", allauth_views.LoginView.as_view(extra_context=demo), name="account_login"),
    path("inloggen/gesloten/", allauth_views.account_inactive, name="account_inactive"),
    path("uitloggen/", allauth_views.logout, name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/wachtwoord/", allauth_views.password_change, name="account_change_password"),
]
