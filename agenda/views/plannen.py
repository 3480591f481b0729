"""The agenda as the team works on it: start, why, the list of plans and one plan."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.bijdragen.selectors import read_acties
from agenda.breedte import breadth
from agenda.forms import (
    ActieNieuwForm,
    MerkenForm,
    PlanForm,
    PlanNieuwForm,
    SpeelruimteForm,
    StartForm,
    VerzoekForm,
    VragenForm,
    WaaromForm,
)
from agenda.kernwaarden.selectors import waardekeuzes
from agenda.models import Agendapunt, Wijkagenda
from agenda.nalezen import soft_checks
from agenda.opbouw import build_werklijst
from agenda.planpagina import read_plan
from agenda.ronde.laat import only_present
from agenda.selectors import active_agenda, agenda_in_force, newest_versie
from agenda.services.merken import update_merken, update_vragen
from agenda.services.plannen import make_plan, move_plan, remove_plan, update_plan
from agenda.services.waarom import default_jaren, start_agenda, update_waarom
from agenda.weergave import show_agenda
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other, wants_fragment
from kern.klok import today
from kern.volgorde import Richting
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in
from wijken.selectors import buurtkeuzes
from wijken.services import update_instellingen


def team_url(wijk: Wijk, name: str = "agenda_team", *args: object) -> str:
    """An address of the agenda of this wijk."""
    return reverse(f"agenda:{name}", args=[wijk.slug, *args])


def get_plan(wijk: Wijk, sleutel: uuid.UUID) -> Agendapunt:
    """A plan of the agenda that is being worked on. Raises RondeAfgesloten, or 404 for any other."""
    return only_present(_find_plan(wijk, sleutel))


def _find_plan(wijk: Wijk, sleutel: uuid.UUID) -> Agendapunt:
    rows = Agendapunt.objects.select_related("agenda__wijk", "wijk")
    return get_object_or_404(rows, wijk=wijk, uuid=sleutel)


@require_safe
def agenda_team(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of plans; without an agenda the page that starts one."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        first, last = default_jaren(today())
        return _start_page(request, wijk, StartForm(initial={"van_jaar": first, "tot_jaar": last}))
    return _overview(request, wijk, agenda)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the agenda of this wijk."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    if request.method != "POST":
        return see_other(team_url(wijk))
    form = StartForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: start_agenda(wijk=wijk, **form.cleaned_data, door=signed_in(request)),
        melding=_("De agenda is er. Schrijf nu op waarom u hem maakt."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "waarom"))
    return _start_page(request, wijk, form, status=uitkomst.status)


def _start_page(request: HttpRequest, wijk: Wijk, form: StartForm, status: int = 200) -> HttpResponse:
    return render_page(
        request, "agenda/start.html", {"wijk": wijk, "actief": "agenda", "form": form}, status=status
    )


def _overview(
    request: HttpRequest, wijk: Wijk, agenda: Wijkagenda, *, verplaatst: Agendapunt | None = None
) -> HttpResponse:
    inhoud = build_werklijst(agenda)
    checks = soft_checks(inhoud)
    geldig = newest_versie(wijk)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "inhoud": inhoud,
        "beeld": show_agenda(inhoud, {}),
        "checks": checks,
        "mist": [check for check in checks if not check.in_orde],
        "versie": geldig if geldig and geldig.agenda_id == agenda.pk else None,
        "geldig": geldig,
        "mag_vaststellen": Recht.VASTSTELLEN in rechten_in(request, wijk),
        "wacht": [antwoord for antwoord in inhoud["antwoorden"] if not antwoord["wie"]],
        "aantal_acties": sum(len(plan["acties"]) for plan in inhoud["plannen"]),
        "verplaatst": verplaatst,
        "breedte": breadth(inhoud["plannen"], inhoud.get("kernwaarden", [])),
    }
    return render_page(request, "agenda/overzicht.html", context, fragment="plannen")


@require_http_methods(["GET", "HEAD", "POST"])
def waarom(request: HttpRequest, slug: str) -> HttpResponse:
    """Why and about what: of the agenda, and what residents decide on (of the wijk). Two forms."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    is_ruimte = request.POST.get("formulier") == "speelruimte"
    waarom_form = WaaromForm(None if is_ruimte else request.POST or None, initial=vars(agenda))
    ruimte_form = SpeelruimteForm(request.POST if is_ruimte else None, initial=vars(wijk))
    uitkomst = fresh = Uitkomst()
    if request.method == "POST":
        if is_ruimte:
            uitkomst = _save_ruimte(request, wijk, ruimte_form)
        else:
            uitkomst = _save_waarom(request, agenda, waarom_form)
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "waarom") + ("#ruimte" if is_ruimte else ""))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "waarom_form": waarom_form,
        "ruimte_form": ruimte_form,
        "waarom_revisie": (fresh if is_ruimte else uitkomst).revisie(waarom_form, agenda.revisie),
        "ruimte_revisie": (uitkomst if is_ruimte else fresh).revisie(ruimte_form, wijk.revisie),
        "conflict": uitkomst.conflict,
        "is_ruimte": is_ruimte,
        "fouten": uitkomst.status == 422,
    }
    return render_page(request, "agenda/waarom.html", context, status=uitkomst.status)


