"""The one kind of error that a service raises and a view shows as it stands."""

from __future__ import annotations

from typing import Any


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
