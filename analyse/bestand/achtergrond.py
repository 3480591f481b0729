"""Background answers that together could tell who somebody is: blanked before rows leave the program.

Who is 75, lives in the smallest village and rents is one person. So of each row as many background answers
stay as at least ten rows have in common, the first ones longest; the rest is blank. Values only, no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

LEEG: Final = ""
Rij = tuple[str, ...]


def blank_background(rows: Sequence[Rij], minstens: int) -> list[Rij]:
    """The same rows in the same order, with what fewer than `minstens` rows share left blank.

    Each row gives up its last answers first, until it is one of at least `minstens` rows that read alike
    and gave up equally much. A row that never comes so far has nothing left.
    """
    found: dict[int, Rij] = {}
    width = len(rows[0]) if rows else 0
    for kept in range(width, 0, -1):
        open_rows = [number for number in range(len(rows)) if number not in found]
        alike = Counter(rows[number][:kept] for number in open_rows)
        for number in open_rows:
            if alike[rows[number][:kept]] >= minstens:
                found[number] = rows[number][:kept] + (LEEG,) * (width - kept)
    return [found.get(number, (LEEG,) * width) for number in range(len(rows))]
