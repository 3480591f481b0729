"""Follow what became of one's words, with the receipt code: see, change, object, take back."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.aanbod import views as eigen_aanbod
from agenda.eigen_antwoorden import views as eigen_antwoorden
from agenda.services.intrekken import change_inbreng, withdraw_inbreng
from agenda.volgen import MAX_CODE, Volgstand, find_by_code, load_volgstand
from analyse.models import Inzending
from bewoners.forms import JA_NEE_PICTOGRAM, JA_NEE_UITLEG, BezwaarForm, VeranderForm
from bewoners.models import Aanbod, Inbreng
from bewoners.services.inbreng import object_to_summary
from kern.antwoord import keep_private
from kern.conflict import compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import see_other
from kern.raden import TEN_MINUTES, Raadgrens
from wijken.volgcodes import code_for

GRENS = Raadgrens("volg", per_browser=15, samen=6000)


class CodeForm(forms.Form):
    """The receipt code, as people type it."""

    code = forms.CharField(
        label=gettext_lazy("Wat is uw code?"),
        max_length=MAX_CODE,
        error_messages={
            "required": gettext_lazy("Typ de drie woorden en het getal van uw code."),
            "max_length": gettext_lazy("Typ alleen de drie woorden en het getal van uw code."),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
        ),
    )


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def volg(request: HttpRequest) -> HttpResponse:
    """Type the code. Spaces, capitals and hyphens do not matter."""
    if request.method != "POST":
        return _show_form(request, CodeForm())
    form = CodeForm(request.POST)
    if GRENS.is_locked(request):
        return _show_form(request, form, status=429)
    if not form.is_valid():
        return _show_form(request, form, status=422)
    found = find_by_code(form.cleaned_data["code"])
    if found is None:
        GRENS.count_wrong(request)
        form.add_error("code", _unknown())
        return _show_form(request, form, status=422)
    return see_other(_address("volg_code", found))


def _unknown() -> str:
    """One sentence for a typing error, a code that never was, and words that were taken back."""
    return _("Deze code kennen wij niet. Kijk of elk woord klopt, en het getal.")


def _show_form(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    response = render(
        request, "agenda/volg/code.html", {"form": form, "te_vaak": status == 429}, status=status
    )
    if status == 429:
        response["Retry-After"] = str(TEN_MINUTES)
    return keep_private(response, met_formulier=True)


def _address(name: str, found: Inbreng | Aanbod | Inzending) -> str:
    return reverse(f"agenda:{name}", args=[code_for(found.verzend_id)])


@sensitive_variables("code")
def _with_code(
    request: HttpRequest,
    code: str,
    show: Callable[[HttpRequest, Volgstand], HttpResponse] | None,
    show_aanbod: Callable[[HttpRequest, Aanbod], HttpResponse] | None = None,
    show_lijst: Callable[[HttpRequest, Inzending], HttpResponse] | None = None,
) -> HttpResponse:
    """Look the code up and show the page, or say the one sentence about unknown codes.

    `show` is the page of words, `show_aanbod` that of an offer, `show_lijst` that of a filled-in list; None
    where there is no such page.
    """
    if GRENS.is_locked(request):
        return _show_form(request, CodeForm(), status=429)
    found = find_by_code(code)
    if isinstance(found, Inbreng) and show is not None:
        return show(request, load_volgstand(found))
    if isinstance(found, Aanbod) and show_aanbod is not None:
        return show_aanbod(request, found)
    if isinstance(found, Inzending) and show_lijst is not None:
        return show_lijst(request, found)
    GRENS.count_wrong(request)
    form = CodeForm({"code": code[:MAX_CODE]})
    form.add_error("code", _unknown())
    return _show_form(request, form, status=404)


def _page(
    request: HttpRequest, name: str, stand: Volgstand, *, status: int = 200, **context: object
) -> HttpResponse:
    data = {"stand": stand, "inbreng": stand.inbreng, "wijk": stand.inbreng.wijk, **context}
    return render(request, f"agenda/volg/{name}.html", data, status=status)


@login_not_required
@sensitive_variables("code")
@require_safe
def volg_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, in four plain steps."""
    return _with_code(
        request,
        code,
        lambda req, stand: keep_private(_page(req, "stand", stand)),
        eigen_aanbod.show,
        eigen_antwoorden.show,
    )


@login_not_required
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
def volg_veranderen(request: HttpRequest, code: str) -> HttpResponse:
    """Other words, or other readers."""
    return _with_code(request, code, _change, eigen_aanbod.change)


