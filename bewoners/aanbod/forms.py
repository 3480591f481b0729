"""What somebody who offers something fills in, one question a page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bewoners.aanbod.regels import tidy_contact, tidy_naam, tidy_tekst
from bewoners.forms import MetVal, VrijeTekst
from bewoners.keuzes import Aanbodsoort, Label, Wanneer
from bewoners.models import Namens
from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, Vondst, find_gegevens, over_een_persoon

SOORT_UITLEG: Final = {
    Aanbodsoort.KENNIS.value: _("Bijvoorbeeld koken, klussen of een taal."),
    Aanbodsoort.HANDEN.value: _("Bijvoorbeeld planten, sjouwen of koffie schenken."),
    Aanbodsoort.NETWERK.value: _("U weet wie iets kan, of wie wij moeten spreken."),
    Aanbodsoort.PLEK.value: _("Bijvoorbeeld een zaal, een tuin of een keuken."),
    Aanbodsoort.SPULLEN.value: _("Bijvoorbeeld gereedschap of een aanhanger."),
    Aanbodsoort.TIJD.value: _("U hebt een uurtje over, nu en dan."),
    Aanbodsoort.LEERPLEK.value: _("Iemand kan bij u leren of werken."),
}
SOORT_PICTOGRAM: Final = {
    Aanbodsoort.KENNIS.value: "idee",
    Aanbodsoort.HANDEN.value: "meedoen",
    Aanbodsoort.NETWERK.value: "mensen",
    Aanbodsoort.PLEK.value: "huis",
    Aanbodsoort.SPULLEN.value: "doos",
    Aanbodsoort.TIJD.value: "wachten",
    Aanbodsoort.LEERPLEK.value: "werkenleren",
}
LABEL_PICTOGRAM: Final = {
    Label.KOKEN.value: "pan",
    Label.KLUSSEN.value: "beter",
    Label.GROEN.value: "boom",
    Label.ORGANISEREN.value: "klaar",
    Label.SCHRIJVEN.value: "potlood",
    Label.VORMGEVEN.value: "kwast",
    Label.DIGITAAL.value: "scherm",
    Label.TALEN.value: "taal",
    Label.KUNST.value: "muziek",
    Label.SPORT.value: "bal",
    Label.LUISTEREN.value: "oor",
    Label.LESGEVEN.value: "bord",
    Label.PAPIEREN.value: "papier",
    Label.TECHNIEK.value: "stekker",
    Label.RIJDEN.value: "auto",
    Label.KINDEREN.value: "opgroeien",
    Label.OUDEREN.value: "bril",
    Label.DIEREN.value: "poot",
    Label.MENSEN.value: "ontmoeten",
    Label.WERVEN.value: "geld",
}
NAMENS: Final = [
    (Namens.BEWONER.value, _("Ik zelf")),
    (Namens.GROEP.value, _("Een groep")),
    (Namens.ORGANISATIE.value, _("Een organisatie")),
]
BEWAREN: Final = [("3", _("3 maanden")), ("6", _("6 maanden")), ("12", _("1 jaar"))]
KIES: Final = _("Kies iets uit de lijst.")
MAAKT_NIET_UIT: Final = ("", _("Maakt niet uit"))


class SoortForm(MetVal):
    """Page 1. `concept` is made with the page, so that a double click is one form.

    `over` is the key of the action that somebody came from; the view looks up what it means.
    """

    soort = forms.ChoiceField(
        label=_("Wat wilt u doen?"),
        choices=Aanbodsoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u wilt doen."), "invalid_choice": KIES},
    )
    concept = forms.UUIDField(required=False, widget=forms.HiddenInput)
    over = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("soort", "website", "concept", "over")

    def clean_concept(self) -> uuid.UUID:
        return self.cleaned_data["concept"] or uuid.uuid4()


class WaaroverForm(forms.Form):
    """Page 2. Nothing has to be chosen."""

    labels = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        choices=Label.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": KIES},
    )


class VertelForm(forms.Form):
    """Page 3. Stops once at what points to a person; that may stay with `toch`."""

    tekst = VrijeTekst(
        label=_("Wilt u er iets over vertellen?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    mag_toch = False

    def clean_tekst(self) -> str:
        tekst: str = tidied(tidy_tekst, self.cleaned_data["tekst"])
        found = [*find_gegevens(tekst), *over_een_persoon(tekst)]
        if found and not self.data.get("toch"):
            self.mag_toch = True
            raise ValidationError(
                [
                    ValidationError(_sentence(one), params={"merk": tekst[one.start : one.end]})
                    for one in {found_one.soort: found_one for found_one in found}.values()
                ]
            )
        return tekst


def _sentence(found: Vondst) -> str:
    """Kindly: what to do with it."""
    if found.soort in (Gegeven.TELEFOON, Gegeven.MAIL):
        return str(_("Dit hoeft hier niet. Straks vragen wij hoe wij u bereiken."))
    if found.soort == Gegeven.ADRES:
        return str(_("Haal het adres weg. Een straat of een dorp is genoeg."))
    return str(_("Schrijf liever niet over één mens. Vertel wat u wilt doen voor de wijk."))


class WanneerForm(forms.Form):
    """Page 4. Nothing has to be chosen."""

    wanneer = forms.MultipleChoiceField(
        label=_("Wanneer kunt u?"),
        choices=Wanneer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": KIES},
    )
    buurt = forms.ChoiceField(label=_("In welke buurt?"), choices=[MAAKT_NIET_UIT], required=False)

    def __init__(self, *args: Any, buurten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(buurten) < 2:
            del self.fields["buurt"]
            return
        self.fields["buurt"].choices = [MAAKT_NIET_UIT, *buurten]  # type: ignore[attr-defined]
        self.fields["buurt"].error_messages["invalid_choice"] = KIES


class MetContact(forms.Form):
    """How to reach somebody."""

    contact = VrijeTekst(
        label=_("Uw telefoonnummer of e‑mailadres"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "on", "dir": "ltr"}),
    )
    naam = VrijeTekst(
        label=_("Uw naam"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def clean_contact(self) -> str:
        return str(tidied(tidy_contact, self.cleaned_data["contact"]))

    def clean_naam(self) -> str:
        return str(tidied(tidy_naam, self.cleaned_data["naam"]))


class BereikForm(MetContact):
    """Page 5: how to reach you, how long we may keep it, and a yes that nobody gave for you."""

    namens = forms.ChoiceField(
        label=_("Wie biedt dit aan?"),
        choices=NAMENS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": KIES},
    )
    maanden = forms.ChoiceField(
        label=_("Hoe lang mogen wij dit bewaren?"),
        choices=BEWAREN,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies hoe lang wij dit mogen bewaren."),
            "invalid_choice": _("Kies hoe lang wij dit mogen bewaren."),
        },
    )
    toestemming = forms.BooleanField(
        label=_("Ja, het wijkteam mag dit bewaren en mij bellen of mailen."),
        error_messages={"required": _("Zet een vinkje. Zonder uw ja bewaren wij niets.")},
    )
    field_order = ("contact", "naam", "namens", "maanden", "toestemming")


class WijzigForm(MetContact, VertelForm, WaaroverForm):
    """Change it later, with the receipt code."""

    wanneer = WanneerForm.base_fields["wanneer"]
    revisie = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    field_order = ("tekst", "labels", "wanneer", "contact", "naam", "revisie")


def tidied(rule: Any, value: str) -> Any:
    """The value as a rule of the service keeps it; what the rule says stands under the field."""
    try:
        return rule(value)
    except DomeinFout as fout:
        raise ValidationError(fout.zin) from fout
