"""The form of a success story."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes import Succesfactor
from agenda.melden.forms import FotoVelden
from agenda.succes.services import MAX_TEKST, MAX_TITEL
from kern.basisform import MetRevisieForm


class VerhaalForm(FotoVelden):
    """What happened, what made it work, and a photo if there is one."""

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
    field_order = ["titel", "tekst", "factoren", "foto", "foto_tekst", "foto_goed"]


class VerhaalNieuwForm(VerhaalForm):
    zinnen = VerhaalForm.zinnen
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class VerhaalWijzigForm(MetRevisieForm, VerhaalForm):
    """Change a story. `heeft_foto`: it has a photo, whose words can be changed and that can be taken off."""

    zinnen = VerhaalForm.zinnen
    foto_weg = forms.BooleanField(label=_("Haal de foto weg"), required=False)

    def __init__(self, *args: Any, heeft_foto: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heeft_foto = heeft_foto
        if heeft_foto:
            self.fields["foto"].label = _("Een andere foto")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stays = self.heeft_foto and cleaned["foto"] is None and not cleaned.get("foto_weg")
        if stays and not cleaned.get("foto_tekst") and "foto_tekst" not in self.errors:
            self.add_error("foto_tekst", _("Schrijf op wat er op de foto staat."))
        return cleaned


class PubliceerForm(MetRevisieForm):
    """The sign-off before a story goes on the site."""

    nagelezen = forms.BooleanField(
        label=_("Ik heb dit nagelezen. Het gaat niet over één persoon."), required=False
    )
