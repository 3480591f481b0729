"""The forms between the questions: begin, who speaks, five minutes more, who may read one's words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bewoners.forms import DelenForm, MetVal, VrijeTekst


class BeginForm(MetVal):
    """The button that begins. `concept` is made with the page, so that a double click is one list.

    `vorige` is what this browser was filling in: who begins anew takes that away.
    """

    concept = forms.UUIDField(required=False, widget=forms.HiddenInput)
    vorige = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("website", "concept", "vorige")


class NamensForm(forms.Form):
    """The partners' list begins with who speaks."""

    organisatie = VrijeTekst(
        label=gettext_lazy("Namens welke organisatie?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def clean_organisatie(self) -> str:
        naam = " ".join(self.cleaned_data["organisatie"].split())
        if not naam:
            raise ValidationError(_("Schrijf de naam van uw organisatie op."))
        if len(naam) > 80:
            raise ValidationError(_("Deze naam is te lang. Gebruik hooguit 80 letters."))
        return naam


class EigenWoordenForm(DelenForm):
    """Whether others may read what somebody wrote."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mag_delen"].label = _("Mogen anderen uw eigen woorden lezen, zonder uw naam?")


class MeerForm(forms.Form):
    """'Heeft u nog 5 minuten?'"""

    meer = forms.ChoiceField(
        label=gettext_lazy("Heeft u nog 5 minuten?"),
        choices=[("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies ja of nee."),
            "invalid_choice": gettext_lazy("Kies ja of nee."),
        },
    )
