"""`manage.py demo`: the whole site on this computer, with sample wijken; Ctrl-C stops all of it."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections

from wijkagenda import embedded
from wijkagenda.embedded.libraries import PANGO_PACKAGES, pango_is_there, what_to_type
from wijkagenda.embedded.processes import Process

ACCOUNTS = ("coordinator", "teamlid", "invoerder", "partner", "beheer")
PASSWORD = "wijkagenda-demo"  # noqa: S105 - printed for everyone; these accounts exist where DEMO=1 only
FULL = "De schijf is vol. Maak ruimte vrij en start opnieuw."
PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Start de hele site op deze computer, met voorbeeldwijken. Ctrl-C stopt alles."
    requires_system_checks = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopping = False  # set by a signal
        self.running = False

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Prepare, run until told to stop, and leave nothing behind."""
        if not settings.DEMO:
            raise CommandError("De demo draait alleen met DEMO=1. Typ: python manage.py demo")
        self._listen_to_signals()
        self._prepare()
        processes = self._processes()
        self.running = True
        try:
            processes[0].start(settings.BASE_DIR)
            if self._wait_for_site(processes[0]):
                self._tell_addresses()
            for process in processes[1:]:
                process.start(settings.BASE_DIR)
            self._watch(processes)
        finally:
            self.stopping = True
            self._say("De demo stopt …")
            for process in processes:
                process.stop()
        self._say("Alles is gestopt. Uw gegevens staan nog in .data.")

    # ---- before --------------------------------------------------------------------------------

    def _listen_to_signals(self) -> None:
        def stop(number: int, _frame: FrameType | None) -> None:
            if not self.running:
                sys.exit(128 + number)
            self.stopping = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)
        if os.environ.get("MAKELEVEL") and sys.platform.startswith("linux"):
            ctypes.CDLL(None).prctl(
                PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0
            )  # a killed `make` takes us along

    def _prepare(self) -> None:
        if not pango_is_there():
            self._say(f"PDF's maken kan nog niet: Pango ontbreekt. Typ: {what_to_type(PANGO_PACKAGES)}")
        self._say("De gegevens worden klaargezet …")
        try:
            call_command("migrate", verbosity=0, interactive=False)
            collect_static()
            call_command("load_demo", verbosity=0)
        except OperationalError as error:
            if "No space left" in str(error):
                raise CommandError(FULL) from error
            raise CommandError(f"De database geeft geen antwoord: {error}") from error
        except OSError as error:
            raise CommandError(
                FULL if error.errno == errno.ENOSPC else f"Het klaarzetten lukt niet: {error}"
            ) from error
        finally:
            connections.close_all()

    def _processes(self) -> list[Process]:
        """In the order in which they stop: web, beat, worker; the servers follow when `manage.py` ends."""
        python = [sys.executable, "-m"]
        serve = [*python, "uvicorn", "wijkagenda.asgi:application", "--no-access-log", "--no-server-header"]
        serve += ["--host", _host(), "--port", str(_port()), "--log-level", "warning"]
        serve += ["--timeout-graceful-shutdown", "2"]
        calm = [
            "-W",
            "ignore:You're running the worker with superuser privileges",
        ]  # root on a laptop is fine
        celery = [sys.executable, *calm, "-m", "celery", "-A", "wijkagenda", "--quiet"]
        schedule = Path(settings.BASE_DIR) / ".data" / "klok"
        work = [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip"]
        return [
            Process("de website", serve),
            Process(
                "de klok",
                [*celery, "beat", "--schedule", str(schedule), "--pidfile=", "--loglevel", "WARNING"],
            ),
            Process("de werker", [*work, "--without-mingle"], (signal.SIGTERM, signal.SIGQUIT)),
        ]

    # ---- while it runs ---------------------------------------------------------------------------

    def _watch(self, processes: list[Process]) -> None:
        while not self.stopping and not make_was_interrupted():
            self._heal_servers()
            for process in processes:
                if process.has_died():
                    self._start_again(process)
            time.sleep(0.2)

    def _heal_servers(self) -> None:
        if (pair := embedded.current()) is not None:
            try:
                pair.heal()
            except embedded.EmbeddedFout as error:
                raise CommandError(str(error)) from error

    def _start_again(self, process: Process) -> None:
        if not process.may_start_again():
            raise CommandError(f"Het lukt niet: {process.name} stopt steeds. Hierboven staat waarom.")
        self._say(f"{process.name.capitalize()} is gestopt en start opnieuw.")
        process.stop()
        process.start(settings.BASE_DIR)

    def _wait_for_site(self, site: Process) -> bool:
        """Wait until somebody listens; a site that falls over is met by the watch."""
        target = "127.0.0.1" if _host() in {"0.0.0.0", "::"} else _host()  # noqa: S104 - only compared
        end = time.monotonic() + 60
        while time.monotonic() < end and not self.stopping and not site.has_died():
            try:
                socket.create_connection((target, _port()), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return True
        return False

    def _tell_addresses(self) -> None:
        self._say(f"\nDe site staat op  {settings.SITE_URL}/")
        if _host() in {"0.0.0.0", "::"}:  # noqa: S104 - only compared
            self._say(f"Op deze computer  http://127.0.0.1:{_port()}/")
            self._say("Telefoons in hetzelfde netwerk gebruiken het eerste adres.")
        self._say(f"De voorbeeldwijk  {settings.SITE_URL}/wijken/jubbega/")
        self._say(f"Inloggen          {settings.SITE_URL}/inloggen/\n")
        for account in ACCOUNTS:
            self._say(f"  {account}@demo.example")
        self._say(f"Het wachtwoord is voor allemaal: {PASSWORD}\nStoppen: Ctrl-C\n")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def collect_static() -> None:
    """Copy and squeeze the static files, only when one of them changed since the last time."""
    seen = sorted(
        (path, storage.path(path), Path(storage.path(path)).stat().st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    stamp = hashlib.sha256(repr((settings.STORAGES["staticfiles"], seen)).encode()).hexdigest()
    note = Path(settings.STATIC_ROOT) / "stempel"
    if note.exists() and note.read_text() == stamp:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    note.write_text(stamp)


def make_was_interrupted() -> bool:
    """A Ctrl-C that reached only `make`, which then waits for us: it blocks the signal while handling it."""
    if not os.environ.get("MAKELEVEL") or not sys.platform.startswith("linux"):
        return False
    parent = Path(f"/proc/{os.getppid()}")
    try:
        name = (parent / "comm").read_text().strip()
        blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)", (parent / "status").read_text(), re.MULTILINE)
    except OSError:
        return False
    return name == "make" and blocked is not None and bool(int(blocked[1], 16) >> (signal.SIGINT - 1) & 1)


def _host() -> str:
    return os.environ.get("HOST", "127.0.0.1")


def _port() -> int:
    return int(os.environ.get("PORT", "8000"))
