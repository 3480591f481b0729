"""An Inhoud, or a sheet with ten figures, becomes a PDF.

Nothing from outside is fetched; texts of people are only ever text.

Imports WeasyPrint, which needs Pango: only the worker imports this module.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from agenda.inhoud import Inhoud
from kern.fouten import DomeinFout
from rapportage import toegankelijk
from rapportage.blad import Blad
from rapportage.hoofdstukken import Boek, build_boek
from rapportage.letters import ADDRESSES, font_css, read_letter

STYLE = Path(__file__).resolve().parent.parent / "static" / "css" / "pdf.css"
BLAD_STYLE = STYLE.with_name("pdf-blad.css")
BLAD_SIZES = ("", "blad--krap", "blad--krapst")  # the next one when it does not fit on one page
MAX_LETTERS = 300_000  # of the whole document: some 150 pages
MAX_PLANNEN = 250  # 200 plans with 1,000 actions: 241 pages, 20 s, 560 MB (benchmarks.schaal)
MAX_BLADZIJDEN = 400
MEMORY = 2 * 1024**3  # address space of the worker while it makes a PDF

toegankelijk.apply()


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A finished PDF."""

    pdf: bytes
    bladzijden: int


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Opens our letters and data: addresses, which we write ourselves; anything else stops the work."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in ADDRESSES:
            return URLFetcherResponse(url, read_letter(url), {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)


def make_pdf(
    inhoud: Inhoud, *, link: str, concept: bool, on_step: Callable[[int], None] = lambda nummer: None
) -> Gemaakt:
    """The PDF of this agenda; the same agenda gives the same bytes.

    `on_step` hears which step (1 to 4) begins. Raises DomeinFout when the agenda is too large.
    """
    on_step(1)
    _check_size(inhoud)
    with translation.override("nl"), _memory_limit():
        boek = build_boek(inhoud, link=link, concept=concept)
        on_step(2)
        html = render_to_string("rapportage/pdf.html", {"boek": boek, "qr": draw_qr(link)})
        on_step(3)
        document = _lay_out(html)
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        _check_result(document, pdf, boek)
    return Gemaakt(pdf=pdf, bladzijden=len(document.pages))


def make_blad(blad: Blad, *, on_step: Callable[[int], None] = lambda nummer: None) -> Gemaakt:
    """The sheet with ten figures, in its own language: exactly one page.

    Raises DomeinFout when its texts are too long even in the smallest setting.
    """
    on_step(1)
    with translation.override(blad.taal), _memory_limit():
        context = {"blad": blad, "qr": draw_qr(blad.link), "rtl": translation.get_language_bidi()}
        on_step(2)
        for klas in BLAD_SIZES:
            html = render_to_string("rapportage/blad.html", {**context, "klas": klas})
            document = _lay_out(html, style=BLAD_STYLE)
            if len(document.pages) == 1:
                break
        else:
            raise DomeinFout(
                "De naam van de wijk of de plek van het team is te lang voor één bladzijde. Maak die korter."
            )
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if document.metadata.lang != blad.taal or not document.metadata.title:
            raise RuntimeError("the sheet lacks its language or title")
    return Gemaakt(pdf=pdf, bladzijden=1)


def _lay_out(html: str, style: Path = STYLE) -> Any:
    letters = FontConfiguration()
    fetcher = OwnFilesOnly()
    css = [
        CSS(string=text, font_config=letters, url_fetcher=fetcher)
        for text in (font_css(), style.read_text(encoding="utf-8"))
    ]
    try:
        return HTML(string=html, base_url=None, url_fetcher=fetcher).render(
            stylesheets=css, font_config=letters, pdf_variant="pdf/ua-1"
        )
    except FatalURLFetchingError as error:  # no Exception: it would pass every handler up to the worker
        raise RuntimeError("the templates of the PDF ask for an outside file") from error


def draw_qr(link: str) -> SafeString:
    """The QR code of an address as SVG with a title."""
    code = segno.make(link, error="m")
    drawn: str = code.svg_inline(
        border=0, title=_("QR-code naar %(adres)s") % {"adres": link}, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from our own address


def _check_size(inhoud: Inhoud) -> None:
    letters = _count_letters({key: part for key, part in inhoud.items() if key != "kaartblad"})
    if letters > MAX_LETTERS or len(inhoud["plannen"]) > MAX_PLANNEN:
        raise DomeinFout("Deze agenda is te lang voor een PDF. Maak de teksten korter.")


def _count_letters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_count_letters, value.values()))
    return sum(map(_count_letters, value)) if isinstance(value, list) else 0


def _check_result(document: Any, pdf: bytes, boek: Boek) -> None:
    """Before anyone gets it: every chapter is in the outline, the language and the title are there."""
    if len(document.pages) > MAX_BLADZIJDEN:
        raise DomeinFout("Deze agenda is te lang voor een PDF. Maak de teksten korter.")
    outline = {" ".join(label.split()) for label, *_rest in document.make_bookmark_tree()}
    wanted = {" ".join(f"{plan.nummer}. {plan.titel}".split()) for plan in boek.plannen}
    missing = wanted - outline
    if missing or document.metadata.title != boek.titel or document.metadata.lang != "nl":
        raise RuntimeError(f"the PDF is not complete: {len(missing)} plans are missing in the outline")
    if not pdf.startswith(b"%PDF-1.7"):
        raise RuntimeError("what came out is no PDF")


@contextmanager
def _memory_limit() -> Iterator[None]:
    """A document that grows without end gets a MemoryError instead of taking the machine along."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = min([MEMORY, *(value for value in (soft, hard) if value != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
