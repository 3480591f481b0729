"""The embedded servers with real processes: sharing, stopping, healing."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from wijkagenda import embedded
from wijkagenda.embedded import servers
from wijkagenda.embedded.checkout import is_checkout, starts_nothing
from wijkagenda.embedded.paar import FULL, disk_sentence, is_alive

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30.0
USER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from wijkagenda.embedded import join
with join(Path(sys.argv[2])) as pair:
    print(pair.database_url, flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.xdist_group("servers")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty checkout, in a path with a space, for which nobody configured a server."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    folder = tmp_path / "een pad"
    folder.mkdir()
    yield folder
    shutil.rmtree(embedded.join(folder).sockets, ignore_errors=True)


def run_user(checkout: Path) -> tuple[subprocess.Popen[str], str]:
    """Another process that uses the servers of the checkout until its input ends."""
    user = subprocess.Popen(
        [sys.executable, "-c", USER, str(ROOT), str(checkout)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout is not None
    return user, user.stdout.readline().strip()


def pids(checkout: Path) -> list[int]:
    """The keepers and servers that run for the checkout now."""
    found: list[int] = []
    for name in ("postgres", "valkey"):
        text = (checkout / ".data" / f"{name}.lock").read_text()
        found += list(json.loads(text).values()) if text else []
    return found


def until(happens: Callable[[], bool]) -> bool:
    """Wait for something that another process does."""
    end = time.monotonic() + SECONDS
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def answers(address: str) -> bool:
    """Does the database answer a real question?"""
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def none_alive(numbers: list[int]) -> bool:
    return not any(is_alive(pid) and not is_zombie(pid) for pid in numbers)


def is_zombie(pid: int) -> bool:
    """Ended, and only waiting for its parent to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return False


def test_two_users_share_the_servers_and_the_last_one_stops_them(checkout: Path) -> None:
    user, address = run_user(checkout)
    with embedded.join(checkout) as pair:
        assert pair.database_url == address
        running = pids(checkout)
        assert len(running) == 4
        user.communicate()
        assert user.returncode == 0
        assert answers(address)
        assert pids(checkout) == running
    assert none_alive(running)
    assert not answers(address)


def test_the_data_stay_for_the_next_time(checkout: Path) -> None:
    with embedded.join(checkout) as pair, psycopg.connect(pair.database_url) as connection:
        connection.execute("CREATE TABLE bewaard (woord text)")
        connection.execute("INSERT INTO bewaard VALUES ('één')")
    with embedded.join(checkout) as pair, psycopg.connect(pair.database_url) as connection:
        assert connection.execute("SELECT upper(woord) FROM bewaard").fetchone() == ("ÉÉN",)


def test_the_only_user_killed_with_9_leaves_no_process(checkout: Path) -> None:
    user, address = run_user(checkout)
    assert answers(address)
    running = pids(checkout)
    user.kill()
    user.communicate()
    assert until(lambda: none_alive(running))
    with embedded.join(checkout) as pair:
        assert answers(pair.database_url)


def test_a_user_killed_with_9_does_not_take_the_servers_from_another(checkout: Path) -> None:
    starter, _address = run_user(checkout)
    with embedded.join(checkout) as pair:
        starter.kill()
        starter.communicate()
        time.sleep(1)
        assert answers(pair.database_url)


def test_everything_killed_with_9_heals_at_the_next_start(checkout: Path) -> None:
    user, _address = run_user(checkout)
    for pid in [user.pid, *pids(checkout)]:
        os.kill(pid, signal.SIGKILL)
    user.communicate()
    with embedded.join(checkout) as pair:
        assert answers(pair.database_url)


def test_a_number_of_another_process_in_the_pid_file_heals(checkout: Path) -> None:
    with embedded.join(checkout):
        pass
    bystander = subprocess.Popen(["sleep", "60"])
    note = f"{bystander.pid}\n{checkout}/.data/postgres\n1\n5432\n\n\n\n"
    (checkout / ".data" / "postgres" / "postmaster.pid").write_text(note)
    sockets = embedded.join(checkout).sockets
    sockets.mkdir(mode=0o700)
    (sockets / ".s.PGSQL.5432.lock").write_text(note)
    with embedded.join(checkout) as pair:
        assert answers(pair.database_url)
    assert bystander.poll() is None, "a process that is not ours was stopped"
    bystander.kill()
    bystander.wait()


def test_a_server_that_dies_is_started_again_by_its_keeper(checkout: Path) -> None:
    with embedded.join(checkout) as pair:
        before = json.loads((checkout / ".data" / "postgres.lock").read_text())
        os.kill(before["server"], signal.SIGKILL)
        assert until(lambda: pids(checkout)[1] != before["server"] and answers(pair.database_url))


