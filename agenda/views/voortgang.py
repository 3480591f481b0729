"""Tell how an action goes, also one that left the draft and still stands in an adopted agenda."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.forms import VoortgangForm
from agenda.keuzes import ActieStatus
from agenda.models import Actie, AgendaVersie, Voortgang, Wijkagenda
from agenda.selectors import versies_with_actie
from agenda.services.acties import note_voortgang
from agenda.views.formulier import Uitkomst, save
from agenda.views.plannen import team_url
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in


@dataclass(frozen=True, slots=True)
class Bedoeld:
    """The action that is meant, wherever it stands, and the page to return to."""

    agenda: Wijkagenda
    sleutel: uuid.UUID
    wat: str
    terug: str
    terug_naar: str


def find_actie(wijk: Wijk, sleutel: uuid.UUID, versie: str) -> Bedoeld:
    """An action of the draft, or of an adopted version of this wijk; 404 for any other.

    `versie` names the version whose page asks; without it the draft goes before the newest version.
    """
    rows = Actie.objects.select_related("agendapunt__agenda__wijk", "wijk")
    actie = rows.filter(wijk=wijk, uuid=sleutel).first()
    if actie is not None and not versie:
        plan = actie.agendapunt
        terug = team_url(wijk, "plan_detail", plan.uuid) + "#acties"
        if not plan.agenda.actief:
            terug = team_url(wijk, "ronde_detail", plan.agenda_id) + f"#plan-{plan.uuid}"
        return Bedoeld(plan.agenda, sleutel, actie.wat, terug, plan.titel)
    versies = versies_with_actie(wijk, sleutel)
    if versie:
        if not (versie.isascii() and versie.isdigit() and len(versie) < 10):
            raise Http404
        row = get_object_or_404(versies, pk=int(versie))
    else:
        row = versies.first() or _missing()
    terug = team_url(wijk, "versie", row.pk) + "#acties"
    return Bedoeld(
        row.agenda, sleutel, wat_of(row, sleutel), terug, _("Versie %(nummer)s") % {"nummer": row.nummer}
    )


def _missing() -> AgendaVersie:
    raise Http404


def wat_of(versie: AgendaVersie, sleutel: uuid.UUID) -> str:
    """The words of an action in an adopted version."""
    acties = (actie for plan in versie.inhoud["plannen"] for actie in plan["acties"])
    return next(str(actie["wat"]) for actie in acties if actie["uuid"] == str(sleutel))


@require_http_methods(["GET", "HEAD", "POST"])
def voortgang_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Note how an action goes; earlier lines stay."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bedoeld = find_actie(wijk, sleutel, request.GET.get("versie", ""))
    regels = list(
        Voortgang.objects.filter(agenda=bedoeld.agenda, actie_uuid=sleutel).order_by("-datum", "-pk")
    )
    form = VoortgangForm(request.POST or None, initial={"status": regels[0].status if regels else ""})
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: note_voortgang(
                agenda=bedoeld.agenda,
                actie_uuid=sleutel,
                status=ActieStatus(form.cleaned_data["status"]),
                tekst=form.cleaned_data["tekst"],
                door=signed_in(request),
            ),
            melding=_("Genoteerd. Bewoners lezen dit als de agenda is vastgesteld."),
        )
        if uitkomst.gelukt:
            return see_other(bedoeld.terug)
    context = {"wijk": wijk, "actief": "agenda", "bedoeld": bedoeld, "form": form, "regels": regels}
    return render_page(request, "agenda/voortgang.html", context, status=uitkomst.status)
