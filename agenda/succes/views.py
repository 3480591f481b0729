"""The team's pages of success stories: the list per plan, one story, on the site or not."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Succesverhaal
from agenda.ronde.laat import missing_plan
from agenda.selectors import newest_versie
from agenda.succes.forms import PubliceerForm, VerhaalForm, VerhaalNieuwForm, VerhaalWijzigForm
from agenda.succes.selectors import plannen_of, show_verhaal, team_verhalen
from agenda.succes.services import (
    hide_verhaal,
    make_verhaal,
    publish_verhaal,
    remove_verhaal,
    update_verhaal,
    words_of,
)
from kern.formulier import Uitkomst, save
from kern.foto import MAX_BYTES, te_groot
from kern.htmx import render_page, see_other
from kern.tekstcontrole import over_een_persoon
from kern.uploads import is_too_large
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in

_WOORDEN = ("titel", "tekst", "factoren")


@require_safe
def verhalen(request: HttpRequest, slug: str) -> HttpResponse:
    """Every plan with its stories."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "plannen": team_verhalen(wijk, newest_versie(wijk)),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/succes/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def verhaal_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """A new story at this plan."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    plan = plannen_of(wijk, newest_versie(wijk)).get(sleutel) or missing_plan(wijk, sleutel)
    form = VerhaalNieuwForm()
    uitkomst = Uitkomst()
    if request.method == "POST":
        form = VerhaalNieuwForm(request.POST, request.FILES)
        _refuse_large(request, form)
        made: list[Succesverhaal] = []
        uitkomst = save(
            request,
            form,
            lambda: made.append(
                make_verhaal(
                    wijk=wijk,
                    plan=sleutel,
                    **{name: form.cleaned_data[name] for name in (*_WOORDEN, "sleutel")},
                    foto=form.gezien,
                    door=signed_in(request),
                )
            ),
            melding=_("Bewaard. Alleen het team leest dit nog."),
        )
        if uitkomst.gelukt:
            return see_other(_url(made[0]))
        form.ask_again()
    context = {"wijk": wijk, "actief": "agenda", "form": form, "plan_titel": plan[1]}
    return render_page(request, "agenda/succes/verhaal.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def verhaal_edit(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Read and change a story."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, sleutel)
    if request.method != "POST":
        return _page(request, wijk, row, uitkomst=Uitkomst())
    form = VerhaalWijzigForm(request.POST, request.FILES, initial=_initial(row), heeft_foto=bool(row.foto_id))
    _refuse_large(request, form)
    uitkomst = save(
        request,
        form,
        lambda: update_verhaal(
            verhaal=row,
            **{name: form.cleaned_data[name] for name in (*_WOORDEN, "revisie", "foto_tekst", "foto_weg")},
            foto=form.gezien,
            door=signed_in(request),
        ),
        melding=_("Bewaard."),
        velden=(*_WOORDEN, "foto_tekst"),
    )
    if uitkomst.gelukt:
        return see_other(_url(row))
    form.ask_again()
    return _page(request, wijk, row, form=form, uitkomst=uitkomst)


def _refuse_large(request: HttpRequest, form: VerhaalForm) -> None:
    if is_too_large(request):
        form.refuse_foto(te_groot(MAX_BYTES))


def _initial(row: Succesverhaal) -> dict[str, object]:
    return {name: getattr(row, name) for name in (*_WOORDEN, "foto_tekst")}


@require_POST
def verhaal_publish(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Put a story on the site, or take it off (`doe=weg`)."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, sleutel)
    if request.POST.get("doe") == "weg":
        hide_verhaal(verhaal=row, door=signed_in(request))
        messages.success(request, _("Het verhaal staat niet meer op de site."))
        return see_other(_url(row))
    form = PubliceerForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: publish_verhaal(verhaal=row, **form.cleaned_data, door=signed_in(request)),
        melding=_("Het verhaal staat op de site, bij het plan."),
    )
    if uitkomst.gelukt:
        return see_other(_url(row))
    return _page(request, wijk, _get(wijk, sleutel), site_form=form, uitkomst=uitkomst)


@require_http_methods(["GET", "HEAD", "POST"])
def verhaal_remove(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Ask, then remove a story."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, sleutel)
    terug = reverse("agenda:succes_list", args=[wijk.slug])
    if request.method == "POST":
        remove_verhaal(verhaal=row, door=signed_in(request))
        messages.success(request, _("Het verhaal is weg."))
        return see_other(terug)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u dit verhaal weghalen?"),
        "wat": row.titel,
        "gevolg": _("Het verhaal gaat ook van de site. U kunt dit niet terugdraaien."),
        "terug": terug,
    }
    return render_page(request, "kern/verwijder.html", context)


def _page(
    request: HttpRequest,
    wijk: Wijk,
    row: Succesverhaal,
    *,
    form: VerhaalWijzigForm | None = None,
    site_form: PubliceerForm | None = None,
    uitkomst: Uitkomst,
) -> HttpResponse:
    form = form or VerhaalWijzigForm(initial=_initial(row), heeft_foto=bool(row.foto_id))
    plan = plannen_of(wijk, newest_versie(wijk)).get(row.plan_uuid)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "verhaal": row,
        "beeld": show_verhaal(row),
        "plan_titel": plan[1] if plan else "",
        "form": form,
        "site_form": site_form or PubliceerForm(),
        "over_een_mens": bool(over_een_persoon(words_of(row))),
        "revisie": uitkomst.revisie(form, row.revisie),
        "conflict": uitkomst.conflict if form.is_bound else None,
    }
    return render_page(request, "agenda/succes/verhaal.html", context, status=uitkomst.status)


def _get(wijk: Wijk, sleutel: uuid.UUID) -> Succesverhaal:
    return get_object_or_404(Succesverhaal.objects.select_related("wijk"), wijk=wijk, uuid=sleutel)


def _url(row: Succesverhaal) -> str:
    return reverse("agenda:succes_edit", args=[row.wijk.slug, row.uuid])
