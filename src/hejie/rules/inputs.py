"""What a move asks for: checked, normalised, and published as a JSON schema.

`check` accepts what web forms post (strings, lists of strings) and what JSON carries. `json_schema` is never wider
than `check`: a client that follows the schema is not turned away, save for a signature drawing whose bytes are broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from hejie.rules import clauses, drawings, remedies, values
from hejie.rules.model import Facts, Field, Kind, Problem, Text
from hejie.rules.options import answerable, choices, files, is_listed, money_bounds, window
from hejie.rules.schemas import MOST_FILES, json_schema
from hejie.rules.values import Wrong

__all__ = ["Checked", "answerable", "check", "choices", "json_schema"]

_YES = {"on", "true", "1", "yes", "是"}
_NO = {"", "off", "false", "0", "no", "否"}

Checked = tuple[dict[str, Any], tuple[Problem, ...]]


def check(fields: Sequence[Field], raw: Mapping[str, object], facts: Facts, today: date | None = None) -> Checked:
    """Read every field; return the normalised inputs (left-out optional ones are absent) and what is wrong.

    `today`, where given, bounds the dates that must lie ahead or behind. An input no field asks for is a problem too.
    """
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in fields:
        value = _single(field, raw.get(field.key))
        if _left_out(field, value):
            problems += [Problem(field.key, _ask_for(field))] if field.required else []
        elif field.kind in _LONG_READERS:
            read[field.key], wrong = _LONG_READERS[field.kind](value, today, field.key)
            problems += wrong
        else:
            problems += _take(read, field, value, facts, today)
    known = {field.key for field in fields}
    problems += [Problem(str(key), _NOT_ASKED) for key in raw if key not in known]
    return read, tuple(problems)


_NOT_ASKED = Text("这一步不用填这一项，请去掉。", "This step does not ask for this. Please remove it.")
_LISTS = (Kind.CHOICES, Kind.EVIDENCE, Kind.TERMS, Kind.CLAUSES)
_LONG_READERS = {Kind.TERMS: remedies.check_terms, Kind.CLAUSES: clauses.check_clauses}


def _single(field: Field, value: object) -> object:
    """A form may post one value as a list of one."""
    if field.kind not in _LISTS and isinstance(value, list | tuple) and len(value) == 1:
        return value[0]
    if field.kind in (Kind.CHOICES, Kind.EVIDENCE) and isinstance(value, str):
        return [value] if value else []
    return value


def _left_out(field: Field, value: object) -> bool:
    if field.kind is Kind.YES:
        return value is None and not field.required
    return value is None or value == [] or (isinstance(value, str) and not values.is_seen(value))


def _ask_for(field: Field) -> Text:
    if field.kind is Kind.EVIDENCE:
        return Text(f"请附上：{field.label.zh}。", f"Please attach: {field.label.en}.")
    if field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE):
        return Text(f"请选择：{field.label.zh}。", f"Please choose: {field.label.en}.")
    return Text(f"请填写：{field.label.zh}。", f"Please fill in: {field.label.en}.")


def _take(into: dict[str, Any], field: Field, value: object, facts: Facts, today: date | None) -> list[Problem]:
    try:
        into[field.key] = _READERS[field.kind](field, value, facts, today)
    except Wrong as wrong:
        return [Problem(field.key, wrong.text)]
    return []


Reader = Callable[[Field, object, Facts, date | None], Any]


def _text(field: Field, value: object, facts: Facts, today: date | None) -> str:
    return values.read_text(value, max(field.minimum, 1), field.maximum, field.label)


def _choice(field: Field, value: object, facts: Facts, today: date | None) -> str:
    if not isinstance(value, str | int) or str(value) not in choices(field, facts):
        raise Wrong(
            f"“{field.label.zh}”里没有这一项，请从列出的里面选。",
            f"“{field.label.en}” has no such choice. Please pick a listed one.",
        )
    return str(value)


def _choices(field: Field, value: object, facts: Facts, today: date | None) -> list[str]:
    if not isinstance(value, list | tuple):
        raise Wrong(f"请选择：{field.label.zh}。", f"Please choose: {field.label.en}.")
    chosen = list(dict.fromkeys(_choice(field, one, facts, today) for one in value))
    if len(chosen) < field.minimum:
        raise Wrong(f"请至少选 {field.minimum} 项。", f"Please choose at least {field.minimum}.")
    if len(chosen) > field.maximum:
        raise Wrong(f"最多选 {field.maximum} 项。", f"Please choose at most {field.maximum}.")
    return chosen


def _money(field: Field, value: object, facts: Facts, today: date | None) -> str:
    return values.read_money(value, *money_bounds(field, facts))


def _date(field: Field, value: object, facts: Facts, today: date | None) -> str:
    return values.read_date(value, *window(field, facts, today))


def _integer(field: Field, value: object, facts: Facts, today: date | None) -> int:
    return values.read_integer(value, field.minimum, field.maximum)


def _yes(field: Field, value: object, facts: Facts, today: date | None) -> bool:
    said = value if isinstance(value, bool) else str("" if value is None else value).strip().lower()
    if not isinstance(said, bool) and said not in _YES | _NO:
        raise Wrong("请选“是”或“否”。", "Please answer yes or no.")
    yes = said is True or said in _YES
    if field.minimum and not yes:
        raise Wrong(f"请先勾选：{field.label.zh}。", f"Please tick first: {field.label.en}.")
    return yes


def _evidence(field: Field, value: object, facts: Facts, today: date | None) -> list[str]:
    if not isinstance(value, list | tuple) or len(value) > MOST_FILES:
        raise Wrong(f"一次最多选 {MOST_FILES} 份文件。", f"Please choose at most {MOST_FILES} files at once.")
    held = files(field, facts)
    for one in value:
        if not isinstance(one, str) or not values.is_key(one) or (held is not None and one not in held):
            raise Wrong(
                "有文件不在这个案件里，请先上传再选。",
                "One file is not in this case. Please upload it first, then choose it.",
            )
    return list(dict.fromkeys(value))


def _code(field: Field, value: object, facts: Facts, today: date | None) -> str:
    code = str(value).strip()
    if not (code.isascii() and code.isdigit() and len(code) == 6):  # noqa: PLR2004 - six digits, see Kind.CODE
        raise Wrong("请填写短信里的 6 位数字。", "Please enter the 6 digits from the text message.")
    usable = choices(field, facts) if is_listed(field, facts) else None
    if usable is not None and code not in usable:
        raise Wrong(
            "验证码不对或已过期，请检查，或重新获取一个。",
            "The code is wrong or has expired. Please check it, or ask for a new one.",
        )
    return code


def _drawing(field: Field, value: object, facts: Facts, today: date | None) -> str:
    return drawings.read(value)


_READERS: Mapping[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.INTEGER: _integer,
    Kind.YES: _yes,
    Kind.EVIDENCE: _evidence,
    Kind.REFERENCE: _choice,
    Kind.CODE: _code,
    Kind.PHONE: _text,
    Kind.DRAWING: _drawing,
}
