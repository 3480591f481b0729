"""A resident offers something: one question a page, an overview, thanks. No account, no JavaScript needed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from bewoners.aanbod.forms import (
    LABEL_PICTOGRAM,
    SOORT_PICTOGRAM,
    SOORT_UITLEG,
    BereikForm,
    SoortForm,
    VertelForm,
    WaaroverForm,
    WanneerForm,
)
from bewoners.aanbod.over import find_over
from bewoners.aanbod.regels import last_day
from bewoners.aanbod.services import send_aanbod
from bewoners.keuzes import Aanbodsoort, Label, Wanneer
from bewoners.koekje import keep_sleutel, read_or_make_sleutel, read_sleutel
from bewoners.models import Aanbod, Concept
from bewoners.regels import weken_zin
from bewoners.services.concept import Formulier, drop_concept, find_concept, save_concept
from kern.antwoord import keep_own, keep_private
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.klok import today
from kern.limiet import allow
from kern.tekstcontrole import gaat_over_een
from kern.tijdlijn import Stand, Stap
from wijken.models import Voorziening, Wijk
from wijken.rechten import get_public_wijk
from wijken.selectors import buurten_of, buurtkeuzes
from wijken.volgcodes import code_for

HOUR: Final = 3600
PER_BROWSER: Final = 20
PER_WIJK: Final = 600
BEGINNEN_PER_WIJK: Final = 3000
# Each page after the first: the answer that tells that it was filled in, or passed.
STAPPEN: Final = {"waarover": "labels", "vertel": "tekst", "wanneer": "wanneer", "bereik": "contact"}
AANTAL: Final = 6
PICTOGRAMMEN: Final = {"waarover": LABEL_PICTOGRAM}
LEEG: Final[dict[str, dict[str, Any]]] = {
    "waarover": {"labels": []},
    "vertel": {"tekst": ""},
    "wanneer": {"wanneer": [], "buurt": ""},
}


def _find(request: HttpRequest, wijk: Wijk, pk: uuid.UUID) -> Concept | None:
    sleutel = read_sleutel(request, Formulier.AANBOD)
    return find_concept(wijk=wijk, formulier=Formulier.AANBOD, sleutel=sleutel, pk=pk)


def _gone(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Half-filled forms are kept a day, for the browser that made them."""
    return keep_private(render(request, "bewoners/aanbod/verlopen.html", {"wijk": wijk}, status=404))


def _stap_adres(wijk: Wijk, concept: Concept, stap: str) -> str:
    return reverse("bewoners:aanbod_stap", args=[wijk.slug, concept.pk, stap])


def _address(name: str, wijk: Wijk, concept: Concept) -> str:
    return reverse(f"bewoners:{name}", args=[wijk.slug, concept.pk])


def _next(wijk: Wijk, concept: Concept) -> str:
    """The first page that still has something to ask."""
    if concept.verzonden:
        return _address("aanbod_bedankt", wijk, concept)
    if "soort" not in concept.gegevens:
        return _address("aanbod_wijzig", wijk, concept)
    for stap, answer in STAPPEN.items():
        if answer not in concept.gegevens:
            return _stap_adres(wijk, concept, stap)
    return _address("aanbod_overzicht", wijk, concept)


def _back(wijk: Wijk, concept: Concept, stap: str) -> str:
    """To the overview when all was filled in, else to the page before."""
    if STAPPEN["bereik"] in concept.gegevens:
        return _address("aanbod_overzicht", wijk, concept)
    place = list(STAPPEN).index(stap)
    if place == 0:
        return _address("aanbod_wijzig", wijk, concept)
    return _stap_adres(wijk, concept, list(STAPPEN)[place - 1])


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def aanbod(request: HttpRequest, slug: str, concept: uuid.UUID | None = None) -> HttpResponse:
    """Page 1: 'Wat wilt u doen?'"""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept) if concept else None
    if request.method == "POST":
        return _begin(request, wijk)
    if concept and begun is None:
        return _gone(request, wijk)
    if begun and begun.verzonden:
        return redirect(_next(wijk, begun))
    chosen = begun.gegevens if begun else request.GET
    initial = {
        "concept": concept or uuid.uuid4(),
        "soort": chosen.get("soort", ""),
        "over": chosen.get("over", ""),
    }
    return _show_begin(request, wijk, SoortForm(initial=initial))


