"""Everything on a page that people read or hear, and which of it is somebody's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from scripts.catalogi import find_texts, ids_of, load, strings_of, texts_in

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style"}
SAID = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-kop", "data-gekopieerd")
# A receipt code, and a short address of our own.
CODE = re.compile(rf"[a-z]+-[a-z]+-[a-z]+-\d+|{re.escape(settings.SITE_HOST)}/[\w/-]+")
LATIN = re.compile(r"[A-Za-zÀ-ž]{2,}")
EDGES = " \n\t“”‘’\"'«».,:;…–()·"
LANGUAGE_NAMES = {naam.casefold() for _, naam in settings.LANGUAGES}


@dataclass(frozen=True, slots=True)
class Tekst:
    """A piece of text; `eigen` when the page marks it as somebody's own words, a name or a code."""

    tekst: str
    eigen: bool
    plek: str


class Lezer(HTMLParser):
    """Reads a page from top to bottom."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.teksten: list[Tekst] = []
        self.taal = ""
        self._stack: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.taal = found["lang"]
        own = self._own()
        if found.get("lang", self.taal) != self.taal or found.get("dir") == "auto" or tag == "bdi":
            own = True
        for name in SAID:
            if found.get(name):
                self._keep(found[name], own, f"{tag}[{name}]")
        if tag == "input" and found.get("type", "text") in ("submit", "button"):
            self._keep(found.get("value", ""), own, "input[value]")
        if tag not in VOID:
            self._stack.append((tag, own or tag == "textarea"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._stack.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._stack and self._stack[-1][0] not in SILENT:
            self._keep(data, self._own(), "/".join(tag for tag, _ in self._stack[-3:]))

    def _own(self) -> bool:
        return self._stack[-1][1] if self._stack else False

    def _keep(self, text: str, own: bool, where: str) -> None:
        plain = " ".join(text.split())
        if plain:
            self.teksten.append(Tekst(plain, own, where))


class Woordenschat:
    """What people and files brought in: all free text in the database, and what was typed just now."""

    def __init__(self, *getypt: str) -> None:
        found = {text.casefold() for text in (*getypt, *_stored())} - _ours()
        self.waarden = sorted(found, key=len, reverse=True)

    @cached_property
    def alles(self) -> str:
        return "\n".join(self.waarden)

    def has(self, text: Tekst) -> bool:
        """Whether this text, or the beginning of a text that was cut off, was brought in.

        Of a text that the page marks as own words: any piece.
        """
        plain = text.tekst.strip(EDGES).casefold()
        return (text.eigen and plain in self.alles) or any(one.startswith(plain) for one in self.waarden)

    def without(self, text: str) -> str:
        """The text, in small letters, without what was brought in."""
        text = text.casefold()
        for waarde in self.waarden:
            if len(waarde) > 2 and waarde in text:
                text = re.sub(rf"(?<!\w){re.escape(waarde)}(?!\w)", " ", text)
        return text


@cache
def _ours() -> frozenset[str]:
    """Our own texts: where one is in the database too, it has to be translated all the same."""
    return frozenset(text.casefold() for message in texts_in(find_texts()) for text in ids_of(message))


def _stored() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("django.") or model.__module__.startswith("allauth"):
            continue
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
        ]
        for row in model._base_manager.values_list(*fields):
            for value in row:
                yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    """The texts in a value. A figure card that was copied is made of our own words, so it does not count."""
    if isinstance(value, str):
        if LATIN.search(value):
            yield " ".join(value.split())
            yield from value.splitlines()
    elif isinstance(value, dict):
        yield from _strings([item for key, item in value.items() if key not in ("cijfers", "kaart")])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def latin_words(taal: str) -> frozenset[str]:
    """The words in Latin letters that our own texts in this language have, in small letters."""
    return frozenset(
        word.casefold()
        for message in texts_in(load(taal))
        for text in strings_of(message)
        for word in LATIN.findall(text or "")
    )


def foreign(html: str, schat: Woordenschat, *, mag: frozenset[str] = frozenset()) -> list[str]:
    """What is in Latin letters on a page in another script, and is nobody's own words.

    `mag` are words in small letters that may: names of things that have no other name.
    """
    page = Lezer(html)
    assert page.taal, "the page does not say its language"
    assert len(page.teksten) > 3, "there is hardly anything on the page"
    found = []
    for text in page.teksten:
        if not LATIN.search(text.tekst) or schat.has(text):
            continue
        if text.tekst.casefold() in LANGUAGE_NAMES or (text.eigen and CODE.fullmatch(text.tekst)):
            continue
        left = set(LATIN.findall(schat.without(text.tekst))) - mag
        if left:
            found.append(f"{text.plek}: {text.tekst!r}" + (" (marked as own words)" if text.eigen else ""))
    return found
