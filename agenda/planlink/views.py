"""The public page of one adopted plan, and for the team a sheet of QR codes to print."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agenda.inhoud import Inhoud
from agenda.models import Agendapunt, AgendaVersie
from agenda.planlink.services import link_plannen
from agenda.selectors import newest_versie, show_version
from agenda.weergave import AgendaBeeld, PlanBeeld
from kern.htmx import render_page
from kern.qr import draw_qr
from wijken.kortelinks import address_of, find_open
from wijken.models import Kortelink, Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, signed_in


@require_safe
@login_not_required
def plan_publiek(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One plan of the agenda in force; of one that is no more in force, what came in its place."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    plan = _find(show_version(versie), sleutel) if versie else None
    if versie is None or plan is None:
        return _gone(request, wijk, versie, sleutel)
    inhoud: Inhoud = versie.inhoud
    context = {
        "wijk": wijk,
        "inhoud": inhoud,
        "plan": plan,
        "adres": f"{settings.SITE_URL}{reverse('agenda:plan_publiek', args=[wijk.slug, sleutel])}",
    }
    return render_page(request, "agenda/plan_publiek.html", context)


def _find(beeld: AgendaBeeld, sleutel: uuid.UUID) -> PlanBeeld | None:
    return next((plan for plan in beeld.plannen if plan.uuid == sleutel), None)


def _gone(request: HttpRequest, wijk: Wijk, geldig: AgendaVersie | None, sleutel: uuid.UUID) -> HttpResponse:
    """A plan that was adopted once, and is in no agenda of now. 404 when it was never adopted."""
    versie = (
        AgendaVersie.objects.filter(wijk=wijk, inhoud__plannen__contains=[{"uuid": str(sleutel)}])
        .order_by("-vastgelegd_op", "-pk")
        .first()
    )
    if versie is None or geldig is None:
        raise Http404
    titel = next(plan["titel"] for plan in versie.inhoud["plannen"] if plan["uuid"] == str(sleutel))
    context = {
        "wijk": wijk,
        "titel": titel,
        "eerder": versie if versie.agenda_id != geldig.agenda_id else None,
        "nieuw": _successor(wijk, geldig, sleutel),
    }
    return render_page(request, "agenda/plan_voorbij.html", context)


def _successor(wijk: Wijk, geldig: AgendaVersie, sleutel: uuid.UUID) -> Agendapunt | None:
    """The plan of the agenda in force that this one was taken along as."""
    adopted = [uuid.UUID(plan["uuid"]) for plan in geldig.inhoud["plannen"]]
    return Agendapunt.objects.filter(wijk=wijk, overgenomen_van=sleutel, uuid__in=adopted).first()


@require_safe
def qr_vel(request: HttpRequest, slug: str) -> HttpResponse:
    """A card per plan with its QR code, to print and cut; that of 'is het gelukt?' as well."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    versie = newest_versie(wijk)
    links = link_plannen(versie=versie, door=signed_in(request)) if versie else {}
    plannen = show_version(versie).plannen if versie else ()
    oordeel = find_open(wijk, Kortelink.Doel.OORDEEL) if versie else None
    adres = address_of(oordeel.code) if oordeel else ""
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "versie": versie,
        "kaarten": [
            (plan, adres_plan, draw_qr(adres_plan))
            for plan in plannen
            for adres_plan in [address_of(links[plan.uuid].code)]
        ],
        "oordeel": adres,
        "oordeel_qr": draw_qr(adres) if adres else "",
    }
    return render_page(request, "agenda/qr_vel.html", context)
