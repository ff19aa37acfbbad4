"""The minutes of a session: drafted from what happened, laid before the sides by the mediator, confirmed by each.

The draft says who was there, when, what was offered and when there was a break. Nothing of what was said is in it, and
of a caucus no more than that there was one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from hejie.cases.actions import Act, performs
from hejie.cases.models import Case
from hejie.negotiation.queries import OfferShown, offers_of
from hejie.rooms.access import Seat, last_session
from hejie.rooms.models import Guest, Happening, Minutes, Session
from hejie.rooms.room import Room
from hejie.rules.machine import CHINA, ROLE_NAMES
from hejie.rules.procedures._session import OUTCOMES
from hejie.rules.room import ALL, HOW_KNOWN, SIDE_NAMES, SIDES, Side


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """The minutes of a session that is over. `draft` for the mediator alone, `text` once they are laid."""

    draft: str
    text: str
    laid_at: datetime | None
    confirmed_by: list[str]


Line = Callable[[Guest | None, Guest | None, Mapping[str, Any]], str]


def shown(seat: Seat) -> MinutesShown | None:
    """For the sides and the mediator: what they may read of the minutes now."""
    is_led = seat.side is Side.MEDIATOR
    if not seat.session or not seat.session.ended_at or not seat.roles or not (is_led or seat.side in SIDES):
        return None
    laid = Minutes.objects.filter(session=seat.session).first()
    if laid is None and not is_led:
        return None
    return MinutesShown(
        draft=draft(seat.case) if is_led else "",
        text=laid.text if laid else "",
        laid_at=laid.laid_at if laid else None,
        confirmed_by=sorted(laid.confirmed_by) if laid else [],
    )


def draft(case: Case) -> str:
    """The minutes of the last session, for the mediator to complete; empty where there was none."""
    session = last_session(case.pk)
    if session is None:
        return ""
    guests = {one.pk: one for one in Room.of(session).guests}
    lines = [*_told(session, guests), *_offers(case, session)]
    head = [f"第 {session.number} 次调解会", f"时间：{_span(session)}", f"到场：{_present(guests.values())}"]
    end = [f"结果：{OUTCOMES[session.outcome].zh}"] if session.outcome else []
    return "\n".join([*head, "经过：", *(line for _, line in sorted(lines, key=itemgetter(0))), *end])


def _told(session: Session, guests: Mapping[UUID, Guest]) -> list[tuple[datetime, str]]:
    rows = Happening.objects.filter(session=session, kind__in=LINES, audience=ALL).order_by("seq")
    return [(row.at, f"{_clock(row.at)} {LINES[row.kind](*_named(row, guests), row.body or {})}") for row in rows]


def _named(row: Happening, guests: Mapping[UUID, Guest]) -> tuple[Guest | None, Guest | None]:
    return (
        guests.get(row.guest_id) if row.guest_id else None,
        guests.get(row.about_id) if row.about_id else None,
    )


def _offers(case: Case, session: Session) -> list[tuple[datetime, str]]:
    until = session.ended_at
    made = [one for one in offers_of(case.pk) if session.opened_at <= one.made_at <= (until or one.made_at)]
    return [(one.made_at, f"{_clock(one.made_at)} {ROLE_NAMES[one.by].zh}提出方案：{_terms(one)}") for one in made]


def _terms(offer: OfferShown) -> str:
    return "；".join(line.zh for line in offer.lines)


def _present(guests: Iterable[Guest]) -> str:
    return "；".join(f"{_name(one)}（{_how(one)}）" for one in guests if one.admitted_at) or "无"


def _how(guest: Guest) -> str:
    return f"{HOW_KNOWN[guest.identity].zh}{'，电话参加' if guest.by_phone else ''}"


def _name(guest: Guest | None) -> str:
    return f"{SIDE_NAMES[Side(guest.side)].zh} {guest.name}" if guest else "系统"


def _span(session: Session) -> str:
    begun = session.opened_at.astimezone(CHINA)
    ended = session.ended_at.astimezone(CHINA) if session.ended_at else None
    return f"{begun:%Y-%m-%d %H:%M} 至 {f'{ended:%H:%M}' if ended else '正在进行'}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%H:%M}"


def _side(body: Mapping[str, Any]) -> str:
    return SIDE_NAMES[Side(body["side"])].zh


# What of a session belongs in its minutes, and how it is said: by whom, about whom, the body.
LINES: Mapping[str, Line] = {
    "enter": lambda by, about, body: f"{_name(by)}进入调解室",
    "admit": lambda by, about, body: f"{_name(about)}进入调解室",
    "join_by_phone": lambda by, about, body: f"{_name(about)}通过电话参加",
    "leave": lambda by, about, body: f"{_name(by)}离开",
    "remove": lambda by, about, body: f"调解员请{_name(about)}离开",
    "step_aside": lambda by, about, body: f"休息；调解员和{_side(body)}单独沟通",
    "come_back": lambda by, about, body: "继续一起调解",
    "lay_on_table": lambda by, about, body: f"{_name(by)}出示材料：{body['name']}",
    "agree_recording": lambda by, about, body: f"{_name(about)}同意录制",
    "refuse_recording": lambda by, about, body: f"{_name(about)}不同意录制",
    "start_recording": lambda by, about, body: "开始录制",
    "stop_recording": lambda by, about, body: "停止录制",
}


@performs("lay_minutes")
def lay(act: Act) -> None:
    """A new text takes the place of the one before, and both sides are asked anew."""
    session = last_session(act.case.pk)
    minutes = Minutes.objects.filter(session=session).first() or Minutes(session=session)
    minutes.text, minutes.laid_at, minutes.confirmed_by = act.inputs["text"], act.now, {}
    minutes.save()


@performs("confirm_minutes")
def confirm(act: Act) -> None:
    minutes = Minutes.objects.get(session=last_session(act.case.pk))
    minutes.confirmed_by[str(act.role)] = act.now.isoformat()
    minutes.save(update_fields=["confirmed_by"])
