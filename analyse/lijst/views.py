"""The questionnaires of a wijk, and one of them: its state, its settings, opening and closing."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.duiding.selectors import read_voortgang
from analyse.keuzes import Laat, Lijstsoort, Telt
from analyse.lijst.forms import LijstNieuwForm, LijstWijzigForm, taalnaam
from analyse.lijst.selectors import earlier_lists, read_lijsten, read_vragen
from analyse.lijst.services import close_lijst, make_lijst, open_lijst, remove_lijst, update_lijst
from analyse.models import Vragenlijst
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.qr import draw_qr
from wijken.kortelinks import address_of, make_kortelinks
from wijken.models import Kortelink, Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

GET_POST = ["GET", "HEAD", "POST"]
VAN = "van-"  # before the key of a list to copy, in the choice where a new one begins


def find_lijst(wijk: Wijk, slug: str) -> Vragenlijst:
    """The list with this address in this wijk, or 404."""
    return get_object_or_404(Vragenlijst.objects.for_wijk(wijk).select_related("wijk"), slug=slug)


def lijst_url(lijst: Vragenlijst) -> str:
    return reverse("analyse:lijst", args=[lijst.wijk.slug, lijst.slug])


@require_safe
def overzicht(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the wijk is with its guiding questions, all lists, and where to begin."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijsten": read_lijsten(wijk),
        "voortgang": read_voortgang(wijk),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "analyse/lijst/overzicht.html", context)


@require_http_methods(GET_POST)
def lijst_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a list."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    eerder = {f"{VAN}{row.pk}": row for row in earlier_lists(wijk, signed_in(request))}
    names = [(key, _copy_label(row, wijk)) for key, row in eerder.items()]
    form = LijstNieuwForm(request.POST or None, eerder=names)
    uitkomst = Uitkomst()
    if request.method == "POST":
        made: list[Vragenlijst] = []

        def make() -> None:
            data = dict(form.cleaned_data)
            van = eerder.get(begin := data.pop("begin"))
            soort = van.soort if van else begin
            made.append(make_lijst(wijk=wijk, soort=soort, van=van, door=signed_in(request), **data))

        uitkomst = save(request, form, make, melding=_("De lijst staat klaar. Kijk de vragen na."))
        if uitkomst.gelukt:
            return see_other(lijst_url(made[0]))
    context = {"wijk": wijk, "actief": "analyse", "form": form}
    return render_page(request, "analyse/lijst/nieuw.html", context, status=uitkomst.status)


def _copy_label(lijst: Vragenlijst, wijk: Wijk) -> str:
    if lijst.wijk_id == wijk.pk:
        return _("Overnemen: %(titel)s") % {"titel": lijst.titel}
    return _("Overnemen uit %(wijk)s: %(titel)s") % {"wijk": lijst.wijk.naam, "titel": lijst.titel}


@require_safe
def lijst(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """One list: how it stands, what can be done, its questions."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = find_lijst(wijk, lijst)
    regels = read_vragen(row)
    link = _short_link(row)
    rechten = rechten_in(request, wijk)
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "eerst": [regel for regel in regels if not regel.vraag.daarna],
        "daarna": [regel for regel in regels if regel.vraag.daarna],
        "onvertaald": {
            taalnaam(taal): sum(taal in regel.onvertaald for regel in regels) for taal in row.talen
        },
        "aantal": row.inzendingen.counted().count(),
        "nakijken": row.inzendingen.filter(telt=Telt.NAKIJKEN).count(),
        "partners": row.soort == Lijstsoort.PARTNERS,
        "adres": address_of(link.code) if link else "",
        "qr": draw_qr(address_of(link.code)) if link else None,
        "mag_werken": Recht.WERKEN in rechten,
        "mag_rijen": Recht.VASTSTELLEN in rechten,
    }
    return render_page(request, "analyse/lijst/lijst.html", context)


def _short_link(lijst: Vragenlijst) -> Kortelink | None:
    rows = Kortelink.objects.filter(wijk=lijst.wijk, doel=Kortelink.Doel.VRAGENLIJST, sleutel=lijst.pk)
    return rows.filter(actief=True).first()


@require_http_methods(GET_POST)
def lijst_edit(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The settings of a list."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = find_lijst(wijk, lijst)
    form = LijstWijzigForm(request.POST or None, initial=vars(row))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_lijst(lijst=row, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(lijst_url(row))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "form": form,
        "revisie": uitkomst.revisie(form, row.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "analyse/lijst/nieuw.html", context, status=uitkomst.status)


@require_POST
def lijst_open(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Let people fill it in; makes its short link."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = find_lijst(wijk, lijst)

    def act() -> None:
        door = signed_in(request)
        open_lijst(lijst=row, door=door)
        make_kortelinks(wijk=wijk, doel=Kortelink.Doel.VRAGENLIJST, sleutels=[row.pk], door=door)

    return _do(request, row, act, _("De lijst is open. Iedereen kan haar nu invullen."))


@require_http_methods(GET_POST)
def lijst_close(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Ask, then close the list."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = find_lijst(wijk, lijst)
    if request.method == "POST":
        return _do(
            request,
            row,
            lambda: close_lijst(lijst=row, door=signed_in(request)),
            _("De lijst is gesloten. De antwoorden blijven staan."),
        )
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "titel": _("Wilt u de lijst sluiten?"),
        "wat": row.titel,
        "gevolg": f"{_late(row)} "
        + _(
            "Niemand kan haar dan nog beginnen. De codes van bewoners werken niet meer: "
            "niemand kan een antwoord nog terugvinden. U kunt de lijst later weer openen."
        ),
        "terug": lijst_url(row),
        "knop": _("Ja, sluit de lijst"),
    }
    return render_page(request, "kern/verwijder.html", context)


def _late(lijst: Vragenlijst) -> str:
    """What the team chose for who is still filling in."""
    if lijst.laat == Laat.MEE:
        return _("Wie nu bezig is, kan vandaag nog versturen. Die antwoorden tellen mee.")
    return _(
        "Wie nu bezig is, kan vandaag nog versturen. Wij bewaren die antwoorden, maar tellen ze niet mee."
    )


@require_http_methods(GET_POST)
def lijst_remove(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Ask, then throw away a list that was never opened."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = find_lijst(wijk, lijst)
    if request.method == "POST":
        try:
            remove_lijst(lijst=row, door=signed_in(request))
        except DomeinFout as fout:
            messages.error(request, fout.zin)
            return see_other(lijst_url(row))
        messages.success(request, _("De lijst is weg."))
        return see_other(reverse("analyse:overzicht", args=[wijk.slug]))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "titel": _("Wilt u deze lijst weggooien?"),
        "wat": row.titel,
        "gevolg": _("De vragen gaan mee weg. Niemand vulde haar nog in."),
        "terug": lijst_url(row),
    }
    return render_page(request, "kern/verwijder.html", context)


def _do(request: HttpRequest, lijst: Vragenlijst, act: Callable[[], object], melding: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the list."""
    try:
        act()
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, melding)
    return see_other(lijst_url(lijst))


def find_vraag_url(lijst: Vragenlijst, pk: uuid.UUID) -> str:
    """The place of a question on the page of its list."""
    return f"{lijst_url(lijst)}#vraag-{pk}"
