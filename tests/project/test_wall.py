"""The wall: no row of one wijk can point into another, and the database itself says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from kern.migratie import constraint_name
from tests.project.huis import make_huis

if TYPE_CHECKING:
    Key = models.ForeignKey[models.Model, models.Model]

OUR_APPS = ("kern", "gebruikers", "wijken", "bewoners", "analyse", "werksessies", "agenda", "rapportage")
WITHOUT_WIJK = {
    "kern.Bestand": "rights belong to the row that points to it",
    "kern.Levensteken": "of the installation as a whole",
    "gebruikers.Gebruiker": "an account may have roles in several wijken",
    "gebruikers.Inlogpoging": "counts before anyone is signed in",
    "wijken.Regio": "public, from CBS",
    "wijken.RegioJaar": "public, from CBS",
    "wijken.Grens": "public, from Kadaster and CBS",
    "wijken.Indicatorwaarde": "public, from CBS",
    "wijken.Wijk": "is the wijk",
}
WIJK_MAY_BE_EMPTY = {"wijken.Gebeurtenis", "wijken.Bericht"}  # of the installation as a whole


def our_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OUR_APPS
    ]


def has_wijk(model: type[models.Model]) -> bool:
    return any(item.name == "wijk" for item in model._meta.concrete_fields)


def keys_inside_a_wijk() -> Iterator[tuple[type[models.Model], Key]]:
    """Every foreign key of which both ends carry a wijk."""
    for model in filter(has_wijk, our_models()):
        for item in model._meta.concrete_fields:
            if isinstance(item, models.ForeignKey) and item.name != "wijk" and has_wijk(item.related_model):
                yield model, item


KEYS = [pytest.param(model, key, id=f"{model._meta.label}.{key.name}") for model, key in keys_inside_a_wijk()]


def composite_keys(table: str) -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """From pg_constraint: columns of each foreign key of `table` → (parent table, its columns)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT array_agg(child.attname::text ORDER BY place),
                   key.confrelid::regclass::text,
                   array_agg(parent.attname::text ORDER BY place)
            FROM pg_constraint AS key
            CROSS JOIN LATERAL unnest(key.conkey, key.confkey) WITH ORDINALITY AS pair(here, there, place)
            JOIN pg_attribute AS child ON child.attrelid = key.conrelid AND child.attnum = pair.here
            JOIN pg_attribute AS parent ON parent.attrelid = key.confrelid AND parent.attnum = pair.there
            WHERE key.contype = 'f' AND key.convalidated AND key.conrelid = %s::regclass
            GROUP BY key.oid, key.confrelid
            """,
            [table],
        )
        return {tuple(here): (parent, tuple(there)) for here, parent, there in cursor.fetchall()}


def test_there_is_something_to_guard() -> None:
    assert len(KEYS) >= 12


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_table_belongs_to_a_wijk_or_says_why_not(model: type[models.Model]) -> None:
    label = model._meta.label
    if label in WITHOUT_WIJK:
        assert not has_wijk(model)
        return
    assert has_wijk(model), f"{label} has no wijk_id"
    assert model._meta.get_field("wijk").null == (label in WIJK_MAY_BE_EMPTY)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "key"), KEYS)
def test_a_key_between_two_tables_of_a_wijk_is_composite(model: type[models.Model], key: Key) -> None:
    parent = key.related_model._meta
    found = composite_keys(model._meta.db_table)
    assert found.get((key.column, "wijk_id")) == (parent.db_table, (parent.pk.column, "wijk_id"))


@pytest.mark.django_db
def test_no_row_can_point_into_another_wijk() -> None:
    here, there = make_huis("hier"), make_huis("daar")
    tried: dict[str, str] = {}
    expected: dict[str, str] = {}
    for model, key in keys_inside_a_wijk():
        child = model._base_manager.filter(wijk=here.wijk, **{f"{key.name}__isnull": False}).first()
        assert child is not None, f"make_huis makes no {model._meta.label} with {key.name}"
        taken = model._base_manager.filter(**{f"{key.name}__isnull": False}).values(key.column)
        strangers = key.related_model._base_manager.filter(wijk=there.wijk)
        stranger = strangers.exclude(pk__in=taken).first() or strangers.first()
        assert stranger is not None, f"make_huis makes no free {key.related_model._meta.label}"
        table, column = model._meta.db_table, key.column
        with pytest.raises(IntegrityError) as caught:
            point_elsewhere(child, column, stranger)
        tried[f"{model._meta.label}.{key.name}"] = constraint_of(caught.value)
        expected[f"{model._meta.label}.{key.name}"] = constraint_name(table, column)
    assert tried == expected


def point_elsewhere(child: models.Model, column: str, parent: models.Model) -> None:
    """Let a key point to `parent`, past the ORM and past the guard of adopted agendas."""
    table = child._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = %s WHERE "{child._meta.pk.column}" = %s',
            [parent.pk, child.pk],
        )


def constraint_of(error: IntegrityError) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "")
