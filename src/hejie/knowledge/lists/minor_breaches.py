"""Breaches that need not be punished (轻微免罚、首违不罚) by national laws. An office adds the list of its province."""

from __future__ import annotations

from hejie.knowledge.records import LENIENT, Listed, entries
from hejie.rules.model import Article, Text

PENALTY_LAW = Text("中华人民共和国行政处罚法", "Administrative Penalty Law")
FOOD = Text("中华人民共和国食品安全法", "Food Safety Law")
TRADEMARK = Text("中华人民共和国商标法", "Trademark Law")
REGISTRATION = Text("中华人民共和国市场主体登记管理条例", "Regulation on the Registration of Market Entities")

ENTRIES = (
    Listed(
        "minor",
        LENIENT,
        Text("违法轻微，及时改正，没有危害后果", "A minor breach, put right in time, without harm"),
        Text("三项都要有证据", "All three have to be shown"),
        Article(PENALTY_LAW, "第三十三条第一款"),
    ),
    Listed(
        "first_time",
        LENIENT,
        Text("初次违法，危害轻微，及时改正", "A first breach with slight harm, put right in time"),
        Text("先查处罚记录，没有同类处罚", "Check the record first: no penalty of the kind"),
        Article(PENALTY_LAW, "第三十三条第一款"),
    ),
    Listed(
        "no_fault",
        LENIENT,
        Text("有证据证明没有主观过错", "Evidence that there was no fault"),
        Text("由当事人举证；法律另有规定的除外", "For the party to show, unless a law says otherwise"),
        Article(PENALTY_LAW, "第三十三条第二款"),
    ),
    Listed(
        "food_checked",
        LENIENT,
        Text(
            "食品经营者查验过进货，不知情，说得清来源",
            "Food seller who checked deliveries, did not know, names the source",
        ),
        Text("不合格食品照样没收", "Food below standard is confiscated all the same"),
        Article(FOOD, "第一百三十六条"),
    ),
    Listed(
        "food_label",
        LENIENT,
        Text("食品标签有瑕疵，不影响安全，不误导", "A flaw of a food label that neither harms nor misleads"),
        Text("责令改正；拒不改正的才罚", "To be put right; a fine only if it is not"),
        Article(FOOD, "第一百二十五条第二款"),
    ),
    Listed(
        "trademark_unaware",
        LENIENT,
        Text(
            "不知道卖的是商标侵权商品，合法取得，说得清提供者",
            "Unaware seller of infringing goods, lawfully got, names the supplier",
        ),
        Text("责令停止销售", "Selling is to stop"),
        Article(TRADEMARK, "第六十条第二款"),
    ),
    Listed(
        "licence_display",
        LENIENT,
        Text("没有把营业执照放在醒目位置", "The business licence is not displayed"),
        Text("责令改正；拒不改正的才罚", "To be put right; a fine only if it is not"),
        Article(REGISTRATION, "第四十八条"),
    ),
)
for entry in ENTRIES:
    entries.add(entry.key, entry)
