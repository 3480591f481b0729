"""A cache that may be gone: pages and limits go on without it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
T = TypeVar("T")


def _forgive(method: Callable[..., T], fallback: Any) -> Callable[..., T]:
    @wraps(method)
    def guarded(*args: Any, **kwargs: Any) -> T:
        try:
            return method(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache away: %s", type(error).__name__)
            return fallback(*args, **kwargs) if callable(fallback) else fallback  # type: ignore[no-any-return]

    return guarded


def _default(_self: Any, _key: str, default: Any = None, *_args: Any, **_kwargs: Any) -> Any:
    return default


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, in which an absent server means 'not found' and 'not stored'.

    `add` then answers True and `incr` 1: limits fail open for residents. Sign-in has limits of its own.
    """

    get = _forgive(RedisCache.get, _default)
    get_many = _forgive(RedisCache.get_many, lambda *_a, **_k: {})
    set = _forgive(RedisCache.set, None)
    set_many = _forgive(RedisCache.set_many, lambda *_a, **_k: [])
    add = _forgive(RedisCache.add, True)
    touch = _forgive(RedisCache.touch, False)
    delete = _forgive(RedisCache.delete, False)
    delete_many = _forgive(RedisCache.delete_many, None)
    incr = _forgive(RedisCache.incr, 1)
    has_key = _forgive(RedisCache.has_key, False)

    @partial(_forgive, fallback=None)
    def clear(self) -> None:
        """Forget all that this cache stored; Django's own empties the database, the broker's messages too."""
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=self.make_key("*"), count=1000):
            client.unlink(key)
