"""Forms on the colleague on the photo and on privacy."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from kern.fouten import DomeinFout
from kern.klok import today
from kern.veld import DatumInvoer
from wijken.inrichting.foto import MAX_BYTES
from wijken.inrichting.services import LANGST
from wijken.models import Aanspreekpunt, Privacyafspraak
from wijken.sociale_kaart.regels import clean_website, tidy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production


def _regel(
    model: type[models.Model], veld: str, label: StrOrPromise, hint: StrOrPromise, required: StrOrPromise = ""
) -> forms.CharField:
    """One line of text, as long as its column, that says so in plain words."""
    column = model._meta.get_field(veld)
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=(column.max_length or 0) if isinstance(column, models.Field) else 0,
        error_messages={
            "required": required,
            "max_length": _("Deze tekst is te lang. Gebruik hooguit %(limit_value)d tekens."),
        },
    )


class AanspreekpuntForm(forms.Form):
    """The colleague whom residents may call or meet."""

    revisie = forms.IntegerField(widget=forms.HiddenInput)
    voornaam = _regel(
        Aanspreekpunt,
        "voornaam",
        _("Voornaam"),
        _("Alleen de voornaam. Bewoners lezen die."),
        _("Schrijf de voornaam op."),
    )
    rol = _regel(
        Aanspreekpunt, "rol", _("Wat doet deze collega?"), _("Bijvoorbeeld: opbouwwerker in de dorpen")
    )
    foto = forms.FileField(
        label=_("Foto"),
        help_text=_("Een JPG of PNG van hooguit 2 MB. Wij maken haar klein en halen plaats en camera eruit."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": _("Dit bestand is leeg. Kies een andere foto."),
            "invalid": _("Kies de foto nog een keer."),
        },
    )
    foto_weg = forms.BooleanField(label=_("Haal de foto weg"), required=False)
    toestemming = forms.BooleanField(
        label=_("Deze collega vindt het goed dat bewoners foto en voornaam zien."),
        error_messages={"required": _("Vraag eerst of uw collega dit goedvindt. Zet dan het vinkje.")},
    )
    toestemming_tot = forms.DateField(
        label=_("Tot en met welke dag mag het?"),
        help_text=_("Daarna halen wij foto en naam vanzelf weg. Hooguit twee jaar vooruit."),
        widget=DatumInvoer,
        error_messages={
            "required": _("Kies de laatste dag."),
            "invalid": _("Kies een dag, bijvoorbeeld 31-12-2027."),
        },
    )

    def clean_foto(self) -> bytes | None:
        foto: UploadedFile[Any] | None = self.cleaned_data["foto"]
        return foto.read(MAX_BYTES + 1) if foto is not None else None

    def clean_toestemming_tot(self) -> dt.date:
        day: dt.date = self.cleaned_data["toestemming_tot"]
        if not today() <= day <= today() + LANGST:
            raise forms.ValidationError(_("Kies een dag vanaf vandaag, hooguit twee jaar vooruit."))
        return day


class PrivacyForm(forms.Form):
    """Who answers for what residents tell, and what was promised about it."""

    revisie = forms.IntegerField(widget=forms.HiddenInput)
    verantwoordelijke = _regel(
        Privacyafspraak,
        "verantwoordelijke",
        _("Welke organisatie is verantwoordelijk?"),
        _("De verwerkingsverantwoordelijke. Bijvoorbeeld: gemeente Heerenveen"),
    )
    privacy_adres = _regel(
        Privacyafspraak,
        "privacy_adres",
        _("Privacypagina van die organisatie"),
        _("Een adres dat begint met https://"),
    )
    fg_contact = _regel(
        Privacyafspraak,
        "fg_contact",
        _("Hoe bereiken bewoners de functionaris gegevensbescherming?"),
        _("Een mailadres of telefoonnummer van de functie, niet van een persoon."),
    )
    grondslag = forms.ChoiceField(
        label=_("Op welke grondslag vraagt u dit?"),
        help_text=_("Weet u het niet? Vraag het de functionaris gegevensbescherming."),
        choices=[("", _("Nog niet gekozen")), *Privacyafspraak.Grondslag.choices],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies één van deze grondslagen.")},
    )
    belofte = forms.BooleanField(label=_("Ja, de organisatie heeft dit bevestigd."), required=False)
    belofte_door = _regel(
        Privacyafspraak,
        "belofte_door",
        _("Wie bevestigde het?"),
        _("De functie en de organisatie. Bijvoorbeeld: directeur sociaal domein, gemeente Heerenveen"),
    )
    belofte_op = forms.DateField(
        label=_("Wanneer?"),
        required=False,
        widget=DatumInvoer,
        error_messages={"invalid": _("Kies een dag, bijvoorbeeld 31-12-2026.")},
    )

    def clean_privacy_adres(self) -> str:
        try:
            return clean_website(self.cleaned_data["privacy_adres"])
        except DomeinFout as fout:
            raise forms.ValidationError(fout.zin) from fout

    def clean(self) -> dict[str, Any]:
        """With the tick both facts are needed. Without it the promise is not shown, and the facts go."""
        data: dict[str, Any] = self.cleaned_data
        if not data.get("belofte"):
            if tidy(data.get("belofte_door") or "") or data.get("belofte_op"):
                self.add_error("belofte", _("Zet het vinkje, of maak de twee vragen hieronder leeg."))
            return data
        if "belofte_door" in data and not tidy(data["belofte_door"]):
            self.add_error("belofte_door", _("Schrijf op wie het bevestigde: de functie en de organisatie."))
        day = data.get("belofte_op")
        if "belofte_op" in data and (day is None or day > today()):
            self.add_error("belofte_op", _("Kies de dag waarop dit is bevestigd: vandaag of eerder."))
        return data
