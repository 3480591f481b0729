"""A form that somebody else overtook: both texts side by side, for templates/kern/conflict.html.

    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig)
        context = {"form": form, "conflict": conflict, "revisie": conflict.revisie}
        return render_page(request, "…", context, status=409)

The page keeps what was typed. Sending it once more saves it, for the page now carries the present `revisie`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kern.models import MetRevisie


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field of which the two texts differ."""

    label: str
    mijn: str
    huidig: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What differs, and the number that the form must carry from now on."""

    revisie: int
    verschillen: tuple[Verschil, ...]


def compare(form: forms.BaseForm, huidig: MetRevisie, velden: Sequence[str] | None = None) -> Conflict:
    """The fields of a valid form beside those of the row as it is now (fields of the same name)."""
    names = list(form.cleaned_data) if velden is None else velden
    typed: Mapping[str, Any] = form.cleaned_data
    rows = [
        Verschil(
            str(form[name].label), _text(form, name, typed[name]), _text(form, name, getattr(huidig, name))
        )
        for name in names
        if name in form.fields and name != "revisie" and hasattr(huidig, name)
    ]
    return Conflict(huidig.revisie, tuple(row for row in rows if row.mijn != row.huidig))


def _text(form: forms.BaseForm, name: str, value: Any) -> str:
    """A value as people read it: the words of a choice, yes or no, line endings alike."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    field = form.fields[name]
    if isinstance(value, list):
        return ", ".join(filter(None, (str(_text(form, name, one)) for one in value)))
    if isinstance(field, forms.ChoiceField):
        return dict(field.choices).get(value, "") if not callable(field.choices) else str(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
