"""PostgreSQL and Valkey for the demo, for commands in a checkout and for tests; never in production.

`join(root)` shares the pair in `.data/` with all who use that checkout. `throwaway()` starts a pair of its
own in a temporary folder that goes when its user goes. Whoever gives DATABASE_URL or REDIS_URL gets that.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from wijkagenda.embedded.paar import Paar
from wijkagenda.embedded.servers import EmbeddedFout

__all__ = ["EmbeddedFout", "Paar", "current", "join", "throwaway", "use"]

_current: Paar | None = None


def use(pair: Paar | None) -> None:
    """Remember the pair that this process joined."""
    global _current  # noqa: PLW0603 - one process joins at most one pair, and a command cannot be handed it
    _current = pair


def current() -> Paar | None:
    """The pair that `manage.py` joined for this command."""
    return _current


def join(root: Path) -> Paar:
    """The pair of a checkout: data in `.data/`, kept; started by the first user and stopped by the last."""
    base = root.resolve() / ".data"
    owner = (base if base.exists() else root).stat().st_uid if os.geteuid() == 0 else os.geteuid()
    name = hashlib.sha256(str(base).encode()).hexdigest()[:12]
    return _pair(base, _temporary_folder() / f"wijkagenda-{owner}-{name}", lasting=True)


def throwaway() -> Paar:
    """A pair for tests: fast and forgetful, in a folder that is removed at the end."""
    temporary = _temporary_folder()
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return _pair(temporary, temporary, lasting=False)  # both are given: nothing starts, no folder is made
    base = Path(tempfile.mkdtemp(prefix="wijkagenda-proef-", dir=temporary))
    return _pair(base, base / "s", lasting=False)


def _pair(base: Path, sockets: Path, *, lasting: bool) -> Paar:
    given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    return Paar(
        base, sockets, lasting=lasting, database_url=given["DATABASE_URL"], redis_url=given["REDIS_URL"]
    )


def _temporary_folder() -> Path:
    """The system's temporary folder, when it is short; in an address capitals would be lost."""
    folder = tempfile.gettempdir()
    return Path(folder if re.fullmatch(r"[a-z0-9/._-]{1,50}", folder) else "/tmp")  # noqa: S108
