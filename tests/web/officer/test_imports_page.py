"""The page of imports: upload, look over, agree, and the refused rows to download."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.intake.models import ImportBatch
from hejie.jobs import tasks
from tests.web.at_desk import sit_down
from tests.web.conftest import words


@pytest.fixture
def officer(world: World) -> Client:
    return sit_down(world.cast["county_officer"])


def test_from_the_template_to_filed_cases(officer: Client) -> None:
    template = officer.get("/office/import/template.xlsx").content
    upload = SimpleUploadedFile("来件.xlsx", template)
    address = officer.post("/office/import/", {"file": upload}).headers["Location"]
    assert "确认登记 1 件" in words(officer.get(address))
    assert not Case.objects.filter(channel="import").exists()
    officer.post(address)
    officer.post(address)
    tasks.file_import(batch_id=str(ImportBatch.objects.get().pk))
    page = words(officer.get(address))
    assert "登记完了" in page
    assert Case.objects.get(channel="import").ref[-4:] in page


def test_refused_rows_are_shown_and_given_back(officer: Client) -> None:
    table = "类型,商品或服务类别,经过\n投诉,家用电器,漏水\n".encode()
    address = officer.post("/office/import/", {"file": SimpleUploadedFile("a.csv", table)}).headers["Location"]
    page = words(officer.get(address))
    assert "第 2 行" in page
    assert "请填写" in page
    sheet = load_workbook(io.BytesIO(officer.get(f"{address}refused.xlsx").content))
    assert sheet.worksheets[0].max_row == 2


def test_what_is_no_table_is_said_on_the_page(officer: Client) -> None:
    page = officer.post("/office/import/", {"file": SimpleUploadedFile("a.csv", b"name\nx\n")})
    assert page.status_code == 422
    assert "缺少这些列" in words(page)
    assert "请先选一个" in words(officer.post("/office/import/", {}))


def test_an_import_is_its_owners_alone(officer: Client, world: World) -> None:
    upload = SimpleUploadedFile("a.xlsx", officer.get("/office/import/template.xlsx").content)
    address = officer.post("/office/import/", {"file": upload}).headers["Location"]
    head = sit_down(world.cast["county_head"])
    assert head.get(address).status_code == 404
    assert head.post(address).status_code == 404
    assert sit_down(world.cast["operator"]).get("/office/import/").status_code == 404
