"""The three sentences on privacy that every public form shows."""

from __future__ import annotations

from typing import Any

from django import template

from wijken.inrichting.privacy import read_privacy
from wijken.models import Wijk

register = template.Library()
SOORTEN = frozenset({"verhaal", "contact", "aanbod", "reactie", "vragenlijst"})


@register.inclusion_tag("wijken/privacy_kort.html")
def privacy_kort(wijk: Wijk, wat: str) -> dict[str, Any]:
    """Who, why and how long, with a link to the rest; `wat` is one of SOORTEN."""
    if wat not in SOORTEN:
        raise ValueError(f"Nobody wrote how long we keep {wat!r}.")
    return {"wijk": wijk, "wat": wat, "privacy": read_privacy(wijk)}
