"""Stories of the rarer steps of the law: delegated, called together, divided, reviewed, joint, come in by a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from hejie.cases.beside import CaseLink
from hejie.cases.erasure import erase_due, lapse_due
from hejie.demo.offices import HEAD, MEDIATOR, NOT_CONSUMPTION, OFFICER, accept, mediate
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.demo.talks import CONSUMER, ended_talks
from hejie.intake.imports import begin_import, confirm_import, file_import
from hejie.intake.team import TEAM
from hejie.people.actions import appoint
from hejie.rules.clock import shanghai_date
from hejie.rules.procedures._review import OVERTURNED, UPHELD

AS_LONG_AS_CASES_ARE_KEPT, A_DAY = timedelta(days=365 * settings.RETENTION_YEARS), timedelta(days=1)
TABLE: Mapping[str, str] = {
    "来件编号": "12345-示范-0001",
    "类型": "投诉",
    "姓名": "孙若兰",
    "手机号": "13900000051",
    "通讯地址": "云青省云汀市青禾区柳湾路 8 号",
    "商家名称": "街角电器行",
    "区县代码": "990101",
    "商品或服务类别": "家用电器",
    "买的什么": "电热水壶",
    "问题类别": "质量",
    "经过": "热水壶用了三天底座冒烟，店家说是电压问题，不退不换。",
    "涉及金额": "199.00",
    "希望怎么解决": "退款",
}


def posts(stage: Stage, part: Part) -> Story:
    """Who handles repeat cases at the county."""
    office = stage.world.offices["qinghe"]
    appoint(person=stage.world.cast["county_officer"], role=TEAM, authority=office, now=stage.now)
    yield stage.hours(1, 2)


def agreed_orally(stage: Stage, part: Part) -> Story:
    """Read out and written down without a paper; one side has said yes, the other is still asked (decision 0142)."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(20, 60)
    case.do(MEDIATOR, "record_oral", terms=[{"kind": "compensation", "amount": "60.00", "within_days": 3}], read=True)
    yield stage.hours(1, 5)
    case.do(CONSUMER, "confirm_oral")


def forgotten(stage: Stage, part: Part) -> Story:
    """Talks ended years ago and nobody came back: put away and erased in one night (decision 0177)."""
    yield from ended_talks(stage, part)
    yield AS_LONG_AS_CASES_ARE_KEPT + A_DAY
    lapse_due(stage.now)
    erase_due(stage.now)


def called(stage: Stage, part: Part) -> Story:
    """Both sides are asked to come (Art 20)."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(4, 20)
    _call(stage, case)


def recorded(stage: Stage, part: Part) -> Story:
    """Both came to the office and it was done at once: a record instead of the paper (Art 24)."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(4, 20)
    yield timedelta(days=7)
    course = "双方当面说明情况，商家承认送错批次，当场办好退款。"
    case.do(
        MEDIATOR,
        "record_mediation",
        why="performed",
        place="青禾区局一楼调解室",
        course=course,
        result="已经全额退款。",
    )


def _call(stage: Stage, case: Played) -> None:
    on = shanghai_date(stage.now) + timedelta(days=7)
    said = {"place": "青禾区局一楼调解室", "bring": "小票、聊天记录和检测单", "recusal_days": 3}
    case.do(MEDIATOR, "call_meeting", on=on.isoformat(), at="09:30", **said)


def divided(stage: Stage, part: Part) -> Story:
    """One paper that complains and reports (Art 9): the report is kept from the trader."""
    case = stage.complaint(part, "authority")
    yield stage.hours(10, 30)
    parts = {
        "complaint_part": case.dispute.story,
        "report_part": "店里卖的同一批货都没有合格证，仓库里还有几十件，请查一查。",
    }
    case.do(OFFICER, "split_case", **parts, problem="quality")
    for link in CaseLink.objects.filter(case=case.case_id).select_related("other"):
        stage.arrived.append(Played(stage, link.other, case.person))


def under_review(stage: Stage, part: Part) -> Story:
    """Refused, and asked that somebody else look at it."""
    yield from _ask_for_review(stage, stage.complaint(part, "authority"))


def overturned(stage: Stage, part: Part) -> Story:
    yield from _reviewed(stage, part, OVERTURNED, "付款记录和收货地址能证明是家里自用，应当受理。")


