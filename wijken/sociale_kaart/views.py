"""Where residents can go, and the pages on which the team keeps that up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.conflict import compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import see_other
from kern.uploads import is_too_large
from wijken.models import Kaartbestand, Voorziening, Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, rechten_in, signed_in
from wijken.sociale_kaart.forms import KaartbestandForm, VoorzieningForm
from wijken.sociale_kaart.lezen import TE_GROOT, Lezing, name_some
from wijken.sociale_kaart.regels import VELDEN
from wijken.sociale_kaart.schrijven import write_kaart
from wijken.sociale_kaart.selectors import read_kaart, read_waar_terecht
from wijken.sociale_kaart.services import (
    add_hulpnummers,
    confirm_voorziening,
    drop_kaartbestand,
    keep_kaartbestand,
    load_kaartbestand,
    make_voorziening,
    remove_voorziening,
    update_voorziening,
)
from wijken.sociale_kaart.vergelijken import compare_rows

PAGE_POST = ["GET", "HEAD", "POST"]
TOON_RIJEN = 50  # rows of a file that the page shows; the counts are of all


@login_not_required
@require_safe
def waar_terecht(request: HttpRequest, slug: str) -> HttpResponse:
    """Walk-in of the team, help numbers, organisations by subject, the platform of neighbours."""
    wijk = get_public_wijk(slug)
    context = {"wijk": wijk, "kaart": read_waar_terecht(wijk, request.GET), "op_waar_terecht": True}
    return render(request, "wijken/waar_terecht.html", context)


@require_safe
def sociale_kaart(request: HttpRequest, slug: str) -> HttpResponse:
    """The team's list, with search and what has not been looked after for a year."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {
        "wijk": wijk,
        "actief": "kaart",
        "kaart": read_kaart(wijk, request.GET),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render(request, "wijken/sociale_kaart.html", context)


@require_safe
def kaart_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole kaart as a file for Excel."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    response = HttpResponse(
        write_kaart(Voorziening.objects.for_wijk(wijk)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="sociale-kaart-{wijk.slug}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(PAGE_POST)
def voorziening_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Put one organisation on the kaart."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    context: dict[str, object] = {"wijk": wijk, "actief": "kaart"}
    if request.method != "POST":
        soort = request.GET.get("soort", "")
        soort = soort if soort in Voorziening.Soort.values else Voorziening.Soort.ORGANISATIE.value
        return _show_form(request, context | {"form": VoorzieningForm(initial={"soort": soort})})
    form = VoorzieningForm(request.POST)
    context["form"] = form
    if not form.is_valid():
        return _show_form(request, context, status=422)
    try:
        row = make_voorziening(wijk=wijk, door=signed_in(request), gegevens=form.gegevens)
    except DomeinFout as fout:
        form.add_error("naam", fout.zin)
        return _show_form(request, context, status=422)
    messages.success(request, _("%(naam)s staat op de sociale kaart.") % {"naam": row.naam})
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]))


@require_http_methods(PAGE_POST)
def voorziening_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change one organisation."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Voorziening.objects.for_wijk(wijk), pk=pk)
    context: dict[str, object] = {"wijk": wijk, "actief": "kaart", "voorziening": row, "revisie": row.revisie}
    if request.method != "POST":
        form = VoorzieningForm(initial={veld: getattr(row, veld) for veld in (*VELDEN, "revisie")})
        return _show_form(request, context | {"form": form})
    form = VoorzieningForm(request.POST)
    context |= {"form": form, "revisie": request.POST.get("revisie", "")}
    if not form.is_valid():
        return _show_form(request, context, status=422)
    try:
        update_voorziening(
            voorziening=row,
            revisie=form.cleaned_data["revisie"] or 0,
            door=signed_in(request),
            gegevens=form.gegevens,
        )
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig)
        return _show_form(request, context | {"conflict": conflict, "revisie": conflict.revisie}, status=409)
    except DomeinFout as fout:
        form.add_error("naam", fout.zin)
        return _show_form(request, context, status=422)
    messages.success(request, _("Bewaard. Dank u wel."))
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]))


def _show_form(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "wijken/voorziening.html", context, status=status)


