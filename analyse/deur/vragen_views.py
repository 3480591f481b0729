"""The questions at a door: one page on a phone, kept with one button."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from analyse.deur.forms import DeurForm
from analyse.deur.selectors import show_deel
from analyse.deur.services import keep_gesprek
from analyse.deur.views import GET_POST, find_deel, find_ronde, frame
from analyse.keuzes import Lijststatus
from analyse.lijst.forms import taalnaam
from analyse.models import Deurronde, Inzending, Vragenlijst
from bewoners.models import NEDERLANDS
from kern.antwoord import keep_private
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.klok import today
from kern.qr import draw_qr
from wijken.rechten import Recht, signed_in
from wijken.volgcodes import code_for

VERANDERD = 409


@sensitive_post_parameters()
@require_http_methods(GET_POST)
def deur_vragen(
    request: HttpRequest, slug: str, lijst: str, ronde: uuid.UUID, deel: uuid.UUID
) -> HttpResponse:
    """Ask the questions of the list, keep the answers, go on to the next door."""
    row = find_ronde(request, slug, lijst, ronde, Recht.INVOEREN)
    part = find_deel(row, deel)
    taal = _taal(row.lijst, request.POST.get("deur-taal") or request.GET.get("in", ""))
    status, fout = 200, ""
    with override(taal):
        try:
            form = DeurForm(row.lijst, request.POST if request.method == "POST" else None, taal=taal)
        except DomeinFout as error:
            form, status, fout = DeurForm(row.lijst, taal=taal), VERANDERD, error.zin
        valid = request.method == "POST" and not fout and form.is_valid()
    if valid:
        kept = form.rand.cleaned_data
        try:
            inzending = keep_gesprek(
                deel=part,
                versie=kept["versie"],
                verzend_id=kept["verzend_id"],
                gegevens=form.gegevens,
                taal=taal,
                mag_delen=kept["mag_delen"],
                door=signed_in(request),
            )
            return see_other(f"{request.path}?net={inzending.pk}&in={taal}")
        except DomeinFout as error:
            form.rand.add_error(None, error.zin)
    if request.method == "POST" and status == 200:
        status = 422
    context = {
        **frame(request, row.wijk),
        "lijst": row.lijst,
        "ronde": row,
        "regel": show_deel(part),
        "form": form,
        "fout": fout,
        "fouten": form.fouten() if form.rand.is_bound else "",
        "taal": taal,
        "talen": [(each, taalnaam(each)) for each in _talen(row.lijst)],
        "nog_dicht": row.lijst.status == Lijststatus.CONCEPT,
        **_just_kept(request, row),
    }
    page = render_page(request, "analyse/deur/vragen.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _talen(lijst: Vragenlijst) -> list[str]:
    return [NEDERLANDS, *lijst.talen]


def _taal(lijst: Vragenlijst, asked: str) -> str:
    return asked if asked in _talen(lijst) else NEDERLANDS


def _just_kept(request: HttpRequest, ronde: Deurronde) -> dict[str, Any]:
    """The answers of the door before, with the code for who lives there. Only on the same day."""
    inzending = _find(ronde, request.GET.get("net", ""))
    if inzending is None:
        return {}
    code = code_for(inzending.verzend_id) if inzending.volgcode_id else ""
    adres = f"{settings.SITE_URL}/volg/{code}/" if code else ""
    return {"net": inzending, "code": code, "qr": draw_qr(adres) if adres else ""}


def _find(ronde: Deurronde, pk: str) -> Inzending | None:
    try:
        return ronde.inzendingen.filter(pk=uuid.UUID(pk), datum=today()).first()
    except ValueError:
        return None
