"""The team looks at lists of which many came from one place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from analyse.invullen.nakijken import judge_groepen, load_wachtrij
from analyse.models import Vragenlijst
from kern.antwoord import keep_private
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def nakijken(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Groups of equal answers, each with 'Tel mee' and 'Tel niet mee'."""
    posted = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if posted else Recht.LEZEN)
    found = get_object_or_404(Vragenlijst.objects.for_wijk(wijk), slug=lijst)
    found.wijk = wijk
    fouten = []
    if posted:
        mee = request.POST.get("doe") == "mee"
        try:
            aantal = judge_groepen(
                lijst=found, beelden=request.POST.getlist("groep"), mee=mee, door=signed_in(request)
            )
        except DomeinFout as fout:
            fouten = [{"tekst": fout.zin, "anker": ""}]
        else:
            if aantal:
                messages.success(request, _done(aantal, mee=mee))
            return see_other(reverse("analyse:nakijken", args=[wijk.slug, found.slug]))
    context = {"wijk": wijk, "lijst": found, "rij": load_wachtrij(found), "fouten": fouten}
    return keep_private(
        render_page(request, "analyse/nakijken.html", context, status=422 if fouten else 200),
        met_formulier=True,
    )


def _done(aantal: int, *, mee: bool) -> str:
    lijsten = "1 lijst telt" if aantal == 1 else f"{aantal} lijsten tellen"
    return f"{lijsten} nu mee." if mee else f"{lijsten} nu niet mee."
