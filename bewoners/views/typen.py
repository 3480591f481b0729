"""Quick entry: one page that comes back empty, ready for the next sheet. For a keyboard or a phone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bewoners.models import Inbreng, Invoer
from bewoners.services.typen import LAATSTE, DubbelFout, Vel, correct_inbreng, mine_today, type_inbreng
from bewoners.talen import language_name
from bewoners.typen_forms import KANAAL_PICTOGRAM, SPRAAK, TypForm, Vast
from kern.antwoord import keep_private
from kern.conflict import Conflict, compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in
from wijken.selectors import buurtkeuzes
from wijken.volgcodes import code_for

BLIJFT: Final = "typen"  # in the session: how it came in, the last time, per wijk


@dataclass(frozen=True, slots=True)
class DubbelBeeld:
    """That something was typed before; with its words only for who may read them."""

    zin: str
    eerder: Inbreng | None
    taal: str


@require_http_methods(["GET", "POST"])
def typen(request: HttpRequest, slug: str) -> HttpResponse:
    """Type in one sheet or one talk; after sending the page is ready for the next."""
    wijk = get_wijk(request, slug, Recht.INVOEREN)
    buurten = buurtkeuzes(wijk)
    if request.method == "GET":
        form = TypForm(initial=_kept(request, wijk).initial(), buurten=buurten)
        return _page(request, wijk, form, net=request.GET.get("net", ""))
    if request.POST.get("doe") == "overslaan":
        return _next(slug, Vast.read(request.POST, taal="taal").volgende())
    form = TypForm(request.POST, buurten=buurten)
    if not form.is_valid():
        return _page(request, wijk, form, status=422)
    try:
        inbreng = type_inbreng(
            wijk=wijk,
            verzend_id=form.cleaned_data["verzend_id"],
            getypt=form.getypt(),
            door=signed_in(request),
            toch=bool(request.POST.get("dubbel_toch")),
        )
    except DubbelFout as fout:
        return _page(request, wijk, form, dubbel=_double(request, wijk, fout), status=409)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _page(request, wijk, form, status=422)
    answers = form.cleaned_data
    vast = Vast.of(inbreng, vel=Vel(answers["stapel"], answers["vel"]), bon=answers["bon"])
    request.session[BLIJFT] = {str(wijk.pk): replace(vast, datum="", stapel="", vel=None).write()}
    return _next(slug, vast, net=str(inbreng.pk))


@require_http_methods(["GET", "POST"])
def typen_verbeter(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Mend a slip in what one typed in today, or show its code once more."""
    wijk = get_wijk(request, slug, Recht.INVOEREN)
    invoer = mine_today(wijk, signed_in(request)).select_related("inbreng").filter(inbreng=pk).first()
    if invoer is None:
        raise Http404
    buurten = buurtkeuzes(wijk)
    if request.method == "GET":
        return _mend_page(request, wijk, invoer, TypForm(initial=_typed(invoer), buurten=buurten))
    form = TypForm(request.POST, buurten=buurten)
    if not form.is_valid():
        return _mend_page(request, wijk, invoer, form, status=422)
    try:
        correct_inbreng(
            wijk=wijk,
            inbreng=pk,
            revisie=form.cleaned_data["revisie"] or 0,
            getypt=form.getypt(),
            door=signed_in(request),
        )
    except VerouderdFout as fout:
        return _overtaken(request, wijk, invoer, form, fout)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _mend_page(request, wijk, invoer, form, status=422)
    return _next(slug, _kept(request, wijk), net=str(pk))


def _overtaken(
    request: HttpRequest, wijk: Wijk, invoer: Invoer, form: TypForm, fout: VerouderdFout
) -> HttpResponse:
    """The words changed since the form was made: both side by side."""
    conflict = compare(form, fout.huidig, ["tekst"])
    data = request.POST.copy()
    data["revisie"] = str(conflict.revisie)
    form = TypForm(data, buurten=buurtkeuzes(wijk))
    return _mend_page(request, wijk, invoer, form, conflict=conflict, status=409)


