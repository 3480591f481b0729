"""Forms on the people of a wijk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gebruikers.forms import GEEN_ADRES
from wijken.mensen.rollen import ROL_NAAM


class RolForm(forms.Form):
    """What someone may do."""

    rol = forms.ChoiceField(
        label=_("Wat gaat deze persoon doen?"),
        choices=list(ROL_NAAM.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol."), "invalid_choice": _("Kies een rol.")},
    )


class UitnodigForm(RolForm):
    """Whom to ask, and for what."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Naar dit adres gaat een mail met een link. De link werkt twee weken."),
        max_length=254,
        error_messages={
            "required": _("Typ een e-mailadres."),
            "invalid": GEEN_ADRES,
            "max_length": _("Dit adres is te lang. Gebruik hooguit 254 tekens."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "rol")
