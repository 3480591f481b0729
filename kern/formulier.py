"""How a page saves a form: fine, with a sentence (422), or overtaken by another (409)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from kern.conflict import Conflict, compare
from kern.fouten import DomeinFout, VerouderdFout


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What came of a form that was sent, or 200 for one that is only shown."""

    status: int = 200
    conflict: Conflict | None = None

    @property
    def gelukt(self) -> bool:
        return self.status == 303

    def revisie(self, form: forms.Form, present: int) -> int:
        """What the form must carry: that of the row shown, the one sent, or after a conflict the new one."""
        if self.conflict is not None:
            return self.conflict.revisie
        sent = str(form.data.get("revisie", "")) if form.is_bound else ""
        return int(sent) if sent.isdigit() else present


def save(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    melding: str = "",
    velden: Sequence[str] | None = None,
) -> Uitkomst:
    """Validate, do it, and say so. A sentence of the service stands above the form.

    `velden`: what is laid side by side when somebody else saved in between, when that is not every field.
    """
    if not form.is_valid():
        return Uitkomst(422)
    try:
        act()
    except VerouderdFout as fout:
        return Uitkomst(409, compare(form, fout.huidig, velden))
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return Uitkomst(422)
    if melding:
        messages.success(request, melding)
    return Uitkomst(303)
