"""What PDF/UA asks and WeasyPrint 70 does not write: languages, scope of heading cells, ornaments.

`apply` wraps two internals of WeasyPrint; therefore its version is pinned and a test reads the result back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pydyf
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

SVG = "{http://www.w3.org/2000/svg}"
_build_box_tree = tags._build_box_tree
_marked = Stream.marked


def apply() -> None:
    """From now on every PDF of this process has them. Applying twice does no harm."""
    tags._build_box_tree = _build_complete_tree
    Stream.marked = _mark_or_artifact


def _html(box: Any) -> Any:
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    return box.element


def _is_ornament(element: Any) -> bool:
    """A drawing without a title says nothing: it is no figure but decoration."""
    return element is not None and element.tag == f"{SVG}svg" and element.find(f"{SVG}title") is None


def _mark_or_artifact(stream: Any, box: Any, tag: str) -> AbstractContextManager[None]:
    if tag == "Figure" and _is_ornament(_html(box)):
        artifact: AbstractContextManager[None] = stream.artifact()
        return artifact
    marked: AbstractContextManager[None] = _marked(stream, box, tag)
    return marked


def _build_complete_tree(box: Any, *args: Any) -> Iterator[Any]:
    html = _html(box)
    if _is_ornament(html):
        return
    for element in _build_box_tree(box, *args):
        if html is not None and html.tag not in ("html", "body"):
            _complete(element, html, box)
        yield element


def _complete(element: Any, html: Any, box: Any) -> None:
    if lang := html.get("lang"):
        element["Lang"] = pydyf.String(lang)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Link" and getattr(box, "link_annotation", None):
        box.link_annotation["Contents"] = pydyf.String(" ".join("".join(html.itertext()).split()))
