from __future__ import annotations

from django.apps import AppConfig

from kern.gezondheid import register_queue


class WijkenConfig(AppConfig):
    name = "wijken"
    verbose_name = "Wijken"

    def ready(self) -> None:
        register_queue("berichten", "wijken.berichten.oldest_waiting")
        register_queue("cijferbestanden", "wijken.aanlevering.services.oldest_waiting")
