"""One bundle: its heading, and the originals it was put together from."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bewoners.bezwaar import settle_read
from bewoners.bundel_forms import BundelForm
from bewoners.herkomst import herkomst_of
from bewoners.inbox import read_rij
from bewoners.models import Bundel, Inbreng
from bewoners.services.bundels import delete_bundel, remove_from_bundel, update_bundel
from bewoners.services.moderatie import keuze_of, publish, settle_objection
from bewoners.views.ongedaan import remember, take_melding
from kern.conflict import Conflict, compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in
from wijken.selectors import buurten_of

TEMPLATE = "bewoners/bundel.html"


@require_http_methods(["GET", "POST"])
def bundel_detail(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Read a bundle and change its heading. Who saves an old form gets both texts side by side."""
    wijk = get_wijk(request, slug, Recht.LEZEN if request.method == "GET" else Recht.WERKEN)
    bundel = _find(wijk, pk)
    if request.method == "GET":
        return _page(request, wijk, bundel, _form_of(bundel))
    form = BundelForm(request.POST)
    if not form.is_valid():
        return _page(request, wijk, bundel, form, status=422)
    before = bundel.samenvatting
    try:
        saved = update_bundel(wijk=wijk, bundel=pk, door=signed_in(request), **form.cleaned_data)
        if saved.samenvatting != before:
            settle_read(bundel=saved, gelezen=request.POST.getlist("bezwaar"), door=signed_in(request))
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig)
        return _page(request, wijk, fout.huidig, form, conflict=conflict, status=409)
    except DomeinFout as fout:
        form.add_error("titel", fout.zin)
        return _page(request, wijk, bundel, form, status=422)
    messages.success(request, _("De bundel is bewaard."))
    return see_other(_address(slug, pk))


@require_POST
def bundel_doe(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Take an original out, publish what is new, settle an objection, or remove an empty bundle."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bundel = _find(wijk, pk)
    actie, _colon, over = request.POST.get("doe", "").partition(":")
    try:
        if actie == "weg":
            delete_bundel(wijk=wijk, bundel=pk, door=signed_in(request))
            messages.success(request, _("De lege bundel is weg."))
            return see_other(reverse("bewoners:inbox", args=[slug]))
        _act(request, wijk, bundel, actie, over)
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(_address(slug, pk))


def _act(request: HttpRequest, wijk: Wijk, bundel: Bundel, actie: str, over: str) -> None:
    door = signed_in(request)
    if actie == "publiceren":
        nieuw = list(bundel.inbrengen.awaiting_moderation())
        remember(request, wijk, publish(wijk=wijk, keuze=keuze_of(*nieuw), door=door))
        return
    try:
        inbreng = uuid.UUID(over)
    except ValueError as error:
        raise DomeinFout(_("Kies eerst een verhaal.")) from error
    if actie == "eruit":
        remember(
            request,
            wijk,
            remove_from_bundel(wijk=wijk, bundel=bundel.pk, inbrengen=[inbreng], door=door).handeling,
        )
    elif actie == "verwerkt":
        settle_objection(wijk=wijk, inbreng=inbreng, door=door)
        messages.success(request, _("Goed. De bewoner ziet de samenvatting van nu."))


def _find(wijk: Wijk, pk: uuid.UUID) -> Bundel:
    bundel = Bundel.objects.for_wijk(wijk).filter(pk=pk).first()
    if bundel is None:
        raise Http404
    return bundel


def _address(slug: str, pk: uuid.UUID) -> str:
    return reverse("bewoners:bundel_detail", args=[slug, pk])


def _form_of(bundel: Bundel) -> BundelForm:
    names = ("revisie", "titel", "samenvatting", "onderwerp")
    return BundelForm(initial={name: getattr(bundel, name) for name in names})


def _page(
    request: HttpRequest,
    wijk: Wijk,
    bundel: Bundel,
    form: BundelForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    namen = dict(buurten_of(wijk))
    rows = list(bundel.inbrengen.select_related("vertaling").order_by("-datum", "pk"))
    herkomst = herkomst_of(wijk, [inbreng.pk for inbreng in rows])
    rijen = [read_rij(inbreng, namen, uit=herkomst.get(inbreng.pk)) for inbreng in rows]
    status_of = [rij.inbreng.status for rij in rijen]
    context: dict[str, Any] = {
        "wijk": wijk,
        "actief": "inbreng",
        "bundel": bundel,
        "rijen": rijen,
        "bezwaren": sum(rij.inbreng.niet_zo_bedoeld for rij in rijen),
        "nieuw": status_of.count(Inbreng.Status.ONTVANGEN),
        "openbaar": sum(rij.inbreng.mag_delen and rij.inbreng.status == "gepubliceerd" for rij in rijen),
        "form": form,
        "conflict": conflict,
        "conflict_url": _address(wijk.slug, bundel.pk),
        "revisie": conflict.revisie if conflict else form["revisie"].value(),
        "melding": take_melding(request, wijk) if request.method == "GET" else None,
    }
    return render_page(request, TEMPLATE, context, status=status)
