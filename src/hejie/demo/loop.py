"""The closed loop in the demonstration: a day closed, supervision, follow-ups with a bad review put right, a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hejie.cases.actions import Refused, perform
from hejie.cases.models import Case, CaseRecord
from hejie.demo.world import World
from hejie.messaging.actions import deliver_due
from hejie.oversight.concentrated import (
    Promised,
    check_promise,
    concentrated_at,
    find_concentrated,
    hold_talk,
    name_officer,
)
from hejie.oversight.days import Word, close_day, matters_of
from hejie.oversight.models import FollowUp
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.places.queries import below
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role

SAID = (
    ("satisfied", "solved", "办得快，说话也客气。"),
    ("satisfied", "solved", "第二天就有人打电话来了。"),
    ("fair", "solved", "结果可以，等得久了一点。"),
    ("satisfied", "not_solved", "没谈成，不过每一步都讲清楚了。"),
    ("fair", "not_solved", "知道可以起诉，再想想。"),
)


def play_loop(world: World, now: datetime) -> None:
    """What the county of the cast did in the last days to leave nothing late."""
    office = world.offices["qinghe"]
    officer, head = world.holders[Role.OFFICER][office.pk], world.holders[Role.HEAD][office.pk]
    _supervised(world.actors["city_officer"], officer, office, now)
    _followed_up(officer, head, office, now)
    _talked(officer, head, office, now)
    _closed(officer, head, office, now - timedelta(days=1))
    while deliver_due(now):
        pass


def _do(case: Case, move: str, actor: Actor, now: datetime, **inputs: Any) -> bool:
    try:
        perform(ref=case.ref, move=move, actor=actor, inputs=inputs, now=now)
    except Refused as error:
        if error.refusal.code == "inputs":
            raise
        return False
    return True


def _quiet_since(at: datetime, case: str = "pk") -> Q:
    """Nothing was recorded in the case after that: an act of then is its next."""
    return ~Q(Exists(CaseRecord.objects.filter(case=OuterRef(case), at__gt=at)))


def _supervised(city: Actor, officer: Actor, office: Authority, now: datetime) -> None:
    """Two notices from the city: one answered, one still to answer."""
    open_here = Case.objects.filter(office=office, kind="complaint", state__in=("received", "mediating"))
    cases = open_here.filter(_quiet_since(now - timedelta(hours=20))).order_by("id")
    day = (shanghai_date(now) + timedelta(days=1)).isoformat()
    for n, case in enumerate(cases[:2]):
        at = now - timedelta(hours=20 - n)
        asked = "请说明办到哪一步了，什么时候能有结果。"
        _do(case, "supervise", city, at, asked=asked, reason="来件人向市局反映没人回话", by_date=day)
        if n == 0:
            answer = "已电话说明进展，约定三天内给书面答复。"
            _do(case, "answer_supervision", officer, at + timedelta(hours=2), answer=answer)


def _followed_up(officer: Actor, head: Actor, office: Authority, now: datetime) -> None:
    """The head calls; one is not reached, and one bad review is put right and checked."""
    at = now - timedelta(hours=5)
    # Not those under way again after a review.
    over = FollowUp.objects.filter(_quiet_since(at, "case"), case__closed_at__isnull=False)
    rows = over.filter(office=office, done_at=None, side=Role.COMPLAINANT).exclude(case__officer=head.person_id)
    found = list(rows.select_related("case").order_by("-opened_at")[: len(SAID) + 2])
    if found:
        _put_right(found[0], officer, head, at)
    for row in found[1:2]:
        _do(row.case, "record_try", head, at, side=row.side, note="响了很久没人接，晚上再打。")
    for row, (satisfaction, solved, comment) in zip(found[2:], SAID, strict=False):
        said = {"satisfaction": satisfaction, "solved": solved, "comment": comment}
        _do(row.case, "record_followup", head, at, side=row.side, **said)


def _put_right(row: FollowUp, officer: Actor, head: Actor, at: datetime) -> None:
    said = {"satisfaction": "dissatisfied", "solved": "not_solved", "comment": "说好三天内回话，等了十天。"}
    order = {
        "call": "来件人说承办人答应三天内回话，一直没有接到电话。",
        "finding": "查通话记录，确实没有按承诺回话，差评属实。",
        "owner": str(officer.person_id),
        "what": "向来件人说明情况并致歉，以后承诺的日子都记进日历。",
        "by_date": (shanghai_date(at) + timedelta(days=3)).isoformat(),
    }
    if _do(row.case, "record_followup", head, at, side=row.side, **said):
        _do(row.case, "order_rectification", head, at + timedelta(minutes=40), **order)
        _do(row.case, "report_rectified", officer, at + timedelta(hours=2), answer="已电话说明并致歉，来件人表示理解。")
        note = "给来件人打电话核对，确实接到了说明。"
        _do(row.case, "check_rectification", head, at + timedelta(hours=3), note=note)


def _talked(officer: Actor, head: Actor, office: Authority, now: datetime) -> None:
    """The trader with the most complaints was talked to two weeks ago; one promise is kept, one still runs."""
    find_concentrated(now)
    found = concentrated_at(below(office))
    if not found or not officer.person_id:
        return
    today, row = shanghai_date(now), found[0]
    name_officer(concentration=row, person_id=officer.person_id)
    talk = hold_talk(
        concentration=row,
        actor=officer,
        held_at=now - timedelta(days=14),
        place="青禾区局二楼会议室",
        present="商家客服主管、售后主管，青禾区局承办人",
        minutes="通报近一个月的投诉，主要是漏水、安装收费和退换货拖延。\n商家说明原因，提出改法。",
        promises=(
            Promised("每个投诉两个工作日内给方案", today - timedelta(days=4)),
            Promised("安装收费标准在商品页写明", today + timedelta(days=10)),
        ),
    )
    first = talk.promises.order_by("due_on").first()
    if first:
        check_promise(promise=first, actor=head, is_kept=True, note="抽查八件，都在两个工作日内给了方案。", now=now)


def _closed(officer: Actor, head: Actor, office: Authority, day: datetime) -> None:
    """Yesterday, closed by the head; whatever was left has a name and a reason."""
    evening = day.replace(hour=9, minute=40)  # 17:40 in Beijing
    reasons = ("商家明天上午送材料来", "双方约好明天调解", "鉴定机构下午才回话")
    left = matters_of(office, evening)
    words = {one.key: Word(str(officer.person_id), reasons[n % len(reasons)]) for n, one in enumerate(left)}
    close_day(office=office, actor=head, words=words, now=evening)
