"""Names on the agenda: of a resident only by recorded consent, of an organisation also when it changes."""