def _save_waarom(request: HttpRequest, agenda: Wijkagenda, form: WaaromForm) -> Uitkomst:
    def act() -> None:
        update_waarom(agenda=agenda, **form.cleaned_data, door=signed_in(request))

    return save(request, form, act, melding=_("Bewaard."))


def _save_ruimte(request: HttpRequest, wijk: Wijk, form: SpeelruimteForm) -> Uitkomst:
    def act() -> None:
        update_instellingen(
            wijk=wijk,
            door=signed_in(request),
            naam=wijk.naam,
            ondertitel=wijk.ondertitel,
            telefoon=wijk.telefoon,
            inloop_plek=wijk.inloop_plek,
            inloop_tijden=wijk.inloop_tijden,
            reactie_weken=wijk.reactie_weken,
            hulpafspraak=wijk.hulpafspraak,
            **form.cleaned_data,
        )

    return save(request, form, act, melding=_("Bewaard."))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new plan in four questions."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    form = PlanNieuwForm(request.POST or None)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: make_plan(agenda=agenda, **form.cleaned_data, door=signed_in(request)),
            melding=_("Het plan staat in de agenda."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "plan_detail", form.cleaned_data["sleutel"]))
    context = {"wijk": wijk, "actief": "agenda", "agenda": agenda, "form": form}
    return render_page(request, "agenda/plan_nieuw.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_detail(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One plan with everything under it; sending one of its three forms saves that part (`formulier`)."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = _find_plan(wijk, sleutel)
    if request.method != "POST":
        if not plan.agenda.actief:
            return see_other(f"{team_url(wijk, 'ronde_detail', plan.agenda_id)}#plan-{plan.uuid}")
        return render_plan(request, plan)
    only_present(plan)
    deel = request.POST.get("formulier", "")
    form: PlanForm | MerkenForm | VragenForm
    act: Callable[..., Agendapunt]
    if deel == "merken":
        buurten, waarden = buurtkeuzes(wijk), waardekeuzes(plan.agenda)
        form, act = MerkenForm(request.POST, buurten=buurten, waarden=waarden), update_merken
    elif deel == "vragen":
        form, act = VragenForm(request.POST), update_vragen
    else:
        deel, form, act = "plan", PlanForm(request.POST), update_plan
    uitkomst = save(
        request,
        form,
        lambda: act(plan=plan, **form.cleaned_data, door=signed_in(request)),
        melding=_("Bewaard."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "plan_detail", plan.uuid) + ("" if deel == "plan" else f"#{deel}"))
    return render_plan(request, plan, uitkomst=uitkomst, **{f"{deel}_form": form})


def _stays(plan: Agendapunt) -> str:
    """What residents go on reading of a plan that leaves the draft; '' when they never read it."""
    if agenda_in_force(plan.wijk) == plan.agenda_id:
        return " " + _("In een agenda die al is vastgesteld, blijft het plan staan. Daar staat dan: gestopt.")
    if plan.overgenomen_van is not None:
        return " " + _("In de agenda van de vorige ronde blijft het plan staan.")
    return ""


def render_plan(
    request: HttpRequest, plan: Agendapunt, *, uitkomst: Uitkomst | None = None, **forms: Any
) -> HttpResponse:
    """The page of a plan, with one of its forms as it was sent (plan_form, merken_form, actie_form …)."""
    uitkomst = uitkomst or Uitkomst()
    pagina = read_plan(plan)
    own: dict[str, Form] = {
        "plan_form": forms.get("plan_form") or PlanForm(initial=vars(plan)),
        "merken_form": forms.get("merken_form")
        or MerkenForm(initial=vars(plan), buurten=pagina.merken.keuzes, waarden=pagina.merken.waardekeuzes),
        "vragen_form": forms.get("vragen_form") or VragenForm(initial=vars(plan)),
    }
    context = {
        "wijk": plan.wijk,
        "actief": "agenda",
        "agenda": plan.agenda,
        "plan": plan,
        "pagina": pagina,
        "nodig": read_acties(plan.wijk, [rij.actie.uuid for rij in pagina.acties]),
        **own,
        "revisies": {
            name: (uitkomst if name in forms else Uitkomst()).revisie(form, plan.revisie)
            for name, form in own.items()
        },
        "actie_form": forms.get("actie_form") or ActieNieuwForm(),
        "verzoek_form": forms.get("verzoek_form") or VerzoekForm(),
        "conflict": uitkomst.conflict,
        "verstuurd": next(iter(forms), ""),
        "fouten": uitkomst.status == 422,
    }
    return render_page(request, "agenda/plan.html", context, status=uitkomst.status)


@require_POST
def plan_move(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One place up or down. For htmx the list comes back with the focus where it was."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    richting = Richting.sent(request)
    move_plan(plan=plan, richting=richting, door=signed_in(request))
    if wants_fragment(request):
        return _overview(request, wijk, plan.agenda, verplaatst=plan)
    return see_other(f"{team_url(wijk)}#plan-{plan.uuid}")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_remove(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then remove a plan from the draft."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    if request.method == "POST":
        remove_plan(plan=plan, door=signed_in(request))
        messages.success(request, _("Het plan is uit de agenda."))
        return see_other(team_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u dit plan verwijderen?"),
        "wat": plan.titel,
        "gevolg": _("De acties en vragen bij dit plan gaan ook weg. Verhalen en bundels blijven.")
        + _stays(plan),
        "terug": team_url(wijk, "plan_detail", plan.uuid),
    }
    return render_page(request, "kern/verwijder.html", context)
