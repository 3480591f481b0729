"""The question 'is het gelukt?', and the counts of a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes import Oordeel
from agenda.oordeel.services import MAX_MENSEN, MAX_TEKST
from kern.basisform import PlainForm
from kern.veld import DatumInvoer

PICTOGRAMMEN = {
    Oordeel.GELUKT.value: "gezichtblij",
    Oordeel.DEELS.value: "gezichtgewoon",
    Oordeel.NIET.value: "gezichtsip",
    Oordeel.NOG_NIET.value: "wachten",
}


class OordeelForm(PlainForm):
    """One action: four answers, and a sentence for who wants."""

    zinnen = {"oordeel": _("Kies hoe u het vindt, of sla deze vraag over.")}
    actie = forms.UUIDField(widget=forms.HiddenInput)
    oordeel = forms.ChoiceField(
        label=_("Is het gelukt?"), choices=Oordeel.choices, widget=forms.RadioSelect, required=True
    )
    tekst = forms.CharField(
        label=_("Wilt u er iets over zeggen?"),
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eén zin is genoeg. Alleen het wijkteam leest dit. Schrijf geen namen op."),
    )


def _count(oordeel: Oordeel) -> forms.IntegerField:
    return forms.IntegerField(
        label=oordeel.label, min_value=0, max_value=MAX_MENSEN, required=False, initial=0
    )


class BijeenkomstForm(PlainForm):
    """What people said of one action in a meeting: counts, never names."""

    zinnen = {"datum": _("Kies de dag.")}
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    datum = forms.DateField(label=_("Op welke dag?"), widget=DatumInvoer)
    gelukt = _count(Oordeel.GELUKT)
    deels = _count(Oordeel.DEELS)
    niet = _count(Oordeel.NIET)
    nog_niet = _count(Oordeel.NOG_NIET)
    tekst = forms.CharField(
        label=_("Wat zeiden mensen?"),
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen het team leest dit. Schrijf geen namen op."),
    )

    @property
    def aantallen(self) -> dict[str, int]:
        """How many people chose each answer, as typed."""
        return {value: self.cleaned_data.get(value) or 0 for value in Oordeel.values}

    @property
    def telvelden(self) -> list[Any]:
        return [self[value] for value in Oordeel.values]
