"""Who contributes: the team's page of one promise."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agenda.bijdragen.forms import MailForm, WieNieuwForm, WieWijzigForm
from agenda.bijdragen.selectors import find_plek, read_acties
from agenda.bijdragen.toezeggingen import (
    STAPPEN,
    Status,
    ask_by_mail,
    note_stap,
    offer_self,
    remove_toezegging,
    update_toezegging,
)
from agenda.bijdragen.views import get_plek, list_url
from agenda.keuzes import Toezegginghoe
from agenda.models import Toezegging, Wijkagenda
from agenda.views.plannen import team_url
from bewoners.aanbod.regels import mail_of
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in

Forms = dict[str, Any]


def get_toezegging(wijk: Wijk, sleutel: uuid.UUID) -> Toezegging:
    """A promise in this wijk; 404 for any other."""
    rows = Toezegging.objects.select_related("wijk", "agenda", "behoefte", "aanbod", "link")
    return get_object_or_404(rows, wijk=wijk, uuid=sleutel)


@require_http_methods(["GET", "HEAD", "POST"])
def toezegging_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """An organisation, group or role that contributes to an action; `?behoefte=` says to which need."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plek = get_plek(wijk, sleutel)
    rows = read_acties(wijk, [plek.sleutel])
    needs = [each.behoefte for row in rows for each in row.nodig]
    asked = request.GET.get("behoefte", "")
    form = WieNieuwForm(
        request.POST or None,
        behoeften=[need.pk for need in needs],
        initial={"behoefte": next((need.pk for need in needs if str(need.uuid) == asked), None)},
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        agenda = Wijkagenda.objects.select_related("wijk").get(pk=plek.agenda_id)
        uitkomst = save(
            request,
            form,
            lambda: offer_self(
                agenda=agenda, actie_uuid=plek.sleutel, **form.cleaned_data, door=signed_in(request)
            ),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "toezegging_detail", form.cleaned_data["sleutel"]))
    context = {"wijk": wijk, "actief": "agenda", "form": form, "plek": plek, "lijkt_naam": bool(form.errors)}
    return render_page(request, "agenda/bijdragen/wie.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def toezegging_detail(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One promise: how to reach who, the next step; a POST changes who it is and what they do."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_toezegging(wijk, sleutel)
    if request.method != "POST":
        return _page(request, row)
    form = WieWijzigForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: update_toezegging(toezegging=row, **form.cleaned_data, door=signed_in(request)),
        melding=_("Bewaard."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "toezegging_detail", row.uuid))
    return _page(request, row, {"wie_form": form}, uitkomst)


@require_POST
def toezegging_mail(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask by mail."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_toezegging(wijk, sleutel)
    plek = find_plek(wijk, row.actie_uuid)
    form = MailForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: ask_by_mail(
            toezegging=row,
            email=form.cleaned_data["email"],
            wat=plek.wat if plek else "",
            door=signed_in(request),
        ),
        melding=_("De mail gaat weg. U ziet hier wat het antwoord is."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "toezegging_detail", row.uuid))
    return _page(request, row, {"mail_form": form}, uitkomst)


@require_POST
def toezegging_stap(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Note a step: one press."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_toezegging(wijk, sleutel)
    status, _sep, hoe = request.POST.get("stap", "").partition(":")
    try:
        row = note_stap(toezegging=row, status=status, hoe=hoe, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    else:
        if row.status == Status.GESTOPT:
            messages.success(request, _("Genoteerd. Dit is weer nodig."))
    return see_other(team_url(wijk, "toezegging_detail", row.uuid))


@require_http_methods(["GET", "HEAD", "POST"])
def toezegging_remove(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then remove a promise that was a mistake."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = get_toezegging(wijk, sleutel)
    if request.method == "POST":
        remove_toezegging(toezegging=row, door=signed_in(request))
        messages.success(request, _("Dit staat er niet meer."))
        return see_other(list_url(wijk, row.actie_uuid))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u dit weghalen?"),
        "wat": f"{row.wie}: {row.tekst}" if row.tekst else row.wie,
        "gevolg": _("Een link die u stuurde, werkt dan niet meer. Stopt iemand? Kies dan ‘Stopt ermee’."),
        "terug": team_url(wijk, "toezegging_detail", row.uuid),
    }
    return render_page(request, "kern/verwijder.html", context)


def _page(
    request: HttpRequest, row: Toezegging, forms: Forms | None = None, uitkomst: Uitkomst | None = None
) -> HttpResponse:
    forms, uitkomst = forms or {}, uitkomst or Uitkomst()
    wie_form = forms.get("wie_form") or WieWijzigForm(initial=vars(row))
    contact = row.aanbod.contact if row.aanbod else ""
    context = {
        "wijk": row.wijk,
        "actief": "agenda",
        "rij": row,
        "plek": find_plek(row.wijk, row.actie_uuid),
        "contact": contact,
        "wie_form": wie_form,
        "lijkt_naam": bool(wie_form.errors),
        "mail_form": forms.get("mail_form") or MailForm(initial={"email": row.email or mail_of(contact)}),
        "revisie": uitkomst.revisie(wie_form, row.revisie) if "wie_form" in forms else row.revisie,
        "conflict": uitkomst.conflict,
        "stappen": _knoppen(row),
        "mag_mailen": row.status not in (Status.TOEGEZEGD, Status.GEDAAN),
    }
    return render_page(request, "agenda/bijdragen/toezegging.html", context, status=uitkomst.status)


def _knoppen(row: Toezegging) -> list[tuple[str, str]]:
    """What may be noted next: the value of the button and its words."""
    woorden = {
        Status.UITGENODIGD: [("uitgenodigd", _("Gebeld: denkt erover na"))],
        Status.TOEGEZEGD: [
            (f"toegezegd:{Toezegginghoe.TELEFOON}", _("Gebeld: zegt ja")),
            (f"toegezegd:{Toezegginghoe.GESPREK}", _("Gesproken: zegt ja")),
            (f"toegezegd:{Toezegginghoe.MAIL}", _("Gemaild: zegt ja")),
        ],
        Status.NEE: [("nee", _("Zegt nee"))],
        Status.GEDAAN: [("gedaan", _("Dit is gedaan"))],
        Status.GESTOPT: [("gestopt", _("Stopt ermee"))],
    }
    if row.status == Status.GEDAAN:
        return [("toegezegd", _("Toch nog niet gedaan"))]
    return [knop for status in STAPPEN[row.status] for knop in woorden[status]]
