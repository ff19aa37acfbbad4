"""Dates, sums, articles and rule texts as words of the reader's language."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hejie.rules import filing
from hejie.rules.citation import cite
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Article, Text
from hejie.web.icons import icon
from hejie.web.show import DueShown, DueState, Words

WEEKDAYS_ZH = "一二三四五六日"
NUMBER_UNIT = re.compile(r" (?:(?<=[第共近约剩有还退赔前满] )(?=\d)|(?<=[\d%] )(?=[\u4e00-\u9fff]))")
KEPT_APART = re.compile(r"<(?:textarea|script|select|pre)\b.*?</(?:textarea|script|select|pre)>", re.DOTALL)
DUE_ICONS = {
    DueState.OK: "clock",
    DueState.SOON: "hourglass",
    DueState.TODAY: "alarm-clock",
    DueState.OVER: "octagon-alert",
    DueState.PAUSED: "pause",
    DueState.DONE: "check",
}
DAYS_AT_HAND = 2_000
TIME = '<time datetime="{}">{}</time>'
DUE_CHIP = '<span class="hj-due" data-state="{}"{}>{}<time datetime="{}">{}</time></span>'


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def say(value: Any) -> str:
    """A Text or an Article in the reader's language; anything else as it is; nothing for None."""
    if isinstance(value, Text):
        return value.en if is_english() else value.zh
    if isinstance(value, Article):
        return say(cite(value))
    return "" if value is None else str(value)


def titled(title: Words) -> str:
    """The title of a case in the reader's language, where the platform wrote it from goods and problem."""
    if not isinstance(title, str):
        return say(title)
    return filing.titled(title).en if is_english() else title


def day_words(day: date, *, weekday: bool = True) -> str:
    """`11月26日（周四）`, `Thu 26 Nov`; with the year when it is not this one."""
    return _day_words(day, shanghai_date(timezone.now()).year, is_english(), weekday)


@lru_cache(maxsize=DAYS_AT_HAND)
def _day_words(day: date, this_year: int, in_english: bool, weekday: bool = True) -> str:
    year = day.year != this_year
    if in_english:
        return day.strftime(f"{'%a ' if weekday else ''}{day.day} %b{' %Y' if year else ''}")
    words = f"{day.year}年" if year else ""
    words += f"{day.month}月{day.day}日"
    return f"{words}（周{WEEKDAYS_ZH[day.weekday()]}）" if weekday else words


def when_words(moment: date | datetime) -> str:
    """A day with its weekday, or a moment with its clock time in Shanghai."""
    if not isinstance(moment, datetime):
        return day_words(moment)
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    today = local.date() == timezone.localdate()
    return f"{_('今天') if today else day_words(local.date(), weekday=False)} {local:%H:%M}"


def time_element(moment: date | datetime | None) -> SafeString:
    """`<time>` with the machine's form in `datetime` and the reader's words inside."""
    if moment is None:
        return SafeString("")
    if not isinstance(moment, datetime):
        return day_element(moment, shanghai_date(timezone.now()).year, is_english())
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return format_html(TIME, local.isoformat(), when_words(moment))


@lru_cache(maxsize=DAYS_AT_HAND)
def day_element(day: date, this_year: int, in_english: bool) -> SafeString:
    """The same of a day, for who prints many of them."""
    return format_html(TIME, day.isoformat(), _day_words(day, this_year, in_english))


def money(amount: Decimal | int | str | None) -> str:
    """`¥1,299.00`; nothing where there is none."""
    return "" if amount in (None, "") else f"¥{Decimal(str(amount)):,.2f}"


def left_words(due: DueShown) -> str:
    """The time left, overdue or standing still, in words: `还有 5 个工作日`."""
    match due.state:
        case DueState.DONE:
            return _("已办好")
        case DueState.PAUSED:
            return _("暂停计时")
        case DueState.TODAY:
            return _("今天 24:00 到期")
        case DueState.OVER:
            return _late_words(due)
    return _days_words(due)


def _days_words(due: DueShown) -> str:
    if not due.left:
        return _("还有不到 1 个工作日")
    if due.in_working_days:
        return ngettext("还有 %(n)d 个工作日", "还有 %(n)d 个工作日", due.left) % {"n": due.left}
    return ngettext("还有 %(n)d 天", "还有 %(n)d 天", due.left) % {"n": due.left}


def _late_words(due: DueShown) -> str:
    if not due.late:
        return _("已逾期")
    if due.in_working_days:
        return ngettext("逾期 %(n)d 个工作日", "逾期 %(n)d 个工作日", due.late) % {"n": due.late}
    return ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", due.late) % {"n": due.late}


def due_words(due: DueShown) -> str:
    """Date and time left together: `11月26日（周四），还有 5 个工作日`."""
    if due.state is DueState.DONE:
        return left_words(due)
    return _("%(day)s，%(left)s") % {"day": day_words(due.on), "left": left_words(due)}


def due_chip(due: DueShown, with_date: object = "") -> SafeString:
    """A deadline in a list: colour, icon and outline say the same."""
    state, words = due.state, due_words(due) if with_date else left_words(due)
    long = SafeString(" data-long" if with_date else "")
    return format_html(DUE_CHIP, state, long, icon(DUE_ICONS[state]), due.on.isoformat(), words)


def keep_units(html: str) -> str:
    """Join every number with its unit by a no-break space, in text only: never in tags, nor in what people typed."""
    apart = [found.span() for found in KEPT_APART.finditer(html)]

    def joined(found: re.Match[str]) -> str:
        at = found.start()
        in_tag = html.rfind("<", 0, at) > html.rfind(">", 0, at)
        return " " if in_tag or any(first < at < last for first, last in apart) else "\u00a0"

    return NUMBER_UNIT.sub(joined, html)
