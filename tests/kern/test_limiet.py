from __future__ import annotations

import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from pytest_django.fixtures import Settings

from kern.limiet import allow, is_used_up


@pytest.fixture
def sleutel() -> str:
    return uuid.uuid4().hex


def test_the_limit_is_reached_and_keys_do_not_share_it(sleutel: str) -> None:
    assert [allow("proef", sleutel, aantal=3, seconden=60) for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert allow("proef", sleutel + "x", aantal=3, seconden=60)
    assert allow("ander", sleutel, aantal=3, seconden=60)


def test_looking_counts_nothing(sleutel: str) -> None:
    for _ in range(5):
        assert not is_used_up("proef", sleutel, aantal=1)
    allow("proef", sleutel, aantal=1, seconden=60)
    assert is_used_up("proef", sleutel, aantal=1)


def test_the_window_ends(sleutel: str) -> None:
    assert allow("proef", sleutel, aantal=1, seconden=60)
    assert not allow("proef", sleutel, aantal=1, seconden=60)
    cache.clear()
    assert allow("proef", sleutel, aantal=1, seconden=60)


def test_emptying_the_cache_leaves_what_others_keep_on_the_same_server(sleutel: str) -> None:
    """The broker's messages and another site's keys live in the same database of the server."""
    client = cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]
    others = [f"{settings.KEY_PREFIX}:{sleutel}", f"ander-{sleutel}:1:x"]
    for other in others:
        client.set(other, "blijft", ex=60)
    cache.set(sleutel, "weg", timeout=60)
    cache.clear()
    assert cache.get(sleutel) is None
    assert client.mget(others) == [b"blijft", b"blijft"]


def test_the_key_is_not_readable_in_the_cache(sleutel: str) -> None:
    allow("proef", sleutel, aantal=1, seconden=60)
    client = cache._cache.get_client(None)  # type: ignore[attr-defined]
    keys = [key.decode() for key in client.keys("*limiet:proef*")]
    assert keys
    assert not any(sleutel in key for key in keys)


def test_without_a_cache_everything_is_allowed(settings: Settings, sleutel: str) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "kern.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }
    assert all(allow("proef", sleutel, aantal=1, seconden=60) for _ in range(3))
    assert not is_used_up("proef", sleutel, aantal=1)
