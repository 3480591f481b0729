"""No personal data and no codes in the logs.

Masked are: what follows /volg/, /d/, /link/, /werksessies/, /uitnodiging/ and /account/wachtwoord-nieuw/,
every query string, and the messages of errors (a database error quotes the row it refused, a KeyError the
value somebody typed). What stays is enough to find the fault: the kind of error, where it happened, and of
a database error its code and constraint.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import TextIO

import psycopg
from django.db import Error as DatabaseError
from django.db import OperationalError

from kern.verzoek import request_id

SECRET_PATHS = re.compile(
    r"(/(?:volg|d|link|werksessies|uitnodiging)/)[^/\s?\"']+|(/account/wachtwoord-nieuw/)[^\s?\"']+"
)
QUERY = re.compile(r"(\?)[^\s\"']+")
# errors whose words are never a visitor's
SPEAKING = (
    OperationalError,
    psycopg.OperationalError,
    ConnectionError,
    TimeoutError,
    ImportError,
)

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def mask(text: str) -> str:
    """`text` without what follows /volg/ and /d/, and without query strings."""
    return QUERY.sub(r"\1…", SECRET_PATHS.sub(r"\1\2…", text))


class MaskFilter(logging.Filter):
    """Masks every line that leaves by a handler, arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        if (
            isinstance(record.args, Mapping) and "traceback" in record.args
        ):  # Celery writes errors into the text
            record.args = {**record.args, "exc": _kind(record), "traceback": ""}
        record.msg = mask(record.getMessage())
        record.args = ()
        return True


class AccessFilter(logging.Filter):
    """uvicorn's access log: method, masked path and status. No address of the visitor."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            _client, method, path, _version, status = record.args
            record.msg = f"{method} {mask(str(path))} {status}"
        else:
            record.msg = mask(record.getMessage())
        record.args = ()
        return True


class CalmFormatter(logging.Formatter):
    """Writes errors as kind and place, never with the values they quote."""

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 - the name is logging's
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            lines.append(describe(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
            if error is not None:
                lines.append("because of:")
        return "\n".join(lines)


class JsonFormatter(CalmFormatter):
    """One line of JSON: moment (UTC), level, logger, text, number of the request, and an error as above.

    A fixed list: what a library hangs on a record (the request, a traceback with values) does not come along.
    """

    def format(self, record: logging.LogRecord) -> str:
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line = {
            "tijd": moment.isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "tekst": record.getMessage(),
            "verzoek": request_id() or getattr(getattr(record, "request", None), "verzoek", ""),
        }
        if record.exc_info:
            line["fout"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class QuietHandler(logging.StreamHandler[TextIO]):
    """A log that cannot be written (its disk is full) costs a line, never a request.

    Python's own way would write the failure, with the arguments of the line, to the same stream.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        pass


def describe(error: BaseException) -> str:
    """The kind of error, with what is safe to say of it."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, SPEAKING):
        return f"{kind}: {mask(str(error))}"
    diagnosis = getattr(error.__cause__ if isinstance(error, DatabaseError) else error, "diag", None)
    if diagnosis is None:
        return kind
    parts = [getattr(diagnosis, name, None) for name in ("sqlstate", "table_name", "constraint_name")]
    return f"{kind}: {' '.join(filter(None, parts))}".rstrip(": ")


def _kind(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return describe(error) if error is not None else "error"
