"""One of everything the components show, invented, for the component page and its tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hejie.rules.model import Article, Facts, Field, Kind, Move, Problem, Text, Unit
from hejie.web import show
from hejie.web.forms import move_form

SHANGHAI = ZoneInfo("Asia/Shanghai")
ORDER = Article(Text("市场监督管理投诉举报处理办法", "Measures on Complaints and Reports"), "第十五条第一款")
YOU = show.PartyShown(show.Side.CONSUMER, "您", Text("您", "you"))
SHOP = show.PartyShown(show.Side.MERCHANT, "商", Text("商家", "the trader"))
OFFICE = show.PartyShown(show.Side.GOV, "监", Text("监管所", "the office"))
MEDIATOR = show.PartyShown(show.Side.MEDIATOR, "调", Text("调解员", "the mediator"))
PARTIES = (YOU, SHOP, OFFICE)
SILENCE = Text(
    "方案失效，案件带着记录转给柳河市场监管所。您的权利不受影响。",
    "The offer lapses and the case goes to the Liuhe office with its records. You lose no rights.",
)
REPLY = Text("答复", "reply")
DUE = show.DueShown(date(2026, 11, 26), 5, 10, verb=REPLY, consequence=SILENCE, article=ORDER)
DUES = {
    "ok": DUE,
    "soon": replace(DUE, on=date(2026, 11, 23), left=2),
    "today": replace(DUE, on=date(2026, 11, 19), left=0),
    "over": replace(DUE, on=date(2026, 11, 17), left=-2),
    "paused": replace(DUE, paused=True),
    "done": replace(DUE, done=True),
}
MONTHS = show.DueShown(date(2027, 1, 18), 60, 60, Unit.CALENDAR_DAY, Text("办结", "finish"), provisional=True)
OFFER = show.OfferShown(
    title=Text("商家第 2 次方案", "The trader's second offer"),
    by=SHOP,
    at=datetime(2026, 11, 19, 9, 40, tzinfo=SHANGHAI),
    amount=Decimal("1169.00"),
    difference=Text("比您要的少 130 元", "130 yuan less than you asked for"),
    terms=(
        (Text("怎么退", "How"), Text("退货，原路退回支付账户", "Return the goods; money goes back the way it came")),
        (Text("运费", "Carriage"), Text("商家上门取件，您不花钱", "The trader collects it; you pay nothing")),
        (Text("多久到账", "When"), Text("收到货后 3 天内", "within 3 days of receiving it")),
    ),
    is_live=True,
)
TIMELINE = (
    show.TimelineItem(
        "done", Text("您提交了投诉", "You filed a complaint"), datetime(2026, 11, 12, 10, 24, tzinfo=SHANGHAI)
    ),
    show.TimelineItem(
        "done", Text("商家第 1 次方案：免费维修", "First offer: repair"), date(2026, 11, 13), icon="wrench"
    ),
    show.TimelineItem(
        "now", Text("商家第 2 次方案：退 1,169 元", "Second offer: refund 1,169"), text=Text("等您答复", "awaits you")
    ),
    show.TimelineItem(
        "next", Text("谈成：双方签协议", "Settled: both sign"), text=Text("没收到钱可以重开案件", "reopen if unpaid")
    ),
)
MESSAGES = (
    show.MessageShown(
        SHOP, datetime(2026, 11, 13, 15, 2, tzinfo=SHANGHAI), "您好，机器可以寄回来免费维修，一般 7 天修好。"
    ),
    show.MessageShown(
        YOU, datetime(2026, 11, 14, 20, 11, tzinfo=SHANGHAI), "才用 9 天就漏水，我不想修，要求退货退款。", mine=True
    ),
)
EVIDENCE = (
    show.EvidenceShown("e1", "漏水照片.jpg", "#", "image", Text("11月10日，您上传", "10 Nov, by you")),
    show.EvidenceShown("e2", "售后检测单.pdf", "#", "file-text", Text("11月13日，商家上传", "13 Nov, by the trader")),
)
ROWS = tuple(
    show.CaseRow(
        "2611-1204-7182",
        "#",
        Text(title, title),
        Text("协商中", "negotiating"),
        DUES[state],
        Decimal("1299"),
        is_mine=mine,
    )
    for title, state, mine in (
        ("除湿机漏水", "over", True),
        ("健身房会费不退", "today", False),
        ("冰箱噪音大", "soon", False),
        ("吸尘器不充电", "paused", False),
    )
)
STEPS = {
    "me": show.NextStep(
        Text("请答复商家的新方案", "Please answer the trader's new offer"),
        show.TurnShown(PARTIES, 0, mine=True),
        DUE,
        href="#",
        button=Text("看方案并答复", "See the offer and answer"),
    ),
    "other": show.NextStep(
        Text("监管所正在决定是否受理", "The office is deciding whether to accept"),
        show.TurnShown(PARTIES, 2),
        replace(
            DUE,
            on=date(2026, 11, 25),
            left=4,
            total=7,
            verb="",
            label=Text("受理决定", "Decision on acceptance"),
            consequence="",
        ),
        Text("您先不用做什么，有结果会发短信。", "Nothing for you to do; we text you the result."),
    ),
    "done": show.NextStep(
        Text("退款 1,234 元已到账", "The refund of 1,234 yuan has arrived"),
        show.TurnShown(PARTIES, None),
        closed_on=date(2026, 11, 19),
        note=Text("用时 6 天。", "It took 6 days."),
        href="#",
        button=Text("评价这次处理", "Rate how it was handled"),
    ),
}

FIELDS = (
    Field("shop", Text("商家名称", "Trader"), hint=Text("店名、公司名都可以。", "Shop or company name.")),
    Field("story", Text("经过", "What happened"), long=True, required=False),
    Field("paid", Text("实际付款（元）", "Paid (yuan)"), Kind.MONEY),
    Field("bought_on", Text("购买日期", "Bought on"), Kind.DATE),
    Field(
        "route",
        Text("先找谁", "Whom first"),
        Kind.CHOICE,
        choices={"direct": Text("先和商家谈", "The trader"), "office": Text("直接找监管", "The office")},
    ),
    Field(
        "wants",
        Text("想要什么", "What you want"),
        Kind.CHOICES,
        choices={"refund": Text("退款", "Refund"), "sorry": Text("道歉", "Apology")},
    ),
    Field("mediator", Text("调解员", "Mediator"), Kind.REFERENCE, options="mediators"),
    Field("stars", Text("打几分", "Rating"), Kind.INTEGER, minimum=1, maximum=5),
    Field("days", Text("延长几天", "Days more"), Kind.INTEGER, minimum=1, maximum=60),
    Field("sure", Text("我看懂了，自愿签", "I understand and sign freely"), Kind.YES),
    Field("files", Text("附上哪些材料", "Which files"), Kind.EVIDENCE, required=False),
    Field("code", Text("短信验证码", "Code from the text message"), Kind.CODE),
    Field("phone", Text("正确的手机号", "The right phone"), Kind.PHONE, maximum=30),
    Field("name", Text("手写您的姓名", "Write your name by hand"), Kind.DRAWING, required=False),
    Field("terms", Text("您的方案", "Your offer"), Kind.TERMS),
)
FACTS = Facts(
    options={
        "mediators": {f"m{n}": Text(f"{n} 号调解员", f"Mediator {n}") for n in range(1, 10)},
        "evidence": {"e1": Text("漏水照片.jpg", "leak.jpg"), "e2": Text("售后检测单.pdf", "report.pdf")},
    }
)
EVERYTHING = Move(
    "try_everything",
    Text("发出方案", "Send the offer"),
    frozenset({"negotiating"}),
    frozenset(),
    "everything_tried",
    ORDER,
    fields=FIELDS,
    warning=Text("发出后不能撤回，对方会马上看到。", "It cannot be taken back; the other side sees it at once."),
)
TYPED: dict[str, Any] = {
    "shop": "晴禾家电 <店>",
    "paid": "一千多",
    "route": "direct",
    "terms": [
        {"kind": "refund", "amount": "-5", "note": "原路退回"},
        {"kind": "instalments", "parts": [{"amount": "x"}]},
    ],
}
PROBLEMS = (
    Problem("paid", Text("请填写实际付款金额，例如 1299.00", "Please enter what you paid, for example 1299.00")),
    Problem("terms.0.amount", Text("金额不能是负数，请填写大于 0 的数。", "The amount cannot be negative.")),
    Problem("terms.1.parts.0.amount", Text("请填写金额，只写数字。", "Figures only, please.")),
)


def context() -> dict[str, Any]:
    """Everything the component page prints."""
    fresh = move_form(EVERYTHING, FACTS, action="/cases/x/moves/try/", key="k1")
    return {
        "steps": STEPS,
        "dues": DUES.values(),
        "clocks": [DUES["ok"], DUES["soon"], DUES["over"], DUES["paused"], MONTHS],
        "offer": OFFER,
        "old_offer": replace(
            OFFER, is_live=False, by=YOU, terms=(), difference="", tag=Text("已被新方案替代", "Replaced")
        ),
        "timeline": TIMELINE,
        "messages_shown": MESSAGES,
        "evidence": EVIDENCE,
        "rows": ROWS,
        "pages": show.PageLinks("?before=x", "?after=y"),
        "empty": show.EmptyShown(
            Text("没有等您处理的事", "Nothing awaits you"),
            Text("商家回复后会出现在这里。", "Replies will appear here."),
            "/",
            Text("回首页", "Home"),
        ),
        "form": fresh,
        "again": move_form(EVERYTHING, FACTS, action="/cases/x/moves/try/", values=TYPED, problems=PROBLEMS),
        "parties": (*PARTIES, MEDIATOR),
    }
