"""The first migration of an app: all of its tables from one rendering of the models."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class FirstTables(migrations.Migration):
    """Makes tables (`CreateModel`) and runs statements (`RunSQL`), nothing else: each meets the models as they all end.

    Django renders every model related to a new one anew for each table, and everything here is related to a person:
    that took nine tenths of the time of a migration. Here the new ones are rendered, once.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """`collect_sql`, for `sqlmigrate`, gives the statements without a line above each."""
        known, apps = set(project_state.models), project_state.apps
        del project_state.apps  # or each new table would have its neighbours rendered anew
        self.mutate_state(project_state, preserve=False)
        apps.render_multiple([model for key, model in project_state.models.items() if key not in known])
        project_state.apps = apps
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
