"""Which language an input is in, and what it says in Dutch: typed by a person beside the original."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bewoners.models import NEDERLANDS, Inbreng, Vertaling
from bewoners.services.vertaling import AndereWoorden, delete_vertaling, save_vertaling, set_taal
from bewoners.signalen import read_tekst
from bewoners.talen import language_name
from bewoners.terug import inbox_address, inbox_query, with_inbox_query
from bewoners.typen_forms import TaalForm, VertalingForm
from kern.conflict import Conflict, compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "POST"])
def vertaling(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Read the original, say which language it is, type what it says in Dutch."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    inbreng = _find(wijk, pk)
    if request.method == "GET":
        return _page(request, wijk, inbreng)
    actie = request.POST.get("doe", "")
    if actie == "taal":
        return _language(request, wijk, inbreng)
    if actie == "weg":
        delete_vertaling(wijk=wijk, inbreng=pk, door=signed_in(request))
        messages.success(request, _("De vertaling is weg. De woorden van de bewoner staan er nog."))
        return see_other(_here(request, slug, pk))
    return _translate(request, wijk, inbreng)


def _language(request: HttpRequest, wijk: Wijk, inbreng: Inbreng) -> HttpResponse:
    form = TaalForm(request.POST)
    if not form.is_valid():
        return _page(request, wijk, inbreng, taal_form=form, status=422)
    try:
        row = set_taal(wijk=wijk, inbreng=inbreng.pk, door=signed_in(request), **form.cleaned_data)
    except DomeinFout as fout:
        form.add_error("taal", fout.zin)
        return _page(request, wijk, inbreng, taal_form=form, status=422)
    messages.success(request, _("De taal is bewaard."))
    done = row.taal == NEDERLANDS
    return see_other(inbox_address(request, wijk.slug) if done else _here(request, wijk.slug, inbreng.pk))


def _translate(request: HttpRequest, wijk: Wijk, inbreng: Inbreng) -> HttpResponse:
    form = VertalingForm(request.POST)
    if not form.is_valid():
        return _page(request, wijk, inbreng, form=form, status=422)
    try:
        save_vertaling(wijk=wijk, inbreng=inbreng.pk, door=signed_in(request), **form.cleaned_data)
    except AndereWoorden as fout:
        return _again(request, wijk, inbreng, fout)
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig, ["tekst"])
        return _page(request, wijk, inbreng, form=form, conflict=conflict, status=409)
    except DomeinFout as fout:
        form.add_error("tekst", fout.zin)
        return _page(request, wijk, inbreng, form=form, status=422)
    messages.success(request, _("De vertaling is bewaard."))
    return see_other(inbox_address(request, wijk.slug))


def _again(request: HttpRequest, wijk: Wijk, inbreng: Inbreng, fout: AndereWoorden) -> HttpResponse:
    """The words changed meanwhile: show the new ones beside what was typed; sending it once more keeps it."""
    fresh = _find(wijk, inbreng.pk)
    there: Vertaling | None = getattr(fresh, "vertaling", None)
    data = request.POST.copy()
    data["woorden"], data["revisie"] = str(fresh.revisie), str(there.revisie if there else 0)
    form = VertalingForm(data)
    form.add_error("tekst", fout.zin)
    return _page(request, wijk, fresh, form=form, status=409)


def _find(wijk: Wijk, pk: uuid.UUID) -> Inbreng:
    rows = Inbreng.objects.for_wijk(wijk).exclude(status=Inbreng.Status.AFGEHANDELD)
    inbreng = rows.select_related("vertaling__door").filter(pk=pk).first()
    if inbreng is None:
        raise Http404
    return inbreng


def _here(request: HttpRequest, slug: str, pk: uuid.UUID) -> str:
    return with_inbox_query(request, reverse("bewoners:vertaling", args=[slug, pk]))


def _page(
    request: HttpRequest,
    wijk: Wijk,
    inbreng: Inbreng,
    *,
    form: VertalingForm | None = None,
    taal_form: TaalForm | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    there: Vertaling | None = getattr(inbreng, "vertaling", None)
    initial = {"tekst": there.tekst if there else ""}
    form = form or VertalingForm(initial=initial)
    taal_form = taal_form or TaalForm(initial={"taal": inbreng.taal, "taal_naam": inbreng.taal_naam})
    revisie = conflict.revisie if conflict else form.data.get("revisie", there.revisie if there else 0)
    context = {
        "wijk": wijk,
        "actief": "inbreng",
        "inbreng": inbreng,
        "lezing": read_tekst(inbreng.tekst),
        "vertaling": there,
        "taalnaam": language_name(inbreng.taal, inbreng.taal_naam),
        "is_nederlands": inbreng.taal == NEDERLANDS,
        "form": form,
        "taal_form": taal_form,
        "revisie": revisie,
        "woorden": form.data.get("woorden", inbreng.revisie),
        "conflict": conflict,
        "conflict_url": _here(request, wijk.slug, inbreng.pk),
        "terug": inbox_address(request, wijk.slug),
        "staat_tekst": inbox_query(request),
    }
    return render_page(request, "bewoners/vertaling.html", context, status=status)
