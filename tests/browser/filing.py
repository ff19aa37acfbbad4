"""How a visitor files: the wizard page by page, as the pages ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY, id_number
from tests.browser.somebody import Somebody

ID_NUMBER = id_number(date(1903, 3, 8), 11)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a consumer files."""

    name: str
    phone: str
    trader: str
    how: str = "direct"
    goods: str = "除湿机"
    amount: str = "1299"
    story: str = "10月底买的除湿机，用了九天水箱就漏水，地板泡了一块。客服让我寄回去修，我要求退货退款。"


def matter_of(who: str, trader: str, **details: str) -> Matter:
    """Filed by one of the cast."""
    return Matter(BY_KEY[who].name, BY_KEY[who].phone, trader, **details)


def files(visitor: Somebody, matter: Matter, photo: Path) -> str:
    """From the first page of the wizard to the number of the case."""
    finds_the_trader(visitor, matter)
    tells(visitor, matter)
    shows(visitor, photo)
    visitor.page.locator(f"input[name=how][value={matter.how}]").check()
    visitor.press("下一步")
    says_who(visitor, matter)
    proves_the_phone(visitor, matter)
    return hands_in(visitor)


def hands_in(visitor: Somebody) -> str:
    """Returns the number of the case."""
    visitor.page.get_by_label("以上内容属实").check()
    visitor.press("提交")
    expect(visitor.page).to_have_url(re.compile("/file/done/"))
    return visitor.page.url.rstrip("/").rpartition("/")[2]


def files_signed_in(consumer: Somebody, matter: Matter) -> str:
    """A consumer known already: the phone is not asked for again."""
    consumer.signs_in_by_phone(matter.phone)
    consumer.go("/file/trader/?kind=complaint")
    finds_the_trader(consumer, matter)
    tells(consumer, matter)
    consumer.press("下一步")
    consumer.page.locator(f"input[name=how][value={matter.how}]").check()
    consumer.press("下一步")
    says_who(consumer, matter)
    return hands_in(consumer)


def finds_the_trader(visitor: Somebody, matter: Matter) -> None:
    page = visitor.page
    page.get_by_label("商家名称或信用代码").press_sequentially(matter.trader)
    if not visitor.has_script:
        visitor.press("查找")
    page.get_by_role("radio", name=matter.trader).first.check()
    visitor.press("下一步")


def tells(visitor: Somebody, matter: Matter) -> None:
    visitor.choose("是哪类商品或服务", "appliances")
    visitor.write("买的什么", matter.goods)
    visitor.choose("主要是什么问题", "quality")
    visitor.press("下一步")
    visitor.write("经过是怎样的", matter.story)
    visitor.press("下一步")
    visitor.write("发现问题的日期", "2026-11-10")
    visitor.press("下一步")
    visitor.write("涉及金额", matter.amount)
    visitor.press("下一步")
    visitor.asks_for("return_refund", matter.amount)
    visitor.press("下一步")


def shows(visitor: Somebody, photo: Path) -> None:
    """A photo is uploaded as soon as it is chosen; without script, by a button."""
    visitor.page.locator("input[name=files]").set_input_files(photo)
    if not visitor.has_script:
        visitor.press("上传选好的文件")
    visitor.sees("已传 1 份")
    visitor.look()
    visitor.press("下一步")


def says_who(visitor: Somebody, matter: Matter) -> None:
    visitor.write("您的姓名", matter.name)
    visitor.write("证件号码", ID_NUMBER)
    visitor.write("通讯地址", "云青省云汀市青禾区柳湾路 8 号")
    visitor.press("下一步")


def proves_the_phone(visitor: Somebody, matter: Matter) -> None:
    visitor.write("手机号", matter.phone)
    visitor.press("获取验证码")
    visitor.write("验证码", visitor.demo.code(matter.phone))
    visitor.press("下一步")
