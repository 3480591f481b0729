"""A resident fills in a list: one question a page, an overview, thanks. No account, no JavaScript needed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analyse.invullen.bladforms import BeginForm
from analyse.invullen.drukte import is_druk
from analyse.invullen.forms import make_vraagform
from analyse.invullen.selectors import open_lijsten, opens_with
from analyse.invullen.services import (
    begin_lijst,
    find_begonnen,
    find_bezig,
    save_antwoord,
    send_lijst,
)
from analyse.invullen.stand import Blad, Invulling, load_invulling
from analyse.invullen.woorden import in_taal, show_antwoord
from analyse.inzenden import Weg
from analyse.keuzes import Lijstsoort, Lijststatus
from analyse.models import Inzending, Vragenlijst
from bewoners.koekje import keep_sleutel, read_or_make_sleutel, read_sleutel
from bewoners.models import Concept
from bewoners.services.concept import Formulier, drop_concept
from kern.antwoord import keep_own, keep_private
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.limiet import allow
from kern.tijdlijn import Stand, Stap
from wijken.models import Wijk
from wijken.rechten import get_public_wijk, is_lid
from wijken.volgcodes import code_for

FORMULIER: Final = Formulier.VRAGENLIJST
HOUR: Final = 3600
BEGINNEN_PER_WIJK: Final = 6000


def taal_now() -> str:
    """The language of the screen."""
    return translation.get_language() or "nl"


# ---- which list ------------------------------------------------------------------------------------


@login_not_required
@require_safe
def vragenlijsten(request: HttpRequest, slug: str) -> HttpResponse:
    """The list that is open; several: a choice; none: what one can do instead."""
    wijk = get_public_wijk(slug)
    lijsten = open_lijsten(wijk)
    if len(lijsten) == 1:
        return redirect("analyse:vragenlijst", wijk.slug, lijsten[0].slug)
    return render(request, "analyse/invullen/lijsten.html", {"wijk": wijk, "lijsten": lijsten})


def find_lijst(wijk: Wijk, slug: str) -> Vragenlijst:
    """A list that is or was open here. Raises Http404."""
    lijst = Vragenlijst.objects.for_wijk(wijk).filter(slug=slug).exclude(status=Lijststatus.CONCEPT).first()
    if lijst is None:
        raise Http404
    lijst.wijk = wijk
    return lijst


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def vragenlijst(request: HttpRequest, slug: str, lijst: str, code: str = "") -> HttpResponse:
    """The first page: what it is about, how many questions, what happens with it. 'Begin' starts.

    The partners' list opens with the code of its short link, and for who works in this wijk.
    """
    wijk = get_public_wijk(slug)
    found = find_lijst(wijk, lijst)
    bezig = find_bezig(lijst=found, sleutel=read_sleutel(request, FORMULIER))
    for_all = found.soort != Lijstsoort.PARTNERS
    if not (for_all or bezig or opens_with(found, code) or is_lid(request, wijk)):
        raise Http404
    if not found.is_open:
        context = {"wijk": wijk, "lijst": found, "bezig": bezig, "lijsten": open_lijsten(wijk)}
        return keep_own(render(request, "analyse/invullen/gesloten.html", context))
    if request.method == "POST":
        return _begin(request, found, bezig)
    initial = {"concept": uuid.uuid4(), "vorige": bezig.concept.pk if bezig else None}
    return _show_begin(request, found, BeginForm(initial=initial), bezig)


def _begin(request: HttpRequest, lijst: Vragenlijst, bezig: Invulling | None) -> HttpResponse:
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _show_begin(request, lijst, form, bezig, status=422)
    if not allow("vragenlijst-begin", str(lijst.wijk_id), aantal=BEGINNEN_PER_WIJK, seconden=HOUR):
        form.add_error(
            None, _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")
        )
        page = _show_begin(request, lijst, form, bezig, status=429)
        page["Retry-After"] = "300"
        return page
    sleutel = read_or_make_sleutel(request, FORMULIER)
    begun = begin_lijst(
        lijst=lijst,
        sleutel=sleutel,
        pk=form.cleaned_data["concept"] or uuid.uuid4(),
        vorige=form.cleaned_data["vorige"],
    )
    return keep_sleutel(see_other(address_next(lijst, begun)), FORMULIER, sleutel)


def _show_begin(
    request: HttpRequest, lijst: Vragenlijst, form: BeginForm, bezig: Invulling | None, *, status: int = 200
) -> HttpResponse:
    empty = Invulling(Concept(gegevens={}), lijst, tuple(lijst.vragen.of_version(lijst.versie)))
    context = {
        "wijk": lijst.wijk,
        "lijst": lijst,
        "form": form,
        "aantal": len(empty.gevraagd),
        "bezig": bezig,
        "bij_vraag": _waar(bezig) if bezig else 0,
        "gewist": bool(request.GET.get("gewist")),
    }
    return keep_own(render(request, "analyse/invullen/begin.html", context, status=status))


def _waar(bezig: Invulling) -> int:
    """The number of the question that comes next; 0 when it is no question."""
    blad = bezig.volgende
    return bezig.nummer(blad.code) if blad is not None and blad.soort == "vraag" else 0


# ---- where one is ----------------------------------------------------------------------------------


def address_begin(lijst: Vragenlijst) -> str:
    """The first page of a list."""
    return reverse("analyse:vragenlijst", args=[lijst.wijk.slug, lijst.slug])


def address(name: str, lijst: Vragenlijst, concept: Concept, *args: str) -> str:
    """An address under this half-filled list."""
    return reverse(f"analyse:vragenlijst_{name}", args=[lijst.wijk.slug, lijst.slug, concept.pk, *args])


def address_of(blad: Blad | None, lijst: Vragenlijst, concept: Concept) -> str:
    """The address of a page of the way; the overview when there is none."""
    if blad is None:
        return address("overzicht", lijst, concept)
    return address(blad.soort, lijst, concept, *([blad.code] if blad.code else []))


def address_next(lijst: Vragenlijst, concept: Concept) -> str:
    """The first page that still has something to ask; thanks when all was sent."""
    invulling = load_invulling(concept, lijst)
    if invulling is None:
        return address("bedankt", lijst, concept)
    return address_of(invulling.volgende, lijst, concept)


def with_invulling(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the half-filled list of this browser; say so when there is none (any more)."""

    @wraps(view)
    def found(
        request: HttpRequest, slug: str, lijst: str, concept: uuid.UUID, **rest: object
    ) -> HttpResponse:
        wijk = get_public_wijk(slug)
        row = find_lijst(wijk, lijst)
        begun = find_begonnen(wijk=wijk, lijst=row, sleutel=read_sleutel(request, FORMULIER), pk=concept)
        if begun is None:
            return _lost(request, row)
        invulling = load_invulling(begun, row)
        if invulling is None:
            return redirect(address("bedankt", row, begun))
        return view(request, invulling, **rest)

    return found


