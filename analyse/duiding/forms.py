"""The form 'Wat weten wij nu?'."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from analyse.duiding.services import MAX_TEKST
from kern.basisform import MetRevisieForm


class DuidingForm(MetRevisieForm):
    """The words of the team, and whether it is done with the question."""

    tekst = forms.CharField(
        label=_("Wat weten wij nu?"),
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Een paar zinnen in gewone woorden. Iedereen kan dit later lezen: schrijf geen namen."),
    )
    klaar = forms.BooleanField(label=_("Hiermee zijn wij klaar"), required=False)
