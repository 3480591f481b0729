"""The forms of who makes a questionnaire."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from analyse.antwoorden import ANDERS, WEET_NIET
from analyse.bibliotheek import NEDERLANDS, talen
from analyse.keuzes import Hoofdvraag, Laat, Lijstsoort, Vraagsoort
from analyse.lijst.vragen import MAX_ANTWOORDEN, Eigen
from analyse.models import Vraag
from kern.basisform import MetRevisieForm, PlainForm
from kern.talen import DUTCH_NAMES
from wijken.themas import Thema

VASTE_CODES = {"anders": ANDERS, "weet ik niet": WEET_NIET}
MAX_CODE = 16


def taalnaam(taal: str) -> str:
    """What a language is called in Dutch."""
    return DUTCH_NAMES.get(taal, taal)


def _extra_talen() -> list[tuple[str, str]]:
    return [(taal, taalnaam(taal)) for taal in talen() if taal != NEDERLANDS]


class LijstForm(PlainForm):
    """What a list is called, why it is asked, and in which languages."""

    zinnen = {"titel": _("Geef de lijst een titel.")}
    titel = forms.CharField(
        label=_("Titel"), max_length=100, help_text=_("Bewoners lezen dit. Bijvoorbeeld: Hoe woont u hier?")
    )
    inleiding = forms.CharField(
        label=_("Waarom vraagt u dit?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Twee of drie korte zinnen. Zeg ook wat u met de antwoorden doet."),
    )
    talen = forms.MultipleChoiceField(
        label=_("In welke talen, naast Nederlands?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    laat = forms.ChoiceField(
        label=_("Iemand is nog bezig als u de lijst sluit. Wat doet u met die antwoorden?"),
        choices=Laat.choices,
        initial=Laat.MEE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["talen"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = _extra_talen()


class LijstNieuwForm(LijstForm):
    """Where a new list begins: a ready one, an empty one, or one that was used before."""

    zinnen = {**LijstForm.zinnen, "begin": _("Kies waarmee u begint.")}
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    begin = forms.ChoiceField(label=_("Waarmee begint u?"), widget=forms.RadioSelect)
    field_order = ["begin"]

    def __init__(self, *args: Any, eerder: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["begin"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*Lijstsoort.choices, *eerder]


class LijstWijzigForm(MetRevisieForm, LijstForm):
    zinnen = LijstForm.zinnen


def _regels(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]


class EigenVraagForm(PlainForm):
    """A question of the team's own, with its words in each language of the list."""

    zinnen = {"tekst": _("Schrijf de vraag op."), "soort": _("Kies hoe mensen de vraag beantwoorden.")}
    tekst = forms.CharField(
        label=_("Wat vraagt u?"), max_length=200, help_text=_("Eén korte vraag, over de wijk of de buurt.")
    )
    uitleg = forms.CharField(
        label=_("Uitleg of voorbeeld"), max_length=200, required=False, help_text=_("Eén zin onder de vraag.")
    )
    soort = forms.ChoiceField(
        label=_("Hoe beantwoorden mensen dit?"), choices=Vraagsoort.choices, widget=forms.RadioSelect
    )
    antwoorden = forms.CharField(
        label=_("De antwoorden om uit te kiezen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Elk antwoord op een eigen regel. Alleen bij kiezen en op volgorde zetten."),
    )
    regels = forms.CharField(
        label=_("Meer regels bij één ja-of-neevraag"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: winkel, school en huisarts, elk op een eigen regel."),
    )
    hoogstens = forms.IntegerField(
        label=_("Hoeveel antwoorden hoogstens?"), min_value=1, max_value=MAX_ANTWOORDEN, required=False
    )
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp"), choices=[("", _("Kies een onderwerp")), *Thema.choices], required=False
    )
    hoofdvragen = forms.MultipleChoiceField(
        label=_("Waar helpt dit bij?"),
        choices=Hoofdvraag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, talen: Sequence[str], vraag: Vraag | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(vraag) if vraag else {})
        super().__init__(*args, **kwargs)
        self.talen = list(talen)
        self.codes = _known_codes(vraag)
        for taal in self.talen:
            for name in ("tekst", "uitleg", "antwoorden", "regels"):
                self.fields[f"{name}_{taal}"] = _translated(self.fields[name], taal)

    @property
    def vertalingen(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Per language its fields, for the page."""
        names = ("tekst", "uitleg", "antwoorden", "regels")
        return [(taalnaam(taal), [self[f"{name}_{taal}"] for name in names]) for taal in self.talen]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("antwoorden", "regels"):
            there = len(_regels(data.get(name, "")))
            for taal in self.talen:
                lines = len(_regels(data.get(f"{name}_{taal}", "")))
                if lines and lines != there:
                    self.add_error(
                        f"{name}_{taal}",
                        _("In het Nederlands zijn het %(aantal)d regels. Vertaal elke regel op zijn plek.")
                        % {"aantal": there},
                    )
        return data

    @property
    def eigen(self) -> Eigen:
        """What was filled in, as the service wants it. Only of a valid form."""
        data = self.cleaned_data
        return Eigen(
            soort=data["soort"],
            tekst=self._words("tekst"),
            uitleg=self._words("uitleg"),
            antwoorden=self._rows("antwoorden"),
            regels=self._rows("regels"),
            hoogstens=data["hoogstens"],
            onderwerp=data["onderwerp"],
            hoofdvragen=data["hoofdvragen"],
        )

    def _words(self, name: str) -> dict[str, str]:
        texts = {NEDERLANDS: self.cleaned_data[name]}
        texts |= {taal: self.cleaned_data[f"{name}_{taal}"] for taal in self.talen}
        return {taal: text.strip() for taal, text in texts.items() if text.strip()}

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """The lines with a code each; a line that stood there before keeps its own."""
        rows: list[dict[str, Any]] = []
        taken: set[str] = set()
        for place, text in enumerate(_regels(self.cleaned_data[name])):
            code = self.codes.get(text) or make_code(text)
            while code in taken:
                code = f"{code[: MAX_CODE - 3]}_{place}"
            taken.add(code)
            texts = {NEDERLANDS: text}
            for taal in self.talen:
                lines = _regels(self.cleaned_data[f"{name}_{taal}"])
                texts |= {taal: lines[place]} if place < len(lines) else {}
            rows.append({"code": code, "tekst": texts})
        return rows


def make_code(text: str) -> str:
    """A code that can be read, of a text: at most 16 letters, digits and underscores."""
    known = VASTE_CODES.get(text.strip().lower())
    return known or slugify(text).replace("-", "_")[:MAX_CODE].strip("_") or "antwoord"


def _known_codes(vraag: Vraag | None) -> dict[str, str]:
    rows = [*vraag.antwoorden, *vraag.regels] if vraag else []
    return {row["tekst"].get(NEDERLANDS, ""): row["code"] for row in rows}


def _translated(field: forms.Field, taal: str) -> forms.Field:
    label = _("%(wat)s (%(taal)s)") % {"wat": field.label, "taal": taalnaam(taal)}
    widget = forms.Textarea(attrs={"rows": 4}) if isinstance(field.widget, forms.Textarea) else None
    return forms.CharField(label=label, required=False, max_length=2000, widget=widget)


def _initial(vraag: Vraag) -> dict[str, Any]:
    """What stands in the fields for a question that is there."""
    values: dict[str, Any] = {
        name: getattr(vraag, name) for name in ("soort", "hoogstens", "onderwerp", "hoofdvragen")
    }
    for taal in talen():
        end = "" if taal == NEDERLANDS else f"_{taal}"
        values |= {f"tekst{end}": vraag.tekst.get(taal, ""), f"uitleg{end}": vraag.uitleg.get(taal, "")}
        for name in ("antwoorden", "regels"):
            values[f"{name}{end}"] = _lines(getattr(vraag, name), taal)
    return values


def _lines(rows: Iterable[Mapping[str, Any]], taal: str) -> str:
    lines = [str(row["tekst"].get(taal, "")) for row in rows]
    return "\n".join(lines) if all(lines) else ""


class EigenVraagNieuwForm(EigenVraagForm):
    zinnen = EigenVraagForm.zinnen
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EigenVraagWijzigForm(MetRevisieForm, EigenVraagForm):
    zinnen = EigenVraagForm.zinnen


class VolgtOpForm(MetRevisieForm):
    """After which answers a question is asked. `bij` is chosen on the page before."""

    antwoorden = forms.MultipleChoiceField(
        label=_("Bij welke antwoorden vraagt u door?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["antwoorden"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = keuzes
