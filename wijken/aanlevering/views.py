"""The team's page with figures: which there are, and a file to add to them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from kern.uploads import is_too_large
from wijken.aanlevering.forms import CijferbestandForm
from wijken.aanlevering.selectors import read_overzicht
from wijken.aanlevering.services import (
    TE_GROOT,
    confirm_cijferbestand,
    drop_cijferbestand,
    submit_cijferbestand,
)
from wijken.models import Cijferbestand, Wijk
from wijken.rechten import Recht, get_wijk, signed_in

TEMPLATE = "wijken/cijferbestanden.html"


def _address(wijk: Wijk, anker: str = "") -> str:
    return reverse("wijken:cijferbestanden", args=[wijk.slug]) + anker


def _page(request: HttpRequest, wijk: Wijk, form: CijferbestandForm, *, status: int = 200) -> HttpResponse:
    context = {"wijk": wijk, "actief": "instellingen", "form": form, "overzicht": read_overzicht(wijk)}
    return render_page(request, TEMPLATE, context, status=status)


def _find(wijk: Wijk, pk: uuid.UUID) -> Cijferbestand:
    row = Cijferbestand.objects.for_wijk(wijk).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def cijferbestanden(request: HttpRequest, slug: str) -> HttpResponse:
    """Which figures there are; sending a file lets the worker read it, and keeps nothing yet."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    if request.method != "POST":
        return _page(request, wijk, CijferbestandForm())
    form = CijferbestandForm(request.POST, request.FILES)
    if is_too_large(request):
        form.errors.pop("bestand", None)
        form.add_error("bestand", TE_GROOT)
    if not form.is_valid():
        return _page(request, wijk, form, status=422)
    sent = form.cleaned_data["bestand"]
    try:
        row = submit_cijferbestand(
            wijk=wijk,
            naam=sent.name,
            inhoud=sent.read(),
            jaar=form.cleaned_data["jaar"],
            door=signed_in(request),
        )
    except DomeinFout as fout:
        form.add_error("bestand", fout.zin)
        return _page(request, wijk, form, status=422)
    return see_other(_address(wijk, f"#bestand-{row.pk}"))


@require_safe
def cijferbestand_row(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One file for htmx, which asks every two seconds; 204 as long as nothing changed."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    row = _find(wijk, pk)
    if not wants_fragment(request):
        return redirect(_address(wijk, f"#bestand-{pk}"))
    if request.GET.get("stand") == row.status:
        return HttpResponse(status=204)
    return render_page(request, TEMPLATE, {"wijk": wijk, "rij": row}, fragment="bestand")


@require_POST
def cijferbestand_doe(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Keep what was read, or throw the file away."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    row = _find(wijk, pk)
    try:
        if request.POST.get("doe") == "bewaren":
            confirm_cijferbestand(cijferbestand=row, door=signed_in(request))
            return see_other(_address(wijk, f"#bestand-{pk}"))
        if request.POST.get("doe") == "weg":
            drop_cijferbestand(cijferbestand=row, door=signed_in(request))
            messages.success(request, _("Het bestand is weg. De cijfers die er al waren, blijven."))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(_address(wijk))