def _kept(request: HttpRequest, wijk: Wijk) -> Vast:
    """What stays: from the address; on a first visit how it came in the last time."""
    if any(name in request.GET for name in ("kanaal", SPRAAK, "net", "vel", "stapel")):
        return Vast.read(request.GET)
    return Vast.read(QueryDict(request.session.get(BLIJFT, {}).get(str(wijk.pk), "")))


def _next(slug: str, vast: Vast, **extra: str) -> HttpResponse:
    query = vast.write(**extra)
    return see_other(reverse("bewoners:typen", args=[slug]) + (f"?{query}" if query else ""))


def _double(request: HttpRequest, wijk: Wijk, fout: DubbelFout) -> DubbelBeeld:
    """Who may not read input sees only that it was typed, and his own words."""
    eerder = fout.eerder
    own = mine_today(wijk, signed_in(request)).filter(inbreng=eerder).exists()
    may_read = own or Recht.LEZEN in rechten_in(request, wijk)
    return DubbelBeeld(fout.zin, eerder if may_read else None, language_name(eerder.taal, eerder.taal_naam))


def _typed(invoer: Invoer) -> dict[str, Any]:
    """An input as it was typed in, for the form."""
    inbreng = invoer.inbreng
    names = "tekst taal taal_naam kanaal mag_delen namens namens_naam namens_aantal soort onderwerp revisie"
    return {name: getattr(inbreng, name) for name in names.split()} | {
        "buurt": inbreng.buurt_id or "",
        "stapel": invoer.stapel,
        "vel": invoer.vel,
        "datum": inbreng.datum.isoformat(),
    }


def _page(
    request: HttpRequest,
    wijk: Wijk,
    form: TypForm,
    *,
    net: str = "",
    dubbel: DubbelBeeld | None = None,
    status: int = 200,
) -> HttpResponse:
    laatste = list(mine_today(wijk, signed_in(request)).select_related("inbreng")[:LAATSTE])
    just = next((invoer for invoer in laatste if str(invoer.inbreng_id) == net), None)
    context = _context(request, wijk, form) | {
        "laatste": laatste,
        "net": just,
        "code": code_for(just.inbreng.verzend_id) if just else "",
        "dubbel": dubbel,
        "toch": request.POST.get("toch", "") if dubbel else "",
    }
    return keep_private(
        render_page(request, "bewoners/typen.html", context, status=status), met_formulier=True
    )


def _mend_page(
    request: HttpRequest,
    wijk: Wijk,
    invoer: Invoer,
    form: TypForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(request, wijk, form) | {
        "invoer": invoer,
        "code": code_for(invoer.inbreng.verzend_id),
        "conflict": conflict,
        "conflict_url": request.path,
    }
    page = render_page(request, "bewoners/typen_verbeter.html", context, status=status)
    return keep_private(page, met_formulier=True)


def _context(request: HttpRequest, wijk: Wijk, form: TypForm) -> dict[str, Any]:
    return {
        "wijk": wijk,
        "actief": "inbreng",
        "beperkt": Recht.LEZEN not in rechten_in(request, wijk),
        "form": form,
        "pictogrammen": KANAAL_PICTOGRAM,
        "meer_open": _is_open(form),
        "meer": _folded(form),
    }


# What stands in the part that folds away.
_MEER: Final = (
    *("vel", "stapel", "namens", "namens_naam", "namens_aantal"),
    *("soort", "onderwerp", "buurt", "datum", "bon"),
)


def _is_open(form: TypForm) -> bool:
    """The folded part opens by itself where it has an error, or counts sheets."""
    return any(form[name].errors for name in _MEER) or bool(form["vel"].value())


def _folded(form: TypForm) -> Sequence[str]:
    """What stays, in words, on the line of the folded part."""
    found = []
    if vel := form["vel"].value():
        found.append(_("vel %(vel)s") % {"vel": vel})
    if stapel := form["stapel"].value():
        found.append(str(stapel))
    if buurt := dict(form.fields["buurt"].choices).get(form["buurt"].value() or "-"):  # type: ignore[attr-defined]
        found.append(str(buurt))
    return found
