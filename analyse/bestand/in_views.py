"""Answers of another program, on the team's side: choose the file, its columns, look, say yes or no."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.bestand.forms import BestandForm, KolommenForm, WaardenForm
from analyse.bestand.invoer import (
    Status,
    blad_of,
    choose_columns,
    choose_values,
    confirm_bestand,
    drop_bestand,
    is_busy,
    kept_before,
    stand_of,
    take_bestand,
    undo_bestand,
    undo_until,
)
from analyse.bestand.koppelen import guess_columns
from analyse.bestand.lezen import TE_GROOT
from analyse.bestand.omzetten import Omzetter, Opzet
from analyse.bestand.overzicht import Vraagwaarden, read_waarden
from analyse.inzenden import questions_of
from analyse.keuzes import Lijststatus
from analyse.lijst.views import GET_POST, find_lijst
from analyse.models import Antwoordbestand, Vragenlijst
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.klok import today
from kern.uploads import is_too_large
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in


def _find(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> Antwoordbestand:
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    rows = Antwoordbestand.objects.select_related("lijst__wijk", "wijk", "bestand")
    return get_object_or_404(rows, lijst=find_lijst(wijk, lijst), pk=pk)


def _address(row: Antwoordbestand, *, kolommen: bool = False) -> str:
    page = reverse("analyse:bestand_lezen", args=[row.wijk.slug, row.lijst.slug, row.pk])
    return f"{page}?kolommen=1" if kolommen else page


@require_http_methods(GET_POST)
def bestand_in(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Which files were read in; sending one keeps no answer yet."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = find_lijst(wijk, lijst)
    if request.method != "POST":
        return _choose(request, wijk, row, BestandForm())
    form = BestandForm(request.POST, request.FILES)
    if is_too_large(request):
        form.errors.pop("bestand", None)
        form.add_error("bestand", TE_GROOT)
    if not form.is_valid():
        return _choose(request, wijk, row, form, status=422)
    sent = form.cleaned_data["bestand"]
    try:
        taken = take_bestand(
            lijst=row,
            naam=sent.name or "",
            inhoud=sent.read(),
            blad=form.cleaned_data["blad"],
            door=signed_in(request),
        )
    except DomeinFout as fout:
        form.add_error("bestand", fout.zin)
        return _choose(request, wijk, row, form, status=422)
    return see_other(_address(taken))


def _choose(
    request: HttpRequest, wijk: Wijk, lijst: Vragenlijst, form: BestandForm, status: int = 200
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": lijst,
        "form": form,
        "bestanden": lijst.bestanden.all(),
        "is_concept": lijst.status == Lijststatus.CONCEPT,
    }
    return render_page(request, "analyse/bestand/inlezen.html", context, status=status)


@require_safe
def bestand_lezen(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """One file: its columns, or what would come of it, or what came of it."""
    row = _find(request, slug, lijst, pk)
    if row.status in (Status.BEWAARD, Status.GEWEIGERD) or is_busy(row) or row.bestand is None:
        context = _context(row) | {"bezig": is_busy(row), "tot": undo_until(row)}
        return render_page(request, "analyse/bestand/klaar.html", context)
    if row.status == Status.KOPPELEN or "kolommen" in request.GET:
        return _show_columns(request, row, _columns_form(row))
    return _show_trial(request, row)


def _context(row: Antwoordbestand) -> dict[str, Any]:
    return {
        "wijk": row.wijk,
        "actief": "analyse",
        "lijst": row.lijst,
        "rij": row,
        "verslag": row.verslag,
        "eerder": kept_before(row),
    }


def _columns_form(row: Antwoordbestand, data: Any = None) -> KolommenForm:
    blad = blad_of(row)
    vragen = questions_of(row.lijst, row.lijst.versie)
    return KolommenForm(
        data,
        blad=blad,
        vragen=vragen,
        gokken=guess_columns(blad.kop, vragen),
        opzet=Opzet.from_json(row.koppeling),
    )


def _show_columns(
    request: HttpRequest, row: Antwoordbestand, form: KolommenForm, status: int = 200
) -> HttpResponse:
    return render_page(
        request, "analyse/bestand/kolommen.html", _context(row) | {"form": form}, status=status
    )


def _show_trial(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    waarden = _values(row)
    form = WaardenForm(waarden=waarden)
    context = _context(row) | {
        "waarden": [(vraag, [form[waarde.veld] for waarde in vraag.onbekend]) for vraag in waarden],
        "form": form,
        "stand": stand_of(row),
        "meer": row.verslag.get("redenen_aantal", 0) - len(row.verslag.get("redenen", [])),
    }
    return render_page(request, "analyse/bestand/proef.html", context)


def _values(row: Antwoordbestand) -> list[Vraagwaarden]:
    vragen = questions_of(row.lijst, row.verslag["versie"])
    return read_waarden(Omzetter(vragen, Opzet.from_json(row.koppeling), today()), blad_of(row))


@require_POST
def bestand_doe(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """Tie columns or values, keep the answers, throw the file away, or take its answers back."""
    row = _find(request, slug, lijst, pk)
    acts: dict[str, Callable[[HttpRequest, Antwoordbestand], HttpResponse]] = {
        "kolommen": _do_columns,
        "waarden": _do_values,
        "bewaren": _do_keep,
        "weg": _do_drop,
        "terug": _do_undo,
    }
    act = acts.get(request.POST.get("doe", ""))
    if act is None:
        return see_other(_address(row))
    try:
        return act(request, row)
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(_address(row))


def _do_columns(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    form = _columns_form(row, request.POST)
    if not form.is_valid():
        return _show_columns(request, row, form, status=422)
    data = form.cleaned_data
    try:
        choose_columns(bestand=row, kolommen=form.kolommen, kanaal=data["kanaal"], taal=data["taal"])
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show_columns(request, row, form, status=422)
    return see_other(_address(row))


def _do_values(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    if row.status == Status.GELEZEN and not is_busy(row):
        form = WaardenForm(request.POST, waarden=_values(row))
        if not form.is_valid():
            raise DomeinFout("Kies bij elke waarde er een uit de lijst.")
        choose_values(bestand=row, waarden=form.waarden, stand=request.POST.get("stand", ""))
    return see_other(_address(row))


def _do_keep(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    done = confirm_bestand(bestand=row, stand=request.POST.get("stand", ""), door=signed_in(request))
    if done.status == Status.BEWAARD:
        messages.success(request, _("De antwoorden zijn bewaard."))
    return see_other(_address(row))


def _do_drop(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    drop_bestand(bestand=row, door=signed_in(request))
    messages.success(request, _("Het bestand is weg. Er is niets bewaard."))
    return see_other(reverse("analyse:bestand_in", args=[row.wijk.slug, row.lijst.slug]))


def _do_undo(request: HttpRequest, row: Antwoordbestand) -> HttpResponse:
    aantal = undo_bestand(bestand=row, door=signed_in(request))
    zin = ngettext("%(n)d ingevulde lijst is weg.", "%(n)d ingevulde lijsten zijn weg.", aantal)
    messages.success(request, zin % {"n": aantal})
    return see_other(reverse("analyse:bestand_in", args=[row.wijk.slug, row.lijst.slug]))
