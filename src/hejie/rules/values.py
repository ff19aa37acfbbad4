"""Reading one value as people type it or machines send it: text, money, dates, whole numbers.

Each reader returns a JSON-able value or raises `Wrong` with words that say what to do. Each has a pattern beside it
so that whatever the published JSON schema allows, the reader accepts.
"""

from __future__ import annotations

import math
import re
from calendar import isleap
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hejie.rules.model import Text
from hejie.rules.money import in_figures

MOST_MONEY = 100_000_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
YEARS_AHEAD = 10
PATTERNS_KEPT = 64

# Characters that show nothing: control, bidirectional marks, zero-width, soft hyphen, lone surrogates.
_UNSEEN = (
    r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
_SPACE = r"\u0009\u000a\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
BLANK = _UNSEEN + _SPACE

_seen = re.compile(f"[^{BLANK}]")
_edges = re.compile(f"^[{BLANK}]+|[{BLANK}]+$")
# A zero-width joiner builds one picture out of several; anywhere else it only hides.
_PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
_hidden = re.compile(f"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])|([{_UNSEEN}])")

MONEY_PATTERN = r"^(?:[1-9][0-9]{0,7}\.[0-9]{2}|0\.(?:[1-9][0-9]|0[1-9]))$"
_money_dressing = re.compile(r"¥|元\s*$|CNY|RMB", re.IGNORECASE)
# 12,50 is twelve and a half to some and a slip to others: a comma or a gap stands between thousands or is asked about.
_thousands = re.compile(r"[0-9]{1,3}(?:(?:,\s?|\s)[0-9]{3})+(?:\.[0-9]+)?$")
_between_thousands = re.compile(r"[,\s]")
_plain_number = re.compile(r"[0-9]+(\.[0-9]+)?$")
# What a Chinese keyboard types for figures. Not NFKC, which also reads 10² as 102.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)} | {ord("￥"): "¥", ord("。"): "."}


class Wrong(ValueError):
    """A value that cannot be used; `text` says what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Text(zh, en)


MISSING = ("请填写这一项。", "Please fill this in.")
COMMA = (
    "逗号只用来分开千位，例如 1,299.00；角和分前面请用小数点。",
    "A comma only parts thousands, for example 1,299.00. Please write a point before cents.",
)
HERE = Text("这里", "This")  # where a text has no label of its own


def read_text(raw: object, minimum: int, maximum: int, label: Text = HERE) -> str:
    """Clean text: line ends as \\n, nothing invisible, no blank edges. Lengths in characters; only visible ones count
    towards `minimum`. A wrong length names its field by `label`."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Wrong("请用文字填写。", "Please write this as text.")
    text = _clean(str(raw))
    seen = len(_seen.findall(text))
    if minimum and not seen:
        raise Wrong(*MISSING)
    if minimum == maximum and not seen == len(text) == minimum:
        raise _not_exactly(label, minimum, len(text))
    if seen < minimum:
        raise _too_short(label, minimum, seen)
    if len(text) > maximum:
        raise _too_long(label, maximum, len(text))
    return text


def _not_exactly(label: Text, wanted: int, written: int) -> Wrong:
    return Wrong(
        f"{_quoted(label).zh}要正好 {wanted} 位，您写了 {written} 位。请检查有没有多写或者漏写。",
        f"{_quoted(label).en} takes exactly {wanted} characters; you wrote {written}. Please check what is too many "
        "or missing.",
    )


def _too_short(label: Text, minimum: int, seen: int) -> Wrong:
    return Wrong(
        f"{_quoted(label).zh}至少写 {minimum} 个字，还差 {minimum - seen} 个。",
        f"{_quoted(label).en} takes at least {minimum} characters; {minimum - seen} more to go.",
    )


def _too_long(label: Text, maximum: int, written: int) -> Wrong:
    return Wrong(
        f"{_quoted(label).zh}最多 {maximum} 个字，您写了 {written} 个。请删短一些。",
        f"{_quoted(label).en} takes at most {maximum} characters; you wrote {written}. Please shorten it.",
    )


def _quoted(label: Text) -> Text:
    return label if label is HERE else Text(f"“{label.zh}”", f"“{label.en}”")


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _edges.sub("", _hidden.sub(lambda found: "" if found[1] else found[0], text))


def text_pattern(minimum: int) -> str:
    """The pattern of a text with at least `minimum` visible characters."""
    return rf"^(?:[{BLANK}]*[^{BLANK}]){{{minimum}}}"


def read_money(raw: object, minimum: int = 0, maximum: int = MOST_MONEY) -> str:
    """Yuan as "1299.00". Above zero, not under `minimum` yuan, not over `maximum`."""
    amount = _decimal(raw)
    cents = amount.quantize(Decimal("0.01"))
    if cents != amount:
        raise Wrong("金额最多写到分，例如 1299.00。", "Write the amount to two decimals at most, for example 1299.00.")
    if cents > MOST_MONEY:
        raise Wrong(
            "金额不能超过 1 亿元，请检查是不是多写了零。",
            "The amount cannot exceed 100,000,000 yuan. Please check for extra zeros.",
        )
    if cents > maximum:
        most = in_figures(maximum)
        raise Wrong(f"金额最多 {most} 元，请改一下。", f"The amount may be {most} yuan at most. Please change it.")
    if cents <= 0 or cents < minimum:
        least = in_figures(minimum or Decimal("0.01"))
        raise Wrong(f"金额至少 {least} 元，请改一下。", f"The amount must be at least {least} yuan. Please change it.")
    return str(cents)


def _decimal(raw: object) -> Decimal:
    ask = ("请填写金额，只写数字，例如 1299.00。", "Please enter the amount in figures only, for example 1299.00.")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float) or raw == "":
        raise Wrong(*ask)
    bare = _figures(str(raw).translate(_FULL_WIDTH))
    if bare.startswith(("-", "−")):
        raise Wrong("金额不能是负数，请填写大于 0 的数。", "The amount cannot be negative. Please enter more than 0.")
    if isinstance(raw, str) and not _plain_number.match(bare):
        raise Wrong(*(COMMA if "," in bare else ask))
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        raise Wrong(*ask) from None
    if not amount.is_finite():
        raise Wrong(*ask)
    # Far beyond the limit only the size matters; this keeps the two-decimal step within precision.
    return min(amount, Decimal(MOST_MONEY) * 10)


