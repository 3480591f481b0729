"""An Inhoud, or a sheet with ten figures, becomes a PDF.

Nothing from outside is fetched; texts of people are only ever text.

Imports WeasyPrint, which needs Pango: only the worker imports this module.
"""

from __future__ import annotations

import resource
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from agenda.inhoud import Inhoud
from kern.fouten import DomeinFout
from kern.qr import draw_qr
from rapportage import toegankelijk
from rapportage.antwoorden import Antwoorden
from rapportage.blad import Blad
from rapportage.hoofdstukken import Boek, build_boek
from rapportage.hoofdstukken.bijlage import Bijlage
from rapportage.letters import ADDRESSES, font_css, read_letter
from rapportage.papier.vel import Bladen, Stapel
from rapportage.poster import Brief, Poster
from rapportage.samenstelling import Hoofdstuk, Samenstelling
from rapportage.tekens import without_controls_in
from rapportage.terugblik import Terugblik
from rapportage.uitvoering import Uitvoering
from rapportage.werk import Agendawerk, Werk

STYLE = Path(__file__).resolve().parent.parent / "static" / "css" / "pdf.css"
BLAD_STYLE = STYLE.with_name("pdf-blad.css")
POSTER_STYLE = STYLE.with_name("pdf-poster.css")
BRIEF_STYLE = STYLE.with_name("pdf-brief.css")
VERSLAG_STYLE = STYLE.with_name("pdf-verslag.css")
ANTWOORDEN_STYLE = STYLE.with_name("pdf-antwoorden.css")
VRAGENLIJST_STYLE = STYLE.with_name("pdf-vragenlijst.css")
LEAF = """
@page :nth({last}n+1) {{ counter-reset: page 1; }}
@page {{ @bottom-center {{ content: counter(page) " / {last}"; }} }}
@page :nth({last}n+{before}) {{
  margin-block-end: 50mm;
  @bottom-center {{ content: element(achterkant); }}
}}
@page :nth({last}n) {{
  margin-block-end: 50mm;
  @bottom-center {{ content: none; }}
}}
"""  # room for the strip to tear off, on both sides of the last leaf of each sheet
MAX_VEL = 20  # pages of one sheet
RUIMTE = 10  # lines to write on, on a page that would be empty
BLAD_SIZES = ("", "blad--krap", "blad--krapst")  # the next one when it does not fit on one page
MAX_LETTERS = 300_000  # of the whole document: some 150 pages
MAX_PLANNEN = 250  # 200 plans with 1,000 actions: 242 pages, 26 s, 620 MB (benchmarks.schaal)
MAX_BLADZIJDEN = 400
TE_LANG = "Deze agenda is te lang voor een PDF. Maak de teksten korter."
MEMORY = 2 * 1024**3  # address space of the worker while it makes a PDF

OnStep = Callable[[int], None]

toegankelijk.apply()


def _no_step(nummer: int) -> None:
    """Nobody listens which step begins."""


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


def make_werk(wat: Werk, *, on_step: OnStep = _no_step) -> Gemaakt:
    """The PDF of whatever is asked for; the same work gives the same bytes.

    `on_step` hears which step (1 to 4) begins. Raises DomeinFout when it is too large, or does not fit.
    """
    if isinstance(wat, Agendawerk):
        return make_pdf(
            wat.inhoud,
            link=wat.link,
            concept=wat.concept,
            keuze=wat.keuze,
            bijlage=wat.bijlage,
            planlinks=wat.planlinks,
            on_step=on_step,
        )
    if isinstance(wat, Blad):
        return make_blad(wat, on_step=on_step)
    if isinstance(wat, Poster):
        return make_poster(wat, on_step=on_step)
    if isinstance(wat, Brief):
        return make_brief(wat, on_step=on_step)
    if isinstance(wat, Stapel):
        return make_stapel(wat, on_step=on_step)
    if isinstance(wat, Antwoorden):
        return _make_verslag(wat, "antwoorden", styles=[ANTWOORDEN_STYLE], on_step=on_step)
    sjabloon = "uitvoering" if isinstance(wat, Uitvoering) else "terugblik"
    return _make_verslag(wat, sjabloon, on_step=on_step)


