"""Stories of the courts: an application that waits for the other side, a ruling, a broken promise, an invitation."""

from __future__ import annotations

from datetime import timedelta

from hejie.agreements.queries import PromiseShown, latest_agreement
from hejie.cases.queries import case_by_id
from hejie.demo.offices import MEDIATOR, OFFICER, mediate
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.demo.talks import CONSUMER, TRADER, sign_all
from hejie.exchange.courts import courts_for
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role

COURT, NUMBER = "青禾区人民法院", "（2026）云0101民特{}号"
RULING = "双方达成的调解协议有效。双方应当按照协议履行。"


def proposed(stage: Stage, part: Part) -> Story:
    """The consumer asks the trader to apply together; the thirty days run."""
    case = stage.complaint(part, "authority")
    yield from _agree(stage, case)
    _propose(case)


def confirmed(stage: Stage, part: Part) -> Story:
    """Both applied, the court asked for more, got it, and confirmed."""
    case = stage.complaint(part, "authority")
    yield from _apply(stage, case)
    asks = "请补充商家的授权委托书。"
    case.do(OFFICER, "note_court_request", asks=asks)
    yield stage.hours(10, 30)
    case.do(TRADER, "answer_court", text="授权委托书原件已经交到立案窗口。")
    yield from _rule(stage, case, 8)


def broken(stage: Stage, part: Part) -> Story:
    """Confirmed, the goods came back, and then the promised day passed: the papers for enforcement are ready."""
    case = stage.complaint(part, "authority")
    yield from _apply(stage, case)
    for one in _open_to(case, TRADER):
        case.do(TRADER, "confirm_promise", promise=str(one.index))
    yield from _rule(stage, case, 5)
    yield timedelta(days=9)
    for one in _open_to(case, CONSUMER)[:1]:
        case.do(CONSUMER, "report_missed", promise=str(one.index), note="过了约定的日子，还没有办。")


def _open_to(case: Played, receiver: Role) -> list[PromiseShown]:
    agreement = latest_agreement(case.case_id)
    promised = agreement.promises if agreement else ()
    return [one for one in promised if one.receiver is receiver and not one.is_done]


def invited(stage: Stage, part: Part) -> Story:
    """A court invited the office to mediate and awaits its reply."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    reply_by = shanghai_date(stage.now) + timedelta(days=30)
    letter = {"court": COURT, "number": "（2026）云0101诉前调8号", "region": "990101"}
    case.do(OFFICER, "note_court_invitation", **letter, by_date=reply_by.isoformat())


def _agree(stage: Stage, case: Played) -> Story:
    yield from mediate(stage, case)
    yield stage.hours(10, 30)
    case.offer(TRADER, 0.9)
    yield stage.hours(4, 20)
    case.do(CONSUMER, "accept_offer")
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)
    yield stage.hours(4, 20)


def _propose(case: Played) -> None:
    courts = courts_for(case_by_id(case.case_id))
    if courts:
        case.do(CONSUMER, "propose_confirmation", court=courts[0].key)


def _apply(stage: Stage, case: Played) -> Story:
    yield from _agree(stage, case)
    _propose(case)
    yield stage.hours(4, 20)
    case.do(TRADER, "apply_confirmation")
    yield stage.hours(10, 30)
    case.do(OFFICER, "note_court_acceptance", number=NUMBER.format(12))


def _rule(stage: Stage, case: Played, days: int) -> Story:
    yield timedelta(days=days)
    ruling = {"result": "confirmed", "number": NUMBER.format(12), "on": shanghai_date(stage.now).isoformat()}
    case.do(OFFICER, "note_court_ruling", **ruling, text=RULING)
