"""Pages on wijken: find yours, the list, the figures, the settings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kern.conflict import compare
from kern.fouten import DomeinFout, VerouderdFout
from kern.htmx import render_page, see_other
from wijken.buurtkaart import VOOR_KAART, build_blad, map_choices, read_grenzen
from wijken.cijfers import Cijfers, read_cijfers
from wijken.forms import FIELDS, InstellingenForm
from wijken.kaarten import GROEPEN, kaarten_per_groep, onbekende_cijfers
from wijken.models import Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, is_lid, signed_in
from wijken.selectors import border_changes, namen_van
from wijken.services import update_instellingen
from wijken.tabellen import all_numbers, places
from wijken.verloop import verlopen
from wijken.zoeken import Treffer, zoek

PER_PAGE = 30
SHOWN_AT_START = 6


def _treffers(wijken: list[Wijk]) -> list[Treffer]:
    """Opened wijken as rows of a list, with the name of their municipality."""
    namen = namen_van({wijk.gemeente_id for wijk in wijken})
    return [
        Treffer(
            wijk.naam, namen.get(wijk.gemeente_id, ""), wijk.slug, wijk.ondertitel, voorbeeld=wijk.voorbeeld
        )
        for wijk in wijken
    ]


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Find your wijk."""
    wijken = list(Wijk.objects.order_by("naam", "pk")[: SHOWN_AT_START + 1])
    return render_page(
        request,
        "wijken/start.html",
        {
            "uitslag": zoek(request.GET.get("zoek", "")),
            "wijken": _treffers(wijken[:SHOWN_AT_START]),
            "meer": len(wijken) > SHOWN_AT_START,
        },
    )


@login_not_required
@require_safe
def wijk_list(request: HttpRequest) -> HttpResponse:
    """All wijken that are open, with search."""
    pagina = Paginator(Wijk.objects.order_by("naam", "pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    return render_page(
        request,
        "wijken/wijk_list.html",
        {
            "uitslag": zoek(request.GET.get("zoek", "")),
            "pagina": pagina,
            "wijken": _treffers(list(pagina.object_list)),
        },
    )


@login_not_required
@require_safe
def cijfers(request: HttpRequest, slug: str) -> HttpResponse:
    """The wijk in figures: cards, the map of the buurten, all numbers."""
    wijk = get_public_wijk(slug)
    gelezen = read_cijfers(wijk, van_buurten=VOOR_KAART)
    return render_page(
        request,
        "wijken/cijfers.html",
        {
            "wijk": wijk,
            "leeg": gelezen.leeg,
            "groepen": [(GROEPEN[naam], kaarten) for naam, kaarten in kaarten_per_groep(gelezen).items()],
            "verloop": verlopen(gelezen, border_changes(gelezen.wijk.codes)),
            "onbekend": onbekende_cijfers(gelezen),
            "kaart": _map(request, wijk, gelezen),
            "plekken": places(gelezen),
            "blokken": all_numbers(gelezen),
        },
    )


def _map(request: HttpRequest, wijk: Wijk, gelezen: Cijfers) -> dict[str, object]:
    """What templates/wijken/kaart_deel.html shows; empty where there is nothing to compare."""
    codes = [buurt.codes[0] for buurt in gelezen.buurten]
    buurt = request.GET.get("buurt", "")
    grenzen = read_grenzen(codes, buurt)
    keuzes = map_choices(gelezen)
    if not keuzes:
        return {}
    asked = request.GET.get("cijfer", "")
    cijfer = asked if asked in keuzes else next(iter(keuzes))
    near = buurt if grenzen and buurt in grenzen.lijsten else ""
    return {
        "keuzes": keuzes,
        "cijfer": cijfer,
        "buurt": near,
        "blad": build_blad(gelezen, cijfer, grenzen, dichtbij=near),
        "is_team": is_lid(request, wijk),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def instellingen(request: HttpRequest, slug: str) -> HttpResponse:
    """What residents read about the team, and what is open to decide."""
    wijk = get_wijk(request, slug, Recht.BEHEREN)
    context: dict[str, object] = {
        "wijk": wijk,
        "actief": "instellingen",
        "revisie": wijk.revisie,
    }
    if request.method != "POST":
        initial = {field: getattr(wijk, field) for field in (*FIELDS, "revisie")}
        return _show_settings(request, context | {"form": InstellingenForm(initial=initial)})
    form = InstellingenForm(request.POST)
    context["form"] = form
    context["revisie"] = request.POST.get("revisie", "")
    if not form.is_valid():
        return _show_settings(request, context, status=422)
    try:
        update_instellingen(wijk=wijk, door=signed_in(request), **form.cleaned_data)
    except VerouderdFout as fout:
        conflict = compare(form, fout.huidig)
        return _show_settings(
            request, context | {"conflict": conflict, "revisie": conflict.revisie}, status=409
        )
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show_settings(request, context, status=422)
    messages.success(request, _("De instellingen zijn bewaard."))
    return see_other(reverse("wijken:instellingen", args=[wijk.slug]))


def _show_settings(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render_page(request, "wijken/instellingen.html", context, status=status)
