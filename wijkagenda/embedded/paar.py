"""One PostgreSQL and one Valkey, shared by all who use the same folder; the last one out stops them."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from wijkagenda.embedded import servers
from wijkagenda.embedded.keeper import Orders, die_with_parent
from wijkagenda.embedded.locks import held, is_free, open_lock, wait_until_free
from wijkagenda.embedded.servers import EmbeddedFout

NEEDED_SPACE = 200 * 1024 * 1024
PATIENCE = 60.0
KEEPER = Path(__file__).with_name("keeper.py")
FULL = "De schijf is vol. Maak ruimte vrij (200 MB) en start opnieuw."


class Paar:
    """A pair of servers on sockets. Use it as a context manager; given addresses are used as they are."""

    def __init__(
        self, base: Path, sockets: Path, *, lasting: bool, database_url: str = "", redis_url: str = ""
    ) -> None:
        self.base = base
        self.sockets = sockets
        self.lasting = lasting
        self.own_postgres = not database_url
        self.own_valkey = not redis_url
        self.valkey_socket = sockets / "valkey.sock"
        address = quote(str(sockets), safe="")
        self.database_url = database_url or f"postgresql://{servers.OWNER}@{address}/{servers.OWNER}"
        self.redis_url = redis_url or f"unix://{self.valkey_socket}"
        self._use: int | None = None
        self._joined_by = 0
        self._keepers: dict[str, subprocess.Popen[bytes]] = {}

    # ---- joining and leaving ----------------------------------------------------------------

    def __enter__(self) -> Self:
        self.join()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def join(self) -> None:
        """Count as a user, and start what does not run yet."""
        if not (self.own_postgres or self.own_valkey):
            return
        self._make_folders()
        with held(self._lock("start")):
            self._use = open_lock(self._lock("gebruik"))
            self._joined_by = os.getpid()
            fcntl.flock(self._use, fcntl.LOCK_SH)
            try:
                self._ensure()
            except BaseException:
                self._leave_under_lock()
                raise

    def heal(self) -> None:
        """Start again what died although we use it (its keeper was killed, say)."""
        if self._use is None or all(not is_free(self._lock(name)) for name in self._names()):
            return
        with held(self._lock("start")):
            self._ensure()

    def leave(self) -> None:
        """Stop counting as a user; the last one out stops Valkey, then PostgreSQL."""
        if self._use is None or os.getpid() != self._joined_by:
            return
        with held(self._lock("start")):
            self._leave_under_lock()
        if not self.lasting:
            shutil.rmtree(self.base, ignore_errors=True)

    def _leave_under_lock(self) -> None:
        if self._use is None:
            return
        os.close(self._use)
        self._use = None
        if not is_free(self._lock("gebruik")):
            return
        for name in ("valkey", "postgres"):
            self._dismiss(name)
        with suppress(OSError):  # not empty: then somebody else's file is in it
            self.sockets.rmdir()

    # ---- files ------------------------------------------------------------------------------

    def _file(self, name: str) -> Path:
        return self.base / name

    def _lock(self, name: str) -> Path:
        return self.base / f"{name}.lock"

    def _names(self) -> list[str]:
        return ["postgres"] * self.own_postgres + ["valkey"] * self.own_valkey

    def _make_folders(self) -> None:
        """Where root works in the folder of an ordinary user, all stays of that user."""
        try:
            self.base.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            for lock in ("start.lock", "gebruik.lock"):
                os.close(open_lock(self._file(lock)))
                self._give_to_owner(self._file(lock))
        except PermissionError as error:
            raise EmbeddedFout(
                f"U mag niet schrijven in {self.base}. Start als de eigenaar van die map."
            ) from error
        except OSError as error:
            raise EmbeddedFout(disk_sentence(error, self.base)) from error
        if self.sockets.is_symlink() or self.sockets.lstat().st_uid not in (os.geteuid(), self._owner()):
            raise EmbeddedFout(f"De map {self.sockets} is van een ander. Verwijder die map en start opnieuw.")
        self.sockets.chmod(0o700)
        self._give_to_owner(self.sockets)

    def _owner(self) -> int:
        return self.base.stat().st_uid

    def _give_to_owner(self, path: Path) -> None:
        if os.geteuid() == 0 and path.stat().st_uid != self._owner():
            os.chown(path, self._owner(), -1)

    # ---- starting (always under start.lock) ---------------------------------------------------

    def _ensure(self) -> None:
        try:
            if self.own_postgres and is_free(self._lock("postgres")):
                self._start_postgres()
            if self.own_valkey and is_free(self._lock("valkey")):
                self._start_valkey()
        except OSError as error:
            raise EmbeddedFout(disk_sentence(error, self.base)) from error
        if self.own_postgres:
            self._wait("postgres", self._postgres_answers, self._start_postgres)
        if self.own_valkey:
            self._wait("valkey", self._valkey_answers, self._start_valkey)

    def _start_postgres(self) -> None:
        if shutil.disk_usage(self.base).free < NEEDED_SPACE:
            raise EmbeddedFout(FULL)
        folder = servers.find_postgres()
        data = self._file("postgres")
        prefix, owner = servers.unprivileged(
            folder / "postgres", (data if data.exists() else self.base).stat().st_uid
        )
        if not data.exists():
            self._make_cluster(folder, data, prefix, owner)
        self._check_cluster(folder, data, owner)
        self._stop_orphan("postgres", str(data))
        self._heal_pid_file(data / "postmaster.pid", str(data))
        self._heal_pid_file(self.sockets / ".s.PGSQL.5432.lock", str(data))
        command = servers.postgres_command(folder, data, self.sockets, lasting=self.lasting)
        self._employ(
            "postgres", [*servers.with_death_signal(prefix, "INT"), *command], [signal.SIGINT, signal.SIGQUIT]
        )

    def _start_valkey(self) -> None:
        binary = servers.find_valkey()
        folder = self._file("valkey")
        folder.mkdir(mode=0o700, exist_ok=True)
        prefix, owner = servers.unprivileged(binary, folder.stat().st_uid)
        give_all(folder, owner)
        self._stop_orphan("valkey", str(self.valkey_socket))
        command = servers.valkey_command(binary, folder, self.valkey_socket)
        self._employ("valkey", [*servers.with_death_signal(prefix, "TERM"), *command], [signal.SIGTERM])

    def _make_cluster(self, folder: Path, data: Path, prefix: list[str], owner: int) -> None:
        """In a folder aside, put in place when complete, so that a killed start leaves nothing half-made."""
        fresh = data.with_name("postgres.nieuw")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        give_all(fresh, owner)
        words = servers.initdb_command(
            folder, fresh, servers.major_version(folder / "postgres"), lasting=self.lasting
        )
        with self._log("postgres").open("wb") as sink:
            answer = subprocess.run(
                [*prefix, *words],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),
                check=False,
            )
        if answer.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            raise EmbeddedFout(self._reason("postgres"))
        fresh.rename(data)

    def _check_cluster(self, folder: Path, data: Path, owner: int) -> None:
        if os.geteuid() not in (0, data.stat().st_uid):
            raise EmbeddedFout(f"De map {data} is van een andere gebruiker. Start als die gebruiker.")
        if data.stat().st_uid != owner:
            give_all(data, owner)
        made_with = (data / "PG_VERSION").read_text().strip()
        if made_with != str(servers.major_version(folder / "postgres")):
            raise EmbeddedFout(f"De gegevens in {data} zijn van PostgreSQL {made_with}. Verplaats die map.")

    def _employ(self, name: str, command: list[str], signals: list[signal.Signals]) -> None:
        """Start a keeper in a session of its own: it outlives us when others use the server."""
        last = name == "postgres" or not self.own_postgres
        orders = Orders(
            name=name,
            command=command,
            signals=[int(number) for number in signals],
            lock=str(self._lock(name)),
            use=str(self._lock("gebruik")),
            start=str(self._lock("start")),
            after=[str(self._lock("valkey"))] if name == "postgres" else [],
            remove=str(self.base) if last and not self.lasting else "",
        )
        os.close(open_lock(self._lock(name)))
        self._give_to_owner(self._lock(name))
        log = self._log(name)
        with log.open("ab" if log.exists() and log.stat().st_size < 5_000_000 else "wb") as sink:
            self._keepers[name] = subprocess.Popen(
                [sys.executable, "-I", "-S", str(KEEPER), json.dumps(asdict(orders))],
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )

    # ---- healing what an earlier run left behind ------------------------------------------------

    def _stop_orphan(self, name: str, mark: str) -> None:
        """A server whose keeper was killed, on a machine that does not end it with its parent."""
        try:
            pid = int(json.loads(self._lock(name).read_text())["server"])
        except (OSError, ValueError, KeyError):
            return
        stop_process(pid, mark, signal.SIGINT if name == "postgres" else signal.SIGTERM)

    def _heal_pid_file(self, pid_file: Path, mark: str) -> None:
        """PostgreSQL does not start while the number in this file lives, whoever has it now."""
        try:
            pid = int(pid_file.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return
        stop_process(pid, mark, signal.SIGINT)
        if is_alive(pid):
            pid_file.unlink(missing_ok=True)

    # ---- does it answer? ------------------------------------------------------------------------

    def _wait(self, name: str, answers: Callable[[], bool], start: Callable[[], None]) -> None:
        end = time.monotonic() + PATIENCE
        while not answers():
            keeper = self._keepers.get(name)
            gone = is_free(self._lock(name)) and (keeper is None or keeper.poll() is not None)
            if gone and keeper is None:
                start()  # it was another's, killed while we looked: its lock went only now
            elif gone or time.monotonic() > end:
                raise EmbeddedFout(self._reason(name))
            time.sleep(0.03)

    def _postgres_answers(self) -> bool:
        try:
            with psycopg.connect(
                self.database_url, dbname="postgres", connect_timeout=3, autocommit=True
            ) as connection:
                query = "SELECT 1 FROM pg_database WHERE datname = %s"
                if connection.execute(query, [servers.OWNER]).fetchone() is None:
                    connection.execute(f"CREATE DATABASE {servers.OWNER}")
        except psycopg.OperationalError:
            return False
        return True

    def _valkey_answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as wire:
                wire.settimeout(3)
                wire.connect(str(self.valkey_socket))
                wire.sendall(b"PING\r\n")
                return wire.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _log(self, name: str) -> Path:
        return self.base / f"{name}.log"

    def _reason(self, name: str) -> str:
        log = self._log(name)
        tail = log.read_bytes()[-4000:].decode(errors="replace") if log.exists() else ""
        if "No space left" in tail or "Disk quota" in tail:
            return FULL
        return f"{'PostgreSQL' if name == 'postgres' else 'Valkey'} start niet. Waarom, staat in {log}."

    # ---- stopping (under start.lock) -----------------------------------------------------------

    def _dismiss(self, name: str) -> None:
        lock = self._lock(name)
        if is_free(lock):
            return
        pid = int(json.loads(lock.read_text() or "{}").get("keeper", 0))
        if pid:
            os.kill(pid, signal.SIGTERM)
        if not wait_until_free(lock, seconds=30) and pid:
            os.kill(pid, signal.SIGKILL)
        if name in self._keepers:
            self._keepers.pop(name).wait(timeout=10)


def is_alive(pid: int) -> bool:
    """Is there a process with this number?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop_process(pid: int, mark: str, first: signal.Signals) -> None:
    """Stop a process, only when its command line carries our mark."""
    for number in (first, signal.SIGKILL):
        if mark not in command_line(pid):
            return
        os.kill(pid, number)
        end = time.monotonic() + 8
        while mark in command_line(pid) and time.monotonic() < end:
            time.sleep(0.05)


def command_line(pid: int) -> str:
    """The words with which a process was started; empty when there is none."""
    if Path("/proc/self").exists():
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
                .strip()
            )
        except OSError:
            return ""
    answer = subprocess.run(
        ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()


def give_all(folder: Path, owner: int) -> None:
    """Root gives a folder and all that is in it to the uid that the server runs as."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        if path.lstat().st_uid != owner:
            os.chown(path, owner, -1, follow_symlinks=False)


def disk_sentence(error: OSError, folder: Path) -> str:
    """What to say when the disk does not do what we ask."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    return f"In de map {folder} kan niet worden geschreven: {error.strerror}."