def _change(request: HttpRequest, stand: Volgstand) -> HttpResponse:
    if not stand.mag_veranderen:
        return keep_private(
            _page(request, "kan_niet", stand, status=200 if request.method != "POST" else 409)
        )
    inbreng = stand.inbreng
    if request.method != "POST":
        initial = {
            "tekst": inbreng.tekst,
            "mag_delen": "ja" if inbreng.mag_delen else "nee",
            "revisie": inbreng.revisie,
        }
        return _show_change(request, stand, VeranderForm(initial=initial))
    form = VeranderForm(request.POST)
    if not form.is_valid():
        return _show_change(request, stand, form, status=422)
    answers = form.cleaned_data
    try:
        change_inbreng(
            inbreng=inbreng,
            revisie=answers["revisie"],
            tekst=answers["tekst"],
            mag_delen=answers["mag_delen"] == "ja",
        )
    except VerouderdFout as fout:
        return _show_conflict(request, stand, form, fout)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show_change(request, stand, form, status=422)
    return see_other(_address("volg_code", inbreng))


def _show_change(
    request: HttpRequest, stand: Volgstand, form: VeranderForm, *, status: int = 200, conflict: object = None
) -> HttpResponse:
    page = _page(
        request,
        "veranderen",
        stand,
        status=status,
        form=form,
        conflict=conflict,
        conflict_url=_address("volg_veranderen", stand.inbreng),
        uitleg=JA_NEE_UITLEG,
        pictogrammen=JA_NEE_PICTOGRAM,
    )
    return keep_private(page, met_formulier=True)


def _show_conflict(
    request: HttpRequest, stand: Volgstand, form: VeranderForm, fout: VerouderdFout
) -> HttpResponse:
    """Both texts side by side; the form carries the number of the row as it is now."""
    conflict = compare(form, fout.huidig, ["tekst"])
    data = request.POST.copy()
    data["revisie"] = str(conflict.revisie)
    return _show_change(request, stand, VeranderForm(data), status=409, conflict=conflict)


@login_not_required
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
def volg_bezwaar(request: HttpRequest, code: str) -> HttpResponse:
    """'Zo bedoelde ik het niet'."""
    return _with_code(request, code, _object)


def _object(request: HttpRequest, stand: Volgstand) -> HttpResponse:
    posted = request.method == "POST"
    initial = {"tekst": stand.inbreng.niet_zo_bedoeld_tekst}
    form = BezwaarForm(request.POST) if posted else BezwaarForm(initial=initial)
    if posted and form.is_valid():
        try:
            object_to_summary(inbreng=stand.inbreng, tekst=form.cleaned_data["tekst"])
        except DomeinFout as fout:
            form.add_error(None, fout.zin)
        else:
            return see_other(_address("volg_code", stand.inbreng))
    page = _page(request, "bezwaar", stand, form=form, status=422 if posted else 200)
    return keep_private(page, met_formulier=True)


@login_not_required
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
def volg_weghalen(request: HttpRequest, code: str) -> HttpResponse:
    """Take it back, after a page that says what that does."""
    return _with_code(request, code, _withdraw, eigen_aanbod.withdraw, eigen_antwoorden.withdraw)


def _withdraw(request: HttpRequest, stand: Volgstand) -> HttpResponse:
    if request.method == "POST":
        withdraw_inbreng(inbreng=stand.inbreng)
        return see_other(reverse("agenda:volg_weggehaald"))
    return keep_private(_page(request, "weghalen", stand), met_formulier=True)


@login_not_required
@require_safe
def volg_weggehaald(request: HttpRequest) -> HttpResponse:
    """Said once it is gone; shows nothing of it."""
    return keep_private(render(request, "agenda/volg/weggehaald.html"))


@login_not_required
@sensitive_variables("code")
@require_POST
def volg_aanbod(request: HttpRequest, code: str) -> HttpResponse:
    """A button on the page of one's own offer."""
    return _with_code(request, code, None, eigen_aanbod.act)


@login_not_required
@require_safe
def volg_antwoorden_weg(request: HttpRequest) -> HttpResponse:
    """Said once the answers to a list are gone."""
    return eigen_antwoorden.gone(request)


@login_not_required
@require_safe
def volg_aanbod_weg(request: HttpRequest) -> HttpResponse:
    """Said once an offer is gone."""
    return eigen_aanbod.gone(request)
