"""What the compose file, the proxy and the database roles promise, tried with the real programmes."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from ruamel.yaml import YAML

from tests.e2e.site import free_port
from wijkagenda import embedded
from wijkagenda.embedded.servers import find_postgres

ROOT = Path(settings.BASE_DIR)
COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = {"migrate", "onderhoud"}
LASTING = sorted(set(SERVICES) - ONCE)
SECONDS = 30.0

pytestmark = pytest.mark.xdist_group("servers")


def until(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


# ---- the compose file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_runs_with_as_little_as_possible(name: str) -> None:
    service = SERVICES[name]
    uid = str(service["user"]).partition(":")[0]
    assert uid.isdigit()
    assert int(uid) > 0, "root"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert service["networks"]


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_is_watched_and_ends_in_peace(name: str) -> None:
    service = SERVICES[name]
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["restart"] == "unless-stopped"
    assert service["stop_grace_period"]


def test_only_the_proxy_is_open_to_the_world_and_all_can_be_scaled() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert not [name for name, service in SERVICES.items() if "container_name" in service]
    assert COMPOSE["networks"]["achter"]["internal"] is True
    assert SERVICES["db"]["networks"] == SERVICES["valkey"]["networks"] == ["achter"]
    assert SERVICES["proxy"]["networks"] == ["voor"]


def test_nobody_starts_before_the_tables_are_there() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert "migrate --noinput" in SERVICES["migrate"]["command"][-1]
    assert "collectstatic" in SERVICES["migrate"]["command"][-1]
    assert "--clear" not in SERVICES["migrate"]["command"][-1], "pages of the last version lose their style"


def test_images_are_pinned_and_secrets_stand_elsewhere() -> None:
    for name, service in SERVICES.items():
        if "build" not in service:
            assert re.fullmatch(r"[\w/-]+:\d+\.\d+[\w.-]*", service["image"]), name
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for word in ("SECRET_KEY", "CODE_SECRET", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "SITE_PASSWORD"):
        assert f"${{{word}:?" in text, word
    wanted = set(re.findall(r"\$\{(\w+):\?", text))
    given = set(re.findall(r"^(\w+)=", (ROOT / "ops" / "maak-env.sh").read_text(), re.MULTILINE))
    assert wanted <= given, "a secret that ops/maak-env.sh does not make"


def test_the_tools_in_the_image_are_of_the_version_of_the_server() -> None:
    major = re.match(r"postgres:(\d+)", SERVICES["db"]["image"])
    assert major is not None
    assert f"postgresql-client-{major[1]}" in (ROOT / "Dockerfile").read_text()


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    (tmp_path / "ops").mkdir()
    script = shutil.copy(ROOT / "ops" / "maak-env.sh", tmp_path / "ops")
    words = ["sh", str(script), "https://wijk.example", "beheer@wijk.example"]
    subprocess.run(words, check=True, capture_output=True)
    made = tmp_path / ".env"
    before = made.read_text()
    secrets = re.findall(r"^(?:SECRET_KEY|CODE_SECRET|\w+_PASSWORD)=(.+)$", before, re.MULTILINE)
    assert len(set(secrets)) == 5
    assert all(len(secret) >= 50 for secret in secrets)
    assert made.stat().st_mode & 0o077 == 0
    again = subprocess.run(words, check=False, capture_output=True, text=True)
    assert again.returncode == 1
    assert "is er al" in again.stderr
    assert made.read_text() == before


# ---- the signs of life that the health checks look at ------------------------------------------------------


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_a_worker_and_beat_touch_their_file_also_without_a_broker(name: str, tmp_path: Path) -> None:
    assert f"/tmp/wijkagenda-{name}" in SERVICES[name]["healthcheck"]["test"][1]
    words = {"worker": ["worker", "--pool", "solo"], "beat": ["beat", "--schedule", str(tmp_path / "klok")]}
    environment = {**os.environ, "PULSE_FOLDER": str(tmp_path), "REDIS_URL": "redis://127.0.0.1:1/0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "wijkagenda", "--quiet", *words[name]],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert until((tmp_path / f"wijkagenda-{name}").exists)
    finally:
        process.kill()
        process.wait()


# ---- the proxy ---------------------------------------------------------------------------------------------


class Echo(BaseHTTPRequestHandler):
    """A web process that gives back the headers that reached it."""

    def do_GET(self) -> None:
        body = str(self.headers).encode()
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the names are http.server's

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(web: ThreadingHTTPServer, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Caddy itself with our Caddyfile; its port and its log."""
    port, health = free_port(), free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ACME_EMAIL": "beheer@wijk.example",
        "HEALTH_PORT": str(health),
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(web.server_address[1]),
        "WEB_TRY": "1s",
    }
    caddy = Path(sys.prefix) / "bin" / "caddy"
    log = tmp_path / "caddy.log"
    words = [str(caddy), "run", "--adapter", "caddyfile", "--config", "ops/proxy/Caddyfile"]
    with log.open("wb") as sink:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=sink, stderr=sink)
    try:
        assert until(lambda: ask(health, "/")[0] == 204), log.read_text()
        yield port, log
    finally:
        process.terminate()
        process.wait(20)


