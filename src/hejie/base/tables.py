"""The first migration of an app: all of its tables from one rendering of the models."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class FirstTables(migrations.Migration):
    """Makes tables (`CreateModel`) and runs statements (`RunSQL`), nothing else: each meets the models as they all end.

    Django renders every model related to a new one anew for each table, and everything here is related to a person:
    that took nine tenths of the time of a migration.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """`collect_sql`, for `sqlmigrate`, gives the statements without a line above each."""
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)  # rendered again when the first table asks
        self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
