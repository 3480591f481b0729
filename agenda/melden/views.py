"""The team: all running actions in one list, who is asked by mail, and photos."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agenda.melden.forms import VraagForm
from agenda.melden.foto import remove_foto
from agenda.melden.selectors import filter_of, find_foto, read_lijst
from agenda.melden.services import ask_voortgang, renew_vraag, stop_vraag
from agenda.models import Voortgang, Voortgangsvraag
from agenda.views.voortgang import check_in_use, find_actie, show_voortgang
from kern.formulier import save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, rechten_in, signed_in

PER_BLAD = 50
WEEK = 7 * 24 * 3600


@require_safe
def voortgang_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All running actions: where they stand, the last word, who is asked, what is late.

    `?toon=aandacht` leaves out what goes well, `?toon=af` shows what is done or was stopped.
    """
    wijk = get_wijk(request, slug, Recht.LEZEN)
    toon = filter_of(request.GET.get("toon", ""))
    lijst = read_lijst(wijk, toon)
    blad = Paginator(lijst.rijen, PER_BLAD).get_page(request.GET.get("pagina", "1"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "lijst": lijst,
        "toon": toon,
        "blad": blad,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/melden/lijst.html", context)


@require_POST
def voortgang_ask(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask by mail how an action goes."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bedoeld = find_actie(wijk, sleutel, request.GET.get("versie", ""))
    check_in_use(bedoeld)
    form = VraagForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: ask_voortgang(
            agenda=bedoeld.agenda,
            actie_uuid=sleutel,
            wie=form.cleaned_data["wie"],
            email=form.cleaned_data["email"],
            door=signed_in(request),
        ),
        melding=_("Gevraagd. De mail gaat zo weg."),
    )
    if uitkomst.gelukt:
        return see_other(_address(wijk, sleutel))
    return show_voortgang(request, wijk, bedoeld, vraag_form=form, status=uitkomst.status)


@require_POST
def voortgangslink_new(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Mail another link; the one before ends."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    vraag = get_object_or_404(Voortgangsvraag, wijk=wijk, pk=pk)
    keer = request.POST.get("keer", "")
    try:
        renew_vraag(vraag=vraag, keer=int(keer) if keer.isdecimal() else -1, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, _("Er gaat een mail met een nieuwe link. De oude werkt niet meer."))
    return see_other(_address(wijk, vraag.actie_uuid))


@require_POST
def voortgangsvraag_stop(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Ask no more."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    vraag = get_object_or_404(Voortgangsvraag, wijk=wijk, pk=pk)
    stop_vraag(vraag=vraag, door=signed_in(request))
    messages.success(request, _("Gestopt. De link werkt niet meer."))
    return see_other(_address(wijk, vraag.actie_uuid))


@require_POST
def voortgangsfoto_remove(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Take a photo off: the file is gone at once."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    regel = Voortgang.objects.filter(wijk=wijk, foto=pk).first()
    if regel is None:
        raise Http404
    remove_foto(wijk=wijk, foto=pk, door=signed_in(request))
    messages.success(request, _("De foto is weg."))
    return see_other(_address(wijk, regel.actie_uuid))


@login_not_required
@require_safe
def actiefoto(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """The photo of a line or of a success story: for everyone where it stands on the site, else for the team.

    A line is public when its action is in an adopted agenda, a story when the team put it on the site.
    """
    wijk = get_public_wijk(slug)
    found = find_foto(wijk, pk)
    if found is None:
        raise Http404
    foto, openbaar = found
    if not openbaar:
        if not request.user.is_authenticated:
            raise Http404
        get_wijk(request, slug, Recht.LEZEN)
    response = HttpResponse(bytes(foto.inhoud), content_type=foto.type)
    # kept by who saw it, and by no cache between: a photo that is taken off is off for everybody else
    response["Cache-Control"] = f"private, max-age={WEEK}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex, noimageindex"
    response["Content-Disposition"] = "inline"
    return response


def _address(wijk: Wijk, sleutel: uuid.UUID) -> str:
    return reverse("agenda:voortgang_new", args=[wijk.slug, sleutel])
