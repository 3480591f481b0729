"""Seconds and memory for the PDF of a long agenda. From the root of a checkout:

    .venv/bin/python -m benchmarks.pdf [number of plans, 24 gives some 60 pages]

Prints one line for each of three runs in this process; the first carries what later ones find warm.
"""

from __future__ import annotations

import os
import resource
import sys
import time

import django

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "wijkagenda.settings",
    "SECRET_KEY": "benchmark",
    "CODE_SECRET": "benchmark",
    "SITE_URL": "http://127.0.0.1:8000",
    "DATABASE_URL": "postgres://not@used/here",
}
WAAROM = "Verantwoordelijkheidsgevoel en buurtbetrokkenheid vragen om plekken dicht bij huis. " * 12


def main(plannen: int) -> None:
    """Make the same agenda three times."""
    for key, value in SETTINGS.items():
        os.environ.setdefault(key, value)
    django.setup()
    started = time.perf_counter()
    # Here: the settings must be there first, and the import itself is measured.
    from rapportage.opmaak import make_pdf  # noqa: PLC0415
    from tests.rapportage.stof import LINK, rich_inhoud  # noqa: PLC0415

    print(f"import: {time.perf_counter() - started:.1f} s")
    inhoud = rich_inhoud(plannen, acties=12, waarom=WAAROM)
    for run in (1, 2, 3):
        wall, cpu = time.perf_counter(), time.process_time()
        gemaakt = make_pdf(inhoud, link=LINK, concept=False)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"run {run}: {plannen} plans, {gemaakt.bladzijden} pages, {time.perf_counter() - wall:.1f} s "
            f"({time.process_time() - cpu:.1f} s of processor), {len(gemaakt.pdf) / 1e6:.2f} MB of file, "
            f"{peak:.0f} MB of memory at most"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)
