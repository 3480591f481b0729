"""What the menu of the team needs on every page, asked only when the menu is drawn."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from bewoners.models import Inbreng
from wijken.rechten import Recht, Toegang


def team_menu(request: HttpRequest) -> dict[str, Any]:
    """The count of new input, and whether the settings stand in the menu; nothing on a public page."""
    toegang: Toegang | None = getattr(request, "toegang", None)
    if toegang is None:
        return {}
    wijk = toegang.wijk

    @cache
    def aantal_nieuw() -> int:
        return Inbreng.objects.for_wijk(wijk).awaiting_moderation().count()

    return {"aantal_nieuw": aantal_nieuw, "mag_beheren": Recht.BEHEREN in toegang.rechten}
