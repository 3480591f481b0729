#!/usr/bin/env python
"""Commands. In a checkout without DATABASE_URL they use its embedded servers (see wijkagenda/embedded)."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

ROOT = Path(__file__).resolve().parent


def surroundings() -> AbstractContextManager[None]:
    """Servers and secrets for this command; an installation has set its own and gets nothing from us."""
    if (
        os.environ.get("DATABASE_URL")
        and os.environ.get("DEMO", "0") in {"", "0"}
        and sys.argv[1:2] != ["demo"]
    ):
        return nullcontext()
    # imported here, because production has no embedded servers and must never come near them
    from wijkagenda.embedded.checkout import command_surroundings  # noqa: PLC0415

    return command_surroundings(ROOT, sys.argv[1:])


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")
    if sys.argv[1:2] != ["demo"]:  # which starts a site that inherits this
        os.environ.setdefault("DB_STATEMENT_SECONDS", "0")  # a migration or an import may last
    with surroundings():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
