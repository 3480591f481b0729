"""Forms on how an action goes: of the team, and of who makes it happen. Both may add a photo."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from agenda.forms import WIE_UITLEG, VoortgangForm
from agenda.keuzes import ActieStatus
from agenda.melden.foto import MAX_FOTO_TEKST, Foto, clean_foto
from agenda.melden.services import MAX_TEKST
from bewoners.forms import VrijeTekst
from bewoners.regels import check_lengte
from kern.basisform import PlainForm
from kern.foto import ACCEPT, MAX_BYTES
from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, find_gegevens, is_leeg, over_een_persoon

NOG_EEN_KEER = _("Kies de foto nog een keer. Wij onthouden haar niet als er iets mist.")
ADRES = _("Schrijf een e-mailadres, bijvoorbeeld naam@dorpshuis.nl.")


class FotoVelden(PlainForm):
    """The part about a photo. `cleaned_data["foto"]` is a Foto, or None.

    A form that comes back cannot hold a file: it asks for the photo once more.
    """

    foto = forms.FileField(
        label=_("Foto"),
        help_text=_("Een JPG of PNG van hooguit 10 MB. Wij maken haar kleiner en halen de plaats eruit."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "empty": _("Dit bestand is leeg. Kies een andere foto."),
            "invalid": _("Kies de foto nog een keer."),
        },
    )
    foto_tekst = forms.CharField(
        label=_("Wat staat er op de foto?"),
        help_text=_("In één zin, voor wie de foto niet kan zien."),
        max_length=MAX_FOTO_TEKST,
        required=False,
    )
    foto_goed = forms.BooleanField(
        label=_("Niemand is herkenbaar op de foto, of iedereen die erop staat vond het goed."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent: UploadedFile[Any] | None = cleaned.get("foto")
        cleaned["foto"] = None
        if sent is None:
            return cleaned
        if not str(cleaned.get("foto_tekst") or "").strip() and "foto_tekst" not in self.errors:
            self.add_error("foto_tekst", _("Schrijf op wat er op de foto staat."))
        if not cleaned.get("foto_goed"):
            self.add_error("foto_goed", _("Zet het vinkje, of stuur een foto waarop niemand herkenbaar is."))
        if self.errors:
            self.add_error("foto", NOG_EEN_KEER)
            return cleaned
        try:
            cleaned["foto"] = clean_foto(sent.read(MAX_BYTES + 1), cleaned["foto_tekst"])
        except DomeinFout as fout:
            self.add_error("foto", fout.zin)
        return cleaned

    def ask_again(self) -> None:
        """The form comes back for another reason, and cannot hold the photo that was good."""
        if self.cleaned_data.get("foto") is not None:
            self.add_error("foto", NOG_EEN_KEER)

    def refuse_foto(self, zin: str) -> None:
        """The upload was stopped on its way in."""
        self.is_valid()
        self.add_error("foto", zin)

    @property
    def gezien(self) -> Foto | None:
        """The photo of a valid form."""
        foto: Foto | None = self.cleaned_data["foto"]
        return foto


class FotoForm(FotoVelden):
    """Something told, with a photo if there is one. The same send twice is once, by `verzend_id`."""

    verzend_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def clean_verzend_id(self) -> uuid.UUID:
        return self.cleaned_data["verzend_id"] or uuid.uuid4()


class TeamVoortgangForm(FotoForm, VoortgangForm):
    """How it goes, by the team."""

    zinnen = VoortgangForm.zinnen
    field_order = ["status", "tekst", "foto", "foto_tekst", "foto_goed"]


class VraagForm(PlainForm):
    """Who is asked by mail how an action goes."""

    zinnen = {"wie": _("Schrijf op wie dit doet: een organisatie, een groep of een rol."), "email": ADRES}
    wie = forms.CharField(label=_("Wie doet dit?"), max_length=80, help_text=WIE_UITLEG)
    email = forms.EmailField(
        label=_("Naar welk e-mailadres?"), max_length=254, error_messages={"invalid": ADRES}
    )


class PartijVoortgangForm(FotoForm):
    """How it goes, by who makes it happen. What looks like one person stops it once, see `toch`."""

    zinnen = {"status": _("Kies hoe het gaat.")}
    status = forms.ChoiceField(
        label=_("Hoe gaat het?"), choices=ActieStatus.choices, widget=forms.RadioSelect
    )
    tekst = VrijeTekst(
        label=_("In één zin"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen. Noem geen namen van mensen."),
    )
    field_order = ["status", "tekst", "foto", "foto_tekst", "foto_goed"]
    mag_toch = False

    def clean_tekst(self) -> str:
        tekst = " ".join(str(self.cleaned_data["tekst"]).split())
        if is_leeg(tekst):
            return ""
        try:
            check_lengte(tekst, MAX_TEKST)
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout
        self._look_for_persons(tekst)
        return tekst

    def clean_foto_tekst(self) -> str:
        tekst = " ".join(str(self.cleaned_data["foto_tekst"]).split())
        if tekst:
            self._look_for_persons(tekst)
        return tekst

    def _look_for_persons(self, tekst: str) -> None:
        found = [*find_gegevens(tekst), *over_een_persoon(tekst)]
        must_go = any(vondst.moet_weg for vondst in found)
        if not found or (self.data.get("toch") and not must_go):
            return
        self.mag_toch = not must_go
        if must_go:
            raise ValidationError(
                _("Haal het nummer van een persoon of een bank weg. Dit mag hier niet staan.")
            )
        if any(vondst.soort in _GEGEVENS for vondst in found):
            raise ValidationError(_("Hier lijkt een adres of een nummer te staan. Iedereen kan dit lezen."))
        raise ValidationError(_("Dit lijkt over één mens te gaan. Iedereen kan dit lezen."))


_GEGEVENS = (Gegeven.TELEFOON, Gegeven.MAIL, Gegeven.ADRES, Gegeven.BSN)
