"""A photo that somebody sends becomes a small square of our own: no place, no camera, no surprises."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

from kern.fouten import DomeinFout

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000  # a telephone makes 12 to 24 million; opened, this is 120 MB
SIZE: Final = 480  # shown at 96 to 128 CSS pixels, sharp on every screen
MEDIATYPE: Final = "image/jpeg"
TE_GROOT: Final = "Deze foto is te groot. Zij mag 2 MB zijn. Maak haar kleiner of kies een andere."
_KINDS: Final = ("JPEG", "PNG", "WEBP")
_NOT_AN_IMAGE: Final = (
    "Dit is geen foto die wij kennen. Gebruik een JPG of PNG. "
    "Een foto van een iPhone (HEIC) kunt u op de telefoon als JPG delen."
)


def make_photo(raw: bytes) -> bytes:
    """A JPEG of 480 × 480 pixels without any data beside the picture. Raises DomeinFout with a sentence."""
    if len(raw) > MAX_BYTES:
        raise DomeinFout(TE_GROOT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=_KINDS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise DomeinFout(
                        "Deze foto heeft te veel beeldpunten. Maak haar kleiner of kies een andere."
                    )
                return _square(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DomeinFout(
            "Deze foto heeft te veel beeldpunten. Maak haar kleiner of kies een andere."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises on a broken file
        raise DomeinFout(_NOT_AN_IMAGE) from error


def _square(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        seen = upright.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        upright = Image.alpha_composite(ground, seen)
    fitted = ImageOps.fit(upright.convert("RGB"), (SIZE, SIZE), centering=(0.5, 0.35))
    clean = Image.frombytes("RGB", fitted.size, fitted.tobytes())  # pixels alone: nothing travels along
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
