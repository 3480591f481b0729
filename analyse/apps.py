from __future__ import annotations

from django.apps import AppConfig

from bewoners.herkomst import register_herkomst


class AnalyseConfig(AppConfig):
    name = "analyse"
    verbose_name = "Analyse"

    def ready(self) -> None:
        register_herkomst("analyse.lezen.selectors.herkomst_of")
