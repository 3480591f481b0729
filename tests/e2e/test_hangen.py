"""A database that takes a question and does not answer: nobody may wait for ever."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from django.conf import settings

from bewoners.models import Concept
from kern.geduld import patient
from tests.e2e.proxy import Proxy, proxied
from tests.e2e.site import Site, environment_of_test_database, running_site
from tests.factories import make_wijk

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

VERHAAL = "Ik mis een bankje bij de winkel."
AT_ONCE = 6  # more than the site has threads


@pytest.fixture(scope="module")
def hanging_line(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Proxy, str]]:
    with django_db_blocker.unblock():
        address = environment_of_test_database()["DATABASE_URL"]
    with proxied(address, default_port=5432) as line:
        yield line


@pytest.fixture(scope="module")
def site_process(
    hanging_line: tuple[Proxy, str],
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """A site of its own behind a line that a test can make silent."""
    urls = {"DATABASE_URL": hanging_line[1], "LISTEN_DATABASE_URL": hanging_line[1]}
    folder: Path = tmp_path_factory.mktemp("hangen")
    patience = {"DB_STATEMENT_SECONDS": "3", "WEB_THREADS": "4"}
    with django_db_blocker.unblock(), running_site(folder, **urls, **patience) as site:
        yield site


def ask(site: Site, path: str, *, method: str = "GET", body: str = "", cookie: str = "") -> tuple[int, str]:
    wire = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    wire.request(method, path, body or None, headers)
    response = wire.getresponse()
    text = response.read().decode()
    wire.close()
    return response.status, text


def test_a_hanging_database_is_said_to_everyone_and_nothing_typed_is_lost(
    site: Site, hanging_line: tuple[Proxy, str]
) -> None:
    """More visitors at once than threads: all keep their words; afterwards it works again."""
    site.expect_errors = True
    make_wijk("de-brink")
    assert ask(site, "/wijken/de-brink/")[0] == 200
    token = "t" * 32
    body = urlencode({"tekst": VERHAAL, "csrfmiddlewaretoken": token})
    send: dict[str, Any] = {"method": "POST", "body": body, "cookie": f"{settings.CSRF_COOKIE_NAME}={token}"}
    with hanging_line[0].hanging(), ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda _n: ask(site, "/wijken/de-brink/inbreng/", **send), range(AT_ONCE)))
        assert ask(site, "/healthz")[0] == 200
    for status, text in answers:
        assert status == 503
        assert "Wij zijn er zo weer" in text
        assert VERHAAL in text
    end = time.monotonic() + 30
    while ask(site, "/readyz")[0] != 200:
        assert time.monotonic() < end, "the site does not come back"
        time.sleep(0.2)
    assert ask(site, "/wijken/de-brink/inbreng/", **send)[0] == 303
    assert Concept.objects.get().gegevens["tekst"] == VERHAAL


ENDLESS = """
import django
django.setup()
from django.db import OperationalError, connection
try:
    connection.cursor().execute("SELECT pg_sleep(60)")
except OperationalError as error:
    print(error)
"""


def test_a_statement_that_never_ends_is_ended_by_the_server_and_by_us(
    hanging_line: tuple[Proxy, str], transactional_db: None
) -> None:
    proxy, address = hanging_line
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ENDLESS],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment_of_test_database(), "DB_STATEMENT_SECONDS": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "canceling statement due to statement timeout" in done.stdout
    connection = patient(0.3).connect(address)
    with proxy.hanging(), pytest.raises(psycopg.OperationalError, match="does not answer"):
        connection.execute("SELECT 1")
    assert connection.closed
