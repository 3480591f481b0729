"""What a bundle became: the plans that rest on it and its answer. A panel, and a page of its own."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from agenda.models import Agendapunt, Terugkoppeling
from bewoners.models import Bundel
from kern.htmx import render_page
from wijken.rechten import Recht, get_wijk


@require_safe
def bundel_plannen(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """The plans of the agenda in work that rest on this bundle, and what residents are answered."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    bundel = get_object_or_404(Bundel.objects.for_wijk(wijk), pk=sleutel)
    context = {
        "wijk": wijk,
        "actief": "inbreng",
        "bundel": bundel,
        "plannen": Agendapunt.objects.filter(
            wijk=wijk, agenda__actief=True, onderbouwingen__bundel=bundel
        ).in_order(),
        "terugkoppeling": Terugkoppeling.objects.filter(wijk=wijk, bundel=bundel).first(),
    }
    return render_page(request, "agenda/bundel_plannen.html", context, fragment="bundel-plannen")
