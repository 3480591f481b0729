"""/d/<code>/: what stands on a poster or in a QR code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bewoners.regels import clean_tekst
from wijken.models import Kortelink

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
    page = PAGES.get(Kortelink.Doel(found.doel)) if found else None
    if found is None or page is None:
        wijk = found.wijk if found else None
        return render(request, "agenda/kortelink_weg.html", {"wijk": wijk}, status=404)
    args = [found.wijk.slug, found.sleutel] if found.sleutel else [found.wijk.slug]
    response = redirect(page, *args)
    response["X-Robots-Tag"] = "noindex"
    return response