def ask(
    port: int, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        wire.request("GET" if body is None else "POST", path, body, headers or {})
        response = wire.getresponse()
        return response.status, response.read().decode()
    except OSError:
        return 0, ""
    finally:
        wire.close()


def test_the_proxy_passes_no_address_and_believes_no_header(proxy: tuple[int, Path]) -> None:
    forged = {
        "X-Forwarded-For": "203.0.113.77",
        "X-Request-ID": "van-buiten-gegeven",
        "X-Forwarded-Proto": "https",
    }
    status, seen = ask(proxy[0], "/", headers=forged)
    assert status == 200
    assert "203.0.113.77" not in seen
    assert "X-Forwarded-For" not in seen
    assert "van-buiten-gegeven" not in seen
    assert re.search(r"^X-Request-Id: [0-9a-f-]{36}$", seen, re.MULTILINE | re.IGNORECASE)
    assert re.search(r"^X-Forwarded-Proto: http$", seen, re.MULTILINE | re.IGNORECASE)


def test_the_proxy_refuses_what_is_too_large_with_a_sentence(proxy: tuple[int, Path]) -> None:
    assert ask(proxy[0], "/wijken/x/inbreng/", body=b"x" * 1000)[0] == 200
    status, page = ask(proxy[0], "/wijken/x/inbreng/", body=b"x" * 3_100_000)
    assert (status, "Dit is te groot" in page) == (413, True)
    assert ask(proxy[0], "/team/x/instellingen/", body=b"x" * 3_100_000)[0] == 200


def test_without_any_web_process_there_is_a_page_and_the_log_knows_nobody(
    proxy: tuple[int, Path], web: ThreadingHTTPServer
) -> None:
    web.shutdown()
    web.server_close()
    port, log = proxy
    for path in ("/volg/fiets-linde-brood-47/", "/d/kanarie47/", "/uitnodiging/geheim-kanarie/"):
        status, page = ask(port, f"{path}?zoek=kanarie", headers={"User-Agent": "Kanariebrowser/4.7"})
        assert (status, "Wij zijn er zo weer" in page) == (503, True)
    written = log.read_text()
    assert "admin endpoint disabled" in written, "nothing is written at all"
    for secret in ("fiets-linde", "kanarie", "Kanarie", "remote_ip", "/volg/"):
        assert secret not in written


# ---- the roles of the database -----------------------------------------------------------------------------

AS_THE_SITE = """
import django
django.setup()
from django.test import Client
from kern.levensteken import ages, note
from kern.models import Levensteken
note(Levensteken.Naam.KLOK)
print(ages()["klok"] is not None, Client().get("/readyz").status_code, Client().get("/wijken/").status_code)
"""
REFUSED = (
    "CREATE TABLE van_mij (n int)",
    "ALTER TABLE wijken_gebeurtenis ADD COLUMN n int",
    "DROP TABLE wijken_gebeurtenis",
    "TRUNCATE wijken_gebeurtenis",
    "CREATE DATABASE van_mij",
    "CREATE ROLE van_mij",
    "COPY wijken_wijk TO PROGRAM 'cat'",
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server as the image of PostgreSQL starts it: a superuser `postgres` and nothing of ours."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with embedded.throwaway() as pair:
        address = pair.database_url
        with psycopg.connect(address, dbname="postgres", autocommit=True) as first:
            first.execute("CREATE ROLE postgres SUPERUSER LOGIN")
        with psycopg.connect(address, user="postgres", dbname="postgres", autocommit=True) as keeper:
            keeper.execute("ALTER DATABASE wijkagenda RENAME TO oud")
            keeper.execute("ALTER ROLE wijkagenda RENAME TO oud")
        yield str(pair.sockets)


def test_the_site_may_write_rows_and_the_owner_restores_without_being_superuser(
    server: str, tmp_path: Path
) -> None:
    base = {**os.environ, "PATH": f"{find_postgres()}:{os.environ['PATH']}", "DEMO": "0"}
    once = {
        "PGHOST": server,
        "POSTGRES_USER": "postgres",
        "OWNER_PASSWORD": "een 'lastig' woord",
        "SITE_PASSWORD": "nog een",
        "RIGHTS_FILE": str(ROOT / "ops" / "postgres" / "rechten.sql.txt"),
    }
    subprocess.run([ROOT / "ops/postgres/rollen.sh"], env={**base, **once}, check=True, capture_output=True)
    host = server.replace("/", "%2F")
    owner = {**base, "DATABASE_URL": f"postgresql://wijkagenda_eigenaar@{host}/wijkagenda"}
    site = {**base, "DATABASE_URL": f"postgresql://wijkagenda@{host}/wijkagenda"}
    for words in (["migrate", "--noinput"], ["backup", str(tmp_path)], ["hersteltest", str(tmp_path)]):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *words],
            cwd=ROOT,
            env=owner,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    seen = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", AS_THE_SITE],
        cwd=ROOT,
        env=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.stdout.split() == ["True", "200", "200"], seen.stderr
    with psycopg.connect(site["DATABASE_URL"], autocommit=True) as connection:
        for statement in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
