"""The team's page with reports, and the PDF of the adopted agenda for everyone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import AgendaVersie
from analyse.models import Vragenlijst
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from kern.models import Bestand
from rapportage import services
from rapportage.blad import read_blad, sheet_languages
from rapportage.models import Rapport
from rapportage.omschrijving import filename_of
from rapportage.selectors import (
    find_rapport,
    find_versie,
    newest_versie,
    public_file,
    read_overzicht,
    read_regel,
    read_sheet,
    sheets_of,
)
from wijken.models import Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, rechten_in, signed_in

WAIT_SECONDS = 60
TEMPLATE = "rapportage/rapport_list.html"


def list_page(request: HttpRequest, wijk: Wijk, *, fout: str = "", status: int = 200) -> HttpResponse:
    """The list of reports, with a sentence about what went wrong."""
    context = {"wijk": wijk, "actief": "rapporten", "overzicht": read_overzicht(wijk), "fout": fout}
    return render_page(request, TEMPLATE, context, status=status)


def _rapport(wijk: Wijk, pk: uuid.UUID) -> Rapport:
    rapport = find_rapport(wijk, pk)
    if rapport is None:
        raise Http404
    return rapport


def back_to(wijk: Wijk, rapport: Rapport) -> HttpResponse:
    """On to this report in the list."""
    return see_other(f"{reverse('rapportage:rapport_list', args=[wijk.slug])}#rapport-{rapport.pk}")


@require_safe
def rapport_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All reports of the wijk, newest first, and the button for a new one."""
    return list_page(request, get_wijk(request, slug, Recht.LEZEN))


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
        return list_page(request, wijk, fout=error.zin, status=422)
    return back_to(wijk, rapport)


@require_POST
def antwoorden_new(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """'Wat zeiden de bewoners?' of one list; says what to do first when nothing is on the site."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Vragenlijst.objects.for_wijk(wijk).select_related("wijk"), slug=lijst)
    try:
        rapport = services.request_antwoorden(lijst=row, door=signed_in(request))
    except DomeinFout as error:
        return list_page(request, wijk, fout=error.zin, status=422)
    return back_to(wijk, rapport)


@require_safe
def rapport_download(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """The file, for who may read the draft agenda."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    rapport = _rapport(wijk, pk)
    try:
        bestand = services.open_file(rapport=rapport, door=signed_in(request))
    except DomeinFout as error:
        return list_page(request, wijk, fout=error.zin, status=409)
    response = file_response(bestand, filename_of(wijk.slug, rapport), attachment=True)
    response["ETag"] = quote_etag(bestand.sha256)
    response["Cache-Control"] = "no-store"
    return response


def file_response(bestand: Bestand, naam: str, *, attachment: bool) -> HttpResponse:
    """The bytes of a file, to show or to keep under this name."""
    response = HttpResponse(bytes(bestand.inhoud), content_type=bestand.type)
    response["Content-Disposition"] = content_disposition_header(attachment, naam) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_safe
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest adopted agenda as PDF; a page that says 'in a minute' while it is being made."""
    wijk = get_public_wijk(slug)
    return _adopted_pdf(request, wijk, newest_versie(wijk))


@login_not_required
@require_safe
def eerdere_pdf(request: HttpRequest, slug: str, ronde: int) -> HttpResponse:
    """The adopted agenda of one round, by the key of that round: how an earlier one stays to be read."""
    wijk = get_public_wijk(slug)
    return _adopted_pdf(request, wijk, newest_versie(wijk, ronde=ronde))


@require_safe
def versie_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One adopted version as PDF, for the team."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    response = _adopted_pdf(request, wijk, find_versie(wijk, pk))
    response["Cache-Control"] = "no-store"
    return response


def _adopted_pdf(request: HttpRequest, wijk: Wijk, versie: AgendaVersie | None) -> HttpResponse:
    if versie is None:
        raise Http404
    bestand = public_file(versie)
    if bestand is None:
        return _not_yet(request, wijk, services.request_rapport(agenda=versie.agenda, versie=versie))
    years = f"{versie.agenda.van_jaar}-{versie.agenda.tot_jaar}"
    return _public_file(request, bestand, f"wijkagenda-{wijk.slug}-{years}.pdf")


def _public_file(request: HttpRequest, bestand: Bestand, naam: str) -> HttpResponse:
    """A file for everyone, that a browser asks for again each time: a passage may be taken away."""
    etag = quote_etag(bestand.sha256)
    response = get_conditional_response(request, etag=etag) or file_response(bestand, naam, attachment=False)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _not_yet(request: HttpRequest, wijk: Wijk, rapport: Rapport) -> HttpResponse:
    context = {
        "wijk": wijk,
        "adres": request.get_full_path(),
        "mislukt": rapport.status == Rapport.Status.MISLUKT,
        "fout": rapport.fout,
    }
    response = render_page(request, "rapportage/nog_niet.html", context, status=503)
    response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


# ---- ten figures ------------------------------------------------------------------------------
def _language() -> str:
    return get_language() or "nl"


@login_not_required
@require_safe
def tien_cijfers(request: HttpRequest, slug: str) -> HttpResponse:
    """'Your wijk in 10 figures: do you recognise this?', and where to get it on paper."""
    wijk = get_public_wijk(slug)
    blad = read_blad(wijk, _language())
    rapport = read_sheet(wijk, blad) or services.request_blad(wijk=wijk, blad=blad)
    return render_page(
        request,
        "rapportage/tien_cijfers.html",
        {"wijk": wijk, "blad": blad, "klaar": rapport.status == Rapport.Status.KLAAR},
    )


@login_not_required
@require_safe
def tien_cijfers_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on one A4, in the language of the visitor; 'in a minute' while it is being made."""
    wijk = get_public_wijk(slug)
    blad = read_blad(wijk, _language())
    rapport = read_sheet(wijk, blad)
    if rapport is None or rapport.bestand is None:
        return _not_yet(request, wijk, services.request_blad(wijk=wijk, blad=blad))
    return _public_file(request, rapport.bestand, f"10-cijfers-{wijk.slug}-{blad.taal}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def tien_cijfers_team(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet for the street in every language; a failed one can be tried again (POST)."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    if request.method == "POST":
        services.retry_bladen(wijk=wijk, door=signed_in(request))
        return see_other(reverse("rapportage:tien_cijfers_team", args=[wijk.slug]))
    bladen = sheets_of(wijk)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "beperkt": Recht.LEZEN not in rechten_in(request, wijk),
        "bladen": bladen,
        "mislukt": any(blad.mislukt for blad in bladen),
    }
    return render_page(request, "rapportage/tien_cijfers_team.html", context)


@require_safe
def tien_cijfers_download(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet in one language (`?blad=ar`), for the team: its own screens keep their language."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    taal = request.GET.get("blad", settings.LANGUAGE_CODE)
    if taal not in sheet_languages():
        raise Http404
    blad = read_blad(wijk, taal)
    rapport = read_sheet(wijk, blad)
    if rapport is None or rapport.bestand is None:
        return _not_yet(request, wijk, services.request_blad(wijk=wijk, blad=blad))
    services.note_blad_seen(wijk=wijk, door=signed_in(request))
    response = file_response(rapport.bestand, f"10-cijfers-{wijk.slug}-{taal}.pdf", attachment=False)
    response["Content-Language"] = taal
    return response
