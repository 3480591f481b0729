"""The form with which a team brings a file of figures in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijken.kerncijfers.jaren import FIRST_YEAR, LAST_YEAR

_JAAR = _("Typ een jaar, bijvoorbeeld 2025.")


class CijferbestandForm(forms.Form):
    """A file, and the year when the file does not say it."""

    bestand = forms.FileField(
        label=_("Bestand met cijfers"),
        help_text=_("Van het CBS of het RIVM: csv, json of Excel. Het mag ook een zip zijn."),
        allow_empty_file=True,
        error_messages={
            "required": _("Kies een bestand op uw computer."),
            "invalid": _("Kies een bestand op uw computer."),
        },
    )
    jaar = forms.IntegerField(
        label=_("Van welk jaar zijn de cijfers?"),
        help_text=_("Alleen als het jaar niet in het bestand of in de naam staat."),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": _JAAR, "min_value": _JAAR, "max_value": _JAAR},
    )
