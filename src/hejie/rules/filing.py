"""What a filing must say (Order 121 Art 10 and 28; form 1 and 2), as fields that every way in checks alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.identity_papers import KINDS as IDENTITY_PAPERS
from hejie.rules.model import Field, Kind, Text
from hejie.rules.representing import POWERS

KINDS = {
    "complaint": Text("投诉", "Complaint"),
    "report": Text("举报", "Report"),
    "enquiry": Text("咨询", "Enquiry"),
}
ROUTES = {
    "direct": Text("先和商家直接谈", "Talk to the trader directly first"),
    "authority": Text("直接交给市场监管部门", "Go to the market supervision authority"),
}

# Of a passport the name may be long; of other papers the number is.
LONGEST_NAME, SHORTEST_NUMBER, LONGEST_NUMBER = 60, 4, 30

_CATEGORY = Field(
    "category", Text("是哪类商品或服务", "What kind of goods or service"), Kind.CHOICE, choices=CATEGORIES
)
_PROBLEM = Field("problem", Text("主要是什么问题", "What is the main problem"), Kind.CHOICE, choices=PROBLEMS)
_TRADER_NAME = Field(
    "trader_name",
    Text("商家名称", "Name of the trader"),
    maximum=100,
    minimum=2,
    hint=Text("门店招牌、订单或小票上的名称都可以", "As on the shop sign, the order or the receipt"),
)
_TRADER_ADDRESS = Field("trader_address", Text("商家地址", "Address of the trader"), maximum=200, required=False)
_GOODS = Field(
    "goods",
    Text("买的什么", "What you bought"),
    maximum=60,
    minimum=2,
    hint=Text("例如：除湿机、健身年卡", "For example: a dehumidifier, a yearly gym card"),
)
_STORY = Field(
    "story",
    Text("经过是怎样的", "What happened, step by step"),
    maximum=5000,
    minimum=10,
    long=True,
    hint=Text("什么时候买的、出了什么问题、商家怎么说", "When you bought it, what went wrong, what the trader said"),
)
_SEEN = replace(
    _STORY,
    label=Text("您看到了什么", "What you saw"),
    hint=Text("什么时候、在哪里、商家做了什么", "When and where it was, and what the trader did"),
)
_QUESTION = replace(
    _STORY,
    label=Text("您的问题", "Your question"),
    hint=Text("遇到了什么情况，想知道什么", "What your situation is, and what you want to know"),
)
_HAPPENED_ON = Field(
    "happened_on",
    Text("发现问题的日期", "Day you found the problem"),
    Kind.DATE,
    hint=Text(
        "超过三年的，监管部门一般不受理（《市场监督管理投诉举报处理办法》第十六条）",
        "After three years the authority usually does not accept it (Order 121, Art 16)",
    ),
)
_AMOUNT = Field(
    "amount",
    Text("涉及金额（元）", "Amount in dispute (yuan)"),
    Kind.MONEY,
    required=False,
    hint=Text("实际付的钱，例如 1299.00；没有可以不填", "What you paid, e.g. 1299.00; leave empty if none"),
)
_ORDER = Field("order_number", Text("订单号", "Order number"), maximum=60, required=False)
_WANTED = Field("wanted", Text("希望怎么解决", "What you ask for"), Kind.TERMS)
_NAME = Field("name", Text("您的姓名", "Your name"), maximum=LONGEST_NAME, minimum=1)
_ID_KIND = Field(
    "id_kind",
    Text("证件种类", "Kind of identity paper"),
    Kind.CHOICE,
    choices=IDENTITY_PAPERS,
    required=False,
    hint=Text("不选就是居民身份证", "A resident identity card, unless you choose another"),
)
_ID_NUMBER = Field(
    "id_number",
    Text("证件号码", "Identity number"),
    maximum=LONGEST_NUMBER,
    minimum=SHORTEST_NUMBER,
    hint=Text(
        "投诉要用真实身份（《市场监督管理投诉举报处理办法》第十条）；只给办案人员看",
        "A complaint needs your real identity (Order 121, Art 10); only case staff see it",
    ),
)
_ADDRESS = Field("address", Text("通讯地址", "Postal address"), maximum=200, minimum=4)
# The two boxes of form 1. The first is kept and printed; nothing on the platform publishes a single complaint.
_MAY_PUBLISH = Field(
    "may_publish",
    Text("同意公示投诉信息", "Complaint information may be published"),
    Kind.YES,
    required=False,
    hint=Text(
        "勾选，表示同意监管部门公示这件投诉的信息，所作的选择记在案件里。不勾选也照常处理。本平台只公开每个商家的统计数字，"
        "勾不勾选都会计算在内。",
        "Ticked, the authority may publish information on this complaint; the choice is kept with the case. Left empty, "
        "it is handled all the same. This platform only shows figures for each trader, which count every complaint.",
    ),
)
# Order 121 Art 19: only with the consent of both sides, asked when the office proposes a body.
_MAY_DELEGATE = Field(
    "may_delegate",
    Text("同意委托调解", "Mediation may be delegated"),
    Kind.YES,
    required=False,
    hint=Text(
        "监管部门可能提出委托消费者协会等组织来调解。勾选，到时候算已经同意，委托之前还可以说不同意；不勾选，到时候再问。"
        "商家也同意才会委托。",
        "The authority may propose that a consumers' association or the like mediates. Ticked, consent counts as given "
        "and may be taken back until it is done; left empty, it is asked for then. It takes the trader's consent too.",
    ),
)

# A report may be anonymous; whoever gives a name gives the number that goes with it (note 2 to form 2).
_OWN_NUMBER = replace(
    _ID_NUMBER, hint=Text("实名举报要写；依法保密，只给办案人员看", "For a report under your name; kept secret by law")
)
_REPORTER = tuple(replace(field, required=False) for field in (_NAME, _ID_KIND, _OWN_NUMBER, _ADDRESS))

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "complaint": (
        _TRADER_NAME,
        _TRADER_ADDRESS,
        _CATEGORY,
        _GOODS,
        _PROBLEM,
        _STORY,
        _HAPPENED_ON,
        _AMOUNT,
        _ORDER,
        _WANTED,
        _NAME,
        _ID_KIND,
        _ID_NUMBER,
        _ADDRESS,
        _MAY_PUBLISH,
        _MAY_DELEGATE,
    ),
    "report": (_TRADER_NAME, _TRADER_ADDRESS, _CATEGORY, _PROBLEM, _SEEN, _HAPPENED_ON, *_REPORTER),
    "enquiry": (_CATEGORY, _QUESTION, _NAME),
}

# Who speaks for a complainant, and who files together with them. All may stay empty; `intake.speaking` reads them.
_GUARDIAN = (
    Field(
        "guardian_name",
        Text("监护人或代办家属的姓名", "Name of the guardian or helping relative"),
        maximum=40,
        required=False,
    ),
    Field("guardian_relation", Text("和投诉人的关系", "Relation to the complainant"), maximum=40, required=False),
    Field(
        "guardian_phone",
        Text("监护人或代办家属的手机号", "Phone of the guardian or relative"),
        maximum=30,
        required=False,
    ),
)
AGENT = (
    Field("agent_name", Text("受托人姓名", "Name of the agent"), maximum=LONGEST_NAME, required=False),
    replace(_ID_KIND, key="agent_id_kind", label=Text("受托人证件种类", "Kind of identity paper of the agent")),
    Field(
        "agent_id_number",
        Text("受托人证件号码", "Identity number of the agent"),
        minimum=SHORTEST_NUMBER,
        maximum=LONGEST_NUMBER,
        required=False,
    ),
    Field("agent_phone", Text("受托人手机号", "Phone of the agent"), maximum=30, required=False),
    Field("agent_powers", Text("委托权限", "Powers"), Kind.CHOICES, choices=POWERS, required=False),
    Field(
        "agent_until", Text("委托到哪天", "Last day of the power of attorney"), Kind.DATE, future=True, required=False
    ),
)
_TOGETHER = (
    Field(
        "others",
        Text("共同投诉的其他人", "Others who complain together"),
        maximum=6000,
        required=False,
        long=True,
        hint=Text(
            "每人一行：姓名 手机号 证件号码；不是居民身份证的，号码前写证件种类，例如“护照”；第一行是另一名代表人",
            "One a line: name, phone, identity number, with the kind of paper before it unless it is a resident card; "
            "the first is the second representative",
        ),
    ),
)
SPEAKERS: Mapping[str, tuple[Field, ...]] = {
    "complaint": (*_GUARDIAN, *AGENT, *_TOGETHER),
    "report": (),
    "enquiry": (),
}

# Whoever acts for the complainant, as the wizard asks for them.
BESIDE = tuple(field.key for field in (*_GUARDIAN, *AGENT))

# Steps of the wizard: which fields are asked together, one question a page.
STEPS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "complaint": (
        ("what", ("category", "goods", "problem")),
        ("story", ("story",)),
        ("when", ("happened_on", "order_number")),
        ("amount", ("amount",)),
        ("wanted", ("wanted",)),
        ("you", ("name", "id_kind", "id_number", "address", *BESIDE, "may_publish", "may_delegate")),
    ),
    "report": (
        ("what", ("category", "problem")),
        ("story", ("story",)),
        ("when", ("happened_on",)),
        ("you", ("name", "id_kind", "id_number", "address")),
    ),
    "enquiry": (("what", ("category",)), ("story", ("story",)), ("you", ("name",))),
}


def fields_of(kind: str, step: str) -> tuple[Field, ...]:
    """The fields of one wizard step. Raises KeyError for an unknown kind or step."""
    wanted = dict(STEPS[kind])[step]
    return tuple(field for field in (*FIELDS[kind], *SPEAKERS[kind]) if field.key in wanted)


def title_of(answers: Mapping[str, object]) -> str:
    """A short line for lists: goods, problem and what is asked for; no words of the story."""
    goods = str(answers.get("goods") or CATEGORIES[str(answers["category"])])
    problem = PROBLEMS[str(answers["problem"])].zh if answers.get("problem") else ""
    return f"{goods}：{problem}问题" if problem else goods


def titled(title: str) -> Text:
    """A title as `title_of` writes it, in both languages; what somebody typed stays as it is."""
    if title in _CATEGORY_NAMES:
        return Text(title, _CATEGORY_NAMES[title])
    goods, colon, problem = title.rpartition("：")
    named = _PROBLEM_NAMES.get(problem.removesuffix("问题")) if colon and problem.endswith("问题") else None
    return Text(title, f"{_CATEGORY_NAMES.get(goods, goods)}: {named}") if named else Text(title, title)


_CATEGORY_NAMES = {text.zh: text.en for text in CATEGORIES.values()}
_PROBLEM_NAMES = {text.zh: text.en for text in PROBLEMS.values()}
