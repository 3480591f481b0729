"""The working agreements of a team: two lists that it writes itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.keuzes_team import AfspraakSoort, AfspraakStand
from agenda.models import Werkafspraak
from agenda.werkafspraken.forms import AfspraakForm, AfspraakWijzigForm
from agenda.werkafspraken.services import (
    adopt_voorstel,
    make_werkafspraak,
    move_werkafspraak,
    remove_werkafspraak,
    update_werkafspraak,
)
from agenda.werkafspraken.voorstel import VOORSTEL
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.volgorde import Richting
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_safe
def werkafspraken(request: HttpRequest, slug: str) -> HttpResponse:
    """Both lists; without any, the proposal."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    rows = list(Werkafspraak.objects.filter(wijk=wijk))
    lijsten = [(soort, [row for row in rows if row.soort == soort]) for soort in AfspraakSoort]
    voorwaarden = [row for row in rows if row.soort == AfspraakSoort.RANDVOORWAARDE]
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "lijsten": lijsten,
        "leeg": not rows,
        "voorstel": VOORSTEL.items(),
        "geregeld": sum(row.stand == AfspraakStand.GEREGELD for row in voorwaarden),
        "aantal_voorwaarden": len(voorwaarden),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/werkafspraken.html", context)


@require_POST
def voorstel_adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over the proposal."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if adopt_voorstel(wijk=wijk, door=signed_in(request)):
        messages.success(request, _("Het voorstel staat erin. Verander wat anders is bij u."))
    return see_other(_list_url(wijk))


@require_http_methods(["GET", "HEAD", "POST"])
def werkafspraak_new(request: HttpRequest, slug: str, soort: str) -> HttpResponse:
    """An agreement of one's own."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if soort not in AfspraakSoort.values:
        raise Http404
    kind = AfspraakSoort(soort)
    form = AfspraakForm(request.POST or None, soort=kind)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: make_werkafspraak(wijk=wijk, soort=kind, **form.cleaned_data, door=signed_in(request)),
            melding=_("De afspraak staat erbij."),
        )
        if uitkomst.gelukt:
            return see_other(_list_url(wijk))
    context = {"wijk": wijk, "actief": "kompas", "form": form, "soort": kind}
    return render_page(request, "agenda/werkafspraak.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def werkafspraak_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an agreement."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    afspraak = _get(wijk, pk)
    kind = AfspraakSoort(afspraak.soort)
    form = AfspraakWijzigForm(request.POST or None, soort=kind, initial=vars(afspraak))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_werkafspraak(afspraak=afspraak, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(_list_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "form": form,
        "soort": kind,
        "afspraak": afspraak,
        "revisie": uitkomst.revisie(form, afspraak.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/werkafspraak.html", context, status=uitkomst.status)


@require_POST
def werkafspraak_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    afspraak = _get(wijk, pk)
    richting = Richting.sent(request)
    move_werkafspraak(afspraak=afspraak, richting=richting, door=signed_in(request))
    return see_other(f"{_list_url(wijk)}#afspraak-{afspraak.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def werkafspraak_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then remove an agreement."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    afspraak = _get(wijk, pk)
    if request.method == "POST":
        remove_werkafspraak(afspraak=afspraak, door=signed_in(request))
        messages.success(request, _("De afspraak is weg."))
        return see_other(_list_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "titel": _("Wilt u deze afspraak weghalen?"),
        "wat": afspraak.tekst,
        "gevolg": _("U kunt haar later opnieuw opschrijven."),
        "terug": _list_url(wijk),
    }
    return render_page(request, "kern/verwijder.html", context)


def _get(wijk: Wijk, pk: int) -> Werkafspraak:
    return get_object_or_404(Werkafspraak.objects.select_related("wijk"), wijk=wijk, pk=pk)


def _list_url(wijk: Wijk) -> str:
    return reverse("agenda:werkafspraken", args=[wijk.slug])
