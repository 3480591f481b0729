"""Tell how an action goes, also one that left the draft and still stands in an adopted agenda."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.keuzes import ActieStatus
from agenda.melden.forms import TeamVoortgangForm, VraagForm
from agenda.melden.lopend import AF
from agenda.melden.services import open_vragen
from agenda.models import Actie, AgendaVersie, Voortgang, Wijkagenda
from agenda.ronde.laat import only_in_use
from agenda.selectors import versies_with_actie
from agenda.services.acties import note_voortgang
from agenda.views.plannen import team_url
from kern.formulier import save
from kern.foto import MAX_BYTES, te_groot
from kern.htmx import render_page, see_other
from kern.uploads import is_too_large
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
    trekker: str = ""


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
        return Bedoeld(plan.agenda, sleutel, actie.wat, terug, plan.titel, actie.trekker)
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


def check_in_use(bedoeld: Bedoeld) -> None:
    """For a form that was sent. Raises RondeAfgesloten when another agenda took the place of this one."""
    rows = Actie.objects.select_related("agendapunt__agenda__wijk", "wijk")
    for actie in rows.filter(agendapunt__agenda=bedoeld.agenda, uuid=bedoeld.sleutel):
        only_in_use(actie)


def _missing() -> AgendaVersie:
    raise Http404


def wat_of(versie: AgendaVersie, sleutel: uuid.UUID) -> str:
    """The words of an action in an adopted version."""
    acties = (actie for plan in versie.inhoud["plannen"] for actie in plan["acties"])
    return next(str(actie["wat"]) for actie in acties if actie["uuid"] == str(sleutel))


@require_http_methods(["GET", "HEAD", "POST"])
def voortgang_new(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Note how an action goes, with a photo if there is one; earlier lines stay."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    bedoeld = find_actie(wijk, sleutel, request.GET.get("versie", ""))
    if request.method != "POST":
        return show_voortgang(request, wijk, bedoeld)
    check_in_use(bedoeld)
    form = TeamVoortgangForm(request.POST, request.FILES)
    if is_too_large(request):
        form.refuse_foto(te_groot(MAX_BYTES))
    uitkomst = save(
        request,
        form,
        lambda: note_voortgang(
            agenda=bedoeld.agenda,
            actie_uuid=sleutel,
            status=ActieStatus(form.cleaned_data["status"]),
            tekst=form.cleaned_data["tekst"],
            foto=form.gezien,
            verzend_id=form.cleaned_data["verzend_id"],
            door=signed_in(request),
        ),
        melding=_("Genoteerd. Bewoners lezen dit als de agenda is vastgesteld."),
    )
    if uitkomst.gelukt:
        return see_other(bedoeld.terug)
    return show_voortgang(request, wijk, bedoeld, form=form, status=uitkomst.status)


def show_voortgang(
    request: HttpRequest,
    wijk: Wijk,
    bedoeld: Bedoeld,
    *,
    form: TeamVoortgangForm | None = None,
    vraag_form: VraagForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one action: how it goes, what was told before, who is asked by mail."""
    rows = Voortgang.objects.filter(agenda=bedoeld.agenda, actie_uuid=bedoeld.sleutel)
    regels = list(rows.order_by("-datum", "-pk"))
    versie = request.GET.get("versie", "")
    vraag = f"?versie={versie}" if versie else ""
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "bedoeld": bedoeld,
        "hier": reverse("agenda:voortgang_new", args=[wijk.slug, bedoeld.sleutel]) + vraag,
        "vraag_adres": reverse("agenda:voortgang_ask", args=[wijk.slug, bedoeld.sleutel]) + vraag,
        "form": form or TeamVoortgangForm(initial={"status": regels[0].status if regels else ""}),
        "vraag_form": vraag_form or VraagForm(initial={"wie": bedoeld.trekker}),
        "vraag": open_vragen(bedoeld.agenda, bedoeld.sleutel).first(),
        "af": bool(regels) and regels[0].status in AF,
        "regels": regels,
    }
    return render_page(request, "agenda/voortgang.html", context, status=status)
