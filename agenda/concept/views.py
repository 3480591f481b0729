"""The team shows the concept to everyone for a while, reads what people think of it, and answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.concept.forms import ModereerForm, OpenForm, TekstVernieuwForm, VerlengForm
from agenda.concept.modereren import moderate_reactie, publish_reactie
from agenda.concept.regels import STANDAARD, is_open, is_over
from agenda.concept.selectors import earlier_rondes, is_adopted, newest_ronde, reacties_per_plan
from agenda.concept.services import open_ronde, prolong_ronde, refresh_ronde, stop_ronde
from agenda.concept.tekst import merk_of, read_concept
from agenda.models import Reactie, Reactieronde, Wijkagenda
from agenda.passages import concept_passages
from agenda.selectors import active_agenda
from agenda.views.plannen import team_url
from bewoners.signalen import read_tekst
from bewoners.talen import language_name
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from kern.klok import today
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_safe
def concept_team(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest round with its reactions plan by plan; `?ronde=2` shows an earlier one."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    nummer = request.GET.get("ronde", "")
    ronde = newest_ronde(wijk, int(nummer) if nummer.isdecimal() and len(nummer) < 5 else 0)
    if nummer and ronde is None:
        raise Http404
    return _team_page(request, wijk, agenda, ronde)


def _team_page(
    request: HttpRequest,
    wijk: Wijk,
    agenda: Wijkagenda,
    ronde: Reactieronde | None,
    *,
    verleng: VerlengForm | None = None,
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    uitkomst = uitkomst or Uitkomst()
    context: dict[str, Any] = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "ronde": ronde,
        "loopt": False,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "heeft_plannen": agenda.agendapunten.exists(),
    }
    if ronde is not None:
        verleng = verleng or VerlengForm(initial={"sluit_op": ronde.sluit_op})
        vastgesteld = is_adopted(ronde)
        context |= {
            "nieuwste": ronde == newest_ronde(wijk),
            "loopt": not vastgesteld and not is_over(ronde, today()),
            "open": not vastgesteld and is_open(ronde, today()),
            "vastgesteld": vastgesteld,
            "groepen": reacties_per_plan(ronde),
            "eerdere": earlier_rondes(ronde),
            "verleng": verleng,
            "revisie": uitkomst.revisie(verleng, ronde.revisie),
            "conflict": uitkomst.conflict,
        }
    return render_page(request, "agenda/concept_team.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def concept_openen(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the text again, choose the days, and show it to everyone."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    lezing = read_concept(agenda)
    first = {"opent_op": today(), "sluit_op": today() + STANDAARD, "merk": lezing.merk}
    form = OpenForm(request.POST or None, initial=first)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: open_ronde(agenda=agenda, **form.cleaned_data, door=signed_in(request)),
            melding=_("Het concept staat op de site. Iedereen kan het lezen op de dagen die u koos."),
        )
        if uitkomst.gelukt:
            return see_other(_address(wijk))
        if request.POST.get("merk") != lezing.merk:
            form, uitkomst = OpenForm(initial=_typed(request)), _read_anew(request)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "lezing": lezing,
        "passages": concept_passages(lezing.inhoud),
        "vernieuw": False,
    }
    return render_page(request, "agenda/concept_openen.html", context, status=uitkomst.status)


def _read_anew(request: HttpRequest) -> Uitkomst:
    """For a text that changed meanwhile: the sign-off was of another one."""
    messages.error(request, _("De tekst is intussen veranderd. Lees hem nog een keer na."))
    return Uitkomst(409)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed, without the sign-off."""
    return {name: request.POST.get(name, "") for name in ("inleiding", "opent_op", "sluit_op")}


