"""How a member of the agendagroep comes in: by a personal link once, then by the cookie of the device.

The first device that takes a link keeps it. Who gets it forwarded sees a page with which only the address of
the member gets a new link; asking for that one ends the old link and the device that had it.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.groep.mail import hide_address
from agenda.groep.services import is_active, open_link, send_link
from agenda.models import Agendagroeplid
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.klok import today
from kern.limiet import allow
from wijken.apparaat import keep_apparaat, read_apparaat, read_or_make_apparaat
from wijken.links import hash_token
from wijken.models import Toegangslink

NIEUW = "nieuw"  # what the button sends that asks for a new link
PER_DAG = 5
DAG = 24 * 3600


def find_lid(request: HttpRequest, slug: str) -> Agendagroeplid | None:
    """The member whose device this is, in this wijk; None for anybody else. One query."""
    sleutel = read_apparaat(request)
    if not sleutel:
        return None
    links = Toegangslink.objects.open_on(today()).filter(apparaat=hash_token(sleutel))
    rows = Agendagroeplid.objects.active_on(today()).filter(wijk__slug=slug, link__in=links)
    return rows.select_related("wijk__aanspreekpunt", "wijk__privacyafspraak", "link").order_by("pk").first()


def get_lid(request: HttpRequest, slug: str) -> Agendagroeplid:
    """The member whose device this is. Raises Http404 for anybody else, also for a wijk that is not there."""
    lid = find_lid(request, slug)
    if lid is None:
        raise Http404
    return lid


def open_page(request: HttpRequest, link: Toegangslink, lid: Agendagroeplid) -> HttpResponse:
    """A personal link that works: whose invitation it is, and one button that ties it to this device."""
    if not is_active(lid):
        raise Http404
    own = read_apparaat(request)
    if own and link.apparaat == hash_token(own):
        return redirect(_home(lid))
    if request.method != "POST":
        return _closed_page(request, link, lid) if link.apparaat else _welcome_page(request, lid)
    if request.POST.get("doe") == NIEUW:
        return _send_new(request, link, lid)
    sleutel = read_or_make_apparaat(request)
    if not open_link(lid=lid, sleutel=sleutel):
        link.refresh_from_db()
        return _closed_page(request, link, lid, status=409)
    return keep_apparaat(see_other(_home(lid)), sleutel)


def expired_page(request: HttpRequest, link: Toegangslink, lid: Agendagroeplid) -> HttpResponse:
    """A personal link that is over while its owner is still in the group: only a new one helps."""
    if not is_active(lid):
        raise Http404
    if request.method == "POST" and request.POST.get("doe") == NIEUW:
        return _send_new(request, link, lid)
    return _closed_page(request, link, lid, verlopen=True)


def _home(lid: Agendagroeplid) -> str:
    return reverse("agenda:groep", args=[lid.wijk.slug])


def _welcome_page(request: HttpRequest, lid: Agendagroeplid) -> HttpResponse:
    return render(request, "agenda/groep/welkom.html", {"wijk": lid.wijk, "lid": lid})


def _closed_page(
    request: HttpRequest,
    link: Toegangslink,
    lid: Agendagroeplid,
    *,
    status: int = 200,
    verlopen: bool = False,
    fout: str = "",
) -> HttpResponse:
    context = {
        "wijk": lid.wijk,
        "heeft_adres": bool(lid.email),
        "keer": link.keer,
        "verlopen": verlopen,
        "fout": fout,
    }
    return render(request, "agenda/groep/dicht.html", context, status=status)


def _send_new(request: HttpRequest, link: Toegangslink, lid: Agendagroeplid) -> HttpResponse:
    """Mail a new link to the address of the member. This address is over then, so the answer stands here."""
    keer = request.POST.get("keer", "")
    if not lid.email or not keer.isdecimal():
        return _closed_page(request, link, lid, status=422)
    if not allow("groep-link", str(lid.pk), aantal=PER_DAG, seconden=DAG):
        zin = _(
            "Er zijn vandaag al veel nieuwe links gestuurd. Probeer het morgen opnieuw, of bel het wijkteam."
        )
        return _closed_page(request, link, lid, status=429, fout=zin)
    try:
        send_link(lid=lid, keer=int(keer), zelf=True)
    except DomeinFout as error:
        return _closed_page(request, link, lid, status=422, fout=error.zin)
    context = {"wijk": lid.wijk, "adres": hide_address(lid.email)}
    return render(request, "agenda/groep/verstuurd.html", context)
