"""Receipt codes: three words out of 2,048 and two digits, kept only as HMAC under CODE_SECRET.

A code follows from the send id of the form, so that a repeated send can show the same code again while
the database holds no readable code.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
import uuid
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kern.klok import today
from wijken.models import Volgcode, Wijk

WORDS_FILE = Path(__file__).parent / "data" / "codewoorden.txt"


@lru_cache(maxsize=1)
def codewoorden() -> tuple[str, ...]:
    """The 2,048 words, in the order of the file (which never changes: codes follow from it)."""
    words = tuple(WORDS_FILE.read_text(encoding="utf-8").split())
    if len(words) != 2048 or len(set(words)) != 2048:
        raise ValueError("codewoorden.txt must hold 2,048 different words")
    return words


def _mac(purpose: str, message: str) -> bytes:
    return hmac.new(settings.CODE_SECRET.encode(), f"{purpose}:{message}".encode(), hashlib.sha256).digest()


def code_for(verzend_id: uuid.UUID) -> str:
    """The readable code that belongs to one send, such as 'fiets-linde-brood-47'."""
    number = int.from_bytes(_mac("code", verzend_id.hex)[:8], "big")
    words = codewoorden()
    parts = []
    for _ in range(3):
        number, index = divmod(number, 2048)
        parts.append(words[index])
    return f"{'-'.join(parts)}-{number % 100:02d}"


def normalize_code(text: str) -> str:
    """What a person typed, without spaces, capitals, accents and hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def code_hmac(code: str) -> str:
    """What is kept of a code."""
    return _mac("volgcode", normalize_code(code)).hex()


def make_volgcode(*, wijk: Wijk, verzend_id: uuid.UUID) -> Volgcode:
    """Keep the code of this send and return its row."""
    return Volgcode.objects.create(wijk=wijk, hmac=code_hmac(code_for(verzend_id)), datum=today())


def find_volgcode(code: str) -> Volgcode | None:
    """The row that belongs to a typed code, or None. Costs the same whether it exists or not."""
    return Volgcode.objects.select_related("wijk").filter(hmac=code_hmac(code[:100])).first()
