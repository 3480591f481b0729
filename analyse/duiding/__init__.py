"""The guiding questions of the wijkanalyse: how far the wijk is, and what the team makes of it."""
