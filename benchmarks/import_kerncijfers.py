"""How long does the country take, and how much memory? Imports files twice and rolls everything back.

    python benchmarks/import_kerncijfers.py [FILE…]

Needs the settings of the installation in the environment and a database with our tables. Without FILE it
takes the files of the whole country from ../shared/cbs, where that folder is present: the 2024 table of CBS
(18,310 regions) and RIVM's Excel table (17,341 regions, 35 figures each).

Measured (2 cores, shared with much other work): CBS in 4 to 5 s with 122 MB, RIVM (606,935
figures out of Excel) in 40 to 54 s with 130 MB.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT.parent / "shared" / "cbs" / "full"
DEFAULT = (
    FULL / "Kerncijfers_wijken_en_buurten_2024_bevolking.csv.gz",
    FULL / "RIVM_gezondheid2020_18plus_nederland.xlsx",
)

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkagenda.settings")

import django  # noqa: E402 - the settings must be named first

django.setup()

from django.db import transaction  # noqa: E402 - after setup

from wijken.kerncijfers.inlezen import import_kerncijfers  # noqa: E402 - after setup


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or list(DEFAULT)
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        sys.exit(f"Not here: {', '.join(absent)}. Give the path of a file of CBS.")
    for path in paths:
        with transaction.atomic():
            for turn in ("first", "second"):
                measure(path, turn)
            transaction.set_rollback(True)


def measure(path: Path, turn: str) -> None:
    """One import, and what it took."""
    began = time.perf_counter()
    verslag = import_kerncijfers(pad=path)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{path.name}, {turn}: {took:.1f} s, at most {peak} MB, {verslag.gelezen.regios} regions, "
        f"{verslag.gelezen.cijfers} figures ({verslag.telling})\n"
    )


if __name__ == "__main__":
    main()
