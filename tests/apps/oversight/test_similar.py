"""What came of closed cases like this one: counted right, never from too few, and at one price."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.agreements.models import Agreement, Promise
from hejie.base.ids import uuid7
from hejie.cases.models import Case
from hejie.oversight.figures import SMALL
from hejie.oversight.similar import SAMPLE, similar_cases
from hejie.rules.clock import shanghai_date
from tests.apps.agreements.scene import SCENE, Scene


def agree(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer", "clerk")


scene = SCENE.then(agree).fixture()


def closed(scene: Scene, state: str, amounts: list[int], *, problem: str = "quality") -> None:
    """Cases that ended, the settled ones signed after as many days as their place, for these amounts."""
    pattern = Agreement.objects.get(case=scene.case)
    for place, amount in enumerate(amounts, start=1):
        case = Case.objects.get(pk=scene.case.pk)
        filed = scene.now - timedelta(days=100)
        case.pk, case.ref, case.filing_key = uuid7(), f"99{Case.objects.count():010d}", None
        case.state, case.problem, case.filed_at, case.closed_at = state, problem, filed, scene.now - timedelta(days=1)
        case.story, case.details = "旧案", {}
        case.save(force_insert=True)
        if state in ("closed", "unperformed"):
            signed(case, pattern, filed + timedelta(days=place), amount)


def signed(case: Case, pattern: Agreement, at: datetime, amount: int) -> None:
    shared = {"kind": "settlement", "terms": [], "body_sha256": "0" * 64, "made_at": at, "record": pattern.record}
    agreement = Agreement.objects.create(case=case, state="effective", effective_at=at, **shared)
    void = Agreement.objects.create(case=case, state="void", **shared)
    for owner, sum_ in ((agreement, amount), (void, 99999)):
        Promise.objects.create(
            agreement=owner,
            index=0,
            debtor="respondent",
            receiver="complainant",
            what={"zh": "退款", "en": "Refund"},
            amount=sum_,
            due_on=shanghai_date(at),
        )


def test_result_days_and_share_with_the_number_behind_each(scene: Scene) -> None:
    closed(scene, "closed", [100 * place for place in range(1, 11)])
    closed(scene, "unperformed", [1100])
    closed(scene, "ended", [0] * 9)
    closed(scene, "refused", [0] * 5)
    closed(scene, "closed", [7] * 3, problem="price")
    found = similar_cases(problem="quality", besides=scene.case.pk, now=scene.now)
    assert found
    assert (found.cases, found.settled.numerator, found.settled.percent) == (20, 11, 55.0)
    assert found.results
    assert (found.results.low, found.results.median, found.results.high) == (100, 600, 1100)
    assert found.results.count == 11
    assert found.days
    assert (found.days.low, found.days.median, found.days.high) == (1, 5, 10)


@pytest.mark.parametrize(("settled", "ended"), [(SMALL - 1, 0), (SMALL - 1, 1)])
def test_below_the_minimum_nothing_is_shown(scene: Scene, settled: int, ended: int) -> None:
    closed(scene, "closed", [100] * settled)
    closed(scene, "ended", [0] * ended)
    found = similar_cases(problem="quality", besides=scene.case.pk, now=scene.now)
    assert (found is None) is (settled + ended < SMALL)
    assert found is None or (found.results, found.days) == (None, None)


def test_the_case_itself_and_what_ends_later_count_nowhere(scene: Scene) -> None:
    closed(scene, "closed", [100] * SMALL)
    own = Case.objects.exclude(pk=scene.case.pk).latest("ref").pk
    assert similar_cases(problem="quality", besides=own, now=scene.now) is None
    assert similar_cases(problem="quality", besides=scene.case.pk, now=scene.now - timedelta(days=2)) is None


def test_it_is_one_query_by_the_index_however_many_there_are(scene: Scene) -> None:
    closed(scene, "ended", [0] * 3)
    with CaptureQueriesContext(connection) as made:
        similar_cases(problem="quality", besides=UUID(int=0), now=scene.now)
    assert len(made) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {made[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "case_problem_ended" in plan
    assert f"LIMIT {SAMPLE}" in made[0]["sql"]
