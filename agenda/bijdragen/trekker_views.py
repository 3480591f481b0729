"""Who makes it happen stops, and an action goes to another plan."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.bijdragen.forms import TrekkerForm, VerhuisForm
from agenda.bijdragen.trekker import leave_actie, leave_plan, move_actie
from agenda.melden.services import open_vragen, stop_vraag
from agenda.models import Actie
from agenda.views.acties import get_actie, plan_url
from agenda.views.plannen import get_plan, team_url
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def actie_trekker(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then note that who makes this action happen stops."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    actie = get_actie(wijk, sleutel)
    form = TrekkerForm(request.POST if request.method == "POST" else None)  # nothing ticked is no data
    if request.method == "POST" and form.is_valid():
        _leave(request, actie, vraag=form.cleaned_data["vraag"])
        messages.success(request, _("Genoteerd. Wij zoeken iemand die dit overneemt."))
        return see_other(team_url(wijk, "actie_edit", actie.uuid))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "wat": actie.wat,
        "trekker": actie.trekker,
        "terug": team_url(wijk, "actie_edit", actie.uuid),
    }
    return render_page(request, "agenda/bijdragen/trekker.html", context)


@transaction.atomic
def _leave(request: HttpRequest, actie: Actie, *, vraag: bool) -> None:
    """Who is asked by mail how it goes, is asked no more."""
    if leave_actie(actie=actie, vraag=vraag, door=signed_in(request)):
        for gevraagd in open_vragen(actie.agendapunt.agenda, actie.uuid):
            stop_vraag(vraag=gevraagd, door=signed_in(request))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_trekker(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """The same of a whole plan."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    form = TrekkerForm(request.POST if request.method == "POST" else None)  # nothing ticked is no data
    if request.method == "POST" and form.is_valid():
        leave_plan(plan=plan, vraag=form.cleaned_data["vraag"], door=signed_in(request))
        messages.success(request, _("Genoteerd. Wij zoeken iemand die dit overneemt."))
        return see_other(plan_url(plan))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "wat": plan.titel,
        "trekker": plan.trekker,
        "terug": plan_url(plan),
    }
    return render_page(request, "agenda/bijdragen/trekker.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def actie_move(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Let an action belong to another plan."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    actie = get_actie(wijk, sleutel)
    form = VerhuisForm(
        request.POST or None,
        agenda=actie.agendapunt.agenda_id,
        initial={"plan": actie.agendapunt.uuid, "revisie": actie.revisie},
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: move_actie(actie=actie, **form.cleaned_data, door=signed_in(request)),
            melding=_("De actie hoort nu bij dit plan."),
        )
        if uitkomst.gelukt:
            return see_other(plan_url(form.cleaned_data["plan"], "acties"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "actie": actie,
        "revisie": uitkomst.revisie(form, actie.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/bijdragen/verhuis.html", context, status=uitkomst.status)
