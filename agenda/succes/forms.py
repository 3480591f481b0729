"""The form of a success story."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.basisform import AgendaForm, MetRevisieForm
from agenda.keuzes import Succesfactor
from agenda.succes.services import MAX_TEKST, MAX_TITEL


class VerhaalForm(AgendaForm):
    """What happened, and what made it work."""

    zinnen = {"titel": _("Geef het verhaal een titel."), "tekst": _("Schrijf op wat er gebeurde.")}
    titel = forms.CharField(
        label=_("Wat lukte er?"), max_length=MAX_TITEL, help_text=_("In één zin. Dit wordt de titel.")
    )
    tekst = forms.CharField(
        label=_("Wat gebeurde er?"),
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vertel hoe het begon en wat er nu anders is. Schrijf geen namen van bewoners op."),
    )
    factoren = forms.MultipleChoiceField(
        label=_("Waardoor lukte het?"),
        choices=Succesfactor.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies alles wat hielp."),
    )


class VerhaalNieuwForm(VerhaalForm):
    zinnen = VerhaalForm.zinnen
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class VerhaalWijzigForm(MetRevisieForm, VerhaalForm):
    zinnen = VerhaalForm.zinnen


class PubliceerForm(MetRevisieForm):
    """The sign-off before a story goes on the site."""

    nagelezen = forms.BooleanField(
        label=_("Ik heb dit nagelezen. Het gaat niet over één persoon."), required=False
    )
