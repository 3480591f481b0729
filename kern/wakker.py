"""Wake a worker. A message is only a nudge: when it gets lost, the sweeper finds the row."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from kern.verzoek import HEADER, request_id

logger = logging.getLogger(__name__)


def wake(task: str, *args: str | int) -> None:
    """Send `task` after the commit; a broker that is away is logged, never raised, within about a second."""

    def send() -> None:
        try:
            current_app.send_task(
                task, args=args, retry=False, ignore_result=True, headers={HEADER: request_id()}
            )
        except (BrokerError, RedisError, OSError) as error:
            logger.warning("broker away, the sweeper will do %s: %s", task, type(error).__name__)

    transaction.on_commit(send, robust=True)
