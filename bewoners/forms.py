"""What a resident fills in, one question a page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bewoners.models import MAX_TEKST, Contactverzoek, Soort
from bewoners.regels import check_lengte, clean_tekst, stop_zin
from bewoners.services.inbreng import MAX_BEZWAAR
from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, Vondst, find_gegevens, is_leeg
from wijken.themas import Thema

JA_NEE: Final = [("ja", _("Ja")), ("nee", _("Nee"))]
JA_NEE_UITLEG: Final = {
    "ja": _("Uw woorden kunnen in het plan komen. Uw naam niet."),
    "nee": _("Alleen het wijkteam leest uw verhaal."),
}
JA_NEE_PICTOGRAM: Final = {"ja": "mensen", "nee": "slot"}
SOORT_UITLEG: Final = {
    Soort.IDEE.value: _("Dit kunnen we doen."),
    Soort.BETER.value: _("Dit gaat nog niet goed."),
    Soort.DROOM.value: _("Zo zou het mooi zijn."),
    Soort.COMPLIMENT.value: _("Dit is fijn. Zo houden."),
}
SOORT_PICTOGRAM: Final = {value: value for value in Soort.values}
WEET_IK_NIET: Final = ("", _("Weet ik niet"))


class VrijeTekst(forms.CharField):
    """Free text without control characters and other dirt."""

    def to_python(self, value: Any) -> str:
        return clean_tekst(str(value or ""))


class MetVal(forms.Form):
    """A form with a field that people leave empty and robots fill in. Filled in, it becomes visible."""

    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Maak dit veld leeg. Druk daarna nog een keer op de knop."))
        return ""


class TekstForm(forms.Form):
    """A text that others may read. Stops once at personal data; what looks like it may stay with `toch`."""

    tekst = VrijeTekst(
        label=_("Wat wilt u vertellen over uw buurt?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    hoogstens = MAX_TEKST
    mag_toch = False
    wil_helpen = False

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"]
        check_or_invalid(tekst, self.hoogstens)
        found = find_gegevens(tekst)
        moet_weg = any(vondst.moet_weg for vondst in found)
        if found and (moet_weg or not self.data.get("toch")):
            self.mag_toch = not moet_weg
            self.wil_helpen = any(vondst.soort in (Gegeven.TELEFOON, Gegeven.MAIL) for vondst in found)
            raise ValidationError(stops(tekst, found))
        return tekst


def check_or_invalid(tekst: str, hoogstens: int = MAX_TEKST) -> None:
    try:
        check_lengte(tekst, hoogstens)
    except DomeinFout as fout:
        raise ValidationError(fout.zin) from fout


def stops(tekst: str, found: Sequence[Vondst]) -> list[ValidationError]:
    """An error for each thing found, with the passage to mark."""
    unique = {(stop_zin(vondst), tekst[vondst.start : vondst.end]): None for vondst in found}
    return [ValidationError(zin, params={"merk": passage}) for zin, passage in unique]


class VertelForm(MetVal, TekstForm):
    """Page 1. `concept` is made with the page, so that a double click is one form."""

    concept = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("tekst", "website", "concept")

    def clean_concept(self) -> uuid.UUID:
        return self.cleaned_data["concept"] or uuid.uuid4()


class DelenForm(forms.Form):
    """Page 2."""

    mag_delen = forms.ChoiceField(
        label=_("Mogen anderen dit lezen, zonder uw naam?"),
        choices=JA_NEE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": _("Kies ja of nee.")},
    )


class SoortForm(forms.Form):
    """The one page after sending. Nothing has to be filled in."""

    soort = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[*Soort.choices, WEET_IK_NIET],
        required=False,
        widget=forms.RadioSelect,
    )
    onderwerp = forms.ChoiceField(
        label=_("Waar gaat het over?"), choices=[WEET_IK_NIET, *Thema.choices], required=False
    )
    buurt = forms.ChoiceField(label=_("Om welke buurt gaat het?"), choices=[WEET_IK_NIET], required=False)

    def __init__(self, *args: Any, buurten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes: list[tuple[str, str | Promise]] = [WEET_IK_NIET, *buurten]
        if len(buurten) < 2:
            del self.fields["buurt"]
        else:
            self.fields["buurt"].choices = keuzes  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Kies iets uit de lijst.")


class ContactForm(MetVal):
    """A request of its own: who wants to hear from us."""

    doel = forms.ChoiceField(
        label=_("Wat wilt u?"),
        choices=Contactverzoek.Doel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u wilt."), "invalid_choice": _("Kies wat u wilt.")},
    )
    contact = VrijeTekst(
        label=_("Uw telefoonnummer of e‑mailadres"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "on", "dir": "ltr"}),
    )
    naam = VrijeTekst(
        label=_("Uw naam"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    concept = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("doel", "contact", "naam", "website", "concept")

    def clean_contact(self) -> str:
        contact = " ".join(self.cleaned_data["contact"].split())
        reachable = {vondst.soort for vondst in find_gegevens(contact)} & {Gegeven.TELEFOON, Gegeven.MAIL}
        if is_leeg(contact) or not reachable:
            raise ValidationError(
                _("Schrijf een telefoonnummer of e-mailadres op. Zo kunnen wij u bereiken.")
            )
        if len(contact) > 120:
            raise ValidationError(_("Dit is te lang. Schrijf alleen een nummer of adres op."))
        return contact

    def clean_naam(self) -> str:
        naam = " ".join(self.cleaned_data["naam"].split())
        if len(naam) > 80:
            raise ValidationError(_("Deze naam is te lang. Gebruik hooguit 80 letters."))
        return naam

    def clean_concept(self) -> uuid.UUID:
        return self.cleaned_data["concept"] or uuid.uuid4()


class VeranderForm(TekstForm):
    """Change the words later, with the receipt code."""

    mag_delen = forms.ChoiceField(
        label=_("Mogen anderen dit lezen, zonder uw naam?"),
        choices=JA_NEE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": _("Kies ja of nee.")},
    )
    revisie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = _("Uw verhaal")


class BezwaarForm(forms.Form):
    """'Zo bedoelde ik het niet'. The text may stay empty."""

    tekst = VrijeTekst(
        label=_("Hoe bedoelde u het wel?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"]
        if len(tekst) > MAX_BEZWAAR:
            raise ValidationError(
                _("Uw tekst is te lang. Haal %(te_veel)s letters weg. Dan past het."),
                params={"te_veel": len(tekst) - MAX_BEZWAAR},
            )
        found = [vondst for vondst in find_gegevens(tekst) if vondst.zeker]
        if found:
            raise ValidationError(stops(tekst, found))
        return tekst
