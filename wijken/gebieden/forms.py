"""Forms on what a wijk is made of and called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from wijken.gebieden.regels import MAX_NAAM, StraatRegel, read_straten
from wijken.gebieden.services import MAX_SLUG
from wijken.selectors import Buurt


class AdresForm(forms.Form):
    """The last part of the web address of the wijk."""

    adres = forms.CharField(
        label=_("Nieuw adres"),
        help_text=_("Kleine letters, cijfers en streepjes. Bijvoorbeeld: jubbega"),
        max_length=MAX_SLUG,
        error_messages={
            "required": _("Schrijf het nieuwe adres. Bijvoorbeeld: jubbega"),
            "max_length": _("Dit adres is te lang. Gebruik hooguit %(limit_value)d tekens."),
        },
    )


class NamenForm(forms.Form):
    """What people call each buurt; empty is the name of CBS. `revisie` is the state that the form showed."""

    revisie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, str] | None = None, *, buurten: Iterable[Buurt], revisie: int
    ) -> None:
        super().__init__(data, initial={"revisie": revisie})
        for buurt in buurten:
            self.fields[f"naam_{buurt.code}"] = forms.CharField(
                label=buurt.cbs or buurt.naam,
                initial=buurt.naam if buurt.cbs else "",
                max_length=MAX_NAAM,
                required=False,
                error_messages={
                    "max_length": _("Deze naam is te lang. Gebruik hooguit %(limit_value)d tekens.")
                },
            )

    @property
    def namen(self) -> dict[str, str]:
        """Code → what was typed."""
        cleaned = self.cleaned_data.items()
        return {name.removeprefix("naam_"): text for name, text in cleaned if name.startswith("naam_")}


class StratenForm(forms.Form):
    """The streets of the wijk, one a line."""

    revisie = forms.IntegerField(widget=forms.HiddenInput)
    straten = forms.CharField(
        label=_("Straten"),
        help_text=_("Eén straat op een regel. De buurt en de postcode mogen erachter, met een puntkomma."),
        required=False,
        max_length=200_000,
        error_messages={"max_length": _("Deze lijst is te lang. Gebruik hooguit %(limit_value)d tekens.")},
        widget=forms.Textarea,
    )
    gelezen: tuple[StraatRegel, ...] = ()

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        codes: Mapping[str, str] | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.codes = codes or {}

    def clean_straten(self) -> str:
        tekst = str(self.cleaned_data["straten"])
        gelezen = read_straten(tekst, self.codes)
        if gelezen.fouten:
            raise forms.ValidationError(list(gelezen.fouten[:10]))
        self.gelezen = gelezen.straten
        return tekst
