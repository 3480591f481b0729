"""The one field of who wants the news."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bewoners.forms import MetVal

ADRES = _("Schrijf uw e-mailadres, bijvoorbeeld naam@voorbeeld.nl.")


class VolgForm(MetVal):
    """An address. `website` is for robots."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": ADRES, "invalid": ADRES},
    )
    field_order = ["email", "website"]
