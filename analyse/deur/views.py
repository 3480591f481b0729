"""Rounds along the doors: which there are, one with its streets, counting, a note, the list on paper."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.deur.forms import NotitieForm, RondeForm, StratenForm, TikForm
from analyse.deur.selectors import read_delen, read_rondes, read_stand, show_deel
from analyse.deur.services import (
    Uitkomst,
    add_straatdelen,
    count_door,
    make_ronde,
    remove_straatdeel,
    set_klaar,
    set_notitie,
    uncount_door,
)
from analyse.keuzes import Lijststatus
from analyse.lijst.views import find_lijst
from analyse.models import Deurronde, Straatdeel
from kern import formulier
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

GET_POST = ["GET", "HEAD", "POST"]


def find_ronde(request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID, recht: Recht) -> Deurronde:
    """A round of this list, for who may do this in the wijk; else 404 or 403."""
    row = find_lijst(get_wijk(request, slug, recht), lijst)
    return get_object_or_404(row.deurrondes.select_related("lijst__wijk", "wijk"), pk=ronde)


def find_deel(ronde: Deurronde, pk: uuid.UUID) -> Straatdeel:
    """A piece of street of this round, or 404."""
    deel = get_object_or_404(ronde.straatdelen.select_related("wijk"), pk=pk)
    deel.ronde = ronde
    return deel


def ronde_url(ronde: Deurronde) -> str:
    return reverse("analyse:deurronde", args=[ronde.wijk.slug, ronde.lijst.slug, ronde.pk])


def frame(request: HttpRequest, wijk: Wijk) -> dict[str, Any]:
    """What every page here needs; who only types has no menu."""
    rechten = rechten_in(request, wijk)
    return {
        "wijk": wijk,
        "actief": "analyse",
        "beperkt": Recht.LEZEN not in rechten,
        "mag_werken": Recht.WERKEN in rechten,
    }


def _change(request: HttpRequest) -> Recht:
    """Looking is for who goes along the doors; planning for who works in the wijk."""
    return Recht.WERKEN if request.method == "POST" else Recht.INVOEREN


@require_http_methods(GET_POST)
def deuren(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The rounds with a list, and a new one."""
    wijk = get_wijk(request, slug, _change(request))
    row = find_lijst(wijk, lijst)
    form = RondeForm(request.POST or None)
    uitkomst = formulier.Uitkomst()
    if request.method == "POST":
        made: list[Deurronde] = []
        uitkomst = formulier.save(
            request,
            form,
            lambda: made.append(make_ronde(lijst=row, **form.cleaned_data, door=signed_in(request))),
        )
        if uitkomst.gelukt:
            return see_other(ronde_url(made[0]))
    context = {**frame(request, wijk), "lijst": row, "rondes": read_rondes(row), "form": form}
    return render_page(request, "analyse/deur/deuren.html", context, status=uitkomst.status)


@require_http_methods(GET_POST)
def deurronde(request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID) -> HttpResponse:
    """One round: where to go, what came of it, more streets."""
    row = find_ronde(request, slug, lijst, ronde, _change(request))
    form = StratenForm(request.POST or None)
    uitkomst = formulier.Uitkomst()
    if request.method == "POST":
        uitkomst = formulier.save(
            request,
            form,
            lambda: add_straatdelen(ronde=row, delen=form.cleaned_data["straten"], door=signed_in(request)),
            melding=_("De straten staan in de ronde."),
        )
        if uitkomst.gelukt:
            return see_other(ronde_url(row))
    delen = read_delen(row)
    context = {
        **frame(request, row.wijk),
        "lijst": row.lijst,
        "ronde": row,
        "delen": delen,
        "stand": read_stand(row, delen),
        "uitkomsten": Uitkomst.choices,
        "sleutel": uuid.uuid4(),
        "net": _just_tapped(request),
        "nog_dicht": row.lijst.status == Lijststatus.CONCEPT,
        "form": form,
    }
    return render_page(request, "analyse/deur/ronde.html", context, status=uitkomst.status)


def _just_tapped(request: HttpRequest) -> dict[str, object]:
    """The last tap, to take it back; for who has no JavaScript it stands in the address."""
    form = TikForm({**request.GET.dict(), "sleutel": request.GET.get("tik", "")})
    if "tik" not in request.GET or not form.is_valid():
        return {}
    return {**_tap(form), "deel": request.GET.get("deel", "")}


