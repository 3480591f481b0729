"""The tool that keeps the catalogues: what it finds in sources, and what it does not let through."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import catalogi

SIX = 6


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own, with one page for residents and one for the team."""
    (tmp_path / "templates" / "team").mkdir(parents=True)
    (tmp_path / "bewoners").mkdir()
    page = '{% extends "basis_bewoner.html" %}{% translate "Vertel iets" %}{% include "deel.html" %}'
    write(tmp_path / "templates" / "pagina.html", page)
    write(tmp_path / "templates" / "onder.html", '{% extends "pagina.html" %}{% translate "Daaronder" %}')
    write(
        tmp_path / "templates" / "deel.html",
        """{% leeg titel=_("Leeg") %}
        {% blocktranslate trimmed count n=rijen|length %}
            Er is {{ n }} verhaal.
        {% plural %}
            Er zijn {{ n }} verhalen.
        {% endblocktranslate %}
        {% translate "Open" context "een wijk" %}
        {{ naam|default:_("Nog niemand") }}""",
    )
    write(tmp_path / "templates" / "basis_bewoner.html", '{% extends "basis.html" %}')
    write(tmp_path / "templates" / "basis.html", '{% translate "Naar de inhoud" %}')
    team = '{% extends "basis.html" %}{% translate "Bundel" %}'
    write(tmp_path / "templates" / "team" / "inbox.html", team)
    write(
        tmp_path / "bewoners" / "forms.py",
        """label = gettext_lazy("Uw naam")
count = ngettext("%(n)s week", "%(n)s weken", n)
kept = gettext_noop("CBS")
""",
    )
    write(tmp_path / "bewoners" / "inbox.py", '_("Alleen het team")')
    monkeypatch.setattr(catalogi, "ROOT", tmp_path)
    monkeypatch.setattr(catalogi, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(catalogi, "PYTHON", ("bewoners/forms.py",))
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def ids(catalog: Catalog) -> set[str]:
    return {catalogi.ids_of(message)[0] for message in catalogi.texts_in(catalog)}


@pytest.mark.usefixtures("folder")
def test_it_finds_what_residents_read_and_nothing_of_the_team() -> None:
    texts = catalogi.find_texts()
    assert ids(texts) == {
        "Vertel iets",
        "Daaronder",
        "Leeg",
        "Er is %(n)s verhaal.",
        "Open",
        "Nog niemand",
        "Naar de inhoud",
        "Uw naam",
        "%(n)s week",
        "CBS",
    }
    assert texts.get("Open", context="een wijk") is not None
    assert texts.get("Er is %(n)s verhaal.").pluralizable  # type: ignore[union-attr]


def test_a_begun_language_keeps_what_was_translated(folder: Path) -> None:
    catalogi.write("ar", catalogi.find_texts())
    po, mo = (folder / "locale" / "ar" / "LC_MESSAGES" / f"django.{kind}" for kind in ("po", "mo"))
    first = po.read_text("utf-8")
    assert "nplurals=6" in first
    assert first.count("msgstr[5]") == 2
    write(po, first.replace('msgid "Uw naam"\nmsgstr ""', 'msgid "Uw naam"\nmsgstr "اسمكم"'))
    assert [line for line in catalogi.check(catalogi.find_texts()) if "current" in line] == [
        "locale/ar/LC_MESSAGES/django.mo is not current. Run scripts/catalogi.py."
    ]
    forms = folder / "bewoners" / "forms.py"
    write(forms, forms.read_text("utf-8") + '_("Nieuw")\n')
    catalogi.write("ar", catalogi.find_texts())
    again, compiled = po.read_text("utf-8"), mo.read_bytes()
    assert "اسمكم" in again
    assert "Nieuw" in again
    assert catalogi.check(catalogi.find_texts()) == []
    catalogi.write("ar", catalogi.find_texts())
    assert (po.read_text("utf-8"), mo.read_bytes()) == (again, compiled)


def test_a_text_that_went_leaves_the_catalogue(folder: Path) -> None:
    catalogi.write("en", catalogi.find_texts())
    write(folder / "bewoners" / "forms.py", "")
    catalogi.write("en", catalogi.find_texts())
    assert "Uw naam" not in (folder / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text("utf-8")


@pytest.mark.parametrize(
    ("ids", "strings", "fault"),
    [
        ("%(n)s verhaal", "a story", "fills in"),
        ("%(n)s verhaal", "%(m)s story", "fills in"),
        ("{getal} mensen", "{number} people", "fills in"),
        ("{getal} mensen", "people", "fills in"),
        ('in <bdi lang="nl">%(plek)s</bdi>', "in %(plek)s", "tags"),
        (" en ", "and", "space"),
        (("%(n)s week", "%(n)s weken"), ("a week", "%(n)s weeks"), "plural forms"),
    ],
)
def test_a_translation_with_a_fault_is_not_let_through(
    ids: str | tuple[str, str], strings: str | tuple[str, ...], fault: str
) -> None:
    message = Message(ids, strings, flags=["python-format"] if "%" in str(ids) else [])
    assert any(fault in found for found in catalogi.faults(message, SIX))


def test_one_of_something_may_be_said_without_the_number() -> None:
    forms = ("لا قصص", "قصة واحدة", "قصتان", "%(n)s قصص", "%(n)s قصة", "%(n)s قصة")
    message = Message(("%(n)s verhaal", "%(n)s verhalen"), forms, flags=["python-format"])
    catalog = Catalog(locale="ar")
    catalog.add(message.id, message.string, flags=message.flags)
    assert catalogi.faults(catalog[message.id], SIX) == []


def test_what_is_not_translated_yet_is_no_fault() -> None:
    assert catalogi.faults(Message("Uw naam", ""), SIX) == []


def test_a_fuzzy_translation_is_looked_at_first() -> None:
    message = Message("Uw naam", "Your name", flags=["fuzzy"])
    assert any("fuzzy" in found for found in catalogi.faults(message, 2))
