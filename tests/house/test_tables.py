"""The migrated database holds what the models say: a migration can lose what another has made. Each can be read."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

NAMES = "SELECT relname FROM pg_class WHERE relkind = 'i' UNION SELECT conname FROM pg_constraint"


@pytest.mark.django_db
def test_every_index_and_constraint_of_the_models_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        made = {name for (name,) in cursor.fetchall()}
    models = [model._meta for model in apps.get_models() if model._meta.managed]
    declared = {one.name for meta in models for one in (*meta.indexes, *meta.constraints)}
    assert len(declared) > 150
    assert declared - made == set()


@pytest.mark.django_db
def test_a_migration_can_be_read_as_sql_before_it_is_run() -> None:
    """`migrate` takes what replaces others, `sqlmigrate` each file alone: none may stand on one that is gone."""
    said = StringIO()
    call_command("sqlmigrate", "oversight", "0004", stdout=said)
    assert 'CREATE INDEX "done_office"' in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "number"), [("people", "0002"), ("cases", "0013")])
def test_numbers_kept_before_there_were_kinds_are_of_resident_cards(app: str, number: str) -> None:
    said = StringIO()
    call_command("sqlmigrate", app, number, stdout=said)
    assert "ADD COLUMN id_kind text DEFAULT 'resident_card' NOT NULL" in said.getvalue()
