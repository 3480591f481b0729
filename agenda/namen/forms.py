"""Forms for consent to a name, and for another name of an organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kern.basisform import MetRevisieForm, PlainForm
from kern.veld import DatumInvoer


class VerlengForm(MetRevisieForm):
    """Asked again, or until another day."""

    zinnen = {
        "hoe": _("Schrijf op hoe deze persoon toestemming gaf."),
        "gegeven_op": _("Kies de dag."),
        "tot": _("Kies de laatste dag."),
    }
    hoe = forms.CharField(
        label=_("Hoe gaf deze persoon toestemming?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in een gesprek, op papier, met een mail."),
    )
    gegeven_op = forms.DateField(label=_("Wanneer gaf deze persoon toestemming?"), widget=DatumInvoer)
    tot = forms.DateField(
        label=_("Tot en met welke dag?"), widget=DatumInvoer, help_text=_("Hooguit twee jaar.")
    )


class ToestemmingForm(PlainForm):
    zinnen = {**VerlengForm.zinnen, "naam": _("Schrijf de naam op.")}
    naam = forms.CharField(
        label=_("Welke naam?"),
        max_length=80,
        help_text=_("Precies zoals de naam op de agenda staat. Bijvoorbeeld: Mia de Vries."),
    )
    hoe = VerlengForm.base_fields["hoe"]
    gegeven_op = VerlengForm.base_fields["gegeven_op"]
    tot = VerlengForm.base_fields["tot"]


class WisselForm(PlainForm):
    zinnen = {"oud": _("Schrijf de oude naam op."), "nieuw": _("Schrijf de nieuwe naam op.")}
    oud = forms.CharField(
        label=_("Hoe heette de organisatie?"),
        max_length=120,
        help_text=_("Zoals de naam nu in de agenda staat."),
    )
    nieuw = forms.CharField(
        label=_("Hoe heet de organisatie nu?"),
        max_length=120,
        help_text=_("Gingen er twee samen? Vul dit dan voor elke oude naam in."),
    )
