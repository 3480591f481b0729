"""The yearly self-scan: the overview, and the form that one side fills in together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agenda.keuzes_team import Scankant
from agenda.models import Zelfscan
from agenda.zelfscan.forms import WIE, ZelfscanForm, initial_of
from agenda.zelfscan.selectors import overzicht_of
from agenda.zelfscan.services import EERSTE_JAAR, save_zelfscan
from kern.formulier import Uitkomst, save
from kern.fouten import VerouderdFout
from kern.htmx import render_page, see_other
from kern.klok import today
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_safe
def zelfscan(request: HttpRequest, slug: str) -> HttpResponse:
    """This year, or with ?jaar= another, beside the year before."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    overzicht = overzicht_of(wijk, year)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "overzicht": overzicht,
        "kanten": [(kant, WIE[kant], overzicht.scans.get(kant)) for kant in Scankant],
        "dit_jaar": today().year,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk) and EERSTE_JAAR <= year <= today().year,
    }
    return render_page(request, "agenda/zelfscan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def zelfscan_fill(request: HttpRequest, slug: str, jaar: int, kant: str) -> HttpResponse:
    """The form of one side for one year; again is changing it."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if kant not in Scankant.values or not EERSTE_JAAR <= jaar <= today().year:
        raise Http404
    side = Scankant(kant)
    scan = Zelfscan.objects.filter(wijk=wijk, jaar=jaar, kant=side).prefetch_related("scores").first()
    form = ZelfscanForm(request.POST or None, initial=initial_of(scan))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: _save(request, wijk, jaar, side, form),
            melding=_("De zelfscan is bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(f"{reverse('agenda:zelfscan', args=[wijk.slug])}?jaar={jaar}")
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "jaar": jaar,
        "kant": side,
        "titel": WIE[side],
        "form": form,
        "revisie": uitkomst.revisie(form, scan.revisie if scan else 0),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/zelfscan_invullen.html", context, status=uitkomst.status)


def _save(request: HttpRequest, wijk: Wijk, jaar: int, kant: Scankant, form: ZelfscanForm) -> None:
    try:
        save_zelfscan(
            wijk=wijk,
            jaar=jaar,
            kant=kant,
            mensen=form.cleaned_data["mensen"],
            scores=form.scores,
            toelichting=form.cleaned_data["toelichting"],
            revisie=form.cleaned_data["revisie"],
            door=signed_in(request),
        )
    except VerouderdFout as fout:
        if isinstance(fout.huidig, Zelfscan):
            vars(fout.huidig).update(initial_of(fout.huidig))  # the marks, to lay beside what was typed
        raise
