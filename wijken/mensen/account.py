"""One's own account: name, wijken, sessions, and leaving a wijk. It lives here because it shows roles."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gebruikers.forms import NaamForm
from gebruikers.models import Gebruiker
from gebruikers.services import change_naam, end_sessions
from kern.bewaren import days_until_closed
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.mensen.rollen import ROL_NAAM
from wijken.mensen.services import end_lidmaatschap, is_last_coordinator
from wijken.models import Aanspreekpunt, Lidmaatschap
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, e-mail address, the wijken one works in, and the way to another password."""
    gebruiker = signed_in(request)
    if request.method != "POST":
        return _show_account(request, NaamForm(initial={"naam": gebruiker.naam}))
    form = NaamForm(request.POST)
    if not form.is_valid():
        return _show_account(request, form, status=422)
    change_naam(gebruiker=gebruiker, naam=form.cleaned_data["naam"])
    messages.success(request, _("Uw naam is bewaard."))
    return see_other(reverse("wijken:account"))


def _show_account(request: HttpRequest, form: NaamForm, *, status: int = 200) -> HttpResponse:
    rijen = Lidmaatschap.objects.filter(gebruiker=signed_in(request)).select_related("wijk")
    context = {
        "form": form,
        "actief": "account",
        "lidmaatschappen": [(lid, ROL_NAAM[lid.rol]) for lid in rijen.order_by("wijk__naam", "pk")],
    }
    return render_page(request, "wijken/account.html", context, status=status)


@require_POST
def overal_uitloggen(request: HttpRequest) -> HttpResponse:
    """End every session of one's account but this one."""
    gebruiker = end_sessions(gebruiker=signed_in(request))
    update_session_auth_hash(request, gebruiker)
    messages.success(request, _("U bent nu alleen nog hier ingelogd."))
    return see_other(reverse("wijken:account"))


@require_http_methods(["GET", "HEAD", "POST"])
def verlaten(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens when one stops working in a wijk, and do it."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    gebruiker = signed_in(request)
    lid = (
        Lidmaatschap.objects.select_related("wijk", "gebruiker")
        .filter(wijk=wijk, gebruiker=gebruiker)
        .first()
    )
    if lid is None:  # ended between the two
        raise Http404
    context = {
        "de_wijk": wijk,
        "actief": "account",
        "laatste": is_last_coordinator(lid),
        "dagen": days_until_closed(Gebruiker),
        "aanspreekpunt": Aanspreekpunt.objects.filter(wijk=wijk).first(),
    }
    if request.method != "POST":
        return render_page(request, "wijken/verlaten.html", context)
    try:
        end_lidmaatschap(lid=lid, door=gebruiker)
    except DomeinFout as fout:
        return render_page(request, "wijken/verlaten.html", context | {"fout": fout.zin}, status=422)
    messages.success(request, _("U werkt niet meer in %(wijk)s.") % {"wijk": wijk.naam})
    return see_other(reverse("wijken:account"))
