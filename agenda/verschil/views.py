"""'Wat is er veranderd?': what is different in the adopted agenda, for everyone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agenda.selectors import newest_versie
from agenda.verschil.selectors import compare_before
from kern.htmx import render_page
from wijken.rechten import get_public_wijk


@require_safe
@login_not_required
def veranderd(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version beside what went before it."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    verschil = compare_before(versie) if versie else None
    return render_page(
        request, "agenda/veranderd.html", {"wijk": wijk, "versie": versie, "verschil": verschil}
    )
