from __future__ import annotations

from django.apps import AppConfig


class BewonersConfig(AppConfig):
    name = "bewoners"
    verbose_name = "Bewoners"
