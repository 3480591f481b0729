"""The forms of a door round, and the questions as they are asked at a door: all on one page."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from analyse.antwoorden import Gegeven, all_lines
from analyse.deur.regels import MAX_NAAM, MAX_NOTITIE, check_notitie, read_regels
from analyse.deur.services import Uitkomst
from analyse.invullen.bladforms import EigenWoordenForm
from analyse.invullen.forms import make_vraagform
from analyse.inzenden import questions_of
from analyse.lijst.selectors import follows_in_words
from analyse.models import Vraag, Vragenlijst
from bewoners.models import NEDERLANDS
from kern.basisform import MetRevisieForm, PlainForm
from kern.fouten import DomeinFout
from kern.klok import today
from kern.templatetags.onderdelen import foutoverzicht


class RondeForm(PlainForm):
    """A new round."""

    zinnen = {"naam": _("Geef de ronde een naam."), "datum": _("Kies op welke dag u gaat.")}
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    naam = forms.CharField(
        label=_("Hoe noemt u deze ronde?"),
        max_length=MAX_NAAM,
        help_text=_("Bijvoorbeeld: Rond de kerk, zaterdag"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    datum = forms.DateField(
        label=_("Wanneer gaat u?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sleutel": uuid.uuid4(), "datum": today()}, **kwargs)

    def clean_sleutel(self) -> uuid.UUID:
        return self.cleaned_data["sleutel"] or uuid.uuid4()


class StratenForm(PlainForm):
    """Pieces of street, one on each line. `delen` is what was read."""

    zinnen = {"straten": _("Schrijf minstens één straat op. Elke straat op een eigen regel.")}
    straten = forms.CharField(
        label=_("Waar gaat u langs?"),
        max_length=8000,
        help_text=_(
            "Elk stuk op een eigen regel, bijvoorbeeld ‘Dorpsstraat: even kant’ of ‘Kerklaan: tot de bocht’. "
            "Nooit een huisnummer."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )

    def clean_straten(self) -> list[tuple[str, str]]:
        try:
            return read_regels(self.cleaned_data["straten"])
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout


class NotitieForm(MetRevisieForm):
    """Something for who goes there next time."""

    notitie = forms.CharField(
        label=_("Wat moet de volgende weten?"),
        required=False,
        help_text=_(
            "Hooguit 300 letters. Nooit een naam of huisnummer. Bijvoorbeeld: veel mensen werken overdag. "
            "Na vier weken halen wij dit weg."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_NOTITIE}),
    )

    def clean_notitie(self) -> str:
        notitie: str = " ".join(self.cleaned_data["notitie"].split())
        try:
            check_notitie(notitie)
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout
        return notitie


class TikForm(forms.Form):
    """One tap at a door, or taking it back."""

    sleutel = forms.UUIDField()
    uitkomst = forms.ChoiceField(choices=Uitkomst.choices)
    terug = forms.BooleanField(required=False)


class _Rand(EigenWoordenForm):
    """What stands around the questions. Nobody has to say whether others may read it: then they may not."""

    verzend_id = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    taal = forms.CharField(max_length=5, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mag_delen"].required = False

    def clean_mag_delen(self) -> bool:
        return bool(self.cleaned_data["mag_delen"] == "ja")


class DeurForm:
    """The questions of a list on one page, in the version that was shown.

    After `is_valid()` `gegevens` are the answers. Raises DomeinFout when there never was such a version.
    """

    def __init__(self, lijst: Vragenlijst, data: QueryDict | None = None, *, taal: str = NEDERLANDS) -> None:
        self.taal, self.gegevens = taal, dict[str, list[Gegeven]]()
        self.rand = _Rand(
            data, initial={"verzend_id": uuid.uuid4(), "versie": lijst.versie, "taal": taal}, prefix="deur"
        )
        versie = _number(data) if data is not None else lijst.versie
        vragen = [each for each in questions_of(lijst, versie) if not each.daarna]
        self.vragen = [
            (make_vraagform(vraag, data, gegevens=all_lines(vraag), taal=taal), _only(vraag, vragen))
            for vraag in vragen
        ]

    @property
    def forms(self) -> list[forms.Form]:
        return [form for form, _only_after in self.vragen] + [self.rand]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]
        self.gegevens = {
            form.vraag.code: list(form.antwoord) for form, _after in self.vragen if form.is_bound
        }
        return all(valid)

    @property
    def mag_toch(self) -> bool:
        """Whether what was written may stay, after one look."""
        stopped = [form for form in self.forms if form.errors]
        return bool(stopped) and all(getattr(form, "mag_toch", False) for form in stopped)

    def fouten(self) -> SafeString:
        """The summary of all errors."""
        return foutoverzicht(*self.forms)


def _number(data: QueryDict) -> int:
    versie = data.get("deur-versie", "")
    return int(versie) if versie.isdecimal() and len(versie) < 6 else 0


def _only(vraag: Vraag, vragen: list[Vraag]) -> str:
    """After which answers to ask it; '' when of everyone."""
    bron = next((each for each in vragen if each.code == vraag.toon_als.get("vraag")), None)
    return follows_in_words(vraag, bron)
