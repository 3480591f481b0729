"""A photo that somebody sends becomes a picture of our own: no place, no camera, no surprises."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageOps

from kern.fouten import DomeinFout

MAX_BYTES: Final = 10 * 1024 * 1024  # what a telephone makes, without making it smaller first
MAX_PIXELS: Final = 40_000_000  # a telephone makes 12 to 24 million; opened, this is 120 MB
LANG: Final = 1600  # the longest side of a whole photo
MEDIATYPE: Final = "image/jpeg"
KINDS: Final = ("JPEG", "PNG", "WEBP")
ACCEPT: Final = "image/jpeg,image/png,image/webp"
QUALITY: Final = 82
_TE_VEEL: Final = "Deze foto heeft te veel beeldpunten. Maak haar kleiner of kies een andere."
_NOT_AN_IMAGE: Final = (
    "Dit is geen foto die wij kennen. Gebruik een JPG of PNG. "
    "Een foto van een iPhone (HEIC) kunt u op de telefoon als JPG delen."
)


def te_groot(hoogstens: int) -> str:
    """What one reads about a photo of more bytes than this."""
    mb = hoogstens // (1024 * 1024)
    return f"Deze foto is te groot. Zij mag {mb} MB zijn. Maak haar kleiner of kies een andere."


def make_photo(raw: bytes) -> bytes:
    """The whole photo as a JPEG of at most 1600 pixels long, without any data beside the picture.

    Raises DomeinFout with a sentence.
    """
    return _make(raw, MAX_BYTES, _whole)


def shrink_photo(raw: bytes, lang: int) -> bytes:
    """A photo of our own, once more as a JPEG of at most `lang` pixels long. Raises DomeinFout."""
    return _make(raw, MAX_BYTES, lambda picture: _whole(picture, lang))


def make_square(raw: bytes, *, zijde: int, hoogstens: int) -> bytes:
    """A square JPEG, the middle of the photo, of at most `hoogstens` bytes to begin with."""
    return _make(raw, hoogstens, lambda picture: ImageOps.fit(picture, (zijde, zijde), centering=(0.5, 0.35)))


def _whole(picture: Image.Image, lang: int = LANG) -> Image.Image:
    picture.thumbnail((lang, lang))
    return picture


def _make(raw: bytes, hoogstens: int, fit: Callable[[Image.Image], Image.Image]) -> bytes:
    if len(raw) > hoogstens:
        raise DomeinFout(te_groot(hoogstens))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=KINDS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise DomeinFout(_TE_VEEL)
                return _save(fit(_upright(picture)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DomeinFout(_TE_VEEL) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises on a broken file
        raise DomeinFout(_NOT_AN_IMAGE) from error


def _upright(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        seen = upright.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        upright = Image.alpha_composite(ground, seen)
    return upright.convert("RGB")


def _save(picture: Image.Image) -> bytes:
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())  # pixels alone: nothing travels along
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
