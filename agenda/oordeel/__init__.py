"""What residents think became of an action: by the agendagroep, a short link, or in a meeting."""
