"""Forms of the team about the concept. The one for everyone is in reactieformulier.py."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.concept.modereren import MAX_ANTWOORD, MAX_REDEN
from agenda.concept.services import MAX_INLEIDING
from agenda.models import Reactie
from kern.basisform import MetRevisieForm, PlainForm
from kern.veld import DatumInvoer


class NagelezenForm(PlainForm):
    """The sign-off of exactly this text."""

    zinnen = {"nagelezen": _("Lees de teksten na en zet een vinkje.")}
    merk = forms.CharField(widget=forms.HiddenInput, max_length=64)
    nagelezen = forms.BooleanField(label=_("Ik heb deze teksten nagelezen. Ze gaan niet over één persoon."))


class OpenForm(NagelezenForm):
    """From when until when, and what the team wants to know."""

    zinnen = {
        **NagelezenForm.zinnen,
        "opent_op": _("Kies de eerste dag."),
        "sluit_op": _("Kies de laatste dag."),
    }
    inleiding = forms.CharField(
        label=_("Wat wilt u van mensen weten?"),
        max_length=MAX_INLEIDING,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: missen wij iets? Wat moet eerst?"),
    )
    opent_op = forms.DateField(label=_("Vanaf"), widget=DatumInvoer)
    sluit_op = forms.DateField(label=_("Tot en met"), widget=DatumInvoer)
    field_order = ("inleiding", "opent_op", "sluit_op", "nagelezen", "merk")


class TekstVernieuwForm(MetRevisieForm, NagelezenForm):
    zinnen = NagelezenForm.zinnen


class VerlengForm(MetRevisieForm):
    zinnen = {"sluit_op": _("Kies de laatste dag.")}
    sluit_op = forms.DateField(label=_("Tot en met"), widget=DatumInvoer)


class ModereerForm(MetRevisieForm):
    """Whether others may read a reaction, and what the team does with it."""

    zinnen = {"status": _("Kies of anderen deze reactie mogen lezen.")}
    status = forms.ChoiceField(
        label=_("Mogen anderen dit lezen?"),
        choices=[
            (Reactie.Status.GEPUBLICEERD, _("Ja, laat de reactie zien")),
            (Reactie.Status.GEWEIGERD, _("Nee, laat de reactie niet zien")),
            (Reactie.Status.ONTVANGEN, _("Wij weten het nog niet")),
        ],
        widget=forms.RadioSelect,
    )
    antwoord = forms.CharField(
        label=_("Wat doen wij hiermee?"),
        max_length=MAX_ANTWOORD,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Iedereen leest dit bij de reactie."),
    )
    reden = forms.CharField(
        label=_("Waarom laat u de reactie niet zien?"),
        max_length=MAX_REDEN,
        required=False,
        help_text=_("Alleen uw team leest dit. Bijvoorbeeld: er staat een naam in."),
    )
