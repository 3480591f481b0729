"""PDFs that many tests read, made once. A machine without Pango is said, and fails in CI."""

from __future__ import annotations

import io
import uuid

import pytest
from pypdf import PdfReader

from agenda.inhoud import Inhoud
from tests.lacking import lacking
from tests.rapportage.stof import LINK, empty_inhoud, rich_inhoud


@pytest.fixture(scope="session")
def pango() -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415 - to see whether its libraries are there
    except OSError as error:
        lacking(f"Pango is missing: {error}")


def make(inhoud: Inhoud, *, concept: bool = False) -> bytes:
    """The PDF of a document; adopted, with the code of each plan."""
    from rapportage.opmaak import make_pdf  # noqa: PLC0415 - needs Pango, see above

    planlinks = {} if concept else planlinks_of(inhoud)
    return make_pdf(inhoud, link=LINK, concept=concept, planlinks=planlinks).pdf


def planlinks_of(inhoud: Inhoud) -> dict[uuid.UUID, str]:
    """A short address for each plan: /d/plan01/, /d/plan02/ …"""
    return {
        uuid.UUID(plan["uuid"]): f"http://testserver/d/plan{plan['nummer']:02}/" for plan in inhoud["plannen"]
    }


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pages_of(reader: PdfReader) -> list[str]:
    """The text of each page, its white space evened out."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(scope="session")
def rich_pdf(pango: None) -> bytes:
    return make(rich_inhoud())


@pytest.fixture(scope="session")
def rich(rich_pdf: bytes) -> PdfReader:
    return read(rich_pdf)


@pytest.fixture(scope="session")
def rich_pages(rich: PdfReader) -> list[str]:
    return pages_of(rich)


@pytest.fixture(scope="session")
def empty_pages(pango: None) -> list[str]:
    return pages_of(read(make(empty_inhoud(), concept=True)))
