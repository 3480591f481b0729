"""The number of a request: in its answer, in every line of the log, and in the tasks that it wakes."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings as project
from django.db import connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from kern.verzoek import FORM, HEADER, numbered, request_id
from kern.wakker import wake
from tests.logboek import written_lines

ODD = ("kort", "x" * 65, 'a"b\r\nX-Evil: 1', "naam@voorbeeld.example", "")


@pytest.fixture
def json_lines() -> Iterator[StringIO]:
    """What the site writes as in production."""
    with written_lines(formatter="json") as stream:
        yield stream


def test_every_answer_has_a_number_of_its_own(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/healthz")
    assert FORM.fullmatch(first["X-Request-ID"])
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert request_id() == "", "the number outlives its request"


@pytest.mark.parametrize("trusted", [True, False])
def test_a_number_from_outside_counts_only_behind_our_own_proxy(
    client: Client, settings: Settings, trusted: bool
) -> None:
    settings.TRUST_FORWARDED_PROTO = trusted
    answer = client.get("/healthz", headers={HEADER: "proxy-0123456789"})
    assert (answer["X-Request-ID"] == "proxy-0123456789") is trusted


@pytest.mark.parametrize("given", ODD)
def test_what_is_no_number_is_replaced(given: str) -> None:
    with numbered(given) as number:
        assert number != given
        assert FORM.fullmatch(number)


@pytest.mark.django_db
def test_a_line_is_one_object_with_the_number_of_its_request(client: Client, json_lines: StringIO) -> None:
    answer = client.get("/bestaat-niet/", headers={"user-agent": "Kanarie/1"})
    assert answer.status_code == 404
    line = json.loads(json_lines.getvalue().splitlines()[-1])
    assert line["verzoek"] == answer["X-Request-ID"]
    assert (line["niveau"], line["bron"]) == ("WARNING", "django.request")
    assert set(line) == {"tijd", "niveau", "bron", "tekst", "verzoek"}


def test_an_error_stays_on_its_line(json_lines: StringIO) -> None:
    try:
        int("kanarie\nvogel")
    except ValueError:
        logging.getLogger("proef").exception("mis\ngegaan")
    (text,) = json_lines.getvalue().splitlines()
    line = json.loads(text)
    assert "ValueError" in line["fout"]
    assert "kanarie" not in text


@pytest.mark.django_db(transaction=True)
def test_the_number_travels_to_the_task() -> None:
    """The message on the broker carries it, and the task that takes it has it while it runs."""
    with current_app.connection_for_read() as wire:
        queue = wire.SimpleQueue(current_app.conf.task_default_queue)
        queue.clear()  # other tests' messages, which nobody fetched
        with numbered("verzoek-12345678"), transaction.atomic():
            wake("kern.hartslag")
        message = queue.get(block=True, timeout=5)
        message.ack()
        queue.close()
    assert message.headers[HEADER] == "verzoek-12345678"
    seen: list[str] = []

    def look() -> None:
        seen.append(request_id())

    task: Any = current_app.task(name="proef.kijkt")(look)
    try:
        task.apply(headers={HEADER: "verzoek-12345678"})
        task.apply()
    finally:
        current_app.tasks.unregister("proef.kijkt")
    assert seen[0] == "verzoek-12345678"
    assert FORM.fullmatch(seen[1])
    assert seen[1] != seen[0]
    assert request_id() == ""
    connection.close()


FULL_LOG = """
import django, logging
django.setup()
from django.test import Client
logging.getLogger("proef").error("mevrouw Kanarie %s", "kanarie")
print(Client().get("/healthz").status_code, Client().get("/privacy/").status_code, end="")
"""


def test_a_full_disk_under_the_log_costs_lines_and_no_page() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", FULL_LOG],
            cwd=project.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.stdout == "200 200"
