"""/d/<code>/: what stands on a poster or in a QR code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from analyse.keuzes import Lijstsoort, Lijststatus
from analyse.models import Vragenlijst
from bewoners.regels import clean_tekst
from wijken.models import Kortelink, Wijk

PAGES = {
    Kortelink.Doel.INBRENG: "bewoners:inbreng",
    Kortelink.Doel.OORDEEL: "agenda:is_het_gelukt",
    Kortelink.Doel.PLAN: "agenda:plan_publiek",
}


@login_not_required
@require_safe
def kortelink(request: HttpRequest, code: str) -> HttpResponse:
    """Go to the form or plan that the link is for; an old or mistyped one gets a page that helps on."""
    typed = clean_tekst(code).lower()[:12]
    found = Kortelink.objects.select_related("wijk").filter(code=typed, actief=True).first()
    if found is not None and found.doel == Kortelink.Doel.VRAGENLIJST:
        return _vragenlijst(request, found)
    page = PAGES.get(Kortelink.Doel(found.doel)) if found else None
    if found is None or page is None:
        return _gone(request, found.wijk if found else None)
    args = [found.wijk.slug, found.sleutel] if found.sleutel else [found.wijk.slug]
    return _lead_on(redirect(page, *args))


def _vragenlijst(request: HttpRequest, link: Kortelink) -> HttpResponse:
    """To a list of the wijk, or to whatever is open; the partners' list needs the code to let them in."""
    if link.sleutel is None:
        return _lead_on(redirect("analyse:vragenlijsten", link.wijk.slug))
    lijst = Vragenlijst.objects.for_wijk(link.wijk).filter(pk=link.sleutel).first()
    if lijst is None or lijst.status == Lijststatus.CONCEPT:
        return _gone(request, link.wijk)
    if lijst.soort == Lijstsoort.PARTNERS:
        return _lead_on(redirect("analyse:vragenlijst_link", link.wijk.slug, lijst.slug, link.code))
    return _lead_on(redirect("analyse:vragenlijst", link.wijk.slug, lijst.slug))


def _gone(request: HttpRequest, wijk: Wijk | None) -> HttpResponse:
    return render(request, "agenda/kortelink_weg.html", {"wijk": wijk}, status=404)


def _lead_on(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
