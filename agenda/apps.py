from __future__ import annotations

from django.apps import AppConfig

from analyse.intrekken import register_withdraw
from bewoners.aanbod.over import register_acties


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        register_acties(
            find="agenda.bijdragen.selectors.find_over", names="agenda.bijdragen.selectors.names_of"
        )
        register_withdraw("agenda.services.intrekken.withdraw_inbreng")
