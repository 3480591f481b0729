"""The agendagroep as the team keeps it: who is in it, their links, what they want."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.groep.forms import LidNieuwForm, LidWijzigForm
from agenda.groep.mail import link_for
from agenda.groep.overzicht import read_lid, read_overzicht
from agenda.groep.services import YEAR, add_lid, is_active, remove_reactie, send_link, stop_lid, update_lid
from agenda.models import Agendagroeplid, Reactie
from agenda.selectors import active_agenda
from kern.antwoord import keep_private
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.klok import today
from kern.qr import draw_qr
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_safe
def groep_team(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and what the group wants."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "overzicht": read_overzicht(wijk, active_agenda(wijk)),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/groep/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def groepslid_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add somebody who said yes."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    form = LidNieuwForm(request.POST or None, initial={"tot": today() + YEAR, "sleutel": uuid.uuid4()})
    uitkomst = Uitkomst()
    if request.method == "POST":
        made: list[Agendagroeplid] = []
        uitkomst = save(
            request,
            form,
            lambda: made.append(add_lid(wijk=wijk, **form.cleaned_data, door=signed_in(request))),
        )
        if uitkomst.gelukt:
            messages.success(request, _added(made[0]))
            return see_other(_lid_url(wijk, made[0].pk))
    context = {"wijk": wijk, "actief": "kompas", "form": form, "terug": _list_url(wijk)}
    return render_page(request, "agenda/groep/lid_form.html", context, status=uitkomst.status)


def _added(lid: Agendagroeplid) -> str:
    if lid.email:
        return _("Deze persoon staat in de groep. De link is per mail onderweg.")
    return _("Deze persoon staat in de groep. Maak nu een link om te printen.")


@require_safe
def groepslid(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One member: what we know, the link, and what the member chose and said."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    lid = _get(wijk, pk)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "lid": lid,
        "in_groep": is_active(lid),
        "blad": read_lid(lid, active_agenda(wijk)),
        "keer": lid.link.keer if lid.link else 0,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/groep/lid.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def groepslid_edit(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Change what we know of a member."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    lid = _get(wijk, pk)
    form = LidWijzigForm(request.POST or None, initial=vars(lid))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_lid(lid=lid, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(_lid_url(wijk, pk))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "form": form,
        "lid": lid,
        "terug": _lid_url(wijk, pk),
        "revisie": uitkomst.revisie(form, lid.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/groep/lid_form.html", context, status=uitkomst.status)


@require_POST
@sensitive_variables("verse")
def groepslid_link(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """A new link: by mail, or for who has no address shown here once, to print."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    lid = _get(wijk, pk)
    keer = request.POST.get("keer", "")
    try:
        verse = send_link(lid=lid, keer=int(keer) if keer.isdecimal() else -1, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(_lid_url(wijk, pk))
    if verse is None:
        messages.info(request, _("Er is net al een nieuwe link gemaakt."))
        return see_other(_lid_url(wijk, pk))
    if lid.email:
        messages.success(request, _("De nieuwe link is per mail onderweg. De oude link werkt niet meer."))
        return see_other(_lid_url(wijk, pk))
    adres = link_for(verse.token)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "lid": lid,
        "adres": adres,
        "qr": draw_qr(adres),
        "verloopt_op": verse.link.verloopt_op,
    }
    return keep_private(render_page(request, "agenda/groep/papier.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def groepslid_stop(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Ask, then end a membership."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    lid = _get(wijk, pk)
    if request.method == "POST":
        stop_lid(lid=lid, door=signed_in(request))
        messages.success(request, _("Deze persoon zit niet meer in de groep. De link werkt niet meer."))
        return see_other(_list_url(wijk))
    context = {"wijk": wijk, "actief": "kompas", "lid": lid, "terug": _lid_url(wijk, pk)}
    return render_page(request, "agenda/groep/lid_stop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def groepsreactie_remove(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Ask, then take away what a member said to the group."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    rows = Reactie.objects.select_related("wijk").filter(wijk=wijk, bron=Reactie.Bron.GROEP)
    reactie = get_object_or_404(rows, pk=pk)
    terug = _lid_url(wijk, reactie.lid_id) if reactie.lid_id else _list_url(wijk)
    if request.method == "POST":
        remove_reactie(reactie=reactie, door=signed_in(request))
        messages.success(request, _("De reactie is weg."))
        return see_other(terug)
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "titel": _("Wilt u deze reactie weghalen?"),
        "wat": reactie.tekst,
        "gevolg": _("De groep leest haar dan niet meer. Vertel het lid waarom."),
        "terug": terug,
    }
    return render_page(request, "kern/verwijder.html", context)


def _get(wijk: Wijk, pk: uuid.UUID) -> Agendagroeplid:
    return get_object_or_404(Agendagroeplid.objects.select_related("wijk", "link"), wijk=wijk, pk=pk)


def _list_url(wijk: Wijk) -> str:
    return reverse("agenda:groep_team", args=[wijk.slug])


def _lid_url(wijk: Wijk, pk: uuid.UUID) -> str:
    return reverse("agenda:groepslid", args=[wijk.slug, pk])
