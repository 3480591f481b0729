"""Real Celery workers on the real broker: killed, starved of messages, and with the broker away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings

from kern.klok import now
from kern.models import Bestand
from kern.wakker import wake
from rapportage import services
from rapportage.models import Rapport
from tests.e2e.site import ROOT, environment_of_test_database
from tests.factories import make_agenda, make_plan, make_versie, make_wijk
from tests.rapportage.stof import rich_inhoud

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.pdf,
    pytest.mark.xdist_group("worker"),
    pytest.mark.usefixtures("pango", "empty_queue"),
]
Status = Rapport.Status
PATIENCE = 90  # seconds; on a busy machine a worker needs a while to start


@pytest.fixture
def empty_queue() -> None:
    forget_messages()


def forget_messages() -> None:
    """Empty the queue of this run, as after a broker that lost its memory."""
    client = redis.from_url(settings.REDIS_URL)
    client.delete(f"{settings.KEY_PREFIX}:{settings.CELERY_TASK_DEFAULT_QUEUE}")
    client.close()


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process group of its own; gone afterwards, whatever happened."""
    command = [sys.executable, "-m", "celery", "-A", "wijkagenda", "--quiet", "worker", "--concurrency", "1"]
    command += ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    environment = {**os.environ, **environment_of_test_database()}
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=sink, stderr=sink, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_until(rapport: Rapport, ready: Callable[[Rapport], bool], log: Path) -> Rapport:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        row = Rapport.objects.select_related("bestand").get(pk=rapport.pk)
        if ready(row):
            return row
        time.sleep(0.1)
    raise AssertionError(
        f"still {row.status} {row.stap} {row.fout}\n{log.read_text(errors='replace')[-3000:]}"
    )


def is_ready(row: Rapport) -> bool:
    return row.status == Status.KLAAR


def ask(plannen: int = 1) -> Rapport:
    """A report of an adopted agenda with this many plans."""
    agenda = make_agenda(make_wijk())
    versie = make_versie(agenda, inhoud=rich_inhoud(plannen))
    return services.request_rapport(agenda=agenda, versie=versie)


def test_a_worker_that_is_killed_leaves_one_report_in_the_end(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    rapport = ask(plannen=40)
    with worker(log) as process:
        wait_until(rapport, lambda row: row.stap == "Opmaken", log)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    left = Rapport.objects.get(pk=rapport.pk)
    assert (left.status, left.poging, left.bestand_id) == (Status.BEZIG, 1, None)
    Rapport.objects.filter(pk=rapport.pk).update(lease_tot=now())  # the lease runs out
    assert services.sweep().terug == 1
    with worker(log):
        done = wait_until(rapport, is_ready, log)
        assert (done.poging, Bestand.objects.count()) == (2, 1)
        services.sweep()  # finds nothing to do any more
        time.sleep(1)
    again = Rapport.objects.get(pk=rapport.pk)
    assert (again.poging, again.bestand_id) == (2, done.bestand_id)
    assert done.bestand is not None
    assert bytes(done.bestand.inhoud).startswith(b"%PDF-1.7")


def test_the_sweeper_finds_what_the_broker_forgot(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    rapport = ask()
    forget_messages()
    with worker(log):
        wake("rapportage.veeg")  # as beat does every twenty seconds
        assert wait_until(rapport, is_ready, log).poging == 1


def test_the_same_message_many_times_makes_one_report(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    rapport = ask()
    for _ in range(5):
        wake(services.MAKE_TASK, str(rapport.pk))
    with worker(log):
        wait_until(rapport, is_ready, log)
        time.sleep(1)
    assert (Rapport.objects.get().poging, Bestand.objects.count()) == (1, 1)


ASK_WITHOUT_BROKER = """
import time, django
django.setup()
from agenda.models import Wijkagenda
from kern.wakker import wake
from rapportage import services
start = time.monotonic()
services.request_rapport(agenda=Wijkagenda.objects.get())
print(time.monotonic() - start)
"""


def test_asking_works_while_the_broker_is_away(tmp_path: Path) -> None:
    agenda = make_agenda(make_wijk())
    make_plan(agenda)
    environment = {**os.environ, **environment_of_test_database(), "REDIS_URL": "redis://127.0.0.1:1/0"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK_WITHOUT_BROKER],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert "the sweeper will do rapportage.maak" in asked.stderr
    rapport = Rapport.objects.get()
    assert rapport.status == Status.WACHT
    services.sweep()  # the broker is back
    log = tmp_path / "worker.log"
    with worker(log):
        wait_until(rapport, is_ready, log)
