"""The wall between wijken, in the database: keys between two tables with a wijk are composite."""

from __future__ import annotations

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def constraint_name(table: str, column: str) -> str:
    """The name of the composite key on `column` of `table` (63 characters at most)."""
    return f"{table}_{column}_wijk_fk"[:63]


class AddCompositeKey(Operation):
    """(field_id, wijk_id) refers to (id, wijk_id) of the parent: no row can point into another wijk.

    Adds the unique key on the parent when it is not there yet. A null key is not checked (MATCH SIMPLE).
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name = model_name
        self.field_name = field_name

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [self.model_name, self.field_name], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state knows nothing of it: for the ORM the simple key is enough."""

    def _parts(self, app_label: str, state: ProjectState) -> tuple[str, str, str, str]:
        model = state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.field_name)
        parent = field.related_model
        if not (isinstance(parent, type) and issubclass(parent, models.Model)):
            raise TypeError(f"{self.model_name}.{self.field_name} is no key to another table.")
        return model._meta.db_table, str(field.column), parent._meta.db_table, str(parent._meta.pk.column)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, column, parent, parent_pk = self._parts(app_label, to_state)
        unique = f"{parent}_wijk_uniek"[:63]
        add = f'ALTER TABLE "{parent}" ADD CONSTRAINT "{unique}" UNIQUE ("{parent_pk}", wijk_id)'
        absent = f"NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{unique}')"  # noqa: S608 - our own name
        schema_editor.execute(f"DO $$ BEGIN IF {absent} THEN {add}; END IF; END $$")
        schema_editor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{constraint_name(table, column)}" '
            f'FOREIGN KEY ("{column}", wijk_id) REFERENCES "{parent}" ("{parent_pk}", wijk_id) '
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, column, _, _ = self._parts(app_label, from_state)
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint_name(table, column)}"')

    def describe(self) -> str:
        return f"Keep {self.model_name}.{self.field_name} inside its own wijk"
