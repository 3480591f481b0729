"""The answers of a list as a file. For the coordinator alone: rows are people, however little they tell."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from analyse.bestand.uitvoer import MINSTENS, build_tabel, legend_of
from analyse.lijst.views import find_lijst
from analyse.models import Vragenlijst
from kern import tabel
from kern.htmx import render_page
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.rechten import Recht, get_wijk, signed_in

LEGENDA: Final = ("vraag", "code", "betekenis")
VORMEN: Final = {"csv": tabel.CSV_TYPE, "xlsx": tabel.XLSX_TYPE}


@require_safe
def bestand(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """What can be taken out, and what stays in."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = find_lijst(wijk, lijst)
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "lijst": row,
        "aantal": row.inzendingen.counted().count(),
        "minstens": MINSTENS,
    }
    return render_page(request, "analyse/bestand.html", context)


@require_POST
def bestand_rijen(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """The rows, as CSV or for Excel; with people's words only when asked for. It is logged."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = find_lijst(wijk, lijst)
    vorm = request.POST.get("vorm", "csv")
    if vorm not in VORMEN:
        raise Http404
    met_tekst = request.POST.get("woorden") == "ja"
    rows = build_tabel(row, met_tekst=met_tekst)
    what = f"{len(rows.rijen)} rijen, {'met' if met_tekst else 'zonder'} eigen woorden"
    log(wijk=wijk, actie="antwoorden_uitgevoerd", door=signed_in(request), object=row, resultaat=what)
    if vorm == "csv":
        return _file(row, "antwoorden", vorm, tabel.write_csv(rows.koppen, rows.rijen))
    inhoud = tabel.write_xlsx(rows.koppen, rows.rijen, titel=row.titel, blad="Antwoorden", opmaak=False)
    return _file(row, "antwoorden", vorm, inhoud)


@require_safe
def bestand_legenda(request: HttpRequest, slug: str, lijst: str) -> HttpResponse:
    """What the codes in the file mean."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    row = find_lijst(wijk, lijst)
    return _file(row, "codes", "csv", tabel.write_csv(LEGENDA, legend_of(row)))


def _file(lijst: Vragenlijst, wat: str, ext: str, inhoud: bytes) -> HttpResponse:
    merk = "-VOORBEELD" if lijst.wijk.voorbeeld else ""
    naam = f"{lijst.wijk.slug}-{lijst.slug}-{wat}-{today():%Y-%m-%d}{merk}.{ext}"
    response = HttpResponse(inhoud, content_type=VORMEN[ext])
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    response["Cache-Control"] = "no-store"
    return response
