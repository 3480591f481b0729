"""Forms for what is needed and who contributes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.bijdragen.services import MAX_AANTAL, MAX_TEKST
from agenda.models import Agendapunt, Behoefte
from bewoners.keuzes import Aanbodsoort, Label
from kern.basisform import MetRevisieForm, PlainForm
from kern.veld import DatumInvoer


class BehoefteForm(PlainForm):
    """What an action needs."""

    zinnen = {
        "soort": _("Kies wat er nodig is."),
        "tekst": _("Schrijf op wat er precies nodig is."),
        "aantal": _("Schrijf op hoeveel u nodig hebt."),
    }
    tekst = forms.CharField(
        label=_("Wat is nodig?"),
        max_length=MAX_TEKST,
        help_text=_("Bijvoorbeeld: mensen die helpen planten. Bewoners lezen dit."),
    )
    soort = forms.ChoiceField(
        label=_("Wat voor hulp is dat?"), choices=Aanbodsoort.choices, widget=forms.RadioSelect
    )
    aantal = forms.IntegerField(
        label=_("Hoeveel mensen of dingen?"), min_value=1, max_value=MAX_AANTAL, initial=1
    )
    uiterlijk = forms.DateField(label=_("Voor welke dag?"), required=False, widget=DatumInvoer)
    labels = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        choices=Label.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hiermee zoeken wij wie past. U hoeft niets te kiezen."),
    )


class BehoefteNieuwForm(BehoefteForm):
    zinnen = BehoefteForm.zinnen
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class BehoefteWijzigForm(MetRevisieForm, BehoefteForm):
    zinnen = BehoefteForm.zinnen


class WieForm(PlainForm):
    """Who contributes. `is_groep` is asked once it looked like a name."""

    zinnen = {"wie": _("Schrijf op wie dit doet.")}
    wie = forms.CharField(
        label=_("Wie doet mee?"),
        max_length=120,
        help_text=_("Een organisatie, een groep of een rol. Geen naam van een bewoner."),
    )
    is_groep = forms.BooleanField(label=_("Dit is een organisatie of groep, geen persoon."), required=False)
    tekst = forms.CharField(
        label=_("Wat doen zij?"),
        max_length=MAX_TEKST,
        required=False,
        help_text=_("Bijvoorbeeld: een middag planten."),
    )


class WieNieuwForm(WieForm):
    zinnen = WieForm.zinnen
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    behoefte = forms.ModelChoiceField(
        label=_("Waarvoor?"),
        queryset=Behoefte.objects.none(),
        required=False,
        empty_label=_("Iets anders bij deze actie"),
    )

    def __init__(self, *args: Any, behoeften: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["behoefte"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Behoefte.objects.filter(pk__in=list(behoeften))


class WieWijzigForm(MetRevisieForm, WieForm):
    zinnen = WieForm.zinnen


class MailForm(PlainForm):
    zinnen = {"email": _("Schrijf het e-mailadres op.")}
    email = forms.EmailField(
        label=_("E-mailadres"),
        error_messages={"invalid": _("Dit is geen e-mailadres. Kijk het nog eens na.")},
        help_text=_("Het adres is alleen om dit te vragen. Na negentig dagen is het weg."),
    )


class TrekkerForm(PlainForm):
    vraag = forms.BooleanField(
        label=_("Zet erbij: ‘Wat is nog nodig? Iemand die dit overneemt.’"), required=False, initial=True
    )


class VerhuisForm(MetRevisieForm):
    zinnen = {"plan": _("Kies het plan.")}
    plan = forms.ModelChoiceField(
        label=_("Hoort bij plan"), queryset=Agendapunt.objects.none(), to_field_name="uuid", empty_label=None
    )

    def __init__(self, *args: Any, agenda: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Agendapunt.objects.filter(agenda=agenda).in_order()
