"""What everyone may see: the home of a wijk and its adopted agenda. No account, no form, cacheable."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agenda.inhoud import Inhoud
from agenda.models import Aanbieding, AgendaVersie
from agenda.selectors import newest_versie, verzoeken_of, voortgang_of
from agenda.weergave import AgendaBeeld, parse_day, show_agenda
from bewoners.models import Inbreng
from bewoners.talen import language_name
from kern.htmx import render_page
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
    beeld = _beeld(versie) if versie else None
    kaarten = [kaart for kaart in cijferkaarten(wijk) if kaart.bekend][:AANTAL_CIJFERS]
    context = {
        "wijk": wijk,
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
    """The adopted agenda, from its version alone, with how it goes today beside it."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    if versie is None:
        return render_page(request, "agenda/publiek_leeg.html", {"wijk": wijk})
    inhoud: Inhoud = versie.inhoud
    vaststelling = inhoud["vaststelling"]
    context = {
        "wijk": wijk,
        "versie": versie,
        "inhoud": inhoud,
        "vaststelling": vaststelling,
        "vastgesteld_op": parse_day(vaststelling["datum"]) if vaststelling else None,
        "beeld": _beeld(versie),
        "aanbieding": Aanbieding.objects.filter(versie=versie).first(),
    }
    return render_page(request, "agenda/publiek.html", context)


def _beeld(versie: AgendaVersie) -> AgendaBeeld:
    return show_agenda(versie.inhoud, voortgang_of(versie.agenda), verzoeken_of(versie.agenda))


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
