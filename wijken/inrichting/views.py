"""The settings on who to talk to and on privacy, and what residents see of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.conflict import compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import see_other
from kern.uploads import is_too_large
from wijken.inrichting.forms import AanspreekpuntForm, PrivacyForm
from wijken.inrichting.foto import TE_GROOT
from wijken.inrichting.privacy import TOEZICHT, WAAROM, read_privacy
from wijken.inrichting.services import (
    remove_aanspreekpunt,
    revisie_of,
    save_aanspreekpunt,
    save_privacyafspraak,
)
from wijken.models import Aanspreekpunt, Privacyafspraak
from wijken.rechten import Recht, get_public_wijk, get_wijk, signed_in

PAGE_POST = ["GET", "HEAD", "POST"]
MENS = ("voornaam", "rol", "toestemming_tot")
PRIVACY = ("verantwoordelijke", "privacy_adres", "fg_contact", "grondslag", "belofte_door", "belofte_op")


@login_not_required
@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens with what people tell in this wijk: who, why, how long, which rights."""
    wijk = get_public_wijk(slug)
    return render(
        request, "wijken/privacy.html", {"wijk": wijk, "privacy": read_privacy(wijk), "toezicht": TOEZICHT}
    )


@login_not_required
@require_safe
def foto(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """The photo of the colleague, as long as his consent lasts."""
    row = Aanspreekpunt.objects.select_related("foto").filter(wijk__slug=slug, foto_id=pk).first()
    if row is None or row.foto is None or not row.zichtbaar:
        raise Http404
    response = HttpResponse(bytes(row.foto.inhoud), content_type=row.foto.type)
    response["Cache-Control"] = "private, max-age=600"  # a consent that is taken back must not linger
    response["X-Robots-Tag"] = "noindex, noimageindex"
    response["Content-Disposition"] = "inline"
    return response


@require_http_methods(PAGE_POST)
def aanspreekpunt(request: HttpRequest, slug: str) -> HttpResponse:
    """First name and photo of the colleague whom residents may call or meet."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    row = Aanspreekpunt.objects.filter(wijk=wijk).first()
    context: dict[str, object] = {"wijk": wijk, "actief": "instellingen", "mens": row}
    if request.method != "POST":
        initial = {veld: getattr(row, veld) for veld in MENS} if row else {}
        form = AanspreekpuntForm(initial={**initial, "revisie": revisie_of(row)})
        return _show(request, "aanspreekpunt", context | {"form": form, "revisie": revisie_of(row)})
    form = AanspreekpuntForm(request.POST, request.FILES)
    if is_too_large(request):
        form.add_error("foto", TE_GROOT)
    context |= {"form": form, "revisie": request.POST.get("revisie", "")}
    if not form.is_valid():
        return _show(request, "aanspreekpunt", context, status=422)
    data = {veld: form.cleaned_data[veld] for veld in ("revisie", *MENS, "foto", "foto_weg")}
    try:
        save_aanspreekpunt(wijk=wijk, door=signed_in(request), **data)
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig, MENS)
        context |= {"conflict": conflict, "revisie": conflict.revisie}
        return _show(request, "aanspreekpunt", context, status=409)
    except DomeinFout as fout:
        form.add_error("foto", fout.zin)
        return _show(request, "aanspreekpunt", context, status=422)
    messages.success(request, _("Bewaard. Bewoners zien dit onder ‘Liever praten?’"))
    return see_other(reverse("wijken:aanspreekpunt", args=[wijk.slug]))


@require_POST
def aanspreekpunt_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """The colleague takes his consent back."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    remove_aanspreekpunt(wijk=wijk, door=signed_in(request))
    messages.success(request, _("Foto en naam zijn weg."))
    return see_other(reverse("wijken:aanspreekpunt", args=[wijk.slug]))


@require_http_methods(PAGE_POST)
def privacyafspraak(request: HttpRequest, slug: str) -> HttpResponse:
    """Who answers for what residents tell, on which ground, and what was promised."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    row = Privacyafspraak.objects.filter(wijk=wijk).first()
    context: dict[str, object] = {"wijk": wijk, "actief": "instellingen", "waarom": WAAROM}
    if request.method != "POST":
        initial = {veld: getattr(row, veld) for veld in PRIVACY} if row else {}
        initial |= {"belofte": bool(row and row.belofte_op), "revisie": revisie_of(row)}
        form = PrivacyForm(initial=initial)
        return _show(request, "privacyafspraak", context | {"form": form, "revisie": revisie_of(row)})
    form = PrivacyForm(request.POST)
    context |= {"form": form, "revisie": request.POST.get("revisie", "")}
    if not form.is_valid():
        return _show(request, "privacyafspraak", context, status=422)
    data = {veld: form.cleaned_data[veld] for veld in ("revisie", *PRIVACY)}
    try:
        save_privacyafspraak(wijk=wijk, door=signed_in(request), **data)
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig, PRIVACY)
        context |= {"conflict": conflict, "revisie": conflict.revisie}
        return _show(request, "privacyafspraak", context, status=409)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show(request, "privacyafspraak", context, status=422)
    messages.success(request, _("Bewaard. Bewoners lezen dit bij elk formulier."))
    return see_other(reverse("wijken:privacyafspraak", args=[wijk.slug]))


def _show(request: HttpRequest, blad: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, f"wijken/{blad}.html", context, status=status)
