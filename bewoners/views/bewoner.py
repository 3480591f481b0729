"""A resident tells something: one question a page, an overview, thanks. No account, no JavaScript needed."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bewoners.forms import (
    JA_NEE_PICTOGRAM,
    JA_NEE_UITLEG,
    SOORT_PICTOGRAM,
    SOORT_UITLEG,
    DelenForm,
    SoortForm,
    VertelForm,
)
from bewoners.koekje import keep_sleutel, read_or_make_sleutel, read_sleutel
from bewoners.models import Concept, Inbreng
from bewoners.regels import weken_zin
from bewoners.services.concept import Formulier, find_concept, inbreng_of, save_concept, send_inbreng
from bewoners.services.inbreng import describe_inbreng
from kern.antwoord import keep_own, keep_private
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.limiet import allow
from kern.tekstcontrole import lijkt_hulpvraag
from kern.tijdlijn import Stand, Stap
from wijken.models import Regio, Wijk
from wijken.rechten import get_public_wijk
from wijken.selectors import buurten_of, buurtkeuzes
from wijken.volgcodes import code_for

HOUR = 3600
PER_BROWSER = 40  # sends an hour from one browser in one wijk: a whole table at a community centre
PER_WIJK = 1500
BEGINNEN_PER_WIJK = 6000


def _address(name: str, wijk: Wijk, concept: Concept) -> str:
    return reverse(f"bewoners:{name}", args=[wijk.slug, concept.pk])


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in."""
    return request.POST if request.method == "POST" else None


def _find(request: HttpRequest, wijk: Wijk, pk: uuid.UUID) -> Concept | None:
    sleutel = read_sleutel(request, Formulier.INBRENG)
    return find_concept(wijk=wijk, formulier=Formulier.INBRENG, sleutel=sleutel, pk=pk)


