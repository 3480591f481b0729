"""Forms of the agendagroep: of the team for who is in it, and of members for what they choose and say."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.groep.doen import MAX_REACTIE, MAX_WOORD
from agenda.keuzes import Groepskeuzesoort, Lidsoort, Stem
from bewoners.forms import TekstForm, VrijeTekst
from bewoners.regels import check_lengte
from kern.basisform import MetRevisieForm, PlainForm
from kern.fouten import DomeinFout
from kern.tekstcontrole import is_leeg
from kern.veld import DatumInvoer

# ---- the team ----------------------------------------------------------------------------------


class LidForm(PlainForm):
    """Somebody in the group."""

    zinnen = {
        "naam": _("Schrijf op wie dit is."),
        "soort": _("Kies of dit een bewoner is of iemand van een organisatie."),
        "tot": _("Kies een dag."),
    }
    naam = forms.CharField(
        label=_("Naam"),
        max_length=80,
        help_text=_("Alleen het team leest deze naam. Een voornaam is genoeg."),
    )
    soort = forms.ChoiceField(label=_("Wie is dit?"), choices=Lidsoort.choices, widget=forms.RadioSelect)
    organisatie = forms.CharField(
        label=_("Welke organisatie?"),
        max_length=80,
        required=False,
        help_text=_("Alleen als iemand namens een organisatie meedoet. De groep leest dit."),
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Geen adres? Dan geeft u de link op papier, met een QR-code."),
        error_messages={
            "invalid": _("Dit is geen e-mailadres. Een adres ziet er zo uit: naam@voorbeeld.nl.")
        },
    )
    tot = forms.DateField(
        label=_("In de groep tot en met"),
        widget=DatumInvoer,
        help_text=_("Hooguit twee jaar. Twee weken ervoor vragen wij per mail of iemand doorgaat."),
    )


class LidNieuwForm(LidForm):
    """A new member: also the consent."""

    zinnen = {**LidForm.zinnen, "toestemming": _("Vraag het eerst, en zet dan een vinkje.")}
    toestemming = forms.BooleanField(
        label=_(
            "Deze persoon vindt het goed dat wij deze gegevens bewaren, en weet dat het team ziet wat hij "
            "of zij kiest."
        ),
        required=True,
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class LidWijzigForm(MetRevisieForm, LidForm):
    zinnen = LidForm.zinnen


# ---- members -----------------------------------------------------------------------------------


class _WoordForm(TekstForm):
    """Words that need not be there; stops once at personal data, as everywhere."""

    hoogstens = MAX_WOORD
    mag_leeg = True
    field_order: list[str]

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"]
        if self.mag_leeg and is_leeg(tekst):
            return ""
        try:
            check_lengte(tekst, self.hoogstens)
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout
        return super().clean_tekst()


class KeuzeForm(_WoordForm):
    """What a member wants with one plan."""

    keuze = forms.ChoiceField(
        label=_("Wat wilt u met dit plan?"),
        choices=Groepskeuzesoort.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat u met dit plan wilt."),
            "invalid_choice": _("Kies wat u met dit plan wilt."),
        },
    )
    tekst = VrijeTekst(
        label=_("Wilt u er iets bij zeggen?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["keuze", "tekst"]


class ReactieForm(_WoordForm):
    """What a member says about a plan, to the group."""

    hoogstens = MAX_REACTIE
    mag_leeg = False
    tekst = VrijeTekst(
        label=_("Uw reactie voor de groep"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    verzend_id = forms.UUIDField(widget=forms.HiddenInput)
    prefix = "reactie"  # stands on one page with the choice

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"verzend_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class StemForm(_WoordForm):
    """What a member says to the whole agenda."""

    stem = forms.ChoiceField(
        label=_("Bent u voor of tegen deze agenda?"),
        choices=Stem.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies of u voor of tegen bent."),
            "invalid_choice": _("Kies of u voor of tegen bent."),
        },
    )
    tekst = VrijeTekst(
        label=_("Wat wilt u erbij zeggen?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    mag_noemen = forms.BooleanField(
        label=_("Dit mag in de agenda, zonder mijn naam."),
        required=False,
        help_text=_("Bent u voor? Dan staat alleen het aantal in de agenda, niet wat u erbij zegt."),
    )
    field_order = ["stem", "tekst", "mag_noemen"]
