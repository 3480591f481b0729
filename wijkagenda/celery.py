"""The Celery application. Messages only wake the worker; the rows in Postgres are the truth."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")

app = Celery("wijkagenda")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