def _begin(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    form = SoortForm(request.POST)
    if not form.is_valid():
        return _show_begin(request, wijk, form, status=422)
    if not allow("aanbod-begin", str(wijk.pk), aantal=BEGINNEN_PER_WIJK, seconden=HOUR):
        form.add_error(None, _busy())
        return _show_begin(request, wijk, form, status=429)
    sleutel = read_or_make_sleutel(request, Formulier.AANBOD)
    begun = save_concept(
        wijk=wijk,
        formulier=Formulier.AANBOD,
        sleutel=sleutel,
        pk=form.cleaned_data["concept"],
        gegevens={"soort": form.cleaned_data["soort"], **_meant(wijk, form.cleaned_data["over"])},
    )
    return keep_sleutel(see_other(_next(wijk, begun)), Formulier.AANBOD, sleutel)


def _meant(wijk: Wijk, sleutel: str) -> dict[str, str]:
    """The action that somebody came from, as the form keeps it; nothing for a key that means nothing here."""
    over = find_over(wijk, sleutel)
    return {"over": str(over.sleutel)} if over else {}


def _show_begin(request: HttpRequest, wijk: Wijk, form: SoortForm, *, status: int = 200) -> HttpResponse:
    context = {
        "wijk": wijk,
        "form": form,
        "nummer": 1,
        "aantal": AANTAL,
        "uitleg": SOORT_UITLEG,
        "pictogrammen": SOORT_PICTOGRAM,
        "over": find_over(wijk, str(form["over"].value() or "")),
    }
    page = render(request, "bewoners/aanbod/soort.html", context, status=status)
    return _retry_later(keep_own(page))


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def aanbod_stap(request: HttpRequest, slug: str, concept: uuid.UUID, stap: str) -> HttpResponse:
    """Pages 2 to 5. All but the last may be passed."""
    if stap not in STAPPEN:
        raise Http404
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    if begun.verzonden or "soort" not in begun.gegevens:
        return redirect(_next(wijk, begun))
    if request.method != "POST":
        return _show(request, wijk, begun, stap, _form(stap, wijk, None, begun.gegevens))
    form = _form(stap, wijk, request.POST, begun.gegevens)
    if request.POST.get("over") and stap in LEEG:
        return _keep(request, wijk, begun, LEEG[stap])
    if stap == "vertel":
        if request.POST.get("doe") == "stop":
            drop_concept(concept=begun)
            return see_other(reverse("wijken:waar_terecht", args=[wijk.slug]))
        if gaat_over_een(request.POST.get("tekst", "")) and not request.POST.get("voor_wijk"):
            return _for_one(request, wijk, begun, form)
    if not form.is_valid():
        return _show(request, wijk, begun, stap, form, status=422)
    return _keep(request, wijk, begun, form.cleaned_data)


def _form(stap: str, wijk: Wijk, data: QueryDict | None, answers: dict[str, Any]) -> forms.Form:
    if stap == "waarover":
        return WaaroverForm(data, initial=answers)
    if stap == "vertel":
        return VertelForm(data, initial=answers)
    if stap == "wanneer":
        return WanneerForm(data, initial=answers, buurten=buurtkeuzes(wijk))
    # a yes is given anew each time: nothing is ticked beforehand
    return BereikForm(data, initial={"namens": "", **answers, "toestemming": False})


def _keep(request: HttpRequest, wijk: Wijk, begun: Concept, answers: Mapping[str, Any]) -> HttpResponse:
    saved = save_concept(
        wijk=wijk,
        formulier=Formulier.AANBOD,
        sleutel=read_sleutel(request, Formulier.AANBOD),
        pk=begun.pk,
        gegevens=dict(answers),
    )
    return see_other(_next(wijk, saved))


def _show(
    request: HttpRequest, wijk: Wijk, begun: Concept, stap: str, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "form": form,
        "stap": stap,
        "nummer": list(STAPPEN).index(stap) + 2,
        "aantal": AANTAL,
        "terug": _back(wijk, begun, stap),
        "pictogrammen": PICTOGRAMMEN.get(stap, {}),
        "mag_over": stap in LEEG,
        "voor_wijk": request.POST.get("voor_wijk", ""),
        "over": find_over(wijk, begun.gegevens.get("over", "")),
    }
    page = render(request, "bewoners/aanbod/stap.html", context, status=status)
    return keep_private(page, met_formulier=True) if stap == "bereik" else keep_own(page)


def _for_one(request: HttpRequest, wijk: Wijk, begun: Concept, form: forms.Form) -> HttpResponse:
    """Help for one person belongs with neighbours or the team: where to go. The words are kept nowhere."""
    buren = Voorziening.objects.for_wijk(wijk).filter(soort=Voorziening.Soort.BUREN).order_by("naam", "pk")
    context = {"wijk": wijk, "concept": begun, "form": form, "buren": buren}
    page = render(request, "bewoners/aanbod/een_mens.html", context, status=422)
    return keep_private(page, met_formulier=True)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def aanbod_overzicht(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """Page 6: everything once more, and 'Versturen'."""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    here = _address("aanbod_overzicht", wijk, begun)
    if request.method != "POST":
        return (
            _show_overview(request, wijk, begun)
            if _next(wijk, begun) == here
            else redirect(_next(wijk, begun))
        )
    if begun.verzonden or _next(wijk, begun) != here:
        return see_other(_next(wijk, begun))
    sleutel = read_sleutel(request, Formulier.AANBOD)
    if not (
        allow("aanbod", f"{sleutel}:{wijk.pk}", aantal=PER_BROWSER, seconden=HOUR)
        and allow("aanbod-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR)
    ):
        return _show_overview(request, wijk, begun, fout=_busy(), status=429)
    try:
        sent = send_aanbod(concept=begun, taal=translation.get_language() or "nl")
    except DomeinFout as fout:
        return _show_overview(request, wijk, begun, fout=fout.zin, status=422)
    return see_other(_next(wijk, sent))


def _busy() -> str:
    return _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")


def _retry_later(page: HttpResponse) -> HttpResponse:
    if page.status_code == 429:
        page["Retry-After"] = "300"
    return page


def _show_overview(
    request: HttpRequest, wijk: Wijk, begun: Concept, *, fout: str = "", status: int = 200
) -> HttpResponse:
    answers = begun.gegevens
    context = {
        "wijk": wijk,
        "concept": begun,
        "nummer": AANTAL,
        "aantal": AANTAL,
        "antwoorden": answers,
        "soort": Aanbodsoort(answers["soort"]).label,
        "pictogram": SOORT_PICTOGRAM[answers["soort"]],
        "labels": [Label(value).label for value in answers["labels"]],
        "wanneer": [Wanneer(value).label for value in answers["wanneer"]],
        "buurt": dict(buurten_of(wijk)).get(answers.get("buurt", ""), ""),
        "tot": last_day(today(), int(answers["maanden"])),
        "over": find_over(wijk, answers.get("over", "")),
        "fouten": [{"tekst": fout, "anker": ""}] if fout else [],
    }
    page = render(request, "bewoners/aanbod/overzicht.html", context, status=status)
    return _retry_later(keep_private(page, met_formulier=True))


@login_not_required
@require_safe
def aanbod_bedankt(request: HttpRequest, slug: str, concept: uuid.UUID) -> HttpResponse:
    """Thanks, the receipt code, and what happens next."""
    wijk = get_public_wijk(slug)
    begun = _find(request, wijk, concept)
    if begun is None:
        return _gone(request, wijk)
    if not begun.verzonden:
        return redirect(_next(wijk, begun))
    sent = Aanbod.objects.for_wijk(wijk).filter(verzend_id=begun.verzend_id).first()
    context = {
        "wijk": wijk,
        "aanbod": sent,
        "code": code_for(begun.verzend_id) if sent else "",
        "stappen": _steps(wijk, sent) if sent else [],
    }
    return keep_private(render(request, "bewoners/aanbod/bedankt.html", context))


def _steps(wijk: Wijk, sent: Aanbod) -> list[Stap]:
    return [
        Stap(_("Wij hebben het"), Stand.KLAAR, _("Vandaag")),
        Stap(_("Wij lezen het"), Stand.NU, weken_zin(wijk.reactie_weken)),
        Stap(_("Past het bij een plan? Dan bellen of mailen wij u."), Stand.STRAKS),
        Stap(
            _("Wij vragen of u door wilt gaan. Anders halen wij alles weg."),
            Stand.STRAKS,
            _("Voor %(dag)s") % {"dag": date_format(sent.tot, "j F Y")},
        ),
    ]