def make_pdf(
    inhoud: Inhoud,
    *,
    link: str,
    concept: bool,
    keuze: Samenstelling | None = None,
    bijlage: Bijlage | None = None,
    planlinks: Mapping[uuid.UUID, str] | None = None,
    on_step: OnStep = _no_step,
) -> Gemaakt:
    """The PDF of this agenda, whole or what was chosen of it."""
    on_step(1)
    _check_size(inhoud)
    with translation.override("nl"), _memory_limit():
        boek = build_boek(
            inhoud, link=link, concept=concept, keuze=keuze, bijlage=bijlage, planlinks=planlinks
        )
        on_step(2)
        html = render_to_string("rapportage/pdf.html", {"boek": boek, "qr": draw_qr(link)})
        on_step(3)
        document = _lay_out(html)
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        _check_result(document, pdf, boek)
    return Gemaakt(pdf=pdf, bladzijden=len(document.pages))


def make_blad(blad: Blad, *, on_step: OnStep = _no_step) -> Gemaakt:
    """The sheet with ten figures, in its own language: exactly one page.

    Raises DomeinFout when its texts are too long even in the smallest setting.
    """
    return _fit(
        "rapportage/blad.html",
        {"blad": blad},
        taal=blad.taal,
        link=blad.link,
        styles=[BLAD_STYLE],
        te_lang="De naam van de wijk of de plek van het team is te lang voor één bladzijde. Maak die korter.",
        on_step=on_step,
    )


def make_poster(poster: Poster, *, on_step: OnStep = _no_step) -> Gemaakt:
    """The poster in its own language and size: exactly one page. Raises DomeinFout when it does not fit."""
    return _fit(
        "rapportage/poster.html",
        {"poster": without_controls_in(poster)},
        taal=poster.taal,
        link=poster.voet.link,
        styles=[POSTER_STYLE],
        te_lang="De teksten zijn te lang voor één bladzijde. Kies minder onderwerpen voor de poster.",
        on_step=on_step,
    )


def make_brief(brief: Brief, *, on_step: OnStep = _no_step) -> Gemaakt:
    """The letter in its own language: one page, or two when the team writes much."""
    return _fit(
        "rapportage/brief.html",
        {"brief": without_controls_in(brief)},
        taal=brief.taal,
        link=brief.voet.link,
        styles=[BRIEF_STYLE],
        te_lang="De brief is te lang voor twee bladzijden. Maak uw begin van de brief korter.",
        pages=2,
        on_step=on_step,
    )


def make_stapel(stapel: Stapel, *, on_step: OnStep = _no_step) -> Gemaakt:
    """The pile: every sheet on leaves of its own, printed on both sides.

    Raises DomeinFout when one sheet is longer than a resident would ever fill in.
    """
    on_step(1)
    vel = stapel.vel
    with translation.override(vel.taal), _memory_limit():
        on_step(2)
        context = {"vel": vel, "qr": draw_qr(vel.link), "rtl": translation.get_language_bidi()}
        setting = _find_setting(context, stapel.bladen[:1])
        on_step(3)
        document = _set_bladen(context, stapel.bladen, setting)
        if len(document.pages) != setting.last * len(stapel.bladen):
            raise RuntimeError("not every sheet has the same pages")
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if document.metadata.lang != vel.taal or not document.metadata.title:
            raise RuntimeError("the sheet lacks its language or title")
    return Gemaakt(pdf=pdf, bladzijden=len(document.pages))


@dataclass(frozen=True, slots=True)
class Setting:
    """How a sheet is set. `last`: its pages, an even number; `ruimte`: lines to fill a page that is left."""

    last: int
    klas: str = ""
    ruimte: int = 0
    slot: str = ""


def _set_bladen(context: dict[str, Any], bladen: Bladen, setting: Setting) -> Any:
    context = {
        **context,
        "bladen": bladen,
        "klas": setting.klas,
        "slot": setting.slot,
        "ruimte": range(setting.ruimte),
    }
    html = render_to_string("rapportage/vragenlijst.html", context)
    leaf = LEAF.format(last=setting.last, before=setting.last - 1)
    return _lay_out(html, [VRAGENLIJST_STYLE], leaf)


def _find_setting(context: dict[str, Any], proef: Bladen) -> Setting:
    """Roomy, unless a little less room saves a leaf. The last leaf keeps room for the strip on both sides, so
    that no answer is torn off with it.
    """

    def fits(setting: Setting) -> int:
        """How many pages stay empty; below nought it does not fit."""
        return setting.last - len(_set_bladen(context, proef, setting).pages)

    least = len(_set_bladen(context, proef, Setting(MAX_VEL + 2)).pages)
    for last in range(least + least % 2, MAX_VEL + 1, 2):
        for klas in BLAD_SIZES[:2]:
            setting = Setting(last, klas)
            empty = fits(setting)
            if empty >= 0:
                break
        for slot in ("", "slot--nieuw") if empty > 0 else ():  # room to write, then the end of the list
            setting = Setting(last, klas, RUIMTE, slot)
            empty = fits(setting)
            if empty == 0:
                break
        if empty == 0:
            return setting
    raise DomeinFout("Deze lijst is te lang voor papier. Haal vragen weg, of maak er twee lijsten van.")


