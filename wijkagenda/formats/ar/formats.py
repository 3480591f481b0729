"""Arabic: figures as on the Dutch sheet in the street, so that the two can be laid side by side."""

from __future__ import annotations

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
