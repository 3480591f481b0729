"""Nothing that a visitor typed, no code and no address in a log line, whatever logger writes it."""

from __future__ import annotations

import logging
import logging.config
from io import StringIO

import pytest
from celery import Celery
from django.conf import settings
from django.db import IntegrityError
from uvicorn.config import LOGGING_CONFIG

from kern.logboek import AccessFilter, CalmFormatter, MaskFilter, describe, mask
from tests.factories import make_wijk
from wijken.models import Kortelink

CANARY = "kanarie-vogel-zingt-47"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Not Found: /volg/fiets-linde-brood-47/", "Not Found: /volg/…/"),
        ("GET /d/abc123/?x=1 HTTP/1.1", "GET /d/…/?… HTTP/1.1"),
        ("/werksessies/k3x9/scherm/", "/werksessies/…/scherm/"),
        ("/team/jubbega/inbreng/?zoek=mevrouw+Jansen", "/team/jubbega/inbreng/?…"),
        ("/wijken/jubbega/", "/wijken/jubbega/"),
    ],
)
def test_mask(before: str, after: str) -> None:
    assert mask(before) == after


def written_by(name: str, filter_: logging.Filter) -> tuple[logging.Logger, StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(filter_)
    handler.setFormatter(CalmFormatter("%(name)s %(message)s"))
    logger = logging.getLogger(f"proef.{name}")
    logger.propagate = False
    logger.handlers.clear()
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger, stream


def test_access_line_holds_no_code_no_query_and_no_address() -> None:
    logger, stream = written_by("uvicorn.access", AccessFilter())
    logger.info(
        '%s - "%s %s HTTP/%s" %d', "203.0.113.9:5123", "GET", f"/volg/{CANARY}/?q={CANARY}", "1.1", 200
    )
    assert stream.getvalue() == "proef.uvicorn.access GET /volg/…/?… 200\n"


def test_the_settings_replace_the_handlers_of_uvicorn() -> None:
    """Started with its own log configuration, as the command line does, uvicorn still writes masked lines."""
    logging.config.dictConfig(LOGGING_CONFIG)
    logging.config.dictConfig(settings.LOGGING)
    handlers = logging.getLogger("uvicorn.access").handlers
    assert [type(item.filters[0]) for item in handlers] == [AccessFilter]
    assert not logging.getLogger("uvicorn.access").propagate
    assert not logging.getLogger("uvicorn.access").isEnabledFor(logging.INFO), "a line per visit is a trail"


def test_an_error_is_kind_and_place_without_its_words() -> None:
    logger, stream = written_by("django.request", MaskFilter())
    typed: dict[str, str] = {}
    try:
        typed[CANARY]
    except KeyError:
        logger.exception("Internal Server Error: %s", f"/volg/{CANARY}/")
    text = stream.getvalue()
    assert CANARY not in text
    assert "builtins.KeyError" in text
    assert "test_logboek.py" in text


@pytest.mark.django_db
def test_a_database_error_names_its_constraint_and_not_the_row() -> None:
    wijk = make_wijk()
    row = {"code": CANARY[:12], "wijk": wijk, "doel": "werksessie", "datum": wijk.geopend_op}
    Kortelink.objects.create(**row)
    with pytest.raises(IntegrityError) as caught:
        Kortelink.objects.create(**row)
    assert CANARY[:12] in str(caught.value)
    described = describe(caught.value)
    assert CANARY[:12] not in described
    assert "wijken_kortelink" in described


def test_a_failing_task_does_not_tell_what_it_worked_on() -> None:
    app = Celery(set_as_current=False)
    logger = logging.getLogger("celery.app.trace")
    quiet, stream = written_by("celery.app.trace", MaskFilter())
    handler = quiet.handlers[0]

    def fails() -> None:
        raise ValueError(CANARY)

    logger.addHandler(handler)
    try:
        app.task(name="proef.faalt")(fails).apply()
    finally:
        logger.removeHandler(handler)
    assert "proef.faalt" in stream.getvalue()
    assert "ValueError" in stream.getvalue()
    assert CANARY not in stream.getvalue()
