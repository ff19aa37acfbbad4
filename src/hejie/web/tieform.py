"""Declaring what ties somebody who mediates to a trader or a person: the form of the mediator and of the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hejie.base.text import is_phone, mask_phone, normal_phone
from hejie.mediation.ties import declare_tie, end_tie, ties_declared
from hejie.rules.conflicts import RELATIONS
from hejie.rules.model import Text
from hejie.traders.queries import TraderHit
from hejie.web.forms import Option, ProblemShown
from hejie.web.traderchoice import chosen_trader

CHOOSE = Text("请选是什么关系。", "Please choose the relation.")
ONE_OF_TWO = Text(
    "请填商家，或者填对方的手机号，只填一项。", "Give either the trader or the other's telephone number, not both."
)
WRONG_PHONE = Text("手机号不对，请填 11 位数字。", "That is no telephone number: please give 11 digits.")


@dataclass(frozen=True, slots=True)
class TieShown:
    """One declared relation. `about` is a trader's name, or a telephone number of which only the ends are shown."""

    id: UUID
    relation: Text
    about: Text
    since: datetime


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a declaration; `hits` are the traders to choose from."""

    problem: ProblemShown
    hits: Sequence[TraderHit] = ()


def declared_by(person: Any) -> list[TieShown]:
    """What somebody declared and still holds. One query."""
    return [TieShown(one.pk, RELATIONS[one.relation], _about(one), one.since) for one in ties_declared(person)]


def _about(tie: Any) -> Text:
    if tie.trader:
        return Text(tie.trader.name, tie.trader.name)
    return Text(mask_phone(tie.phone), mask_phone(tie.phone))


def declare(request: HttpRequest, person: Any, now: datetime) -> Wrong | None:
    """POST `relation`, and `trader` (with `trader_id` where several were alike) or `phone`. None: it is declared."""
    typed = {key: request.POST.get(key, "").strip() for key in ("relation", "trader", "trader_id", "phone")}
    if typed["relation"] not in RELATIONS:
        return Wrong(ProblemShown(CHOOSE, "relation"))
    if bool(typed["trader"] or typed["trader_id"]) == bool(typed["phone"]):
        return Wrong(ProblemShown(ONE_OF_TWO, "trader"))
    return _with_phone(person, typed, now) if typed["phone"] else _with_trader(person, typed, now)


def _with_phone(person: Any, typed: Mapping[str, str], now: datetime) -> Wrong | None:
    if not is_phone(typed["phone"]):
        return Wrong(ProblemShown(WRONG_PHONE, "phone"))
    phone = normal_phone(typed["phone"])
    known = {(one.relation, normal_phone(one.phone or "")) for one in ties_declared(person)}
    if (typed["relation"], phone) not in known:
        declare_tie(person=person, relation=typed["relation"], phone=phone, now=now)
    return None


def _with_trader(person: Any, typed: Mapping[str, str], now: datetime) -> Wrong | None:
    choice = chosen_trader(typed["trader"], typed["trader_id"])
    if choice.problem:
        return Wrong(ProblemShown(choice.problem, "trader"), choice.hits)
    known = {(one.relation, one.trader_id) for one in ties_declared(person)}
    if (typed["relation"], choice.trader.pk) not in known:
        declare_tie(person=person, relation=typed["relation"], trader=choice.trader, now=now)
    return None


def end(request: HttpRequest, person: Any, now: datetime) -> None:
    """POST `tie`: the id of one that is over. One that is none of theirs, or over already, changes nothing."""
    tie = next((one for one in ties_declared(person) if str(one.pk) == request.POST.get("tie")), None)
    if tie:
        end_tie(tie=tie, now=now)
    messages.success(request, _("这个关系已结束，从现在起不再影响指定。"))


def tie_context(request: HttpRequest, person: Any, wrong: Wrong | None = None) -> dict[str, Any]:
    """What `components/ties.html` shows."""
    typed = request.POST if wrong else {}
    return {
        "ties": declared_by(person),
        "relations": [Option(key, text, key == typed.get("relation")) for key, text in RELATIONS.items()],
        "hits": wrong.hits if wrong else (),
        "tie_typed": typed,
    }
