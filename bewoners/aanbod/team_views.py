"""The team reads what people offer, says who is available, and types in what came on paper."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bewoners.aanbod.forms import LABEL_PICTOGRAM, SOORT_PICTOGRAM, SOORT_UITLEG
from bewoners.aanbod.selectors import Keuze, aanbodlijst_of, rijen_of
from bewoners.aanbod.services import delete_aanbod, extend_aanbod, set_status, submit_aanbod
from bewoners.aanbod.team_forms import TypForm
from bewoners.keuzes import Aanbodsoort, Aanbodstatus, Label, Wanneer
from bewoners.models import Aanbod, Kanaal
from bewoners.signalen import read_tekst
from kern.antwoord import keep_private
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from kern.klok import today
from kern.qr import draw_qr
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in
from wijken.selectors import buurtkeuzes
from wijken.volgcodes import code_for

NET: Final = "aanbod_net"  # in the session, once: what was just typed in, to show its code
MELDINGEN: Final = {
    "verleng": "Wij bewaren dit nog een half jaar.",
    Aanbodstatus.BESCHIKBAAR.value: "Dit aanbod is nu beschikbaar.",
    Aanbodstatus.RUST.value: "Dit aanbod rust. U vraagt er nu niemand voor.",
}


@require_safe
def aanbod_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What people offer; what is new first."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    lijst = aanbodlijst_of(wijk, Keuze.read(request.GET), pagina=request.GET.get("pagina", "1"))
    context = {
        "wijk": wijk,
        "actief": "aanbod",
        "lijst": lijst,
        "soorten": Aanbodsoort.choices,
        "labels": Label.choices,
    }
    return keep_private(render_page(request, "bewoners/aanbod/lijst.html", context), met_formulier=True)


@require_safe
def aanbod_detail(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One offer: read it, and what one can do with it."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    return _detail(request, wijk, _get(wijk, pk))


def _get(wijk: Wijk, pk: uuid.UUID) -> Aanbod:
    row = Aanbod.objects.for_wijk(wijk).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _detail(
    request: HttpRequest, wijk: Wijk, row: Aanbod, *, fout: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "aanbod",
        "rij": rijen_of(wijk, [row])[0],
        "aanbod": row,
        "wanneer": [Wanneer(value).label for value in row.wanneer],
        "lezing": read_tekst(row.tekst),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "fout": fout,
    }
    page = render_page(request, "bewoners/aanbod/detail.html", context, status=status)
    return keep_private(page, met_formulier=True)


@require_POST
def aanbod_doe(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Available, at rest, or half a year longer."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, pk)
    doe, door = request.POST.get("doe", ""), signed_in(request)
    try:
        if doe == "verleng":
            extend_aanbod(aanbod=row, door=door)
        else:
            set_status(aanbod=row, status=doe, revisie=_revisie(request), door=door)
    except VerouderdFout:
        now = _get(wijk, pk)
        return _detail(request, wijk, now, fout=_("Dit veranderde net. Lees het nog een keer."), status=409)
    except DomeinFout as fout:
        return _detail(request, wijk, row, fout=fout.zin, status=422)
    messages.success(request, MELDINGEN[doe])
    return see_other(reverse("bewoners:aanbod_detail", args=[slug, pk]))


@require_POST
def aanbod_weg(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody said goodbye: everything goes.

    The key stands in the form and not in the address: who presses twice, or after a colleague, reads that it
    was done already.
    """
    wijk = get_wijk(request, slug, Recht.WERKEN)
    pk = _key(request.POST.get("aanbod", ""))
    if pk and delete_aanbod(wijk=wijk, pk=pk, door=signed_in(request)):
        messages.success(request, _("Alles is weg: het aanbod, de naam, het nummer en de code."))
    else:
        messages.info(request, _("Dit aanbod was al weggehaald."))
    return see_other(reverse("bewoners:aanbod_list", args=[slug]))


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _revisie(request: HttpRequest) -> int:
    sent = request.POST.get("revisie", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def aanbod_typen(request: HttpRequest, slug: str) -> HttpResponse:
    """Type in one card or talk; the page comes back empty, with the code to give along."""
    wijk = get_wijk(request, slug, Recht.INVOEREN)
    buurten = buurtkeuzes(wijk)
    if request.method != "POST":
        initial = {"kanaal": Kanaal.PAPIER.value, "toestemming_op": today(), "verzend_id": uuid.uuid4()}
        net = request.session.pop(NET, {}).get(str(wijk.pk), "")
        return _typ_page(request, wijk, TypForm(initial=initial, buurten=buurten), net=net)
    form = TypForm(request.POST, buurten=buurten)
    if not form.is_valid():
        return _typ_page(request, wijk, form, status=422)
    answers = form.cleaned_data
    try:
        row = submit_aanbod(
            wijk=wijk,
            verzend_id=answers["verzend_id"],
            offer=form.offer(),
            maanden=int(answers["maanden"]),
            kanaal=answers["kanaal"],
            toestemming_op=answers["toestemming_op"],
            door=signed_in(request),
        )
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _typ_page(request, wijk, form, status=422)
    request.session[NET] = {str(wijk.pk): str(row.verzend_id)}
    return see_other(reverse("bewoners:aanbod_typen", args=[slug]))


def _typ_page(
    request: HttpRequest, wijk: Wijk, form: TypForm, *, net: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "wijk": wijk,
        "actief": "aanbod",
        "beperkt": Recht.LEZEN not in rechten_in(request, wijk),
        "form": form,
        "code": code_for(uuid.UUID(net)) if net else "",
        "pictogrammen": LABEL_PICTOGRAM,
    }
    page = render_page(request, "bewoners/aanbod/typen.html", context, status=status)
    return keep_private(page, met_formulier=True)


@require_safe
def aanbod_kaart(request: HttpRequest, slug: str) -> HttpResponse:
    """A card to print: to fill in with a pen, or to scan."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    address = settings.SITE_URL + reverse("bewoners:aanbod", args=[wijk.slug])
    context = {
        "wijk": wijk,
        "actief": "aanbod",
        "soorten": [
            (label, SOORT_UITLEG[value], SOORT_PICTOGRAM[value]) for value, label in Aanbodsoort.choices
        ],
        "labels": Label.choices,
        "wanneer": Wanneer.choices,
        "adres": address,
        "qr": draw_qr(address),
    }
    return render_page(request, "bewoners/aanbod/kaart.html", context)
