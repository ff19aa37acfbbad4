"""What supervision, follow-ups, rectifications and talks do to their rows when a move is made."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from hejie.cases import access, deadlines
from hejie.cases.actions import Act, performs
from hejie.cases.models import Case, CaseRecord
from hejie.oversight.concentrated import Promised, hold_talk
from hejie.oversight.models import Concentration, FollowUp, Rectification, Supervision
from hejie.oversight.promised import most_tries
from hejie.oversight.signer import signer
from hejie.rules import clock
from hejie.rules.model import Role
from hejie.rules.procedures._followup import REVIEW_ANSWER, satisfaction_of
from hejie.rules.procedures._talk import HELD


@performs("supervise")
def supervise(act: Act) -> None:
    """The notice goes to the office that has the case now."""
    Supervision.objects.create(
        case=act.case,
        office_id=act.case.office_id,
        asked_by_id=_asking_office(act),
        person_id=signer(act.actor),
        role=act.role,
        due_on=date.fromisoformat(act.inputs["by_date"]),
        asked_at=act.now,
    )


def _asking_office(act: Act) -> UUID:
    """The head's own office, else the nearest office above in which whoever asks holds a post."""
    if act.role is Role.HEAD:
        return act.case.office_id
    path = act.case.office.path
    above = [post for post in act.actor.posts if post.role in access.DECIDING and path.startswith(post.authority_path)]
    return max(above, key=lambda post: len(post.authority_path)).authority_id


@performs("answer_supervision")
def answer_supervision(act: Act) -> None:
    Supervision.objects.filter(case=act.case, closed_at=None).update(state="answered", answered_at=act.now)


@performs("close_supervision")
def close_supervision(act: Act) -> None:
    """Whoever asked accepts the answer."""
    notice = Supervision.objects.get(case=act.case, closed_at=None)
    notice.state, notice.closed_at = "closed", act.now
    notice.save(update_fields=["state", "closed_at"])


@performs("supervise_again")
def supervise_again(act: Act) -> None:
    """Whoever asked is not content and names another day."""
    notice = Supervision.objects.get(case=act.case, closed_at=None)
    notice.state, notice.answered_at, notice.times = "asked", None, notice.times + 1
    notice.due_on = date.fromisoformat(act.inputs["by_date"])
    notice.save(update_fields=["state", "answered_at", "times", "due_on"])


@performs("rate")
def answered_by_message(act: Act) -> None:
    """A rating is the answer to the one-tap message."""
    score, solved = act.inputs["score"], act.inputs["solved"] == "solved"
    row, _ = FollowUp.objects.get_or_create(
        case=act.case,
        side=act.role,
        defaults={"office_id": act.case.office_id, "opened_at": act.now, "call_from": clock.shanghai_date(act.now)},
    )
    row.channel = "message"
    _said(row, satisfaction_of(score), solved, act.now)


@performs("record_followup")
def record_followup(act: Act) -> None:
    """A call that reached the side."""
    row = _row(act)
    row.channel, row.person_id, row.tries = "phone", act.actor.person_id, row.tries + 1
    _said(row, act.inputs["satisfaction"], act.inputs["solved"] == "solved", act.now)


@performs("record_try")
def record_try(act: Act) -> None:
    """A call without an answer: not reached is not satisfied. After the last one the follow-up ends."""
    row = _row(act)
    row.tries, row.person_id = row.tries + 1, act.actor.person_id
    if row.tries >= most_tries(act.case.office):
        row.result, row.done_at = "not_reached", act.now
    row.save()


def _row(act: Act) -> FollowUp:
    return FollowUp.objects.get(case=act.case, side=act.inputs["side"])


def _said(row: FollowUp, satisfaction: str, solved: bool, now: datetime) -> None:
    row.result, row.satisfaction, row.solved, row.done_at = "reached", satisfaction, solved, now
    if satisfaction == "dissatisfied":
        row.review, row.review_due_on = "open", _review_due(row.case, now)
    row.save()


def _review_due(case: Case, now: datetime) -> date:
    """As the clock of the bad review will say; a clock that runs already stays."""
    runs = next((one for one in deadlines.running(case) if one.rule == REVIEW_ANSWER), None)
    term = deadlines.term_of(case.edition, REVIEW_ANSWER)
    return runs.due_on if runs else clock.due(term, now, deadlines.calendar()).due_on


@performs("order_rectification")
def order_rectification(act: Act) -> None:
    """The finding says: put it right."""
    _reviews(act, "open", "rectifying")
    Rectification.objects.create(
        case=act.case,
        office_id=act.case.office_id,
        owner_id=UUID(act.inputs["owner"]),
        due_on=date.fromisoformat(act.inputs["by_date"]),
        opened_at=act.now,
    )


@performs("dismiss_review")
def dismiss_review(act: Act) -> None:
    """The finding says: unfounded."""
    _reviews(act, "open", "dismissed")


@performs("report_rectified")
def report_rectified(act: Act) -> None:
    open_one = Rectification.objects.filter(case=act.case, closed_at=None)
    open_one.update(state="reported", reported_at=act.now, reported_by_id=act.actor.person_id)


@performs("check_rectification")
def check_rectification(act: Act) -> None:
    """Another person has seen that it was put right: the bad review is closed."""
    order = Rectification.objects.get(case=act.case, closed_at=None)
    order.state, order.closed_at, order.checked_by_id = "closed", act.now, act.actor.person_id
    order.save()
    _reviews(act, "rectifying", "closed")


@performs("rectify_again")
def rectify_again(act: Act) -> None:
    """Not yet: another day."""
    order = Rectification.objects.get(case=act.case, closed_at=None)
    order.state, order.times, order.due_on = "open", order.times + 1, date.fromisoformat(act.inputs["by_date"])
    order.reported_at = order.reported_by = None
    order.save()


def _reviews(act: Act, before: str, after: str) -> None:
    FollowUp.objects.filter(case=act.case, review=before).update(review=after)


@performs("record_talk")
def record_talk(act: Act) -> None:
    """Onto the page of a trader with concentrated complaints, if the office has it on that list."""
    said = act.inputs
    row = Concentration.objects.filter(trader=act.case.trader_id, office=act.case.office_id, ended_at=None).first()
    if row is None or said["outcome"] != HELD:
        return
    called = CaseRecord.objects.select_related("content").filter(case=act.case, fact="talk_called").latest("seq")
    held_at = datetime.fromisoformat(f"{called.data['on']}T{called.data['at']}")
    has_promise = said.get("promised") and said.get("by_date")
    hold_talk(
        concentration=row,
        actor=act.actor,
        held_at=held_at.replace(tzinfo=clock.SHANGHAI),
        place=called.content.body["place"],
        present=said.get("present", ""),
        minutes=said["minutes"],
        promises=[Promised(said["promised"], date.fromisoformat(said["by_date"]))] if has_promise else (),
    )
