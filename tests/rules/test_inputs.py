"""What people type and machines send: taken, tidied, or sent back with words that help."""

from __future__ import annotations

from datetime import date
from typing import Any

from hejie.rules import drawings, inputs
from hejie.rules.model import Facts, Field, Kind, Text

TODAY = date(2026, 11, 21)
LABEL = Text("这一项", "this")
FACTS = Facts(
    options={
        "mediators": {"m1": Text("周", "Zhou")},
        "code": {"042917": Text("有效", "usable")},
        "evidence": {"e1": LABEL, "e2": LABEL},
    }
)
COLOURS = {"red": Text("红", "red"), "blue": Text("蓝", "blue")}

FIELDS = {
    "text": Field("x", LABEL, maximum=20),
    "reasons": Field("x", LABEL, minimum=5),
    "fixed": Field("x", LABEL, minimum=18, maximum=18),
    "optional": Field("x", LABEL, required=False),
    "money": Field("x", LABEL, Kind.MONEY),
    "deposit": Field("x", LABEL, Kind.MONEY, minimum=100),
    "day": Field("x", LABEL, Kind.DATE),
    "coming": Field("x", LABEL, Kind.DATE, future=True),
    "gone": Field("x", LABEL, Kind.DATE, past=True),
    "score": Field("x", LABEL, Kind.INTEGER, minimum=1, maximum=5),
    "yes": Field("x", LABEL, Kind.YES),
    "consent": Field("x", LABEL, Kind.YES, minimum=1),
    "colour": Field("x", LABEL, Kind.CHOICE, choices=COLOURS),
    "colours": Field("x", LABEL, Kind.CHOICES, choices=COLOURS),
    "mediator": Field("x", LABEL, Kind.REFERENCE, options="mediators"),
    "code": Field("x", LABEL, Kind.CODE, options="code"),
    "unlisted code": Field("x", LABEL, Kind.CODE, options="none"),
    "files": Field("x", LABEL, Kind.EVIDENCE, options="evidence"),
    "phone": Field("x", LABEL, Kind.PHONE, maximum=30),
    "drawing": Field("x", LABEL, Kind.DRAWING),
    "terms": Field("x", LABEL, Kind.TERMS),
    "clauses": Field("x", LABEL, Kind.CLAUSES),
}


def check(field: str, *raw: object) -> tuple[dict[str, Any], list[str]]:
    read, problems = inputs.check([FIELDS[field]], {"x": raw[0]} if raw else {}, FACTS, TODAY)
    return read, [problem.text.zh for problem in problems]


TAKEN: list[tuple[str, object, object]] = [
    ("text", "  好的\r\n谢谢  ", "好的\n谢谢"),
    ("text", ["一个表单值"], "一个表单值"),
    ("text", "𠮷野家 😀", "𠮷野家 😀"),
    ("text", "👨‍👩‍👧", "👨‍👩‍👧"),
    ("text", "林\u202e女\u200b士\x00\ufeff", "林女士"),
    ("text", "甲\u200d乙", "甲乙"),
    ("text", "坏\ud800字", "坏字"),
    ("text", 42, "42"),
    ("money", "1299", "1299.00"),
    ("money", " ¥1,299.5 元", "1299.50"),
    ("money", "１２９９．５", "1299.50"),
    ("money", "￥１，２９９。００", "1299.00"),
    ("money", "1，299　元", "1299.00"),
    ("money", "1 234 567.8", "1234567.80"),
    ("money", "1, 299", "1299.00"),
    ("money", 1299, "1299.00"),
    ("money", 0.1, "0.10"),
    ("money", "100000000", "100000000.00"),
    ("deposit", "100", "100.00"),
    ("day", "2026/2/5", "2026-02-05"),
    ("day", "2026年11月26日", "2026-11-26"),
    ("day", "２０２６－２－５", "2026-02-05"),
    ("coming", "2026-11-21", "2026-11-21"),
    ("gone", "2026-11-21", "2026-11-21"),
    ("phone", " 138 0000 0916 ", "138 0000 0916"),
    ("score", "5", 5),
    ("score", "５", 5),
    ("score", 1.0, 1),
    ("yes", "on", True),
    ("yes", "", False),
    ("yes", False, False),
    ("consent", True, True),
    ("colour", "red", "red"),
    ("colours", ["red", "blue", "red"], ["red", "blue"]),
    ("colours", "blue", ["blue"]),
    ("mediator", "m1", "m1"),
    ("code", " 042917 ", "042917"),
    ("unlisted code", "000000", "000000"),
    ("files", ["e1", "e2", "e1"], ["e1", "e2"]),
    ("files", "e1", ["e1"]),
    ("drawing", drawings.EXAMPLE, drawings.EXAMPLE),
]


def test_taken_and_tidied():
    for field, raw, kept in TAKEN:
        assert check(field, raw) == ({"x": kept}, []), (field, raw)


