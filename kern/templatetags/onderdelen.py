"""The components of the design as template tags. In every template, without `load`.

A wrong name of an argument, an icon or a kind is an error, not an empty place on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kern import iconen, veld
from kern.grafiek import Cijferkaart, Staaf, draw_bars, draw_dots
from kern.kaart import Kaart
from kern.kompas import Segment, draw_kompas
from kern.tijdlijn import Stap, draw_progress

register = template.Library()

BADGES = {
    "": "wachten",
    "loopt": "vooruit",
    "klaar": "klaar",
    "vertraagd": "waarschuwing",
    "fout": "waarschuwing",
}
ALERTS = {"info": "kaart", "ok": "klaar", "warning": "waarschuwing", "error": "waarschuwing"}
INK = "#12408c"  # of a drawing in the PDF, unless told
_PARTS = "kern/onderdelen"


def _one_of(value: str, known: Mapping[str, str], what: str) -> str:
    if value not in known:
        raise ValueError(f"Unknown {what} {value!r}. Known: {', '.join(map(repr, known))}")
    return value


@register.simple_tag
def icoon(naam: str, *, groot: bool = False, klein: bool = False, klas: str = "") -> SafeString:
    """An icon from the sprite. Always beside words, so hidden from a screen reader."""
    return _draw(iconen.SPRITE, iconen.check(naam), groot=groot, klein=klein, klas=klas)


@register.simple_tag
def waardebeeld(slug: str, *, groot: bool = False, klein: bool = False, klas: str = "") -> SafeString:
    """The picture of a value card, beside its word. No card, or one that is no more: the blank card."""
    return _draw(iconen.WAARDEN, iconen.waarde(slug), groot=groot, klein=klein, klas=klas)


@register.simple_tag
def icoon_los(naam: str, *, maat: str = "24", kleur: str = INK, titel: str = "") -> SafeString:
    """The same icon with its own lines and colours: for the PDF, which knows no sprite and no page css."""
    return _draw_loose(iconen.icons()[iconen.check(naam)], maat=maat, kleur=kleur, titel=titel)


@register.simple_tag
def waardebeeld_los(slug: str, *, maat: str = "24", kleur: str = INK, titel: str = "") -> SafeString:
    """The picture of a value card with its own lines and colours: for the PDF."""
    return _draw_loose(iconen.icons(iconen.WAARDEN)[iconen.waarde(slug)], maat=maat, kleur=kleur, titel=titel)


def _draw(sprite: Path, name: str, *, groot: bool, klein: bool, klas: str) -> SafeString:
    classes = ["utrecht-icon"]
    classes += ["utrecht-icon--groot"] if groot else []
    classes += ["utrecht-icon--klein"] if klein else []
    classes += ["wa-spiegel"] if sprite == iconen.SPRITE and name in iconen.MIRRORED else []
    classes += [klas] if klas else []
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        " ".join(classes),
        static(f"icons/{sprite.name}"),
        name,
    )


def _draw_loose(lines: str, *, maat: str, kleur: str, titel: str) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 24 24" fill="none"'
        ' stroke="{}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{}{}</svg>',
        maat,
        maat,
        kleur,
        format_html("<title>{}</title>", titel) if titel else "",
        mark_safe(lines),  # noqa: S308 - our own file, read from disk
    )


@register.simple_tag
def terug(naam: str, *args: object, tekst: str) -> SafeString:
    """The way back above a page: to the address with this name."""
    pijl = _draw(iconen.SPRITE, iconen.check("terug"), groot=False, klein=False, klas="")
    return format_html('<p><a class="wa-terug" href="{}">{}{}</a></p>', reverse(naam, args=args), pijl, tekst)


@register.simple_tag(name="veld")
def veld_tag(
    field: BoundField,
    *,
    hint: str = "",
    label: str = "",
    kop: bool = False,
    verberg_label: bool = False,
    label_elders: bool = False,
    optioneel: bool | None = None,
    rijen: int = 5,
    code: bool = False,
    pictogrammen: Mapping[str, str] | None = None,
    uitleg: Mapping[str, str] | None = None,
    beschreven: str = "",
) -> SafeString:
    """A form field: label, hint, error under the hint, then the field itself.

    `kop` makes the label the h1 of a page with one question; with `label_elders` the page itself wrote
    `<h1 class="wa-vraag"><label for="id_…">` higher up. `beschreven` adds ids of other text about
    the field. `pictogrammen` and `uitleg` give a choice its icon and half a sentence, by value.
    """
    hint = hint or str(field.help_text)
    found = veld.errors(field)
    hint_id, error_id = f"{field.auto_id}_hint", f"{field.auto_id}_fout"
    described = " ".join(filter(None, [error_id if found else "", hint_id if hint else "", beschreven]))
    soort = veld.kind(field)
    is_group = soort == "keuzes"
    return render_to_string(
        f"{_PARTS}/veld.html",
        {
            "field": field,
            "soort": soort,
            "label": label or field.label,
            "hint": hint,
            "hint_id": hint_id,
            "fouten": found,
            "fout_id": error_id,
            "beschreven": described,
            "kop": kop,
            "verberg_label": verberg_label,
            "label_elders": label_elders,
            "optioneel": (not field.field.required) if optioneel is None else optioneel,
            "keuzes": veld.choices(field, pictogrammen or {}, uitleg or {}) if is_group else [],
            "invoer": "" if is_group else veld.control(field, described_by=described, rows=rijen, code=code),
        },
    )


@register.simple_tag
def foutoverzicht(*formulieren: BaseForm | BaseFormSet[Any]) -> SafeString:
    """The error summary above a form; nothing when there is no error."""
    found = veld.collect_errors(*formulieren)
    return render_to_string(f"{_PARTS}/foutoverzicht.html", {"fouten": found}) if found else SafeString("")


@register.simple_tag
def badge(tekst: str, *, soort: str = "", pictogram: str = "") -> SafeString:
    """A status: icon, word and tint."""
    _one_of(soort, BADGES, "badge")
    return format_html(
        '<span class="utrecht-badge-status{}">{}{}</span>',
        f" utrecht-badge-status--{soort}" if soort else "",
        icoon(pictogram or BADGES[soort]),
        tekst,
    )


@register.simple_block_tag
def melding(content: SafeString, soort: str = "info", *, pictogram: str = "", rol: str = "") -> SafeString:
    """An alert around its own content. Errors and good news after an act are read aloud by themselves."""
    _one_of(soort, ALERTS, "alert")
    role = rol or {"ok": "status", "error": "alert"}.get(soort, "")
    return format_html(
        '<div class="utrecht-alert{}"{}>{}<div>{}</div></div>',
        "" if soort == "info" else f" utrecht-alert--{soort}",
        format_html(' role="{}"', role) if role else "",
        icoon(pictogram or ALERTS[soort]),
        content,
    )


@register.simple_block_tag
def leeg(content: SafeString, titel: str) -> SafeString:
    """An empty list: the bench, what is missing, and the first thing to do."""
    return render_to_string(f"{_PARTS}/leeg.html", {"titel": titel, "inhoud": content})


@register.simple_tag
def cijferkaart(kaart: Cijferkaart, *, niveau: int = 3, pdf: bool = False) -> SafeString:
    """A figure card. With `pdf` every drawing carries its own colours, size and title."""
    return render_to_string(
        f"{_PARTS}/cijferkaart.html",
        {
            "kaart": kaart,
            "kop": _heading(niveau, kaart, pdf=pdf),
            "stippen": draw_dots(kaart.honderd) if kaart.honderd is not None and kaart.bekend else None,
            "pdf": pdf,
        },
    )


def _heading(niveau: int, kaart: Cijferkaart, *, pdf: bool) -> SafeString:
    if niveau not in (2, 3, 4):
        raise ValueError(f"A card's heading is h2, h3 or h4, not h{niveau}.")
    beeld = icoon_los(kaart.pictogram) if pdf else icoon(kaart.pictogram)
    return format_html('<h{} class="wa-cijfer__kop">{}{}</h{}>', niveau, beeld, kaart.kop, niveau)


@register.simple_tag
def staven(
    reeks: Sequence[Staaf], *, maximum: Decimal | None = None, bijschrift: str = "", pdf: bool = False
) -> SafeString:
    """Bars on one scale, each with its number beside it."""
    return render_to_string(
        f"{_PARTS}/staven.html",
        {"staven": draw_bars(reeks, maximum), "bijschrift": bijschrift or _("Vergelijking"), "pdf": pdf},
    )


@register.simple_tag
def kaart(tekening: Kaart, *, sleutel: str = "kaart", pdf: bool = False) -> SafeString:
    """A map with what its steps mean. `sleutel` keeps the ids of two maps on a page apart.

    With `pdf` every drawing carries its own colours, size and title. Place the table with the same numbers
    beside it.
    """
    return render_to_string(f"{_PARTS}/kaart.html", {"kaart": tekening, "id": sleutel, "pdf": pdf})


@register.simple_tag
def kompas(segmenten: Sequence[Segment], *, zin: str) -> SafeString:
    """The kompas. `zin` is the whole drawing in a sentence."""
    if not zin:
        raise ValueError("Say in a sentence what the kompas shows.")
    return render_to_string(f"{_PARTS}/kompas.html", {"kompas": draw_kompas(segmenten), "zin": zin})


@register.simple_tag
def tijdlijn(stappen: Sequence[Stap]) -> SafeString:
    """Steps in words: done, now, later."""
    return render_to_string(f"{_PARTS}/tijdlijn.html", {"stappen": stappen})


@register.simple_tag
def voortgang(klaar: int, totaal: int, *, bezig: bool = False) -> SafeString:
    """A progress bar in whole steps. Decoration: the words stand beside it."""
    return render_to_string(f"{_PARTS}/voortgang.html", {"vakken": draw_progress(klaar, totaal, bezig=bezig)})


@register.simple_tag(takes_context=True)
def paginering(context: template.Context, pagina: Page[Any], *, naam: str = "pagina") -> SafeString:
    """Links to the previous and the next page, that keep the filters of the address."""
    if not pagina.has_other_pages():
        return SafeString("")
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[naam] = str(number)
        return f"?{query.urlencode()}"

    return render_to_string(
        f"{_PARTS}/paginering.html",
        {
            "pagina": pagina,
            "vorige": address(pagina.previous_page_number()) if pagina.has_previous() else "",
            "volgende": address(pagina.next_page_number()) if pagina.has_next() else "",
        },
    )
