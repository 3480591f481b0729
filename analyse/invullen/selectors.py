"""Which lists somebody may fill in."""

from __future__ import annotations

from analyse.models import Vragenlijst
from wijken.models import Kortelink, Wijk


def open_lijsten(wijk: Wijk) -> list[Vragenlijst]:
    """The lists that anyone may fill in now, by title. One query."""
    return list(Vragenlijst.objects.for_wijk(wijk).open_to_residents().order_by("titel", "pk"))


def opens_with(lijst: Vragenlijst, code: str) -> bool:
    """Whether this is the code of a short link of the list that works."""
    links = Kortelink.objects.filter(wijk=lijst.wijk_id, doel=Kortelink.Doel.VRAGENLIJST, sleutel=lijst.pk)
    return bool(code) and links.filter(code=code[:12], actief=True).exists()
