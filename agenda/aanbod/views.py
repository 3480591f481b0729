"""The pages of one's own offer: see it, change it, keep it longer, rest, take it back.

`agenda.views.volg` looked the code up, and `agenda.toegang` the link.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from agenda.bijdragen.selectors import find_over
from bewoners.aanbod.forms import LABEL_PICTOGRAM, SOORT_PICTOGRAM, WijzigForm
from bewoners.aanbod.regels import NOG_EEN_KEER, ends_soon
from bewoners.aanbod.services import change_aanbod, delete_aanbod, extend_aanbod, set_status
from bewoners.keuzes import Aanbodstatus, Label, Wanneer
from bewoners.models import Aanbod
from kern.antwoord import keep_private
from kern.conflict import Conflict, compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import see_other
from kern.klok import today
from wijken.models import Toegangslink
from wijken.volgcodes import code_for

STATUS: Final = {"rust": Aanbodstatus.RUST.value, "weer": Aanbodstatus.BESCHIKBAAR.value}


def _page(
    request: HttpRequest, name: str, aanbod: Aanbod, *, status: int = 200, **context: object
) -> HttpResponse:
    data = {
        "wijk": aanbod.wijk,
        "aanbod": aanbod,
        "code": code_for(aanbod.verzend_id),
        "pictogram": SOORT_PICTOGRAM[aanbod.soort],
        "labels": [Label(value).label for value in aanbod.labels],
        "wanneer": [Wanneer(value).label for value in aanbod.wanneer],
        "nog_tot": max(aanbod.tot, today() + NOG_EEN_KEER),
        "loopt_af": ends_soon(aanbod.tot, today()),
        "over": find_over(aanbod.wijk, aanbod.over) if aanbod.over else None,
        **context,
    }
    page = render(request, f"agenda/aanbod/{name}.html", data, status=status)
    return keep_private(page, met_formulier=True)


def _address(name: str, aanbod: Aanbod) -> str:
    return reverse(f"agenda:{name}", args=[code_for(aanbod.verzend_id)])


def show(request: HttpRequest, aanbod: Aanbod) -> HttpResponse:
    """What was offered, until when it is kept, and what one can do."""
    return _page(request, "stand", aanbod)


def act(request: HttpRequest, aanbod: Aanbod) -> HttpResponse:
    """A button of that page: longer, not for now, back again."""
    doe = request.POST.get("doe", "")
    try:
        if doe == "verleng":
            extend_aanbod(aanbod=aanbod)
        else:
            set_status(aanbod=aanbod, status=STATUS.get(doe, ""))
    except DomeinFout as fout:
        return _page(request, "stand", aanbod, status=422, fouten=[{"tekst": fout.zin, "anker": ""}])
    return see_other(_address("volg_code", aanbod))


@sensitive_post_parameters()
def change(request: HttpRequest, aanbod: Aanbod) -> HttpResponse:
    """Other words, another number."""
    if request.method != "POST":
        names = ("tekst", "labels", "wanneer", "contact", "naam", "revisie")
        return _show_change(
            request, aanbod, WijzigForm(initial={name: getattr(aanbod, name) for name in names})
        )
    form = WijzigForm(request.POST)
    if not form.is_valid():
        return _show_change(request, aanbod, form, status=422)
    answers = form.cleaned_data
    try:
        change_aanbod(
            aanbod=aanbod,
            revisie=answers["revisie"],
            tekst=answers["tekst"],
            labels=tuple(answers["labels"]),
            wanneer=tuple(answers["wanneer"]),
            naam=answers["naam"],
            contact=answers["contact"],
        )
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig)
        data = request.POST.copy()
        data["revisie"] = str(conflict.revisie)
        return _show_change(request, aanbod, WijzigForm(data), status=409, conflict=conflict)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show_change(request, aanbod, form, status=422)
    return see_other(_address("volg_code", aanbod))


def _show_change(
    request: HttpRequest,
    aanbod: Aanbod,
    form: WijzigForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    return _page(
        request,
        "veranderen",
        aanbod,
        status=status,
        form=form,
        pictogrammen=LABEL_PICTOGRAM,
        conflict=conflict,
        conflict_url=_address("volg_veranderen", aanbod),
    )


def withdraw(request: HttpRequest, aanbod: Aanbod) -> HttpResponse:
    """Take it back, after a page that says what that does."""
    if request.method == "POST":
        delete_aanbod(wijk=aanbod.wijk, pk=aanbod.pk)
        return see_other(reverse("agenda:volg_aanbod_weg"))
    return _page(request, "weghalen", aanbod)


def gone(request: HttpRequest) -> HttpResponse:
    """Said once it is gone; shows nothing of it."""
    return keep_private(render(request, "agenda/aanbod/weggehaald.html"))


def answer(request: HttpRequest, link: Toegangslink, aanbod: Aanbod) -> HttpResponse:
    """The link in the mail that asks whether it still holds: yes, or take it away."""
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    if doe == "weg":
        delete_aanbod(wijk=aanbod.wijk, pk=aanbod.pk)
        return see_other(reverse("agenda:volg_aanbod_weg"))
    if doe == "verleng":
        extend_aanbod(aanbod=aanbod)
        return see_other(request.path)
    verlengd = aanbod.gevraagd_op is None
    status = 422 if request.method == "POST" else 200
    return _page(request, "link", aanbod, status=status, verlengd=verlengd)
