"""The forms of the values: which cards lie on the table, and what each means in this wijk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.kernwaarden.services import MAX_AFSPRAKEN, MAX_MERKBAAR, MAX_WOORD, check_tekst
from kern.basisform import MetRevisieForm, PlainForm
from kern.fouten import DomeinFout
from kern.tekstcontrole import find_gegevens
from kern.veld import DatumInvoer
from wijken.waardekaarten import BRON, kaarten


class NagelezenForm(PlainForm):
    """Texts that stop once when they may be about one person; 'Het is goed zo' (`toch`) lets them pass."""

    teksten: tuple[str, ...] = ()
    mag_toch = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["nagelezen"] = bool(self.data.get("toch"))
        for name in self.teksten:
            tekst = cleaned.get(name, "")
            try:
                check_tekst(tekst, nagelezen=cleaned["nagelezen"])
            except DomeinFout as fout:
                self.mag_toch = self.mag_toch or not find_gegevens(tekst)
                self.add_error(name, fout.zin)
        return cleaned


class KiesForm(NagelezenForm):
    """Cards that are laid on the table, several at once, and a card of people's own."""

    teksten = ("eigen",)
    kaarten = forms.MultipleChoiceField(label=_("Kies uw kaarten"), required=False)
    eigen = forms.CharField(
        label=_("Uw eigen woord"),
        max_length=MAX_WOORD,
        required=False,
        help_text=_("Mist u een woord? Schrijf het hier. Eén woord, of een paar."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kaarten"]
        field.error_messages["invalid_choice"] = _("Kies kaarten uit de lijst.")
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(kaart.slug, kaart.woord) for kaart in kaarten(BRON)]


class KernwaardeForm(MetRevisieForm, NagelezenForm):
    """One value: its word, how people notice it, what they agree, and how many stand behind it."""

    zinnen = {"woord": _("Schrijf het woord op.")}
    teksten = ("woord", "merkbaar", "afspraken")
    woord = forms.CharField(label=_("Welk woord?"), max_length=MAX_WOORD)
    merkbaar = forms.CharField(
        label=_("Zo merk je dat in de wijk"),
        max_length=MAX_MERKBAAR,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: wie nieuw is, krijgt binnen een week iemand aan de deur."),
    )
    afspraken = forms.CharField(
        label=_("Wat spreken wij af?"),
        max_length=MAX_AFSPRAKEN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wat doen wij zelf om dit waar te maken?"),
    )
    voor = forms.IntegerField(
        label=_("Hoeveel mensen staan erachter?"), required=False, min_value=0, max_value=100_000
    )
    van = forms.IntegerField(label=_("Van hoeveel mensen?"), required=False, min_value=1, max_value=100_000)
    gekozen_op = forms.DateField(label=_("Gekozen op"), required=False, widget=DatumInvoer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "voor" in self.errors or "van" in self.errors:
            return cleaned
        voor, van = cleaned.get("voor"), cleaned.get("van")
        if voor is None and van is not None:
            self.add_error("voor", _("Schrijf ook op hoeveel mensen erachter staan, of laat beide leeg."))
        elif van is None and voor is not None:
            self.add_error("van", _("Schrijf ook op van hoeveel mensen, of laat beide leeg."))
        elif voor is not None and van is not None and voor > van:
            self.add_error("voor", _("Er kunnen niet meer mensen achter staan dan er waren."))
        return cleaned
