"""The pages of a member of the agendagroep, found by the cookie of the device."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.groep.doen import choose, react, take_back, vote
from agenda.groep.forms import KeuzeForm, ReactieForm, StemForm
from agenda.groep.selectors import read_begin, read_planblad, read_reacties
from agenda.groep.services import go_on, stop_lid
from agenda.groep.toegang import find_lid, get_lid
from agenda.keuzes import Groepskeuzesoort, Stem
from agenda.models import Agendagroeplid, Agendapunt, Groepskeuze, Groepsstem, Reactie, Wijkagenda
from agenda.selectors import active_agenda, newest_versie
from agenda.views.plannen import get_plan
from kern.antwoord import keep_private
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.limiet import allow
from wijken.rechten import get_public_wijk

PER_UUR = 60
UUR = 3600
KEUZE_PICTOGRAM = {
    Groepskeuzesoort.EERST.value: "klaar",
    Groepskeuzesoort.LATER.value: "wachten",
    Groepskeuzesoort.NIET.value: "stop",
}
# Said above the next page, by `?gedaan=`: a resident gets no session for it.
GEDAAN = {
    "keuze": gettext_lazy("Uw keuze is bewaard."),
    "stem": gettext_lazy("Uw stem is bewaard. U mag hem veranderen tot de agenda is vastgesteld."),
    "reactie": gettext_lazy("Uw reactie staat erbij."),
    "weg": gettext_lazy("Uw reactie is weg."),
    "door": gettext_lazy("Fijn dat u doorgaat."),
}
STEM_PICTOGRAM = {Stem.VOOR.value: "klaar", Stem.TEGEN.value: "stop", Stem.ONTHOUDEN.value: "wachten"}


@login_not_required
@require_safe
def groep(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked of the member now. For anybody else: open the link in your mail."""
    lid = find_lid(request, slug)
    if lid is None:
        wijk = get_public_wijk(slug)
        return keep_private(render(request, "agenda/groep/onbekend.html", {"wijk": wijk}, status=404))
    agenda = active_agenda(lid.wijk)
    context = {
        "agenda": agenda,
        "begin": read_begin(lid, agenda),
        "versie": newest_versie(lid.wijk),
        "oordeel_adres": _address("agenda:groep_oordeel", slug),
    }
    return _page(request, lid, "agenda/groep/thuis.html", context)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def groep_plan(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Read a plan and choose; then on to the next one."""
    lid = get_lid(request, slug)
    plan = get_plan(lid.wijk, sleutel)
    keuze = Groepskeuze.objects.filter(wijk=lid.wijk, lid=lid, agendapunt=plan).first()
    form = KeuzeForm(request.POST or None, initial=vars(keuze) if keuze else {})
    if request.method != "POST":
        return _plan_page(request, lid, plan, form)
    uitkomst = save(request, form, lambda: choose(lid=lid, plan=plan, **form.cleaned_data))
    if not uitkomst.gelukt:
        return _plan_page(request, lid, plan, form, uitkomst=uitkomst)
    return see_other(_next_address(lid, plan))


@login_not_required
@sensitive_post_parameters()
@require_POST
def groep_reactie(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Say something about a plan to the group."""
    lid = get_lid(request, slug)
    plan = get_plan(lid.wijk, sleutel)
    keuze = Groepskeuze.objects.filter(wijk=lid.wijk, lid=lid, agendapunt=plan).first()
    form, uitkomst = _react(request, lid, plan)
    if uitkomst.gelukt:
        return see_other(_address_of("groep_plan", "reactie", slug, plan.uuid))
    keuze_form = KeuzeForm(initial=vars(keuze) if keuze else {})
    return _plan_page(request, lid, plan, keuze_form, reactie_form=form, uitkomst=uitkomst)


def _react(
    request: HttpRequest, lid: Agendagroeplid, over: Agendapunt | Wijkagenda
) -> tuple[ReactieForm, Uitkomst]:
    form = ReactieForm(request.POST)
    if not allow("groep-reactie", str(lid.pk), aantal=PER_UUR, seconden=UUR):
        form.add_error(None, _("U schreef net al veel. Wacht een uur en probeer het dan nog een keer."))
        return form, Uitkomst(429)
    return form, save(request, form, lambda: react(lid=lid, over=over, **form.cleaned_data))


@login_not_required
@sensitive_post_parameters()
@require_POST
def groep_geheel_reactie(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something about the whole agenda to the group."""
    lid = get_lid(request, slug)
    agenda = active_agenda(lid.wijk)
    if agenda is None:
        return see_other(reverse("agenda:groep", args=[slug]))
    form, uitkomst = _react(request, lid, agenda)
    if uitkomst.gelukt:
        return see_other(_address_of("groep_stem", "reactie", slug))
    return _stem_page(request, lid, agenda, reactie_form=form, uitkomst=uitkomst)


@login_not_required
@require_POST
def groep_reactie_weg(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Take one's own reaction back."""
    lid = get_lid(request, slug)
    reactie = get_object_or_404(Reactie, wijk=lid.wijk, lid=lid, bron=Reactie.Bron.GROEP, pk=pk)
    take_back(lid=lid, reactie=reactie)
    if reactie.plan_uuid is None:
        return see_other(_address_of("groep_stem", "weg", slug))
    return see_other(_address_of("groep_plan", "weg", slug, reactie.plan_uuid))


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def groep_stem(request: HttpRequest, slug: str) -> HttpResponse:
    """For or against the whole agenda."""
    lid = get_lid(request, slug)
    agenda = active_agenda(lid.wijk)
    if agenda is None:
        return see_other(reverse("agenda:groep", args=[slug]))
    if request.method != "POST":
        return _stem_page(request, lid, agenda)
    form = StemForm(request.POST)
    uitkomst = save(request, form, lambda: vote(lid=lid, agenda=agenda, **form.cleaned_data))
    if uitkomst.gelukt:
        return see_other(_address_of("groep", "stem", slug))
    return _stem_page(request, lid, agenda, form=form, uitkomst=uitkomst)


@login_not_required
@require_POST
def groep_door(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on for another year."""
    lid = get_lid(request, slug)
    try:
        go_on(lid=lid)
    except DomeinFout:  # the team ended it at this very moment: the home says what to do
        return see_other(reverse("agenda:groep", args=[slug]))
    return see_other(_address_of("groep", "door", slug))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def groep_weg(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the group: asked once, then at once."""
    lid = get_lid(request, slug)
    if request.method == "POST":
        stop_lid(lid=lid, zelf=True)
        return see_other(reverse("agenda:groep_tot_ziens", args=[slug]))
    return _page(request, lid, "agenda/groep/weg.html", {})


@login_not_required
@require_safe
def groep_tot_ziens(request: HttpRequest, slug: str) -> HttpResponse:
    """After leaving."""
    return render(request, "agenda/groep/tot_ziens.html", {"wijk": get_public_wijk(slug)})


def _stem_page(
    request: HttpRequest,
    lid: Agendagroeplid,
    agenda: Wijkagenda,
    *,
    form: StemForm | None = None,
    reactie_form: ReactieForm | None = None,
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    stem = Groepsstem.objects.filter(wijk=lid.wijk, lid=lid, agenda=agenda).first()
    context = {
        "form": form or StemForm(initial=vars(stem) if stem else {}),
        "begin": read_begin(lid, agenda),
        "reacties": read_reacties(lid, agenda),
        "reactie_form": reactie_form or ReactieForm(),
        "pictogrammen": STEM_PICTOGRAM,
    }
    status = uitkomst.status if uitkomst else 200
    return _page(request, lid, "agenda/groep/stem.html", context, status=status)


def _plan_page(
    request: HttpRequest,
    lid: Agendagroeplid,
    plan: Agendapunt,
    form: KeuzeForm,
    *,
    reactie_form: ReactieForm | None = None,
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    context = {
        "blad": read_planblad(lid, plan),
        "form": form,
        "reactie_form": reactie_form or ReactieForm(),
        "pictogrammen": KEUZE_PICTOGRAM,
    }
    status = uitkomst.status if uitkomst else 200
    return _page(request, lid, "agenda/groep/plan.html", context, status=status)


def _page(
    request: HttpRequest,
    lid: Agendagroeplid,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of one member: kept nowhere, found by no search engine."""
    gedaan = GEDAAN.get(request.GET.get("gedaan", "")) if status == 200 else None
    page = render(
        request, template, {"wijk": lid.wijk, "lid": lid, "gedaan": gedaan, **context}, status=status
    )
    return keep_private(page, met_formulier=True)


def _address_of(naam: str, gedaan: str, *args: object) -> str:
    """A page of the group that says what was just done; a reaction brings one back to the reactions."""
    anker = "#reacties" if gedaan in ("reactie", "weg") else ""
    return f"{reverse(f'agenda:{naam}', args=args)}?gedaan={gedaan}{anker}"


def _next_address(lid: Agendagroeplid, plan: Agendapunt) -> str:
    """After a choice: the next plan, or after the last one the home."""
    plannen = list(plan.agenda.agendapunten.in_order().values_list("uuid", flat=True))
    verder = plannen[plannen.index(plan.uuid) + 1 :]
    if not verder:
        return _address_of("groep", "keuze", lid.wijk.slug)
    return _address_of("groep_plan", "keuze", lid.wijk.slug, verder[0])


def _address(naam: str, slug: str) -> str:
    """The address of a page that may not be there yet; '' then."""
    try:
        return reverse(naam, args=[slug])
    except NoReverseMatch:
        return ""
