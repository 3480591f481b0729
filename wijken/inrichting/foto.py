"""The photo of a colleague: a small square."""

from __future__ import annotations

from typing import Final

from kern import foto

MAX_BYTES: Final = 2 * 1024 * 1024
SIZE: Final = 480  # shown at 96 to 128 CSS pixels, sharp on every screen
MEDIATYPE: Final = foto.MEDIATYPE
TE_GROOT: Final = foto.te_groot(MAX_BYTES)


def make_photo(raw: bytes) -> bytes:
    """A JPEG of 480 × 480 pixels without any data beside the picture. Raises DomeinFout with a sentence."""
    return foto.make_square(raw, zijde=SIZE, hoogstens=MAX_BYTES)
