"""No personal data and no codes in the logs."""

from __future__ import annotations

import logging
import re

SECRET_PATHS = re.compile(r"(/(?:volg|d|werksessies)/)[^/\s?\"']+")
QUERY = re.compile(r"(\?)[^\s\"']+")


def mask(text: str) -> str:
    """`text` without what follows /volg/ and /d/, and without query strings."""
    return QUERY.sub(r"\1…", SECRET_PATHS.sub(r"\1…", text))


class MaskFilter(logging.Filter):
    """Masks every line that leaves by a handler, arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask(record.getMessage())
        record.args = ()
        return True
