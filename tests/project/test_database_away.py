"""The whole site with a database that does not answer: a process of its own, pointed at a closed port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from django.conf import settings

from tests.project.rechten_rij import VISITORS
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import ADDRESSES

SCRIPT = """
import json, sys, uuid, django
django.setup()
from django.test import Client
from django.urls import reverse
asked = json.loads(sys.stdin.read())
client = Client(raise_request_exception=False, enforce_csrf_checks=True)
token = client.get("/opvang/token/").json()["token"]
answers = {}
for name, kwargs, method, data, headers in asked:
    address = reverse(name, kwargs=kwargs)
    if method == "post":
        data = {**data, "csrfmiddlewaretoken": token}
    answer = getattr(client, method)(address, data, headers=headers)
    answers[f"{method} {name}"] = [answer.status_code, answer.headers.get("Retry-After", ""),
                                   answer.headers.get("HX-Retarget", ""), answer.content.decode()]
print(json.dumps(answers))
"""
CANARY = 'Ik mis een bankje & "schaduw" <bij> de winkel 😀'
SHOWN = "Ik mis een bankje &amp; &quot;schaduw&quot; &lt;bij&gt; de winkel 😀"
NEEDS_NONE = {
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "agenda:volg",
    "agenda:volg_aanbod_weg",
    "agenda:volg_antwoorden_weg",
    "agenda:volg_weggehaald",
    "kern:healthz",
    "kern:kwetsbaarheid",
    "kern:privacy",
    "kern:security_txt",
    "kern:toegankelijkheid",
    "kern:token",
}
LEADS_ON = {"agenda:afmelden"}  # a GET only goes to another page
PARTS = {
    "slug": "jubbega",
    "code": "fiets-linde-brood-47",
    "lijst": "hoe-woont-u-hier",
    "vraag": "V04",
    "concept": "00000000-0000-4000-8000-000000000000",
    "pk": "00000000-0000-4000-8000-000000000000",
    "ronde": "1",
    "uidb36": "1",
    "key": "cu1k9x-0a1b2c3d4e5f",
    "stap": "soort",
    "sleutel": "00000000-0000-4000-8000-000000000000",
    "token": "een-uitnodiging",
}


def ask(requests: list[list[Any]]) -> dict[str, list[Any]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        input=json.dumps(requests),
        env={**os.environ, "DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets", "LOG_LEVEL": "CRITICAL"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    answers: dict[str, list[Any]] = json.loads(done.stdout)
    return answers


def public_addresses(method: str) -> list[list[Any]]:
    anyone = VISITORS.index("anoniem")
    found: list[list[Any]] = []
    for rij in TABEL:
        letters = rij.get if method == "get" else rij.post
        if method == "get" and rij.naam in LEADS_ON:
            continue
        if letters[anyone] in "on" and rij.naam not in NEEDS_NONE:
            kwargs = {name: PARTS[name] for name in ADDRESSES[rij.naam].delen}
            found.append([rij.naam, kwargs, method, {"tekst": CANARY}, {}])
    return found


def test_every_public_page_says_so_kindly() -> None:
    requests = public_addresses("get")
    assert len(requests) > 12
    for name, (status, retry, _target, html) in ask(requests).items():
        if name == "get kern:readyz":
            assert (status, json.loads(html)["database"]) == (503, "weg")
            continue
        assert (status, retry) == (503, "20"), name
        assert "Wij zijn er zo weer" in html, name


def test_nothing_typed_is_lost_at_any_public_form() -> None:
    requests = public_addresses("post")
    assert len(requests) >= 6
    for name, (status, _retry, _target, html) in ask(requests).items():
        assert status == 503, name
        assert f">\n{SHOWN}</textarea>" in html, name


def test_the_team_keeps_its_text_too_also_by_htmx() -> None:
    team = [
        ["account_reset_password", {}, "post", {"email": "anna@voorbeeld.example"}, {}],
        ["agenda:waarom", {"slug": "jubbega"}, "post", {"aanleiding": CANARY}, {"Cookie": "sessie=bestaat"}],
        ["bewoners:inbox_doe", {"slug": "jubbega"}, "post", {"tekst": CANARY}, {"HX-Request": "true"}],
    ]
    answers = ask(team)
    assert answers["post account_reset_password"][0] == 503
    assert 'value="anna@voorbeeld.example"' in answers["post account_reset_password"][3]
    assert SHOWN in answers["post agenda:waarom"][3]
    assert SHOWN in answers["post bewoners:inbox_doe"][3]
    assert answers["post bewoners:inbox_doe"][2] == "#inhoud"


def test_who_signs_in_keeps_the_address_and_not_the_password() -> None:
    typed = {"login": "mia@voorbeeld.example", "password": "geheim-geheim"}
    status, _retry, _target, html = ask([["account_login", {}, "post", typed, {}]])["post account_login"]
    assert status == 503
    assert "mia@voorbeeld.example" in html
    assert "geheim-geheim" not in html


def test_pages_that_need_no_database_go_on() -> None:
    requests = [[name, {}, "get", {}, {}] for name in sorted(NEEDS_NONE - {"account_logout"})]
    for name, (status, *_rest) in ask(requests).items():
        assert status == 200, name
