"""What actions need: the glance over all plans, one need with its suggestions, and its forms."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.bijdragen.forms import BehoefteNieuwForm, BehoefteWijzigForm
from agenda.bijdragen.selectors import ActiePlek, find_plek, read_nodig, read_overzicht
from agenda.bijdragen.services import fulfil_behoefte, make_behoefte, remove_behoefte, update_behoefte
from agenda.bijdragen.toezeggingen import choose_aanbod
from agenda.models import Behoefte, Wijkagenda
from agenda.planlijst import asked_plan, fold
from agenda.ronde.laat import missing_actie
from agenda.views.plannen import team_url
from bewoners.keuzes import Label
from bewoners.models import Aanbod
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other, wants_fragment
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


def get_plek(wijk: Wijk, sleutel: uuid.UUID) -> ActiePlek:
    """An action of the draft or of the agenda in force. Raises RondeAfgesloten, or 404 for any other."""
    return find_plek(wijk, sleutel) or missing_actie(wijk, sleutel)


def list_url(wijk: Wijk, actie: uuid.UUID) -> str:
    """The list of needs, open at the plan of this action."""
    plek = find_plek(wijk, actie)
    address = team_url(wijk, "bijdragen")
    return f"{address}?plan={plek.plan_uuid}#plan-{plek.plan_uuid}" if plek else address


def get_behoefte(wijk: Wijk, sleutel: uuid.UUID) -> Behoefte:
    """A need in this wijk; 404 for any other."""
    return get_object_or_404(Behoefte.objects.select_related("wijk", "agenda"), wijk=wijk, uuid=sleutel)


@require_safe
def bijdragen(request: HttpRequest, slug: str) -> HttpResponse:
    """The plans with what is needed and what was promised; `?plan=` opens one, with its actions.

    `?toon=alles` also lists the plans that need nothing any more; `?label=` is what one seeks an action for.
    """
    wijk = get_wijk(request, slug, Recht.LEZEN)
    label = request.GET.get("label", "")
    label = label if label in Label.values else ""
    overzicht = read_overzicht(wijk, asked_plan(request.GET))
    lijst = fold(overzicht.plannen, request.GET, vraagt=lambda plan: bool(plan.open), ook={"label": label})
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "overzicht": overzicht,
        "lijst": lijst,
        "plan": lijst.open,
        "label": label,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "fragment": wants_fragment(request),
    }
    return render_page(
        request, "agenda/bijdragen/overzicht.html", context, fragment="plan" if lijst.open else ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
def behoefte_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Say what an action needs; `?label=groen` fills in what it is about."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plek = get_plek(wijk, sleutel)
    label = request.GET.get("label", "")
    form = BehoefteNieuwForm(
        request.POST or None, initial={"labels": [label] if label in Label.values else []}
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        agenda = Wijkagenda.objects.select_related("wijk").get(pk=plek.agenda_id)
        uitkomst = save(
            request,
            form,
            lambda: make_behoefte(
                agenda=agenda, actie_uuid=plek.sleutel, **form.cleaned_data, door=signed_in(request)
            ),
            melding=_("Dit staat er nu bij. Bewoners lezen het als de actie is vastgesteld."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "behoefte_detail", form.cleaned_data["sleutel"]))
    context = {"wijk": wijk, "actief": "agenda", "form": form, "plek": plek}
    return render_page(request, "agenda/bijdragen/behoefte.html", context, status=uitkomst.status)


@require_safe
def behoefte_detail(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One need: who contributes, and who may fit, with the reasons."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    behoefte = get_behoefte(wijk, sleutel)
    plek, rij, voorstellen = read_nodig(behoefte)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "behoefte": behoefte,
        "plek": plek,
        "rij": rij,
        "voorstellen": voorstellen,
        "labels": [label.label for label in Label if label in behoefte.labels],
    }
    return render_page(request, "agenda/bijdragen/nodig.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def behoefte_edit(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Change a need."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    behoefte = get_behoefte(wijk, sleutel)
    form = BehoefteWijzigForm(request.POST or None, initial=vars(behoefte))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_behoefte(behoefte=behoefte, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "behoefte_detail", behoefte.uuid))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "plek": find_plek(wijk, behoefte.actie_uuid),
        "behoefte": behoefte,
        "revisie": uitkomst.revisie(form, behoefte.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/bijdragen/behoefte.html", context, status=uitkomst.status)


@require_POST
def behoefte_vervuld(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """'Dit is er', or with `vervuld` empty not after all."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    behoefte = get_behoefte(wijk, sleutel)
    fulfil_behoefte(behoefte=behoefte, vervuld=bool(request.POST.get("vervuld")), door=signed_in(request))
    return see_other(team_url(wijk, "behoefte_detail", behoefte.uuid))


@require_http_methods(["GET", "HEAD", "POST"])
def behoefte_remove(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then remove a need."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    behoefte = get_behoefte(wijk, sleutel)
    if request.method == "POST":
        remove_behoefte(behoefte=behoefte, door=signed_in(request))
        messages.success(request, _("Dit staat er niet meer bij."))
        return see_other(list_url(wijk, behoefte.actie_uuid))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Is dit niet meer nodig?"),
        "wat": behoefte.tekst,
        "gevolg": _("Wie al ja zei, blijft bij de actie staan."),
        "terug": team_url(wijk, "behoefte_detail", behoefte.uuid),
    }
    return render_page(request, "kern/verwijder.html", context)


@require_POST
def aanbod_choose(request: HttpRequest, slug: str, sleutel: uuid.UUID, aanbod: uuid.UUID) -> HttpResponse:
    """'Vraag deze persoon': only now its contact is shown, on the page of the promise."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    behoefte = get_behoefte(wijk, sleutel)
    offer = get_object_or_404(Aanbod.objects.for_wijk(wijk), pk=aanbod)
    try:
        row = choose_aanbod(behoefte=behoefte, aanbod=offer, door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
        return see_other(team_url(wijk, "behoefte_detail", behoefte.uuid))
    return see_other(team_url(wijk, "toezegging_detail", row.uuid))
