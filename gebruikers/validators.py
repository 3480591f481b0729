"""Rules for a password, in plain Dutch."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LengteValidator(MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Gebruik minstens %(aantal)d tekens.") % {
            "aantal": self.min_length
        }


class BekendValidator(CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        return _("Veel mensen gebruiken dit wachtwoord. Kies een ander.")


class LijktOpValidator(UserAttributeSimilarityValidator):
    """Not one's own name or address."""

    DEFAULT_USER_ATTRIBUTES = ("naam", "email")

    def __init__(self, max_similarity: float = 0.7) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES, max_similarity=max_similarity)

    def get_error_message(self) -> str:
        return _("Dit wachtwoord lijkt te veel op uw naam of e-mailadres. Kies een ander.")
