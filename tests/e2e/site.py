"""The real site for browser tests: uvicorn as it runs in production, on this run's test database."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection

from wijkagenda.embedded.processes import Process


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own way to keep a password in one round: the site reads it, and no test waits for it."""

    iterations = 1


ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass
class Site:
    """A running site. Its database is the test's own: what a factory makes, the browser sees."""

    url: str
    log: Path
    environment: dict[str, str]
    expect_errors: bool = False  # a test that breaks things on purpose says so
    log_start: int = 0

    def load(self, command: str = "load_demo", *words: str) -> None:
        """Fill the database with a command, the sample wijken for instance."""
        call_command(command, *words, verbosity=0)

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """A real Celery worker on the queue of this run; kill it if you like."""
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "wijkagenda",
            "--quiet",
            "worker",
            "--concurrency",
            "1",
        ]
        command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
        process = Process("worker", command, (signal.SIGTERM, signal.SIGQUIT))
        with self.log.open("ab") as sink:
            child = process.start(ROOT, environment=self.environment, output=sink)
        try:
            yield child
        finally:
            process.stop()

    def errors(self) -> str:
        """The errors that the processes wrote since the test began; 503 is an answer, not an error."""
        text = self.log.read_bytes()[self.log_start :].decode(errors="replace")
        records = re.split(r"^(?=\d{4}-\d\d-\d\d )", text, flags=re.MULTILINE)
        wrong = re.compile(r" (ERROR|CRITICAL) (?!django\.request Service Unavailable)|Traceback")
        return "".join(record for record in records if wrong.search(record))

    def forget(self) -> None:
        """Empty the cache and the queue of this run only: others share the server."""
        self.log_start = self.log.stat().st_size
        self.expect_errors = False
        client = redis.from_url(settings.REDIS_URL)
        for pattern in (
            f"{settings.KEY_PREFIX}:[0-9]*:*",
            f"{settings.KEY_PREFIX}:{settings.KEY_PREFIX}-taken",
        ):
            for key in client.scan_iter(match=pattern, count=1000):
                client.delete(key)
        client.close()


@contextmanager
def running_site(folder: Path, **extra: str) -> Iterator[Site]:
    """Start the web process and wait until it answers. `extra` changes its environment."""
    port = free_port()
    environment = {**os.environ, **environment_of_test_database(), **extra}
    environment["SITE_URL"] = f"http://127.0.0.1:{port}"
    environment["STATIC_ROOT"] = str(folder)
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    log = folder / "site.log"
    command = [sys.executable, "-m", "uvicorn", "wijkagenda.asgi:application", "--no-access-log"]
    command += ["--port", str(port), "--log-level", "warning", "--timeout-graceful-shutdown", "1"]
    process = Process("web", command)
    with log.open("wb") as sink:
        child = process.start(ROOT, environment=environment, output=sink)
    try:
        wait_for_answer(port, child, log)
        yield Site(url=environment["SITE_URL"], log=log, environment=environment)
    finally:
        process.stop()


def environment_of_test_database() -> dict[str, str]:
    """The address of the database that pytest-django made for this worker."""
    name = str(connection.settings_dict["NAME"])
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    return {"DATABASE_URL": address, "LISTEN_DATABASE_URL": address}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for_answer(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    """Until /healthz says 200; a process that dies shows its last words."""
    end = time.monotonic() + START_SECONDS
    while child.poll() is None and time.monotonic() < end:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            wire.request("GET", "/healthz")
            if wire.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            wire.close()
    raise AssertionError(f"the site did not start:\n{log.read_text(errors='replace')[-4000:]}")
