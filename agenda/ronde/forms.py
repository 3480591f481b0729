"""The form with which a new round begins."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.forms import StartForm
from agenda.ronde.selectors import PlanRij


class RondeForm(StartForm):
    """The years, what goes along, and which plans. The page writes `merk` itself, and which round it is."""

    merk = forms.CharField(widget=forms.HiddenInput, max_length=16)
    neem_droom = forms.BooleanField(label=_("Onze droom"), required=False)
    neem_waarom = forms.BooleanField(label=_("Waarom wij dit doen en wie het vroeg"), required=False)
    neem_contact = forms.BooleanField(label=_("Bij wie mensen terechtkunnen"), required=False)
    neem_waarden = forms.BooleanField(label=_("Wat wij belangrijk vinden"), required=False)
    plannen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, plannen: Sequence[PlanRij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plannen"]
        field.error_messages["invalid_choice"] = _(
            "De plannen zijn veranderd. Kijk de lijst nog een keer na."
        )
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(rij.plan.uuid), rij.plan.titel) for rij in plannen]

    def clean_plannen(self) -> frozenset[uuid.UUID]:
        return frozenset(map(uuid.UUID, self.cleaned_data["plannen"]))
