"""The form of the team for an offer from paper, at the door or by telephone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bewoners.aanbod.forms import BEWAREN, KIES, MetContact, VertelForm
from bewoners.aanbod.regels import Aangeboden, check_toestemming
from bewoners.keuzes import Aanbodsoort, Label, Wanneer
from bewoners.models import NEDERLANDS, Namens
from bewoners.typen_forms import KANALEN, NIET_GEKOZEN
from kern.fouten import DomeinFout
from kern.klok import today
from kern.talen import DUTCH_NAMES
from kern.veld import DatumInvoer
from wijken.models import Regio


class TypForm(MetContact, VertelForm):
    """One card, one talk: all on one page."""

    kanaal = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        choices=KANALEN,
        error_messages={"required": KIES, "invalid_choice": KIES},
    )
    soort = forms.ChoiceField(
        label=_("Wat biedt iemand aan?"),
        choices=[NIET_GEKOZEN, *Aanbodsoort.choices],
        error_messages={"required": _("Kies wat iemand aanbiedt."), "invalid_choice": KIES},
    )
    labels = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        choices=Label.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": KIES},
    )
    wanneer = forms.MultipleChoiceField(
        label=_("Wanneer?"),
        choices=Wanneer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": KIES},
    )
    taal = forms.ChoiceField(
        label=_("Taal van de tekst"),
        choices=list(DUTCH_NAMES.items()),
        initial=NEDERLANDS,
        error_messages={"required": KIES, "invalid_choice": KIES},
    )
    buurt = forms.ChoiceField(label=_("Welke buurt?"), choices=[NIET_GEKOZEN], required=False)
    namens = forms.ChoiceField(label=_("Namens wie?"), choices=Namens.choices, required=False)
    toestemming_op = forms.DateField(
        label=_("Op welke dag zei iemand ja?"),
        widget=DatumInvoer,
        error_messages={
            "required": _("Kies de dag waarop iemand ja zei."),
            "invalid": _("Kies een dag, bijvoorbeeld 14-05-2026."),
        },
    )
    maanden = forms.ChoiceField(
        label=_("Hoe lang mogen wij het bewaren?"),
        choices=BEWAREN,
        initial="12",
        error_messages={"required": KIES, "invalid_choice": KIES},
    )
    toestemming = forms.BooleanField(
        label=_("Deze persoon weet wat wij bewaren, en zei zelf ja"),
        error_messages={"required": _("Vraag eerst of iemand ja zegt. Anders bewaren wij niets.")},
    )
    verzend_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, buurten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buurt"].choices = [NIET_GEKOZEN, *buurten]  # type: ignore[attr-defined]
        self.fields["contact"].label = _("Telefoonnummer of e‑mailadres")
        self.fields["naam"].label = _("Naam van de persoon, groep of organisatie")
        self.fields["tekst"].label = _("Wat zei iemand erover?")
        for name in ("contact", "naam"):  # of somebody else, not of who types
            self.fields[name].widget.attrs["autocomplete"] = "off"
        for name in ("buurt", "namens"):
            self.fields[name].error_messages["invalid_choice"] = KIES

    def clean_verzend_id(self) -> uuid.UUID:
        return self.cleaned_data["verzend_id"] or uuid.uuid4()

    def clean_toestemming_op(self) -> dt.date:
        day: dt.date = self.cleaned_data["toestemming_op"]
        try:
            check_toestemming(day, today())
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout
        return day

    def offer(self) -> Aangeboden:
        """The valid answers, for the service."""
        answers = self.cleaned_data
        names = ("soort", "contact", "tekst", "taal", "namens", "naam")
        return Aangeboden(
            **{name: answers[name] for name in names},
            labels=tuple(answers["labels"]),
            wanneer=tuple(answers["wanneer"]),
            buurt=Regio.objects.filter(pk=answers["buurt"]).first() if answers["buurt"] else None,
        )
