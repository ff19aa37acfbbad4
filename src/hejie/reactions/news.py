"""Telling people of a fact: the message of a template, to roles, with what it quotes of the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hejie.base.events import Fact
from hejie.cases.history import reason_of
from hejie.cases.notices import News, tell
from hejie.cases.queries import case_by_id
from hejie.messaging.templates import TEMPLATES
from hejie.negotiation.queries import terms_in_words
from hejie.rules.model import Role, Text

Reaction = Callable[[Fact], None]
BOTH = (Role.COMPLAINANT, Role.RESPONDENT)
ROOM = (*BOTH, Role.MEDIATOR)  # a case without a mediator has nobody to tell there
FILER, OFFICE = (Role.COMPLAINANT, Role.REPRESENTED), (Role.OFFICER,)
DESK = (Role.OFFICER, Role.HEAD)
CASE_STAFF = (Role.OFFICER, Role.MEDIATOR)
UNSAID = Text("没有写明", "not stated")


def say(template: str, to: Sequence[Role] | None = None, rule: str = "", **values: Any) -> Reaction:
    """Tell these roles, or the other side of whoever acted."""

    def reaction(fact: Fact) -> None:
        tell_roles(fact, template, to if to is not None else others(fact), rule, **values)

    return reaction


def others(fact: Fact) -> Sequence[Role]:
    """Both sides but for the one that acted, and whom a joint complaint represents."""
    return [side for side in (*BOTH, Role.REPRESENTED) if side != fact.data["role"]]


def owner(fact: Fact) -> Sequence[Role]:
    """Whose duty the news is about, where the fact says so; else the side that did not act."""
    return [Role(fact.data["of"])] if "of" in fact.data else others(fact)


def tell_roles(fact: Fact, template: str, to: Sequence[Role], rule: str = "", **values: Any) -> None:
    """Tell these roles by this template; `rule` names the clock the news is about."""
    tell(news_of(fact, template, rule, **values), to)


def news_of(fact: Fact, template: str, rule: str = "", **values: Any) -> News:
    """The message as it stands for everybody it goes to, told once for each fact."""
    case = case_by_id(fact.case_id)
    what = fact.record_id or f"{fact.data.get('rule') or fact.data.get('promise')}:{fact.data.get('due_on')}"
    key = f"{fact.case_id}:{what}:{template}"
    return News(case, template, fact.at, key, {**_words(fact, template), **values}, rule)


def _words(fact: Fact, template: str) -> Mapping[str, Any]:
    """Terms and reasons from the record of the fact, where the message quotes them."""
    quoted = TEMPLATES[template].placeholders
    words: dict[str, Any] = {}
    if "terms" in quoted:
        words["terms"] = terms_in_words(fact.case_id)
    if "reason" in quoted:
        words["reason"] = reason_of(fact.case_id, fact.record_id) or UNSAID
    return words
