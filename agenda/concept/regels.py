"""When a round of reactions is open. Values only: no database, no clock."""

from __future__ import annotations

import datetime as dt
from typing import Final

from agenda.models import Reactieronde

STANDAARD: Final = dt.timedelta(days=14)
LANGST: Final = dt.timedelta(days=60)


def is_open(ronde: Reactieronde, day: dt.date) -> bool:
    """Whether people can react on this day."""
    return ronde.gestopt_op is None and ronde.opent_op <= day <= ronde.sluit_op


def is_over(ronde: Reactieronde, day: dt.date) -> bool:
    """Whether it is past: stopped, or its last day was before this one."""
    return ronde.gestopt_op is not None or ronde.sluit_op < day


def last_day(ronde: Reactieronde) -> dt.date:
    """The last day on which people could react."""
    return min(ronde.gestopt_op, ronde.sluit_op) if ronde.gestopt_op else ronde.sluit_op
