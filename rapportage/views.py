"""The team's page with reports, and the PDF of the adopted agenda for everyone."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agenda.models import Wijkagenda
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from kern.models import Bestand
from rapportage import services
from rapportage.models import Rapport
from rapportage.selectors import find_rapport, newest_versie, public_file, read_overzicht, read_regel
from wijken.models import Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, signed_in

WAIT_SECONDS = 60
TEMPLATE = "rapportage/rapport_list.html"


def _page(request: HttpRequest, wijk: Wijk, *, fout: str = "", status: int = 200) -> HttpResponse:
    context = {"wijk": wijk, "actief": "rapporten", "overzicht": read_overzicht(wijk), "fout": fout}
    return render_page(request, TEMPLATE, context, status=status)


def _rapport(wijk: Wijk, pk: uuid.UUID) -> Rapport:
    rapport = find_rapport(wijk, pk)
    if rapport is None:
        raise Http404
    return rapport


def _back(wijk: Wijk, rapport: Rapport) -> HttpResponse:
    return see_other(f"{reverse('rapportage:rapport_list', args=[wijk.slug])}#rapport-{rapport.pk}")


@require_safe
def rapport_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All reports of the wijk, newest first, and the button for a new one."""
    return _page(request, get_wijk(request, slug, Recht.LEZEN))


@require_POST
def rapport_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the PDF of the draft, or of the adopted agenda (`wat=vastgesteld`)."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    versie = newest_versie(wijk) if request.POST.get("wat") == "vastgesteld" else None
    agenda = versie.agenda if versie else Wijkagenda.objects.filter(wijk=wijk, actief=True).first()
    if agenda is None:
        return _page(request, wijk, fout=_("Er is nog geen agenda. Begin daarmee."), status=422)
    rapport = services.request_rapport(agenda=agenda, versie=versie, door=signed_in(request))
    return _back(wijk, rapport)


@require_safe
def rapport_row(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One report for htmx, which asks every two seconds; 204 as long as nothing changed."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    regel = read_regel(_rapport(wijk, pk))
    if not wants_fragment(request):
        return redirect(f"{reverse('rapportage:rapport_list', args=[wijk.slug])}#rapport-{pk}")
    if request.GET.get("stand") == regel.stand:
        return HttpResponse(status=204)
    return render_page(request, TEMPLATE, {"wijk": wijk, "regel": regel}, fragment="rapport")


@require_POST
def rapport_retry(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """A failed report once more."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    rapport = _rapport(wijk, pk)
    try:
        services.retry_rapport(rapport=rapport, door=signed_in(request))
    except DomeinFout as error:
        return _page(request, wijk, fout=error.zin, status=422)
    return _back(wijk, rapport)


@require_safe
def rapport_download(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """The file, for who may read the draft agenda."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    rapport = _rapport(wijk, pk)
    try:
        bestand = services.open_file(rapport=rapport, door=signed_in(request))
    except DomeinFout as error:
        return _page(request, wijk, fout=error.zin, status=409)
    response = _file(
        bestand, _filename(wijk, rapport.agenda, concept=rapport.versie_id is None), attachment=True
    )
    response["Cache-Control"] = "no-store"
    return response


def _filename(wijk: Wijk, agenda: Wijkagenda, *, concept: bool = False) -> str:
    return f"wijkagenda-{wijk.slug}-{agenda.van_jaar}-{agenda.tot_jaar}{'-concept' if concept else ''}.pdf"


def _file(bestand: Bestand, naam: str, *, attachment: bool) -> HttpResponse:
    response = HttpResponse(bytes(bestand.inhoud), content_type=bestand.type)
    response["Content-Disposition"] = content_disposition_header(attachment, naam) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_safe
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest adopted agenda as PDF; a page that says 'in a minute' while it is being made."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    if versie is None:
        raise Http404
    bestand = public_file(versie)
    if bestand is None:
        return _not_yet(request, wijk, services.request_rapport(agenda=versie.agenda, versie=versie))
    etag = quote_etag(bestand.sha256)
    response = get_conditional_response(request, etag=etag) or _file(
        bestand, _filename(wijk, versie.agenda), attachment=False
    )
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # a passage may be taken away: ask each time
    return response


def _not_yet(request: HttpRequest, wijk: Wijk, rapport: Rapport) -> HttpResponse:
    context = {"wijk": wijk, "mislukt": rapport.status == Rapport.Status.MISLUKT, "fout": rapport.fout}
    response = render_page(request, "rapportage/nog_niet.html", context, status=503)
    response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