def _figures(typed: str) -> str:
    """What is left without signs of money, and without the marks between thousands where they part thousands."""
    bare = _money_dressing.sub("", typed).strip()
    return _between_thousands.sub("", bare) if _thousands.match(bare) else bare


def read_date(raw: object, earliest: date = FIRST_DAY, latest: date = LAST_DAY) -> str:
    """An ISO date from `earliest` to `latest`, both included."""
    day = _day(raw)
    if day < earliest:
        raise Wrong(
            f"这个日期太早了，请填 {earliest.isoformat()} 或以后的日期。",
            f"This date is too early. Please give {earliest.isoformat()} or later.",
        )
    if day > latest:
        raise Wrong(
            f"这个日期太晚了，请填 {latest.isoformat()} 或以前的日期。",
            f"This date is too late. Please give {latest.isoformat()} or earlier.",
        )
    return day.isoformat()


def from_today(today: date | None) -> tuple[date, date]:
    """The dates a promise may name: today to ten years ahead; any date where today is not known."""
    return (today, date(today.year + YEARS_AHEAD, 12, 31)) if today else (FIRST_DAY, LAST_DAY)


def _day(raw: object) -> date:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    found = re.fullmatch(
        r"\s*([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?\s*",
        raw.translate(_FULL_WIDTH) if isinstance(raw, str) else "",
    )
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Wrong(
                "日历上没有这一天，请检查月和日。", "There is no such day. Please check month and day."
            ) from None
    raise Wrong("请填写日期，例如 2026-11-26。", "Please enter a date, for example 2026-11-26.")


_MONTH_DAYS = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)


@lru_cache(maxsize=PATTERNS_KEPT)
def date_pattern(earliest: date = FIRST_DAY, latest: date = LAST_DAY) -> str:
    """Exactly the ISO dates `read_date` accepts, as a pattern."""
    whole = [year for year in range(earliest.year, latest.year + 1) if _is_whole(year, earliest, latest)]
    leap = [year for year in whole if isleap(year)]
    branches = [f"(?:{_any(whole)})-(?:{_MONTH_DAYS})"] if whole else []
    branches += [f"(?:{_any(leap)})-02-29"] if leap else []
    for year in sorted({earliest.year, latest.year} - set(whole)):
        first, last = max(earliest, date(year, 1, 1)), min(latest, date(year, 12, 31))
        months = _days_by_month([first + timedelta(days=n) for n in range((last - first).days + 1)])
        branches.append(f"{year}-(?:{'|'.join(f'{month}-(?:{_any(days)})' for month, days in months.items())})")
    return f"^(?:{'|'.join(branches)})$"


def _is_whole(year: int, earliest: date, latest: date) -> bool:
    return earliest <= date(year, 1, 1) and date(year, 12, 31) <= latest


def _any(words: Iterable[object]) -> str:
    return "|".join(str(word) for word in words)


def _days_by_month(days: list[date]) -> dict[str, list[str]]:
    months: dict[str, list[str]] = {}
    for day in days:
        months.setdefault(f"{day.month:02d}", []).append(f"{day.day:02d}")
    return months


def read_integer(raw: object, minimum: int, maximum: int) -> int:
    """A whole number within bounds, both included."""
    ask = (f"请填写 {minimum} 到 {maximum} 之间的整数。", f"Please enter a whole number from {minimum} to {maximum}.")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Wrong(*ask)
    if isinstance(raw, str):
        raw = raw.translate(_FULL_WIDTH)
        if not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", raw):
            raise Wrong(*ask)
        raw = int(raw)
    if not math.isfinite(raw) or raw != int(raw) or not minimum <= raw <= maximum:
        raise Wrong(*ask)
    return int(raw)


def is_seen(text: str) -> bool:
    """Whether anything in the text shows."""
    return _seen.search(text) is not None


def is_key(text: str) -> bool:
    """Whether this can be the key of a row: letters, digits, - and _, at most 64."""
    return re.fullmatch(r"[0-9A-Za-z_-]{1,64}", text) is not None
