"""The page of one phase: what it is for, how far the wijk is, and what the team does with it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.fase.forms import FaseForm
from agenda.fase.services import choose_fase
from agenda.fase.uitleg import UITLEG
from agenda.fases import Fase, fases_of
from agenda.keuzes_team import FasekeuzeSoort
from agenda.kompas import stand_of
from agenda.models import Fasekeuze
from agenda.selectors import active_agenda
from agenda.volgende import volgende_stap
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def fase(request: HttpRequest, slug: str, nummer: int) -> HttpResponse:
    """One phase of the kompas; sending its form says what the team does with it."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if nummer >= len(Fase):
        raise Http404
    deze = list(Fase)[nummer]
    form = FaseForm(request.POST or None, initial={"keuze": FasekeuzeSoort.KOMPAS})
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(request, form, lambda: _choose(request, wijk, deze, form), melding=_("Bewaard."))
        if uitkomst.gelukt:
            return see_other(f"{reverse('agenda:kompas', args=[wijk.slug])}#fase-{nummer}")
    return _page(request, wijk, deze, form, uitkomst.status)


def _choose(request: HttpRequest, wijk: Wijk, deze: Fase, form: FaseForm) -> None:
    choose_fase(
        wijk=wijk,
        fase=deze,
        keuze=FasekeuzeSoort(form.cleaned_data["keuze"]),
        reden=form.cleaned_data["reden"],
        door=signed_in(request),
    )


def _page(request: HttpRequest, wijk: Wijk, deze: Fase, form: FaseForm, status: int) -> HttpResponse:
    rechten = rechten_in(request, wijk)
    stand = stand_of(wijk)
    stap = volgende_stap(stand, mag_vaststellen=Recht.VASTSTELLEN in rechten)
    agenda = active_agenda(wijk)
    keuzes = list(Fasekeuze.objects.filter(agenda=agenda, fase=deze).order_by("-pk")[:20]) if agenda else []
    if not form.is_bound and keuzes:
        form.initial["keuze"] = keuzes[0].keuze
    uitleg = UITLEG[deze]
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "deel": fases_of(stand, stap.fase)[deze.nummer],
        "uitleg": uitleg,
        "gereedschap": [
            (each.tekst, reverse(each.doel, args=[wijk.slug]))
            for each in uitleg.gereedschap
            if each.doel != "agenda:vaststellen" or Recht.VASTSTELLEN in rechten
        ],
        "stap": stap if stap.fase == deze else None,
        "stap_adres": reverse(stap.doel, args=[wijk.slug]),
        "keuzes": keuzes,
        "form": form,
        "vorige": list(Fase)[deze.nummer - 1] if deze.nummer else None,
        "volgende": list(Fase)[deze.nummer + 1] if deze.nummer + 1 < len(Fase) else None,
    }
    return render_page(request, "agenda/fase.html", context, status=status)
