"""From what the rules know of a case to what its page shows first: whose turn, what next, by when, and the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hejie.cases.actions import procedure_of
from hejie.cases.queries import CaseView, DeadlineShown
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.web.branches import ANSWER_OFFER, HEADINGS, MISSED, OWED, TIME_UP, Heading
from hejie.web.show import DueShown, DueState, NextStep, PartyShown, Side, TimelineItem, TurnShown, Words
from hejie.web.story import as_text, capital

SIDES: Mapping[Role, PartyShown] = {
    Role.COMPLAINANT: PartyShown(Side.CONSUMER, Text("消", "C"), Text("消费者", "the consumer")),
    Role.RESPONDENT: PartyShown(Side.MERCHANT, Text("商", "T"), Text("商家", "the trader")),
    Role.REPRESENTED: PartyShown(Side.CONSUMER, Text("消", "C"), Text("被代表的投诉人", "a represented complainant")),
    Role.OFFICER: PartyShown(Side.GOV, Text("监", "O"), Text("监管部门", "the authority")),
    Role.HEAD: PartyShown(Side.GOV, Text("监", "O"), Text("监管部门", "the authority")),
    Role.OPERATOR: PartyShown(Side.GOV, Text("监", "O"), Text("监管部门", "the authority")),
    Role.SUPERIOR: PartyShown(Side.GOV, Text("监", "O"), Text("上级部门", "the office above")),
    Role.ASKED: PartyShown(Side.GOV, Text("监", "O"), Text("被问到的部门", "the office asked")),
    Role.COMMON_SUPERIOR: PartyShown(Side.GOV, Text("监", "O"), Text("共同的上一级部门", "the common office above")),
    Role.MEDIATOR: PartyShown(Side.MEDIATOR, Text("调", "M"), Text("调解员", "the mediator")),
    Role.ADVISER: PartyShown(Side.GOV, Text("询", "A"), Text("被求助的人", "an adviser")),
    Role.SYSTEM: PartyShown(Side.SYSTEM, Text("系", "P"), Text("平台", "the platform")),
}
YOU, YOURS = Text("您", "you"), Text("您", "Y")
RAIL = (Role.COMPLAINANT, Role.RESPONDENT, Role.OFFICER)
OFFICIAL = (Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.ASKED, Role.COMMON_SUPERIOR)


def due_shown(deadline: DeadlineShown) -> DueShown:
    """A deadline of the hub as the components take it; days left are working days, whatever the term counts in."""
    return DueShown(
        on=deadline.due_on,
        left=-deadline.overdue if deadline.state == "over" else deadline.left,
        total=max(1, deadline.total),
        label=deadline.term.label,
        paused=deadline.state == "paused",
        done=deadline.state == "done",
        how=DueState(deadline.state),
        provisional=deadline.is_provisional,
        consequence=deadline.term.consequence,
        article=deadline.term.article,
    )


def party_shown(role: Role, mine: frozenset[Role]) -> PartyShown:
    """A party on the rail; the reader is called 您."""
    party = SIDES[role]
    return PartyShown(party.kind, YOURS, YOU) if role in mine else party


def rail_of(kind: str) -> list[Role]:
    """Who takes part: a trader in a complaint alone."""
    return [role for role in RAIL if role is not Role.RESPONDENT or kind == "complaint"]


def turn_shown(view: CaseView) -> TurnShown:
    """Whose turn it is. A mediator joins the rail when one is assigned or it is the mediator's turn."""
    rail = rail_of(view.case.kind)
    if view.facts.mediator_assigned or view.turn is Role.MEDIATOR:
        rail.append(Role.MEDIATOR)
    turn = Role.OFFICER if view.turn in OFFICIAL else view.turn
    if turn is Role.SYSTEM:
        rail.append(Role.SYSTEM)
    mine = view.roles | ({Role.OFFICER} if view.roles & set(OFFICIAL) else set())
    now = None if view.state.final or turn is None else rail.index(turn)
    return TurnShown(tuple(party_shown(role, frozenset(mine)) for role in rail), now, mine=turn in mine)


def heading(view: CaseView, name: Callable[[Role], Words]) -> Text:
    """What is to be done now, said to whoever has to do it, or to those who wait. `name`: what a role is called."""
    found = _heading(view, f"{view.case.kind}.{view.case.state}")
    if not found or not view.turn:
        return view.state.label
    if view.is_my_turn:
        return found[0]
    who = as_text(name(view.turn))
    return Text(found[1].zh.format(who=who.zh), capital(found[1].en.format(who=who.en)))


def _heading(view: CaseView, key: str) -> Heading | None:
    if key == "complaint.mediating" and view.turn is Role.OFFICER and view.facts.late_terms:
        return TIME_UP
    if view.facts.live_offer_by and key in ("complaint.negotiating", "complaint.mediating"):
        return ANSWER_OFFER
    if view.facts.missed_receivers and key == "complaint.performing":
        return OWED if view.roles & {Role.COMPLAINANT, Role.RESPONDENT} else MISSED
    return HEADINGS.get(key)


def next_step(view: CaseView) -> NextStep:
    """The Next Step card of this case for this reader, with nobody's name in it."""
    due = None if view.state.final else view.next_deadline
    closed = shanghai_date(view.records[-1].at) if view.state.final and view.records else None
    return NextStep(
        title=heading(view, lambda role: SIDES[role].name),
        note=view.state.next_step,
        turn=turn_shown(view),
        due=due_shown(due) if due else None,
        closed_on=closed,
    )


def way_so_far(view: CaseView) -> list[TimelineItem]:
    """Every act this reader may see, oldest first, named by the rules; then where the case stands now."""
    labels = {move.fact: move.label for move in procedure_of(view.case).moves.values()}
    done = [TimelineItem("done", labels[row.fact], row.at) for row in view.records if row.fact in labels]
    return [*done, TimelineItem("done" if view.state.final else "now", view.state.label)]
