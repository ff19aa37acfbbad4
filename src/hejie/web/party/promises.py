"""What was promised, as a side sees it: by when, whose it is, and the one tap of whoever receives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hejie.agreements.queries import PromiseShown
from hejie.rules.model import Text, Unit
from hejie.rules.promises import Standing, standing
from hejie.web import show
from hejie.web.casepage import CasePage
from hejie.web.caseparts import is_missed
from hejie.web.forms import MoveForm


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise. `tick`, `part` and `missing` are the forms of its receiver, where they are open now."""

    index: int
    what: Text
    by: show.Words
    due: show.DueShown
    promise: PromiseShown
    is_late: bool
    waits_for: int | None
    standing: Standing
    tick: MoveForm | None
    missing: MoveForm | None
    part: MoveForm | None


def promise_rows(page: CasePage) -> list[PromiseRow]:
    """Every promise of the agreement in its order."""
    promises = page.agreement.promises if page.agreement else ()
    done = {one.index for one in promises if one.is_done}
    return [_row(page, one, done) for one in promises]


def _row(page: CasePage, one: PromiseShown, done: set[int]) -> PromiseRow:
    waits = one.needs_first if one.needs_first is not None and one.needs_first not in done else None
    mine = page.names.is_me(one.receiver) and not one.is_done and waits is None
    return PromiseRow(
        index=one.index,
        what=one.what,
        by=page.names(one.debtor),
        due=_due(one, page.view.today),
        promise=one,
        is_late=waits is None and is_missed(one, page.view.today),
        waits_for=None if waits is None else waits + 1,
        standing=standing(one.due_on, page.view.today, received_on=one.received_on, waits=waits is not None),
        tick=page.forms.get("confirm_promise") if mine else None,
        missing=page.forms.get("report_missed") if mine and _may_be_missing(one, page.view.today) else None,
        part=page.forms.get("confirm_part") if mine and one.left else None,
    )


def _may_be_missing(one: PromiseShown, today: date) -> bool:
    """Its day has come, and nobody has said yet that nothing came."""
    return one.due_on <= today and not one.reported_at


def _due(one: PromiseShown, today: date) -> show.DueShown:
    left = (one.due_on - today).days
    return show.DueShown(one.due_on, left, max(left, 1), Unit.CALENDAR_DAY, done=one.is_done)
