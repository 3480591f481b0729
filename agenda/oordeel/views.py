"""'Is het gelukt?': by the short link for everyone, and for a member of the agendagroep."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agenda.groep.toegang import get_lid
from agenda.keuzes import Oordeel
from agenda.models import AgendaVersie
from agenda.oordeel.forms import PICTOGRAMMEN, OordeelForm
from agenda.oordeel.rondje import Rondje
from agenda.oordeel.selectors import own_oordelen, to_judge
from agenda.oordeel.services import device_mark, give_by_lid, give_by_link
from agenda.selectors import newest_versie, show_version
from agenda.weergave import ActieBeeld
from kern.antwoord import keep_private
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.limiet import allow
from wijken.apparaat import keep_apparaat, read_apparaat, read_or_make_apparaat
from wijken.kortelinks import find_open
from wijken.models import Kortelink, Wijk
from wijken.rechten import get_public_wijk

PER_WIJK = 3000
HOUR = 3600
Give = Callable[[uuid.UUID, str, str], object]


@login_not_required
@sensitive_post_parameters("tekst")
@require_http_methods(["GET", "HEAD", "POST"])
def is_het_gelukt(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone with the short link, one action a screen. Open only while the team has opened it."""
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    if versie is None or find_open(wijk, Kortelink.Doel.OORDEEL) is None:
        status = 409 if request.method == "POST" else 200
        context = {"wijk": wijk, "versie": versie}
        return _private(render_page(request, "agenda/oordeel/dicht.html", context, status=status))
    posted = request.method == "POST"
    sleutel = read_or_make_apparaat(request) if posted else read_apparaat(request)
    acties = to_judge(show_version(versie))
    marks = [mark for actie in acties if (mark := device_mark(sleutel, actie.uuid))]
    eigen = own_oordelen(versie.agenda, {"apparaat__in": marks}) if marks else {}
    rondje = Rondje(acties, eigen, reverse("agenda:is_het_gelukt", args=[wijk.slug]))

    def give(actie: uuid.UUID, oordeel: str, tekst: str) -> object:
        return give_by_link(wijk=wijk, actie=actie, sleutel=sleutel, oordeel=oordeel, tekst=tekst)

    response = _go_round(request, wijk, rondje, give)
    return keep_apparaat(response, sleutel) if posted and response.status_code == 303 else response


@login_not_required
@sensitive_post_parameters("tekst")
@require_http_methods(["GET", "HEAD", "POST"])
def groep_oordeel(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a member of the agendagroep, always open."""
    lid = get_lid(request, slug)
    versie: AgendaVersie | None = newest_versie(lid.wijk)
    acties = to_judge(show_version(versie)) if versie else []
    eigen = own_oordelen(versie.agenda, {"lid": lid}) if versie else {}
    rondje = Rondje(acties, eigen, reverse("agenda:groep_oordeel", args=[slug]))

    def give(actie: uuid.UUID, oordeel: str, tekst: str) -> object:
        return give_by_lid(lid=lid, actie=actie, oordeel=oordeel, tekst=tekst)

    return _go_round(request, lid.wijk, rondje, give, groep=True)


def _go_round(
    request: HttpRequest, wijk: Wijk, rondje: Rondje, give: Give, *, groep: bool = False
) -> HttpResponse:
    """One action: the question, or after an answer on to the next one."""
    gevraagd = request.POST.get("actie", "") if request.method == "POST" else request.GET.get("actie", "")
    actie = rondje.find(gevraagd)
    terug = reverse("agenda:groep" if groep else "agenda:agenda_publiek", args=[wijk.slug])
    context: dict[str, object] = {"wijk": wijk, "groep": groep, "terug": terug}
    if actie is None:
        overzicht = [(each, Oordeel(said.oordeel).label if said else "") for each, said in rondje.overzicht()]
        context |= {"overzicht": overzicht, "gezegd": len(rondje.eigen)}
        return _private(render_page(request, "agenda/oordeel/klaar.html", context))
    if request.method != "POST":
        said = rondje.eigen.get(actie.uuid)
        initial = {"actie": actie.uuid} | ({"oordeel": said.oordeel, "tekst": said.tekst} if said else {})
        return _ask(request, rondje, actie, OordeelForm(initial=initial), context)
    form = OordeelForm(request.POST)
    if not allow("oordeel-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR):
        form.add_error(None, _("Het is nu druk. Wacht een paar minuten en probeer het dan nog een keer."))
        return _ask(request, rondje, actie, form, context, status=429)
    uitkomst: Uitkomst = save(
        request,
        form,
        lambda: give(form.cleaned_data["actie"], form.cleaned_data["oordeel"], form.cleaned_data["tekst"]),
    )
    if uitkomst.gelukt:
        return _private(see_other(rondje.after(actie)))
    return _ask(request, rondje, actie, form, context, status=uitkomst.status)


def _ask(
    request: HttpRequest,
    rondje: Rondje,
    actie: ActieBeeld,
    form: OordeelForm,
    context: dict[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    more = {
        "actie": actie,
        "nummer": rondje.place(actie),
        "aantal": len(rondje.acties),
        "volgende": rondje.after(actie),
        "form": form,
        "pictogrammen": PICTOGRAMMEN,
    }
    return _private(render_page(request, "agenda/oordeel/vraag.html", {**context, **more}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    return keep_private(response, met_formulier=True)
