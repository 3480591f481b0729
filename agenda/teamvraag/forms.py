"""The form of what residents ask of their team, and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes import TeamAntwoord
from agenda.teamvraag.services import MAX_REDEN, MAX_TEKST, MAX_WIE
from kern.basisform import MetRevisieForm, PlainForm
from kern.veld import DatumInvoer


class TeamvraagForm(PlainForm):
    zinnen = {"tekst": _("Schrijf in één zin wat bewoners vragen.")}
    wie = forms.CharField(
        label=_("Wie hebben bewoners daarbij nodig?"),
        max_length=MAX_WIE,
        required=False,
        help_text=_("Een beroep of een soort hulp. Geen naam. U mag dit leeg laten."),
    )
    tekst = forms.CharField(
        label=_("Wat vragen bewoners van het wijkteam?"),
        max_length=MAX_TEKST,
        help_text=_("Eén zin, in hun woorden. Bijvoorbeeld: elke week iemand in het dorpshuis."),
    )
    aantal = forms.IntegerField(
        label=_("Hoeveel mensen vroegen dit?"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("Weet u het niet? Laat het leeg."),
    )


class TeamvraagWijzigForm(MetRevisieForm, TeamvraagForm):
    """The question, and under it the answer of the team."""

    zinnen = {**TeamvraagForm.zinnen, "antwoord": _("Kies wat het team antwoordt.")}
    antwoord = forms.ChoiceField(
        label=_("Kan het team dit?"), choices=TeamAntwoord.choices, widget=forms.RadioSelect
    )
    antwoord_tekst = forms.CharField(
        label=_("Waarom?"),
        max_length=MAX_REDEN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig bij ja, voor een deel en nee. Bewoners lezen dit bij de agenda."),
    )
    antwoord_op = forms.DateField(label=_("Op welke dag?"), required=False, widget=DatumInvoer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_open = cleaned.get("antwoord", TeamAntwoord.OPEN) == TeamAntwoord.OPEN
        if not is_open and not cleaned.get("antwoord_tekst") and "antwoord_tekst" not in self.errors:
            self.add_error("antwoord_tekst", _("Schrijf op waarom. Bewoners lezen dit."))
        return cleaned
