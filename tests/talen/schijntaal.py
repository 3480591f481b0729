"""A language that nobody speaks: our texts with every letter replaced, so that what stayed behind is seen."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import django
from babel.messages.catalog import Catalog

from scripts.catalogi import NO_DATE, as_mo, find_texts, ids_of, plural_rule, texts_in

LETTERS = "abcdefghijklmnopqrstuvwxyzáäçèéêëíïóöúü"
GEORGIAN = {letter: chr(0x10D0 + number % 33) for number, letter in enumerate(LETTERS)}
TABLE = str.maketrans({**GEORGIAN, **{letter.upper(): other for letter, other in GEORGIAN.items()}})
# What is filled in, tags and entities stay as they are.
FIXED = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;)")


def pseudo(text: str) -> str:
    """The text in other letters."""
    return "".join(
        part if number % 2 else part.translate(TABLE) for number, part in enumerate(FIXED.split(text))
    )


def make_language(taal: str, folder: Path) -> None:
    """A catalogue of all our texts and of Django's: one file, nothing else."""
    catalog = Catalog(locale=taal, charset="utf-8")
    catalog.creation_date = catalog.revision_date = NO_DATE
    for message in [*texts_in(find_texts()), *texts_in(_django_texts(taal))]:
        ids = ids_of(message)
        last = pseudo(ids[-1])
        strings = (pseudo(ids[0]), *[last] * (catalog.num_plurals - 1)) if len(ids) == 2 else last
        catalog.add(message.id, strings, context=message.context)
    assert plural_rule(taal)
    path = folder / taal / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(as_mo(catalog))


def _django_texts(taal: str) -> Catalog:
    """Names of months and languages, and what Django says about forms."""
    catalog = Catalog()
    path = Path(django.__file__).parent / "conf" / "locale" / taal / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        known = gettext.GNUTranslations(file)
    for key in known._catalog:  # type: ignore[attr-defined]  # there is no other way to ask for the keys
        counts = isinstance(key, tuple)
        context, _, text = (key[0] if counts else key).rpartition("\x04")
        if text:
            catalog.add((text, text) if counts else text, context=context or None)
    return catalog
