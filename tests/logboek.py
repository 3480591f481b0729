"""What the site writes to its log, read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.utils.log import configure_logging


@contextmanager
def written_lines(*, level: str = "", **handler: str) -> Iterator[StringIO]:
    """By the site's own handlers, with `handler` changed in each; at another level than usual if given."""
    stream = StringIO()
    handlers = {
        name: {**each, "stream": stream, **handler} for name, each in settings.LOGGING["handlers"].items()
    }
    root = {**settings.LOGGING["root"], **({"level": level} if level else {})}
    configure_logging(settings.LOGGING_CONFIG, {**settings.LOGGING, "handlers": handlers, "root": root})
    try:
        yield stream
    finally:
        configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
