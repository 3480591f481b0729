"""The catalogues in locale/: find the texts that residents read, keep the .po files, make the .mo files.

    scripts/catalogi.py                bring all .po files up to date and compile them
    scripts/catalogi.py --taal tr      begin a language
    scripts/catalogi.py --check        write nothing; exit 1 when something is not current or not well formed
    scripts/catalogi.py --stand        per language: which texts are not translated yet

Only what residents read is in the catalogues: the pages of the team are Dutch. Which files that are is
decided here and nowhere else (TEMPLATES, PYTHON). No dates and no line numbers, so that merges stay calm.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gettext
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
FILE = Path("LC_MESSAGES") / "django.po"
SOURCE = "nl"

# Templates for everyone: whatever extends this, whatever it includes, and the parts that template tags draw.
BASE = "basis_bewoner.html"
ROOF = "basis.html"  # the pages of the team extend this too
TEMPLATES = (
    "kern/onderdelen/*.html",
    "agenda/mail/volger_*.txt",
    "analyse/deur/voorlezen.html",
    "bewoners/mail/*.txt",
    "rapportage/blad.html",
    "rapportage/brief.html",
    "rapportage/poster.html",
    "rapportage/vragenlijst.html",
    "wijken/privacy_kort.html",
)
PYTHON = (
    "kern/*.py",
    "kern/templatetags/*.py",
    "wijken/buurtkaart.py",
    "wijken/cijfers.py",
    "wijken/gezondheidsteksten.py",
    "wijken/indicatoren.py",
    "wijken/indicatorteksten.py",
    "wijken/kaarten.py",
    "wijken/inrichting/privacy.py",
    "wijken/selectors.py",
    "wijken/sociale_kaart/selectors.py",
    "wijken/tabellen.py",
    "wijken/themas.py",
    "wijken/tiencijfers.py",
    "wijken/vergelijking.py",
    "wijken/verloop.py",
    "wijken/zoeken.py",
    "analyse/antwoorden.py",
    "analyse/inzenden.py",
    "analyse/invullen/bladforms.py",
    "analyse/invullen/forms.py",
    "analyse/invullen/views.py",
    "analyse/invullen/woorden.py",
    "analyse/uitslag/woorden.py",
    "bewoners/aanbod/forms.py",
    "bewoners/aanbod/regels.py",
    "bewoners/aanbod/services.py",
    "bewoners/aanbod/views.py",
    "bewoners/forms.py",
    "bewoners/keuzes.py",
    "bewoners/models.py",
    "bewoners/regels.py",
    "bewoners/services/concept.py",
    "bewoners/services/contact.py",
    "bewoners/services/inbreng.py",
    "bewoners/views/bewoner.py",
    "bewoners/views/contact.py",
    "bewoners/woorden.py",
    "kern/basisform.py",
    "agenda/bijdragen/antwoord.py",
    "agenda/bijdragen/link.py",
    "agenda/concept/reactieformulier.py",
    "agenda/concept/publiek.py",
    "agenda/concept/reageren.py",
    "agenda/groep/doen.py",
    "agenda/groep/forms.py",
    "agenda/groep/services.py",
    "agenda/groep/toegang.py",
    "agenda/groep/views.py",
    "agenda/haalbaarheid/antwoordformulier.py",
    "agenda/haalbaarheid/partij.py",
    "agenda/haalbaarheid/services.py",
    "agenda/kernwaarden/document.py",
    "agenda/keuzes.py",
    "agenda/melden/forms.py",
    "agenda/melden/services.py",
    "agenda/models/versie.py",
    "agenda/verschil/vergelijken.py",
    "agenda/verschil/waarden.py",
    "agenda/volgen.py",
    "agenda/volgers/forms.py",
    "agenda/volgers/views.py",
    "agenda/weergave.py",
    "agenda/woorden.py",
    "agenda/namen/regels.py",
    "agenda/oordeel/forms.py",
    "agenda/oordeel/services.py",
    "agenda/oordeel/views.py",
    "agenda/services/intrekken.py",
    "agenda/views/publiek.py",
    "agenda/views/volg.py",
    "rapportage/blad.py",
    "rapportage/opmaak.py",
    "rapportage/papier/vel.py",
)
NOT = ("kern/stijlgids.py",)

# Which arguments hold the text, its plural and, marked with a c, the context.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
ENGLISH = "nplurals=2; plural=(n != 1)"  # Django has no texts in English: they are its source
NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
EXTENDS = re.compile(r"""{%\s*extends\s+["']([^"']+)["']""")
INCLUDES = re.compile(r"""{%\s*include\s+["']([^"']+)["']""")
TAG = re.compile(r"</?[a-z][^>]*>")


# ---- finding the texts --------------------------------------------------------------------------


def public_templates() -> list[Path]:
    """Every template that a resident can meet."""
    folder = ROOT / "templates"
    sources = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in (*folder.rglob("*.html"), *folder.rglob("mail/*.txt"))
        if path.parent.name != "stijlgids"
    }
    named = {BASE} | {
        path.relative_to(folder).as_posix() for pattern in TEMPLATES for path in folder.glob(pattern)
    }
    size = 0
    while size < len(named):
        size = len(named)
        named |= {name for name, source in sources.items() if named & set(EXTENDS.findall(source)) - {ROOF}}
        parts = [source for name, source in sources.items() if name in named]
        named |= {name for source in parts for name in (*INCLUDES.findall(source), *EXTENDS.findall(source))}
    return sorted(folder / name for name in named if name in sources)


def public_modules() -> list[Path]:
    """Every Python file whose texts stand on those pages."""
    left_out = {ROOT / name for name in NOT}
    return sorted({path for pattern in PYTHON for path in ROOT.glob(pattern)} - left_out)


def _as_python(template: Path) -> str:
    """The texts of a template as calls that the Python extractor reads; indents say nothing."""
    calls = templatize(template.read_text("utf-8"), origin=str(template))
    return "\n".join(line.strip() for line in calls.splitlines())


def find_texts() -> Catalog:
    """All texts, without places: a text that moves changes nothing."""
    catalog = Catalog(charset="utf-8")
    sources = [(path, _as_python(path)) for path in public_templates()]
    sources += [(path, path.read_text("utf-8")) for path in public_modules()]
    for path, source in sources:
        found = extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for _line, text, _comments, context in found:
            if any(text) if isinstance(text, tuple) else text:
                catalog.add(text, context=context)
        if not path.is_file():
            raise FileNotFoundError(path)
    return catalog


# ---- reading and writing ------------------------------------------------------------------------


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in LOCALE.glob(f"*/{FILE.as_posix()}"))


def plural_rule(taal: str) -> str:
    """How the language counts, as in Django's own catalogue of it."""
    path = Path(django.__file__).parent / "conf" / "locale" / taal / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        rule = gettext.GNUTranslations(file).info().get("plural-forms", ENGLISH)
    return rule.rstrip(";") + ";"


def _header(taal: str) -> str:
    lines = (
        f"Language: {taal}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_rule(taal)}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def load(taal: str) -> Catalog:
    """The catalogue as it lies in locale/; empty when there is none yet."""
    path = LOCALE / taal / FILE
    text = path.read_text("utf-8") if path.exists() else _header(taal)
    catalog = read_po(io.BytesIO(text.encode()), locale=taal, abort_invalid=True)
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def as_po(catalog: Catalog, taal: str) -> str:
    """The text of a .po file: sorted, no places, no dates."""
    out = io.BytesIO()
    write_po(
        out, catalog, width=100, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    return _header(taal) + out.getvalue().decode().strip() + "\n"


def as_mo(catalog: Catalog) -> bytes:
    """The bytes of a .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def updated(taal: str, texts: Catalog) -> Catalog:
    """The language's catalogue with exactly the texts of now; what was translated stays."""
    catalog = load(taal)
    catalog.update(texts, no_fuzzy_matching=True)
    # read once more what will be written: both files then say the same
    again = read_po(io.BytesIO(as_po(catalog, taal).encode()), locale=taal, abort_invalid=True)
    again.creation_date = again.revision_date = NO_DATE
    return again


# ---- looking at them ----------------------------------------------------------------------------


def strings_of(message: Message) -> tuple[str, ...]:
    """The translation in each of its forms."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def ids_of(message: Message) -> tuple[str, ...]:
    """The text, and its plural when it counts."""
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def texts_in(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that miss a form."""
    return [ids_of(message)[0] for message in texts_in(catalog) if not all(strings_of(message))]


def _named(text: str) -> set[str]:
    """What is filled in: %(name)s and {name}."""
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name} if "{" in text else set()
    return set(re.findall(r"%\((\w+)\)[sd]", text)) | {f"{{{name}}}" for name in braces}


def faults(message: Message, plurals: int) -> list[str]:
    """What is wrong with a translation; an untranslated one has no faults."""
    ids, strings = ids_of(message), strings_of(message)
    if not any(strings):
        return []
    found = [str(error) for error in message.check()]
    if len(ids) == 2 and len(strings) != plurals:
        found.append(f"{len(strings)} plural forms instead of {plurals}")
    wanted = set().union(*map(_named, ids))
    for text in filter(None, strings):
        # one of something may be said without the number
        if _named(text) - wanted or (len(ids) == 1 and _named(text) != wanted):
            found.append(f"fills in {sorted(_named(text))} instead of {sorted(wanted)}")
        if sorted(TAG.findall(text)) != sorted(TAG.findall(ids[-1])):
            found.append("other html tags")
        if (text[:1].isspace(), text[-1:].isspace()) != (ids[0][:1].isspace(), ids[0][-1:].isspace()):
            found.append("other space at the ends")
    if message.fuzzy:
        found.append("fuzzy: look at it and take the mark away")
    return found


def check(texts: Catalog) -> list[str]:
    """Everything that is not right, in words."""
    found = []
    for taal in languages():
        path, now = LOCALE / taal / FILE, updated(taal, texts)
        if path.read_text("utf-8") != as_po(now, taal):
            found.append(f"{path.relative_to(ROOT)} is not current. Run scripts/catalogi.py.")
        mo = path.with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != as_mo(now):
            found.append(f"{mo.relative_to(ROOT)} is not current. Run scripts/catalogi.py.")
        for message in texts_in(load(taal)):
            found += [
                f"{taal}: {ids_of(message)[0]!r}: {fault}" for fault in faults(message, now.num_plurals)
            ]
    return found


def write(taal: str, texts: Catalog) -> None:
    """Bring one language up to date."""
    now, path = updated(taal, texts), LOCALE / taal / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_po(now, taal), "utf-8")
    path.with_suffix(".mo").write_bytes(as_mo(now))


def state(texts: Catalog) -> Iterator[str]:
    """Per language how many texts there are, and each one that waits for a translation."""
    for taal in languages():
        now = updated(taal, texts)
        waiting = untranslated(now)
        yield f"{taal}: {len(now)} texts, {len(waiting)} not translated"
        yield from (f"    {text}" for text in waiting)


def main() -> int:
    """Do what was asked."""
    parser = argparse.ArgumentParser(description="The catalogues of texts.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is not current")
    parser.add_argument("--stand", action="store_true", help="show what is not translated")
    parser.add_argument("--taal", help="begin this language")
    asked = parser.parse_args()
    texts = find_texts()
    if asked.check:
        found = check(texts)
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    if not asked.stand:
        for taal in sorted({*languages(), *filter(None, [asked.taal])}):
            write(taal, texts)
    sys.stdout.write("".join(f"{line}\n" for line in state(texts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
