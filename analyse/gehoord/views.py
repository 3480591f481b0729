"""Who was heard, for the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from analyse.gehoord.selectors import read_gehoord
from analyse.models import Vragenlijst
from analyse.regels import MIN_PERCENTAGE
from kern.htmx import render_page
from wijken.rechten import Recht, get_wijk


@require_safe
def gehoord(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Who answered beside who lives here, who is missing, what to do, and how it came in over time."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = get_object_or_404(Vragenlijst.objects.select_related("wijk"), wijk=wijk, slug=lijst)
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "beeld": read_gehoord(row),
        "min_percentage": MIN_PERCENTAGE,
    }
    return render_page(request, "analyse/gehoord/gehoord.html", context)
