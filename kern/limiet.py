"""Limits on how often something may happen. Counted in the cache; without a cache everything is allowed.

A key is a cookie, a code or a wijk, never an address of a device: a community centre is one address.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache


def allow(soort: str, sleutel: str, *, aantal: int, seconden: int) -> bool:
    """Count once and say whether this is still within `aantal` times in a window of `seconden`."""
    return _raise(_key(soort, sleutel), seconden) <= aantal


def is_used_up(soort: str, sleutel: str, *, aantal: int) -> bool:
    """Whether `aantal` times have passed already. Counts nothing."""
    return int(cache.get(_key(soort, sleutel)) or 0) >= aantal


def _key(soort: str, sleutel: str) -> str:
    return f"limiet:{soort}:{hashlib.sha256(sleutel.encode()).hexdigest()[:32]}"


def _raise(key: str, seconden: int) -> int:
    if cache.add(key, 1, timeout=seconden):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two
        cache.add(key, 1, timeout=seconden)
        return 1
