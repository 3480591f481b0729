"""Rules for a password, in plain Dutch."""

from __future__ import annotations

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
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
