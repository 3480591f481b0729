"""Forms to ask a party by mail."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.haalbaarheid.vraag import STANDAARD
from kern.basisform import PlainForm
from kern.klok import today
from kern.veld import DatumInvoer

ADRES = _("Schrijf een e-mailadres, bijvoorbeeld naam@gemeente.nl.")


def _default_day() -> dt.date:
    return today() + STANDAARD


class MailForm(PlainForm):
    """To whom a question goes, and until when."""

    zinnen = {"email": ADRES, "uiterlijk": _("Kies voor welke dag u graag antwoord wilt.")}
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    email = forms.EmailField(
        label=_("Naar welk e-mailadres?"),
        max_length=254,
        help_text=_("Liefst een adres van de organisatie."),
        error_messages={"invalid": ADRES},
    )
    uiterlijk = forms.DateField(label=_("Graag antwoord voor"), widget=DatumInvoer, initial=_default_day)


class KanDitForm(PlainForm):
    """Ask one party of several plans at once; without an address nothing is sent yet."""

    zinnen = {
        "partij": _("Schrijf op aan wie u dit vraagt."),
        "tekst": _("Schrijf op wat u precies vraagt."),
        "plannen": _("Kies bij welke plannen u dit vraagt."),
    }
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    partij = forms.CharField(
        label=_("Aan wie vraagt u dit?"),
        max_length=80,
        help_text=_("Een organisatie. Geen naam van een bewoner."),
    )
    plannen = forms.MultipleChoiceField(label=_("Bij welke plannen?"), widget=forms.CheckboxSelectMultiple)
    tekst = forms.CharField(
        label=_("Wat precies?"),
        max_length=200,
        initial=_("Kan dit plan? En wat is daarvoor nodig?"),
    )
    email = forms.EmailField(
        label=_("Naar welk e-mailadres?"),
        max_length=254,
        required=False,
        help_text=_("Vult u niets in? Dan staat de vraag erbij en gaat er nog geen mail uit."),
        error_messages={"invalid": ADRES},
    )
    uiterlijk = forms.DateField(
        label=_("Graag antwoord voor"), widget=DatumInvoer, required=False, initial=_default_day
    )

    def __init__(self, *args: Any, plannen: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plannen"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(plannen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("uiterlijk") and "uiterlijk" not in self.errors:
            self.add_error("uiterlijk", _("Kies voor welke dag u graag antwoord wilt."))
        return cleaned