def upheld(stage: Stage, part: Part) -> Story:
    yield from _reviewed(stage, part, UPHELD, "发票和合同都写明公司采购，没有新的材料。")


def _reviewed(stage: Stage, part: Part, outcome: str, reasons: str) -> Story:
    case = stage.complaint(part, "authority")
    yield from _ask_for_review(stage, case)
    yield stage.hours(10, 60)
    case.do(HEAD, "decide_review", outcome=outcome, reasons=reasons)


def _ask_for_review(stage: Stage, case: Played) -> Story:
    yield stage.hours(24, 60)
    case.do(OFFICER, "refuse", ground=case.choices("refuse", "ground")[2], reasons=NOT_CONSUMPTION)
    yield stage.hours(10, 30)
    case.do(CONSUMER, "request_review", reason="发票抬头是开票时填错的，东西在家里用，付款的也是我本人。")


def joint(stage: Stage, part: Part) -> Story:
    """Three who bought the same speak with one voice (Art 12); one of them is represented."""
    two = [stage.world.cast["second_consumer"], stage.world.consumers[3]]
    others = "\n".join(f"{person.name} {person.phone}" for person in two)
    case = stage.complaint(replace(part, others=others), "authority")
    yield from accept(stage, case)


def imported(stage: Stage, part: Part) -> Story:
    """A table from another hotline: looked over, agreed to, filed."""
    table = io.StringIO()
    row = {**TABLE, "收到日期": shanghai_date(stage.now).isoformat()}
    writer = csv.DictWriter(table, fieldnames=list(row))
    writer.writeheader()
    writer.writerow(row)
    actor, stream = stage.world.actors["county_officer"], io.BytesIO(table.getvalue().encode("utf-8-sig"))
    batch = begin_import(stream=stream, name="热线转来.csv", actor=actor, now=stage.now)
    yield stage.hours(0.1, 0.2)
    confirm_import(batch_id=batch.pk, actor=actor, now=stage.now)
    file_import(batch_id=batch.pk, now=stage.now)
    filer = next(person for person in stage.world.consumers if person.name == TABLE["姓名"])
    stage.arrived += [Played(stage, one.case, filer) for one in batch.rows.select_related("case") if one.case]


def redirected(stage: Stage, part: Part) -> Story:
    """No complaint at all: told where to go."""
    case = stage.complaint(part, "authority")
    yield stage.hours(10, 40)
    matter = case.choices("redirect", "matter")[0]
    case.do(OFFICER, "redirect", matter=matter, where="合同里的劳务报酬请到区劳动人事争议仲裁院申请仲裁。")


def reward_claimed(stage: Stage, part: Part) -> Story:
    yield from _claim(stage, stage.report(part))


def reward_graded(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield from _claim(stage, case)
    yield from _grade(stage, case)


def reward_granted(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield from _grant(stage, case)


def rewarded(stage: Stage, part: Part) -> Story:
    """A report that led to a penalty, and the reward for it (Art 36)."""
    case = stage.report(part)
    yield from _grant(stage, case)
    yield stage.hours(20, 60)
    case.do(OFFICER, "pay_reward", paid_on=shanghai_date(stage.now).isoformat(), how="转入举报人提供的银行账户。")


def _claim(stage: Stage, case: Played) -> Story:
    """Found true and punished, then claimed."""
    yield stage.hours(60, 120)
    case.do(HEAD, "open_case", reasons="现场检查发现涉嫌违法，符合立案条件。")
    yield stage.hours(200, 300)
    result = case.choices("decide_case", "result")[0]
    case.do(HEAD, "decide_case", result=result, summary="责令改正，没收违法所得，并处罚款。")
    yield stage.hours(20, 60)
    case.do(CONSUMER, "claim_reward", reason="提供了进货单照片和录像，带执法人员找到了仓库。")


def _grade(stage: Stage, case: Played) -> Story:
    yield stage.hours(10, 40)
    scope, grade = case.choices("grade_reward", "scope")[0], case.choices("grade_reward", "grade")[1]
    case.do(OFFICER, "grade_reward", scope=scope, grade=grade, fine="120000.00", reasons="线索具体，协助查证。")


def _grant(stage: Stage, case: Played) -> Story:
    yield from _claim(stage, case)
    yield from _grade(stage, case)
    yield stage.hours(10, 40)
    case.do(HEAD, "decide_reward", amount="3600.00", reasons="符合二级奖励标准。")
