"""Reading a PDF back: its catalogue and the elements of its tag tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every element of the tag tree, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield node
            yield from walk(node.get("/K", ArrayObject()))

    yield from walk(root_of(reader)["/StructTreeRoot"]["/K"])


def root_of(reader: PdfReader) -> Any:
    """The catalogue of the document."""
    return reader.trailer["/Root"]


def check_accessible(reader: PdfReader, taal: str = "nl") -> None:
    """Language, title, scopes of heading cells, and words for every drawing."""
    root: Any = root_of(reader)
    assert root["/Lang"] == taal
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title
    assert all(e["/A"].get("/Scope") for e in elements(reader) if e["/S"] == "/TH")
    assert all(e.get("/Alt") for e in elements(reader) if e["/S"] == "/Figure")
