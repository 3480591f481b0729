"""The form of a self-scan: a row of five answers under each statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes_team import Scankant, Scanpunt
from agenda.models import Zelfscan
from agenda.zelfscan.selectors import GROEPEN
from agenda.zelfscan.services import MAX_MENSEN
from kern.basisform import MetRevisieForm

ANTWOORDEN = (
    ("0", _("Helemaal niet")),
    ("1", _("Een beetje")),
    ("2", _("Half")),
    ("3", _("Grotendeels")),
    ("4", _("Helemaal wel")),
    ("", _("Geen antwoord")),
)


class ZelfscanForm(MetRevisieForm):
    """With how many people, a mark per statement (the field is named after its code), what stands out."""

    zinnen = {"mensen": _("Schrijf op met hoeveel mensen u was.")}
    mensen = forms.IntegerField(
        label=_("Met hoeveel mensen vult u dit in?"), min_value=1, max_value=MAX_MENSEN
    )
    toelichting = forms.CharField(
        label=_("Wat valt op?"),
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Waar was u het over eens? Waar niet? Schrijf geen namen op."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for punt in Scanpunt:
            self.fields[punt.value] = forms.ChoiceField(
                label=punt.label, choices=ANTWOORDEN, required=False, widget=forms.RadioSelect
            )
            self.fields[punt.value].error_messages["invalid_choice"] = str(
                _("Kies een antwoord uit de lijst.")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.scores:
            raise forms.ValidationError(_("Geef minstens bij één zin een antwoord."))
        return cleaned

    @property
    def scores(self) -> dict[Scanpunt, int]:
        """The marks that were given. Only after validating."""
        return {punt: int(mark) for punt in Scanpunt if (mark := self.cleaned_data.get(punt.value))}

    def groepen(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The statements under their headings, for the page."""
        return [(str(naam), [self[punt.value] for punt in punten]) for naam, punten in GROEPEN]


def initial_of(scan: Zelfscan | None) -> dict[str, Any]:
    """What the form shows of a scan that is there; of none, no answers."""
    if scan is None:
        return {punt.value: "" for punt in Scanpunt}
    marks = {row.punt: str(row.score) for row in scan.scores.all()}
    return {
        "mensen": scan.mensen,
        "toelichting": scan.toelichting,
        **{punt.value: marks.get(punt.value, "") for punt in Scanpunt},
    }


WIE = {
    Scankant.TEAM: _("Zelfscan van het team"),
    Scankant.BEWONERS: _("Zelfscan met bewoners"),
}
