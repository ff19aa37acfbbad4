"""Tables: read in whatever form, looked over, filed once, refused rows given back with their reasons."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from hejie.cases.actions import Refused
from hejie.cases.models import Case, Party
from hejie.demo.world import World
from hejie.intake import tables
from hejie.intake.batches import own_batch, refused_table, rows_of
from hejie.intake.imports import begin_import, confirm_import, file_import
from hejie.intake.models import ImportBatch, ImportRow
from hejie.people.access import Actor, actor_for_person
from hejie.rules.model import Role

ROW = {
    "来件编号": "A-1",
    "类型": "投诉",
    "收到日期": "2026-11-18",
    "姓名": "林晓",
    "手机号": "13900000031",
    "通讯地址": "云青省云汀市青禾区柳湾路 8 号",
    "商家名称": "街角电器行",
    "区县代码": "990101",
    "商品或服务类别": "家用电器",
    "买的什么": "除湿机",
    "经过": "买了九天水箱漏水，客服只同意维修。",
    "涉及金额": "1299",
    "希望怎么解决": "退款",
}


@pytest.fixture
def officer(world: World) -> Actor:
    return actor_for_person(world.cast["county_officer"])


def csv_of(*rows: Mapping[str, str], encoding: str = "utf-8-sig") -> io.BytesIO:
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=list(dict.fromkeys(key for row in rows for key in row)))
    table.writeheader()
    table.writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def sheet_of(*rows: Mapping[str, Any]) -> io.BytesIO:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))
    target = io.BytesIO()
    book.save(target)
    return io.BytesIO(target.getvalue())


def run(stream: io.BytesIO, officer: Actor, now: datetime) -> tuple[ImportBatch, Mapping[str, int]]:
    batch = begin_import(stream=stream, name="来件.csv", actor=officer, now=now)
    assert confirm_import(batch_id=batch.pk, actor=officer, now=now)
    file_import(batch_id=batch.pk, now=now)
    shown = own_batch(batch.pk, officer.person_id)
    assert shown
    return batch, shown.counts


def test_a_row_becomes_a_case_received_on_its_day(officer: Actor, now: datetime) -> None:
    _, counts = run(csv_of(ROW), officer, now)
    assert counts == {"filed": 1}
    case = Case.objects.get(channel="import")
    assert case.received_at
    assert (case.received_at.date().isoformat(), str(case.amount), case.wanted[0]["kind"]) == (
        "2026-11-18", "1299.00", "refund",
    )  # fmt: skip
    assert ImportRow.objects.get().values == {}, "what was filed lies in the case alone"


def test_nothing_is_filed_before_somebody_agrees(officer: Actor, now: datetime) -> None:
    batch = begin_import(stream=csv_of(ROW), name="a.csv", actor=officer, now=now)
    assert file_import(batch_id=batch.pk, now=now) == 0
    assert not Case.objects.filter(channel="import").exists()


def test_the_same_row_is_filed_once_by_whomever(officer: Actor, world: World, now: datetime) -> None:
    run(csv_of(ROW), officer, now)
    head = actor_for_person(world.cast["county_head"])
    _, counts = run(csv_of({**ROW, "来件编号": "A-1", "经过": "同一个编号，换了说法，也不再登记。"}), head, now)
    assert counts == {"known": 1}
    _, twice = run(csv_of({**ROW, "来件编号": "B-1"}, {**ROW, "来件编号": "B-1"}), officer, now)
    assert twice == {"filed": 1, "refused": 1}
    assert Case.objects.filter(channel="import").count() == 2


def test_a_stopped_import_goes_on_without_doubling(officer: Actor, now: datetime) -> None:
    rows = [{**ROW, "来件编号": f"C-{n}"} for n in range(3)]
    batch, _ = run(csv_of(*rows), officer, now)
    assert file_import(batch_id=batch.pk, now=now) == 0
    assert Case.objects.filter(channel="import").count() == 3
    assert not confirm_import(batch_id=batch.pk, actor=officer, now=now)


def test_refused_rows_come_back_with_their_reasons_and_can_be_put_right(officer: Actor, now: datetime) -> None:
    bad = {**ROW, "来件编号": "D-1", "手机号": "", "商品或服务类别": "火箭", "经过": "短"}
    nowhere = {**ROW, "来件编号": "D-2", "区县代码": ""}
    batch, counts = run(csv_of(bad, nowhere, ROW), officer, now)
    assert counts == {"refused": 2, "filed": 1}
    report = load_workbook(io.BytesIO(refused_table(batch.pk)))
    lines = list(report.worksheets[0].iter_rows(values_only=True))
    head = list(lines[0])
    why = [str(line[head.index(tables.WHY)]) for line in lines[1:]]
    assert "没有这一项" in why[0]
    assert "没有负责这个地区" in why[1]
    assert lines[1][head.index("来件编号")] == "D-1"
    again = io.BytesIO(refused_table(batch.pk))
    assert begin_import(stream=again, name="again.xlsx", actor=officer, now=now).total == 2
    assert [row.number for row in rows_of(batch.pk, "refused")] == [2, 3]


def test_sheets_and_gb18030_read_alike(officer: Actor, now: datetime) -> None:
    typed = {**ROW, "来件编号": 1001, "收到日期": datetime(2026, 11, 18), "涉及金额": 1299.0, "手机号": 13900000031.0}
    _, counts = run(sheet_of(typed), officer, now)
    assert counts == {"filed": 1}
    _, counts = run(csv_of({**ROW, "来件编号": "E-2"}, encoding="gb18030"), officer, now)
    assert counts == {"filed": 1}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "缺少这些列"),
        ("姓名,手机号\n林晓,1".encode(), "缺少这些列：类型"),
        ("类型,商品或服务类别,经过,颜色\n投诉,食品,a,b".encode(), "不认识这些列：颜色"),
        ("类型,商品或服务类别,经过\n".encode(), "表里没有内容"),
        (b"PK\x03\x04broken", "打不开"),
        (b"\xff\xfe\x00\x01" * 20, "读不出文字"),
    ],
)
def test_what_is_no_table_is_told_so(officer: Actor, now: datetime, data: bytes, says: str) -> None:
    with pytest.raises(tables.TableRefused) as refused:
        begin_import(stream=io.BytesIO(data), name="a", actor=officer, now=now)
    assert says in refused.value.text.zh
    assert not ImportBatch.objects.exists()


def test_the_template_can_be_uploaded_as_it_is(officer: Actor, now: datetime) -> None:
    batch = begin_import(stream=io.BytesIO(tables.template()), name="t.xlsx", actor=officer, now=now)
    assert ImportRow.objects.get(batch=batch).state == "ready"


def test_imports_are_for_those_with_the_post(world: World, now: datetime) -> None:
    with pytest.raises(Refused):
        begin_import(stream=csv_of(ROW), name="a", actor=actor_for_person(world.cast["operator"]), now=now)


@pytest.mark.parametrize("head", ["证件号码", "身份证号"])
def test_a_table_names_the_kind_of_paper(officer: Actor, now: datetime, head: str) -> None:
    """Under the head of today, or under that of templates which people have kept."""
    row = {**ROW, "姓名": "Anna Lind", "证件种类": "护照", head: "C01X00T47"}
    _, counts = run(csv_of(row), officer, now)
    assert counts == {"filed": 1}
    side = Party.objects.get(side=Role.COMPLAINANT)
    assert (side.id_kind, side.id_number) == ("passport", "C01X00T47")
