"""The migrated database holds what the models say: a migration can lose what another has made."""

from __future__ import annotations

import pytest
from django.apps import apps
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
