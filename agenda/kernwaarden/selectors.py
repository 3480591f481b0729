"""What other pages read of the values."""

from __future__ import annotations

import uuid

from agenda.models import Kernwaarde, Wijkagenda


def waardekeuzes(agenda: Wijkagenda) -> tuple[tuple[uuid.UUID, str], ...]:
    """The values of an agenda in their order: the uuid and the word of each. One query."""
    return tuple(Kernwaarde.objects.filter(agenda=agenda).values_list("uuid", "woord"))
