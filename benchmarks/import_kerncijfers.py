"""How long does the country take? Imports a file of CBS twice and rolls everything back.

    python benchmarks/import_kerncijfers.py [FILE]

Needs the settings of the installation in the environment and a database with our tables. Without FILE it
takes the 2024 table of the whole country (18,310 regions) from ../shared/cbs, where that folder is present.

Measured (2 cores, shared with other work): 146,480 figures in 6.8 s, the second time in 5.4 s.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "cbs" / "full" / "Kerncijfers_wijken_en_buurten_2024_bevolking.csv.gz"

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")

import django  # noqa: E402 - the settings must be named first

django.setup()

from django.db import transaction  # noqa: E402 - after setup

from wijken.kerncijfers.inlezen import import_kerncijfers  # noqa: E402 - after setup


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not path.exists():
        sys.exit(f"{path} is not here. Give the path of a file of CBS.")
    with transaction.atomic():
        for turn in ("first", "second"):
            began = time.perf_counter()
            verslag = import_kerncijfers(pad=path)
            took = time.perf_counter() - began
            figures = verslag.gelezen.cijfers
            sys.stdout.write(
                f"{turn}: {took:.1f} s, {verslag.gelezen.regios} regions, "
                f"{figures} figures ({verslag.telling})\n"
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
