"""One port, two worlds: streams under /live/ run async, all pages in a small pool of threads.

Plain sync views under ASGI would make a thread, and so a database connection, for each request.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

THREADS = int(os.environ.get("WEB_THREADS", "8"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")
os.environ.setdefault("DB_POOL_SIZE", str(THREADS))
os.environ.setdefault("DB_STATEMENT_SECONDS", "10")
os.environ.setdefault("DB_LOCK_SECONDS", "5")

from a2wsgi import WSGIMiddleware  # noqa: E402 - the settings read what is set above
from django.core.asgi import get_asgi_application  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

Scope = dict[str, Any]
live = get_asgi_application()
pages = WSGIMiddleware(get_wsgi_application(), workers=THREADS)  # type: ignore[arg-type]


async def application(
    scope: Scope,
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    """Send a stream to Django's ASGI handler and everything else to the threads."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope.get("path", "").startswith("/live/"):
        await live(scope, receive, send)
    else:
        await pages(scope, receive, send)  # type: ignore[arg-type]


async def _lifespan(receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
