"""Begin a new round, and read the rounds that were."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agenda.models import Wijkagenda
from agenda.ronde.forms import RondeForm
from agenda.ronde.selectors import Vooruitblik, look_ahead, read_ronde, read_rondes
from agenda.ronde.services import begin_ronde
from agenda.selectors import active_agenda
from agenda.services.waarom import next_jaren
from agenda.views.plannen import team_url
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def ronde_new(request: HttpRequest, slug: str) -> HttpResponse:
    """What a new round is and what goes along; sending it closes the old round and begins the new one."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    agenda = _meant(request, wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    if not agenda.actief:  # the same sent twice, or a colleague was first
        messages.info(request, _("De nieuwe ronde is er al."))
        return see_other(team_url(wijk))
    blik = look_ahead(agenda)
    form = RondeForm(request.POST or None, plannen=blik.plannen, initial=_proposal(agenda, blik))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: begin_ronde(agenda=agenda, **form.cleaned_data, door=signed_in(request)),
            melding=_("De nieuwe ronde is begonnen. De oude agenda blijft te lezen."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "blik": blik,
        "form": form,
        "gekozen": form["plannen"].value() or [],
    }
    return render_page(request, "agenda/ronde_nieuw.html", context, status=uitkomst.status)


def _meant(request: HttpRequest, wijk: Wijk) -> Wijkagenda | None:
    """The round that the form was about, also when it was closed meanwhile; else the present one."""
    try:
        sent = uuid.UUID(request.POST.get("ronde", ""))
    except ValueError:
        return active_agenda(wijk)
    return get_object_or_404(Wijkagenda.objects.select_related("wijk"), wijk=wijk, uuid=sent)


def _proposal(agenda: Wijkagenda, blik: Vooruitblik) -> dict[str, object]:
    first, last = next_jaren(agenda)
    return {
        "van_jaar": first,
        "tot_jaar": last,
        "neem_droom": True,
        "neem_waarom": True,
        "neem_contact": True,
        "neem_waarden": True,
        "plannen": blik.voorstel,
    }


@require_safe
def rondes(request: HttpRequest, slug: str) -> HttpResponse:
    """All rounds of the wijk, the present one first."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "rondes": read_rondes(wijk),
        "mag_vaststellen": Recht.VASTSTELLEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/rondes.html", context)


@require_safe
def ronde(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An earlier round, to read; the present one is the agenda itself."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    agenda = get_object_or_404(Wijkagenda.objects.select_related("wijk"), wijk=wijk, pk=pk)
    if agenda.actief:
        return see_other(team_url(wijk))
    context = {"wijk": wijk, "actief": "agenda", "agenda": agenda, "pagina": read_ronde(agenda)}
    return render_page(request, "agenda/ronde.html", context)