def _lost(request: HttpRequest, lijst: Vragenlijst) -> HttpResponse:
    """Half-filled lists are kept a day, for the browser that made them."""
    context = {"wijk": lijst.wijk, "lijst": lijst}
    return keep_private(render(request, "analyse/invullen/verlopen.html", context, status=404))


def go_on(invulling: Invulling, saved: Invulling | None, blad: Blad) -> HttpResponse:
    """After an answer: the next page; back to the overview for who came from there."""
    lijst, concept = invulling.lijst, invulling.concept
    if saved is None:
        return see_other(address("bedankt", lijst, concept))
    target = saved.volgende
    if target is not None and invulling.volgende is not None:  # on the way, also for who walked back a bit
        target = saved.after(blad) or target
    return see_other(address_of(target, lijst, concept))


def page(
    request: HttpRequest,
    invulling: Invulling,
    name: str,
    blad: Blad | None,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """A page of the way, with its way back: to the overview when everything was answered."""
    lijst, concept = invulling.lijst, invulling.concept
    back = address_begin(lijst)
    if blad is not None and invulling.volgende is None:
        back = address("overzicht", lijst, concept)
    elif before := _before(invulling, blad):
        back = address_of(before, lijst, concept)
    data = {
        "wijk": lijst.wijk,
        "lijst": lijst,
        "concept": concept,
        "invulling": invulling,
        "terug": back,
        "laat": not lijst.is_open,
        **context,
    }
    response = render(request, f"analyse/invullen/{name}.html", data, status=status)
    return keep_private(response, met_formulier=True)


def _before(invulling: Invulling, blad: Blad | None) -> Blad | None:
    if blad is not None:
        return invulling.before(blad)
    return invulling.bladen[-1] if invulling.bladen else None


# ---- the questions ---------------------------------------------------------------------------------


@login_not_required
@require_safe
@with_invulling
def verder(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """Go on where one was."""
    return redirect(address_of(invulling.volgende, invulling.lijst, invulling.concept))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def vraag(request: HttpRequest, invulling: Invulling, code: str) -> HttpResponse:
    """One question. It may always be passed."""
    asked = invulling.find(code)
    if asked is None:  # another answer made it fall away
        return redirect(address_of(invulling.volgende, invulling.lijst, invulling.concept))
    data = request.POST if request.method == "POST" else None
    form = make_vraagform(asked, data, gegevens=invulling.gegevens, taal=taal_now())
    passes = data is not None and bool(data.get("over"))
    if passes or (data is not None and form.is_valid()):
        saved = save_antwoord(
            invulling=invulling,
            sleutel=read_sleutel(request, FORMULIER),
            code=code,
            antwoord=() if passes else form.antwoord,
        )
        return go_on(invulling, saved, Blad("vraag", code))
    return page(
        request,
        invulling,
        "vraag",
        Blad("vraag", code),
        status=422 if data is not None else 200,
        form=form,
        vraag=asked,
        nummer=invulling.nummer(code),
        aantal=len(invulling.gevraagd),
    )


# ---- the end ---------------------------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def overzicht(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """Everything once more, and 'Versturen'."""
    if invulling.volgende is not None:
        target = address_of(invulling.volgende, invulling.lijst, invulling.concept)
        return see_other(target) if request.method == "POST" else redirect(target)
    if request.method != "POST":
        return _show_overview(request, invulling)
    sleutel = read_sleutel(request, FORMULIER)
    nakijken = is_druk(request, invulling, sleutel=sleutel) and invulling.telt_mee
    try:
        sent = send_lijst(invulling=invulling, taal=taal_now(), weg=Weg(nakijken=nakijken))
    except DomeinFout as fout:
        return _show_overview(request, invulling, fout=fout.zin, status=422)
    return see_other(address("bedankt", invulling.lijst, sent))


def _show_overview(
    request: HttpRequest, invulling: Invulling, *, fout: str = "", status: int = 200
) -> HttpResponse:
    taal = taal_now()
    rows = [
        {
            "vraag": in_taal(each.tekst, taal),
            "regels": show_antwoord(each, invulling.gegevens.get(each.code, ()), taal),
            "adres": address("vraag", invulling.lijst, invulling.concept, each.code),
        }
        for each in invulling.gevraagd
    ]
    return page(
        request,
        invulling,
        "overzicht",
        None,
        status=status,
        rijen=rows,
        fouten=[{"tekst": fout, "anker": ""}] if fout else [],
    )


@login_not_required
@require_safe
def bedankt(request: HttpRequest, slug: str, lijst: str, concept: uuid.UUID) -> HttpResponse:
    """Thanks, the receipt code, and what happens next."""
    wijk = get_public_wijk(slug)
    found = find_lijst(wijk, lijst)
    begun = find_begonnen(wijk=wijk, lijst=found, sleutel=read_sleutel(request, FORMULIER), pk=concept)
    if begun is None:
        return _lost(request, found)
    if not begun.verzonden:
        return redirect(address_next(found, begun))
    sent = Inzending.objects.filter(lijst=found, verzend_id=begun.verzend_id).first()
    context = {
        "wijk": wijk,
        "lijst": found,
        "inzending": sent,
        "code": code_for(begun.verzend_id) if sent and sent.volgcode_id else "",
        "stappen": _steps(),
    }
    return keep_private(render(request, "analyse/invullen/bedankt.html", context))


def _steps() -> list[Stap]:
    return [
        Stap(_("Wij hebben uw antwoorden"), Stand.KLAAR, _("Vandaag")),
        Stap(_("Wij lezen alle antwoorden samen"), Stand.NU),
        Stap(_("Wij vertellen in de wijk wat bewoners zeiden"), Stand.STRAKS),
        Stap(_("Wij maken samen een plan voor de wijk"), Stand.STRAKS),
    ]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_invulling
def wissen(request: HttpRequest, invulling: Invulling) -> HttpResponse:
    """'Wis mijn antwoorden', after asking once."""
    if request.method == "POST":
        drop_concept(concept=invulling.concept)
        return see_other(f"{address_begin(invulling.lijst)}?gewist=ja")
    verder_naar = address_of(invulling.volgende, invulling.lijst, invulling.concept)
    return page(request, invulling, "wissen", None, verder=verder_naar)
