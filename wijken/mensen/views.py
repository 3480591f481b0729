"""The coordinator's pages about who works in the wijk."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gebruikers.models import Gebruiker
from kern.bewaren import days_until_closed
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.mensen.forms import RolForm, UitnodigForm
from wijken.mensen.rollen import ROL_NAAM, ROL_UITLEG
from wijken.mensen.selectors import load_mensen
from wijken.mensen.services import change_rol, end_lidmaatschap
from wijken.mensen.uitnodigen import invite, resend, withdraw
from wijken.models import Aanspreekpunt, Lidmaatschap, Uitnodiging, Wijk
from wijken.rechten import Recht, get_wijk, signed_in

Rol = Lidmaatschap.Rol


@require_http_methods(["GET", "HEAD", "POST"])
def mensen(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works here and who was asked; ask someone by mail."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    if request.method != "POST":
        return _show_mensen(request, wijk, UitnodigForm(initial={"rol": Rol.TEAMLID}))
    form = UitnodigForm(request.POST)
    if not form.is_valid():
        return _show_mensen(request, wijk, form, status=422)
    email = form.cleaned_data["email"]
    try:
        invite(wijk=wijk, email=email, rol=Rol(form.cleaned_data["rol"]), door=signed_in(request))
    except DomeinFout as fout:
        form.add_error("email", fout.zin)
        return _show_mensen(request, wijk, form, status=422)
    messages.success(request, _("De uitnodiging voor %(email)s is onderweg.") % {"email": email})
    return see_other(_address(wijk))


def _address(wijk: Wijk) -> str:
    return reverse("wijken:mensen", args=[wijk.slug])


def _show_mensen(request: HttpRequest, wijk: Wijk, form: UitnodigForm, *, status: int = 200) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "instellingen",
        "mensen": load_mensen(wijk, signed_in(request)),
        "form": form,
        "uitleg": ROL_UITLEG,
    }
    return render_page(request, "wijken/mensen.html", context, status=status)


def _get_lid(wijk: Wijk, pk: int) -> Lidmaatschap:
    return get_object_or_404(Lidmaatschap.objects.select_related("gebruiker", "wijk"), pk=pk, wijk=wijk)


@require_http_methods(["GET", "HEAD", "POST"])
def rol(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what someone may do."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    lid = _get_lid(wijk, pk)
    if request.method != "POST":
        return _show_rol(request, lid, RolForm(initial={"rol": lid.rol}))
    form = RolForm(request.POST)
    if not form.is_valid():
        return _show_rol(request, lid, form, status=422)
    try:
        change_rol(lid=lid, rol=Rol(form.cleaned_data["rol"]), door=signed_in(request))
    except DomeinFout as fout:
        form.add_error("rol", fout.zin)
        return _show_rol(request, lid, form, status=422)
    naam, rol_naam = str(lid.gebruiker), ROL_NAAM[form.cleaned_data["rol"]]
    messages.success(request, _("De rol van %(naam)s is nu: %(rol)s.") % {"naam": naam, "rol": rol_naam})
    return see_other(_address(wijk))


def _show_rol(request: HttpRequest, lid: Lidmaatschap, form: RolForm, *, status: int = 200) -> HttpResponse:
    context = {
        "wijk": lid.wijk,
        "actief": "instellingen",
        "lid": lid,
        "form": form,
        "uitleg": ROL_UITLEG,
        "ikzelf": lid.gebruiker_id == signed_in(request).pk,
    }
    return render_page(request, "wijken/mensen_rol.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def einde(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what happens when someone stops, and do it."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    lid = _get_lid(wijk, pk)
    gebruiker = signed_in(request)
    if lid.gebruiker_id == gebruiker.pk:
        return see_other(reverse("wijken:verlaten", args=[wijk.slug]))
    context = {
        "wijk": wijk,
        "actief": "instellingen",
        "lid": lid,
        "dagen": days_until_closed(Gebruiker),
        "aanspreekpunt": Aanspreekpunt.objects.filter(wijk=wijk).first(),
        "terug": _address(wijk),
    }
    if request.method != "POST":
        return render_page(request, "wijken/mensen_einde.html", context)
    try:
        end_lidmaatschap(lid=lid, door=gebruiker)
    except DomeinFout as fout:
        return render_page(request, "wijken/mensen_einde.html", context | {"fout": fout.zin}, status=422)
    messages.success(request, _("%(naam)s werkt niet meer in deze wijk.") % {"naam": str(lid.gebruiker)})
    return see_other(_address(wijk))


@require_POST
def uitnodiging_opnieuw(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Send an invitation again."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    uitnodiging = get_object_or_404(Uitnodiging, pk=pk, wijk=wijk)
    keer = request.POST.get("keer", "")
    try:
        sent = resend(
            uitnodiging=uitnodiging,
            keer=int(keer) if keer.isascii() and keer.isdigit() else -1,
            door=signed_in(request),
        )
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(_address(wijk))
    if sent is not None:
        messages.success(
            request,
            _("De uitnodiging voor %(email)s is opnieuw onderweg. De oude link werkt niet meer.")
            % {"email": uitnodiging.email},
        )
    return see_other(_address(wijk))


@require_POST
def uitnodiging_intrekken(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Withdraw an invitation."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    uitnodiging = get_object_or_404(Uitnodiging, pk=pk, wijk=wijk)
    try:
        withdraw(uitnodiging=uitnodiging, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(_address(wijk))
    messages.success(
        request, _("De uitnodiging voor %(email)s is ingetrokken.") % {"email": uitnodiging.email}
    )
    return see_other(_address(wijk))
