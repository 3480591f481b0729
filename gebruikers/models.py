"""People of the team and partners with an account. Residents have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kern.klok import today


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes users; e-mail is the name they sign in with, without regard to capitals."""

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Gebruiker:
        gebruiker = self.model(email=self.normalize_email(email).lower(), **fields)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Gebruiker:
        return self.create_user(email, password, is_beheerder=True, **fields)


class Gebruiker(AbstractBaseUser):
    """An account. Lidmaatschap says what someone may do; `is_beheerder` is a right of the installation.

    `rol_gewijzigd_op` is the last day on which someone got or lost a role: from then on the retention policy
    counts for who has none. `sessienummer` is part of every session: one higher ends them all. `gewist_op`
    is the day on which name and address were wiped; what the account did stays.
    """

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    naam = models.CharField("naam", max_length=100, blank=True)
    is_active = models.BooleanField("actief", default=True)
    is_beheerder = models.BooleanField("technisch beheerder", default=False)
    sinds = models.DateField(auto_now_add=True)
    rol_gewijzigd_op = models.DateField(default=today)
    sessienummer = models.PositiveIntegerField(default=0)
    gewist_op = models.DateField(null=True, blank=True)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een account met dit e-mailadres.",
            )
        ]

    def __str__(self) -> str:
        return _("oud-teamlid") if self.gewist_op else self.naam or self.email

    def get_session_auth_hash(self) -> str:
        """What a session must carry: it ends with another password, or with another `sessienummer`."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier values of SECRET_KEY, while sessions run out."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | None) -> str:
        value = f"{self.sessienummer}:{self.password}"
        return salted_hmac("gebruikers.sessie", value, secret=secret, algorithm="sha256").hexdigest()


class Inlogpoging(models.Model):
    """How often someone tried to sign in, per account and address, in one stretch of time.

    In the database and not in the cache: when the cache is away, sign-in must stay limited.
    `sleutel` is an HMAC that changes every day; no address or name can be read back.
    """

    sleutel = models.CharField(primary_key=True, max_length=64)
    begin = models.DateTimeField()
    aantal = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.aantal} sinds {self.begin:%H:%M}"