def test_a_user_heals_what_lost_its_keeper(checkout: Path) -> None:
    with embedded.join(checkout) as pair:
        before = pids(checkout)
        os.kill(before[0], signal.SIGKILL)
        os.kill(before[2], signal.SIGKILL)
        assert until(lambda: none_alive(before)), "a server outlived its keeper"
        pair.heal()
        assert answers(pair.database_url)


def test_a_half_made_cluster_is_made_anew(checkout: Path) -> None:
    half = checkout / ".data" / "postgres.nieuw"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with embedded.join(checkout) as pair:
        assert answers(pair.database_url)
    assert not half.exists()


def test_a_throwaway_pair_leaves_nothing(checkout: Path) -> None:
    with embedded.throwaway() as pair:
        assert answers(pair.database_url)
        assert pair.base.exists()
    assert not pair.base.exists()
    assert not (checkout / ".data").exists()


def test_a_throwaway_pair_goes_when_its_user_is_killed(checkout: Path) -> None:
    source = USER.replace("import join", "import throwaway").replace("join(Path(sys.argv[2]))", "throwaway()")
    user = subprocess.Popen(
        [sys.executable, "-c", source.replace("pair.database_url", "pair.base"), str(ROOT), str(checkout)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout is not None
    base = Path(user.stdout.readline().strip())
    assert base.is_dir()
    user.kill()
    user.communicate()
    assert until(lambda: not base.exists())


def test_given_addresses_are_used_and_nothing_starts(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elders/x")
    monkeypatch.setenv("REDIS_URL", "redis://elders/0")
    with embedded.join(checkout) as pair:
        assert (pair.database_url, pair.redis_url) == ("postgresql://elders/x", "redis://elders/0")
    assert not (checkout / ".data").exists()


def test_with_a_given_database_only_valkey_starts(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elders/x")
    with embedded.join(checkout) as pair:
        assert pair.database_url == "postgresql://elders/x"
        assert pair.valkey_socket.exists()
        assert not (checkout / ".data" / "postgres").exists()
        monkeypatch.delenv("DATABASE_URL")
        with embedded.join(checkout) as other:
            assert answers(other.database_url)
            assert other.redis_url == pair.redis_url


def test_a_full_disk_is_one_sentence(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_sentence(OSError(errno.ENOSPC, "No space left on device"), checkout) == FULL
    usage = shutil.disk_usage(checkout)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(embedded.EmbeddedFout, match="De schijf is vol"), embedded.join(checkout):
        pass
    assert not (checkout / ".data" / "postgres").exists()


def test_data_of_another_version_are_not_touched(checkout: Path) -> None:
    data = checkout / ".data" / "postgres"
    data.mkdir(parents=True, mode=0o700)
    (data / "PG_VERSION").write_text("12\n")
    with pytest.raises(embedded.EmbeddedFout, match="PostgreSQL 12"), embedded.join(checkout):
        pass
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_without_namespaces_becomes_an_ordinary_user(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = servers._prefix_works

    def refuse_namespaces(prefix: list[str], binary: Path) -> bool:
        return prefix[:1] != ["unshare"] and really(prefix, binary)

    closed = checkout / "dicht"
    closed.mkdir(mode=0o700)
    with monkeypatch.context() as patch:
        patch.setattr(servers, "_prefix_works", refuse_namespaces)
        with embedded.join(closed) as pair:
            assert answers(pair.database_url)
    data = closed / ".data" / "postgres"
    assert data.stat().st_uid == servers.NOBODY
    with embedded.join(closed) as pair:
        assert answers(pair.database_url), "the data stay usable where namespaces are allowed"


def test_without_the_packages_a_server_of_the_system_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = servers.find_valkey()
    monkeypatch.setattr(servers, "_package_folder", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(servers, "DEBIAN", tmp_path)
    with pytest.raises(embedded.EmbeddedFout, match="REDIS_URL"):
        servers.find_valkey()
    with pytest.raises(embedded.EmbeddedFout, match="DATABASE_URL"):
        servers.find_postgres()
    (tmp_path / "redis-server").symlink_to(wheel)
    assert servers.find_valkey() == tmp_path / "redis-server"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        (["help"], True),
        (["migrate", "--help"], True),
        (["check"], True),
        (["check", "--deploy"], True),
        (["check", "--database", "default"], False),
        (["makemigrations", "--check", "--dry-run"], True),
        (["migrate"], False),
        (["demo"], False),
        (["open_wijk", "WK007404"], False),
    ],
)
def test_which_commands_start_nothing(words: list[str], expected: bool) -> None:
    assert starts_nothing(words) is expected


def test_an_installation_that_forgot_its_database_is_no_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "CODE_SECRET", "SITE_URL"):
        monkeypatch.setenv(name, "x")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert not is_checkout(ROOT)
    monkeypatch.delenv("CODE_SECRET")
    assert is_checkout(ROOT)
