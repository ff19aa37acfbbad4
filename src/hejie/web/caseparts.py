"""Offers, files, promises and deadlines of a case in the shapes that components print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hejie.agreements.queries import AgreementShown, PromiseShown
from hejie.cases.queries import CaseView, DeadlineShown
from hejie.evidence.queries import FileView
from hejie.negotiation.queries import OfferShown as Offer
from hejie.negotiation.queries import offers_of
from hejie.rules import remedies
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Facts, Role, Text, Unit
from hejie.rules.procedures._confirmation import CONFIRMED
from hejie.web import show
from hejie.web.casenames import Names

ICONS = {"image": "image", "audio": "mic", "video": "video"}
STATES = {
    "accepted": Text("已接受", "Accepted"),
    "rejected": Text("没接受", "Not accepted"),
    "countered": Text("已提新方案", "Countered"),
    "withdrawn": Text("已收回", "Taken back"),
    "expired": Text("已失效", "Lapsed"),
}
# What the reader has to do by then, where it is the reader's turn; others read the name of the period.
VERBS = {
    "odr_settlement": Text("答复", "reply"),
    "acceptance": Text("决定是否受理", "decide whether to accept"),
    "identity_proof": Text("提供身份证明", "give proof of identity"),
    "mediation": Text("调解好", "finish the mediation"),
    "court_reply": Text("回复法院", "reply to the court"),
    "termination_notice": Text("告知双方", "tell both sides"),
    "report_check": Text("核查完", "finish the check"),
    "enquiry_reply": Text("答复", "reply"),
}
SIGN = Text("签好协议", "sign the agreement")
LATE_PROMISE = Text(
    "过了这天没办，收到的一方可以说没收到，并选择转监管部门或者凭协议起诉。",
    "After this day the receiving side may say so, and turn to the authority or sue on the agreement.",
)
LATE_AFTER_MEDIATION = Text(
    "过了这天没办，收到的一方可以说没收到，并凭协议起诉；经司法确认的，可以申请法院强制执行。",
    "After this day the receiving side may say so, and sue on the agreement; confirmed by a court it is enforceable.",
)

LATE_AFTER_RULING = Text(
    "过了这天没办，收到的一方可以说没收到，并凭法院的裁定申请强制执行。",
    "After this day the receiving side may say so, and have the court's ruling enforced.",
)


def due_shown(one: DeadlineShown, *, mine: bool = False, to_sign: bool = False) -> show.DueShown:
    """A deadline of the hub; `mine` says it as what the reader has to do, `to_sign` where that is a signature.

    Days left are working days.
    """
    return show.DueShown(
        on=one.due_on,
        left=-one.overdue if one.overdue else one.left,
        total=max(one.total, 1),
        verb=(SIGN if to_sign else VERBS.get(one.rule, "")) if mine else "",
        label=one.term.label,
        paused=one.state == "paused",
        done=bool(one.closed_as),
        how=show.DueState(one.state),
        provisional=one.is_provisional and one.state != "paused",
        consequence=one.term.consequence,
        article=one.term.article,
    )


def promise_due(agreement: AgreementShown, today: date, facts: Facts, *, mine: bool) -> show.DueShown | None:
    """The next promised day; calendar days, counted from when the agreement took effect."""
    owed = [one for one in agreement.promises if not one.is_done and not one.is_under_way]
    if not owed or not agreement.effective_at:
        return None
    due_on = min(one.due_on for one in owed)
    return show.DueShown(
        on=due_on,
        left=(due_on - today).days,
        total=max((due_on - shanghai_date(agreement.effective_at)).days, 1),
        unit=Unit.CALENDAR_DAY,
        verb=Text("办好约定的事", "do what was agreed") if mine else "",
        label=Text("履行约定", "Keeping the agreement"),
        consequence=_when_late(facts),
    )


def _when_late(facts: Facts) -> Text:
    """Where the authority has handled the case, turning to it is no way on; a ruling is enforced."""
    if facts.confirmation == CONFIRMED:
        return LATE_AFTER_RULING
    return LATE_AFTER_MEDIATION if facts.by_authority else LATE_PROMISE


def is_missed(promise: PromiseShown, today: date) -> bool:
    """Whether its day has passed, whether or not the timer has noted it yet."""
    return not promise.is_done and (promise.missed_at is not None or promise.due_on < today)


def offer_shown(one: Offer, names: Names) -> show.OfferShown:
    """One offer as a card: the sum, the difference, each remedy on a line, and why it was not accepted."""
    by = names.party(one.by)
    terms = tuple((_kind(remedy), line) for remedy, line in zip(one.terms, one.lines, strict=True))
    note = ((Text("附言", "Note"), one.note),) if one.note else ()
    reason = ((Text("没接受的原因", "Why not"), one.reason),) if one.reason else ()
    return show.OfferShown(
        title=_title(by, one.number),
        by=by,
        at=one.made_at,
        amount=one.total or None,
        difference=_difference(one, names) if one.total else "",
        terms=(*terms, *note, *reason),
        is_live=one.is_live,
        tag="" if one.is_live else STATES[one.state],
        anchor=f"offer-{one.number}",
    )


def offer_answered(view: CaseView) -> show.OfferShown | None:
    """The offer on the table, as a step that answers it shows it above its form."""
    live = next((one for one in offers_of(view.case.pk) if one.is_live), None)
    return offer_shown(live, Names(view)) if live else None


def _kind(remedy: Mapping[str, Any]) -> Text:
    return remedies.KINDS[remedy["kind"]].label


def _title(by: show.PartyShown, number: int) -> Text:
    name = by.name if isinstance(by.name, Text) else Text(by.name, by.name)
    return Text(f"{name.zh}提的方案（第 {number} 个）", f"Offer {number}, by {name.en}")


def _difference(one: Offer, names: Names) -> Text:
    """The same difference in words that fit the reader: 您要的 is the consumer's alone."""
    return one.difference_text if names.is_me(Role.COMPLAINANT) else one.difference_to_others


def file_shown(one: FileView, names: Names, address: str) -> show.EvidenceShown:
    icon = ICONS.get(one.media_type.partition("/")[0], "file-text")
    who = names.by(one)
    name = who if isinstance(who, Text) else Text(who, who)
    about = Text(f"{one.label.zh} · {name.zh}上传", f"{one.label.en} · from {name.en}")
    return show.EvidenceShown(str(one.id), one.name, f"{address}/evidence/{one.id}/", icon, about)