@require_POST
def voorziening_nagekeken(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """'Klopt dit nog?' Yes."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Voorziening.objects.for_wijk(wijk), pk=pk)
    confirm_voorziening(voorziening=row, door=signed_in(request))
    messages.success(request, _("%(naam)s is nagekeken. Dank u wel.") % {"naam": row.naam})
    toon = "?toon=nakijken" if request.POST.get("staat") == "nakijken" else ""
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]) + toon)


@require_http_methods(PAGE_POST)
def voorziening_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then take an organisation off the kaart."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Voorziening.objects.for_wijk(wijk), pk=pk)
    if request.method != "POST":
        context = {"wijk": wijk, "actief": "kaart", "voorziening": row}
        return render(request, "wijken/voorziening_weg.html", context)
    remove_voorziening(voorziening=row, door=signed_in(request))
    messages.success(request, _("%(naam)s staat niet meer op de sociale kaart.") % {"naam": row.naam})
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]))


@require_POST
def hulpnummers_standaard(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the national help numbers on the kaart."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    add_hulpnummers(wijk=wijk, door=signed_in(request))
    messages.success(request, _("De landelijke hulpnummers staan erop. U kunt ze veranderen of weghalen."))
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]) + "?toon=hulpnummer")


# ---- a list in one go ---------------------------------------------------------------------------


@require_http_methods(PAGE_POST)
def kaart_inlezen(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file, look what it would do, and then say yes or no. The rows wait on the server."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    gebruiker = signed_in(request)
    page = reverse("wijken:kaart_inlezen", args=[wijk.slug])
    if request.method != "POST":
        return _show_bestand(request, wijk, KaartbestandForm())
    actie = request.POST.get("actie", "")
    if actie == "weg":
        drop_kaartbestand(wijk=wijk, gebruiker=gebruiker)
        messages.success(request, _("Wij hebben het bestand weggegooid. Er is niets veranderd."))
        return see_other(page)
    if actie == "bewaren":
        return _load(request, wijk)
    if is_too_large(request):
        return _show_bestand(request, wijk, KaartbestandForm(), status=422, melding=TE_GROOT)
    form = KaartbestandForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_bestand(request, wijk, form, status=422)
    lezing = form.cleaned_data["bestand"]
    keep_kaartbestand(wijk=wijk, gebruiker=gebruiker, naam=form.naam, lezing=lezing)
    return see_other(page)


def _load(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    try:
        gedaan = load_kaartbestand(
            wijk=wijk, gebruiker=signed_in(request), sleutel=request.POST.get("sleutel", "")
        )
    except DomeinFout as fout:
        return _show_bestand(request, wijk, KaartbestandForm(), status=422, melding=fout.zin)
    nieuw, veranderd = len(gedaan.nieuw), len(gedaan.veranderd)
    zinnen = [
        ngettext("%(n)s organisatie erbij.", "%(n)s organisaties erbij.", nieuw) % {"n": nieuw},
        ngettext("%(n)s veranderd.", "%(n)s veranderd.", veranderd) % {"n": veranderd},
    ]
    messages.success(request, " ".join(zinnen))
    return see_other(reverse("wijken:sociale_kaart", args=[wijk.slug]))


def _show_bestand(
    request: HttpRequest, wijk: Wijk, form: KaartbestandForm, status: int = 200, melding: str = ""
) -> HttpResponse:
    bestand = Kaartbestand.objects.filter(wijk=wijk, gebruiker=signed_in(request)).first()
    context: dict[str, object] = {
        "wijk": wijk,
        "actief": "kaart",
        "form": form,
        "melding": melding,
        "toon": TOON_RIJEN,
        "bestand": bestand,
    }
    if bestand is not None:
        lezing = Lezing.from_json(bestand.inhoud)
        vergelijking = compare_rows(wijk, lezing)
        context |= {
            "lezing": lezing,
            "vergelijking": vergelijking,
            "let_op": [rij for rij in lezing.rijen if rij.let_op],
            "onbekend": name_some(lezing.onbekend) if lezing.onbekend else "",
        }
    return render(request, "wijken/kaart_inlezen.html", context, status=status)
