"""The form of a bundle."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijken.themas import Thema


class BundelForm(forms.Form):
    """Title, summary and subject, and which state of the bundle was shown."""

    revisie = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)
    titel = forms.CharField(
        label=_("Naam van de bundel"),
        max_length=120,
        error_messages={
            "required": _("Geef de bundel een naam."),
            "max_length": _("Deze naam is te lang. Gebruik hooguit 120 tekens."),
        },
    )
    samenvatting = forms.CharField(
        label=_("Zo vatten wij het samen"),
        help_text=_("Bewoners lezen dit bij hun code. Schrijf kort en gewoon."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"maxlength": 600}),
        error_messages={"max_length": _("Deze samenvatting is te lang. Gebruik hooguit 600 tekens.")},
    )
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp"),
        choices=[("", _("Nog niet gekozen")), *Thema.choices],
        required=False,
        error_messages={"invalid_choice": _("Kies een onderwerp uit de lijst.")},
    )
