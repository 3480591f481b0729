"""Make a backup: a dump and a list of what must be in it, both of the same moment.

One transaction holds the moment: rows are counted in it and `pg_dump` looks through its snapshot. The folder
gets its name only when everything is on the disk, so that half a backup never counts as one.
"""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection as django_connection
from django.utils.crypto import salted_hmac
from psycopg import sql

from kern.fouten import DomeinFout
from kern.klok import now
from kern.levensteken import note
from kern.models import Levensteken
from wijkagenda.reservekopie.gereedschap import (
    SCHIJF_VOL,
    address_of,
    find_tool,
    major_of_server,
    run_tool,
)
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

PREFIX, HALF = "wijkagenda-", ".half-"
DUMP, MANIFEST = "database.dump", "manifest.json"
LOCK_WAIT = 60_000  # milliseconds
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a backup: how to see that it is whole, and what must come back."""

    gemaakt_op: str
    versie: str
    postgresql: int
    sha256: str
    grootte: int
    code_secret: str
    migraties: list[str]
    aantallen: dict[str, int]


def make_backup(*, map_: Path, bewaar: int) -> Path:
    """Make a backup in `map_` and keep the newest `bewaar` of them. Out: its folder. Raises DomeinFout."""
    try:
        with _only_one(map_):
            for left in map_.glob(f"{HALF}*"):
                shutil.rmtree(left)  # of a backup that was killed; nobody else is busy here
            folder = _make(map_)
            for old in backups(map_)[bewaar:]:
                shutil.rmtree(old)
    except psycopg.OperationalError as error:
        raise DomeinFout("De database geeft geen antwoord. Er is geen reservekopie gemaakt.") from error
    except OSError as error:
        raise DomeinFout(_sentence(error, map_)) from error
    note(Levensteken.Naam.BACKUP)
    log(wijk=None, actie="backup", herkomst=Gebeurtenis.Herkomst.COMMANDO)
    return folder


def backups(map_: Path) -> list[Path]:
    """The whole backups in a folder, newest first; half ones have another name."""
    return sorted(map_.glob(f"{PREFIX}*"), reverse=True)


def code_secret_mark() -> str:
    """A mark by which one sees whether this is the CODE_SECRET of then, and that tells nothing else of it."""
    return salted_hmac("wijkagenda.reservekopie", "code_secret", secret=settings.CODE_SECRET).hexdigest()[:16]


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds, as this transaction sees it."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    tables = [str(row[0]) for row in connection.execute(query)]
    counts = {}
    for table in tables:
        found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        counts[table] = int((found.fetchone() or (0,))[0])
    return counts


def applied_migrations(connection: Connection) -> list[str]:
    """As app.name, sorted."""
    query = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
    return [str(row[0]) for row in connection.execute(query)]


def sha256_of(file: Path) -> str:
    """Read in pieces: a dump may be larger than the memory."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _make(map_: Path) -> Path:
    half = map_ / f"{HALF}{os.getpid()}"
    half.mkdir(mode=0o700)
    try:
        manifest = _dump(half / DUMP)
        (half / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        for path in (half / DUMP, half / MANIFEST, half):
            _to_disk(path)
        folder = _free_name(map_)
        half.rename(folder)
        _to_disk(map_)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return folder


def _dump(file: Path) -> Manifest:
    address = address_of(str(django_connection.settings_dict["NAME"]))
    with psycopg.connect(address, connect_timeout=10) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = str((connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",))[0])
        counts, migrations = count_rows(connection), applied_migrations(connection)
        major = major_of_server(connection)
        command = [str(find_tool("pg_dump", major)), "--format=custom", f"--snapshot={snapshot}"]
        command += [f"--lock-wait-timeout={LOCK_WAIT}", "--no-password", f"--file={file}"]
        run_tool(command, address, wat="De reservekopie")
    file.chmod(0o600)
    return Manifest(
        gemaakt_op=now().isoformat(timespec="seconds"),
        versie=release(),
        postgresql=major,
        sha256=sha256_of(file),
        grootte=file.stat().st_size,
        code_secret=code_secret_mark(),
        migraties=migrations,
        aantallen=counts,
    )


def release() -> str:
    """The version of the programme."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


@contextmanager
def _only_one(map_: Path) -> Iterator[None]:
    """One backup at a time in this folder; the kernel forgets the lock when we die."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (map_ / ".slot").open("w") as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DomeinFout("Er wordt al een reservekopie gemaakt in deze map.") from error
        yield


def _free_name(map_: Path) -> Path:
    moment = now().astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    names = [map_ / f"{PREFIX}{moment}", *(map_ / f"{PREFIX}{moment}-{n}" for n in range(2, 100))]
    return next(path for path in names if not path.exists())


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sentence(error: OSError, map_: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SCHIJF_VOL
    return f"In de map {map_} kan geen reservekopie worden gemaakt: {error.strerror}."
