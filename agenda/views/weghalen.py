"""What cannot be undone: taking words out of an input, and wiping a question for help.

Pages of the inbox, but on this floor: words may have been quoted in an agenda.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.services.weghalen import mask_words, wipe_tekst
from bewoners.models import Inbreng
from bewoners.signalen import read_tekst
from bewoners.terug import inbox_address, inbox_query
from bewoners.woorden import VERVANGINGEN, parse_passages, split_words
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from kern.veld import Verwijzing
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "POST"])
def inbreng_maskeren(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Choose words, see what is left of them, type four digits over: then they are gone."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    inbreng = _find(wijk, pk)
    if request.method == "GET":
        return _mask_page(request, wijk, inbreng)
    if not _typed_over(request, inbreng):
        return _mask_page(request, wijk, inbreng, fout=_wrong_code(), status=422)
    try:
        mask_words(
            wijk=wijk,
            inbreng=pk,
            revisie=_revisie(request),
            passages=parse_passages(request.POST.getlist("woord")),
            vervanging=request.POST.get("vervanging", ""),
            door=signed_in(request),
        )
    except VerouderdFout:
        fout = Verwijzing(_("Deze tekst is net veranderd. Kies de woorden opnieuw."), "woorden")
        return _mask_page(request, wijk, _find(wijk, pk), fout=fout, keep=False, status=409)
    except DomeinFout as error:
        return _mask_page(request, wijk, inbreng, fout=Verwijzing(error.zin, "woorden"), status=422)
    messages.success(request, _("De woorden zijn weg."))
    return see_other(inbox_address(request, slug))


@require_http_methods(["GET", "POST"])
def inbreng_wissen(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """A question for help was taken up elsewhere: wipe the text. No case is kept."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    inbreng = _find(wijk, pk, ook_gewist=request.method == "POST")
    if request.method == "GET":
        return _wipe_page(request, wijk, inbreng)
    if inbreng.status != Inbreng.Status.AFGEHANDELD and not _typed_over(request, inbreng):
        return _wipe_page(request, wijk, inbreng, fout=_wrong_code(), status=422)
    try:
        wipe_tekst(wijk=wijk, inbreng=pk, revisie=_revisie(request), door=signed_in(request))
    except VerouderdFout:
        fout = Verwijzing(_("Deze tekst is net veranderd. Lees hem opnieuw."), "")
        return _wipe_page(request, wijk, _find(wijk, pk), fout=fout, status=409)
    messages.success(request, _("De tekst is gewist."))
    return see_other(inbox_address(request, slug))


def _find(wijk: Wijk, pk: uuid.UUID, *, ook_gewist: bool = False) -> Inbreng:
    rows = Inbreng.objects.for_wijk(wijk)
    if not ook_gewist:
        rows = rows.exclude(status=Inbreng.Status.AFGEHANDELD)
    inbreng = rows.filter(pk=pk).first()
    if inbreng is None:
        raise Http404
    return inbreng


def _code(inbreng: Inbreng) -> str:
    """Four digits that belong to this text: a stop before what cannot be undone, no secret."""
    number = int(salted_hmac("weghalen", f"{inbreng.pk}:{inbreng.revisie}").hexdigest()[:8], 16)
    return f"{number % 10000:04d}"


def _typed_over(request: HttpRequest, inbreng: Inbreng) -> bool:
    """The digits of the text that the form showed; an old form is told apart later, by its revisie."""
    typed = "".join(request.POST.get("code", "").split())
    return _revisie(request) != inbreng.revisie or constant_time_compare(typed, _code(inbreng))


def _wrong_code() -> Verwijzing:
    return Verwijzing(_("Typ de vier cijfers over die op de bladzijde staan."), "code")


def _revisie(request: HttpRequest) -> int:
    text = request.POST.get("revisie", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _context(request: HttpRequest, wijk: Wijk, inbreng: Inbreng, fout: Verwijzing | None) -> dict[str, Any]:
    return {
        "wijk": wijk,
        "actief": "inbreng",
        "inbreng": inbreng,
        "code": _code(inbreng),
        "fouten": [fout] if fout else [],
        "terug": inbox_address(request, wijk.slug),
        "staat_tekst": inbox_query(request),
    }


def _mask_page(
    request: HttpRequest,
    wijk: Wijk,
    inbreng: Inbreng,
    *,
    fout: Verwijzing | None = None,
    keep: bool = True,
    status: int = 200,
) -> HttpResponse:
    gemerkt = [deel.tekst for deel in read_tekst(inbreng.tekst).delen if deel.merk]
    context = _context(request, wijk, inbreng, fout) | {
        "zinnen": split_words(inbreng.tekst),
        "gekozen": request.POST.getlist("woord") if keep else [],
        "gemerkt": gemerkt,
        "vervangingen": VERVANGINGEN,
        "vervanging": request.POST.get("vervanging", VERVANGINGEN[0]),
    }
    return render_page(request, "agenda/inbreng_maskeren.html", context, status=status)


def _wipe_page(
    request: HttpRequest,
    wijk: Wijk,
    inbreng: Inbreng,
    *,
    fout: Verwijzing | None = None,
    status: int = 200,
) -> HttpResponse:
    return render_page(
        request, "agenda/inbreng_wissen.html", _context(request, wijk, inbreng, fout), status=status
    )
