"""The people of one case as one reader knows them: 您 for the reader, a form of address for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from hejie.base.text import salutation
from hejie.cases.queries import CaseView
from hejie.rules.machine import ROLE_NAMES
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.steps import rail_of

SIDES: Mapping[Role, show.Side] = {
    Role.COMPLAINANT: show.Side.CONSUMER,
    Role.RESPONDENT: show.Side.MERCHANT,
    Role.REPRESENTED: show.Side.CONSUMER,
    Role.OFFICER: show.Side.GOV,
    Role.HEAD: show.Side.GOV,
    Role.OPERATOR: show.Side.GOV,
    Role.SUPERIOR: show.Side.GOV,
    Role.ASKED: show.Side.GOV,
    Role.COMMON_SUPERIOR: show.Side.GOV,
    Role.MEDIATOR: show.Side.MEDIATOR,
    Role.ADVISER: show.Side.GOV,
    Role.SYSTEM: show.Side.SYSTEM,
}
CHARS = {
    show.Side.CONSUMER: Text("消", "C"),
    show.Side.MERCHANT: Text("商", "T"),
    show.Side.GOV: Text("监", "O"),
    show.Side.MEDIATOR: Text("调", "M"),
}
OF_A_SIDE = frozenset({Role.COMPLAINANT, Role.RESPONDENT, Role.REPRESENTED})  # one party, whoever speaks for it
# Their office is not the one that handles the case, so they go by what they are to it.
BESIDE = frozenset({Role.REPRESENTED, Role.SUPERIOR, Role.ASKED, Role.COMMON_SUPERIOR, Role.ADVISER})
FORMER = Text("原调解员", "the former mediator")
YOU, YOURS = Text("您", "you"), Text("您", "Y")
FILERS = {
    "complaint": Text("消费者", "the consumer"),
    "report": Text("举报人", "the reporter"),
    "enquiry": Text("咨询人", "the enquirer"),
}
# On the rail everybody stands under a short word, so that it fits a phone.
ON_RAIL = {
    Role.COMPLAINANT: Text("消费者", "consumer"),
    Role.RESPONDENT: Text("商家", "trader"),
    Role.OFFICER: Text("监管部门", "office"),
    Role.MEDIATOR: Text("调解员", "mediator"),
}


class Act(Protocol):
    """Something somebody did in a case: a record, a file."""

    @property
    def role(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Names:
    """Names, shapes and the turn rail of a case."""

    view: CaseView

    def __call__(self, role: Role) -> show.Words:
        """What this reader calls whoever holds the role."""
        return YOU if self.is_me(role) else self.of(role)

    def is_me(self, role: Role) -> bool:
        return role in self.view.roles

    def by(self, act: Act) -> show.Words:
        """Who did it: 您 for the reader's own side, and at the offices for this very person."""
        return YOU if self.is_mine(act) else self._other(act)

    def is_mine(self, act: Act) -> bool:
        """Colleagues hold the same role, and it may have passed from one to the other: the person decides there."""
        if act.role in OF_A_SIDE:
            return self.is_me(Role(act.role))
        return act.person_id is not None and act.person_id == self.view.reader

    def _other(self, act: Act) -> show.Words:
        role, now_there = Role(act.role or Role.SYSTEM), self.view.case.mediator_id
        return FORMER if role is Role.MEDIATOR and act.person_id not in (None, now_there) else self.of(role)

    def of(self, role: Role) -> show.Words:
        """The name of a role, also when it is the reader's own."""
        case, party = self.view.case, self.view.parties.get(role)
        if role is Role.COMPLAINANT:
            return salutation(party.name) if party and party.name else FILERS[case.kind]
        if role is Role.RESPONDENT:
            return (case.trader and case.trader.short_name) or (party and party.name) or Text("商家", "the trader")
        if role in BESIDE:
            return ROLE_NAMES[role]
        if role is Role.MEDIATOR:
            return (case.mediator and case.mediator.name) or Text("调解员", "the mediator")
        return case.office.short_name if SIDES[role] is show.Side.GOV else Text("平台", "the platform")

    def party(self, role: Role) -> show.PartyShown:
        """A side with its shape."""
        return _shaped(role, self(role))

    def speaker(self, act: Act) -> show.PartyShown:
        """The same of whoever did it."""
        return _shaped(Role(act.role), self.by(act))

    def turn(self) -> show.TurnShown:
        """Whose turn it is, on the rail of everybody who takes part now."""
        view = self.view
        roles = self._rail()
        whose = Role.OFFICER if view.turn is Role.HEAD else view.turn
        now = roles.index(whose) if whose in roles and not view.state.final else None
        return show.TurnShown(tuple(self._on_rail(role) for role in roles), now, mine=view.is_my_turn)

    def _on_rail(self, role: Role) -> show.PartyShown:
        """Heads and officers of the office stand at one place of the rail; 您 is whoever of them has the turn."""
        side, here = SIDES[role], {Role.OFFICER, Role.HEAD} if role is Role.OFFICER else {role}
        mine = self.view.is_my_turn if self.view.turn in here else bool(here & self.view.roles)
        return show.PartyShown(side, YOURS, YOU) if mine else show.PartyShown(side, CHARS[side], self._short(role))

    def _short(self, role: Role) -> Text:
        kind = self.view.case.kind
        return FILERS[kind] if role is Role.COMPLAINANT and kind != "complaint" else ON_RAIL[role]

    def _rail(self) -> list[Role]:
        view = self.view
        if view.case.kind != "complaint":
            return rail_of(view.case.kind)
        waits = Role.MEDIATOR in view.roles and view.turn in (Role.COMPLAINANT, Role.RESPONDENT)
        last = Role.MEDIATOR if view.turn is Role.MEDIATOR or waits else Role.OFFICER
        return [Role.COMPLAINANT, Role.RESPONDENT, last]


def _shaped(role: Role, name: show.Words) -> show.PartyShown:
    side = SIDES[role]
    return show.PartyShown(side, YOURS if name is YOU else CHARS.get(side, "台"), name)
