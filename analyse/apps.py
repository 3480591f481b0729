from __future__ import annotations

from django.apps import AppConfig


class AnalyseConfig(AppConfig):
    name = "analyse"
    verbose_name = "Analyse"
