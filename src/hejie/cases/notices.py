"""Who is told what when something happens in a case: one template per fact and side, values from the case itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings

from hejie.base import together
from hejie.base.ids import show_case_number
from hejie.base.text import quotable, salutation
from hejie.cases import deadlines
from hejie.cases.access import beside
from hejie.cases.actions import procedure_of
from hejie.cases.invitations import invite
from hejie.cases.models import Case, Party, Representation
from hejie.cases.opening import OFFICERS
from hejie.messaging.actions import Letter, post_letters
from hejie.people.models import Person
from hejie.people.queries import holders_at
from hejie.places.models import Authority
from hejie.places.queries import by_path, common_path
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.rules.representing import REPRESENTED, SPEAKING

Recipient: TypeAlias = tuple[Person | UUID | str, str]  # who (a phone where there is no account), and the address

AREA = {
    Role.COMPLAINANT: "cases",
    Role.RESPONDENT: "desk/cases",
    Role.REPRESENTED: "cases",
    Role.OFFICER: "office/cases",
    Role.HEAD: "office/cases",
    Role.SUPERIOR: "office/cases",
    Role.ASKED: "office/cases",
    Role.COMMON_SUPERIOR: "office/cases",
    Role.MEDIATOR: "rooms",
}
WRITTEN_BY_SIDES = frozenset({"title", "trader", "consumer", "terms", "promise", "reason"})
WITHOUT_ACCOUNT = {"case_for_trader": "invitation"}  # said in other words to whoever has only the link


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: the case, the template, and what only the teller knows (terms, reason, promise…).

    `own` holds values that differ from role to role; a `link` among them takes the place of the case's.
    """

    case: Case
    template: str
    now: datetime
    dedupe: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    own: Mapping[Role, Mapping[str, Any]] = field(default_factory=dict)


def tell(news: News, to: Iterable[Role]) -> None:
    """Queue the message for everybody who holds one of these roles in the case."""
    tell_each((news, list(to)))


def tell_each(*told: tuple[News, Sequence[Role]]) -> None:
    """Several messages of one moment, each to its roles, in one insert."""
    if letters := [letter for news, roles in told for letter in letters_to(news, roles)]:
        post_letters(letters, now=told[0][0].now)


def letters_to(news: News, roles: Sequence[Role]) -> list[Letter]:
    """The message, addressed to everybody who holds one of these roles in the case."""
    if not roles:
        return []
    sides = {Role(party.side): party for party in together.rows("parties", news.case.pk)}
    shared = {key: _quoted(key, value) for key, value in {**_values(news, sides), **news.values}.items()}
    return [
        Letter(
            to=recipient,
            template=WITHOUT_ACCOUNT.get(news.template, news.template) if isinstance(recipient, str) else news.template,
            values={**shared, "link": link, **news.own.get(role, {})},
            case_id=news.case.pk,
            dedupe=f"{news.dedupe}:{role}:{recipient.pk if isinstance(recipient, Person) else recipient}",
        )
        for role in roles
        for recipient, link in _recipients(news, role, sides)
    ]


def _quoted(key: str, value: Any) -> Any:
    """Words of a side leave the house in our name: nobody may send links or numbers of theirs with them."""
    if key not in WRITTEN_BY_SIDES:
        return value
    return Text(quotable(value.zh), quotable(value.en)) if isinstance(value, Text) else quotable(str(value))


def _recipients(news: News, role: Role, sides: Mapping[Role, Party]) -> list[Recipient]:
    own = news.own.get(role, {}).get("link")
    link = own or address_of(news.case, role)
    if role is Role.COMPLAINANT:
        return _complainant(news, sides[role], link)
    if role is Role.RESPONDENT:
        return _respondent(news, sides[role], link)
    if role is Role.REPRESENTED:
        return _represented(news, link)
    if role is Role.MEDIATOR:
        return [(_known(news.case, news.case.mediator_id), link)] if news.case.mediator_id else []
    return [(person, link) for person in _officials(news.case, role)]


def address_of(case: Case, role: Role) -> str:
    """Where somebody with an account and this role opens the case."""
    return f"{settings.PUBLIC_URL}/{AREA[role]}/{show_case_number(case.ref)}/"


def _known(case: Case, person_id: UUID) -> Person | UUID:
    """The person as the reading holds them, else the id."""
    held = together.held("people", case.pk) or []
    return next((person for person in held if person.pk == person_id), person_id)


