"""The public page that tells what became of everyone's words. No account, no form, cacheable."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agenda.terugkoppeling.selectors import uitslag_of
from kern.htmx import render_page
from wijken.rechten import get_public_wijk


@require_safe
@login_not_required
def terugkoppeling(request: HttpRequest, slug: str) -> HttpResponse:
    """U zei, dit doen we samen."""
    wijk = get_public_wijk(slug)
    context = {"wijk": wijk, "uitslag": uitslag_of(wijk)}
    return render_page(request, "agenda/terugkoppeling.html", context)
