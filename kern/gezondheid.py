"""Is the process alive, and can it serve? For probes and for whoever is called at night. Nothing sensitive.

`/readyz` answers 503 only when no page can be served: the database does not answer, or its tables are older
than the programme. All else (a broker that is away, a clock that stands still, a backup of last week) delays
or endangers something, so it is said in words and ages, and a monitor may alert on it; traffic goes on.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from kern.klok import now

_QUEUES: dict[str, str] = {}
_AGES = "kern.levensteken.ages"  # by its path: apps import this module before there are models


def register_queue(naam: str, oldest: str) -> None:
    """Higher apps say in AppConfig.ready() by which function the moment of their oldest waiting job is found.

    `oldest` is a dotted path, because models cannot be imported yet at that moment.
    """
    _QUEUES[naam] = oldest


def _answer(data: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(data, status=status)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; it asks nothing of anything else."""
    return _answer({"proces": "goed"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations, broker; in seconds the age of the oldest job per queue and of each sign of life.

    An age of None: nothing waits, or it never happened.
    """
    report: dict[str, Any] = {
        "database": "weg",
        "migraties": "onbekend",
        "broker": _broker(),
        "wachtrijen": {},
        "laatste_klok": None,
        "laatste_backup": None,
        "laatste_hersteltest": None,
    }
    try:
        report["migraties"] = _migrations()
        report["database"] = "goed"
        if report["migraties"] == "goed":
            report["wachtrijen"] = {naam: _waits(oldest) for naam, oldest in sorted(_QUEUES.items())}
            report |= {f"laatste_{naam}": age for naam, age in import_string(_AGES)().items()}
    except DatabaseError:
        report["database"] = "weg"
    ready = report["database"] == "goed" and report["migraties"] == "goed"
    report["klaar"] = ready
    return _answer(report, 200 if ready else 503)


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "achter" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "goed"


def _broker() -> str:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError):
        return "weg"
    return "goed"


def _waits(oldest: str) -> int | None:
    """How many seconds the oldest job of a queue waits; None when nothing waits."""
    since: dt.datetime | None = import_string(oldest)()
    return None if since is None else max(0, int((now() - since).total_seconds()))
