"""The team's pages: what was said of each action by each way, the short link, and the counts of a meeting."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.oordeel.forms import BijeenkomstForm
from agenda.oordeel.selectors import Bijeenkomstdag, meeting_rows, meetings_of, team_plannen
from agenda.oordeel.services import note_meeting
from agenda.planlijst import fold
from agenda.ronde.laat import missing_actie
from agenda.selectors import newest_versie, show_version
from agenda.weergave import ActieBeeld, AgendaBeeld
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other, wants_fragment
from kern.klok import today
from kern.qr import draw_qr
from wijken.kortelinks import address_of, close_kortelink, find_open, open_kortelink
from wijken.models import Kortelink, Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

DOEL = Kortelink.Doel.OORDEEL


@require_safe
def oordeel(request: HttpRequest, slug: str) -> HttpResponse:
    """The plans with what can be judged; `?plan=` opens one: per action what was said, by way.

    `?toon=alles` also lists the plans of which everything was judged. Above it the short link with its QR.
    """
    wijk = get_wijk(request, slug, Recht.LEZEN)
    versie = newest_versie(wijk)
    link = find_open(wijk, DOEL)
    adres = address_of(link.code) if link else ""
    plannen = team_plannen(versie.agenda, show_version(versie)) if versie else []
    lijst = fold(plannen, request.GET, vraagt=lambda plan: bool(plan.zonder))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "versie": versie,
        "lijst": lijst,
        "plan": lijst.open,
        "adres": adres,
        "qr": draw_qr(adres) if adres else "",
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "fragment": wants_fragment(request),
    }
    return render_page(request, "agenda/oordeel/team.html", context, fragment="plan" if lijst.open else "")


@require_POST
def oordeel_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Open or close the short link."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if request.POST.get("doe") == "dicht":
        close_kortelink(wijk=wijk, doel=DOEL, door=signed_in(request))
        messages.success(request, _("De vraag is dicht. Wat mensen zeiden, blijft staan."))
    elif newest_versie(wijk) is None:
        messages.error(request, _("Stel eerst een agenda vast. Daarna kunt u vragen of het lukte."))
    else:
        open_kortelink(wijk=wijk, doel=DOEL, door=signed_in(request))
        messages.success(request, _("De vraag staat open. Deel de link of print de code."))
    return see_other(f"{_list_url(wijk)}#link")


@require_http_methods(["GET", "HEAD", "POST"])
def oordeel_bijeenkomst(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Type what people said of one action in a meeting. `?dag=` opens a day that was typed before."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    versie = newest_versie(wijk)
    if versie is None:
        raise Http404
    plan, actie = _find(show_version(versie), sleutel) or missing_actie(wijk, sleutel)
    terug = f"{_list_url(wijk)}?plan={plan}#actie-{sleutel}"
    dagen = meetings_of(meeting_rows(versie.agenda, sleutel))
    form = BijeenkomstForm(request.POST or None, initial=_initial(dagen, request.GET.get("dag", "")))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: note_meeting(
                versie=versie,
                actie=sleutel,
                datum=form.cleaned_data["datum"],
                aantallen=form.aantallen,
                tekst=form.cleaned_data["tekst"],
                gezien=form.cleaned_data["gezien"],
                door=signed_in(request),
            ),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(terug)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "actie": actie,
        "dagen": dagen,
        "form": form,
        "terug": terug,
    }
    return render_page(request, "agenda/oordeel/bijeenkomst.html", context, status=uitkomst.status)


def _find(beeld: AgendaBeeld, sleutel: uuid.UUID) -> tuple[uuid.UUID, ActieBeeld] | None:
    """An action in this agenda, after the key of its plan."""
    acties = ((plan.uuid, actie) for plan in beeld.plannen for actie in plan.acties)
    return next((pair for pair in acties if pair[1].uuid == sleutel), None)


def _initial(dagen: list[Bijeenkomstdag], gevraagd: str) -> dict[str, object]:
    """The form of a day that was typed before, else an empty one of today."""
    for dag in dagen:
        if dag.datum.isoformat() == gevraagd:
            return {"datum": dag.datum, "gezien": dag.merk, "tekst": dag.tekst, **dag.aantallen}
    datum: dt.date = today()
    return {"datum": datum}


def _list_url(wijk: Wijk) -> str:
    return reverse("agenda:oordeel", args=[wijk.slug])
