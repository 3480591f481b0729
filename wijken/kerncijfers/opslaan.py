"""Writing many regions and figures at once. Importing a file again doubles nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.db import connection

from wijken.models import Regio, RegioJaar
from wijken.regels import ouder_van, soort_van, vouw

BATCH = 4000
PORTION = 25_000  # figures in one statement
_LOCK = 7_404_001  # two imports of the same regions would wait for each other


@dataclass(frozen=True, slots=True)
class Gebied:
    """A region in one year, as the file has it. What the file does not say is None."""

    code: str
    jaar: int
    naam: str | None
    wijziging: str | None
    postcode: str | None


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One figure, ready for the table."""

    code: str
    indicator: str
    jaar: int
    bron: str
    waarde: Decimal | None
    reden: str
    voorlopig: bool


@dataclass(frozen=True, slots=True)
class Telling:
    nieuw: int
    bijgewerkt: int
    gelijk: int


def save_codes(codes: Collection[str]) -> None:
    """Regions, with all regions around them."""
    Regio.objects.bulk_create(
        [Regio(code=code, soort=soort_van(code)) for code in sorted(_with_parents(codes))],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def save_gebieden(gebieden: Sequence[Gebied]) -> None:
    """How regions were in that year; the regions themselves are there."""
    names = _known_names({gebied.code for gebied in gebieden if not gebied.naam})
    by_fields: dict[tuple[str, ...], list[RegioJaar]] = {}
    for gebied in gebieden:
        by_fields.setdefault(_fields(gebied), []).append(_row(gebied, names))
    for fields, rows in by_fields.items():
        RegioJaar.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["regio", "jaar"],
            update_fields=["ouder", *fields],
            batch_size=BATCH,
        )


def _with_parents(codes: Collection[str]) -> set[str]:
    every = set(codes)
    for code in codes:
        parent = ouder_van(code)
        while parent and parent not in every:
            every.add(parent)
            parent = ouder_van(parent)
    return every


def _known_names(codes: Collection[str]) -> dict[str, str]:
    rows = RegioJaar.objects.filter(regio__in=codes).order_by("regio_id", "jaar")
    return dict(rows.values_list("regio_id", "naam"))  # the newest year comes last and stays


def _fields(gebied: Gebied) -> tuple[str, ...]:
    """What an import may overwrite: only what the file says."""
    fields: tuple[str, ...] = ("naam", "zoeknaam") if gebied.naam else ()
    fields += ("indelingswijziging",) if gebied.wijziging is not None else ()
    return fields + (("postcode",) if gebied.postcode is not None else ())


def _row(gebied: Gebied, names: dict[str, str]) -> RegioJaar:
    naam = (gebied.naam or names.get(gebied.code) or gebied.code)[:120]
    return RegioJaar(
        regio_id=gebied.code,
        jaar=gebied.jaar,
        naam=naam,
        zoeknaam=vouw(naam)[:120],
        ouder_id=ouder_van(gebied.code) or None,
        indelingswijziging=gebied.wijziging or "",
        postcode=gebied.postcode or "",
    )


_TEMPORARY = """
CREATE TEMPORARY TABLE kerncijfers_invoer (
    regio_id varchar(10), indicator varchar(40), jaar smallint, bron varchar(60),
    waarde numeric(14, 3), reden varchar(10), voorlopig boolean
) ON COMMIT DROP
"""

# 'Not known yet' never takes away a number that we have: then the file is older than what we know.
_UPSERT = """
WITH geschreven AS (
    INSERT INTO wijken_indicatorwaarde AS oud
        (regio_id, indicator, jaar, bron, waarde, reden, voorlopig, opgehaald)
    SELECT regio_id, indicator, jaar, bron, waarde, reden, voorlopig, %s FROM kerncijfers_invoer
    ON CONFLICT (regio_id, indicator, jaar, bron) DO UPDATE
        SET waarde = EXCLUDED.waarde, reden = EXCLUDED.reden,
            voorlopig = EXCLUDED.voorlopig, opgehaald = EXCLUDED.opgehaald
        WHERE (oud.waarde, oud.reden, oud.voorlopig)
                  IS DISTINCT FROM (EXCLUDED.waarde, EXCLUDED.reden, EXCLUDED.voorlopig)
          AND NOT (EXCLUDED.reden = 'nog_niet' AND oud.waarde IS NOT NULL)
    RETURNING (xmax = 0) AS nieuw
)
SELECT count(*) FILTER (WHERE nieuw), count(*) FILTER (WHERE NOT nieuw) FROM geschreven
"""


def save_cijfers(cijfers: Iterable[Cijfer], *, opgehaald: dt.date) -> Telling:
    """Copy the figures to the server and insert or update them, in portions: no statement lasts long.

    The transaction around it makes all portions one.
    """
    total = new = changed = 0
    stream = iter(cijfers)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS kerncijfers_invoer")
        cursor.execute(_TEMPORARY)
        while portion := list(islice(stream, PORTION)):
            with cursor.copy("COPY kerncijfers_invoer FROM STDIN") as copy:
                for cijfer in portion:
                    copy.write_row(_values(cijfer))
            cursor.execute(_UPSERT, [opgehaald])
            inserted, updated = cursor.fetchone()
            cursor.execute("TRUNCATE kerncijfers_invoer")
            total, new, changed = total + len(portion), new + inserted, changed + updated
    return Telling(nieuw=new, bijgewerkt=changed, gelijk=total - new - changed)


def _values(cijfer: Cijfer) -> tuple[object, ...]:
    return (
        cijfer.code,
        cijfer.indicator,
        cijfer.jaar,
        cijfer.bron,
        cijfer.waarde,
        cijfer.reden,
        cijfer.voorlopig,
    )


def claim_import() -> bool:
    """Whether no other import is running; until the transaction ends there will be no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        (got,) = cursor.fetchone()
    return bool(got)