SENT_BACK: list[tuple[str, object, str]] = [
    ("text", "", "请填写：这一项。"),
    ("text", " \u200b\u3000", "请填写：这一项。"),
    ("text", "字" * 23, "“这一项”最多 20 个字，您写了 23 个。请删短一些。"),
    ("text", {"a": 1}, "请用文字填写。"),
    ("reasons", "不行 \u200b", "“这一项”至少写 5 个字，还差 3 个。"),
    ("fixed", "字" * 17, "“这一项”要正好 18 位，您写了 17 位。请检查有没有多写或者漏写。"),
    ("fixed", "字" * 19, "“这一项”要正好 18 位，您写了 19 位。请检查有没有多写或者漏写。"),
    ("money", "-5", "金额不能是负数，请填写大于 0 的数。"),
    ("money", -5, "金额不能是负数，请填写大于 0 的数。"),
    ("money", "0", "金额至少 0.01 元，请改一下。"),
    ("money", "10²", "请填写金额，只写数字，例如 1299.00。"),
    ("money", "－5", "金额不能是负数，请填写大于 0 的数。"),
    ("money", "1" * 13, "金额不能超过 1 亿元，请检查是不是多写了零。"),
    ("money", "9" * 5000, "金额不能超过 1 亿元，请检查是不是多写了零。"),
    ("money", "0.0000000000001", "金额最多写到分，例如 1299.00。"),
    ("money", "12.345", "金额最多写到分，例如 1299.00。"),
    ("money", "12,50", "逗号只用来分开千位，例如 1,299.00；角和分前面请用小数点。"),
    ("money", "１２，５０", "逗号只用来分开千位，例如 1,299.00；角和分前面请用小数点。"),
    ("money", "1,29,900", "逗号只用来分开千位，例如 1,299.00；角和分前面请用小数点。"),
    ("money", "1299,000", "逗号只用来分开千位，例如 1,299.00；角和分前面请用小数点。"),
    ("money", "12 50", "请填写金额，只写数字，例如 1299.00。"),
    ("money", "一千", "请填写金额，只写数字，例如 1299.00。"),
    ("money", "1e9", "请填写金额，只写数字，例如 1299.00。"),
    ("money", float("nan"), "请填写金额，只写数字，例如 1299.00。"),
    ("money", 1e300, "金额不能超过 1 亿元，请检查是不是多写了零。"),
    ("money", "100000000.01", "金额不能超过 1 亿元，请检查是不是多写了零。"),
    ("deposit", "99.99", "金额至少 100 元，请改一下。"),
    ("day", "2026-02-30", "日历上没有这一天，请检查月和日。"),
    ("day", "明天", "请填写日期，例如 2026-11-26。"),
    ("day", "1899-01-01", "这个日期太早了，请填 2000-01-01 或以后的日期。"),
    ("coming", "2026-11-20", "这个日期太早了，请填 2026-11-21 或以后的日期。"),
    ("coming", "2037-01-01", "这个日期太晚了，请填 2036-12-31 或以前的日期。"),
    ("gone", "2026-11-22", "这个日期太晚了，请填 2026-11-21 或以前的日期。"),
    ("score", "6", "请填写 1 到 5 之间的整数。"),
    ("score", 2.5, "请填写 1 到 5 之间的整数。"),
    ("score", True, "请填写 1 到 5 之间的整数。"),
    ("yes", "也许", "请选“是”或“否”。"),
    ("consent", False, "请先勾选：这一项。"),
    ("colour", "green", "“这一项”里没有这一项，请从列出的里面选。"),
    ("colour", ["red", "blue"], "“这一项”里没有这一项，请从列出的里面选。"),
    ("colours", ["green"], "“这一项”里没有这一项，请从列出的里面选。"),
    ("colours", [], "请选择：这一项。"),
    ("mediator", "m2", "“这一项”里没有这一项，请从列出的里面选。"),
    ("code", "12345", "请填写短信里的 6 位数字。"),
    ("code", "١٢٣٤٥٦", "请填写短信里的 6 位数字。"),
    ("code", "111111", "验证码不对或已过期，请检查，或重新获取一个。"),
    ("files", ["e9"], "有文件不在这个案件里，请先上传再选。"),
    ("files", ["e1"] * 21, "一次最多选 20 份文件。"),
    ("drawing", "data:image/svg+xml;base64,PHN2Zz4=", "请在方框里重新签名。"),
    ("drawing", drawings.EXAMPLE[:-12], "签名没有传完整，请清除后重新签名。"),
    ("drawing", drawings.PREFIX + "A" * 200_000, "签名图片太大，请清除后重新签名。"),
    ("terms", [], "请填写：这一项。"),
]  # fmt: skip


def test_sent_back_with_advice():
    for field, raw, advice in SENT_BACK:
        assert check(field, raw) == ({}, [advice]), (field, raw)


def test_a_left_out_optional_field_is_absent_and_a_required_one_is_asked_for():
    assert check("optional") == ({}, [])
    assert check("optional", " ") == ({}, [])
    assert check("text") == ({}, ["请填写：这一项。"])
    assert check("colour") == ({}, ["请选择：这一项。"])


def test_an_unticked_box_means_no():
    assert check("yes") == ({"x": False}, [])


def test_an_input_nobody_asked_for_is_sent_back():
    _, problems = inputs.check([FIELDS["text"]], {"x": "好", "csrf": "1"}, FACTS)

    assert [(problem.field, problem.text.zh) for problem in problems] == [("csrf", "这一步不用填这一项，请去掉。")]


def test_every_problem_is_said_in_both_languages():
    wrongs = [inputs.check([field], {"x": object()}, FACTS)[1] for field in FIELDS.values()]

    assert all(problem.text.zh and problem.text.en for problems in wrongs for problem in problems)
    assert all(wrongs)


def test_choices_may_depend_on_the_case():
    field = Field("x", LABEL, Kind.CHOICE, choices=COLOURS, allows=lambda facts, key: key != "red" or facts.extended)

    assert inputs.choices(field, Facts()) == {"blue": COLOURS["blue"]}
    assert inputs.check([field], {"x": "red"}, Facts())[1]
    assert inputs.check([field], {"x": "red"}, Facts(extended=True)) == ({"x": "red"}, ())
