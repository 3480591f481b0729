"""The adopted agenda as a Word document (.docx), to work on further: real headings, lists and tables.

Made from the same picture as the page and the PDF. Headings, header rows that repeat and the language stand
in the file, so that a screen reader finds its way.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Blad
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from agenda.inhoud import Inhoud
from agenda.weergave import ActieBeeld, AgendaBeeld, PlanBeeld
from bewoners.regels import clean_tekst

TAAL: Final = "nl-NL"
MEDIATYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_docx(inhoud: Inhoud, beeld: AgendaBeeld, *, titel: str, adres: str, gemaakt: dt.datetime) -> bytes:
    """The whole agenda, or what is left of it after a choice. `adres` is that of the page."""
    blad = Document()
    _prepare(blad, titel, gemaakt)
    blad.add_heading(clean_tekst(titel), 0)
    _line(blad, _("De agenda zoals zij nu is, staat op: %(adres)s") % {"adres": adres})
    _why(blad, inhoud)
    _values(blad, beeld)
    blad.add_heading(_("Dit pakken we eerst aan"), 1)
    for plan in beeld.plannen:
        _plan(blad, plan)
    _answers(blad, beeld)
    _asked(blad, beeld)
    out = io.BytesIO()
    blad.save(out)
    return out.getvalue()


def _prepare(blad: Blad, titel: str, gemaakt: dt.datetime) -> None:
    """Language, letters, margins, and what the file says about itself."""
    properties = blad.core_properties
    properties.title, properties.author, properties.language = clean_tekst(titel), "Wijkagenda", TAAL
    properties.comments, properties.created, properties.modified = "", gemaakt, gemaakt
    normal = blad.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    defaults: Any = blad.styles.element
    letters = defaults.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    taal = letters.find(qn("w:lang"))
    if taal is None:
        taal = OxmlElement("w:lang")
        letters.append(taal)
    taal.set(qn("w:val"), TAAL)
    for part in blad.sections:
        part.page_width, part.page_height = Cm(21), Cm(29.7)
        part.left_margin = part.right_margin = part.top_margin = part.bottom_margin = Cm(2)


def _line(blad: Blad, tekst: str, *, kop: str = "", stijl: str | None = None) -> None:
    """A paragraph, with a bold word in front; nothing for an empty text."""
    tekst = clean_tekst(tekst)
    if not tekst:
        return
    paragraph = blad.add_paragraph(style=stijl)
    if kop:
        paragraph.add_run(f"{kop} ").bold = True
    paragraph.add_run(tekst)


def _why(blad: Blad, inhoud: Inhoud) -> None:
    waarom, vast = inhoud["waarom"], inhoud["vaststelling"]
    _line(blad, waarom["droom"], kop=_("Onze droom:"))
    if vast:
        tekst = _("%(door)s, %(datum)s, %(plaats)s. %(voor)s van de %(van)s mensen waren voor.") % {
            "door": vast["door"],
            "datum": date_format(dt.date.fromisoformat(vast["datum"]), "j F Y"),
            "plaats": vast["plaats"],
            "voor": vast["voor"],
            "van": vast["van"],
        }
        _line(blad, tekst, kop=_("Vastgesteld door:"))
    if waarom["aanleiding"] or waarom["opdracht"]:
        blad.add_heading(_("Waarom deze agenda?"), 1)
        _line(blad, waarom["aanleiding"])
        _line(blad, waarom["opdracht"])
    _line(blad, waarom["contact"], kop=_("Contact:"))


def _values(blad: Blad, beeld: AgendaBeeld) -> None:
    """What was found important, the most important first."""
    if not beeld.waarden:
        return
    blad.add_heading(_("Onze waarden"), 1)
    for waarde in beeld.waarden:
        blad.add_heading(clean_tekst(waarde.woord), 2)
        _line(blad, waarde.merkbaar, kop=_("Zo merk je dat:"))
        _line(blad, waarde.afspraken, kop=_("Dit spreken wij af:"))
        _line(blad, waarde.gekozen)


def _plan(blad: Blad, plan: PlanBeeld) -> None:
    blad.add_heading(clean_tekst(f"{plan.nummer}. {plan.titel}"), 2)
    _line(blad, plan.waarom)
    _line(blad, plan.trekker, kop=_("Wie zorgt dat het gebeurt?"))
    _line(blad, plan.onderwerp, kop=_("Onderwerp:"))
    _line(blad, ", ".join(waarde.woord for waarde in plan.waarden), kop=_("Past bij onze waarden:"))
    _line(blad, plan.voor, kop=_("Voor:"))
    _line(blad, plan.waar, kop=_("In:"))
    if plan.aantal:
        _line(blad, str(plan.aantal), kop=_("Verhalen die hierover gingen:"))
    if plan.citaten:
        blad.add_heading(_("Bewoners zeiden"), 3)
        for citaat in plan.citaten:
            _line(blad, citaat.vertaling or citaat.tekst, stijl="List Bullet")
    if plan.acties:
        blad.add_heading(_("Dit gaan we doen"), 3)
        koppen = [_("Wat"), _("Wie"), _("Wanneer"), _("Hoe gaat het?")]
        _table(blad, koppen, (_row(actie) for actie in plan.acties))
    for verhaal in plan.verhalen:
        blad.add_heading(clean_tekst(_("Dit lukte: %(titel)s") % {"titel": verhaal.titel}), 3)
        _line(blad, verhaal.tekst)
        for factor in verhaal.factoren:
            _line(blad, factor, stijl="List Bullet")


def _row(actie: ActieBeeld) -> Sequence[str]:
    lines = [str(actie.status.label), actie.tekst]
    for beeld in actie.oordelen:
        gegeven = ", ".join(f"{deel.woord} {deel.aantal}" for deel in beeld.gegeven)
        lines.append(
            _("Bewoners vinden: %(gegeven)s (%(wie)s, %(n)s mensen)")
            % {"gegeven": gegeven, "wie": beeld.wie, "n": beeld.n}
        )
    return (actie.wat, actie.trekker or _("Nog niemand"), actie.wanneer, "\n".join(filter(None, lines)))


def _answers(blad: Blad, beeld: AgendaBeeld) -> None:
    if not beeld.antwoorden:
        return
    blad.add_heading(_("Wat gebeurde ermee?"), 1)
    for antwoord in beeld.antwoorden:
        blad.add_heading(clean_tekst(antwoord.titel), 2)
        _line(blad, antwoord.samenvatting, kop=_("U zei:"))
        if antwoord.wie:
            _line(blad, f"{antwoord.wie}. {antwoord.waarom}", kop=_("Dit doet:"))
        else:
            _line(blad, _("Hier is nog geen antwoord op."))


def _asked(blad: Blad, beeld: AgendaBeeld) -> None:
    """What is asked of parties, and of the team."""
    if beeld.partijen:
        blad.add_heading(_("Wat vragen wij van wie?"), 1)
        rows = (
            (
                partij.naam,
                verzoek.tekst,
                verzoek.hoeveel,
                f"{verzoek.antwoord}\n{verzoek.toelichting}".strip(),
            )
            for partij in beeld.partijen
            for verzoek in partij.verzoeken
        )
        _table(blad, [_("Aan wie"), _("Wat"), _("Hoeveel"), _("Antwoord")], rows)
    if beeld.teamvragen:
        blad.add_heading(_("Wat wij van ons wijkteam vragen"), 1)
        rows_team = (
            (vraag.wie or _("het wijkteam"), vraag.tekst, f"{vraag.antwoord}\n{vraag.toelichting}".strip())
            for vraag in beeld.teamvragen
        )
        _table(blad, [_("Aan wie"), _("Wat"), _("Antwoord")], rows_team)


def _table(blad: Blad, koppen: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose first row is a header that comes again on each page."""
    table = blad.add_table(rows=1, cols=len(koppen), style="Table Grid")
    for cell, kop in zip(table.rows[0].cells, koppen, strict=True):
        cell.paragraphs[0].add_run(kop).bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    first: Any = table.rows[0]._tr
    first.get_or_add_trPr().append(mark)
    for row in rows:
        for cell, tekst in zip(table.add_row().cells, row, strict=True):
            cell.text = clean_tekst(tekst)
    blad.add_paragraph()
