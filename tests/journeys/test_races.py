"""Two people at the same case in the same moment, on real connections: one wins, nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from hejie.cases import records
from hejie.cases.actions import Filing, Refused, Side, open_case, perform
from hejie.cases.exports import covered
from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.people.access import ANONYMOUS, Actor, actor_for_person
from hejie.people.actions import appoint, register_person
from tests.town import Town, build_town, consumer

ROUNDS = 200
AT_ONCE = 20


@pytest.fixture
def town(own_database: str, now: datetime) -> Town:
    return build_town(now)


def officers(town: Town, now: datetime) -> list[Actor]:
    people = [register_person(now=now, name=name, username=name) for name in ("罗立", "何静")]
    for person in people:
        appoint(person=person, role="officer", authority=town.office, now=now)
    return [actor_for_person(person) for person in people]


def filing(town: Town) -> Filing:
    return Filing(
        kind="complaint",
        how="authority",
        complainant=Side(name="林晓", phone="13800000916"),
        respondent=Side(name=town.member.name, trader_id=town.member.pk),
        office_id=town.office.pk,
        title="除湿机：质量问题",
        story="买了九天水箱就漏水，要求退货退款。",
        category="appliances",
        problem="quality",
    )


def together(*acts: Callable[[], object]) -> list[object]:
    """Run all in threads that start together; each answer, or the code of the refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refused as refused:
            return refused.refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_accepted_and_refused_in_the_same_moment_two_hundred_times(town: Town, now: datetime) -> None:
    """Exactly one officer wins, the other is refused; one record, one running clock or none, the chain whole."""
    first, second = officers(town, now)
    later = now + timedelta(days=1)
    refusal = {"ground": "no_consumer_dispute", "reasons": "发票抬头是公司，不是为生活消费购买。"}
    winners = set()

    def act(ref: str, move: str, actor: Actor, inputs: Mapping[str, object]) -> Callable[[], object]:
        return lambda: perform(ref=ref, move=move, actor=actor, inputs=inputs, now=later).fact

    for _ in range(ROUNDS):
        case = open_case(filing=filing(town), actor=ANONYMOUS, now=now)
        answers = together(act(case.ref, "accept", first, {}), act(case.ref, "refuse", second, refusal))
        facts = list(CaseRecord.objects.filter(case=case).order_by("seq").values_list("fact", flat=True))
        assert answers.count("not_open") == 1
        won = next(answer for answer in answers if answer != "not_open")
        assert [fact for fact in facts if fact != "paper_issued"] == ["case_filed", won]
        case.refresh_from_db()
        assert case.state == {"complaint_accepted": "accepted", "complaint_refused": "refused"}[won]
        running = set(Deadline.objects.filter(case=case, closed_at=None).values_list("rule", flat=True))
        assert running == ({"mediation"} if case.state == "accepted" else set())
        assert records.first_break(_rows(case)) is None
        winners.add(won)
    assert winners <= {"complaint_accepted", "complaint_refused"}


def _rows(case: Case) -> list[dict[str, object]]:
    return [{**covered(case, row), "hash": row.hash} for row in CaseRecord.objects.filter(case=case).order_by("seq")]


def test_one_key_is_one_case_however_often_it_is_filed_at_once(town: Town, now: datetime) -> None:
    actor = actor_for_person(consumer(now))
    act = lambda: open_case(filing=filing(town), actor=actor, now=now, key="draft-1").ref  # noqa: E731
    answers = together(*[act] * AT_ONCE)
    assert len(set(answers)) == 1
    assert Case.objects.count() == 1
    assert CaseRecord.objects.filter(fact="case_filed").count() == 1


def test_one_key_is_one_act_however_often_it_is_sent_at_once(town: Town, now: datetime) -> None:
    officer = officers(town, now)[0]
    case = open_case(filing=filing(town), actor=ANONYMOUS, now=now)
    act = lambda: perform(ref=case.ref, move="accept", actor=officer, inputs={}, now=now, key="click").hash  # noqa: E731
    assert len(set(together(*[act] * AT_ONCE))) == 1
    assert CaseRecord.objects.filter(case=case, fact="complaint_accepted").count() == 1
