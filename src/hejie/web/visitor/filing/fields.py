"""Pages that ask for fields of `rules.filing`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hejie.evidence.queries import files_of_draft
from hejie.intake.actions import check_answers
from hejie.intake.speaking import SHOW_THE_DOCUMENT, read_agent
from hejie.people.queries import contact_of
from hejie.rules.filing import BESIDE, fields_of
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Facts, Field, Kind, Problem, Text
from hejie.rules.remedies import check_terms, describe
from hejie.web.forms import show_fields, summary
from hejie.web.posted import read_inputs
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken
from hejie.web.visitor.filing.visit import Visit
from hejie.web.words import day_words, money

LONGEST = 100_000  # characters of one answer that a draft keeps, right or wrong
YES, NO = Text("同意", "yes"), Text("不同意", "no")
NOTHING = Text("没填", "left empty")
UNCLEAR = Text("还没写清楚", "not clear yet")
WHO = ("name", "id_number", "address")
LEFT_OPEN = ("address", "id_kind")

Question = tuple[Text, Words]


class FieldStep(Step):
    """Some fields asked together. `questions` by kind of filing; `""` stands for the others."""

    template = "visitor/filing_fields.html"

    def __init__(self, key: str, questions: Mapping[str, Question]) -> None:
        self.key, self.questions = key, questions

    def _question(self, visit: Visit) -> Question:
        return self.questions.get(visit.kind) or self.questions[""]

    def title(self, visit: Visit) -> Text:
        return self._question(visit)[0]

    def lead(self, visit: Visit) -> Words:
        return self._question(visit)[1]

    def fields(self, visit: Visit) -> tuple[Field, ...]:
        return fields_of(visit.kind, self.key)

    def values(self, visit: Visit) -> Mapping[str, Any]:
        """What the controls begin with."""
        return visit.answers

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        fields, values = self.fields(visit), self.values(visit)
        shown = show_fields(fields, Facts(kind=visit.kind), prefix=self.key, values=values, problems=problems)
        return {"fields": shown, "problems": summary(shown, problems)}

    def take(self, visit: Visit) -> Taken:
        fields = self.fields(visit)
        read = read_inputs(fields, visit.request.POST)
        return Taken({field.key: _kept(read.get(field.key)) for field in fields})

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        fields = self.fields(visit)
        raw = {field.key: value for field in fields if (value := visit.answers.get(field.key)) is not None}
        return check_answers(kind=visit.kind, fields=fields, raw=raw, now=visit.now).problems

    def lines(self, visit: Visit) -> Sequence[Line]:
        return [(field.label, said(field, visit.answers.get(field.key))) for field in self.fields(visit)]


class YouStep(FieldStep):
    """Who files. A signed-in person finds filled in what the account knows; an anonymous reporter is not asked."""

    template = "visitor/filing_you.html"

    def applies(self, visit: Visit) -> bool:
        return not visit.is_anonymous

    def fields(self, visit: Visit) -> tuple[Field, ...]:
        fields = super().fields(visit)
        if visit.kind != "report":
            return fields
        return tuple(replace(field, required=field.key not in LEFT_OPEN) for field in fields)

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        """Who is named as an agent is named in full, and shows the power of attorney (Order 121 Art 11)."""
        if (found := super().problems(visit)) or visit.kind != "complaint":
            return found
        agent = read_agent(visit.answers, visit.now)
        is_shown = not agent.speakers or files_of_draft(visit.draft_id)
        return agent.problems if is_shown else (Problem("agent_name", SHOW_THE_DOCUMENT),)

    def lines(self, visit: Visit) -> Sequence[Line]:
        """Nobody beside the complainant is no line."""
        answers = _of_a_kind(visit.answers)
        asked = [field for field in self.fields(visit) if field.key not in BESIDE or answers.get(field.key)]
        return [(field.label, said(field, answers.get(field.key))) for field in asked]

    def values(self, visit: Visit) -> Mapping[str, Any]:
        if any(visit.answers.get(key) for key in WHO):
            return _of_a_kind(visit.answers)
        return {"id_kind": RESIDENT_CARD, **contact_of(visit.actor).as_answers(), **visit.answers}


def _of_a_kind(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the kind of identity paper, also where none was chosen."""
    return {**answers, "id_kind": answers.get("id_kind") or RESIDENT_CARD}


def _kept(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def said(field: Field, value: Any) -> Words:
    """An answer as the check page says it; a wrong one as it was typed."""
    if field.kind is Kind.YES:
        return YES if value else NO
    if not value:
        return NOTHING
    readers = {Kind.CHOICE: _choice, Kind.TERMS: _terms, Kind.MONEY: _money, Kind.DATE: _day, Kind.CHOICES: _chosen}
    return readers[field.kind](field, value) if field.kind in readers else str(value)


def _choice(field: Field, value: Any) -> Words:
    return field.choices.get(value, str(value))


def _chosen(field: Field, value: Any) -> Words:
    labels = [field.choices[one] for one in value if one in field.choices]
    return Text("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def _terms(field: Field, value: Any) -> Words:
    terms, problems = check_terms(value)
    lines = [describe(remedy) for remedy in terms]
    return UNCLEAR if problems else Text("".join(line.zh for line in lines), " ".join(line.en for line in lines))


def _money(field: Field, value: Any) -> Words:
    try:
        return money(Decimal(value))
    except InvalidOperation:
        return str(value)


def _day(field: Field, value: Any) -> Words:
    try:
        return day_words(date.fromisoformat(value))
    except ValueError:
        return str(value)
