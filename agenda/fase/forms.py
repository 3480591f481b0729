"""The one form of a phase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes_team import FasekeuzeSoort
from kern.basisform import PlainForm


class FaseForm(PlainForm):
    """What the team does with a phase, and why."""

    zinnen = {"keuze": _("Kies wat u met deze fase doet.")}
    keuze = forms.ChoiceField(
        label=_("Wat doet u met deze fase?"), choices=FasekeuzeSoort.choices, widget=forms.RadioSelect
    )
    reden = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Slaat u over? Schrijf dan waarom. Later weet iedereen het nog."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("keuze") == FasekeuzeSoort.OVER and not str(cleaned.get("reden", "")).strip():
            self.add_error("reden", _("Schrijf op waarom u deze fase overslaat."))
        return cleaned
