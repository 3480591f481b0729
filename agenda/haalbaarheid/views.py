"""'Kan dit?' for the team: which plan waits for whom, ask several at once, ask one by mail, take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agenda.haalbaarheid.forms import KanDitForm, MailForm
from agenda.haalbaarheid.services import ask_plannen, mail_verzoek, take_back
from agenda.haalbaarheid.vraag import PlanRij, is_taken_back, read_plannen, stand_of
from agenda.keuzes import VerzoekAntwoord
from agenda.models import Verzoek, Verzoekvraag, Wijkagenda
from agenda.selectors import active_agenda
from agenda.views.acties import get_verzoek
from agenda.views.plannen import team_url
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def kan_dit(request: HttpRequest, slug: str) -> HttpResponse:
    """All plans with what is asked of parties; below it, ask one party of several plans."""
    posting = request.method == "POST"
    wijk = get_wijk(request, slug, Recht.WERKEN if posting else Recht.LEZEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    plannen = read_plannen(agenda)
    form = KanDitForm(
        request.POST if posting else None,
        plannen=[(str(rij.plan.uuid), f"{rij.nummer}. {rij.plan.titel}") for rij in plannen],
        initial={"plannen": [str(rij.plan.uuid) for rij in plannen if not rij.gevraagd]},
    )
    if not posting:
        return _overview(request, wijk, agenda, plannen, form)
    uitkomst = save(request, form, lambda: _ask(request, wijk, plannen, form))
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "kan_dit"))
    return _overview(request, wijk, agenda, plannen, form, status=uitkomst.status)


def _ask(request: HttpRequest, wijk: Wijk, plannen: tuple[PlanRij, ...], form: KanDitForm) -> None:
    wanted = dict(form.cleaned_data)
    keys = set(wanted.pop("plannen"))
    chosen = [rij.plan for rij in plannen if str(rij.plan.uuid) in keys]
    aantal = ask_plannen(wijk=wijk, plannen=chosen, **wanted, door=signed_in(request))
    zin = (
        ngettext(
            "De vraag over %(n)d plan is onderweg.", "De vragen over %(n)d plannen zijn onderweg.", aantal
        )
        if wanted["email"]
        else ngettext("De vraag staat bij %(n)d plan.", "De vraag staat bij %(n)d plannen.", aantal)
    )
    messages.success(request, zin % {"n": aantal})


def _overview(
    request: HttpRequest,
    wijk: Wijk,
    agenda: Wijkagenda,
    plannen: tuple[PlanRij, ...],
    form: KanDitForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "plannen": plannen,
        "zonder": [rij for rij in plannen if not rij.gevraagd],
        "form": form,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/kan_dit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def verzoek_mail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask one request by mail, again, or take the question back."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    verzoek = get_verzoek(wijk, pk)
    vraag = Verzoekvraag.objects.select_related("verzoek", "link", "wijk").filter(verzoek=verzoek).first()
    back = team_url(wijk, "kan_dit") if verzoek.agendapunt.agenda.actief else _edit_url(wijk, verzoek)
    if request.method == "POST" and request.POST.get("doe") == "terug":
        if vraag is not None:
            take_back(vraag=vraag, door=signed_in(request))
        messages.success(request, _("De link werkt niet meer."))
        return see_other(back)
    form = MailForm(request.POST or None, initial={"email": vraag.email} if vraag else None)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: mail_verzoek(verzoek=verzoek, **form.cleaned_data, door=signed_in(request)),
            melding=_("De vraag is onderweg."),
        )
        if uitkomst.gelukt:
            return see_other(back)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "verzoek": verzoek,
        "plan": verzoek.agendapunt,
        "vraag": vraag,
        "open": verzoek.antwoord == VerzoekAntwoord.OPEN,
        "stand": stand_of(verzoek, vraag),
        "kan_terug": vraag is not None and not is_taken_back(vraag),
        "form": form,
        "terug": back,
    }
    return render_page(request, "agenda/verzoek_mail.html", context, status=uitkomst.status)


def _edit_url(wijk: Wijk, verzoek: Verzoek) -> str:
    return team_url(wijk, "verzoek_edit", verzoek.pk)
