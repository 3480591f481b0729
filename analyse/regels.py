"""How few is too few: below this a number says more about a person than about a wijk (domain, 11.3)."""

from __future__ import annotations

from typing import Final

MIN_CEL: Final = 10  # no smaller number in a cell of a table, nor answers behind a smaller bar
MIN_PERCENTAGE: Final = 30  # no share of fewer people
