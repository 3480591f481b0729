"""Who makes an action happen tells how it goes, on the page of the link. It sees that one action."""

from __future__ import annotations

import uuid
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from agenda.keuzes import ActieStatus
from agenda.melden.forms import PartijVoortgangForm
from agenda.melden.lopend import Lopend, find_actie
from agenda.melden.services import stop_trekker, tell_voortgang
from agenda.models import Voortgangsvraag
from agenda.ronde.samen import is_in_use
from kern.foto import MAX_BYTES, te_groot
from kern.fouten import DomeinFout
from kern.uploads import is_too_large
from wijken.models import Toegangslink

PICTOGRAM: Final = {
    ActieStatus.GEPLAND.value: "wachten",
    ActieStatus.LOOPT.value: "vooruit",
    ActieStatus.VERTRAAGD.value: "waarschuwing",
    ActieStatus.KLAAR.value: "klaar",
    ActieStatus.GESTOPT.value: "stop",
}


def tell_by_link(request: HttpRequest, link: Toegangslink, thing: Voortgangsvraag) -> HttpResponse:
    """Handler of /link/<token>/ for who makes an action happen."""
    vraag = Voortgangsvraag.objects.select_related("agenda__wijk", "link", "wijk").get(pk=thing.pk)
    actie = find_actie(vraag.wijk, vraag.agenda, vraag.actie_uuid)
    if vraag.gestopt_op is not None or actie is None or not is_in_use(vraag.agenda):
        raise Http404
    if request.method != "POST":
        return _page(request, vraag, actie, PartijVoortgangForm())
    if request.POST.get("doe") == "stop":
        return _stop(request, vraag, actie)
    form = PartijVoortgangForm(request.POST, request.FILES)
    if is_too_large(request):
        form.refuse_foto(te_groot(MAX_BYTES))
    if form.is_valid():
        try:
            tell_voortgang(
                vraag=vraag,
                status=ActieStatus(form.cleaned_data["status"]),
                tekst=form.cleaned_data["tekst"],
                foto=form.gezien,
                verzend_id=form.cleaned_data["verzend_id"],
            )
        except DomeinFout as fout:
            form.add_error(None, fout.zin)
        else:
            return _done(request, vraag, actie, gestopt=False)
    return _page(request, vraag, actie, form, status=422)


def _stop(request: HttpRequest, vraag: Voortgangsvraag, actie: Lopend) -> HttpResponse:
    """Asked once more, then at once."""
    if request.POST.get("zeker") != "ja":
        return render(
            request,
            "agenda/melden/link_stop.html",
            {"wijk": vraag.wijk, "actie": actie, "vraag": vraag, "verzend_id": uuid.uuid4()},
        )
    try:
        key = uuid.UUID(request.POST.get("verzend_id", ""))
    except ValueError:
        key = uuid.uuid4()
    try:
        stop_trekker(vraag=vraag, verzend_id=key)
    except DomeinFout as fout:  # over or gone at this very moment
        raise Http404 from fout
    return _done(request, vraag, actie, gestopt=True)


def _done(request: HttpRequest, vraag: Voortgangsvraag, actie: Lopend, *, gestopt: bool) -> HttpResponse:
    """Thanks, at the same address: a reload sends the same once more, and that is the same line."""
    context = {"wijk": vraag.wijk, "actie": actie, "gestopt": gestopt}
    return render(request, "agenda/melden/link_klaar.html", context)


def _page(
    request: HttpRequest,
    vraag: Voortgangsvraag,
    actie: Lopend,
    form: PartijVoortgangForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "wijk": vraag.wijk,
        "vraag": vraag,
        "actie": actie,
        "form": form,
        "pictogrammen": PICTOGRAM,
    }
    return render(request, "agenda/melden/link.html", context, status=status)
