"""The command: a dry run, progress, and a process that is killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.e2e.site import ROOT, environment_of_test_database
from tests.wijken.cbs import JUBBEGA, SAMPLE, statline, write
from wijken.kerncijfers import opslaan
from wijken.kerncijfers.inlezen import STEP, import_kerncijfers
from wijken.kerncijfers.opslaan import _LOCK
from wijken.models import Gebeurtenis, Indicatorwaarde, Regio, RegioJaar


@pytest.mark.django_db
def test_a_dry_run_tells_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_kerncijfers", str(write(tmp_path, statline(JUBBEGA))), "--proef")
    said = capsys.readouterr().out
    assert "Gelezen: StatLine-tabel, 2024. 1 gebied, 2 soorten cijfers." in said
    assert "CSV: 1 wijk. Bron: CBS, Kerncijfers wijken en buurten." in said
    assert "Wijk 04 Jubbega, 2024: Hier wonen 9.120 mensen." in said
    assert "er is niets bewaard" in said
    assert not Regio.objects.exists()
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
def test_estimates_are_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Leeftijd,Marges,WijkenEnBuurten,Perioden,Eenzaam_28\n20300,MW00000,NL01,2020JJ00,47.0\n"
    call_command("import_kerncijfers", str(write(tmp_path, text, "rivm.csv")))
    said = capsys.readouterr().out
    assert "schattingen met een model" in said
    assert "Bron: RIVM, Gezondheid per wijk en buurt." in said
    assert "Let op: De code van heel Nederland is bij het RIVM NL01. Wij lazen dat als NL00." in said
    assert "Bewaard: 1 nieuw" in said


@pytest.mark.django_db
def test_a_refusal_says_that_nothing_was_kept(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is niet wat de naam zegt.*Er is niets bewaard\."):
        call_command(
            "import_kerncijfers", str(write(tmp_path, statline(JUBBEGA), "kwb-2024.xlsx")), "--proef"
        )


def country(*, regions: int) -> str:
    """A table with so many wijken, all of one municipality with letters in the codes."""
    rows = [f'"Wijk {i}";"Groot     ";"WK00{i:04X}  ";"1";{1000 + i};{100 + i}' for i in range(regions)]
    return statline(*rows)


@pytest.mark.django_db
def test_progress_is_told_on_the_way(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    path = write(tmp_path, country(regions=STEP))
    verslag = import_kerncijfers(pad=path, voortgang=lambda done, total: heard.append((done, total)))
    assert verslag.telling.nieuw == 2 * STEP
    assert heard == [(STEP, 2 * STEP), (2 * STEP, 2 * STEP), (2 * STEP, 2 * STEP)]


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_leaves_nothing_half(tmp_path: Path) -> None:
    """The process wrote regions and sent its figures when it dies; a lock holds it just before the end."""
    path = write(tmp_path, country(regions=STEP))
    command = [sys.executable, "manage.py", "import_kerncijfers", str(path)]
    environment = {**os.environ, **environment_of_test_database()}
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("LOCK TABLE wijken_indicatorwaarde IN SHARE MODE")  # read, but do not write
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stderr is not None
            said = next((line for line in process.stderr if "cijfers gelezen" in line), "")
            assert process.poll() is None
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()
    assert said
    assert process.returncode == -signal.SIGKILL
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])  # until the server has seen it die
    for model in (Regio, RegioJaar, Indicatorwaarde, Gebeurtenis):
        assert not model.objects.exists(), model
    import_kerncijfers(pad=SAMPLE)  # nothing stands in the way of the next one
    assert Indicatorwaarde.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_a_time_do_not_wait_for_each_other() -> None:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        with pytest.raises(CommandError, match="nu al cijfers ingelezen"):
            call_command("import_kerncijfers", str(SAMPLE))
    assert not Regio.objects.exists()
    call_command("import_kerncijfers", str(SAMPLE))
    assert Regio.objects.exists()


@pytest.mark.django_db
def test_portions_count_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opslaan, "PORTION", 7)
    path = write(tmp_path, country(regions=10))
    first, again = import_kerncijfers(pad=path).telling, import_kerncijfers(pad=path).telling
    assert (first.nieuw, first.bijgewerkt, first.gelijk) == (20, 0, 0)
    assert (again.nieuw, again.bijgewerkt, again.gelijk) == (0, 0, 20)
