"""Forms on the account: allauth's with our words, one's own name, and a first password."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Gebruiker
from gebruikers.pogingen import Soort, count_attempt, forget_attempts
from kern.fouten import DomeinFout

GEEN_ADRES = _("Dit is geen e-mailadres. Een voorbeeld: naam@wijkteam.nl")
NIEUW_WACHTWOORD = _("Gebruik minstens 12 tekens. Een paar woorden achter elkaar is goed.")
TYP_NIEUW = _("Typ een nieuw wachtwoord.")
NOG_EENS = _("Typ het nieuwe wachtwoord nog een keer.")
NIET_GELIJK = _("De twee nieuwe wachtwoorden zijn niet gelijk. Typ ze opnieuw.")


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("E-mailadres"), _("Typ uw e-mailadres."))
        self.fields["login"].error_messages["invalid"] = GEEN_ADRES
        _word(self.fields["password"], _("Wachtwoord"), _("Typ uw wachtwoord."))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password of now, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], _("Uw wachtwoord van nu"), _("Typ uw wachtwoord van nu."))
        _word_new_password(self)

    def clean(self) -> Any:
        return _clean_twice(self)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link for a new password goes. Known or unknown, the answer is the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("E-mailadres"), _("Typ uw e-mailadres."))
        self.fields["email"].error_messages["invalid"] = GEEN_ADRES

    def clean_email(self) -> str:
        email: str = super().clean_email()
        ip = str(get_adapter().request.META.get("REMOTE_ADDR", ""))
        try:
            count_attempt(email=email, ip=ip, soort=Soort.WACHTWOORD_VERGETEN)
        except DomeinFout as fout:
            raise forms.ValidationError(fout.zin, code="too_many") from fout
        return email


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Twice the new password, for who followed the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)

    def clean(self) -> Any:
        return _clean_twice(self)

    def save(self) -> None:
        super().save()
        ip = str(get_adapter().request.META.get("REMOTE_ADDR", ""))
        forget_attempts(email=self.user.email, ip=ip)


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


class WelkomForm(NaamForm):
    """Name and first password of someone who accepts an invitation."""

    wachtwoord = forms.CharField(
        label=_("Kies een wachtwoord"),
        help_text=NIEUW_WACHTWOORD,
        max_length=200,
        strip=False,
        error_messages={
            "required": _("Kies een wachtwoord."),
            "max_length": _("Dit wachtwoord is te lang. Gebruik hooguit 200 tekens."),
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_wachtwoord(self) -> str:
        wachtwoord: str = self.cleaned_data["wachtwoord"]
        naam = self.cleaned_data.get("naam", "")
        validate_password(wachtwoord, Gebruiker(email=self.email, naam=naam))
        return wachtwoord


def _word_new_password(form: forms.Form) -> None:
    """Our words at both fields for a new password."""
    _word(form.fields["password1"], _("Nieuw wachtwoord"), TYP_NIEUW)
    _word(form.fields["password2"], _("Nieuw wachtwoord, nog een keer"), NOG_EENS)
    form.fields["password1"].help_text = NIEUW_WACHTWOORD


def _clean_twice(form: forms.Form) -> Any:
    """Both new passwords are the same, said in our words."""
    cleaned = forms.Form.clean(form)
    een, twee = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if een and twee and een != twee:
        form.add_error("password2", NIET_GELIJK)
    return cleaned


def _word(field: forms.Field, label: Any, required: Any) -> None:
    """Our label and our sentence; no placeholder, no link beside the field."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = required
