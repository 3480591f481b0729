"""Forms of the agenda. What they check is how a thing is written down; the rules stand in the services."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.keuzes import (
    Aandacht,
    ActieStatus,
    Doel,
    Leeftijd,
    VaststelDoor,
    VerzoekAntwoord,
    VerzoekSoort,
    WieDoet,
)
from agenda.models import Aanbieding
from agenda.planpagina import BewijsKeuzes
from kern.basisform import MetRevisieForm, PlainForm
from kern.veld import DatumInvoer
from wijken.themas import Thema

WIE_UITLEG = _("Een groep, een club of een organisatie. Geen naam van een bewoner.")


def _text(
    label: Any, max_length: int, *, rows: int = 0, required: bool = False, **extra: Any
) -> forms.CharField:
    """A line of text, or with `rows` a box of that height."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=max_length, required=required, widget=widget, **extra)


class StartForm(PlainForm):
    zinnen = {
        "van_jaar": _("Schrijf het eerste jaar, bijvoorbeeld 2027."),
        "tot_jaar": _("Schrijf het laatste jaar, bijvoorbeeld 2028."),
    }
    van_jaar = forms.IntegerField(label=_("Eerste jaar"), min_value=2000, max_value=2100)
    tot_jaar = forms.IntegerField(label=_("Laatste jaar"), min_value=2000, max_value=2100)


class WaaromForm(MetRevisieForm):
    zinnen = {
        "van_jaar": _("Schrijf het eerste jaar, bijvoorbeeld 2027."),
        "tot_jaar": _("Schrijf het laatste jaar, bijvoorbeeld 2028."),
    }
    droom = _text(
        _("Onze droom in één zin"), 160, help_text=_("Bijvoorbeeld: iedereen kent hier minstens vijf mensen.")
    )
    aanleiding = _text(_("Waarom maken wij een agenda?"), 1200, rows=4)
    opdracht = _text(
        _("Wie vroeg ons dit te doen?"),
        1200,
        rows=3,
        help_text=_("Bijvoorbeeld de gemeente, of bewoners zelf."),
    )
    contact = _text(
        _("Bij wie kunnen mensen terecht?"),
        200,
        help_text=_("Het telefoonnummer of mailadres van het team. Dit komt in de agenda."),
    )
    van_jaar = forms.IntegerField(label=_("Eerste jaar"), min_value=2000, max_value=2100)
    tot_jaar = forms.IntegerField(label=_("Laatste jaar"), min_value=2000, max_value=2100)


class SpeelruimteForm(MetRevisieForm):
    beslist_mee = _text(_("Hierover beslist u mee"), 300, rows=3)
    denkt_mee = _text(_("Hierover denkt u mee"), 300, rows=3)
    ligt_vast = _text(_("Dit ligt al vast"), 300, rows=3)


class PlanNieuwForm(PlainForm):
    """The four questions of a new plan."""

    zinnen = {"titel": _("Schrijf in één zin wat u wilt.")}
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    titel = _text(_("Wat willen wij?"), 160, required=True, help_text=_("In één zin. Dit wordt de titel."))
    waarom = _text(
        _("Waarom?"), 1200, rows=4, help_text=_("Wat vertelden bewoners? Wat laten de cijfers zien?")
    )
    trekker = _text(_("Wie zorgt dat het gebeurt?"), 120, help_text=WIE_UITLEG)
    eerste_stap = _text(_("Wat is de eerste stap?"), 200)
    wanneer = _text(_("Wanneer?"), 60, help_text=_("Bijvoorbeeld: maart 2027."))


