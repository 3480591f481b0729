"""Prove that a backup restores: into a database that exists for this alone, looked at as a visitor would."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection as django_connection
from psycopg import sql

from kern.fouten import DomeinFout
from kern.levensteken import note
from kern.models import Levensteken
from wijkagenda.reservekopie.gereedschap import address_of, find_tool, major_of_server, run_tool
from wijkagenda.reservekopie.maken import (
    DUMP,
    MANIFEST,
    Manifest,
    applied_migrations,
    backups,
    code_secret_mark,
    count_rows,
    sha256_of,
)
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

READ_SECONDS = 600
MARK = "_hersteltest_"
GEEN_BROKER = "redis://127.0.0.1:1/0"  # what is restored may wake nobody


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What was restored and read."""

    map_: Path
    manifest: Manifest
    gelezen: list[str]
    zelfde_geheim: bool


def prove_newest(*, map_: Path, server: str = "") -> Uitslag:
    """Restore the newest backup of `map_` on our server, or on `server`, and drop it. Raises DomeinFout."""
    found = backups(map_)
    if not found:
        raise DomeinFout(f"In de map {map_} staat geen reservekopie.")
    manifest = _read_manifest(found[0])
    try:
        with _scratch(server) as address:
            _restore(found[0] / DUMP, address)
            _compare(manifest, address)
            gelezen = _read_as_visitor(address)
    except psycopg.errors.InsufficientPrivilege as error:
        raise DomeinFout(
            "Deze databasegebruiker mag geen database maken. Geef hem CREATEDB, of geef --server."
        ) from error
    except psycopg.OperationalError as error:
        raise DomeinFout("De database geeft geen antwoord. De reservekopie is niet getest.") from error
    note(Levensteken.Naam.HERSTELTEST)
    log(wijk=None, actie="hersteltest", herkomst=Gebeurtenis.Herkomst.COMMANDO)
    return Uitslag(found[0], manifest, gelezen, manifest.code_secret == code_secret_mark())


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        whole = sha256_of(folder / DUMP) == manifest.sha256
    except (OSError, ValueError, TypeError) as error:
        raise DomeinFout(f"De reservekopie {folder.name} is niet heel: er ontbreekt een bestand.") from error
    if not whole:
        raise DomeinFout(f"De reservekopie {folder.name} is veranderd of beschadigd: de controle klopt niet.")
    return manifest


@contextmanager
def _scratch(server: str) -> Iterator[str]:
    """A new, empty database; gone afterwards. What a killed test left behind goes first."""
    stem = f"{str(django_connection.settings_dict['NAME'])[:40]}{MARK}"
    name = f"{stem}{secrets.token_hex(4)}"
    home = server or address_of(str(django_connection.settings_dict["NAME"]))
    with psycopg.connect(home, autocommit=True, connect_timeout=10) as keeper:
        for (old,) in keeper.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [stem]
        ).fetchall():
            _drop(keeper, str(old), force=False)
        keeper.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
        )
        try:
            yield address_of(name, server)
        finally:
            _drop(keeper, name, force=True)


def _drop(keeper: psycopg.Connection[tuple[object, ...]], name: str, *, force: bool) -> None:
    words = sql.SQL("DROP DATABASE IF EXISTS {}{}").format(
        sql.Identifier(name), sql.SQL(" WITH (FORCE)" if force else "")
    )
    try:
        keeper.execute(words)
    except psycopg.errors.ObjectInUse:
        return  # another test, which runs now


def _restore(dump: Path, address: str) -> None:
    with psycopg.connect(address, connect_timeout=10) as connection:
        tool = find_tool("pg_restore", major_of_server(connection))
    command = [
        str(tool),
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        "--no-password",
    ]
    command += ["--dbname=", str(dump)]
    run_tool(command, address, wat="Het terugzetten")


def _compare(manifest: Manifest, address: str) -> None:
    with psycopg.connect(address, connect_timeout=10) as connection:
        counts, migrations = count_rows(connection), applied_migrations(connection)
    wrong = sorted(
        table
        for table in counts.keys() | manifest.aantallen.keys()
        if counts.get(table) != manifest.aantallen.get(table)
    )
    if wrong:
        raise DomeinFout(f"Niet alles kwam terug. Het aantal rijen klopt niet in: {', '.join(wrong)}.")
    if migrations != manifest.migraties:
        raise DomeinFout("Niet alles kwam terug: de lijst van migraties is anders dan in de reservekopie.")


def _read_as_visitor(address: str) -> list[str]:
    """Pages that were read, by a process of its own whose only database is the restored one."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": address,
        "LISTEN_DATABASE_URL": address,
        "REDIS_URL": GEEN_BROKER,
        "EMAIL_URL": "memory://",
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "wijkagenda.settings",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wijkagenda.reservekopie.lezen"],
            cwd=settings.BASE_DIR,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=READ_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DomeinFout("Het lezen van de teruggezette gegevens duurde te lang.") from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["geen uitleg"]
        raise DomeinFout(f"De teruggezette gegevens zijn niet te lezen. {last[0]}")
    gelezen: list[str] = json.loads(done.stdout)
    return gelezen
