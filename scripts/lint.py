"""Everything that `make lint` checks, one line each; all run, and one failure makes the whole fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
# What a real installation would set. Nothing answers at these addresses: lint starts no server.
PRODUCTION = {
    "SECRET_KEY": "0123456789" * 6 + "abcdefghijklmnop",
    "CODE_SECRET": "abcdefghij" * 6 + "0123456789012345",
    "SITE_URL": "https://wijk.example",
    "DATABASE_URL": "postgresql://wijkagenda@db.invalid/wijkagenda",
    "REDIS_URL": "redis://valkey.invalid:6379/0",
    "EMAIL_URL": "smtp://mail.invalid:25",
    "ACME_EMAIL": "beheer@wijk.example",
    "DEBUG": "0",
    "DEMO": "0",
}


def python(*words: str) -> list[str]:
    """A module or script with the interpreter of .venv (a space in the path breaks scripts in its bin)."""
    return [sys.executable, *words]


def tool(name: str, *words: str) -> list[str]:
    """A programme that came in a wheel."""
    return [str(BIN / name), *words]


CHECKS: list[tuple[str, list[str]]] = [
    ("format", tool("ruff", "format", "--check", ".")),
    ("lint", tool("ruff", "check", ".")),
    ("templates: format", tool("djangofmt", "--check", "templates")),
    ("templates: lint", tool("djangofmt", "check", "templates")),
    ("types", python("-m", "mypy")),
    ("floors", python("-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo")),
    ("migrations", python("-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run")),
    ("deployment", python("manage.py", "check", "--deploy", "--fail-level", "WARNING")),
    ("requirements", python("scripts/export_requirements.py", "--check")),
    ("catalogues", python("scripts/catalogi.py", "--check")),
    ("contrast", python("scripts/contrast.py")),
    (
        "compose",
        python("-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    ),
    ("Dockerfiles", tool("hadolint", "Dockerfile", "ops/proxy/Dockerfile")),
    ("Caddyfile", tool("caddy", "validate", "--adapter", "caddyfile", "--config", "ops/proxy/Caddyfile")),
]


def main() -> int:
    """Run the checks after one another; show what a check says only when it fails."""
    surroundings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    surroundings |= PRODUCTION
    failed = []
    for name, command in CHECKS:
        began = time.monotonic()
        answer = subprocess.run(
            command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        good = answer.returncode == 0
        sys.stdout.write(f"{'ok  ' if good else 'FOUT'}  {name}  ({time.monotonic() - began:.1f} s)\n")
        if not good:
            failed.append(name)
            sys.stdout.write(answer.stdout.decode(errors="replace") + "\n")
        sys.stdout.flush()
    if failed:
        sys.stdout.write(f"Mislukt: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
