"""Filing through the actions: the same checks for every way in, one case per draft, the competent office."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from hejie.cases.actions import Refused
from hejie.cases.facts import gather
from hejie.cases.models import Case, Party, Representation
from hejie.intake.actions import Answers, begin_draft, file_case, file_draft, forget_drafts, save_draft
from hejie.intake.models import Draft
from hejie.intake.queries import competent_office, draft_shown
from hejie.people.access import ANONYMOUS, Actor, actor_for_person
from hejie.rules.model import Role
from hejie.traders.actions import register_trader
from tests.tales import Tale
from tests.town import COUNTY, ID_NUMBER, PHONE, WRONG_ID, Town, build_town, consumer

FIELDS: Mapping[str, Any] = {
    "trader_name": "晴禾家电",
    "category": "appliances",
    "goods": "除湿机",
    "problem": "quality",
    "story": "用了九天开始漏水，客服只同意维修。",
    "happened_on": "2026-11-10",
    "amount": "1299",
    "wanted": [{"kind": "return_refund", "amount": "1299.00"}],
    "name": "林晓",
    "id_number": ID_NUMBER,
    "address": "云青省云汀市青禾区柳湾路 8 号",
}
COMPLAINT = Answers("complaint", "direct", FIELDS, PHONE, region_code=COUNTY)
REPORT_FIELDS = {key: FIELDS[key] for key in ("trader_name", "category", "problem", "story", "happened_on")}
REPORT = Answers("report", "authority", REPORT_FIELDS, None, region_code=COUNTY)


def settle_in(now: datetime) -> tuple[Town, Actor]:
    """The town, and a consumer who files."""
    return build_town(now), actor_for_person(consumer(now))


settled_in = Tale(settle_in).fixture()


@pytest.fixture
def town(settled_in: tuple[Town, Actor]) -> Town:
    return settled_in[0]


@pytest.fixture
def filer(settled_in: tuple[Town, Actor]) -> Actor:
    return settled_in[1]


def problems(answers: Answers, actor: Actor, now: datetime) -> dict[str, str]:
    """What filing is refused for, by field."""
    with pytest.raises(Refused) as refused:
        file_case(answers=answers, actor=actor, now=now)
    assert Case.objects.count() == 0
    return {problem.field: problem.text.zh for problem in refused.value.refusal.problems}


def changed(**fields: Any) -> Answers:
    return replace(COMPLAINT, fields={**FIELDS, **fields})


def test_a_complaint_opens_a_case_at_the_competent_office(town: Town, filer: Actor, now: datetime) -> None:
    case = file_case(answers=COMPLAINT, actor=filer, now=now)
    assert (case.office, case.state, str(case.amount)) == (town.office, "negotiating", "1299.00")
    side = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (side.name, side.id_number, side.identity_checked_at) == ("林晓", ID_NUMBER, now)


OTHER_PAPERS = [
    ("passport", "C01X00T47", "Anna Lind", None),
    ("hong_kong_macao_permit", "H12345678", "陈大文", None),
    ("taiwan_permit", "01234567", "林志远", None),
    ("residence_permit", "810000199003074518", "陈大文", "checked"),
    ("foreigner_card", "DEU110190030712", "Annegret Maria von der Heydebrand und der Lasa", None),
]


@pytest.mark.parametrize("paper", OTHER_PAPERS, ids=[row[0] for row in OTHER_PAPERS])
def test_whoever_has_another_paper_files_too(
    town: Town, filer: Actor, now: datetime, paper: tuple[str, str, str, str | None]
) -> None:
    kind, number, name, checked = paper
    case = file_case(answers=changed(id_kind=kind, id_number=number, name=name), actor=filer, now=now)
    side = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (side.name, side.id_kind, side.id_number) == (name, kind, number)
    assert side.identity_checked_at == (now if checked else None), "what nobody could check counts as unchecked"


def test_a_number_of_another_kind_is_told_to_choose_it(filer: Actor, now: datetime) -> None:
    assert "改选证件种类" in problems(changed(id_number="C01X00T47"), filer, now)["id_number"]
    assert "护照号是" in problems(changed(id_kind="passport", id_number="C1/23"), filer, now)["id_number"]
    assert "没有这一项" in problems(changed(id_kind="driving_licence"), filer, now)["id_kind"]


def test_an_agent_may_show_another_paper(town: Town, filer: Actor, now: datetime) -> None:
    agent = {"agent_name": "Anna Lind", "agent_id_number": "C01X00T47", "agent_until": "2026-12-31"}
    assert "改选证件种类" in problems(changed(**agent), filer, now)["agent_id_number"]
    case = file_case(answers=changed(**agent, agent_id_kind="passport"), actor=filer, now=now)
    row = Representation.objects.get(case=case)
    assert (row.name, row.id_kind, row.id_number) == ("Anna Lind", "passport", "C01X00T47")


def test_whoever_complains_together_may_have_other_papers(town: Town, filer: Actor, now: datetime) -> None:
    lines = ["Anna Lind +4915112345678 护照 C01X00T47", f"赵一鸣 13900000042 {ID_NUMBER}", "孙若兰，13900000043"]
    case = file_case(answers=changed(others="\n".join(lines)), actor=filer, now=now)
    rows = Representation.objects.filter(case=case).order_by("id")
    assert [(row.name, row.id_kind, row.id_number) for row in rows] == [
        ("Anna Lind", "passport", "C01X00T47"),
        ("赵一鸣", "resident_card", ID_NUMBER),
        ("孙若兰", "resident_card", None),
    ]


def test_what_is_unclear_in_a_line_is_said_with_its_place(filer: Actor, now: datetime) -> None:
    lines = "Anna Lind +4915112345678 C01X00T47\n没有电话的人"
    with pytest.raises(Refused) as refused:
        file_case(answers=changed(others=lines), actor=filer, now=now)
    said = [problem.text.zh for problem in refused.value.refusal.problems]
    assert len(said) == 2
    assert said[0].startswith("第 1 行：居民身份证号是 18 位")
    assert said[1].startswith("第 2 行：请写姓名和手机号")


def test_a_known_trader_names_itself(town: Town, filer: Actor, now: datetime) -> None:
    nameless = {key: value for key, value in FIELDS.items() if key != "trader_name"}
    answers = replace(COMPLAINT, fields=nameless, trader_id=town.member.pk, region_code="")
    case = file_case(answers=answers, actor=filer, now=now)
    shop = Party.objects.get(case=case, side=Role.RESPONDENT)
    assert (shop.name, shop.address) == ("云汀晴禾电器有限公司", "柳河路 88 号")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id_number", WRONG_ID, "身份证号有一位输错了"),
        ("happened_on", "2026-11-20", "这个日期还没到"),
        ("amount", "-1", "金额不能是负数"),
        ("amount", "100000000.01", "金额不能超过 1 亿元"),
        ("story", "漏水" * 25_000, "最多 5000 个字"),
        ("goods", "", "请填写"),
    ],
)
def test_a_wrong_answer_refuses_the_filing_by_field(
    filer: Actor, now: datetime, field: str, value: str, said: str
) -> None:
    assert said in problems(changed(**{field: value}), filer, now)[field]


def test_how_where_and_whom_to_call_are_needed(filer: Actor, now: datetime) -> None:
    lost = replace(COMPLAINT, how="by_letter", region_code="", phone=None)
    assert set(problems(lost, filer, now)) == {"how", "region_code", "phone"}


def test_an_unknown_trader_is_told(filer: Actor, now: datetime) -> None:
    assert problems(replace(COMPLAINT, trader_id=filer.person_id), filer, now) == {
        "trader_id": "没有找到这家商家，请重新选择"
    }


def test_a_report_may_be_anonymous_and_then_the_rules_know_it(town: Town, now: datetime) -> None:
    case = file_case(answers=REPORT, actor=ANONYMOUS, now=now)
    assert gather(case, now).anonymous
    named = replace(REPORT, phone=PHONE, fields={**REPORT_FIELDS, "name": "林晓", "id_number": ID_NUMBER})
    assert not gather(file_case(answers=named, actor=ANONYMOUS, now=now), now).anonymous


def test_a_name_alone_is_no_real_identity(town: Town, now: datetime) -> None:
    half = replace(REPORT, fields={**REPORT_FIELDS, "name": "林晓"})
    assert "实名举报要填证件号码" in problems(half, ANONYMOUS, now)["id_number"]


def test_a_missing_name_and_a_wrong_number_are_told_together(filer: Actor, now: datetime) -> None:
    found = problems(changed(name="", id_number="110101199003074510"), filer, now)
    assert list(found) == ["name", "id_number"]
    assert "校验位" in found["id_number"]


def test_a_service_that_is_down_stops_nobody(filer: Actor, now: datetime, settings: Any) -> None:
    settings.HEJIE_IDENTITY = "simulator"
    down = next(number for number in numbers("999"))
    case = file_case(answers=changed(id_number=down), actor=filer, now=now)
    side = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (side.id_number, side.identity_checked_at) == (down, None)


def numbers(sequence: str) -> list[str]:
    """The one valid number of that day and sequence."""
    body = f"11010119900307{sequence}"
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    check = (12 - sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))) % 11
    return [body + ("X" if check == 10 else str(check))]


def test_a_draft_is_filed_once(filer: Actor, now: datetime) -> None:
    key = begin_draft(kind="complaint", person_id=filer.person_id, answers={"story": "漏"}, now=now)
    first = file_draft(draft_id=key, answers=COMPLAINT, actor=filer, now=now)
    again = file_draft(draft_id=key, answers=COMPLAINT, actor=filer, now=now + timedelta(minutes=1))
    assert first == again
    draft = draft_shown(key)
    assert draft
    assert (draft.ref, draft.answers) == (first.ref, {})


def test_what_was_filed_is_not_written_over(filer: Actor, now: datetime) -> None:
    key = begin_draft(kind="complaint", person_id=None, answers={}, now=now)
    file_draft(draft_id=key, answers=COMPLAINT, actor=filer, now=now)
    save_draft(draft_id=key, answers={"story": "后来写的"}, now=now)
    assert Draft.objects.get(pk=key).answers == {}


def test_a_refused_draft_keeps_its_answers(filer: Actor, now: datetime) -> None:
    key = begin_draft(kind="complaint", person_id=None, answers={"story": "漏"}, now=now)
    with pytest.raises(Refused):
        file_draft(draft_id=key, answers=changed(story="漏"), actor=filer, now=now)
    assert Draft.objects.get(pk=key).answers == {"story": "漏"}


def test_drafts_are_sealed_and_forgotten_after_thirty_days(db: None, now: datetime) -> None:
    begin_draft(kind="report", person_id=None, answers={"story": "过期面包"}, now=now - timedelta(days=31))
    fresh = begin_draft(kind="report", person_id=None, answers={}, now=now - timedelta(days=29))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM intake_draft")
        assert all("过期面包".encode() not in bytes(row[0]) for row in cursor.fetchall())
    assert forget_drafts(now=now) == 1
    assert list(Draft.objects.values_list("pk", flat=True)) == [fresh]


def test_the_competent_office_gives_its_article(town: Town, now: datetime) -> None:
    platform = register_trader(
        now=now, name="云市集网络平台", kind="company", region_code="990103", is_platform=True, address="澄溪路 1 号",
        office=town.office,
    )  # fmt: skip
    hidden = register_trader(now=now, name="小铺", kind="person", region_code=COUNTY, platform=platform)
    shown = register_trader(
        now=now, name="大铺", kind="person", region_code=COUNTY, platform=platform, address="柳河路 1 号"
    )
    why = {trader: competent_office(trader.pk, "").why.zh for trader in (town.member, platform, hidden, shown)}
    assert "第十三条第一款" in why[town.member]
    assert "第十三条第二款" in why[platform]
    assert "没有在平台公示地址" in why[hidden]
    assert "平台公示的地址" in why[shown]
    assert "第二十九条" in competent_office(None, COUNTY, "report").why.zh
    with pytest.raises(LookupError):
        competent_office(None, "")


def test_two_presses_at_the_same_moment_make_one_case(
    own_database: str, django_db_blocker: DjangoDbBlocker, now: datetime
) -> None:
    with django_db_blocker.unblock():
        build_town(now)
        filer = actor_for_person(consumer(now))
        key = begin_draft(kind="complaint", person_id=filer.person_id, answers={}, now=now)

        def press(_: int) -> str:
            try:
                return file_draft(draft_id=key, answers=COMPLAINT, actor=filer, now=now).ref
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            refs = set(pool.map(press, range(8)))
        assert len(refs) == 1
        assert Case.objects.count() == 1
