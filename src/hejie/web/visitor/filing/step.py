"""What a page of the wizard is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hejie.rules.model import Problem, Text
from hejie.web.forms import ProblemShown
from hejie.web.show import Words
from hejie.web.visitor.filing.visit import Visit

Line = tuple[Words, Words]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a posted page gave. `stay` shows the same page again: more is to be chosen on it."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stay: bool = False


class Step(ABC):
    """One question on one page: shown from the draft, taken from a post, said again on the check page."""

    key: str
    template: str

    def applies(self, visit: Visit) -> bool:
        """Whether this question is asked at all, given the answers so far."""
        return True

    @abstractmethod
    def title(self, visit: Visit) -> Text:
        """The question."""

    def lead(self, visit: Visit) -> Words:
        """One sentence under the question."""
        return ""

    @abstractmethod
    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        """What the template shows beside title and lead."""

    @abstractmethod
    def take(self, visit: Visit) -> Taken:
        """Read what was posted. Nothing is thrown away because it is wrong."""

    @abstractmethod
    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        """What is still wrong with the answers the draft holds."""

    @abstractmethod
    def lines(self, visit: Visit) -> Sequence[Line]:
        """Question and answer in a few words, for the check page."""

    def problems_shown(self, problems: Sequence[Problem]) -> list[ProblemShown]:
        """Each problem with the id of its control: `<step>-<field>`."""
        return [ProblemShown(problem.text, f"{self.key}-{problem.field}") for problem in problems]


def problem_at(problems: Sequence[Problem], field: str) -> Words:
    """The words about one field, if it is wrong."""
    return next((problem.text for problem in problems if problem.field == field), "")