def _fit(
    sjabloon: str,
    context: dict[str, Any],
    *,
    taal: str,
    link: str,
    styles: Sequence[Path],
    te_lang: str,
    pages: int = 1,
    on_step: OnStep,
) -> Gemaakt:
    """A sheet of so many pages: the largest setting that fits. Raises DomeinFout when none does."""
    on_step(1)
    with translation.override(taal), _memory_limit():
        context = {**context, "qr": draw_qr(link), "rtl": translation.get_language_bidi()}
        on_step(2)
        for klas in BLAD_SIZES:
            document = _lay_out(render_to_string(sjabloon, {**context, "klas": klas}), styles)
            if len(document.pages) == 1:
                break
        if len(document.pages) > pages:
            raise DomeinFout(te_lang)
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if document.metadata.lang != taal or not document.metadata.title:
            raise RuntimeError("the sheet lacks its language or title")
    return Gemaakt(pdf=pdf, bladzijden=len(document.pages))


def _make_verslag(
    wat: Uitvoering | Terugblik | Antwoorden, sjabloon: str, *, styles: Sequence[Path] = (), on_step: OnStep
) -> Gemaakt:
    """The quarters of an agenda, the review of a year, or what residents answered."""
    on_step(1)
    with translation.override("nl"), _memory_limit():
        wat = without_controls_in(wat)
        if _count_letters(asdict(wat)) > MAX_LETTERS:
            raise DomeinFout(TE_LANG)
        on_step(2)
        html = render_to_string(f"rapportage/{sjabloon}.html", {"verslag": wat})
        on_step(3)
        document = _lay_out(html, [STYLE, VERSLAG_STYLE, *styles])
        on_step(4)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if len(document.pages) > MAX_BLADZIJDEN:
            raise DomeinFout(TE_LANG)
        if document.metadata.title != wat.titel or not document.make_bookmark_tree():
            raise RuntimeError("the report lacks its title or outline")
    return Gemaakt(pdf=pdf, bladzijden=len(document.pages))


def _lay_out(html: str, styles: Sequence[Path] = (STYLE,), extra: str = "") -> Any:
    letters = FontConfiguration()
    fetcher = OwnFilesOnly()
    css = [
        CSS(string=text, font_config=letters, url_fetcher=fetcher)
        for text in (font_css(), *(style.read_text(encoding="utf-8") for style in styles), extra)
    ]
    try:
        return HTML(string=html, base_url=None, url_fetcher=fetcher).render(
            stylesheets=css, font_config=letters, pdf_variant="pdf/ua-1"
        )
    except FatalURLFetchingError as error:  # no Exception: it would pass every handler up to the worker
        raise RuntimeError("the templates of the PDF ask for an outside file") from error


def _check_size(inhoud: Inhoud) -> None:
    letters = _count_letters({key: part for key, part in inhoud.items() if key != "kaartblad"})
    if letters > MAX_LETTERS or len(inhoud["plannen"]) > MAX_PLANNEN:
        raise DomeinFout(TE_LANG)


def _count_letters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_count_letters, value.values()))
    return sum(map(_count_letters, value)) if isinstance(value, list | tuple) else 0


def _check_result(document: Any, pdf: bytes, boek: Boek) -> None:
    """Before anyone gets it: every chapter is in the outline, the language and the title are there."""
    if len(document.pages) > MAX_BLADZIJDEN:
        raise DomeinFout(TE_LANG)
    outline = {" ".join(label.split()) for label, *_rest in document.make_bookmark_tree()}
    chosen = [*boek.vooraan, *boek.delen]
    wanted = {" ".join(deel.titel.split()) for deel in chosen if deel.code != Hoofdstuk.PLANNEN}
    if any(deel.code == Hoofdstuk.PLANNEN for deel in chosen):
        wanted |= {" ".join(f"{plan.nummer}. {plan.titel}".split()) for plan in boek.plannen}
    missing = wanted - outline
    if missing or document.metadata.title != boek.titel or document.metadata.lang != "nl":
        raise RuntimeError(f"the PDF is not complete: {len(missing)} chapters are missing in the outline")
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