class PlanForm(MetRevisieForm):
    zinnen = {"titel": _("Schrijf in één zin wat u wilt.")}
    titel = _text(_("Wat willen wij?"), 160, required=True)
    waarom = _text(_("Waarom?"), 1200, rows=5)
    trekker = _text(_("Wie zorgt dat het gebeurt?"), 120, help_text=WIE_UITLEG)
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp"), choices=[("", _("Kies een onderwerp")), *Thema.choices], required=False
    )
    doelen = forms.MultipleChoiceField(
        label=_("Aan welke doelen werkt dit?"),
        choices=Doel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notitie = _text(
        _("Notitie, alleen voor het team"),
        1200,
        rows=3,
        help_text=_(
            "Dit komt nooit op de site en niet in de vastgestelde agenda. Schrijf niets over één bewoner."
        ),
    )


def _choose(label: Any, choices: Iterable[tuple[str, Any]], uitleg: Any = "") -> forms.MultipleChoiceField:
    """Tick boxes of which none need be chosen."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=uitleg,
    )


class MerkenForm(MetRevisieForm):
    """For whom, where and about what a plan is.

    `buurten` are those of the wijk by their everyday names, `waarden` those of the agenda by their uuid.
    """

    leeftijden = _choose(
        _("Voor welke leeftijden?"), Leeftijd.choices, _("Kiest u niets? Dan is het voor iedereen.")
    )
    buurten = _choose(_("In welke buurten?"), (), _("Kiest u niets? Dan is het voor de hele wijk."))
    aandacht = _choose(
        _("Welke onderwerpen raakt dit plan?"),
        Aandacht.choices,
        _("Deze onderwerpen vergeet een agenda snel."),
    )

    waarden = forms.TypedMultipleChoiceField(
        label=_("Bij welke waarden past dit plan?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        buurten: Iterable[tuple[str, str]],
        waarden: Iterable[tuple[uuid.UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("buurten", buurten), ("waarden", waarden)):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = list(choices)
        self.fields["waarden"].error_messages["invalid_choice"] = _(
            "De waarden zijn intussen veranderd. Kijk de lijst nog een keer na."
        )


class VragenForm(MetRevisieForm):
    """Four kind questions at a plan, and who goes to people. Only the team reads the answers."""

    beslist_mee = _text(
        _("Wie van de bewoners beslist mee?"),
        200,
        help_text=_("Een groep of een straat. Geen naam van een bewoner."),
    )
    kans = _text(_("Welke kans benut dit?"), 200, help_text=_("Wat is er al? Wat kunnen mensen goed?"))
    licht = _text(
        _("Is dit licht en vroeg genoeg?"),
        200,
        help_text=_("Kan het dichtbij, zonder verwijzing, voordat zorgen groot worden?"),
    )
    wie_mee = _text(_("Welke ondernemer, school of werkplek kan meedoen?"), 200)
    eropaf = _text(
        _("Wie gaat naar mensen toe die niet komen?"),
        200,
        help_text=_("Bijvoorbeeld: een vrijwilliger die langsgaat, of de huisarts die het vraagt."),
    )


class ActieForm(PlainForm):
    zinnen = {"wat": _("Schrijf op wat er gaat gebeuren.")}
    wat = _text(_("Wat gaat er gebeuren?"), 200, required=True)
    trekker = _text(_("Wie doet dit?"), 120, help_text=WIE_UITLEG)
    wanneer = _text(_("Wanneer?"), 60, help_text=_("Bijvoorbeeld: maart tot mei 2027."))
    klaar_op = forms.DateField(label=_("Uiterlijk klaar op"), required=False, widget=DatumInvoer)


class ActieNieuwForm(ActieForm):
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ActieWijzigForm(MetRevisieForm, ActieForm):
    zinnen = ActieForm.zinnen


class VoortgangForm(PlainForm):
    zinnen = {"status": _("Kies hoe het gaat.")}
    status = forms.ChoiceField(label=_("Hoe gaat het?"), choices=ActieStatus.choices)
    tekst = _text(_("In één zin"), 300, help_text=_("Bewoners lezen dit bij de agenda."))


class VerzoekForm(PlainForm):
    zinnen = {
        "partij": _("Schrijf op aan wie u dit vraagt."),
        "soort": _("Kies wat u vraagt."),
        "tekst": _("Schrijf op wat u precies vraagt."),
    }
    partij = _text(_("Aan wie vraagt u dit?"), 80, required=True, help_text=_("Bijvoorbeeld: gemeente."))
    soort = forms.ChoiceField(
        label=_("Wat vraagt u?"), choices=VerzoekSoort.choices, widget=forms.RadioSelect, required=True
    )
    tekst = _text(_("Wat precies?"), 200, required=True)
    aantal = forms.IntegerField(
        label=_("Hoeveel uur of euro?"), required=False, min_value=1, max_value=99_999_999
    )


class VerzoekWijzigForm(MetRevisieForm, VerzoekForm):
    zinnen = {**VerzoekForm.zinnen, "antwoord": _("Kies wat het antwoord was.")}
    antwoord = forms.ChoiceField(
        label=_("Wat was het antwoord?"), choices=VerzoekAntwoord.choices, widget=forms.RadioSelect
    )
    antwoord_op = forms.DateField(label=_("Op welke dag?"), required=False, widget=DatumInvoer)
    antwoord_tekst = _text(_("In één zin"), 200, help_text=_("Bewoners lezen dit bij de agenda."))


class AntwoordForm(MetRevisieForm):
    """The answer to a bundle."""

    zinnen = {"wie": _("Kies wie dit doet."), "waarom": _("Schrijf op waarom. Bewoners lezen dit.")}
    wie = forms.ChoiceField(label=_("Wie doet dit?"), choices=WieDoet.choices, widget=forms.RadioSelect)
    waarom = _text(
        _("Waarom?"),
        800,
        rows=4,
        required=True,
        help_text=_("Bewoners lezen dit bij hun verhaal. Het staat ook op de pagina van de wijk."),
    )


class VaststelForm(PlainForm):
    """Who adopted the agenda, and the two things that make sure: read again, and four digits typed over."""

    zinnen = {
        "door": _("Kies wie de agenda vaststelde."),
        "datum": _("Kies de dag."),
        "plaats": _("Schrijf op waar dit was."),
        "van": _("Schrijf op hoeveel mensen er waren."),
        "voor": _("Schrijf op hoeveel mensen voor waren."),
        "nagelezen": _("Lees de teksten na en zet een vinkje."),
        "cijfers": _("Typ de vier cijfers over."),
    }
    merk = forms.CharField(widget=forms.HiddenInput, max_length=64)
    groepmerk = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    door = forms.ChoiceField(
        label=_("Wie stelde vast?"), choices=VaststelDoor.choices, widget=forms.RadioSelect
    )
    datum = forms.DateField(label=_("Op welke dag?"), widget=DatumInvoer)
    plaats = _text(_("Waar was dit?"), 120, required=True, help_text=_("Bijvoorbeeld: het dorpshuis."))
    van = forms.IntegerField(label=_("Hoeveel mensen waren er?"), min_value=1, max_value=100_000)
    voor = forms.IntegerField(label=_("Hoeveel mensen waren voor?"), min_value=0, max_value=100_000)
    reden = _text(_("Waarom stelt u toch vast?"), 300, rows=2)
    nagelezen = forms.BooleanField(
        label=_("Ik heb deze teksten nagelezen. Ze gaan niet over één persoon."),
        required=True,
    )
    cijfers = forms.CharField(
        label=_("Typ deze vier cijfers over"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, verwacht: str, mist: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verwacht = verwacht
        if mist:
            self.fields["reden"].required = True
            self.fields["reden"].error_messages["required"] = _(
                "Er mist nog iets. Schrijf op waarom u toch vaststelt."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        voor, van = cleaned.get("voor"), cleaned.get("van")
        if voor is not None and van is not None and voor > van:
            self.add_error("voor", _("Er kunnen niet meer mensen voor zijn dan er waren."))
        return cleaned

    def clean_cijfers(self) -> str:
        typed = "".join(str(self.cleaned_data["cijfers"]).split())
        if typed != self.verwacht:
            raise forms.ValidationError(_("Dit zijn niet de vier cijfers. Kijk nog een keer."))
        return typed


class AanbiedForm(PlainForm):
    zinnen = {"aangeboden_op": _("Kies de dag.")}
    aangeboden_op = forms.DateField(label=_("Op welke dag?"), widget=DatumInvoer)


class BesluitForm(MetRevisieForm):
    zinnen = {"besluit": _("Kies wat de gemeente besloot.")}
    besluit = forms.ChoiceField(
        label=_("Wat besloot de gemeente?"), choices=Aanbieding.Besluit.choices, widget=forms.RadioSelect
    )
    besluit_op = forms.DateField(label=_("Op welke dag?"), required=False, widget=DatumInvoer)
    besluit_tekst = _text(
        _("Wat zei de gemeente?"), 1000, rows=3, help_text=_("Bewoners lezen dit bij de agenda.")
    )


class BewijsForm(PlainForm):
    """What a plan rests on: bundles, stories that may be shown, figures."""

    bundels = forms.MultipleChoiceField(
        label=_("Bundels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    citaten = forms.MultipleChoiceField(
        label=_("Verhalen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cijfers = forms.MultipleChoiceField(
        label=_("Cijfers"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, keuzes: BewijsKeuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bundels", "citaten", "cijfers"):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = getattr(keuzes, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Kies ten minste één ding."))
        return cleaned
