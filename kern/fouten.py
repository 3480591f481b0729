"""The one kind of error that a service raises and a view shows as it stands; and when a disk is full."""

from __future__ import annotations

import errno
from typing import Any

from psycopg.errors import DiskFull


class DomeinFout(Exception):
    """Something that the rules do not allow; `zin` is a plain Dutch sentence that says what to do."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


class VerouderdFout(DomeinFout):
    """Somebody else saved this row in the meantime; `huidig` is the row as it is now.

    The view answers 409 and shows both texts side by side; nothing is overwritten.
    """

    def __init__(self, huidig: Any) -> None:
        super().__init__("Iemand anders heeft dit net ook veranderd. Kijk welke tekst u wilt houden.")
        self.huidig = huidig


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or what caused it, says that a disk is full: ours or that of the database."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, DiskFull):
            return True
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return True
        if isinstance(error, FileNotFoundError) and "usable temporary directory" in str(error):
            return True  # Python's own words when it could write in none of them
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
