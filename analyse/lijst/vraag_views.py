"""The questions of a list: choose, write, order, follow up, take out; and the preview."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.antwoorden import all_lines, words
from analyse.invullen.forms import make_vraagform
from analyse.lijst.forms import EigenVraagNieuwForm, EigenVraagWijzigForm, VolgtOpForm, taalnaam
from analyse.lijst.selectors import answer_choices, choices_before, library_groups
from analyse.lijst.views import GET_POST, find_lijst, find_vraag_url, lijst_url
from analyse.lijst.vragen import (
    add_from_library,
    add_own,
    is_own,
    move_vraag,
    remove_vraag,
    set_daarna,
    set_follow_up,
    update_own,
)
from analyse.models import Vraag, Vragenlijst
from analyse.schrijfhulp import hints_of
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.volgorde import Richting
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in

VELDEN = ("tekst", "uitleg", "soort", "hoogstens", "onderwerp")  # what is laid side by side on a conflict


@require_http_methods(GET_POST)
def vragen_kies(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Take questions from the library, several at once."""
    wijk, row = _open(request, slug, lijst)
    there = list(row.vragen.current().values_list("code", flat=True))
    if request.method == "POST":
        made = add_from_library(lijst=row, codes=request.POST.getlist("vraag"), door=signed_in(request))
        if made:
            tekst = ngettext("%(n)d vraag staat erbij.", "%(n)d vragen staan erbij.", len(made))
            messages.success(request, tekst % {"n": len(made)})
        return see_other(lijst_url(row))
    context = {"wijk": wijk, "actief": "analyse", "lijst": row, "groepen": library_groups(row, there)}
    return render_page(request, "analyse/lijst/kies.html", context)


@require_http_methods(GET_POST)
def vraag_new(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Write a question of one's own."""
    wijk, row = _open(request, slug, lijst)
    form = EigenVraagNieuwForm(request.POST or None, talen=row.talen)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: add_own(
                lijst=row,
                sleutel=form.cleaned_data["sleutel"],
                eigen=form.eigen,
                door=signed_in(request),
            ),
        )
        if uitkomst.gelukt:
            return _saved(request, row, form.cleaned_data["sleutel"], form.cleaned_data["tekst"])
    context = {"wijk": wijk, "actief": "analyse", "lijst": row, "form": form}
    return render_page(request, "analyse/lijst/vraag.html", context, status=uitkomst.status)


