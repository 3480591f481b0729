"""Kill a real process with SIGKILL at each thing it says to the database.

A helper process loads Django once and forks a child per try. The child does what a web process or a worker
does: one POST through all middleware, or one task. Its line to PostgreSQL goes through a proxy that counts
what it sends, and at the given message kills it in place of passing the message on. Killed before message n
is the same for the database as killed after message n-1: all moments are met, the one after COMMIT included.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings

from tests.e2e.proxy import CHUNK, Proxy, joined, target_of
from tests.e2e.site import environment_of_test_database

Job = dict[str, Any]

HELPER = """
import json, os, sys
import django
django.setup()
from celery import current_app
from django.test import Client
current_app.loader.import_default_modules()
if os.environ.get("MET_PDF"):
    import rapportage.opmaak

def work(job):
    if "task" in job:
        current_app.tasks[job["task"]].apply(args=job["args"], throw=True)
        return "done"
    client = Client(raise_request_exception=False)
    client.cookies.load(job["cookies"])
    answer = client.post(job["path"], job["data"])
    return [answer.status_code, answer.headers.get("Location", "")]

for line in sys.stdin:
    out, result = os.pipe()
    gate, opener = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(opener)
        os.read(gate, 1)
        os.write(result, json.dumps(work(json.loads(line))).encode())
        os._exit(0)
    os.close(result)
    print(child, flush=True)
    sys.stdin.readline()
    os.write(opener, b"x")
    _pid, status = os.waitpid(child, 0)
    text = os.read(out, 65536).decode()
    for number in (out, gate, opener):
        os.close(number)
    died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    print(json.dumps({"signal": died_of, "answer": text}), flush=True)
"""


@dataclass
class CountingProxy(Proxy):
    """Passes everything, until the client says its `deadly` message: then the client dies."""

    victim: int = 0
    deadly: int = 0
    said: int = 0
    counted: tuple[bytes, ...] = ()  # count only what holds one of these words; none: everything
    counting: threading.Lock = field(default_factory=threading.Lock)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        from_client = source.getsockname()[1:2] == (self.port,)
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if from_client and self._is_deadly(data):
                    os.kill(self.victim, signal.SIGKILL)
                    break
                sink.sendall(data)
        for wire in (source, sink):
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def _is_deadly(self, data: bytes) -> bool:
        if self.counted and not any(word in data for word in self.counted):
            return False
        with self.counting:
            self.said += 1
            return self.said == self.deadly


@dataclass
class Breker:
    """Runs jobs in a process that dies when told to."""

    proxy: CountingProxy
    helper: subprocess.Popen[str]

    def run(self, job: Job, *, dies_at: int = 0) -> Any:
        """Out: what the job gave; None when it was killed at its `dies_at`-th message (0: it may live)."""
        asking, answering = self._pipes()
        asking.write(json.dumps(job) + "\n")
        asking.flush()
        pid = int(answering.readline())
        with self.proxy.counting:
            self.proxy.victim, self.proxy.deadly, self.proxy.said = pid, dies_at, 0
        asking.write("go\n")
        asking.flush()
        outcome = json.loads(answering.readline())
        if outcome["signal"] == signal.SIGKILL:
            return None
        assert outcome["answer"], f"the job itself failed: {job}"
        return json.loads(outcome["answer"])

    def each_death(self, make_job: Any) -> Iterator[tuple[int, Job]]:
        """Kill a fresh job at its first message, a second at its second, and so on until one lives.

        Gives the number and the job after each death; what the test does then is the recovery.
        """
        for number in range(1, 400):
            job = make_job(number)
            if self.run(job, dies_at=number) is not None:
                return
            yield number, job
        raise AssertionError("the job never came to its end")

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self.helper.stdin is not None
        assert self.helper.stdout is not None
        return self.helper.stdin, self.helper.stdout


@contextmanager
def breker(**extra: str) -> Iterator[Breker]:
    """The helper process on the database of this test, behind the proxy."""
    straight = environment_of_test_database()["DATABASE_URL"]
    proxy = CountingProxy(target_of(straight, 5432))
    with joined(proxy, straight) as address:
        helper = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", HELPER],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": address,
                "LISTEN_DATABASE_URL": address,
                "LOG_LEVEL": "ERROR",
                **extra,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Breker(proxy, helper)
        finally:
            helper.kill()
            helper.communicate()
