"""The values of the agenda that is being made: the row, choosing cards, one value, and its place."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.fases import GENOEG_WAARDEN
from agenda.kernwaarden.forms import KernwaardeForm, KiesForm
from agenda.kernwaarden.services import (
    MEESTE,
    choose_kernwaarden,
    move_kernwaarde,
    plannen_with,
    remove_kernwaarde,
    update_kernwaarde,
)
from agenda.models import Kernwaarde
from agenda.ronde.laat import only_present
from agenda.selectors import active_agenda
from agenda.views.plannen import team_url
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.volgorde import Richting
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in
from wijken.waardekaarten import BRON, kaarten


@require_safe
def kernwaarden(request: HttpRequest, slug: str) -> HttpResponse:
    """The row of values, the most important first; without any, how to choose them at a table."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    waarden = list(Kernwaarde.objects.filter(agenda=agenda))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "agenda": agenda,
        "waarden": waarden,
        "advies": len(waarden) not in GENOEG_WAARDEN,
        "vol": len(waarden) >= MEESTE,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/kernwaarden/rij.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kernwaarden_kies(request: HttpRequest, slug: str) -> HttpResponse:
    """All cards in their groups; those that lie on the table already are shown as chosen."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    form = KiesForm(request.POST or None)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: _tell(
                request,
                choose_kernwaarden(agenda=agenda, **form.cleaned_data, door=signed_in(request)),
            ),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "kernwaarden"))
    waarden = list(Kernwaarde.objects.filter(agenda=agenda))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "form": form,
        "groepen": [(groep, list(rows)) for groep, rows in groupby(kaarten(BRON), key=lambda one: one.groep)],
        "liggen": {waarde.kaart for waarde in waarden},
        "aangevinkt": form["kaarten"].value() or [],
        "waarden": waarden,
    }
    return render_page(request, "agenda/kernwaarden/kies.html", context, status=uitkomst.status)


def _tell(request: HttpRequest, rows: list[Kernwaarde]) -> None:
    if rows:
        zin = ngettext("Er ligt %(n)d kaart bij.", "Er liggen %(n)d kaarten bij.", len(rows))
        rest = _("Schrijf bij elke waarde op hoe u dat merkt.")
        messages.success(request, f"{zin % {'n': len(rows)}} {rest}")


@require_http_methods(["GET", "HEAD", "POST"])
def kernwaarde_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What one value means in this wijk."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    waarde = _get(wijk, pk)
    form = KernwaardeForm(request.POST or None, initial=vars(waarde))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_kernwaarde(waarde=waarde, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(f"{team_url(wijk, 'kernwaarden')}#waarde-{waarde.pk}")
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "waarde": waarde,
        "form": form,
        "revisie": uitkomst.revisie(form, waarde.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/kernwaarden/waarde.html", context, status=uitkomst.status)


@require_POST
def kernwaarde_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place more or less important."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    waarde = _get(wijk, pk)
    move_kernwaarde(waarde=waarde, richting=Richting.sent(request), door=signed_in(request))
    return see_other(f"{team_url(wijk, 'kernwaarden')}#waarde-{waarde.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def kernwaarde_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a value out of the row and off the plans."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    waarde = _get(wijk, pk)
    if request.method == "POST":
        remove_kernwaarde(waarde=waarde, door=signed_in(request))
        messages.success(request, _("De waarde is weg."))
        return see_other(team_url(wijk, "kernwaarden"))
    context = {
        "wijk": wijk,
        "actief": "kompas",
        "titel": _("Wilt u deze waarde weghalen?"),
        "wat": waarde.woord,
        "gevolg": _consequence(waarde),
        "terug": team_url(wijk, "kernwaarden"),
    }
    return render_page(request, "kern/verwijder.html", context)


def _consequence(waarde: Kernwaarde) -> str:
    """At how many plans it stands, and what stays."""
    aantal = plannen_with(waarde).count()
    at = ngettext(
        "Zij staat bij %(n)d plan. Daar gaat zij ook weg.",
        "Zij staat bij %(n)d plannen. Daar gaat zij ook weg.",
        aantal,
    )
    lines = [
        at % {"n": aantal} if aantal else _("Zij staat bij geen enkel plan."),
        _("Wat u erbij schreef, gaat mee weg. Een agenda die al is vastgesteld, verandert niet."),
    ]
    return " ".join(lines)


def _get(wijk: Wijk, pk: int) -> Kernwaarde:
    """A value of the agenda that is being worked on. Raises RondeAfgesloten, or 404 for any other."""
    rows = Kernwaarde.objects.select_related("agenda__wijk", "wijk")
    return only_present(get_object_or_404(rows, wijk=wijk, pk=pk))
