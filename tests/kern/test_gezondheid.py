"""What probes are told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kern import gezondheid
from kern.klok import now


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
    assert report["laatste_backup"] is None
    assert report["wachtrijen"]["leeg"] is None
    assert 90 <= report["wachtrijen"]["vol"] < 100


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
