"""The team makes a questionnaire: its settings, its questions, opening and closing it."""
