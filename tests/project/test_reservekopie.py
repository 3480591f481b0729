"""Backups that restore, on the real server with PostgreSQL's own tools; and what is said when they do not."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import Levensteken
from tests.e2e.site import environment_of_test_database
from tests.factories import make_wijk
from tests.lacking import lacking
from tests.project.huis import make_huis
from wijkagenda.reservekopie import gereedschap
from wijkagenda.reservekopie.maken import DUMP, HALF, MANIFEST, backups
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands find the database of this test where an installation has its own."""
    for name, value in environment_of_test_database().items():
        monkeypatch.setenv(name, value)


def run(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def leftovers() -> list[str]:
    """Databases that a test restore of this database left behind; other tests have theirs on this server."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, current_database() || '_hersteltest')"
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_backup_restores_and_readyz_says_when(tmp_path: Path, client: Client) -> None:
    huis = make_huis("hier")
    said = run("backup", str(tmp_path))
    (folder,) = backups(tmp_path)
    assert str(folder) in said
    assert "CODE_SECRET" in said
    manifest = json.loads((folder / MANIFEST).read_text())
    assert manifest["aantallen"]["agenda_agendaversie"] == 3
    assert folder.stat().st_mode & 0o077 == (folder / DUMP).stat().st_mode & 0o077 == 0
    for secret in (project.CODE_SECRET, project.SECRET_KEY):
        assert secret.encode() not in (folder / DUMP).read_bytes() + (folder / MANIFEST).read_bytes()
    said = run("hersteltest", str(tmp_path))
    assert f"gelezen: /wijken/{huis.wijk.slug}/agenda/" in said
    assert huis.rapport.bestand is not None
    assert f"gelezen: {huis.rapport.bestand.naam}" in said
    assert "Let op" not in said
    assert leftovers() == []
    report = client.get("/readyz").json()
    assert 0 <= report["laatste_hersteltest"] <= report["laatste_backup"] < 120
    assert set(Gebeurtenis.objects.filter(wijk=None).values_list("actie", flat=True)) == {
        "backup",
        "hersteltest",
    }


def test_what_is_written_meanwhile_is_wholly_in_or_wholly_out(tmp_path: Path) -> None:
    """Rows come in all the time; the counts of the manifest and of the dump are of one moment."""
    wijk = make_wijk("druk")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            Gebeurtenis.objects.create(wijk=wijk, wie="systeem", actie="druk", datum=today())
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        run("backup", str(tmp_path))
    finally:
        stop.set()
        writer.join()
    assert "is heel" in run("hersteltest", str(tmp_path))


def test_a_backup_with_another_code_secret_is_noticed(tmp_path: Path, settings: Settings) -> None:
    run("backup", str(tmp_path))
    settings.CODE_SECRET = "een ander geheim"
    assert "codes van bewoners niet" in run("hersteltest", str(tmp_path))


def test_a_backup_of_a_newer_release_is_refused_with_a_sentence(tmp_path: Path) -> None:
    MigrationRecorder(connection).record_applied("kern", "9999_van_later")
    try:
        run("backup", str(tmp_path))
    finally:
        MigrationRecorder(connection).record_unapplied("kern", "9999_van_later")
    with pytest.raises(CommandError, match="nieuwere versie van het programma"):
        run("hersteltest", str(tmp_path))
    assert leftovers() == []


def flip(folder: Path) -> None:
    data = bytearray((folder / DUMP).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / DUMP).write_bytes(data)


def lie(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["aantallen"]["wijken_wijk"] += 1
    (folder / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (flip, "de controle klopt niet"),
        (lie, "Het aantal rijen klopt niet in: wijken_wijk"),
        (lambda folder: (folder / DUMP).unlink(), "er ontbreekt een bestand"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "er ontbreekt een bestand"),
    ],
    ids=["veranderd", "rijen-kwijt", "zonder-dump", "zonder-lijst"],
)
def test_a_bad_backup_fails_loudly(tmp_path: Path, harm: Callable[[Path], object], sentence: str) -> None:
    run("backup", str(tmp_path))
    harm(backups(tmp_path)[0])
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run("hersteltest", str(tmp_path))
    assert leftovers() == []
    assert not Levensteken.objects.filter(naam=Levensteken.Naam.HERSTELTEST).exists()


def test_only_the_newest_stay_and_half_ones_never_count(tmp_path: Path) -> None:
    killed = tmp_path / f"{HALF}4711"
    killed.mkdir()
    (killed / DUMP).write_bytes(b"half")
    assert backups(tmp_path) == []
    with pytest.raises(CommandError, match="staat geen reservekopie"):
        run("hersteltest", str(tmp_path))
    for _ in range(3):
        run("backup", str(tmp_path), "--bewaar", "2")
    assert len(backups(tmp_path)) == 2
    assert not killed.exists()
    with pytest.raises(CommandError, match="minstens één"):
        run("backup", str(tmp_path), "--bewaar", "0")


def test_two_at_once_make_one(tmp_path: Path) -> None:
    with (tmp_path / ".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="al een reservekopie"):
            run("backup", str(tmp_path))
    run("backup", str(tmp_path))


FULL_DISK = """
mount -t tmpfs -o size=48k tmpfs "$1" || exit 77
mkdir "$1/wijkagenda-20260101T000000Z" && echo eerder > "$1/wijkagenda-20260101T000000Z/database.dump"
"$2" manage.py backup "$1"; code=$?
ls -A "$1"; cat "$1"/*/database.dump
exit $code
"""


def test_a_full_disk_is_one_sentence_and_leaves_the_earlier_backup(tmp_path: Path) -> None:
    """A real disk of 48 KB, in a private mount namespace."""
    prefix = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    done = subprocess.run(
        ["unshare", *prefix, "--mount", "sh", "-c", FULL_DISK, "sh", str(tmp_path), sys.executable],
        cwd=project.BASE_DIR,
        env={**os.environ, "DEMO": "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        lacking("this machine allows no private mount")
    assert done.returncode == 1, done.stderr
    assert done.stderr.strip() == f"CommandError: {gereedschap.SCHIJF_VOL}"
    assert done.stdout.split() == [".slot", "wijkagenda-20260101T000000Z", "eerder"]


def test_a_missing_tool_and_an_absent_database_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DomeinFout, match="postgresql-client-99"):
        gereedschap.find_tool("pg_dump", 99)
    monkeypatch.setenv("DATABASE_URL", "postgresql://niemand@127.0.0.1:1/niets")
    with pytest.raises(CommandError, match="geeft geen antwoord"):
        run("backup", str(tmp_path))
    assert backups(tmp_path) == []


def test_a_password_is_no_word_of_a_command() -> None:
    found = gereedschap.surroundings("postgresql://anna:g%40heim@db:6543/wijk?sslmode=require")
    wanted = {"PGPASSWORD": "g@heim", "PGHOST": "db", "PGPORT": "6543", "PGSSLMODE": "require"}
    assert wanted.items() <= found.items()
