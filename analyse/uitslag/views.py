"""The results of a list: for the team, and for everyone what the team put on the site."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analyse.models import Vraag, Vragenlijst
from analyse.regels import MIN_CEL, MIN_PERCENTAGE
from analyse.uitslag.achter import (
    PER_PAGE,
    answers_behind,
    answers_in_cell,
    show_cell,
    show_rows,
    table_of,
)
from analyse.uitslag.beeld import channel_card, team_card
from analyse.uitslag.publiceren import publish_lijst, publish_vraag
from analyse.uitslag.publiek import read_publiek
from analyse.uitslag.selectors import read_uitslag, same_words
from analyse.uitslag.woorden import labels_of, line_labels
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from wijken.models import Wijk
from wijken.rechten import Recht, get_public_wijk, get_wijk, rechten_in, signed_in


@require_safe
def uitslag(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """A card per question. `?kanaal=papier` shows what came in one way."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = _get(wijk, lijst)
    read = read_uitslag(row)
    kanaal = request.GET.get("kanaal", "")
    namen = {code: naam for code, naam, _aantal in read.kanalen}
    kanaal = kanaal if kanaal in namen else ""
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "uitslag": read,
        "kaarten": [
            channel_card(one, kanaal, namen[kanaal]) if kanaal else team_card(one) for one in read.vragen
        ],
        "kanaal": kanaal,
        "naam_kanaal": namen.get(kanaal, ""),
        "op_site": sum(one.openbaar for one in read.vragen),
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "min_cel": MIN_CEL,
        "min_percentage": MIN_PERCENTAGE,
    }
    return render_page(request, "analyse/uitslag/uitslag.html", context)


@require_safe
def achter(request: HttpRequest, slug: str, lijst: str, pk: str, antwoord: str) -> HttpResponse:
    """The answers behind one bar; of fewer than ten nothing is here."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = _get(wijk, lijst)
    group = _versions(row, pk)
    vraag, regel = group[-1], request.GET.get("regel", "")
    rows = answers_behind(group, regel, antwoord)
    pagina = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "vraag": vraag,
        "antwoord": labels_of(vraag)[antwoord],
        "regel": line_labels(vraag).get(regel, ""),
        "pagina": pagina,
        "rijen": show_rows(vraag, list(pagina.object_list)),
    }
    return render_page(request, "analyse/uitslag/achter.html", context)


@require_safe
def achter_cel(
    request: HttpRequest, slug: str, lijst: str, pk: str, kant: str, rij: int, kolom: int
) -> HttpResponse:
    """The answers behind one cell of a table; of a hidden one nothing is here."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = _get(wijk, lijst)
    regel = request.GET.get("regel", "")
    one = next((one for one in read_uitslag(row).vragen if pk in {vraag.pk for vraag in one.versies}), None)
    if one is None:
        raise Http404
    rows = answers_in_cell(one, regel, kant, rij, kolom)
    tabel = table_of(one, regel, kant)
    pagina = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "vraag": one.vraag,
        "antwoord": tabel.antwoorden[rij],
        "groep": f"{tabel.titel} {tabel.groepen[kolom].label}",
        "regel": line_labels(one.vraag).get(regel, ""),
        "pagina": pagina,
        "rijen": show_cell(list(pagina.object_list), kant, tabel.antwoorden[rij]),
    }
    return render_page(request, "analyse/uitslag/achter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def uitslag_publish(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """Say what it means, then put the results on the site, or take them off."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, lijst)
    if request.method == "POST":
        openbaar = request.POST.get("openbaar") == "ja"
        publish_lijst(lijst=row, openbaar=openbaar, door=signed_in(request))
        messages.success(
            request,
            _("De resultaten staan op de site.") if openbaar else _("De resultaten zijn van de site."),
        )
        return see_other(reverse("analyse:uitslag", args=[wijk.slug, row.slug]))
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "aantal": Vraag.objects.filter(lijst=row, openbaar=True).values("code").distinct().count(),
        "min_cel": MIN_CEL,
        "min_percentage": MIN_PERCENTAGE,
    }
    return render_page(request, "analyse/uitslag/publiceren.html", context)


@require_POST
def vraag_publish(request: HttpRequest, slug: str, lijst: str, pk: str) -> HttpResponse:
    """The switch of one question."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    row = _get(wijk, lijst)
    vraag = get_object_or_404(Vraag.objects.select_related("lijst__wijk"), lijst=row, pk=pk)
    try:
        publish_vraag(vraag=vraag, openbaar=request.POST.get("openbaar") == "ja", door=signed_in(request))
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(f"{reverse('analyse:uitslag', args=[wijk.slug, row.slug])}#vraag-{vraag.code}")


@require_safe
@login_not_required
def uitslag_publiek(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """What the team put on the site, from copies alone. No form, cacheable."""
    wijk = get_public_wijk(slug)
    row = get_object_or_404(Vragenlijst, wijk=wijk, slug=lijst, openbaar=True)
    publiek = read_publiek(row)
    context = {
        "wijk": wijk,
        "lijst": row,
        "kaarten": publiek.kaarten,
        "datum": publiek.datum,
        "min_cel": MIN_CEL,
    }
    return render_page(request, "analyse/uitslag/publiek.html", context)


def _get(wijk: Wijk, slug: str) -> Vragenlijst:
    return get_object_or_404(Vragenlijst.objects.select_related("wijk"), wijk=wijk, slug=slug)


def _versions(lijst: Vragenlijst, pk: str) -> tuple[Vraag, ...]:
    """The question with this id in all versions that read alike, oldest first."""
    for group in same_words(lijst.vragen.all()):
        if any(str(vraag.pk) == str(pk) for vraag in group):
            return group
    raise Http404