def _gone(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Half-filled forms are kept a day, for the browser that made them."""
    return keep_private(render(request, "bewoners/inbreng_weg.html", {"wijk": wijk}, status=404))


def _next(wijk: Wijk, concept: Concept) -> str:
    """The first page that still has something to ask."""
    if concept.verzonden:
        return _address("inbreng_bedankt", wijk, concept)
    if not concept.gegevens.get("tekst"):
        return _address("inbreng_wijzig", wijk, concept)
    return _address(
        "inbreng_overzicht" if "mag_delen" in concept.gegevens else "inbreng_delen", wijk, concept
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbreng(request: HttpRequest, slug: str, concept: uuid.UUID | None = None) -> HttpResponse:
    """Page 1: 'Wat wilt u vertellen over uw buurt?'"""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept) if concept else None
    if concept and begun is None and request.method != "POST":
        return _gone(request, wijk)
    if begun and begun.verzonden and request.method != "POST":
        return redirect(_next(wijk, begun))
    if request.method == "POST":
        return _tell(request, wijk)
    initial = {"concept": concept or uuid.uuid4(), "tekst": begun.gegevens.get("tekst", "") if begun else ""}
    return _show_tell(request, wijk, VertelForm(initial=initial))


def _tell(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    form = VertelForm(request.POST)
    if not form.is_valid():
        return _show_tell(request, wijk, form, status=422)
    if not allow("inbreng-begin", str(wijk.pk), aantal=BEGINNEN_PER_WIJK, seconden=HOUR):
        form.add_error(None, _busy())
        return _show_tell(request, wijk, form, status=429)
    sleutel = read_or_make_sleutel(request, Formulier.INBRENG)
    begun = save_concept(
        wijk=wijk,
        formulier=Formulier.INBRENG,
        sleutel=sleutel,
        pk=form.cleaned_data["concept"],
        gegevens={"tekst": form.cleaned_data["tekst"]},
    )
    return keep_sleutel(see_other(_next(wijk, begun)), Formulier.INBRENG, sleutel)


def _show_tell(request: HttpRequest, wijk: Wijk, form: VertelForm, *, status: int = 200) -> HttpResponse:
    response = render(request, "bewoners/inbreng.html", {"wijk": wijk, "form": form}, status=status)
    return _retry_later(keep_own(response))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbreng_delen(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """Page 2: 'Mogen anderen dit lezen, zonder uw naam?'"""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    if begun.verzonden or not begun.gegevens.get("tekst"):
        return redirect(_next(wijk, begun))
    form = DelenForm(_posted(request), initial={"mag_delen": begun.gegevens.get("mag_delen")})
    if request.method == "POST" and form.is_valid():
        saved = save_concept(
            wijk=wijk,
            formulier=Formulier.INBRENG,
            sleutel=read_sleutel(request, Formulier.INBRENG),
            pk=begun.pk,
            gegevens={"mag_delen": form.cleaned_data["mag_delen"]},
        )
        return see_other(_next(wijk, saved))
    context = {
        "wijk": wijk,
        "form": form,
        "concept": begun,
        "uitleg": JA_NEE_UITLEG,
        "pictogrammen": JA_NEE_PICTOGRAM,
    }
    status = 422 if request.method == "POST" else 200
    return keep_own(render(request, "bewoners/inbreng_delen.html", context, status=status))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbreng_overzicht(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """Page 3: everything once more, and 'Versturen'."""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    here = _address("inbreng_overzicht", wijk, begun)
    if _next(wijk, begun) != here:
        return see_other(_next(wijk, begun)) if request.method == "POST" else redirect(_next(wijk, begun))
    if request.method != "POST":
        return _show_overview(request, wijk, begun)
    if not _may_send(request, wijk):
        return _show_overview(request, wijk, begun, fout=_busy(), status=429)
    try:
        sent = send_inbreng(concept=begun, taal=getattr(request, "taal", "nl"))
    except DomeinFout as fout:
        return _show_overview(request, wijk, begun, fout=fout.zin, status=422)
    return see_other(_next(wijk, sent))


def _may_send(request: HttpRequest, wijk: Wijk) -> bool:
    browser = f"{read_sleutel(request, Formulier.INBRENG)}:{wijk.pk}"
    return allow("inbreng", browser, aantal=PER_BROWSER, seconden=HOUR) and allow(
        "inbreng-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR
    )


def _busy() -> str:
    return _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")


def _retry_later(response: HttpResponse) -> HttpResponse:
    if response.status_code == 429:
        response["Retry-After"] = "300"
    return response


def _show_overview(
    request: HttpRequest, wijk: Wijk, begun: Concept, *, fout: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "concept": begun,
        "tekst": begun.gegevens["tekst"],
        "mag_delen": begun.gegevens["mag_delen"] == "ja",
        "hulpvraag": lijkt_hulpvraag(begun.gegevens["tekst"]),
        "fouten": [{"tekst": fout, "anker": ""}] if fout else [],
    }
    response = render(request, "bewoners/inbreng_overzicht.html", context, status=status)
    return _retry_later(keep_private(response, met_formulier=True))


@login_not_required
@require_safe
def inbreng_bedankt(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """Thanks, the receipt code, and what happens next."""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    if not begun.verzonden:
        return redirect(_next(wijk, begun))
    sent = inbreng_of(begun)
    context = {
        "wijk": wijk,
        "concept": begun,
        "inbreng": sent,
        "code": code_for(begun.verzend_id) if sent else "",
        "buurt": _buurt_naam(wijk, sent),
        "stappen": _steps(wijk),
    }
    return keep_private(render(request, "bewoners/inbreng_bedankt.html", context))


def _buurt_naam(wijk: Wijk, sent: Inbreng | None) -> str:
    if sent is None or not sent.buurt_id:
        return ""
    return dict(buurten_of(wijk)).get(sent.buurt_id, "")


def _steps(wijk: Wijk) -> list[Stap]:
    return [
        Stap(_("Wij hebben het"), Stand.KLAAR, _("Vandaag")),
        Stap(_("Wij lezen het"), Stand.NU, weken_zin(wijk.reactie_weken)),
        Stap(_("Het hoort bij een plan"), Stand.STRAKS, _("Als wij samen een plan maken")),
        Stap(_("Klaar: dit gebeurde ermee"), Stand.STRAKS, _("Dat leest u met uw code")),
    ]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbreng_soort(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """One more page for who wants it: what kind, about what, where."""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    sent = inbreng_of(begun) if begun else None
    if begun is None or sent is None:
        return _gone(request, wijk)
    initial = {"soort": sent.soort, "onderwerp": sent.onderwerp, "buurt": sent.buurt_id or ""}
    form = SoortForm(_posted(request), initial=initial, buurten=buurtkeuzes(wijk))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _described(form, sent):
            return see_other(_address("inbreng_bedankt", wijk, begun))
    context = {
        "wijk": wijk,
        "concept": begun,
        "form": form,
        "uitleg": SOORT_UITLEG,
        "pictogrammen": SOORT_PICTOGRAM,
    }
    return keep_own(render(request, "bewoners/inbreng_soort.html", context, status=status))


def _described(form: SoortForm, sent: Inbreng) -> bool:
    answers = form.cleaned_data
    buurt = Regio.objects.filter(pk=answers.get("buurt") or "-").first()
    try:
        describe_inbreng(inbreng=sent, soort=answers["soort"], onderwerp=answers["onderwerp"], buurt=buurt)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return False
    return True
