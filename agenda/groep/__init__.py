"""The agendagroep: residents and partners who read along, choose and vote, by a personal link."""
