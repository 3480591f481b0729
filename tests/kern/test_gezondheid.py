"""What probes are told."""

from __future__ import annotations

import datetime as dt

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

from kern import gezondheid
from kern.klok import now
from kern.models import Levensteken
from kern.tasks import hartslag


def nothing_waits() -> None:
    return None


def something_waits() -> dt.datetime:
    return now() - dt.timedelta(seconds=90)


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"proces": "goed"}


@pytest.mark.django_db
def test_readyz_reports_each_part(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    queues = {"leeg": f"{__name__}.nothing_waits", "vol": f"{__name__}.something_waits"}
    monkeypatch.setattr(gezondheid, "_QUEUES", queues)
    response = client.get("/readyz")
    report = response.json()
    assert response.status_code == 200
    assert report["klaar"] is True
    assert (report["database"], report["migraties"], report["broker"]) == ("goed", "goed", "goed")
    assert report["laatste_backup"] is report["laatste_hersteltest"] is report["laatste_klok"] is None
    assert report["wachtrijen"]["leeg"] is None
    assert 90 <= report["wachtrijen"]["vol"] < 100


@pytest.mark.django_db
def test_readyz_tells_how_old_each_sign_of_life_is_and_goes_on(client: Client) -> None:
    """A clock that stands still for an hour and a backup of last week are said; people are still served."""
    hartslag.apply(throw=True)
    assert client.get("/readyz").json()["laatste_klok"] < 10
    Levensteken.objects.update(op=now() - dt.timedelta(hours=1))
    Levensteken.objects.create(naam=Levensteken.Naam.BACKUP, op=now() - dt.timedelta(days=7))
    response = client.get("/readyz")
    report = response.json()
    assert response.status_code == 200
    assert 3600 <= report["laatste_klok"] < 3610
    assert 7 * 86400 <= report["laatste_backup"] < 7 * 86400 + 10
    assert report["laatste_hersteltest"] is None


@pytest.mark.django_db
def test_a_clock_that_was_put_back_gives_no_negative_age(client: Client) -> None:
    Levensteken.objects.create(naam=Levensteken.Naam.KLOK, op=now() + dt.timedelta(hours=1))
    assert client.get("/readyz").json()["laatste_klok"] == 0


@pytest.mark.django_db
def test_tables_older_than_the_programme_stop_the_traffic(client: Client) -> None:
    """What a deployment meets when it forgot to migrate."""
    MigrationRecorder(connection).record_unapplied("kern", "0002_levensteken")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert (response.json()["migraties"], response.json()["klaar"]) == ("achter", False)


def test_the_clock_sends_a_heartbeat_and_every_sweep() -> None:
    """What beat sends is a task that exists, under the name that it has."""
    current_app.loader.import_default_modules()
    sent = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "kern.hartslag" in sent
    assert sent <= set(current_app.tasks)


@pytest.mark.django_db
def test_a_broker_that_is_away_does_not_take_the_site_down(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    report = client.get("/readyz")
    assert report.status_code == 200
    assert report.json()["broker"] == "weg"


@pytest.mark.django_db
def test_pages_that_forbid_what_browsers_can_do(client: Client) -> None:
    response = client.get("/healthz")
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
