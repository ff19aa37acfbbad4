"""Help and a consultation panel in real browsers: asked, called, heard, resolved, agreed on; and neither side knows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from tests.browser.conftest import Enter
from tests.browser.filing import files_signed_in, finds_the_trader, hands_in, matter_of, says_who, tells
from tests.browser.looking import PHONE
from tests.browser.somebody import Somebody
from tests.browser.walking import opening
from tests.journeys.reader import Reader

pytestmark = pytest.mark.browser
TRADER, LAWYERS_PHONE = "云汀晴禾家电有限公司", "13800000904"
QUESTION, ANSWER = "检测报告盖的是旧章，能不能用？", "旧章不影响效力，补一份说明就行。"
TO_DISCUSS, PROPOSAL = "地板泡坏的损失要不要一起赔？", "商品缺陷造成的损失一起赔。"
AGREED, DISSENT = "损失是漏水直接造成的。", "地板的价钱没有票据，应当另外鉴定。"
RESOLUTION = "货款全退，地板按维修票据赔。"
READING = "因商品缺陷造成的其他财产损失，有维修票据的，和货款一起赔。"
OF_STAFF = (QUESTION, ANSWER, TO_DISCUSS, PROPOSAL, AGREED, DISSENT, RESOLUTION, READING, "会商")
SAID = "材料都看过了，明天和两位联系。"


def test_a_panel_is_called_heard_and_resolved_and_the_sides_see_nothing_of_it(enter: Enter) -> None:
    consumer, clerk, mediator = enter(viewport=on_a_phone()), enter(), enter()
    officer, city, head = enter(viewport=on_a_phone()), enter(), enter(viewport=on_a_phone())
    first, second = two_complaints(consumer)
    for who, name in ((officer, "county"), (city, "city"), (head, "head"), (mediator, "mediator"), (clerk, "clerk")):
        who.signs_in_with_password(name)
    goes_to_the_mediator(officer, first)
    consumer.go(f"/cases/{first}/")
    the_mediator_asks_a_lawyer(enter(viewport=on_a_phone()), mediator, first)
    the_mediator_calls_a_panel(mediator, first)
    gives_an_opinion(officer, first, "同意初步意见", AGREED)
    gives_an_opinion(city, first, "不同意", DISSENT)
    gives_an_opinion(head, first, "同意初步意见", AGREED)
    the_chair_resolves(head, first)
    what_came_of_it_stands_with_the_case(mediator, officer, first)
    mediator.says(SAID)
    consumer.sees(SAID)
    goes_to_the_mediator(officer, second)
    the_next_case_shows_the_reading(mediator, second)
    for side, home in ((consumer, "cases"), (clerk, "desk/cases")):
        reads_nothing_of_it(side, home, first, second)


def on_a_phone() -> dict[str, int]:
    return {"width": PHONE[0], "height": PHONE[1]}


def two_complaints(consumer: Somebody) -> tuple[str, str]:
    """The first so large that a panel suggests itself; the second about the same problem."""
    large = matter_of("second_consumer", TRADER, how="authority", amount="68000")
    first = files_signed_in(consumer, large)
    other = matter_of("second_consumer", TRADER, how="authority", goods="洗碗机", amount="900")
    consumer.go("/file/trader/?kind=complaint")
    finds_the_trader(consumer, other)
    tells(consumer, other)
    consumer.press("下一步")
    consumer.page.locator("input[name=how][value=authority]").check()
    consumer.press("下一步")
    says_who(consumer, other)
    return first, hands_in(consumer)


def goes_to_the_mediator(officer: Somebody, number: str) -> None:
    officer.go(f"/office/cases/{number}/")
    officer.decides("accept")
    officer.decides("assign_mediator", mediator=BY_KEY["mediator"].name)


def the_mediator_asks_a_lawyer(lawyer: Somebody, mediator: Somebody, number: str) -> None:
    """Legal support of the association, who comes to nothing else of the case."""
    mediator.go(f"/rooms/{number}/")
    mediator.follow("请教法律支持或者高级调解员")
    mediator.page.get_by_label("马立言").check()
    mediator.write("想问什么", QUESTION)
    mediator.press("请教法律支持或者高级调解员")
    mediator.sees("还没答复")
    lawyer.signs_in_by_phone(LAWYERS_PHONE)
    lawyer.go("/panels/")
    lawyer.opens(number)
    lawyer.sees(QUESTION)
    lawyer.write("您的答复", ANSWER)
    lawyer.press("答复求助")
    mediator.sees(ANSWER)


def the_mediator_calls_a_panel(mediator: Somebody, number: str) -> None:
    """The case itself says why one might: the claim."""
    expect(mediator.page.locator("#triggers")).to_contain_text("金额较大：要求 68,000 元，达到 50,000 元")
    mediator.follow("召集会商")
    mediator.page.get_by_label("金额较大").check()
    mediator.write("要会商的问题", TO_DISCUSS)
    mediator.write("初步意见", PROPOSAL)
    for key in ("county_officer", "city_officer"):
        mediator.page.get_by_role("checkbox", name=BY_KEY[key].name).check()
    mediator.page.get_by_role("button", name="召集会商").click()
    expect(mediator.page.locator(".hj-errors")).to_contain_text("请至少选 3 项")
    mediator.look()
    mediator.page.get_by_role("checkbox", name=BY_KEY["county_head"].name).check()
    chair = mediator.page.locator("[name=chair]")
    chosen = chair.locator("option", has_text=BY_KEY["county_head"].name)
    chair.select_option(value=chosen.get_attribute("value"))
    mediator.press("召集会商")
    expect(mediator.page.locator("#consult")).to_contain_text(TO_DISCUSS)


def gives_an_opinion(member: Somebody, number: str, stance: str, reasons: str) -> None:
    member.go("/panels/")
    member.opens(number)
    member.sees(TO_DISCUSS)
    member.page.get_by_role("radio", name=stance).check()
    member.write("理由", reasons)
    member.press("给出会商意见")


def the_chair_resolves(head: Somebody, number: str) -> None:
    """And writes for others what was agreed, which must not name anybody."""
    head.page.locator("[name=resolution]").fill(RESOLUTION)
    head.press("作出会商结论")
    head.write("指引标题", "商品缺陷造成的其他损失")
    head.write("指引内容", f"{BY_KEY['second_consumer'].name}的地板泡坏了，要和货款一起赔。")
    head.page.get_by_label("我核对过").check()
    head.page.get_by_role("button", name="定为办案指引").click()
    expect(head.page.locator(".hj-errors")).to_contain_text("请去掉")
    head.look()
    head.write("指引内容", READING)
    head.press("定为办案指引")
    head.sees("已定为办案指引")


def what_came_of_it_stands_with_the_case(mediator: Somebody, officer: Somebody, number: str) -> None:
    mediator.sees(RESOLUTION)
    for who, address in ((mediator, f"/rooms/{number}/"), (officer, f"/office/cases/{number}/")):
        who.go(address)
        consult = who.page.locator("#consult")
        expect(consult).to_contain_text(RESOLUTION)
        expect(consult).to_contain_text("同意 2，不同意 1，没表态 0")
        expect(consult).to_contain_text(f"{BY_KEY['city_officer'].name} 的不同意见：{DISSENT}")
        expect(consult).to_contain_text(re.compile(r"已定为办案指引：指引〔20[0-9]{2}〕[0-9]+\s号"))


def the_next_case_shows_the_reading(mediator: Somebody, number: str) -> None:
    mediator.go(f"/rooms/{number}/")
    mediator.unfolds("商品缺陷造成的其他损失")
    mediator.sees(READING)
    mediator.look()


def reads_nothing_of_it(side: Somebody, home: str, first: str, second: str) -> None:
    """What the case links to, its papers and its case file; the page of the next case; every list of the side."""
    reader = Reader(opening(side, side.page))
    pages = [f"/{home}/{first}/", f"/{home}/{second}/", "/my/", "/desk/", "/notices/"]
    reader.read_everything({}, pages, follows=lambda link: first in link and "/moves/" not in link)
    assert reader.finds(OF_STAFF) == []
    assert any(SAID in text for text in reader.shown.values()), "they have read the case"
    assert any(one.endswith("/file.zip") for one in reader.shown), "the case file was read"
