"""Writers of papers: one function per fact that asks for a paper, here by subject, and in outer apps in `papers`.

A writer reads the rules, the case and the record, and says which kind of paper it is, what stands in it and who seals
it. `None` says that this time no paper is due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from hejie.base.ids import show_case_number
from hejie.base.registry import Registry, discover
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, CaseRecord, Party
from hejie.cases.representing import named_on_papers
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Article, Role

GROUNDED = {
    "complaint_refused": "refuse",
    "complaint_withdrawn": "terminate",
    "mediation_terminated": "terminate",
    "mediation_declined": "terminate",
}
# A side ends the mediation by its own act; which ground that is stands in the law (Order 121 Art 23(1)(1) and (2)).
UNGROUNDED = {"complaint_withdrawn": "withdrawn_or_settled", "mediation_declined": "absent_or_refused"}


@dataclass(frozen=True)
class Occasion:
    """An act that was just recorded, with what its paper may need."""

    case: Case
    record: CaseRecord
    content: Mapping[str, Any]
    sides: Mapping[str, Party]
    now: datetime

    @property
    def input(self) -> Mapping[str, Any]:
        return {**self.record.data, **self.content}

    @property
    def number(self) -> str:
        return show_case_number(self.case.ref)

    @property
    def matter(self) -> str:
        return procedure_of(self.case).label.zh

    @property
    def article(self) -> Article:
        """The article of the move, or of the one that it amounts to."""
        return procedure_of(self.case).moves[GROUNDED.get(self.record.fact) or self.record.data["move"]].article

    @property
    def received_on(self) -> str:
        return shanghai_date(self.case.received_at or self.case.filed_at).isoformat()

    @property
    def complainant(self) -> str:
        """All of them, and who acts for them; a report may have none."""
        name = self.sides[Role.COMPLAINANT].name
        return named_on_papers(self.case, name) if name else "匿名举报人"

    @property
    def trader(self) -> str:
        return self.sides[Role.RESPONDENT].name

    @property
    def subject(self) -> str:
        return f"{self.trader}{self.case.title}"

    @property
    def both(self) -> str:
        return f"{self.complainant}、{self.trader}"

    @cached_property
    def author(self) -> str:
        """Name of whoever acted, else of the office."""
        acted = self.record.person_id
        person = Person.objects.filter(pk=acted).first() if acted else None
        return (person and person.name) or self.case.office.short_name

    def grounds(self) -> dict[str, Any]:
        """Every ground of the law as the form prints them, and which one was chosen (counted from 1)."""
        move = procedure_of(self.case).moves[GROUNDED[self.record.fact]]
        choices = next(field.choices for field in move.fields if field.key == "ground")
        keys = list(choices)
        chosen = self.record.data.get("ground") or UNGROUNDED[self.record.fact]
        return {"grounds": [text.zh for text in choices.values()], "chosen": keys.index(chosen) + 1}


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as its writer wants it. `office` seals it where that is not the one that handles the case."""

    kind: str
    data: Mapping[str, Any]
    office: Authority | None = None


Writer = Callable[[Occasion], Draft | None]
writers: Registry[Writer] = Registry("paper writer")
COMPLAINT, REPORT = ("complaint",), ("report",)
FILED, EVERY = ("complaint", "report"), ("complaint", "report", "enquiry")


def writes(*facts: str, of: tuple[str, ...] = COMPLAINT) -> Callable[[Writer], Writer]:
    """Register the writer of the paper that these facts ask for in cases of these kinds."""

    def register(writer: Writer) -> Writer:
        for kind in of:
            for fact in facts:
                writers.add(f"{kind}:{fact}", writer)
        return writer

    return register


def writer_of(kind: str, fact: str) -> Writer | None:
    """Who writes the paper of this fact in a case of this kind; None where no paper follows from it."""
    return _all().get(f"{kind}:{fact}")


@cache
def _all() -> Registry[Writer]:
    discover(__name__)
    return writers
