"""Forms on the sociale kaart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kern.fouten import DomeinFout
from wijken.models import Voorziening
from wijken.sociale_kaart.lezen import MAX_BYTES, Lezing, read_csv
from wijken.sociale_kaart.regels import CHECKS, VELDEN, Gegevens, check_reachable, personal
from wijken.themas import Thema


class VoorzieningForm(forms.Form):
    """One organisation. What may belong to a person stops once and may stay with `toch`."""

    revisie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    soort = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=Voorziening.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat het is."),
            "invalid_choice": _("Kies één van deze soorten."),
        },
    )
    naam = forms.CharField(
        label=_("Naam"),
        help_text=_("De naam van de organisatie, niet van een persoon."),
        error_messages={"required": _("Schrijf hoe de organisatie heet.")},
    )
    wat = forms.CharField(
        label=_("Wat kunt u er doen, en voor wie is het?"),
        help_text=_("In één zin. Bijvoorbeeld: Hulp bij geldzorgen, voor iedereen in Heerenveen."),
        required=False,
        widget=forms.Textarea,
    )
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp"),
        choices=[("", _("Geen onderwerp")), *Thema.choices],
        required=False,
        error_messages={"invalid_choice": _("Kies één van deze onderwerpen.")},
    )
    plek = forms.CharField(
        label=_("Adres of plaats"), help_text=_("Bijvoorbeeld: Schoolstraat 4, Jubbega"), required=False
    )
    telefoon = forms.CharField(
        label=_("Telefoon"), required=False, widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"})
    )
    tijden = forms.CharField(
        label=_("Wanneer open?"), help_text=_("Bijvoorbeeld: maandag van 9 tot 12 uur"), required=False
    )
    website = forms.CharField(
        label=_("Website"),
        help_text=_("Een adres dat begint met https://"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr", "autocapitalize": "none"}),
    )
    talen = forms.CharField(
        label=_("Welke talen spreken ze er?"),
        help_text=_("Bijvoorbeeld: Nederlands, Arabisch"),
        required=False,
    )

    mag_toch = False

    def clean(self) -> dict[str, Any]:
        """Each field by the rule of the kaart; the first sentence that does not fit stands at its field."""
        data: dict[str, Any] = self.cleaned_data
        for veld in VELDEN:
            if veld in data:
                try:
                    data[veld] = CHECKS[veld](data[veld])
                except DomeinFout as fout:
                    self.add_error(veld, fout.zin)
        if not self.errors and (lacking := check_reachable(self.gegevens)):
            self.add_error(*lacking)
        if not self.errors and "toch" not in self.data:
            for veld, zin in personal(self.gegevens):
                self.add_error(veld, zin)
                self.mag_toch = True
        return self.cleaned_data

    @property
    def gegevens(self) -> Gegevens:
        """What was typed, of a form without errors."""
        return Gegevens(**{veld: self.cleaned_data[veld] for veld in VELDEN})


class KaartbestandForm(forms.Form):
    """A CSV. Its rows are in `cleaned_data["bestand"]` as a Lezing."""

    bestand = forms.FileField(
        label=_("Kies uw bestand"),
        help_text=_("Een CSV van hooguit 2 MB. Boven elke kolom staat een titel."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "invalid": _("Kies eerst een bestand."),
            "missing": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg. Kies een bestand met organisaties."),
        },
    )

    naam = ""

    def clean_bestand(self) -> Lezing:
        bestand: UploadedFile[Any] = self.cleaned_data["bestand"]
        self.naam = bestand.name or ""
        try:
            return read_csv(bestand.read(MAX_BYTES + 1))
        except DomeinFout as fout:
            raise forms.ValidationError(fout.zin) from fout