def _tap(form: TikForm) -> dict[str, object]:
    uitkomst = Uitkomst(form.cleaned_data["uitkomst"])
    return {"sleutel": form.cleaned_data["sleutel"], "uitkomst": uitkomst.value, "label": uitkomst.label}


@require_POST
def deur_tellen(
    request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID, deel: uuid.UUID
) -> HttpResponse:
    """One tap: count a door, or take that back."""
    row = find_ronde(request, slug, lijst, ronde, Recht.INVOEREN)
    straatdeel = find_deel(row, deel)
    form = TikForm(request.POST)
    if not form.is_valid():
        return see_other(ronde_url(row))
    terug = form.cleaned_data["terug"]
    act = uncount_door if terug else count_door
    fout = ""
    try:
        act(
            deel=straatdeel,
            uitkomst=form.cleaned_data["uitkomst"],
            sleutel=form.cleaned_data["sleutel"],
            door=signed_in(request),
        )
    except DomeinFout as error:
        fout = error.zin
    tap = {} if terug or fout else {**_tap(form), "deel": str(straatdeel.pk)}
    if wants_fragment(request):
        return _fragment(request, row, straatdeel.pk, tap, fout)
    if fout:
        messages.error(request, fout)
    found = f"?tik={tap['sleutel']}&uitkomst={tap['uitkomst']}&deel={straatdeel.pk}" if tap else ""
    return see_other(f"{ronde_url(row)}{found}#deel-{straatdeel.pk}")


def _fragment(
    request: HttpRequest, ronde: Deurronde, pk: uuid.UUID, tap: dict[str, object], fout: str
) -> HttpResponse:
    """The piece of street anew, and the sums above it."""
    delen = read_delen(ronde)
    context = {
        **frame(request, ronde.wijk),
        "lijst": ronde.lijst,
        "ronde": ronde,
        "regel": next(each for each in delen if each.deel.pk == pk),
        "stand": read_stand(ronde, delen),
        "uitkomsten": Uitkomst.choices,
        "sleutel": uuid.uuid4(),
        "net": tap,
        "fout": fout,
    }
    status = 409 if fout else 200
    return render_page(request, "analyse/deur/geteld.html", context, status=status)


@require_POST
def deurronde_klaar(request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID) -> HttpResponse:
    """The round is done, or goes on after all."""
    row = find_ronde(request, slug, lijst, ronde, Recht.WERKEN)
    set_klaar(ronde=row, klaar=request.POST.get("klaar") == "ja", door=signed_in(request))
    return see_other(ronde_url(row))


@require_http_methods(GET_POST)
def straatdeel(
    request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID, deel: uuid.UUID
) -> HttpResponse:
    """The note of a piece of street."""
    row = find_ronde(request, slug, lijst, ronde, Recht.INVOEREN)
    part = find_deel(row, deel)
    form = NotitieForm(request.POST or None, initial={"notitie": part.notitie})
    uitkomst = formulier.Uitkomst()
    if request.method == "POST":
        uitkomst = formulier.save(
            request,
            form,
            lambda: set_notitie(deel=part, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(f"{ronde_url(row)}#deel-{part.pk}")
    context = {
        **frame(request, row.wijk),
        "lijst": row.lijst,
        "ronde": row,
        "regel": show_deel(part),
        "form": form,
        "revisie": uitkomst.revisie(form, part.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "analyse/deur/straatdeel.html", context, status=uitkomst.status)


@require_POST
def straatdeel_remove(
    request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID, deel: uuid.UUID
) -> HttpResponse:
    """Take a piece of street out of the round, while nobody rang there."""
    row = find_ronde(request, slug, lijst, ronde, Recht.WERKEN)
    try:
        remove_straatdeel(deel=find_deel(row, deel), door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(ronde_url(row))


@require_safe
def deurronde_lijst(request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID) -> HttpResponse:
    """The round on paper, to tally by hand."""
    row = find_ronde(request, slug, lijst, ronde, Recht.INVOEREN)
    context = {**frame(request, row.wijk), "lijst": row.lijst, "ronde": row, "delen": read_delen(row)}
    return render_page(request, "analyse/deur/lijst.html", context)
