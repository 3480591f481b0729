from __future__ import annotations

from django.apps import AppConfig

from kern.gezondheid import register_queue


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        register_queue("rapporten", "rapportage.services.oldest_waiting")
