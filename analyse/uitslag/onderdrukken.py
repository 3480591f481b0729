"""Which numbers of a table may be shown, so that nobody learns what one person answered. Values only.

A table has a row per group (a channel, a language, a buurt) and a column per answer. The reader also knows
the total of each row and, from the bars above the table, of each column. So it is not enough to hide the
cells under the threshold, with zero among them (nobody is also a thing to know): what is hidden must not come
back by subtracting. Hence four rules.

1. A group that is too small as a whole gets no row of its own. Such groups go together, with the next
   smallest ones as long as they are too few together (`merge_small`). So every total of a row is large
   enough, and so is what is left when all shown rows are taken from all answers.
2. A cell under the threshold is hidden.
3. In each row and column what is hidden is two cells or more, and together as much as the threshold. Else the
   smallest shown cell of that line goes as well.
4. Even then a chain of lines can give a cell away (two blocks of hidden cells with one cell between them, or
   zeros that leave no room). A hidden cell is safe when another table of whole numbers fits all that is
   shown and has another number there (`_may_differ`). As long as one is not, another cell goes. When
   nothing is left to hide and a cell is still known, the table is not shown.

Tables by channel, language and buurt of one question share only the totals of its answers, which are shown
anyway. Each is safe with those totals known, and no cell of one is a sum of cells of another. We never show
two of these together (the language of who answered on paper): those sums would meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyse.regels import MIN_CEL, MIN_PERCENTAGE

Rijen = Sequence[Sequence[int]]
Getoond = list[list[int | None]]
Plek = tuple[int, int]

LEAST_ROWS: Final = 2


def merge_small(totalen: Mapping[str, int], minstens: int = MIN_CEL) -> tuple[tuple[str, ...], ...]:
    """Which groups make one row, largest first. No rows when there are not two large enough.

    The row of what went together comes last, and has more than one name.
    """
    there = sorted(((aantal, naam) for naam, aantal in totalen.items() if aantal > 0), reverse=True)
    alone = [naam for aantal, naam in there if aantal >= minstens]
    rest = [naam for aantal, naam in there if aantal < minstens]
    while alone and 0 < sum(totalen[naam] for naam in rest) < minstens:
        rest.insert(0, alone.pop())
    rows = [(naam,) for naam in alone] + ([tuple(rest)] if rest else [])
    return tuple(rows) if len(rows) >= LEAST_ROWS else ()


def suppress(rijen: Rijen, minstens: int = MIN_CEL) -> Getoond | None:
    """The same table with None for what is hidden, or None when it cannot be shown at all.

    In: rows of equal length whose cells add up to totals that the reader knows, as do the columns. Of an
    answer that nobody gave that total tells all: its column takes no part, and stays empty.
    """
    used = [k for k in range(len(rijen[0])) if any(rij[k] for rij in rijen)] if rijen else []
    if len(rijen) < LEAST_ROWS or not used:
        return None
    shown = _suppress([[rij[k] for k in used] for rij in rijen], minstens)
    if shown is None:
        return None
    cells = [dict(zip(used, rij, strict=True)) for rij in shown]
    return [[rij.get(k) for k in range(len(rijen[0]))] for rij in cells]


def _suppress(rijen: Rijen, minstens: int) -> Getoond | None:
    hidden = {plek for plek in _cells(rijen) if _at(rijen, plek) < minstens}
    while True:
        more = _one_more(rijen, hidden, minstens)
        if more is None:
            break
        hidden.add(more)
    if any(not _may_differ(rijen, hidden, plek) for plek in hidden):
        return None
    return [
        [None if (r, k) in hidden else aantal for k, aantal in enumerate(rij)] for r, rij in enumerate(rijen)
    ]


def suppress_line(aantallen: Sequence[int], minstens: int = MIN_CEL) -> list[int | None]:
    """One row of numbers whose total everyone knows: what is hidden is two or more, and enough together."""
    order = sorted(range(len(aantallen)), key=lambda k: aantallen[k])
    hidden = [k for k in order if aantallen[k] < minstens]
    for k in order[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(aantallen[h] for h in hidden) >= minstens):
            break
        hidden.append(k)
    return [None if k in hidden else aantal for k, aantal in enumerate(aantallen)]


def share(deel: int | None, geheel: int, minstens: int = MIN_PERCENTAGE) -> int | None:
    """How many of a hundred; None of fewer than `minstens` people, or of a hidden number."""
    if deel is None or geheel < minstens:
        return None
    return (deel * 200 + geheel) // (geheel * 2)  # half rounds up


def _cells(rijen: Rijen) -> Iterator[Plek]:
    return ((r, k) for r, rij in enumerate(rijen) for k in range(len(rij)))


def _at(rijen: Rijen, plek: Plek) -> int:
    return rijen[plek[0]][plek[1]]


def _one_more(rijen: Rijen, hidden: set[Plek], minstens: int) -> Plek | None:
    """The next cell to hide: the smallest shown one in a line that gives something away."""
    for line in _lines(rijen):
        inside = [plek for plek in line if plek in hidden]
        if inside and (len(inside) == 1 or sum(_at(rijen, plek) for plek in inside) < minstens):
            found = _smallest(rijen, [plek for plek in line if plek not in hidden])
            if found is not None:
                return found
    for plek in sorted(hidden):
        if not _may_differ(rijen, hidden, plek):
            near = [each for each in _cells(rijen) if each[0] == plek[0] or each[1] == plek[1]]
            shown = [each for each in near if each not in hidden]
            found = _smallest(rijen, shown or [each for each in _cells(rijen) if each not in hidden])
            if found is not None:
                return found
    return None


def _lines(rijen: Rijen) -> Iterator[list[Plek]]:
    for r, rij in enumerate(rijen):
        yield [(r, k) for k in range(len(rij))]
    for k in range(len(rijen[0])):
        yield [(r, k) for r in range(len(rijen))]


def _smallest(rijen: Rijen, plekken: Sequence[Plek]) -> Plek | None:
    return min(plekken, key=lambda plek: (_at(rijen, plek), plek), default=None)


def _may_differ(rijen: Rijen, hidden: set[Plek], plek: Plek) -> bool:
    """Whether one more, or one less, fits here: a round of hidden cells that take turns to go up and down.

    Any cell may go up; only one above zero may go down. From a row we go to a column over a cell that goes
    up, and from a column to a row over one that goes down.
    """
    row, kolom = plek
    others = hidden - {plek}
    up = _reaches(rijen, others, ("kolom", kolom), ("rij", row))
    down = _at(rijen, plek) > 0 and _reaches(rijen, others, ("rij", row), ("kolom", kolom))
    return up or down


def _reaches(rijen: Rijen, over: set[Plek], begin: tuple[str, int], end: tuple[str, int]) -> bool:
    seen, todo = {begin}, [begin]
    while todo:
        soort, nummer = todo.pop()
        for r, k in over:
            step = None
            if soort == "rij" and r == nummer:
                step = ("kolom", k)
            elif soort == "kolom" and k == nummer and _at(rijen, (r, k)) > 0:
                step = ("rij", r)
            if step is not None and step not in seen:
                seen.add(step)
                todo.append(step)
    return end in seen
