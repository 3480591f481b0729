"""What a form field looks like on the page: its kind, its words, and which ids belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField

LTR_INPUTS = (forms.EmailInput, forms.URLInput, forms.NumberInput, forms.PasswordInput)


class DatumInvoer(forms.DateInput):
    """A date as the browser's own date picker wants it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Fout:
    """An error, and the piece of text that it is about (ValidationError params: merk)."""

    tekst: str
    merk: str = ""


@dataclass(frozen=True, slots=True)
class Keuze:
    """A choice card: the real radio or tick box, its words and perhaps an icon."""

    invoer: str
    id: str
    tekst: str
    uitleg: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A line of the error summary; `anker` is empty for an error of the form as a whole."""

    tekst: str
    anker: str


def kind(field: BoundField) -> str:
    """Which part of veld.html draws this field."""
    widget = field.field.widget
    if field.is_hidden:
        return "verborgen"
    if isinstance(widget, forms.RadioSelect):  # also CheckboxSelectMultiple
        return "keuzes"
    if isinstance(widget, forms.CheckboxInput):
        return "vinkje"
    return "invoer"


def errors(field: BoundField) -> list[Fout]:
    """The errors of a field, each with the piece of text to mark."""
    found = []
    for text, error in zip(field.errors, field.errors.as_data(), strict=True):
        params = error.params or {}
        found.append(Fout(str(text), str(params.get("merk", ""))))
    return found


def anchor(field: BoundField) -> str:
    """The id that a link in the error summary goes to: the first thing one can type or choose in."""
    if kind(field) == "keuzes":
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)


def control(field: BoundField, *, described_by: str, rows: int, code: bool) -> str:
    """The input, text area or list itself, with its classes and the ids of its hint and errors."""
    widget = field.field.widget
    invalid = bool(field.errors)
    attrs: dict[str, Any] = {}
    if described_by:
        attrs["aria-describedby"] = described_by
    if invalid:
        attrs["aria-invalid"] = "true"
    if isinstance(widget, forms.CheckboxInput):
        return field.as_widget(attrs=attrs)
    name = "textbox"
    if isinstance(widget, forms.Textarea):
        name = "textarea"
        attrs["rows"] = rows
    elif isinstance(widget, forms.Select):
        name = "select"
    classes = [widget.attrs.get("class", ""), f"utrecht-{name}"]
    classes += [f"utrecht-{name}--invalid"] if invalid else []
    classes += ["utrecht-textbox--code"] if code else []
    attrs["class"] = " ".join(filter(None, classes))
    if "dir" not in widget.attrs and name != "select":
        attrs["dir"] = "ltr" if code or isinstance(widget, LTR_INPUTS) else "auto"
    return field.as_widget(attrs=attrs)


def choices(field: BoundField, pictogrammen: Mapping[str, str], uitleg: Mapping[str, str]) -> list[Keuze]:
    """The cards of a radio group or of a row of tick boxes."""
    cards = []
    for option in field.subwidgets:
        value = str(option.data["value"])
        cards.append(
            Keuze(
                invoer=option.tag(),
                id=option.id_for_label or "",
                tekst=str(option.choice_label),
                uitleg=str(uitleg.get(value, "")),
                pictogram=pictogrammen.get(value, ""),
            )
        )
    return cards


def collect_errors(*forms_: BaseForm | BaseFormSet[Any]) -> list[Verwijzing]:
    """All errors of these forms and formsets, in the order of the page."""
    found: list[Verwijzing] = []
    for item in forms_:
        if isinstance(item, BaseFormSet):
            found += [Verwijzing(str(text), "") for text in item.non_form_errors()]
            found += collect_errors(*item.forms)
            continue
        found += [Verwijzing(str(text), "") for text in item.non_field_errors()]
        for field in item:
            anker = "" if field.is_hidden else anchor(field)
            found += [Verwijzing(str(text), anker) for text in field.errors]
    return found
