"""The form for a new pile of printed questionnaires."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analyse.models import Vragenlijst
from bewoners.models import NEDERLANDS
from kern.basisform import PlainForm
from kern.talen import DUTCH_NAMES


class StapelForm(PlainForm):
    """How many sheets, in which language, and what for."""

    zinnen = {"aantal": _("Schrijf op hoeveel bladen u wilt."), "taal": _("Kies een taal.")}
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    aantal = forms.IntegerField(
        label=_("Hoeveel lijsten wilt u drukken?"),
        min_value=1,
        initial=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )
    taal = forms.ChoiceField(label=_("In welke taal?"), initial=NEDERLANDS, widget=forms.RadioSelect)
    naam = forms.CharField(label=_("Waarvoor is deze stapel?"), max_length=60, required=False)

    def __init__(self, *args: Any, lijst: Vragenlijst, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aantal"].help_text = _("Hooguit %(most)d. Meer nodig? Maak nog een stapel.") % {
            "most": most
        }
        taal = self.fields["taal"]
        if isinstance(taal, forms.ChoiceField):
            taal.choices = [(code, DUTCH_NAMES.get(code, code)) for code in (NEDERLANDS, *lijst.talen)]
        if not lijst.talen:
            taal.widget = forms.HiddenInput()
