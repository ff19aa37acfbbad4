"""The history of a case as a timeline: what happened, in plain words, and the branches that may come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hejie.cases.history import RecordShown
from hejie.cases.queries import CaseView
from hejie.knowledge.checklists import proofs_for
from hejie.knowledge.queries import guide
from hejie.mediation.delegation import body_said
from hejie.mediation.meeting_news import ONLINE
from hejie.rules import machine, remedies, rewards
from hejie.rules.appointments import moment, said
from hejie.rules.model import Text
from hejie.rules.money import in_figures
from hejie.rules.procedures._appointment import CAUSES, SIDES_ABSENT, WAITS
from hejie.rules.procedures._confirmation import CONFIRMED
from hejie.web.branches import BRANCHES, MEDIATED, RULED
from hejie.web.show import TimelineItem, Words
from hejie.web.told import TOLD, Told
from hejie.web.words import day_words

# Talk, drafts and codes have their own place on the page.
QUIET = frozenset({"message_sent", "code_requested", "draft_edited", "evidence_added", "paper_issued"})
QUIET |= {"draft_commented", "draft_noted", "comment_resolved", "note_resolved"}
QUIET |= {"help_asked", "help_answered", "opinion_given"}
KINDS = {
    "complaint": Text("投诉", "a complaint"),
    "report": Text("举报", "a report"),
    "enquiry": Text("咨询", "an enquiry"),
}
SAID = (
    "asked",
    "answer",
    "finding",
    "findings",
    "reasons",
    "reason",
    "text",
    "result",
    "where",
    "summary",
    "note",
    "comment",
    "statement",
)
NOTHING = Text("", "")
Terms = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Teller:
    """What the sentences of a story need beside the records: names, the promises by index, the offer last made."""

    view: CaseView
    name: Callable[[RecordShown], Words]
    promises: Mapping[str, Text] = field(default_factory=dict)

    def item(self, record: RecordShown, terms: Terms) -> TimelineItem:
        """One stone of the way; its second line is what was said with the act."""
        told = TOLD.get(record.fact) or self._by_label(record)
        who, what = as_text(self.name(record)), self._what(record, terms)
        title = Text(told.zh.format(who=who.zh, what=what.zh), capital(told.en.format(who=who.en, what=what.en)))
        said = next((record.content[key] for key in SAID if record.content.get(key)), "")
        text = _wanted(record) if record.fact == "case_filed" else str(said)
        return TimelineItem("done", title, record.at, text, told.icon)

    def _by_label(self, record: RecordShown) -> Told:
        """A fact this table does not know yet is told by the label of its move."""
        procedure = machine.edition(self.view.case.edition).procedures[self.view.case.kind]
        move = procedure.moves.get(str(record.data.get("move")))
        label = move.label if move else Text(record.fact, record.fact)
        return Told("{who}：" + label.zh, "{who}: " + label.en)

    def _what(self, record: RecordShown, terms: Terms) -> Text:
        say_what = WHAT.get(record.fact)
        return say_what(self, record, terms) if say_what else NOTHING

    def term(self, rule: str) -> Text:
        """The label of a period of this edition."""
        term = machine.edition(self.view.case.edition).terms.get(rule)
        return term.label if term else NOTHING


def _kind(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    return KINDS.get(str(record.data.get("kind")), KINDS["complaint"])


def _count(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    count = str(len(record.data.get("files", ())))
    return Text(count, count)


def _terms(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    return _after_colon(short_terms(terms))


def _promise(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    what = teller.promises.get(str(record.data.get("promise")), NOTHING)
    return _after_colon(Text(what.zh.rstrip("。"), what.en.rstrip(".")))


def _period(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    return _after_colon(teller.term(str(record.data.get("rule"))))


def _by_date(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    if not (written := record.data.get("by_date")):
        return NOTHING
    day = day_words(date.fromisoformat(str(written)))
    return Text(f"，最晚 {day}", f", by {day}")


def _body(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    body = str(record.content.get("body", ""))
    return _after_colon(Text(body, body))


def _rating(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    solved, score = record.data.get("solved") == "solved", record.data.get("score")
    zh, en = ("解决了", "solved") if solved else ("没解决", "not solved")
    return Text(f"“{zh}”，{score} 分", f" “{en}”, {score} of 5")


def _proof(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    key = record.data.get("proof")
    return _after_colon(next((one.what for one in proofs_for(teller.view.case) if one.key == key), NOTHING))


def _cited(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    found = guide(str(record.data.get("guide", "")))
    return Text(f"，并附上指南《{found.title.zh}》", f", citing the guide “{found.title.en}”") if found else NOTHING


def _delegate(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    """To whom it would be delegated."""
    return _after_colon(body_said(str(record.data["body"])))


def _meeting(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    when = said(moment(f"{record.data.get('on')}T{record.data.get('at')}"), teller.view.today)
    written = str(record.content.get("place", ""))
    place = ONLINE if written == ONLINE.zh else Text(written, written)
    return Text(f"：{when.zh}，{place.zh}", f": {when.en}, {place.en}")


def _visit(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    """The day of the visit, which may lie before that of its record, and where it was."""
    day, place = day_words(date.fromisoformat(str(record.data["visited_on"]))), str(record.content.get("place", ""))
    return _after_colon(Text("，".join(filter(None, (day, place))), ", ".join(filter(None, (day, place)))))


def _times(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    """Times proposed, chosen, or named instead."""
    times = [said(moment(key), teller.view.today) for key in record.data.get("times") or record.data.get("own") or ()]
    return _after_colon(Text("、".join(one.zh for one in times), ", ".join(one.en for one in times)))


def _absent(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    who = "、".join(SIDES_ABSENT[side].zh for side in record.data["absent"])
    who_en = ", ".join(SIDES_ABSENT[side].en[4:] for side in record.data["absent"])
    cause, waited = CAUSES[record.data["cause"]], WAITS[record.data["waited"]]
    return Text(f"{who}；等了：{waited.zh}；{cause.zh}", f"the {who_en}; waited: {waited.en}; {cause.en}")


def _grade(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    """The grade, and what the standard makes of the fine."""
    grade, fine = str(record.data.get("grade")), Decimal(str(record.data.get("fine") or 0))
    label, by_standard = rewards.GRADES[grade].label, in_figures(rewards.amount(grade, fine))
    short = Text(label.zh.split("：")[0], label.en.split(":")[0].lower())
    return Text(f"：{short.zh}，按标准 {by_standard} 元", f": {short.en} grade, {by_standard} yuan by the standard")


def _reward(teller: Teller, record: RecordShown, terms: Terms) -> Text:
    if not record.data.get("amount"):
        return Text("：不予奖励", ": none")
    sum_ = in_figures(str(record.data["amount"]))
    return Text(f"：{sum_} 元", f": {sum_} yuan")


WHAT: Mapping[str, Callable[[Teller, RecordShown, Terms], Text]] = {
    "case_filed": _kind,
    "files_received": _count,
    "offer_made": _terms,
    "offer_accepted": _terms,
    "agreement_proposed": _terms,
    "peoples_agreement_proposed": _terms,
    "oral_agreement_recorded": _terms,
    "promise_part_confirmed": _promise,
    "promise_confirmed": _promise,
    "promise_sent": _promise,
    "promise_reported_missed": _promise,
    "promise_missed": _promise,
    "deadline_missed": _period,
    "deadline_rederived": _period,
    "identity_requested": _by_date,
    "talk_called": _meeting,
    "supervision_ordered": _by_date,
    "supervision_repeated": _by_date,
    "rectification_ordered": _by_date,
    "rectification_repeated": _by_date,
    "deadline_escalated": _period,
    "testing_started": _body,
    "proof_asked": _proof,
    "proof_linked": _proof,
    "enquiry_answered": _cited,
    "delegation_proposed": _delegate,
    "meeting_called": _meeting,
    "visit_recorded": _visit,
    "times_proposed": _times,
    "times_chosen": _times,
    "times_declined": _times,
    "meeting_moved": _times,
    "meeting_missed": _absent,
    "reward_graded": _grade,
    "reward_decided": _reward,
    "case_rated": _rating,
}


def story_of(
    view: CaseView, name: Callable[[RecordShown], Words], promises: Mapping[str, Text] | None = None
) -> list[TimelineItem]:
    """Oldest first, without the talk, which has its own place; then where the case stands, and what may come."""
    teller = Teller(view, name, promises or {})
    items: list[TimelineItem] = []
    terms: Terms = ()
    for record in view.records:
        terms = record.content.get("terms", terms)
        if record.fact not in QUIET:
            items.append(teller.item(record, terms))
    return _closed(view, items) if view.state.final else [*items, *_from_here(view)]


def _closed(view: CaseView, items: list[TimelineItem]) -> list[TimelineItem]:
    """The end stands where it came; what was said after it, such as a rating, follows."""
    at = view.case.closed_at
    end = TimelineItem("done", view.state.label, at, icon="flag")
    later = [record for record in view.records if at and record.at > at and record.fact not in QUIET]
    place = len(items) - len(later)
    return [*items[:place], end, *items[place:]]


def _from_here(view: CaseView) -> list[TimelineItem]:
    due = view.next_deadline
    here = TimelineItem("now", view.state.label, due.due_on if due else None, due.term.label if due else "")
    ahead = BRANCHES.get(view.case.kind, {}).get(_stands(view), ())
    return [here, *(TimelineItem("next", one.title, text=one.text) for one in ahead)]


def _stands(view: CaseView) -> str:
    """The state, and while an agreement is kept whether somebody mediated it and a court confirmed it."""
    if view.case.state != "performing" or not view.facts.by_authority:
        return view.case.state
    return RULED if view.facts.confirmation == CONFIRMED else MEDIATED


def short_terms(terms: Terms) -> Text:
    """Remedies in a few words: `退货退款 1,169 元、道歉`."""
    parts = [_short(one) for one in terms if one.get("kind") in remedies.KINDS]
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _short(one: Mapping[str, Any]) -> Text:
    label, amount = remedies.KINDS[one["kind"]].label, remedies.amount_of(one)
    if not amount:
        return Text(label.zh, label.en.lower())
    sum_ = in_figures(amount)
    return Text(f"{label.zh} {sum_} 元", f"{label.en.lower()} of {sum_} yuan")


def as_text(words: Words) -> Text:
    """Both languages of something that may be a plain name."""
    return words if isinstance(words, Text) else Text(words, words)


def _wanted(record: RecordShown) -> Words:
    wanted = short_terms(record.content.get("wanted", ()))
    return Text(f"要求{wanted.zh}", f"asked for: {wanted.en}") if wanted.zh else ""


def _after_colon(text: Text) -> Text:
    return Text(f"：{text.zh}", f": {text.en}") if text.zh else NOTHING


def capital(words: str) -> str:
    """A sentence begins with a capital letter, also when a name opens it."""
    return words[:1].upper() + words[1:]
