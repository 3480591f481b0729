from __future__ import annotations

from django.apps import AppConfig


class WijkagendaConfig(AppConfig):
    """The project itself: commands and sample data that need every floor."""

    name = "wijkagenda"
    verbose_name = "Wijkagenda"
