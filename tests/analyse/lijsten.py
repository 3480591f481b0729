"""A list that the team makes, for the tests of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse

from analyse.lijst.services import make_lijst
from analyse.models import Vragenlijst
from wijken.models import Wijk


def new(wijk: Wijk, soort: str = "kort", **fields: Any) -> Vragenlijst:
    return make_lijst(wijk=wijk, sleutel=uuid.uuid4(), soort=soort, titel="Hoe woont u hier?", **fields)


def codes(lijst: Vragenlijst) -> list[str]:
    return [row.code for row in lijst.vragen.current().order_by("daarna", "volgorde", "code")]


def url(name: str, lijst: Vragenlijst, *args: object) -> str:
    return reverse(f"analyse:{name}", args=[lijst.wijk.slug, lijst.slug, *args])
