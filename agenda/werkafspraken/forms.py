"""The form of a working agreement. A precondition also says how far it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes_team import AfspraakSoort, AfspraakStand
from agenda.werkafspraken.services import MAX_TEKST
from kern.basisform import MetRevisieForm, PlainForm


class AfspraakForm(PlainForm):
    """One agreement; `soort` decides whether the form asks how far it is."""

    zinnen = {"tekst": _("Schrijf de afspraak in één zin.")}
    tekst = forms.CharField(
        label=_("Wat spreekt u af?"), max_length=MAX_TEKST, help_text=_("Eén zin, in gewone woorden.")
    )
    stand = forms.ChoiceField(
        label=_("Hoe ver is dit?"),
        choices=[*AfspraakStand.choices, ("", _("Weten wij nog niet"))],
        required=False,
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label=_("Wat hoort erbij?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: wie het regelt, of waar het staat."),
    )

    def __init__(self, *args: Any, soort: AfspraakSoort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if soort != AfspraakSoort.RANDVOORWAARDE:
            del self.fields["stand"]


class AfspraakWijzigForm(MetRevisieForm, AfspraakForm):
    zinnen = AfspraakForm.zinnen
