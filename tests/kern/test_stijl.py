"""Style sheets, drawings, base templates and the style guide."""

from __future__ import annotations

import gzip
import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from kern.stijlgids import VoorbeeldForm, VoorbeeldWijk, stijlgids
from tests.kern.test_templatetags import flat

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted(p for p in (ROOT / "static" / "css").glob("*.css") if not p.name.startswith("pdf"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CLASS = re.compile(r"\b(?:wa|utrecht)-[a-z0-9_-]*[a-z0-9]")


def css(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def page(template: str, context: dict[str, Any]) -> str:
    return flat(render_to_string(template, context))


def load_contrast() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contrast", ROOT / "scripts" / "contrast.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- style sheets -------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_is_logical_local_and_short(sheet: Path) -> None:
    text = css(sheet)
    assert not re.findall(r"(?<![-\w])(?:margin|padding|border)-(?:left|right|top|bottom)", text)
    assert not re.findall(r"(?<![-\w])(?:left|right|top|bottom)\s*:", text)
    assert not re.findall(r"(?:text-align|float|clear):\s*(?:left|right)", text)
    assert not re.findall(r"https?:|@import|!important", text)
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400
    assert text.count("{") == text.count("}")


def test_only_tokens_name_a_colour() -> None:
    """Except for the ground under a QR code and for browsers too old for all of this."""
    for sheet in SHEETS:
        if sheet.name == "tokens.css":
            continue
        modern = css(sheet).split("@supports not")[0].replace("background: #fff", "")
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", modern), sheet.name
        assert "--wa-brand" not in modern, sheet.name


def test_every_token_that_is_used_exists() -> None:
    text = "".join(css(sheet) for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined


def test_every_class_in_a_template_has_its_style() -> None:
    styled = set(CLASS.findall("".join(css(sheet) for sheet in SHEETS)))
    hooks = {"wa-nav", "wa-bundellijst"}  # lists without a style of their own: a class takes their dots away
    missing: dict[str, set[str]] = {}
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        for value in re.findall(r'class="([^"]*)"', text):
            plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", value)
            unknown = {name for name in CLASS.findall(plain) if name not in styled | hooks}
            if unknown:
                missing.setdefault(str(template.relative_to(ROOT)), set()).update(unknown)
    assert missing == {}


def test_contrast_is_enough_and_a_bad_theme_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contrast = load_contrast()
    assert contrast.main([]) == 0
    theme = tmp_path / "thema.css"
    theme.write_text(":root { --wa-brand-color-accent: #8899ff; }")
    assert contrast.main([str(theme)]) == 1
    assert "too low: on-accent on accent" in capsys.readouterr().out


# ---- templates ----------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_fits_the_content_security_policy(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    if template.name.startswith("pdf") or "rapportage" in template.parts:
        return  # the PDF has its own engine and no browser
    assert not re.findall(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|hx-on", text)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


@pytest.mark.parametrize("name", ["404.html", "403.html", "400.html", "500.html"])
def test_error_pages_need_no_request_and_no_database(name: str) -> None:
    html = flat(get_template(name).render())
    assert '<html lang="nl" dir="ltr">' in html
    assert html.count("<h1>") == 1
    assert "utrecht-button--primary-action" in html


def test_residents_load_no_letters_and_no_htmx_and_little_else() -> None:
    html = page("basis_bewoner.html", {"wijk": VoorbeeldWijk()})
    assert "htmx" not in html
    assert "letters.css" not in html
    paths = {*re.findall(r'(?:href|src)="/static/([^"#]+)', html), "icons/iconen.svg", "js/voorlezen.js"}
    total = len(gzip.compress(html.encode()))
    for path in paths:
        found = finders.find(path)
        assert isinstance(found, str), path
        total += len(gzip.compress(Path(found).read_bytes()))
    assert len(paths) > 10
    assert total < 40_000  # the promise is 100 kB for the whole first load


def test_residents_see_where_they_are_and_whom_to_call() -> None:
    html = page("basis_bewoner.html", {"wijk": VoorbeeldWijk()})
    assert 'href="/wijken/jubbega/"' in html
    assert 'href="tel:0513000000"' in html
    assert "dorpshuis De Kompenije" in html
    assert "VOORBEELD" in html
    assert 'href="?taal=ar"' in html
    assert '<bdi lang="en" dir="ltr">English</bdi>&nbsp;(Engels)' in html
    assert '<bdi lang="pl" dir="ltr">Polski</bdi>' in html
    without = page("basis_bewoner.html", {})
    assert "praten" not in without
    assert 'class="wa-merknaam" href="/"' in without


def test_page_turns_round_in_arabic_and_place_names_do_not() -> None:
    with translation.override("ar"):
        html = page("basis_bewoner.html", {"wijk": VoorbeeldWijk()})
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<a class="wa-bordje[^>]*lang="nl" dir="ltr"', html)


def test_a_language_without_texts_says_so_in_that_language() -> None:
    request = RequestFactory().get("/")
    request.taal = "ar"  # type: ignore[attr-defined]
    html = page("basis_bewoner.html", {"wijk": VoorbeeldWijk(), "request": request})
    assert '<html lang="nl" dir="ltr">' in html
    assert '<div class="utrecht-alert" lang="ar" dir="rtl">' in html
    assert "باللغة الهولندية" in html
    request.taal = "nl"  # type: ignore[attr-defined]
    assert "utrecht-alert" not in page("basis_bewoner.html", {"wijk": VoorbeeldWijk(), "request": request})


def test_title_begins_with_fout_when_the_form_has_errors() -> None:
    context = {"wijk": VoorbeeldWijk(), "form": VoorbeeldForm({})}
    assert "<title>Fout: " in page("basis_bewoner.html", context)
    assert "<title>Fout" not in page("basis_bewoner.html", context | {"form": VoorbeeldForm()})


def test_team_page_has_htmx_without_eval_and_marks_where_it_is() -> None:
    html = page("basis_team.html", {"wijk": VoorbeeldWijk(), "actief": "inbreng", "aantal_nieuw": 12})
    assert '"allowEval":false' in html
    assert re.search(r'<script src="[^"]*htmx[^"]*" defer></script>', html)
    assert "letters.css" in html
    assert html.count('aria-current="page"') == 1
    assert re.search(r'/inbreng/" aria-current="page">Inbreng<span class="wa-tel">12', html)


def test_a_drawing_twice_on_a_page_keeps_its_own_pattern() -> None:
    html = "".join(page("kern/illustraties/straat.html", {"uniek": u}) for u in ("", "-twee"))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2
    assert set(re.findall(r"url\(#([^)]+)\)", html)) == set(ids)


# ---- style guide --------------------------------------------------------------------------------


class Ids(HTMLParser):
    """Which ids there are, and which ids are pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("for", "aria-describedby", "aria-labelledby", "data-kopieer"):
            self.wanted.update(values.get(name, "").split())
        if values.get("href", "").startswith("#"):
            self.wanted.add(values["href"][1:])


@pytest.mark.parametrize("variant", ["bewoner", "team"])
def test_style_guide_shows_everything_and_ties_it_together(variant: str) -> None:
    response = stijlgids(RequestFactory().get("/stijlgids/"), variant=variant)
    assert response.status_code == 200
    ids = Ids()
    ids.feed(response.content.decode())
    double = {i for i in ids.ids if ids.ids.count(i) > 1}
    assert double == set()
    assert ids.wanted - set(ids.ids) == set()


def test_style_guide_leaves_no_component_out() -> None:
    seen: set[str] = set()

    def note(template: Template, **_: object) -> None:
        seen.add(template.name or "")

    template_rendered.connect(note)
    for variant in ("bewoner", "team"):
        stijlgids(RequestFactory().get("/stijlgids/"), variant=variant)
    template_rendered.disconnect(note)
    parts = {f"kern/onderdelen/{path.name}" for path in (ROOT / "templates/kern/onderdelen").glob("*.html")}
    assert parts - seen == set()
