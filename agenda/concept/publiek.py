"""The concept for everyone: read it, say that a plan matters, say what you think. No account, no name."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.concept.reactieformulier import GeheelForm, ReactieForm
from agenda.concept.reageren import has_steun, set_steun, submit_reactie
from agenda.concept.regels import is_open, last_day
from agenda.concept.selectors import ConceptPlan, find_plan, published_reacties, show_concept, shown_ronde
from agenda.models import Reactieronde
from bewoners.regels import weken_zin
from kern.antwoord import keep_own
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.klok import today
from kern.limiet import allow
from wijken.apparaat import keep_apparaat, read_apparaat, read_or_make_apparaat
from wijken.models import Wijk
from wijken.rechten import get_public_wijk

HOUR = 3600
PER_BROWSER = 40  # reactions an hour from one browser: a whole table at a community centre
PER_WIJK = 1500
STEUN_PER_WIJK = 3000


@require_safe
@login_not_required
def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """The plans of the concept. Adopted, or not there yet: the agenda takes its place."""
    wijk = get_public_wijk(slug)
    ronde = shown_ronde(wijk, today())
    if ronde is None:
        return redirect("agenda:agenda_publiek", wijk.slug)
    context = {
        "wijk": wijk,
        "ronde": ronde,
        "open": is_open(ronde, today()),
        "laatste_dag": last_day(ronde),
        "plannen": show_concept(ronde),
        "teamvragen": ronde.inhoud.get("teamvragen", []),
        "over_geheel": published_reacties(ronde, None).count(),
    }
    return _unlisted(render_page(request, "agenda/concept.html", context))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def concept_plan(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """One plan: read it, support it, and a form 'Wat vindt u ervan?'"""
    wijk = get_public_wijk(slug)
    found = _find(wijk, sleutel)
    if found is None:
        return redirect("agenda:agenda_publiek", wijk.slug)
    ronde, plan = found
    if request.method == "POST":
        return _react(request, wijk, ronde, plan)
    return _show(request, wijk, ronde, plan, ReactieForm(initial={"verzend_id": uuid.uuid4()}))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def concept_geheel(request: HttpRequest, slug: str) -> HttpResponse:
    """'Mist u iets?': what people say about the whole, and the form."""
    wijk = get_public_wijk(slug)
    ronde = shown_ronde(wijk, today())
    if ronde is None:
        return redirect("agenda:agenda_publiek", wijk.slug)
    if request.method == "POST":
        return _react(request, wijk, ronde, None)
    return _show(request, wijk, ronde, None, GeheelForm(initial={"verzend_id": uuid.uuid4()}))


def _react(request: HttpRequest, wijk: Wijk, ronde: Reactieronde, plan: ConceptPlan | None) -> HttpResponse:
    form = ReactieForm(request.POST) if plan else GeheelForm(request.POST)
    if not form.is_valid():
        return _show(request, wijk, ronde, plan, form, status=422)
    if not _may_send(request, wijk):
        form.add_error(None, _busy())
        return _show(request, wijk, ronde, plan, form, status=429)
    try:
        submit_reactie(
            ronde=ronde,
            plan=plan.uuid if plan else None,
            verzend_id=form.cleaned_data["verzend_id"],
            tekst=form.cleaned_data["tekst"],
            taal=getattr(request, "taal", "nl"),
        )
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show(request, wijk, ronde, plan, form, status=422)
    if plan is None:
        return see_other(reverse("agenda:concept_geheel_bedankt", args=[wijk.slug]))
    return see_other(reverse("agenda:concept_bedankt", args=[wijk.slug, plan.uuid]))


def _may_send(request: HttpRequest, wijk: Wijk) -> bool:
    """A browser is known by the cookie of the form, and by no other."""
    browser = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return allow("reactie", f"{browser}:{wijk.pk}", aantal=PER_BROWSER, seconden=HOUR) and allow(
        "reactie-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR
    )


def _show(
    request: HttpRequest,
    wijk: Wijk,
    ronde: Reactieronde,
    plan: ConceptPlan | None,
    form: ReactieForm,
    *,
    status: int = 200,
    fout: str = "",
) -> HttpResponse:
    context: dict[str, object] = {
        "wijk": wijk,
        "ronde": ronde,
        "open": is_open(ronde, today()),
        "laatste_dag": last_day(ronde),
        "plan": plan,
        "form": form,
        "fouten": [{"tekst": fout, "anker": ""}] if fout else [],
        "weken": weken_zin(wijk.reactie_weken),
    }
    if plan is None:
        context["reacties"] = published_reacties(ronde, None)
    else:
        context["reacties"] = plan.reacties
        context["mijn"] = has_steun(ronde=ronde, plan=plan.uuid, sleutel=read_apparaat(request))
    template = "agenda/concept_plan.html" if plan else "agenda/concept_geheel.html"
    response = _unlisted(render_page(request, template, context, status=status))
    if status == 429:
        response["Retry-After"] = "300"
    return keep_own(response)


@login_not_required
@require_POST
def concept_steun(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """'Dit vind ik ook belangrijk', or that taken back: the button says which (`steun`)."""
    wijk = get_public_wijk(slug)
    found = _find(wijk, sleutel)
    if found is None:
        return see_other(reverse("agenda:agenda_publiek", args=[wijk.slug]))
    ronde, plan = found
    wel = request.POST.get("steun") != "nee"
    apparaat = read_or_make_apparaat(request) if wel else read_apparaat(request)
    form = ReactieForm(initial={"verzend_id": uuid.uuid4()})
    if not allow("steun-wijk", str(wijk.pk), aantal=STEUN_PER_WIJK, seconden=HOUR):
        return _show(request, wijk, ronde, plan, form, status=429, fout=_busy())
    try:
        set_steun(ronde=ronde, plan=plan.uuid, sleutel=apparaat, wel=wel)
    except DomeinFout as fout:
        return _show(request, wijk, ronde, plan, form, status=422, fout=fout.zin)
    response = see_other(f"{reverse('agenda:concept_plan', args=[wijk.slug, plan.uuid])}#steun")
    return keep_apparaat(response, apparaat) if wel else response


@login_not_required
@require_safe
def concept_bedankt(request: HttpRequest, slug: str, sleutel: uuid.UUID) -> HttpResponse:
    """Thanks, when it will be read, and where the answer stands. Shows nothing of what was typed."""
    wijk = get_public_wijk(slug)
    found = _find(wijk, sleutel)
    if found is None:
        return redirect("agenda:agenda_publiek", wijk.slug)
    ronde, plan = found
    context = {"wijk": wijk, "ronde": ronde, "plan": plan, "weken": weken_zin(wijk.reactie_weken)}
    return _unlisted(render_page(request, "agenda/concept_bedankt.html", context))


@login_not_required
@require_safe
def concept_geheel_bedankt(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for what was said about the whole."""
    wijk = get_public_wijk(slug)
    ronde = shown_ronde(wijk, today())
    if ronde is None:
        return redirect("agenda:agenda_publiek", wijk.slug)
    context = {"wijk": wijk, "ronde": ronde, "plan": None, "weken": weken_zin(wijk.reactie_weken)}
    return _unlisted(render_page(request, "agenda/concept_bedankt.html", context))


def _find(wijk: Wijk, sleutel: uuid.UUID) -> tuple[Reactieronde, ConceptPlan] | None:
    """The concept that everyone reads and this plan in it; None once adopted. 404 for a plan of elsewhere."""
    ronde = shown_ronde(wijk, today())
    if ronde is None:
        return None
    plan = find_plan(ronde, sleutel)
    if plan is None:
        raise Http404
    return ronde, plan


def _busy() -> str:
    return _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")


def _unlisted(response: HttpResponse) -> HttpResponse:
    """No search engine keeps a concept: it changes, and then it is gone."""
    response["X-Robots-Tag"] = "noindex"
    return response
