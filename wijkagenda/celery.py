"""The Celery application. Messages only wake the worker; the rows in Postgres are the truth."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from celery import Celery, bootsteps
from celery.signals import beat_init, before_task_publish, task_postrun, task_prerun

from kern.verzoek import HEADER, numbered

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")

app = Celery("wijkagenda")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# ---- signs of life for a probe that asks nothing of anyone ----------------------------------------
PULSE_SECONDS = 10
PULSE_FOLDER = os.environ.get("PULSE_FOLDER", "")  # the probe looks how old the file in it is


def pulse(name: str) -> None:
    """Touch a file; a full or absent folder is for the probe to notice."""
    if PULSE_FOLDER:
        with suppress(OSError):
            (Path(PULSE_FOLDER) / f"wijkagenda-{name}").touch()


class PulseStep(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
    """Celery's documented way: while the loop of the worker turns, its file is young."""

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:
        pulse("worker")
        self.timer = parent.timer.call_repeatedly(PULSE_SECONDS, pulse, ("worker",))

    def stop(self, parent: Any) -> None:
        self.timer.cancel()


app.steps["worker"].add(PulseStep)


def _pulse_of_beat(**_kwargs: Any) -> None:
    pulse("beat")


def _beat_begins(**_kwargs: Any) -> None:
    """From now on each task that beat sends is a sign of life of beat; it sends one every 20 seconds."""
    pulse("beat")
    before_task_publish.connect(_pulse_of_beat)


# ---- the number of the request that woke a task ---------------------------------------------------
_numbered: dict[str, AbstractContextManager[str]] = {}


def _begin(task_id: str, task: Any, **_kwargs: Any) -> None:
    given = (task.request.headers or {}).get(HEADER) or ""
    _numbered[task_id] = numbered(str(given))
    _numbered[task_id].__enter__()


def _end(task_id: str, **_kwargs: Any) -> None:
    if (context := _numbered.pop(task_id, None)) is not None:
        context.__exit__(None, None, None)


beat_init.connect(_beat_begins)
task_prerun.connect(_begin)
task_postrun.connect(_end)
