"""Where a plan comes from, and what each bundle is answered."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.forms import AntwoordForm, BewijsForm
from agenda.models import Onderbouwing
from agenda.planpagina import read_bewijskeuzes
from agenda.ronde.laat import only_present
from agenda.services.onderbouwing import add_onderbouwing, give_terugkoppeling, remove_onderbouwing
from agenda.terugkoppeling.selectors import antwoorden_of
from agenda.views.acties import plan_url
from agenda.views.plannen import get_plan
from bewoners.bezwaar import objections_to, settle_read
from bewoners.models import Bundel
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.rechten import Recht, get_wijk, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def bewijs_add(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Choose bundles, stories and figures that a plan rests on."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = get_plan(wijk, sleutel)
    keuzes = read_bewijskeuzes(plan)
    form = BewijsForm(request.POST or None, keuzes=keuzes)
    uitkomst = Uitkomst()
    if request.method == "POST":

        def act() -> None:
            labels = dict(keuzes.cijfers)
            added = add_onderbouwing(
                plan=plan,
                bundels=[uuid.UUID(key) for key in form.cleaned_data["bundels"]],
                inbrengen=[uuid.UUID(key) for key in form.cleaned_data["citaten"]],
                cijfers={int(key): labels[key] for key in form.cleaned_data["cijfers"]},
                door=signed_in(request),
            )
            messages.success(request, ngettext("%d ding toegevoegd.", "%d dingen toegevoegd.", added) % added)

        uitkomst = save(request, form, act)
        if uitkomst.gelukt:
            return see_other(plan_url(plan, "bewijs"))
    context = {"wijk": wijk, "actief": "agenda", "plan": plan, "form": form, "keuzes": keuzes}
    return render_page(request, "agenda/bewijs.html", context, status=uitkomst.status)


@require_POST
def bewijs_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one piece of evidence away from a plan; adding it again undoes this."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    rows = Onderbouwing.objects.select_related("agendapunt__agenda__wijk", "agendapunt__wijk", "wijk")
    rij = only_present(get_object_or_404(rows, wijk=wijk, pk=pk))
    plan = rij.agendapunt
    remove_onderbouwing(onderbouwing=rij, door=signed_in(request))
    messages.success(request, _("Weggehaald bij dit plan. Het verhaal of cijfer zelf blijft."))
    return see_other(plan_url(plan, "bewijs"))


@require_safe
def antwoorden(request: HttpRequest, slug: str) -> HttpResponse:
    """Every bundle with its answer; those that wait first."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {"wijk": wijk, "actief": "agenda", "rijen": antwoorden_of(wijk)}
    return render_page(request, "agenda/antwoorden.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Give a bundle its answer, or change it. `?terug=` brings back to the page one came from."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bundel = get_object_or_404(Bundel.objects.select_related("terugkoppeling", "wijk"), wijk=wijk, pk=sleutel)
    there = getattr(bundel, "terugkoppeling", None)
    form = AntwoordForm(request.POST or None, initial=vars(there) if there else {})
    uitkomst = Uitkomst()
    terug = request.GET.get("terug", "")
    if not url_has_allowed_host_and_scheme(terug, allowed_hosts=None):
        terug = reverse("agenda:antwoorden", args=[wijk.slug])
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: give_terugkoppeling(bundel=bundel, **form.cleaned_data, door=signed_in(request)),
            melding=_("Het antwoord staat erbij."),
        )
        if uitkomst.gelukt:
            given = form.cleaned_data["wie"], form.cleaned_data["waarom"].strip()
            if there is None or given != (there.wie, there.waarom):
                settle_read(bundel=bundel, gelezen=request.POST.getlist("bezwaar"), door=signed_in(request))
            return see_other(terug)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "bundel": bundel,
        "bezwaren": objections_to(bundel),
        "verhalen": bundel.inbrengen.counted().select_related("vertaling").order_by("-datum", "pk")[:20],
        "form": form,
        "revisie": uitkomst.revisie(form, there.revisie if there else 0),
        "conflict": uitkomst.conflict,
        "terug": terug,
    }
    return render_page(request, "agenda/antwoord.html", context, status=uitkomst.status)


@require_POST
def bezwaar_besproken(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """The team talked about what a resident meant: summary and answer stay as they are."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bundel = get_object_or_404(Bundel.objects.select_related("wijk"), wijk=wijk, pk=sleutel)
    if settle_read(bundel=bundel, gelezen=request.POST.getlist("bezwaar"), door=signed_in(request)):
        messages.success(request, _("Goed. De bewoner leest dat u er opnieuw naar keek."))
    return see_other(reverse("agenda:antwoord", args=[wijk.slug, bundel.pk]))
