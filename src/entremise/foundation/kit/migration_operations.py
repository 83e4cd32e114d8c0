"""Migration operations for a model that moves to another app with its table."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class AdoptModel(migrations.CreateModel):
    """``CreateModel`` that renames ``old_table``, with its rows, when the database has it."""

    def __init__(self, name: str, fields: Any, *, old_table: str, **rest: Any) -> None:
        super().__init__(name, fields, **rest)
        self.old_table = old_table

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if self.old_table not in schema_editor.connection.introspection.table_names():
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.name)
        schema_editor.alter_db_table(model, self.old_table, model._meta.db_table)


class ForgetModel(migrations.SeparateDatabaseAndState):
    """Remove the model from this app and leave its table to the app that adopts it."""

    def __init__(self, name: str) -> None:
        super().__init__(state_operations=[migrations.DeleteModel(name)])
