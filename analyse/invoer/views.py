"""Typing paper lists in, by the team; and letting volunteers in for an evening."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analyse.invoer.avond import is_over, start_avond, stop_avond
from analyse.invoer.forms import AvondForm
from analyse.invoer.scherm import Plek, show_screen
from analyse.invoer.services import Typist
from analyse.keuzes import Lijststatus
from analyse.lijst.views import find_lijst
from analyse.models import Invoeravond, Vragenlijst
from kern.antwoord import keep_private
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.klok import now
from kern.qr import draw_qr
from wijken.links import token_for
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
def invoerlijsten(request: HttpRequest, slug: str) -> HttpResponse:
    """Which list lies on the table? For who only types."""
    wijk = get_wijk(request, slug, Recht.INVOEREN)
    rows = Vragenlijst.objects.for_wijk(wijk).exclude(status=Lijststatus.CONCEPT)
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "beperkt": Recht.LEZEN not in rechten_in(request, wijk),
        "lijsten": rows.order_by("status", "-open_sinds", "titel"),
    }
    return render_page(request, "analyse/invoer/lijsten.html", context)


@require_http_methods(GET_POST)
def invoer(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Type the sheets of one list in."""
    wijk = get_wijk(request, slug, Recht.INVOEREN)
    row = find_lijst(wijk, lijst)
    rechten = rechten_in(request, wijk)
    plek = Plek(
        adres=request.path,
        basis="basis_team.html",
        lijst=row,
        typist=Typist(door=signed_in(request), mag_alles=Recht.WERKEN in rechten),
        beperkt=Recht.LEZEN not in rechten,
        mag_avond=Recht.VASTSTELLEN in rechten,
    )
    return show_screen(request, plek)


@require_http_methods(GET_POST)
def invoeravond(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Let a volunteer in for four hours, show the code to scan, and stop it."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = find_lijst(wijk, lijst)
    if request.method == "POST" and request.POST.get("doe") == "stop":
        stop_avond(avond=_find(row, request.POST.get("avond", "")), door=signed_in(request))
        return see_other(request.path)
    form = AvondForm(request.POST or None, initial={"sleutel": uuid.uuid4()})
    uitkomst = Uitkomst()
    if request.method == "POST":
        made: list[Invoeravond] = []
        uitkomst = save(
            request,
            form,
            lambda: made.append(start_avond(lijst=row, **form.cleaned_data, door=signed_in(request))),
            melding=_("Laat de vrijwilliger nu de code scannen."),
        )
        if uitkomst.gelukt:
            return see_other(f"{request.path}#avond-{made[0].pk}")
    return _evenings(request, wijk, row, form, uitkomst.status)


def _find(lijst: Vragenlijst, pk: str) -> Invoeravond:
    try:
        return lijst.invoeravonden.get(pk=uuid.UUID(pk))
    except (ValueError, Invoeravond.DoesNotExist) as fout:
        raise Http404 from fout


def _evenings(
    request: HttpRequest, wijk: Wijk, lijst: Vragenlijst, form: AvondForm, status: int
) -> HttpResponse:
    rows = lijst.invoeravonden.filter(tot__gt=now(), gestopt_op__isnull=True).select_related("link")
    avonden = [(row, *_link(row)) for row in rows.order_by("-tot") if not is_over(row)]
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": lijst,
        "form": form,
        "avonden": avonden,
    }
    page = render_page(request, "analyse/invoer/avond.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _link(avond: Invoeravond) -> tuple[str, str]:
    """The address that the volunteer opens, and its code; nothing once a device has it."""
    if avond.link is None or avond.link.apparaat:
        return "", ""
    adres = f"{settings.SITE_URL}{reverse('agenda:link', args=[token_for(avond.link)])}"
    return adres, draw_qr(adres)
