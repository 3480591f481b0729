"""/link/<token>/ of a promise: the one action, what is asked and when; yes, no, or later: I stop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.bijdragen.antwoord import Antwoord, answer_by_link
from agenda.bijdragen.selectors import find_plek
from agenda.models import Toezegging
from kern.fouten import DomeinFout
from kern.htmx import see_other
from wijken.models import Toegangslink


def by_link(request: HttpRequest, link: Toegangslink, row: Toezegging) -> HttpResponse:
    """The page, and what was answered on it. Works on any device; a GET changes nothing."""
    fout = _answer(request, row) if request.method == "POST" else ""
    if request.method == "POST" and not fout:
        return see_other(request.path)
    plek = find_plek(link.wijk, row.actie_uuid)
    context = {
        "wijk": link.wijk,
        "rij": row,
        "behoefte": row.behoefte,
        "plek": plek,
        "fouten": [{"tekst": fout, "anker": "ja"}] if fout else [],
        "agenda_url": reverse("agenda:agenda_publiek", args=[link.wijk.slug]),
    }
    return render(request, "agenda/bijdragen/link.html", context, status=422 if fout else 200)


def _answer(request: HttpRequest, row: Toezegging) -> str:
    """Take the answer; out: what went wrong, or ''."""
    antwoord = request.POST.get("antwoord", "")
    if antwoord not in list(Antwoord):
        return _("Kies ja of nee.")
    try:
        answer_by_link(toezegging=row, antwoord=Antwoord(antwoord))
    except DomeinFout as fout:
        return fout.zin
    return ""
