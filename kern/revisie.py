"""Two people at one form: who saves last sees both texts, nothing is overwritten."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet

from kern.fouten import VerouderdFout
from kern.models import MetRevisie

M = TypeVar("M", bound=MetRevisie)


def lock_revisie(queryset: QuerySet[M], *, pk: object, revisie: int) -> M:
    """Lock the row and check that it is still the one the form showed.

    Out: the locked row, its `revisie` already raised (the caller saves it).
    Raises VerouderdFout with the present row when somebody else saved in between.
    Must be called inside a transaction.
    """
    row = queryset.select_for_update(of=("self",)).get(pk=pk)
    if row.revisie != revisie:
        raise VerouderdFout(row)
    row.revisie += 1
    return row
