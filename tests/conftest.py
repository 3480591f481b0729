"""One throwaway PostgreSQL and Valkey for the whole run; each xdist worker has a database and key prefix.

Given DATABASE_URL or REDIS_URL, the tests use that server, under names of their own. All of it happens when
this module is imported: other conftests import models, and the settings are read once.
"""

from __future__ import annotations

import os
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import pytest
import pytest_django
from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.lacking import lacking
from wijkagenda.embedded import EmbeddedFout, Paar, throwaway
from wijkagenda.embedded.libraries import PANGO_PACKAGES, pango_is_there, what_to_type

ENVIRONMENT = {
    "SECRET_KEY": "alleen-voor-de-tests-" + "s" * 40,
    "CODE_SECRET": "alleen-voor-de-tests-" + "c" * 40,
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "DEBUG": "0",
    "DEMO": "1",
    "PLAIN_STATICFILES": "1",
    "EMAIL_URL": "memory://",
    "LOG_LEVEL": "WARNING",
}


def start_pair() -> Paar | None:
    """In the first process: start the servers and write their addresses where the workers find them."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["KEY_PREFIX"] = f"{os.environ['TEST_RUN']}-{worker}"
        return None
    run = f"proef-{secrets.token_hex(3)}"
    servers = throwaway()
    try:
        servers.join()
    except EmbeddedFout as error:
        raise pytest.UsageError(str(error)) from error
    # the same server, with a database name of this run (pytest-django puts `test_` before it)
    own_name = urlsplit(servers.database_url)._replace(path=f"/{run.replace('-', '_')}")
    os.environ.update(ENVIRONMENT)
    os.environ.update(
        TEST_RUN=run, KEY_PREFIX=run, DATABASE_URL=urlunsplit(own_name), REDIS_URL=servers.redis_url
    )
    os.environ.pop("LISTEN_DATABASE_URL", None)
    return servers


pair = start_pair()
os.environ["DJANGO_SETTINGS_MODULE"] = "wijkagenda.settings"
django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker must come past `start_pair` before it reads the settings, so hide their name."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


class Groups(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """One worker gets all tests of a file with `xdist_group`; xdist's own way fails since pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid.partition("::")[0]) or nodeid


@cache
def group_of(file_name: str) -> str:
    """The group that a file, or the conftest next to it, names."""
    file = Path(__file__).resolve().parent.parent / file_name
    for path in (file, file.with_name("conftest.py")):
        found = re.search(r'xdist_group\("(\w+)"\)', path.read_text()) if path.exists() else None
        if found and path != Path(__file__):
            return found[1]
    return ""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    """See `Groups`."""
    return Groups(config, log)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the servers after the last test."""
    if pair is not None:
        pair.leave()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs Pango says so with `@pytest.mark.pdf`; in CI it may not be missing."""
    if item.get_closest_marker("pdf") is not None and not pango_is_there():
        lacking(f"Pango is missing. Type: {what_to_type(PANGO_PACKAGES)}")


@pytest.fixture(autouse=True)
def quick_passwords(settings: pytest_django.Settings) -> None:
    """A slow hash protects real passwords; here it would only cost a second per account."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