@require_http_methods(["GET", "HEAD", "POST"])
def concept_tekst(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the new text in the place of what people read, after reading it again."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    ronde = newest_ronde(wijk)
    if ronde is None:
        return see_other(_address(wijk))
    lezing = read_concept(ronde.agenda)
    form = TekstVernieuwForm(request.POST or None, initial={"merk": lezing.merk})
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: refresh_ronde(ronde=ronde, **form.cleaned_data, door=signed_in(request)),
            melding=_("De nieuwe tekst staat op de site."),
        )
        if uitkomst.gelukt:
            return see_other(_address(wijk))
        if request.POST.get("merk") != lezing.merk:
            form, uitkomst = TekstVernieuwForm(), _read_anew(request)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "form": form,
        "lezing": lezing,
        "passages": concept_passages(lezing.inhoud),
        "vernieuw": True,
        "zelfde": merk_of(ronde.inhoud) == lezing.merk,
        "revisie": uitkomst.revisie(form, ronde.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/concept_openen.html", context, status=uitkomst.status)


@require_POST
def concept_verlengen(request: HttpRequest, slug: str) -> HttpResponse:
    """Another last day."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    ronde = newest_ronde(wijk)
    if ronde is None:
        return see_other(_address(wijk))
    form = VerlengForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: prolong_ronde(ronde=ronde, **form.cleaned_data, door=signed_in(request)),
        melding=_("De laatste dag is veranderd."),
    )
    if uitkomst.gelukt:
        return see_other(_address(wijk))
    return _team_page(request, wijk, ronde.agenda, ronde, verleng=form, uitkomst=uitkomst)


@require_http_methods(["GET", "HEAD", "POST"])
def concept_stoppen(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then end the round before its last day."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    ronde = newest_ronde(wijk)
    if ronde is None:
        return see_other(_address(wijk))
    if request.method == "POST":
        stop_ronde(ronde=ronde, door=signed_in(request))
        messages.success(request, _("Niemand kan meer reageren. Lezen kan nog wel."))
        return see_other(_address(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u stoppen met reacties vragen?"),
        "wat": _("Concept, ronde %(nummer)s") % {"nummer": ronde.nummer},
        "gevolg": _("Mensen kunnen dan niet meer reageren. Lezen kunnen zij tot de agenda is vastgesteld."),
        "knop": _("Ja, stop nu"),
        "terug": _address(wijk),
    }
    return render_page(request, "kern/verwijder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reactie_detail(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """One reaction: may others read it, and what does the team do with it?"""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    reactie = _find(wijk, pk)
    form = ModereerForm(request.POST or None, initial=vars(reactie))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: moderate_reactie(reactie=reactie, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(_reactie_address(wijk, reactie))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "reactie": reactie,
        "lezing": read_tekst(reactie.tekst),
        "taal": language_name(reactie.taal),
        "plan": _plan_titel(reactie),
        "form": form,
        "terug": _reactie_address(wijk, reactie),
        "revisie": uitkomst.revisie(form, reactie.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/concept_reactie.html", context, status=uitkomst.status)


@require_POST
def reactie_tonen(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Show a reaction as it was read on the list."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    reactie = _find(wijk, pk)
    revisie = request.POST.get("revisie", "")
    try:
        publish_reactie(
            reactie=reactie,
            revisie=int(revisie) if revisie.isdecimal() and len(revisie) < 9 else 0,
            door=signed_in(request),
        )
        messages.success(request, _("De reactie staat op de site."))
    except VerouderdFout:
        messages.error(request, _("Een collega veranderde dit net. Lees het opnieuw."))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(_reactie_address(wijk, reactie))


def _find(wijk: Wijk, pk: uuid.UUID) -> Reactie:
    rows = Reactie.objects.select_related("wijk", "ronde").filter(bron=Reactie.Bron.OPENBAAR)
    return get_object_or_404(rows, wijk=wijk, pk=pk)


def _plan_titel(reactie: Reactie) -> str:
    if reactie.plan_uuid is None:
        return _("het geheel")
    plannen = reactie.ronde.inhoud.get("plannen", []) if reactie.ronde else []
    return next((plan["titel"] for plan in plannen if plan["uuid"] == str(reactie.plan_uuid)), "")


def _address(wijk: Wijk) -> str:
    return reverse("agenda:concept_team", args=[wijk.slug])


def _reactie_address(wijk: Wijk, reactie: Reactie) -> str:
    """Its place on the list of its round."""
    ronde = f"?ronde={reactie.ronde.nummer}" if reactie.ronde else ""
    return f"{_address(wijk)}{ronde}#reactie-{reactie.pk}"