@require_http_methods(GET_POST)
def vraag_edit(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """Change a question of one's own; one of the library is fixed."""
    wijk, row = _open(request, slug, lijst)
    vraag = _find(row, pk)
    if not is_own(vraag):
        raise Http404
    form = EigenVraagWijzigForm(request.POST or None, talen=row.talen, vraag=vraag)
    uitkomst = Uitkomst()
    if request.method == "POST":
        made: list[Vraag] = []
        uitkomst = save(
            request,
            form,
            lambda: made.append(
                update_own(
                    vraag=vraag,
                    revisie=form.cleaned_data["revisie"],
                    eigen=form.eigen,
                    door=signed_in(request),
                )
            ),
            velden=VELDEN,
        )
        if uitkomst.gelukt:
            return _saved(request, row, made[0].pk, form.cleaned_data["tekst"])
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "vraag": vraag,
        "form": form,
        "revisie": uitkomst.revisie(form, vraag.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "analyse/lijst/vraag.html", context, status=uitkomst.status)


def _saved(request: HttpRequest, lijst: Vragenlijst, pk: uuid.UUID, tekst: str) -> HttpResponse:
    """Back to the list, with what could be better about the words."""
    messages.success(request, _("De vraag is bewaard."))
    for hint in hints_of(tekst):
        messages.info(request, hint)
    return see_other(find_vraag_url(lijst, pk))


@require_safe
def schrijfhulp(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The hints for the words that stand in the field now, for under it."""
    _open(request, slug, lijst)
    hints = hints_of(request.GET.get("tekst", "")[:400])
    return render_page(request, "analyse/lijst/hints.html", {"hints": hints})


@require_POST
def vraag_move(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """One place up or down."""
    _wijk, row = _open(request, slug, lijst)
    vraag = _find(row, pk)
    move_vraag(vraag=vraag, richting=Richting.sent(request), door=signed_in(request))
    return see_other(find_vraag_url(row, pk))


@require_POST
def vraag_daarna(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """To the other side of 'Heeft u nog 5 minuten?'."""
    _wijk, row = _open(request, slug, lijst)
    vraag = _find(row, pk)
    set_daarna(vraag=vraag, daarna=request.POST.get("daarna") == "ja", door=signed_in(request))
    return see_other(find_vraag_url(row, pk))


@require_http_methods(GET_POST)
def vraag_remove(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """Ask, then ask it no more."""
    wijk, row = _open(request, slug, lijst)
    vraag = _find(row, pk)
    if request.method == "POST":
        try:
            remove_vraag(vraag=vraag, door=signed_in(request))
        except DomeinFout as fout:
            messages.error(request, fout.zin)
        else:
            messages.success(request, _("De vraag is uit de lijst. Wat al beantwoord is, blijft."))
        return see_other(lijst_url(row))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "titel": _("Wilt u deze vraag uit de lijst halen?"),
        "wat": words(vraag.tekst, "nl"),
        "gevolg": _("Wat al beantwoord is, blijft staan bij de resultaten."),
        "terug": find_vraag_url(row, pk),
        "knop": _("Ja, haal weg"),
    }
    return render_page(request, "kern/verwijder.html", context)


@require_http_methods(GET_POST)
def volgt_op(request: HttpRequest, slug: str, lijst: str, pk: uuid.UUID) -> HttpResponse:
    """After which answers a question is asked: first choose the other question, then its answers."""
    wijk, row = _open(request, slug, lijst)
    vraag = _find(row, pk)
    eerder = choices_before(row, vraag)
    code = request.POST.get("bij") or request.GET.get("bij") or ""
    bij = next((each for each in eerder if each.code == code), None)
    known = vraag.toon_als.get("antwoorden", []) if vraag.toon_als.get("vraag") == code else []
    form = VolgtOpForm(
        request.POST or None,
        keuzes=answer_choices(bij) if bij else [],
        initial={"antwoorden": known},
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: set_follow_up(
                vraag=vraag,
                revisie=form.cleaned_data["revisie"],
                bij=bij.code if bij else "",
                antwoorden=form.cleaned_data["antwoorden"],
                door=signed_in(request),
            ),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(lijst_url(row))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "vraag": vraag,
        "tekst": words(vraag.tekst, "nl"),
        "eerder": [(each.code, words(each.tekst, "nl")) for each in eerder],
        "bij": bij,
        "bij_tekst": words(bij.tekst, "nl") if bij else "",
        "form": form,
        "revisie": uitkomst.revisie(form, vraag.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "analyse/lijst/volgt_op.html", context, status=uitkomst.status)


@require_safe
def voorbeeld(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The questions as people get them on a phone, in one of the languages. Nothing is kept."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = find_lijst(wijk, lijst)
    talen = ["nl", *row.talen]
    taal = request.GET.get("in", "nl") if request.GET.get("in") in talen else "nl"
    vragen = row.vragen.current().order_by("daarna", "volgorde", "code")
    with override(taal):
        forms = [(vraag, make_vraagform(vraag, taal=taal, gegevens=all_lines(vraag))) for vraag in vragen]
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "taal": taal,
        "talen": [(each, taalnaam(each)) for each in talen],
        "vragen": forms,
    }
    return render_page(request, "analyse/lijst/voorbeeld.html", context)


def _open(request: HttpRequest, slug: str, lijst: str) -> tuple[Wijk, Vragenlijst]:
    wijk = get_wijk(request, slug, Recht.WERKEN)
    return wijk, find_lijst(wijk, lijst)


def _find(lijst: Vragenlijst, pk: uuid.UUID) -> Vraag:
    """A question that is asked now; one that was renewed meanwhile leads to its follower."""
    vraag = get_object_or_404(lijst.vragen.select_related("lijst__wijk", "wijk"), pk=pk)
    if vraag.tot_versie is None:
        return vraag
    return get_object_or_404(lijst.vragen.current().select_related("lijst__wijk", "wijk"), code=vraag.code)
