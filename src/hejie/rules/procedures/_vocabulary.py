"""Roles, inputs and conditions that several moves share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hejie.rules import representing
from hejie.rules.model import Article, Facts, Field, Kind, Need, Role, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law

Inputs = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AllBut:
    """Every value that is none of these, for `Field.only_with`."""

    values: frozenset[str]

    def __contains__(self, value: object) -> bool:
        return value not in self.values


COMPLAINANT = frozenset({Role.COMPLAINANT})
RESPONDENT = frozenset({Role.RESPONDENT})
SIDES = COMPLAINANT | RESPONDENT
OFFICER = frozenset({Role.OFFICER})
HEAD = frozenset({Role.HEAD})
MEDIATOR = frozenset({Role.MEDIATOR})
STAFF = OFFICER | MEDIATOR
SYSTEM = frozenset({Role.SYSTEM})

TERMS = Field("terms", Text("怎么解决", "Remedies"), Kind.TERMS)
EVIDENCE = Field("evidence", Text("附上文件", "Files"), Kind.EVIDENCE, required=False, options="evidence")
NOTE = Field("note", Text("补充说明", "Note"), required=False, maximum=500, long=True)
MEDIATOR_FIELD = Field("mediator", Text("调解员", "Mediator"), Kind.REFERENCE, options="mediators")
OFFICE = Field("office", Text("接收部门", "Office"), Kind.REFERENCE, options="offices")
PROMISE = Field("promise", Text("哪一项约定", "Which promise"), Kind.REFERENCE, options="promises")
RATING = (
    Field(
        "solved",
        Text("问题解决了吗", "Was the matter solved?"),
        Kind.CHOICE,
        choices={"solved": Text("解决了", "Solved"), "not_solved": Text("没解决", "Not solved")},
    ),
    Field("score", Text("打几分（1 到 5 分）", "Score (1 to 5)"), Kind.INTEGER, minimum=1, maximum=5),
    Field("comment", Text("想说的话", "Comment"), required=False, maximum=500, long=True),
)


def words(key: str, zh: str, en: str, *, minimum: int = 1, maximum: int = 2000, required: bool = True) -> Field:
    """A field for a few sentences."""
    return Field(key, Text(zh, en), minimum=minimum if required else 0, maximum=maximum, required=required, long=True)


def ground(choices: Mapping[str, Text], allows: Callable[[Facts, str], bool] | None = None) -> Field:
    """The legal ground of a decision, one of those the law lists."""
    return Field("ground", Text("法定情形", "Ground in law"), Kind.CHOICE, choices=choices, allows=allows)


def need(key: str, article: Article, zh: str, en: str, holds: Callable[[Facts], bool]) -> Need:
    """A condition on the facts alone."""
    return Need(key, lambda facts, _inputs: holds(facts), Text(zh, en), article)


def fits(key: str, article: Article, field: Field, refusal: Text) -> Need:
    """That a field with `only_with` is filled beside one of these values alone; the published schema says the same."""
    assert field.only_with
    other, values = field.only_with
    return Need(key, lambda _facts, inputs: not inputs.get(field.key) or inputs.get(other) in values, refusal, article)


def may_settle(law: Law) -> tuple[Need, Need]:
    """Whoever speaks for others settles only as far as they let them."""
    return (
        _within_power(law, representing.SETTLE),
        _with_consent(law, representing.SETTLEMENT, "settle"),
    )


DAYS_TO_COME = need(
    "days_to_come",
    laws.PERFORM,
    "里面写的日子已经过了，照着办不到了。请回去再谈，换一个日子。",
    "A day it names has passed, so nobody can perform by it. Please talk again and name another day.",
    lambda facts: not facts.is_day_past,
)


def may_withdraw(law: Law) -> tuple[Need, Need]:
    """The same for giving the complaint up."""
    return (
        _within_power(law, representing.WITHDRAW),
        _with_consent(law, representing.WITHDRAWAL, "withdraw"),
    )


def _within_power(law: Law, power: str) -> Need:
    named = representing.POWERS[power]
    return need(
        f"power_to_{power}",
        law.agent,
        f"您的授权委托书没有写“{named.zh}”，这一步要由投诉人本人来办，或者补一份写明这一项的委托书。",
        f"Your power of attorney does not cover this: “{named.en}”. The complainant has to do it, or extend it.",
        lambda facts: facts.acting is not Role.COMPLAINANT or power not in facts.lacking_powers,
    )


def _with_consent(law: Law, matter: str, act: str) -> Need:
    return need(
        f"consent_to_{act}",
        law.joint,
        "这是共同投诉，还有被代表的投诉人没有同意。请等每个人都同意以后再办这一步。",
        "This is a joint complaint and not everybody represented has agreed. Please wait until each of them has.",
        lambda facts: facts.acting is not Role.COMPLAINANT or matter not in facts.awaited_consents,
    )


def not_rated_yet(article: Article) -> Need:
    return need(
        "not_rated_yet",
        article,
        "您已经评价过了，每个案件评价一次。",
        "You have already rated this case.",
        lambda facts: facts.acting not in facts.rated_by,
    )


def term_has_passed(term: str, article: Article) -> Need:
    return need(
        "term_has_passed",
        article,
        "期限还没到，请等到最后一天过去。",
        "The period has not run out yet.",
        lambda facts: term in facts.late_terms,
    )
