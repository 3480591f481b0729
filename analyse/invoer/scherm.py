"""The entry screen, the same for the team and for a volunteer of an evening: number, sheet, next number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from analyse.invoer.forms import BladForm, VelForm
from analyse.invoer.services import (
    AlGetyptFout,
    Typist,
    Vel,
    already_typed,
    find_drukronde,
    given_on,
    may_mend,
    mend_vel,
    number_sheet,
    read_stand,
    today_rows,
    type_vel,
    undo_vel,
)
from analyse.inzenden import questions_of
from analyse.models import Drukronde, Inzending, Lijstinvoer, Vragenlijst
from kern.antwoord import keep_private
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.volgcodes import code_for

TEGELIJK: Final = 409


@dataclass(frozen=True, slots=True)
class Plek:
    """Where the screen stands: its address and frame, of which list, and who types."""

    adres: str
    basis: str
    lijst: Vragenlijst
    typist: Typist
    beperkt: bool = False
    mag_avond: bool = False


def show_screen(request: HttpRequest, plek: Plek) -> HttpResponse:
    """GET: the number, or with `blad` its questions. POST: keep, undo, or number a sheet without a number."""
    if request.method != "POST":
        return _sheet(request, plek) if "blad" in request.GET else _start(request, plek)
    doe = request.POST.get("doe", "")
    if doe == "ongedaan":
        return _undo(request, plek)
    if doe == "zonder":
        return _number(request, plek)
    return _keep(request, plek)


def _sheet(request: HttpRequest, plek: Plek) -> HttpResponse:
    form = BladForm(request.GET)
    if not form.is_valid():
        return _start(request, plek, form=form, status=422)
    blad: int = form.cleaned_data["blad"]
    try:
        drukronde = find_drukronde(plek.lijst, blad)
    except DomeinFout as fout:
        form.add_error("blad", fout.zin)
        return _start(request, plek, form=form, status=422)
    there = plek.lijst.inzendingen.filter(blad=blad).first()
    if there is None:
        vel = VelForm(drukronde, questions_of(plek.lijst, drukronde.versie))
        return _page(request, plek, blad, vel, nieuw="nieuw" in request.GET)
    mendable = may_mend(plek.lijst, plek.typist).filter(inzending=there).first()
    if mendable is None or "verbeter" not in request.GET:
        form.add_error("blad", already_typed(blad))
        return _start(request, plek, form=form, verbeter=blad if mendable else None, status=TEGELIJK)
    return _page(request, plek, blad, _filled(drukronde, there, mendable), verbeter=True)


def _filled(drukronde: Drukronde, inzending: Inzending, invoer: Lijstinvoer) -> VelForm:
    start = {name: getattr(inzending, name) for name in ("taal", "mag_delen", "organisatie")}
    return VelForm(
        drukronde,
        questions_of(drukronde.lijst, inzending.versie),
        start={**start, "kantlijn": invoer.kantlijn, "stand": read_stand(invoer)},
        gegevens=given_on(inzending),
    )


def _keep(request: HttpRequest, plek: Plek) -> HttpResponse:
    number = BladForm(request.POST)
    if not number.is_valid():
        return _start(request, plek, form=number, status=422)
    blad: int = number.cleaned_data["blad"]
    try:
        drukronde = find_drukronde(plek.lijst, blad)
    except DomeinFout as fout:
        number.add_error("blad", fout.zin)
        return _start(request, plek, form=number, status=422)
    form = VelForm(drukronde, questions_of(plek.lijst, drukronde.versie), request.POST)
    verbeter = request.POST.get("verbeter") == "ja"
    twice: list[str] = []

    def act() -> None:
        vel = _vel(form)
        if verbeter:
            stand = form.cleaned_data["stand"]
            mend_vel(lijst=plek.lijst, blad=blad, vel=vel, typist=plek.typist, stand=stand)
            return
        try:
            sleutel = form.cleaned_data["sleutel"]
            type_vel(lijst=plek.lijst, blad=blad, sleutel=sleutel, vel=vel, typist=plek.typist)
        except AlGetyptFout as fout:
            twice.append(fout.zin)

    uitkomst = save(request, form, act)
    if twice:
        return _page(request, plek, blad, form, dubbel=twice[0], uitkomst=Uitkomst(TEGELIJK))
    if not uitkomst.gelukt:
        return _page(request, plek, blad, form, verbeter=verbeter, uitkomst=uitkomst)
    return see_other(f"{plek.adres}?net={blad}")


def _vel(form: VelForm) -> Vel:
    answers = form.cleaned_data
    return Vel(
        gegevens=form.gegevens,
        taal=answers["taal"],
        mag_delen=answers["mag_delen"],
        organisatie=answers.get("organisatie", ""),
        kantlijn=answers["kantlijn"],
    )


def _undo(request: HttpRequest, plek: Plek) -> HttpResponse:
    form = BladForm(request.POST)
    if not form.is_valid():
        return see_other(plek.adres)
    try:
        undo_vel(lijst=plek.lijst, blad=form.cleaned_data["blad"], typist=plek.typist)
    except DomeinFout as fout:
        form.add_error("blad", fout.zin)
        return _start(request, plek, form=form, status=422)
    return see_other(f"{plek.adres}?weg={form.cleaned_data['blad']}")


def _number(request: HttpRequest, plek: Plek) -> HttpResponse:
    try:
        blad = number_sheet(lijst=plek.lijst, typist=plek.typist)
    except DomeinFout as fout:
        form = BladForm({})
        form.errors.clear()
        form.add_error(None, fout.zin)
        return _start(request, plek, form=form, status=422)
    return see_other(f"{plek.adres}?blad={blad}&nieuw=1")


def _start(
    request: HttpRequest,
    plek: Plek,
    *,
    form: BladForm | None = None,
    verbeter: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page that asks for the number, with what was just kept and what was typed today."""
    rows = list(today_rows(plek.lijst, plek.typist))
    net = next((row for row in rows if str(row.inzending.blad) == request.GET.get("net", "")), None)
    weg = request.GET.get("weg", "")
    context = _context(plek) | {
        "form": form or BladForm(),
        "verbeter": verbeter,
        "rijen": rows,
        "net": net,
        "code": code_for(net.inzending.verzend_id) if net and net.inzending.volgcode_id else "",
        "stapel": _pile(net) if net else None,
        "weg": weg if weg.isdecimal() and len(weg) < 7 else "",
        "gedrukt": plek.lijst.drukrondes.exists(),
    }
    page = render_page(request, "analyse/invoer/nummer.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _pile(invoer: Lijstinvoer) -> dict[str, int]:
    """How far the pile of a sheet is."""
    drukronde = invoer.inzending.drukronde
    if drukronde is None:
        return {}
    done = drukronde.inzendingen.count()
    plaats = (invoer.inzending.blad or 0) - drukronde.van_blad + 1
    return {"plaats": plaats, "aantal": drukronde.aantal, "klaar": done, "over": drukronde.aantal - done}


def _page(
    request: HttpRequest,
    plek: Plek,
    blad: int,
    form: VelForm,
    *,
    verbeter: bool = False,
    nieuw: bool = False,
    dubbel: str = "",
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    context = _context(plek) | {
        "form": form,
        "blad": blad,
        "regels": form.regels(),
        "verbeter": verbeter,
        "nieuw": nieuw,
        "dubbel": dubbel,
    }
    status = uitkomst.status if uitkomst else 200
    page = render_page(request, "analyse/invoer/vel.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _context(plek: Plek) -> dict[str, Any]:
    return {
        "plek": plek,
        "basis": plek.basis,
        "wijk": plek.lijst.wijk,
        "lijst": plek.lijst,
        "actief": "analyse",
        "beperkt": plek.beperkt,
    }
