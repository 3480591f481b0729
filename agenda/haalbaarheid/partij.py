"""A party answers: without an account on the page of its link, or signed in with the address that was asked.

It sees the one question and its plan, and nothing else of the wijk.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agenda.haalbaarheid.antwoordformulier import PartijAntwoordForm
from agenda.haalbaarheid.services import answer_vraag, cannot_answer
from agenda.haalbaarheid.vraag import Stand, may_answer, open_vragen, stand_of, vragen_for
from agenda.keuzes import VerzoekAntwoord
from agenda.models import Verzoekvraag
from agenda.woorden import asked
from gebruikers.models import Gebruiker
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.models import Toegangslink
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@dataclass(frozen=True, slots=True)
class Rij:
    """A question in the list of an account."""

    vraag: Verzoekvraag
    wat: str
    stand: Stand


def answer_by_link(request: HttpRequest, link: Toegangslink, thing: Verzoekvraag) -> HttpResponse:
    """Handler of /link/<token>/ for a question to a party."""
    vraag = Verzoekvraag.objects.select_related("verzoek__agendapunt__agenda__wijk", "link", "wijk").get(
        pk=thing.pk
    )
    if request.method == "POST" and request.POST.get("doe") == "kan_niet":
        try:
            cannot_answer(vraag=vraag)
        except DomeinFout as fout:
            messages.error(request, fout.zin)
            return see_other(request.path)
        return render_page(request, "agenda/verzoekvraag_klaar.html", {"wijk": vraag.wijk})
    return _page(request, vraag, "agenda/verzoekvraag.html", {})


@require_safe
def vraag_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions sent to the address of this account, open ones first."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    gebruiker = signed_in(request)
    done = vragen_for(wijk, gebruiker).exclude(verzoek__antwoord=VerzoekAntwoord.OPEN)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "beperkt": Recht.LEZEN not in rechten_in(request, wijk),
        "open": [_rij(vraag) for vraag in open_vragen(wijk, gebruiker)],
        "klaar": [_rij(vraag) for vraag in done],
    }
    return render_page(request, "agenda/vragen.html", context)


def _rij(vraag: Verzoekvraag) -> Rij:
    verzoek = vraag.verzoek
    return Rij(vraag, asked(verzoek.soort, verzoek.aantal), stand_of(verzoek, vraag))


@require_http_methods(["GET", "HEAD", "POST"])
def vraag_answer(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One of these questions, with the form of its answer; 404 for a question to somebody else."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    vraag = get_object_or_404(vragen_for(wijk, signed_in(request)), pk=pk)
    context = {"actief": "kompas", "beperkt": Recht.LEZEN not in rechten_in(request, wijk)}
    return _page(request, vraag, "agenda/vraag_antwoord.html", context, door=signed_in(request))


def _page(
    request: HttpRequest,
    vraag: Verzoekvraag,
    template: str,
    extra: Mapping[str, object],
    *,
    door: Gebruiker | None = None,
) -> HttpResponse:
    """The question and its form; `door` is who is signed in, None for a link."""
    verzoek = vraag.verzoek
    is_open = verzoek.antwoord == VerzoekAntwoord.OPEN
    said = {"antwoord": verzoek.antwoord, "tekst": verzoek.antwoord_tekst, "namens": vraag.beantwoord_door}
    form = PartijAntwoordForm(request.POST or None, initial={} if is_open else said)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: _answer(vraag, form, door),
            melding=_("Dank u. Uw antwoord is bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(request.path)
    context = {
        "wijk": vraag.wijk,
        "vraag": vraag,
        "verzoek": verzoek,
        "plan": verzoek.agendapunt,
        "wat": asked(verzoek.soort, verzoek.aantal),
        "is_open": is_open,
        "stand": stand_of(verzoek, vraag),
        "mag": may_answer(vraag),
        "form": form,
        **extra,
    }
    return render_page(request, template, context, status=uitkomst.status)


def _answer(vraag: Verzoekvraag, form: PartijAntwoordForm, door: Gebruiker | None) -> None:
    given = form.cleaned_data
    answer_vraag(
        vraag=vraag,
        antwoord=VerzoekAntwoord(given["antwoord"]),
        tekst=given["tekst"],
        namens=given["namens"],
        met_link=door is None,
        door=door,
    )
