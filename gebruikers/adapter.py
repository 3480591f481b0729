"""How allauth behaves here: nobody signs up by himself, limits hold without a cache, plain Dutch."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gebruikers.pogingen import count_attempt, forgive_attempt
from kern.fouten import DomeinFout

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the team; there is no sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens."
        ),
        "enter_current_password": _("Dit is niet uw wachtwoord van nu. Typ het opnieuw."),
        "same_as_current": _("Kies een ander wachtwoord dan dat van nu."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt in the database (allauth's own counter lives in the cache, which may be away)."""
        try:
            count_attempt(email=credentials.get("email", ""), ip=_address(request))
        except DomeinFout as fout:
            logger.warning("sign-in refused: too many attempts")
            raise ValidationError(fout.zin, code="too_many_login_attempts") from fout

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        gebruiker: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if gebruiker is not None:
            forgive_attempt(email=credentials.get("email", ""), ip=_address(request))
        return gebruiker

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At our own address, whatever host the request named."""
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In Dutch, whatever language the visitor reads: the receiver may be somebody else."""
        with translation.override(settings.LANGUAGE_CODE):
            super().send_mail(template_prefix, email, {**context, "site": settings.SITE_URL})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wijken:account")  # a page of a higher floor


def _address(request: HttpRequest) -> str:
    """The visitor's address. Behind a proxy uvicorn has put the right one here (FORWARDED_ALLOW_IPS)."""
    return str(request.META.get("REMOTE_ADDR", ""))
