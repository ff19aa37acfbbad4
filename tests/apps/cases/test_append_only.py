"""The application's own role cannot change, delete or empty the records; erasing their content it can."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from hejie.cases.models import CaseRecord, RecordContent
from tests.apps.agreements.scene import SCENE, Scene


def file_one(scene: Scene) -> None:
    scene.file()


scene = SCENE.then(file_one).fixture()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_caserecord SET fact = 'nothing_happened'",
        "UPDATE cases_caserecord SET hash = hash WHERE seq = 1",
        "DELETE FROM cases_caserecord",
        "TRUNCATE cases_caserecord CASCADE",
    ],
)
def test_records_cannot_be_changed(scene: Scene, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as after a commit: nothing of the filing is pending
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert scene.history == ["case_filed"]


def test_a_case_cannot_be_deleted_with_its_records(scene: Scene) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CaseRecord.objects.filter(case=scene.case).delete()
    assert scene.broken_chain() is None


def test_the_words_of_a_record_can_be_erased(scene: Scene) -> None:
    RecordContent.objects.filter(record__case=scene.case).delete()
    assert scene.broken_chain() is None
    assert CaseRecord.objects.get().content_digest
