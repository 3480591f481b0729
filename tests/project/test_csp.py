"""No page needs `unsafe-…`: nothing inline, nothing from elsewhere; cookies are bound to the host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import Rol, make_gebruiker
from tests.project.huis import make_huis
from tests.project.pagina import Pagina
from tests.project.rechten_rij import VISITORS, Rij
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill

HANDLER = re.compile(r"^on[a-z]+$")
LOADS = {"script": "src", "link": "href", "img": "src", "use": "href", "iframe": "src", "source": "src"}
PAGES = [pytest.param(rij, id=rij.naam) for rij in TABEL if rij.get[VISITORS.index("coordinator")] == "o"]


@pytest.mark.django_db
@pytest.mark.parametrize("rij", PAGES)
def test_a_page_holds_nothing_inline_and_nothing_from_elsewhere(rij: Rij, client: Client) -> None:
    huis = make_huis("hier")
    is_open = rij.get[VISITORS.index("anoniem")] == "o"
    if not is_open:
        client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk))
    response = client.get(reverse(rij.naam, kwargs=fill(rij, huis)))
    check_headers(dict(response.items()), is_open=is_open)
    if response["Content-Type"].startswith("text/html") and not response.streaming:
        check_page(Pagina(response.content.decode()))


def check_headers(headers: dict[str, str], *, is_open: bool) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert "http" not in policy
    assert "*" not in policy
    for name in ("Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
        assert headers[name]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    if not is_open:
        assert "no-store" in headers["Cache-Control"]


def check_page(page: Pagina) -> None:
    assert not page.code, "script or style inside the page"
    for tag, attributes in page.tags:
        assert "style" not in attributes, (tag, attributes)
        assert tag != "style"
        handlers = [name for name in attributes if HANDLER.match(name) or name.startswith("hx-on")]
        assert not handlers, (tag, handlers)
        assert not attributes.get("href", "").lower().startswith(("javascript:", "data:")), (tag, attributes)
        source = attributes.get(LOADS.get(tag, ""), "")
        assert "//" not in source, f"{tag} loads {source}"


SCRIPT = """
import json, django
django.setup()
from django.test import Client
client = Client()
answers = [client.get("/opvang/token/", secure=True), client.get("/opvang/token/?taal=en", secure=True)]
plain = client.get("/opvang/token/")
from django.conf import settings
print(json.dumps({
    "cookies": [morsel.OutputString() for answer in answers for morsel in answer.cookies.values()],
    "names": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME,
              settings.CONCEPT_COOKIE_NAME],
    "hsts": answers[0].headers.get("Strict-Transport-Security", ""),
    "plain": [plain.status_code, plain.headers.get("Location", "")],
}))
"""


def ask_site(site_url: str) -> dict[str, Any]:
    """What a process with this SITE_URL answers; it needs no database for it."""
    host = site_url.split("//")[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wijkagenda.settings",
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": f"{host},testserver",
        "DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets",
        "DEBUG": "0",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_over_https_cookies_are_bound_to_the_host() -> None:
    site = ask_site("https://wijk.example")
    assert all(name.startswith("__Host-") for name in site["names"])
    assert len(site["cookies"]) >= 2
    for cookie in site["cookies"]:
        assert cookie.startswith("__Host-")
        for word in ("Secure", "Path=/", "HttpOnly", "SameSite=Lax"):
            assert word in cookie
        assert "Domain" not in cookie
    assert "max-age=63072000" in site["hsts"]
    assert site["plain"] == [301, "https://testserver/opvang/token/"]


def test_over_http_the_demo_works_without_the_prefix() -> None:
    site = ask_site("http://127.0.0.1:8000")
    assert not any(name.startswith("__Host-") for name in site["names"])
    assert site["hsts"] == ""
    assert site["plain"][0] == 200
