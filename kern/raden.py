"""A stop on guessing: of codes and of the tokens in links. Counted in the cache, see kern.limiet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from kern.limiet import allow, is_used_up

TEN_MINUTES: Final = 600


@dataclass(frozen=True, slots=True)
class Raadgrens:
    """How often somebody may be wrong about one kind of secret in ten minutes: one browser, and all together.

    A browser is known by its CSRF cookie; who has none counts with all.
    """

    soort: str
    per_browser: int
    samen: int

    def is_locked(self, request: HttpRequest) -> bool:
        """Whether it was wrong too often by now. Counts nothing."""
        own = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
        return is_used_up(self.soort, "samen", aantal=self.samen) or bool(
            own and is_used_up(self.soort, own, aantal=self.per_browser)
        )

    def count_wrong(self, request: HttpRequest) -> None:
        """One more wrong guess."""
        allow(self.soort, "samen", aantal=self.samen, seconden=TEN_MINUTES)
        if own := request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""):
            allow(self.soort, own, aantal=self.per_browser, seconden=TEN_MINUTES)
