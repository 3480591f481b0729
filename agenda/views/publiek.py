"""What everyone may see: the home of a wijk and its adopted agenda. No account, no form, cacheable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agenda.concept.selectors import open_ronde_of
from agenda.filteren import narrow
from agenda.inhoud import Inhoud
from agenda.models import Aanbieding, AgendaVersie
from agenda.ronde.selectors import EerdereAgenda, earlier_agendas
from agenda.selectors import newest_versie, show_version
from agenda.verschil.selectors import has_before
from agenda.weergave import parse_day
from analyse.invullen.selectors import open_lijsten
from bewoners.models import Inbreng
from bewoners.talen import language_name
from kern.htmx import render_page
from kern.klok import today
from wijken.kaarten import cijferkaarten
from wijken.models import Wijk
from wijken.rechten import get_public_wijk

AANTAL_VERHALEN = 6
AANTAL_PLANNEN = 3
AANTAL_CIJFERS = 3


@dataclass(frozen=True, slots=True)
class Briefje:
    """A shared story as a note, in its own language."""

    tekst: str
    taal: str
    taalnaam: str  # '' when it is Dutch, or nobody knows
    vertaling: str


@require_safe
@login_not_required
def wijk_home(request: HttpRequest, slug: str) -> HttpResponse:
    """The front door of a wijk: what goes on, how to take part, the agenda and its progress."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    beeld = show_version(versie) if versie else None
    kaarten = [kaart for kaart in cijferkaarten(wijk) if kaart.bekend][:AANTAL_CIJFERS]
    context = {
        "wijk": wijk,
        "concept": open_ronde_of(wijk, today()),
        "lijsten": open_lijsten(wijk),
        "versie": versie,
        "plannen": beeld.plannen[:AANTAL_PLANNEN] if beeld else (),
        "briefjes": briefjes(wijk),
        "kaarten": kaarten,
        "bronnen": sorted({kaart.bron for kaart in kaarten}),
    }
    return render_page(request, "agenda/wijk_home.html", context)


@require_safe
@login_not_required
def agenda_publiek(request: HttpRequest, slug: str) -> HttpResponse:
    """The adopted agenda, from its version alone, with how it goes today beside it.

    `?onderwerp=T01&buurt=BU…&leeftijd=15-24` narrows it to what fits.
    """
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    if versie is None:
        concept = open_ronde_of(wijk, today())
        return render_page(request, "agenda/publiek_leeg.html", {"wijk": wijk, "concept": concept})
    return _adopted_page(request, wijk, versie, request.GET.dict(), eerdere=earlier_agendas(versie))


@require_safe
@login_not_required
def agenda_eerder(request: HttpRequest, slug: str, ronde: int) -> HttpResponse:
    """The adopted agenda of an earlier round, as it was left. Of the one in force: its own page."""
    wijk = get_public_wijk(slug)
    geldig = newest_versie(wijk)
    if geldig is not None and geldig.agenda_id == ronde:
        return redirect("agenda:agenda_publiek", wijk.slug)
    versie = (
        AgendaVersie.objects.select_related("agenda")
        .filter(wijk=wijk, agenda=ronde)
        .order_by("-nummer")
        .first()
    )
    if versie is None:
        raise Http404
    return _adopted_page(request, wijk, versie, {}, geldig=geldig)


def _adopted_page(
    request: HttpRequest,
    wijk: Wijk,
    versie: AgendaVersie,
    keuze: dict[str, Any],
    *,
    eerdere: Sequence[EerdereAgenda] = (),
    geldig: AgendaVersie | None = None,
) -> HttpResponse:
    """An adopted agenda; with `geldig`, the one in force, this is an earlier one."""
    inhoud: Inhoud = versie.inhoud
    vaststelling = inhoud["vaststelling"]
    uitkomst = narrow(show_version(versie), keuze)
    context = {
        "wijk": wijk,
        "geldig": geldig,
        "eerdere": eerdere,
        "versie": versie,
        "inhoud": inhoud,
        "vaststelling": vaststelling,
        "vastgesteld_op": parse_day(vaststelling["datum"]) if vaststelling else None,
        "beeld": uitkomst.beeld,
        "uitkomst": uitkomst,
        "gedateerd": any(actie.klaar_op for plan in uitkomst.beeld.plannen for actie in plan.acties),
        "aanbieding": Aanbieding.objects.filter(versie=versie).first(),
        "veranderd": geldig is None and has_before(versie),
    }
    return render_page(request, "agenda/publiek.html", context)


def briefjes(wijk: Wijk) -> list[Briefje]:
    """The newest stories that anyone may read."""
    rows = (
        Inbreng.objects.for_wijk(wijk)
        .published()
        .select_related("vertaling")
        .order_by("-datum", "pk")[:AANTAL_VERHALEN]
    )
    return [
        Briefje(row.tekst, row.taal, language_name(row.taal, row.taal_naam), row.nederlands) for row in rows
    ]
