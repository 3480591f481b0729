"""The coordinator's pages on what the wijk is made of and called."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from wijken.gebieden import services
from wijken.gebieden.forms import AdresForm, NamenForm, StratenForm
from wijken.gebieden.regels import StraatRegel, write_straten
from wijken.gebieden.selectors import read_gebieden
from wijken.models import Straat, Wijk
from wijken.rechten import Recht, get_wijk, signed_in
from wijken.regels import vouw
from wijken.selectors import Buurt, read_buurten, regiocodes

STRATEN_TEMPLATE = "wijken/straten.html"
NAMEN_TEMPLATE = "wijken/namen.html"


def _context(wijk: Wijk) -> dict[str, object]:
    return {"wijk": wijk, "actief": "instellingen"}


@require_http_methods(["GET", "HEAD", "POST"])
def gebieden(request: HttpRequest, slug: str) -> HttpResponse:
    """The regions of the wijk: put one beside them (`erbij`) or take one off (`eraf`)."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    if request.method != "POST":
        return _show_gebieden(request, wijk)
    try:
        if "eraf" in request.POST:
            services.remove_regio(wijk=wijk, code=request.POST["eraf"], door=signed_in(request))
            messages.success(request, _("Het gebied hoort niet meer bij de wijk."))
        else:
            services.add_regio(wijk=wijk, code=request.POST.get("erbij", ""), door=signed_in(request))
            messages.success(request, _("Het gebied hoort nu bij de wijk."))
    except DomeinFout as fout:
        return _show_gebieden(request, wijk, fout=fout.zin, status=422)
    return see_other(reverse("wijken:gebieden", args=[wijk.slug]))


def _show_gebieden(request: HttpRequest, wijk: Wijk, *, fout: str = "", status: int = 200) -> HttpResponse:
    context = _context(wijk) | {
        "gebieden": read_gebieden(wijk, request.GET.get("zoek", "")),
        "site": settings.SITE_URL,
        "fout": fout,
    }
    return render_page(request, "wijken/gebieden.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def adres(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the wijk another web address."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    form = AdresForm(request.POST) if request.method == "POST" else AdresForm(initial={"adres": wijk.slug})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                moved = services.change_adres(
                    wijk=wijk, slug=form.cleaned_data["adres"], door=signed_in(request)
                )
            except DomeinFout as fout:
                form.add_error("adres", fout.zin)
            else:
                messages.success(request, _("Het adres is veranderd. Het oude adres blijft werken."))
                return see_other(reverse("wijken:gebieden", args=[moved.slug]))
    context = _context(wijk) | {"form": form, "site": settings.SITE_URL}
    return render_page(request, "wijken/adres.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def namen(request: HttpRequest, slug: str) -> HttpResponse:
    """What people call each buurt."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    codes = regiocodes(wijk)
    buurten = sorted(read_buurten(codes, wijk), key=lambda buurt: vouw(buurt.cbs or buurt.naam))
    if request.method != "POST":
        form = NamenForm(buurten=buurten, revisie=wijk.revisie)
        return _show(request, NAMEN_TEMPLATE, wijk, form)
    form = NamenForm(request.POST, buurten=buurten, revisie=wijk.revisie)
    if not form.is_valid():
        return _show(request, NAMEN_TEMPLATE, wijk, form, status=422)
    try:
        services.save_names(
            wijk=wijk, revisie=form.cleaned_data["revisie"], namen=form.namen, door=signed_in(request)
        )
    except VerouderdFout as fout:
        return _overtaken(request, NAMEN_TEMPLATE, wijk, form, fout)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show(request, NAMEN_TEMPLATE, wijk, form, status=422)
    messages.success(request, _("De namen zijn bewaard."))
    return see_other(reverse("wijken:namen", args=[wijk.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def straten(request: HttpRequest, slug: str) -> HttpResponse:
    """The streets by which people find the wijk: a list to type or paste."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    buurten = read_buurten(regiocodes(wijk), wijk)
    if request.method != "POST":
        initial = {"straten": _as_text(wijk, buurten), "revisie": wijk.revisie}
        return _show(request, STRATEN_TEMPLATE, wijk, StratenForm(initial=initial))
    form = StratenForm(request.POST, codes=_codes_by_name(buurten))
    if not form.is_valid():
        return _show(request, STRATEN_TEMPLATE, wijk, form, status=422)
    try:
        services.save_straten(
            wijk=wijk, revisie=form.cleaned_data["revisie"], straten=form.gelezen, door=signed_in(request)
        )
    except VerouderdFout as fout:
        return _overtaken(request, STRATEN_TEMPLATE, wijk, form, fout)
    messages.success(request, _("De straten zijn bewaard."))
    return see_other(reverse("wijken:straten", args=[wijk.slug]))


def _as_text(wijk: Wijk, buurten: list[Buurt]) -> str:
    rows = Straat.objects.filter(wijk=wijk).values_list("naam", "buurt", "postcode")
    regels = [StraatRegel(naam, buurt or "", postcode) for naam, buurt, postcode in rows]
    return write_straten(regels, {buurt.code: buurt.naam for buurt in buurten})


def _codes_by_name(buurten: list[Buurt]) -> dict[str, str]:
    """By everyday name and by CBS' name."""
    by_cbs = {vouw(buurt.cbs): buurt.code for buurt in buurten if buurt.cbs}
    return by_cbs | {vouw(buurt.naam): buurt.code for buurt in buurten}


def _overtaken(
    request: HttpRequest, template: str, wijk: Wijk, form: NamenForm | StratenForm, fout: VerouderdFout
) -> HttpResponse:
    """Somebody saved in between: what was typed stays, and saving once more overwrites knowingly."""
    data = request.POST.copy()
    data["revisie"] = str(fout.huidig.revisie)
    form.data = data
    return _show(request, template, wijk, form, verouderd=True, status=409)


def _show(
    request: HttpRequest,
    template: str,
    wijk: Wijk,
    form: NamenForm | StratenForm,
    *,
    verouderd: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = _context(wijk) | {"form": form, "verouderd": verouderd}
    return render_page(request, template, context, status=status)
