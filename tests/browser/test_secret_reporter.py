"""A reporter whom the trader never gets to know (Order 121 Art 37), in real browsers at both sizes.

Somebody reports the trader, somebody else complains and reports in one paper. The trader's clerk then follows every
link, types every address the officer has of the reports, downloads every paper and case file, and listens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import Enter
from tests.browser.filing import (
    ID_NUMBER,
    Matter,
    files_signed_in,
    finds_the_trader,
    hands_in,
    matter_of,
    proves_the_phone,
)
from tests.browser.somebody import Somebody
from tests.browser.walking import Ear, opening
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser
TRADER = "云汀晴禾家电有限公司"
NAME, PHONE, ADDRESS = "欧阳夜莺", "13911770077", "青禾区槲寄生巷 9 号半"
STORY = "冷库第三道门后面换标的是穿蓝围裙的人"
SPLIT_STORY = "他们把退回来的机器喷漆再卖，喷漆房在锅炉间隔壁"
SAID = "请问换标的人夜里几点来"
COMPLAINT = "除湿机用了九天水箱就漏水，要求退货退款。"
PHOTO = "喷漆房照片.jpg"
DIVIDE = "材料里同时有投诉和举报"
SEARCHES = ("欧阳夜", "139117700", "喷漆房")  # shorter: a page may repeat what was asked
NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}")
SECRETS = (NAME, PHONE, ADDRESS, ADDRESS.replace(" ", ""), ID_NUMBER, STORY, SPLIT_STORY, SAID, PHOTO)


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of the complaint, of the report that came out of it, and of the report by itself."""

    complaint: str
    divided: str
    report: str

    @property
    def secret_numbers(self) -> list[str]:
        return [one for number in (self.divided, self.report) for one in (number, number.replace("-", ""))]


def test_the_trader_never_learns_who_reported(enter: Enter, photo: Path) -> None:
    officer, clerk = enter(), enter()
    report = somebody_reports(enter(), photo.rename(photo.with_name(PHOTO)))
    matter = matter_of("second_consumer", TRADER, how="authority", story=f"{COMPLAINT}{SPLIT_STORY}。")
    complaint = files_signed_in(enter(), matter)
    officer.signs_in_with_password("county")
    told = Told(complaint, divides(officer, complaint), report)
    clerk.signs_in_with_password("clerk")
    hears_of_the_complaint_alone(officer, clerk, told)
    office = reads_as_the_office(officer, told)
    reads_as_the_trader(clerk, told)
    types_the_addresses_of_the_office(clerk, office)


def somebody_reports(reporter: Somebody, photo: Path) -> str:
    """Under the own name, with a picture."""
    reporter.go("/file/trader/?kind=report")
    finds_the_trader(reporter, Matter(NAME, PHONE, TRADER))
    reporter.choose("是哪类商品或服务", "food")
    reporter.choose("主要是什么问题", "food_safety")
    reporter.press("下一步")
    reporter.write("您看到了什么", STORY)
    reporter.press("下一步")
    reporter.write("发现问题的日期", "2026-11-10")
    reporter.press("下一步")
    reporter.page.locator("input[name=files]").set_input_files(photo)
    reporter.sees("已传 1 份")
    reporter.press("下一步")
    reporter.page.get_by_role("radio", name="实名举报").check()
    reporter.press("下一步")
    reporter.write("您的姓名", NAME)
    reporter.write("证件号码", ID_NUMBER)
    reporter.write("通讯地址", ADDRESS)
    reporter.press("下一步")
    proves_the_phone(reporter, Matter(NAME, PHONE, TRADER))
    return hands_in(reporter)


def divides(officer: Somebody, complaint: str) -> str:
    """A complaint and a report on one paper; the complaint is accepted. Returns the number of the report."""
    officer.go(f"/office/cases/{complaint}/")
    officer.follow(DIVIDE)
    officer.write("投诉部分", COMPLAINT)
    officer.write("举报部分", SPLIT_STORY)
    officer.choose("举报的是什么问题", "quality")
    officer.press(DIVIDE)
    officer.go(f"/office/cases/{complaint}/")
    officer.decides("accept")
    report = officer.page.locator("[aria-labelledby=links-title] a").get_attribute("href")
    assert report
    return report.rstrip("/").rpartition("/")[2]


def hears_of_the_complaint_alone(officer: Somebody, clerk: Somebody, told: Told) -> None:
    """News come in the order of the records: once the later is heard, the earlier will never be."""
    clerk.go(f"/desk/cases/{told.complaint}/")
    at_the_case, at_the_list = Ear(clerk.page), Ear(another := clerk.context.new_page())
    another.goto("/desk/")
    clerk.page.reload()
    for number in (told.report, told.divided, told.complaint):
        officer.go(f"/office/cases/{number}/")
        officer.says(SAID if number != told.complaint else "材料收到了。")
    clerk.sees("材料收到了。")
    assert len(at_the_case.heard) == 1, at_the_case.heard
    assert len(at_the_list.heard) == 1, at_the_list.heard
    another.close()


def reads_as_the_office(officer: Somebody, told: Told) -> Reader:
    """The officer of both reports finds all of it, or the trader's finding nothing would show nothing."""
    reader = Reader(opening(officer, officer.page))
    reader.read_everything({"ref": [told.report, told.divided]}, about="ref", follows=about(told.report, told.divided))
    found = {phrase for _address, phrase in reader.finds(SECRETS)}
    assert found >= {NAME, PHONE, STORY, SPLIT_STORY, SAID, PHOTO}
    return reader


def reads_as_the_trader(clerk: Somebody, told: Told) -> None:
    """Every list, link and search; of the cases this one, others look alike."""
    pages = [f"{page}?q={one}" for page in ("/desk/", "/traders/", "/notices/") for one in SEARCHES]
    complaint = about(told.complaint)
    reader = Reader(opening(clerk, clerk.page))
    reader.read_everything(
        {"ref": [told.complaint]}, pages, follows=lambda link: complaint(link) or not NUMBER.search(link)
    )
    assert reader.finds([*SECRETS, *told.secret_numbers]) == []
    assert COMPLAINT in "".join(reader.shown.values())
    assert any(one.endswith(".pdf") for one in reader.shown), "papers were read"
    assert any(one.endswith("/file.zip") for one in reader.shown), "the case file was read"


def types_the_addresses_of_the_office(clerk: Somebody, office: Reader) -> None:
    """Whoever knows the numbers learns nothing from them: papers, files and exports of the reports included."""
    reader = Reader(opening(clerk, clerk.page))
    reader.read_everything({}, office.shown, about="ref", follows=lambda _link: False)
    assert reader.finds(SECRETS) == []
    assert office.shown.keys() <= reader.shown.keys()


def about(*numbers: str) -> Callable[[str], bool]:
    """Whether a link leads to one of these cases, however its number is written."""
    return lambda link: any(number in link.replace("-", "") for number in (one.replace("-", "") for one in numbers))
