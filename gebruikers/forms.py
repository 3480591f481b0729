"""Forms on the account: allauth's with our words, and one's own name."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("E-mailadres"), _("Typ uw e-mailadres."))
        self.fields["login"].error_messages["invalid"] = _(
            "Dit is geen e-mailadres. Een voorbeeld: naam@wijkteam.nl"
        )
        _word(self.fields["password"], _("Wachtwoord"), _("Typ uw wachtwoord."))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password of now, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], _("Uw wachtwoord van nu"), _("Typ uw wachtwoord van nu."))
        _word(self.fields["password1"], _("Nieuw wachtwoord"), _("Typ een nieuw wachtwoord."))
        _word(
            self.fields["password2"],
            _("Nieuw wachtwoord, nog een keer"),
            _("Typ het nieuwe wachtwoord nog een keer."),
        )
        self.fields["password1"].help_text = _(
            "Gebruik minstens 12 tekens. Een paar woorden achter elkaar is goed."
        )

    def clean(self) -> Any:
        cleaned = forms.Form.clean(self)
        een, twee = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if een and twee and een != twee:
            self.add_error("password2", _("De twee nieuwe wachtwoorden zijn niet gelijk. Typ ze opnieuw."))
        return cleaned


class NaamForm(forms.Form):
    """How colleagues see who did something."""

    naam = forms.CharField(
        label=_("Uw naam"),
        help_text=_("Uw collega's zien deze naam. Bewoners niet."),
        max_length=100,
        error_messages={
            "required": _("Typ uw naam."),
            "max_length": _("Deze naam is te lang. Gebruik hooguit 100 tekens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def _word(field: forms.Field, label: Any, required: Any) -> None:
    """Our label and our sentence; no placeholder, no link to a mail reset that does not exist."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = required
