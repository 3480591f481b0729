"""Actions of a plan, and what is asked of parties."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agenda.bijdragen.selectors import read_acties
from agenda.forms import ActieNieuwForm, ActieWijzigForm, VerzoekForm, VerzoekWijzigForm, VoortgangForm
from agenda.haalbaarheid.vraag import stand_of
from agenda.models import Actie, Agendapunt, Verzoek, Verzoekvraag, Voortgang
from agenda.ronde.laat import only_in_use, only_present
from agenda.selectors import newest_versie
from agenda.services.acties import (
    make_actie,
    make_verzoek,
    remove_actie,
    remove_verzoek,
    update_actie,
    update_verzoek,
)
from agenda.views.plannen import get_plan, render_plan, team_url
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in


def get_actie(wijk: Wijk, sleutel: uuid.UUID) -> Actie:
    """An action of the agenda that is being worked on. Raises RondeAfgesloten, or 404 for any other."""
    rows = Actie.objects.select_related("agendapunt__agenda__wijk", "wijk")
    return only_present(get_object_or_404(rows, wijk=wijk, uuid=sleutel))


def get_verzoek(wijk: Wijk, pk: int) -> Verzoek:
    """What was asked of a party in the agenda that is being worked on, or in force.

    Raises RondeAfgesloten, or 404 for any other.
    """
    rows = Verzoek.objects.select_related("agendapunt__agenda__wijk", "wijk")
    return only_in_use(get_object_or_404(rows, wijk=wijk, pk=pk))


def verzoek_url(verzoek: Verzoek) -> str:
    """Where one finds it: at its plan, or in the adopted agenda when its plan did not go along."""
    plan = verzoek.agendapunt
    if plan.agenda.actief:
        return plan_url(plan, "verzoeken")
    versie = newest_versie(plan.wijk)
    return team_url(plan.wijk, "versie", versie.pk) + "#gevraagd" if versie else team_url(plan.wijk)


def plan_url(plan: Agendapunt, anchor: str = "") -> str:
    """The page of a plan, at one of its parts."""
    return team_url(plan.wijk, "plan_detail", plan.uuid) + (f"#{anchor}" if anchor else "")


@require_POST
def actie_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Add an action to a plan."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    form = ActieNieuwForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: make_actie(plan=plan, **form.cleaned_data, door=signed_in(request)),
        melding=_("De actie staat erbij."),
    )
    if uitkomst.gelukt:
        return see_other(plan_url(plan, "acties"))
    return render_plan(request, plan, actie_form=form, uitkomst=uitkomst)


@require_http_methods(["GET", "HEAD", "POST"])
def actie_edit(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Change an action."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    actie = get_actie(wijk, sleutel)
    if request.method != "POST":
        return _actie_page(request, actie)
    form = ActieWijzigForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: update_actie(actie=actie, **form.cleaned_data, door=signed_in(request)),
        melding=_("Bewaard."),
    )
    if uitkomst.gelukt:
        return see_other(plan_url(actie.agendapunt, "acties"))
    return _actie_page(request, actie, form=form, uitkomst=uitkomst)


def _actie_page(
    request: HttpRequest,
    actie: Actie,
    *,
    form: ActieWijzigForm | None = None,
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    uitkomst = uitkomst or Uitkomst()
    plan = actie.agendapunt
    regels = list(
        Voortgang.objects.filter(agenda=plan.agenda, actie_uuid=actie.uuid).order_by("-datum", "-pk")
    )
    form = form or ActieWijzigForm(initial=vars(actie))
    context = {
        "wijk": actie.wijk,
        "actief": "agenda",
        "plan": plan,
        "actie": actie,
        "form": form,
        "voortgang_form": VoortgangForm(initial={"status": regels[0].status if regels else ""}),
        "regels": regels,
        "nodig": read_acties(actie.wijk, [actie.uuid]),
        "revisie": uitkomst.revisie(form, actie.revisie),
        "conflict": uitkomst.conflict,
        "fouten": uitkomst.status == 422,
    }
    return render_page(request, "agenda/actie.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def actie_remove(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then remove an action from the draft."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    actie = get_actie(wijk, sleutel)
    if request.method == "POST":
        remove_actie(actie=actie, door=signed_in(request))
        messages.success(request, _("De actie is weg."))
        return see_other(plan_url(actie.agendapunt, "acties"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u deze actie verwijderen?"),
        "wat": actie.wat,
        "gevolg": _("In een agenda die al is vastgesteld, blijft de actie staan. Daar staat dan: gestopt."),
        "terug": team_url(wijk, "actie_edit", actie.uuid),
    }
    return render_page(request, "kern/verwijder.html", context)


@require_POST
def verzoek_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask a party for a decision, hours, money, or whether it can be done."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    form = VerzoekForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: make_verzoek(plan=plan, **form.cleaned_data, door=signed_in(request)),
        melding=_("De vraag staat erbij."),
    )
    if uitkomst.gelukt:
        return see_other(plan_url(plan, "verzoeken"))
    return render_plan(request, plan, verzoek_form=form, uitkomst=uitkomst)


@require_http_methods(["GET", "HEAD", "POST"])
def verzoek_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what is asked, and write down the answer."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    verzoek = get_verzoek(wijk, pk)
    vraag = Verzoekvraag.objects.select_related("link").filter(verzoek=verzoek).first()
    form = VerzoekWijzigForm(request.POST or None, initial=vars(verzoek))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_verzoek(verzoek=verzoek, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(verzoek_url(verzoek))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "plan": verzoek.agendapunt,
        "verzoek": verzoek,
        "in_concept": verzoek.agendapunt.agenda.actief,
        "vraag": vraag,
        "stand": stand_of(verzoek, vraag),
        "terug": verzoek_url(verzoek),
        "form": form,
        "revisie": uitkomst.revisie(form, verzoek.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/verzoek.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def verzoek_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a request back."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    verzoek = only_present(get_verzoek(wijk, pk))
    if request.method == "POST":
        remove_verzoek(verzoek=verzoek, door=signed_in(request))
        messages.success(request, _("De vraag is weg."))
        return see_other(plan_url(verzoek.agendapunt, "verzoeken"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u deze vraag verwijderen?"),
        "wat": str(verzoek),
        "gevolg": _("Het antwoord van de partij gaat ook weg."),
        "terug": team_url(wijk, "verzoek_edit", verzoek.pk),
    }
    return render_page(request, "kern/verwijder.html", context)
