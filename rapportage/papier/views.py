"""The team's page that prints a questionnaire: a new pile, and the piles there are."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analyse.lijst.views import find_lijst
from analyse.models import Vragenlijst
from analyse.papier.services import max_bladen
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from rapportage import services
from rapportage.papier.forms import StapelForm
from rapportage.papier.selectors import Stapelregel, read_stapelregel, read_stapels
from rapportage.papier.services import print_bladen, request_stapel
from rapportage.views import file_response
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

TEMPLATE = "rapportage/papier.html"
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def papier(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The piles of a list (GET), and a new one (POST)."""
    sent = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if sent else Recht.LEZEN)
    row = find_lijst(wijk, lijst)
    most = max_bladen(row.vragen.of_version(row.versie).count())
    form = StapelForm(request.POST if sent else None, lijst=row, most=most)
    uitkomst = Uitkomst()
    if sent:
        uitkomst = save(
            request,
            form,
            lambda: print_bladen(lijst=row, **form.cleaned_data, door=signed_in(request)),
            melding=_("Wij maken de PDF. Zij staat zo hieronder klaar."),
        )
        if uitkomst.gelukt:
            return see_other(f"{request.path}#stapel-{form.cleaned_data['sleutel']}")
    return _page(request, wijk, row, form, status=uitkomst.status)


@require_http_methods(GET_POST)
def papier_stapel(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """One pile for htmx, which asks every two seconds (204: nothing new); its PDF once more (POST)."""
    sent = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if sent else Recht.LEZEN)
    row = find_lijst(wijk, lijst)
    stapel = _pile(row, pk)
    there = f"{reverse('rapportage:papier', args=[wijk.slug, row.slug])}#stapel-{pk}"
    if sent:
        request_stapel(drukronde=stapel.drukronde, door=signed_in(request))
        return see_other(there)
    if not wants_fragment(request):
        return redirect(there)
    if stapel.regel is not None and request.GET.get("stand") == stapel.regel.stand:
        return HttpResponse(status=204)
    context = {"wijk": wijk, "lijst": row, "stapel": stapel, "mag_werken": _may_work(request, wijk)}
    return render_page(request, TEMPLATE, context, fragment="stapel")


@require_safe
def papier_pdf(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """The sheets to print. They carry receipt codes: only for who works with them."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = find_lijst(wijk, lijst)
    stapel = _pile(row, pk)
    if stapel.regel is None:
        raise Http404
    try:
        bestand = services.open_file(rapport=stapel.regel.rapport, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(f"{reverse('rapportage:papier', args=[wijk.slug, row.slug])}#stapel-{pk}")
    ronde = stapel.drukronde
    naam = f"vragenlijst-{row.slug}-{ronde.van_blad}-{ronde.tot_blad}-{ronde.taal}.pdf"
    response = file_response(bestand, naam, attachment=True)
    response["Content-Language"] = ronde.taal
    response["Cache-Control"] = "no-store"
    return response


def _pile(lijst: Vragenlijst, pk: uuid.UUID) -> Stapelregel:
    stapel = read_stapelregel(lijst, pk)
    if stapel is None:
        raise Http404
    return stapel


def _may_work(request: HttpRequest, wijk: Wijk) -> bool:
    return Recht.WERKEN in rechten_in(request, wijk)


def _page(
    request: HttpRequest, wijk: Wijk, lijst: Vragenlijst, form: StapelForm, *, status: int
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": lijst,
        "form": form,
        "stapels": read_stapels(lijst),
        "mag_werken": _may_work(request, wijk),
    }
    return render_page(request, TEMPLATE, context, status=status)
