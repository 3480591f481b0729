"""The pages between the questions: who speaks, five minutes more, who may read one's words."""

from __future__ import annotations

from typing import Final

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from analyse.invullen.bladforms import EigenWoordenForm, MeerForm, NamensForm
from analyse.invullen.services import save_blad
from analyse.invullen.stand import Blad, Bladsoort, Invulling
from analyse.invullen.views import FORMULIER, address_of, go_on, page, with_invulling
from bewoners.forms import JA_NEE_PICTOGRAM
from bewoners.koekje import read_sleutel

FORMS: Final[dict[Bladsoort, type[forms.Form]]] = {
    "namens": NamensForm,
    "meer": MeerForm,
    "delen": EigenWoordenForm,
}
VELD: Final[dict[Bladsoort, str]] = {"namens": "organisatie", "meer": "meer", "delen": "mag_delen"}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def namens(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """Partners say first which organisation they speak for."""
    return _blad(request, invulling, "namens")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def meer(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """'Heeft u nog 5 minuten?'"""
    return _blad(request, invulling, "meer")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def delen(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """'Mogen anderen uw eigen woorden lezen, zonder uw naam?'"""
    return _blad(request, invulling, "delen")


def _blad(request: HttpRequest, invulling: Invulling, soort: Bladsoort) -> HttpResponse:
    blad = Blad(soort)
    if blad not in invulling.bladen:
        return redirect(address_of(invulling.volgende, invulling.lijst, invulling.concept))
    veld = VELD[soort]
    posted = request.method == "POST"
    form = FORMS[soort](request.POST if posted else None, initial={veld: invulling.kladblok.get(veld, "")})
    if posted and form.is_valid():
        saved = save_blad(
            invulling=invulling,
            sleutel=read_sleutel(request, FORMULIER),
            **{veld: form.cleaned_data[veld]},
        )
        return go_on(invulling, saved, blad)
    return page(
        request,
        invulling,
        soort,
        blad,
        status=422 if posted else 200,
        form=form,
        pictogrammen=JA_NEE_PICTOGRAM,
        nog=len(invulling.daarna),
    )
