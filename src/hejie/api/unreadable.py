"""What of a request cannot be read, field by field in the reader's language: pydantic says it in English alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hejie.rules.model import Problem, Text

_DAY = Text("应当是日期，例如 2026-11-24", "This should be a date such as 2026-11-24")
_NUMBER = Text("应当是整数", "This should be a whole number")
_ID = Text("应当是一个 UUID", "This should be a UUID")
_OBJECT = Text("应当是 JSON 对象（大括号）", "This should be a JSON object (in braces)")
_YES_NO = Text("应当是 true 或 false", "This should be true or false")
# By pydantic's names of what is wrong; the braces are what it says of the limit.
_WORDS: Mapping[str, Text] = {
    "missing": Text("缺少这一项", "This is missing"),
    "extra_forbidden": Text("没有这一项，请核对名称", "There is no such field: check its name"),
    "string_type": Text("应当是文字（加引号）", "This should be text (in quotes)"),
    "string_too_long": Text("最多 {max_length} 个字", "At most {max_length} characters"),
    "string_too_short": Text("至少 {min_length} 个字", "At least {min_length} characters"),
    "string_pattern_mismatch": Text("写法不对，应当符合 {pattern}", "This should match {pattern}"),
    "literal_error": Text("只能是 {expected}", "This should be {expected}"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "greater_than_equal": Text("不能小于 {ge}", "This should not be less than {ge}"),
    "less_than_equal": Text("不能大于 {le}", "This should not be more than {le}"),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "uuid_type": _ID,
    "uuid_parsing": _ID,
    "list_type": Text("应当是 JSON 数组（方括号）", "This should be a JSON array (in brackets)"),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "too_long": Text("最多 {max_length} 个", "At most {max_length} of them"),
}


def problems_of(errors: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """One for each field, named as it stands in the body, the form or the address; "" is the body itself."""
    return [Problem(_field(one["loc"]), _said(one)) for one in errors]


def _field(place: Sequence[Any]) -> str:
    """Ninja puts where it looked in front, and before a field of a body the name of our parameter for it."""
    source, *path = place
    return ".".join(str(part) for part in (path[1:] if source == "body" else path))


def _said(one: Mapping[str, Any]) -> Text:
    """Of anything not foreseen pydantic's own words, with Chinese ones that lead to the description."""
    if words := _WORDS.get(one["type"]):
        limits = one.get("ctx", {})
        return Text(words.zh.format(**limits).replace(" or ", " 或 "), words.en.format(**limits))
    return Text("读不懂，请对照接口说明", one["msg"])
