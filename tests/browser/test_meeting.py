"""A meeting: times proposed, chosen by the links of the messages, in the calendar, missed, offered again."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from tests.apps.mediation.test_calendar_entry import event, text
from tests.browser.conftest import Enter
from tests.browser.looking import PHONE
from tests.browser.room import disputes_of
from tests.browser.running import Platform
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
PLACE = "柳河路 7 号 2 单元 301"
# Half an hour ago, whatever day it was to be.
IT_IS_TIME = """
UPDATE mediation_meeting SET fixed_for = now() - interval '30 minutes', called_for = now() - interval '30 minutes',
  remind_day_at = NULL, remind_hour_at = NULL
WHERE ended_at IS NULL AND fixed_for IS NOT NULL AND case_id = (SELECT id FROM cases_case WHERE ref = %s)
"""


def test_a_time_is_chosen_by_link_one_side_stays_away_and_the_next_is_offered(enter: Enter, site: Platform) -> None:
    mediator, consumer = enter(), enter(viewport={"width": PHONE[0], "height": PHONE[1]})
    clerk, shop = enter(), enter(viewport={"width": PHONE[0], "height": PHONE[1]})
    mediator.signs_in_with_password("mediator")
    consumer.signs_in_by_phone(BY_KEY["consumer"].phone)
    clerk.signs_in_with_password("clerk")
    number = disputes_of(consumer, clerk, mediator)[1]
    the_mediator_proposes(mediator, number)
    follows_the_message(consumer, "consumer")
    consumer.press("这几个时间都行")
    follows_the_message(shop, "clerk")  # the link alone, in a browser that nobody signed in to
    shop.press("对方也行，点了就定")
    shop.sees("调解时间定了")
    the_calendar_takes_it(shop, number)
    clerk.go(f"/desk/cases/{number}/")
    clerk.sees("调解时间定了")
    it_is_time(site, number)
    the_shop_stays_away(mediator, number)
    shop.page.reload()
    shop.sees("上次约好的调解您没有来")
    shop.sees("第二十三条第一款第二项")
    mediator.press("再约：")
    follows_the_message(consumer, "consumer")
    consumer.sees("哪些时间您方便？")


def the_mediator_proposes(mediator: Somebody, number: str) -> None:
    """Three free times are ticked already; where it is to be is said."""
    mediator.go(f"/rooms/{number}/")
    mediator.write("现场调解的地点", PLACE)
    mediator.press("发给双方选")
    mediator.sees("还没选的：投诉人、被投诉人")


def follows_the_message(who: Somebody, key: str) -> None:
    link = who.demo.link(BY_KEY[key].phone)
    who.go(link[link.index("/t/") :])


def the_calendar_takes_it(who: Somebody, number: str) -> None:
    """The file is what calendars expect, and says nothing of where somebody lives."""
    with who.page.expect_download() as coming:
        who.page.get_by_role("link", name="加到日历").click()
    content = Path(coming.value.path()).read_bytes()
    entry = event(content, "PUBLISH")
    assert (entry["STATUS"], text(entry["SUMMARY"])) == ("CONFIRMED", f"消费纠纷调解 {number}")
    assert text(entry["LOCATION"]) == "地点请看案件页面"


def it_is_time(site: Platform, number: str) -> None:
    with psycopg.connect(site.database) as connection:
        moved = connection.execute(IT_IS_TIME, [number.replace("-", "")])
        assert moved.rowcount == 1


def the_shop_stays_away(mediator: Somebody, number: str) -> None:
    mediator.go(f"/rooms/{number}/")
    mediator.sees("约好的时间到了")
    panel = mediator.page.locator("#meeting")
    panel.get_by_label("被投诉人没有来").check()
    panel.get_by_label("20 分钟").check()
    panel.get_by_label("还不知道为什么没来").check()
    mediator.press("记下谁没来调解")
    mediator.sees("被投诉人没来 1 次")
    mediator.sees("第二十三条第一款第二项")
    expect(panel.get_by_role("link", name="以这个理由终止调解")).to_have_count(0)  # that is for the second time
