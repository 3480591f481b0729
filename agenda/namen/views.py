"""Names on the agenda: who agreed to be named, and which organisations are called otherwise."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agenda.models import Naamtoestemming, Naamwissel
from agenda.namen.forms import ToestemmingForm, VerlengForm, WisselForm
from agenda.namen.regels import newest_name
from agenda.namen.selectors import as_mapping
from agenda.namen.services import give_consent, make_wissel, remove_wissel, update_consent, withdraw_consent
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.klok import today
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

BINNENKORT = dt.timedelta(days=30)


@require_safe
def namen(request: HttpRequest, slug: str) -> HttpResponse:
    """Recorded consents and changed names."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    wissels = list(Naamwissel.objects.filter(wijk=wijk))
    resolved = as_mapping(wissels)
    rows = Naamtoestemming.objects.filter(wijk=wijk, ingetrokken_op__isnull=True)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "toestemmingen": [(row, row.tot <= today() + BINNENKORT) for row in rows],
        "wissels": [(row, newest_name(resolved, row.oud)) for row in wissels],
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/namen/namen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def naam_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that somebody agreed."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    form = ToestemmingForm(
        request.POST or None,
        initial={"gegeven_op": today(), "tot": today() + dt.timedelta(days=365)},
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: give_consent(wijk=wijk, **form.cleaned_data, door=signed_in(request)),
            melding=_("De toestemming is vastgelegd. Deze naam mag op de agenda."),
        )
        if uitkomst.gelukt:
            return see_other(_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "kop": _("Iemand mag met naam op de agenda"),
        "uitleg": _("Vraag het eerst aan de persoon zelf. Zeg erbij tot wanneer, en dat stoppen altijd mag."),
    }
    return render_page(request, "agenda/namen/naam.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def naam_edit(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Lengthen a consent, or correct how it was given."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, pk)
    form = VerlengForm(request.POST or None, initial=vars(row))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_consent(toestemming=row, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "kop": row.naam,
        "uitleg": _("Vraag het opnieuw voordat u de toestemming langer maakt."),
        "toestemming": row,
        "revisie": uitkomst.revisie(form, row.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/namen/naam.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def naam_withdraw(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Ask, then take a name away everywhere."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Naamtoestemming.objects.select_related("wijk"), wijk=wijk, pk=pk)
    if request.method == "POST":
        gone = withdraw_consent(toestemming=row, door=signed_in(request))
        messages.success(request, _("De naam is weg. Er staat nu: een bewoner."))
        if gone:
            messages.success(
                request,
                ngettext(
                    "In een vastgestelde agenda is %(n)d tekst weggehaald. De pdf wordt opnieuw gemaakt.",
                    "In vastgestelde agenda's zijn %(n)d teksten weggehaald. De pdf wordt opnieuw gemaakt.",
                    gone,
                )
                % {"n": gone},
            )
        return see_other(_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Trekt deze persoon de toestemming in?"),
        "wat": row.naam,
        "gevolg": _(
            "De naam gaat weg uit alle plannen en acties. In een vastgestelde agenda gaat de hele tekst "
            "weg waarin de naam staat. Dit kan niet terug."
        ),
        "terug": _url(wijk),
        "knop": _("Ja, haal de naam weg"),
    }
    return render_page(request, "kern/verwijder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def naamwissel_new(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation got another name, or went on in another."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    form = WisselForm(request.POST or None)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: make_wissel(wijk=wijk, **form.cleaned_data, door=signed_in(request)),
            melding=_("De nieuwe naam staat nu in uw plannen en acties."),
        )
        if uitkomst.gelukt:
            return see_other(_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "kop": _("Een organisatie heet nu anders"),
        "uitleg": _(
            "In uw plannen en acties komt de nieuwe naam. Een vastgestelde agenda verandert niet: "
            "daar komt achter de oude naam hoe de organisatie nu heet."
        ),
    }
    return render_page(request, "agenda/namen/naam.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def naamwissel_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a wrong change of name back."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_object_or_404(Naamwissel.objects.select_related("wijk"), wijk=wijk, pk=pk)
    if request.method == "POST":
        remove_wissel(wissel=row, door=signed_in(request))
        messages.success(request, _("De naamwissel is weg."))
        return see_other(_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Klopt deze nieuwe naam niet?"),
        "wat": str(row),
        "gevolg": _(
            "Bij een vastgestelde agenda staat de nieuwe naam er dan niet meer bij. "
            "In uw plannen en acties blijft de nieuwe naam staan. Die verandert u daar zelf."
        ),
        "terug": _url(wijk),
    }
    return render_page(request, "kern/verwijder.html", context)


def _get(wijk: Wijk, pk: uuid.UUID) -> Naamtoestemming:
    rows = Naamtoestemming.objects.select_related("wijk").filter(ingetrokken_op__isnull=True)
    return get_object_or_404(rows, wijk=wijk, pk=pk)


def _url(wijk: Wijk) -> str:
    return reverse("agenda:namen", args=[wijk.slug])
