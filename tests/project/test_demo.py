"""`manage.py demo` as people run it, in a copy of the checkout whose path has a space."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wijkagenda import embedded
from wijkagenda.embedded.checkout import local_network_address

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90.0
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".data", ".*_cache", ".hypothesis", "__pycache__", "tests", "benchmarks"
)
OURS = (
    *("DATABASE_URL", "REDIS_URL", "LISTEN_DATABASE_URL", "SECRET_KEY", "CODE_SECRET", "SITE_URL"),
    *("ALLOWED_HOSTS", "DEMO", "DEBUG", "KEY_PREFIX", "EMAIL_URL", "PLAIN_STATICFILES", "HOST", "PORT"),
)

pytestmark = pytest.mark.xdist_group("servers")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a fresh clone holds; its `.data` is kept between the tests of this module."""
    folder = tmp_path_factory.mktemp("een pad") / "kloon"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def clean_environment(**extra: str) -> dict[str, str]:
    """Nothing of this run's own servers and settings."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | extra


@dataclass
class Demo:
    """A running demo, and what it has said."""

    process: subprocess.Popen[str]
    said: str

    def ends_within(self, seconds: float) -> bool:
        """Did it end by itself, and did all that it started?"""
        try:
            rest, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        self.said += rest
        return True


def start_demo(clone: Path, port: int, **extra: str) -> Demo:
    """Start, and wait for the line that says how to stop."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=clone,
        env=clean_environment(PORT=str(port), **extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    return Demo(process, said)


def left_over(clone: Path) -> list[str]:
    """Processes that run from, or for, this clone."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(clone) in (folder / "cmdline").read_text() or str(clone) == str(
                (folder / "cwd").readlink()
            ):
                found.append((folder / "cmdline").read_text().replace("\0", " ")[:150])
        except OSError:
            continue
    return found


def child_with(parent: int, word: str) -> int:
    """The one child of a process that has this word on its command line."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    (found,) = [int(pid) for pid in children if word in Path(f"/proc/{pid}/cmdline").read_text()]
    return found


def none_left(clone: Path) -> bool:
    end = time.monotonic() + 15
    while left_over(clone) and time.monotonic() < end:
        time.sleep(0.1)
    return not left_over(clone)


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    wire = http.client.HTTPConnection(host, port, timeout=20)
    wire.request("GET", path)
    answer = wire.getresponse()
    text = answer.read().decode()
    wire.close()
    return answer.status, text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_serves_and_a_signal_stops_all_of_it(clone: Path, port: int, number: signal.Signals) -> None:
    demo = start_demo(clone, port)
    assert "coordinator@demo.example" in demo.said, demo.said
    assert f"http://127.0.0.1:{port}/" in demo.said
    status, page = get(port, "/")
    assert status == 200
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert style is not None
    assert get(port, style[1])[0] == 200, "collected static files are served"
    assert get(port, "/nergens/")[0] == 404
    os.kill(demo.process.pid, number)
    assert demo.ends_within(30)
    assert "Alles is gestopt" in demo.said
    assert none_left(clone), left_over(clone)


def test_a_demo_killed_with_9_leaves_no_process_and_starts_again(clone: Path, port: int) -> None:
    demo = start_demo(clone, port)
    demo.process.kill()
    demo.process.communicate()
    assert none_left(clone), left_over(clone)
    again = start_demo(clone, port)
    assert get(port, "/healthz")[0] == 200
    os.kill(again.process.pid, signal.SIGTERM)
    assert again.ends_within(30)


def test_a_web_process_that_dies_is_started_again(clone: Path, port: int) -> None:
    demo = start_demo(clone, port)
    os.kill(child_with(demo.process.pid, "uvicorn"), signal.SIGKILL)
    end = time.monotonic() + 60
    status = 0
    while status != 200 and time.monotonic() < end:
        try:
            status = get(port, "/healthz")[0]
        except OSError:
            time.sleep(0.2)
    assert status == 200
    os.kill(demo.process.pid, signal.SIGTERM)
    assert demo.ends_within(30)
    assert "start opnieuw" in demo.said


def test_other_commands_join_a_running_demo(clone: Path, port: int) -> None:
    demo = start_demo(clone, port)
    words = [
        sys.executable,
        "manage.py",
        "shell",
        "-c",
        "from django.conf import settings as s; print(s.SITE_URL)",
    ]
    answer = subprocess.run(
        words, cwd=clone, env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert f"http://127.0.0.1:{port}" in answer.stdout
    assert get(port, "/readyz")[0] == 200, "the demo goes on when a guest leaves"
    os.kill(demo.process.pid, signal.SIGTERM)
    assert demo.ends_within(30)


def test_a_taken_port_is_one_sentence(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        demo = start_demo(clone, port)
        assert demo.ends_within(20)
    assert demo.process.returncode == 1
    assert demo.said.splitlines() == [
        f"Poort {port} is al in gebruik. Kies een andere: make demo PORT={port % 65535 + 1}"
    ]
    assert none_left(clone)


def test_for_the_local_network_the_address_is_one_that_phones_reach(clone: Path, port: int) -> None:
    demo = start_demo(clone, port, HOST="0.0.0.0")
    seen = local_network_address()
    assert f"http://{seen}:{port}/" in demo.said
    assert get(port, "/", host=seen)[0] == 200
    os.kill(demo.process.pid, signal.SIGTERM)
    assert demo.ends_within(30)


def test_the_secrets_are_made_once_and_are_private(clone: Path) -> None:
    words = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    kept = clone / ".data" / "geheimen.json"
    seen = []
    for _time in range(2):
        subprocess.run(words, cwd=clone, env=clean_environment(), check=True)
        seen.append(json.loads(kept.read_text()))
    assert seen[0] == seen[1]
    assert len(set(seen[0].values())) == 2
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_help_and_checks_start_and_make_nothing(tmp_path: Path) -> None:
    bare = tmp_path / "kaal"
    shutil.copytree(ROOT, bare, ignore=NOT_COPIED)
    for words in (["--help"], ["migrate", "--help"], ["check"], ["help", "migrate"]):
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=bare,
            env=clean_environment(),
            check=True,
            capture_output=True,
        )
    assert not (bare / ".data").exists()
    assert not embedded.join(bare).sockets.exists()


def test_an_installation_without_a_database_says_so(tmp_path: Path) -> None:
    bare = tmp_path / "kaal"
    shutil.copytree(ROOT, bare, ignore=NOT_COPIED)
    set_by_hand = clean_environment(
        SECRET_KEY="s" * 50, CODE_SECRET="c" * 50, SITE_URL="https://wijk.example"
    )
    answer = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=bare,
        env=set_by_hand,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "DATABASE_URL" in answer.stderr
    assert not (bare / ".data").exists()
