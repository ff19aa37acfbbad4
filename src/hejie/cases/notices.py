"""Who is told what when something happens in a case: one template per fact and side, values from the case itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hejie.base.ids import show_case_number
from hejie.base.text import quotable, salutation
from hejie.cases import deadlines
from hejie.cases.actions import procedure_of
from hejie.cases.invitations import invite
from hejie.cases.models import Case, Deadline, Party, Representation
from hejie.messaging.actions import send_message
from hejie.people.queries import holders
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.rules.representing import REPRESENTED, SPEAKING
from hejie.traders.queries import clerks_of

AREA = {
    Role.COMPLAINANT: "cases",
    Role.RESPONDENT: "desk/cases",
    Role.REPRESENTED: "cases",
    Role.OFFICER: "office/cases",
    Role.HEAD: "office/cases",
    Role.SUPERIOR: "office/cases",
    Role.MEDIATOR: "rooms",
}
WRITTEN_BY_SIDES = frozenset({"title", "trader", "consumer", "terms", "promise", "reason"})
WITHOUT_ACCOUNT = {"case_for_trader": "invitation"}  # said in other words to whoever has only the link


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: the case, the template, and what only the teller knows (terms, reason, promise…)."""

    case: Case
    template: str
    now: datetime
    dedupe: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""


def tell(news: News, to: Iterable[Role]) -> None:
    """Queue the message for everybody who holds one of these roles in the case."""
    sides = {Role(party.side): party for party in Party.objects.filter(case=news.case).select_related("trader")}
    shared = {key: _quoted(key, value) for key, value in {**_values(news, sides), **news.values}.items()}
    for role in to:
        for recipient, link in _recipients(news, role, sides):
            send_message(
                to=recipient,
                template=news.template
                if isinstance(recipient, UUID)
                else WITHOUT_ACCOUNT.get(news.template, news.template),
                values={**shared, "link": link},
                case_id=news.case.pk,
                now=news.now,
                dedupe=f"{news.dedupe}:{role}:{recipient}",
            )


def _quoted(key: str, value: Any) -> Any:
    """Words of a side leave the house in our name: nobody may send links or numbers of theirs with them."""
    if key not in WRITTEN_BY_SIDES:
        return value
    return Text(quotable(value.zh), quotable(value.en)) if isinstance(value, Text) else quotable(str(value))


def _recipients(news: News, role: Role, sides: Mapping[Role, Party]) -> list[tuple[UUID | str, str]]:
    link = f"{settings.PUBLIC_URL}/{AREA[role]}/{show_case_number(news.case.ref)}/"
    if role is Role.COMPLAINANT:
        return [*_complainant(sides[role], link), *_speaking(news.case, link)]
    if role is Role.REPRESENTED:
        return _represented(news, link)
    if role is Role.RESPONDENT:
        return _respondent(news, sides[role], link)
    if role is Role.MEDIATOR:
        return [(news.case.mediator_id, link)] if news.case.mediator_id else []
    return [(person, link) for person in _officials(news.case, role)]


def _officials(case: Case, role: Role) -> list[UUID]:
    """The officer who took the case on; before that, and for the head, everybody who holds the post there."""
    if role is Role.OFFICER and case.officer_id:
        return [case.officer_id]
    return [card.id for card in holders(case.office, role)]


def _complainant(party: Party, link: str) -> list[tuple[UUID | str, str]]:
    to = party.person_id or party.phone
    return [(to, link)] if to else []


def _speaking(case: Case, link: str) -> list[tuple[UUID | str, str]]:
    """Who acts for the complainant hears what the complainant hears."""
    rows = list(Representation.objects.filter(case=case, kind__in=SPEAKING)) if case.is_represented else []
    return [(to, link) for row in rows if (to := row.person_id or row.phone)]


def _represented(news: News, link: str) -> list[tuple[UUID | str, str]]:
    """Each person of a joint complaint: by account, else by a link of their own."""
    case = news.case
    rows = list(Representation.objects.filter(case=case, kind=REPRESENTED)) if case.is_represented else []
    by_account: list[tuple[UUID | str, str]] = [(row.person_id, link) for row in rows if row.person_id]
    by_link = [(row.phone, _own_link(news, row.pk)) for row in rows if row.phone and not row.person_id]
    return [*by_account, *by_link]


def _own_link(news: News, representation_id: UUID) -> str:
    code = invite(case_id=news.case.pk, side=Role.COMPLAINANT, now=news.now, representation_id=representation_id)
    return f"{settings.PUBLIC_URL}/i/{code}/"


def _respondent(news: News, party: Party, link: str) -> list[tuple[UUID | str, str]]:
    """The clerks of a member; anybody else gets an invitation that opens the case without an account."""
    if news.case.kind != "complaint":
        return []  # Order 121 Art 37: the respondent of a report is told nothing
    clerks = list(clerks_of(news.case.trader_id)) if news.case.trader_id else []
    if clerks:
        return [(clerk.pk, link) for clerk in clerks]
    phone = party.phone or (party.trader and party.trader.contact_phone)
    return [(phone, invitation_link(news.case, news.now))] if phone else []


def invitation_link(case: Case, now: datetime) -> str:
    """A fresh address that opens the case for the trader; shown or sent once."""
    return f"{settings.PUBLIC_URL}/i/{invite(case_id=case.pk, side=Role.RESPONDENT, now=now)}/"


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
    rows = Deadline.objects.filter(case=news.case, closed_at=None).order_by("due_on", "id")
    row = rows.filter(rule=news.rule).first() if news.rule else rows.first()
    if not row:
        state = procedure_of(news.case).states[news.case.state]
        return {"task": state.label, "due": shanghai_date(news.now), "silence": state.next_step}
    term = deadlines.term_of(row.edition, row.rule)
    due: date = row.due_on
    return {"task": term.label, "due": due, "silence": _no_stop(term.consequence)}


def _no_stop(text: Text) -> Text:
    """Without its full stop: the template brings its own."""
    return Text(text.zh.rstrip("。"), text.en.rstrip("."))
