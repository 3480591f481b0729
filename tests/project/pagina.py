"""Reading a page as a browser would: its tags, its forms, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]
TYPED = {"text", "email", "tel", "search", "url", ""}


@dataclass
class Veld:
    """A field of a form: its kind, what stands in it, and what can be chosen."""

    soort: str
    waarde: str = ""
    keuzes: list[str] = field(default_factory=list)


@dataclass
class Formulier:
    """A form as it stands on the page."""

    adres: str
    methode: str
    velden: dict[str, Veld] = field(default_factory=dict)

    def fill(self, text: str) -> dict[str, str]:
        """What a visitor sends who types `text` wherever he can and takes the first of every choice."""
        sent = {}
        for name, item in self.velden.items():
            if item.soort == "typed":
                sent[name] = text
            else:
                sent[name] = item.waarde or next((keuze for keuze in item.keuzes if keuze), "")
        return sent


class Pagina(HTMLParser):
    """All tags with their attributes, the text inside script and style, and the forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.code: list[str] = []
        self.forms: list[Formulier] = []
        self._open_form: Formulier | None = None
        self._inside = ""
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        self._inside = tag
        if tag == "form":
            self._open_form = Formulier(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._open_form)
        elif self._open_form is not None:
            self._field(self._open_form, tag, found)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "form":
            self._open_form = None

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.code.append(data)

    def _field(self, form: Formulier, tag: str, found: Attributes) -> None:
        name, kind = found.get("name", ""), found.get("type", "")
        if tag == "option" and self._select:
            form.velden[self._select].keuzes.append(found.get("value", ""))
        if not name or tag not in ("input", "textarea", "select", "button"):
            return
        if tag == "select":
            self._select = name
            form.velden[name] = Veld("choice")
        elif tag == "textarea" or (tag == "input" and kind in TYPED and not _is_trap(found)):
            form.velden[name] = Veld("typed")
        elif kind in ("radio", "checkbox"):
            form.velden.setdefault(name, Veld("choice")).keuzes.append(found.get("value", "on"))
        else:
            form.velden.setdefault(name, Veld("fixed", found.get("value", "")))


def _is_trap(found: Attributes) -> bool:
    """The field for robots, which a visitor leaves empty."""
    return found.get("tabindex") == "-1"
