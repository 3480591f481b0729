"""What residents ask of their team: the list, a question with its answer, and its place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agenda.models import Teamvraag
from agenda.ronde.laat import only_present
from agenda.selectors import active_agenda
from agenda.teamvraag.forms import TeamvraagForm, TeamvraagWijzigForm
from agenda.teamvraag.services import make_teamvraag, move_teamvraag, remove_teamvraag, update_teamvraag
from agenda.teamvraag.suggesties import BEROEPEN
from agenda.views.plannen import team_url
from agenda.weergave import TEAM_BADGES
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from kern.volgorde import Richting
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def teamvragen(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and under it the form of a new one. A suggestion (?wie=) fills in who is asked for."""
    posting = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if posting else Recht.LEZEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    form = TeamvraagForm(request.POST if posting else None, initial={"wie": request.GET.get("wie", "")[:80]})
    uitkomst = Uitkomst()
    if posting:
        uitkomst = save(
            request,
            form,
            lambda: make_teamvraag(agenda=agenda, **form.cleaned_data, door=signed_in(request)),
            melding=_("De vraag staat erbij."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "teamvraag_list"))
    vragen = list(Teamvraag.objects.filter(agenda=agenda))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "rijen": [(vraag, TEAM_BADGES[vraag.antwoord]) for vraag in vragen],
        "form": form,
        "beroepen": BEROEPEN,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/teamvragen.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def teamvraag_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a question and answer it."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    vraag = _get(wijk, pk)
    form = TeamvraagWijzigForm(request.POST or None, initial=vars(vraag))
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: update_teamvraag(vraag=vraag, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "teamvraag_list"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "vraag": vraag,
        "form": form,
        "revisie": uitkomst.revisie(form, vraag.revisie),
        "conflict": uitkomst.conflict,
    }
    return render_page(request, "agenda/teamvraag.html", context, status=uitkomst.status)


@require_POST
def teamvraag_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    vraag = _get(wijk, pk)
    richting = Richting.sent(request)
    move_teamvraag(vraag=vraag, richting=richting, door=signed_in(request))
    return see_other(f"{team_url(wijk, 'teamvraag_list')}#vraag-{vraag.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def teamvraag_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then remove a question."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    vraag = _get(wijk, pk)
    if request.method == "POST":
        remove_teamvraag(vraag=vraag, door=signed_in(request))
        messages.success(request, _("De vraag is weg."))
        return see_other(team_url(wijk, "teamvraag_list"))
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "titel": _("Wilt u deze vraag weghalen?"),
        "wat": vraag.tekst,
        "gevolg": _(
            "Het antwoord van het team gaat ook weg. Een agenda die al is vastgesteld, verandert niet."
        ),
        "terug": team_url(wijk, "teamvraag_edit", vraag.pk),
    }
    return render_page(request, "kern/verwijder.html", context)


def _get(wijk: Wijk, pk: int) -> Teamvraag:
    """A question of the agenda that is being worked on. Raises RondeAfgesloten, or 404 for any other."""
    rows = Teamvraag.objects.select_related("agenda__wijk", "wijk")
    return only_present(get_object_or_404(rows, wijk=wijk, pk=pk))