def _officials(case: Case, role: Role) -> list[Person | UUID]:
    """The officer who took the case on; before that, and for the head, everybody who holds the post there."""
    if role is Role.OFFICER and case.officer_id:
        return [_known(case, case.officer_id)]
    if role is Role.SUPERIOR:
        above = case.office.parent
        return _heads_of(above) if above else []
    if case.asked_office and role in (Role.ASKED, Role.COMMON_SUPERIOR):
        return list(_settling(case, case.asked_office, role))
    held = together.held(OFFICERS, case.pk) if role is Role.OFFICER else None
    return list(holders_at(case.office_id, role) if held is None else held)


def _heads_of(above: Authority) -> list[Person | UUID]:
    return list(holders_at(above.pk, Role.HEAD) or holders_at(above.pk, Role.OFFICER))


def _settling(case: Case, asked: Authority, role: Role) -> Iterable[Person | UUID]:
    """Officers of the office asked whether a case is its own; heads of the lowest office above both."""
    if role is Role.ASKED:
        return holders_at(asked.pk, Role.OFFICER)
    above = by_path(common_path(case.office.path, asked.path))
    return _heads_of(above) if above else ()


def _complainant(news: News, party: Party, link: str) -> list[Recipient]:
    """The complainant, and whoever speaks for them: an agent while the term runs (Order 121 Art 11, 12)."""
    speaking = [row for row in beside(news.case, news.now) if row.kind in SPEAKING]
    everyone: list[Party | Representation] = [party, *speaking]
    found = [_known(news.case, one.person_id) if one.person_id else one.phone for one in everyone]
    return [(to, link) for to in found if to]


def _represented(news: News, link: str) -> list[Recipient]:
    """Those whom a joint complaint represents: without an account each gets a link of their own."""
    told: list[Recipient] = []
    for row in beside(news.case, news.now):
        if row.kind == REPRESENTED and row.person_id:
            told.append((_known(news.case, row.person_id), link))
        elif row.kind == REPRESENTED and row.phone:
            told.append((row.phone, invitation_link(news.case, news.now, row.pk)))
    return told


def _respondent(news: News, party: Party, link: str) -> list[Recipient]:
    """The clerks of a member; anybody else gets an invitation that opens the case without an account."""
    if news.case.kind != "complaint":
        return []  # Order 121 Art 37: the respondent of a report is told nothing
    clerks = together.rows("clerks", news.case.pk) if news.case.trader_id else []
    if clerks:
        return [(clerk, link) for clerk in clerks]
    phone = party.phone or (news.case.trader and news.case.trader.contact_phone)
    own = news.own.get(Role.RESPONDENT, {}).get("link")
    return [(phone, own or invitation_link(news.case, news.now))] if phone else []


def invitation_link(case: Case, now: datetime, representation_id: UUID | None = None) -> str:
    """A fresh address that opens the case for the trader, or for one represented person; shown or sent once."""
    side = Role.COMPLAINANT if representation_id else Role.RESPONDENT
    code = invite(case_id=case.pk, side=side, now=now, representation_id=representation_id)
    return f"{settings.PUBLIC_URL}/i/{code}/"


def _values(news: News, sides: Mapping[Role, Party]) -> dict[str, Any]:
    case = news.case
    names = {role: party.name for role, party in sides.items()}
    state = procedure_of(case).states[case.state]
    return {
        "ref": show_case_number(case.ref),
        "trader": names.get(Role.RESPONDENT) or "",
        "consumer": salutation(names.get(Role.COMPLAINANT)),
        "title": case.title,
        "office": case.office.name,
        "mediator": case.mediator.name if case.mediator else "",
        "state": state.label,
        "next": state.next_step,
        **_clock_values(news),
    }


def _clock_values(news: News) -> dict[str, Any]:
    """What is to be done by when, and what silence means: from the clock the news is about, else the next one."""
    found = deadlines.running(news.case) if news.rule else deadlines.running_for_all(news.case)
    running = [row for row in found if news.rule in ("", row.rule)]
    row = next(iter(running), None)
    if not row:
        state = procedure_of(news.case).states[news.case.state]
        return {"task": state.label, "due": shanghai_date(news.now), "silence": state.next_step}
    term = deadlines.term_of(row.edition, row.rule)
    due: date = row.due_on
    return {"task": term.label, "due": due, "silence": _no_stop(term.consequence)}


def _no_stop(text: Text) -> Text:
    """Without its full stop: the template brings its own."""
    return Text(text.zh.rstrip("。"), text.en.rstrip("."))
