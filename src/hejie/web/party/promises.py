"""What was promised, as a side sees it: by when, whose it is, and the one tap of whoever receives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hejie.agreements.queries import PromiseShown
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text, Unit
from hejie.rules.promises import Standing, last_day_to_deny, standing
from hejie.web import show
from hejie.web.casepage import CasePage
from hejie.web.caseparts import is_missed
from hejie.web.forms import MoveForm


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise. `tick`, `part` and `missing` are the forms of its receiver, `send` of whoever owes it, where open.

    `at_once`: one tap confirms it; what is early, or ends the case, is asked once more on a page of its own.
    `answer_by`: the last day to deny what is said to be sent; None once it has passed.
    """

    index: int
    what: Text
    by: show.Words
    due: show.DueShown
    promise: PromiseShown
    is_late: bool
    waits_for: int | None
    standing: Standing
    tick: MoveForm | None
    at_once: bool
    missing: MoveForm | None
    part: MoveForm | None
    send: MoveForm | None
    answer_by: date | None


def promise_rows(page: CasePage) -> list[PromiseRow]:
    """Every promise of the agreement in its order."""
    promises = page.agreement.promises if page.agreement else ()
    done = {one.index for one in promises if one.is_done or one.is_under_way}
    awaited = {one.needs_first for one in promises if not one.is_done}
    return [_row(page, one, done, is_awaited=one.index in awaited) for one in promises]


def _row(page: CasePage, one: PromiseShown, done: set[int], *, is_awaited: bool) -> PromiseRow:
    waits = one.needs_first if one.needs_first is not None and one.needs_first not in done else None
    mine = page.names.is_me(one.receiver) and not one.is_done and waits is None
    return PromiseRow(
        index=one.index,
        what=one.what,
        by=page.names(one.debtor),
        due=_due(one, page.view.today),
        promise=one,
        is_late=waits is None and not one.is_under_way and is_missed(one, page.view.today),
        waits_for=None if waits is None else waits + 1,
        standing=standing(
            one.due_on,
            page.view.today,
            received_on=one.received_on,
            waits=waits is not None,
            under_way=one.is_under_way,
        ),
        tick=page.forms.get("confirm_promise") if mine else None,
        at_once=one.due_on <= page.view.today and page.view.facts.promises_open > 1,
        missing=page.forms.get("report_missed") if mine and _may_be_missing(one, page.view.today) else None,
        part=page.forms.get("confirm_part") if mine and one.left else None,
        send=page.forms.get("report_sent") if is_awaited and _is_to_send(page, one) else None,
        answer_by=_answer_by(one, page.view.today),
    )


def _is_to_send(page: CasePage, one: PromiseShown) -> bool:
    return page.names.is_me(one.debtor) and not one.is_done and not one.is_under_way


def _answer_by(one: PromiseShown, today: date) -> date | None:
    if not one.is_under_way or one.sent_at is None:
        return None
    last = last_day_to_deny(shanghai_date(one.sent_at))
    return last if today <= last else None


def _may_be_missing(one: PromiseShown, today: date) -> bool:
    """Its day has come or it is said to be sent, and nobody has said yet that nothing came."""
    if one.is_under_way:
        return one.reported_at is None or one.sent_at is None or one.reported_at < one.sent_at
    return one.due_on <= today and not one.reported_at


def _due(one: PromiseShown, today: date) -> show.DueShown:
    left = (one.due_on - today).days
    return show.DueShown(one.due_on, left, max(left, 1), Unit.CALENDAR_DAY, done=one.is_done)
