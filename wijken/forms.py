"""Forms on a wijk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijken.models import Wijk

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production

PHONE = re.compile(r"\+?[0-9][0-9 \-]{6,18}")
FIELDS = (
    "naam",
    "ondertitel",
    "inloop_plek",
    "inloop_tijden",
    "telefoon",
    "reactie_weken",
    "hulpafspraak",
    "beslist_mee",
    "denkt_mee",
    "ligt_vast",
)


def _length(field: str) -> int:
    column = Wijk._meta.get_field(field)
    return (column.max_length or 0) if isinstance(column, models.Field) else 0


class _Tekst(forms.CharField):
    """A text as long as its column, that says so in plain words."""

    def __init__(
        self,
        field: str,
        label: StrOrPromise,
        hint: StrOrPromise,
        *,
        rows: int = 0,
        required: StrOrPromise = "",
    ) -> None:
        size = _length(field)
        super().__init__(
            label=label,
            help_text=hint,
            max_length=size,
            required=bool(required),
            widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
            error_messages={
                "required": required,
                "max_length": _("Deze tekst is te lang. Gebruik hooguit %(limit_value)d tekens."),
            },
        )


class InstellingenForm(forms.Form):
    """What everyone sees of the wijk and its team. `revisie` is the state that the form showed."""

    revisie = forms.IntegerField(widget=forms.HiddenInput)
    naam = _Tekst(
        "naam", _("Naam van de wijk"), _("Zo noemen mensen de wijk."), required=_("Schrijf hoe de wijk heet.")
    )
    ondertitel = _Tekst("ondertitel", _("Regel onder de naam"), _("Bijvoorbeeld: en zes dorpen eromheen"))
    inloop_plek = _Tekst(
        "inloop_plek", _("Waar kunnen mensen binnenlopen?"), _("Bijvoorbeeld: het dorpshuis")
    )
    inloop_tijden = _Tekst(
        "inloop_tijden", _("Wanneer?"), _("Bijvoorbeeld: maandag en donderdag, van 9 tot 12 uur")
    )
    telefoon = _Tekst("telefoon", _("Telefoon van het team"), _("Bewoners zien dit nummer."))
    reactie_weken = forms.IntegerField(
        label=_("Binnen hoeveel weken leest u een verhaal?"),
        help_text=_("Bewoners lezen dit als belofte."),
        min_value=1,
        max_value=12,
        error_messages={
            "required": _("Kies een aantal weken, van 1 tot 12."),
            "invalid": _("Kies een aantal weken, van 1 tot 12."),
            "min_value": _("Kies een aantal weken, van 1 tot 12."),
            "max_value": _("Kies een aantal weken, van 1 tot 12."),
        },
    )
    hulpafspraak = _Tekst(
        "hulpafspraak",
        _("Wat doet u als iemand om hulp vraagt?"),
        _("Alleen het team leest deze afspraak."),
        rows=4,
    )
    beslist_mee = _Tekst(
        "beslist_mee", _("Hierover beslissen bewoners mee"), _("Bewoners lezen dit."), rows=3
    )
    denkt_mee = _Tekst("denkt_mee", _("Hierover denken bewoners mee"), _("Bewoners lezen dit."), rows=3)
    ligt_vast = _Tekst("ligt_vast", _("Dit ligt al vast"), _("Bewoners lezen dit."), rows=3)

    def clean_telefoon(self) -> str:
        telefoon = str(self.cleaned_data["telefoon"]).strip()
        if telefoon and not PHONE.fullmatch(telefoon):
            raise forms.ValidationError(_("Dit is geen telefoonnummer. Een voorbeeld: 0513 12 34 56"))
        return telefoon
