"""Two ways on: talk to the trader first, or go to the authority. Both with real dates and honest figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hejie.cases.deadlines import calendar
from hejie.intake.queries import Competence, competent_office
from hejie.oversight.figures import DirectFigures
from hejie.oversight.queries import direct_figures
from hejie.rules import clock
from hejie.rules.edition import Term
from hejie.rules.filing import ROUTES
from hejie.rules.model import Problem, Text, Unit
from hejie.traders.queries import is_member
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken, problem_at
from hejie.web.visitor.filing.visit import Visit
from hejie.web.visitor.periods import length, periods_on

WORKING_DAYS, DAYS = Text("个工作日", "working days"), Text("天", "days")
CHOOSE = Text("请选一条路", "Please choose one of the two ways")


@dataclass(frozen=True, slots=True)
class Wait:
    """One period: its rule, its length in words, and the last day when it begins today."""

    term: Term
    length: Text
    on: date

    @property
    def unit(self) -> Text:
        return WORKING_DAYS if self.term.unit is Unit.WORKING_DAY else DAYS


@dataclass(frozen=True, slots=True)
class Waits:
    """The last day of each way. The mediation is counted from an acceptance on its own last day: it ends by then."""

    negotiation: Wait
    acceptance: Wait
    mediation: Wait


def waits(today: date) -> Waits:
    """Counted with the working calendar in force. One query."""
    periods, days = periods_on(today), calendar()

    def wait(term: Term, start: date) -> Wait:
        return Wait(term, length(term), clock.due(term, start, days).due_on)

    acceptance = wait(periods.acceptance, today)
    return Waits(wait(periods.negotiation, today), acceptance, wait(periods.mediation, acceptance.on))


class RouteStep(Step):
    """Only a complaint may begin with a negotiation; nothing is chosen beforehand."""

    key, template = "route", "visitor/filing_route.html"

    def title(self, visit: Visit) -> Text:
        return Text("先和商家直接谈，还是交给监管部门？", "Talk to the trader first, or go to the authority?")

    def lead(self, visit: Visit) -> Words:
        return Text("两条路都免费。先谈也不影响您以后找监管部门。", "Both are free. Talking first closes no way.")

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        key = visit.trader_id
        member = is_member(key) if key else False
        return {
            "how": visit.answers.get("how", ""),
            "is_member": member,
            "trader_name": visit.answers.get("trader_name", ""),
            "figures": _figures(key, visit) if key and member else None,
            "office": office_of(visit),
            "waits": waits(clock.shanghai_date(visit.now)),
            "problem": problem_at(problems, "how"),
            "problems": self.problems_shown(problems),
        }

    def take(self, visit: Visit) -> Taken:
        return Taken({"how": visit.request.POST.get("how", "")})

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        return () if visit.answers.get("how") in ROUTES else (Problem("how", CHOOSE),)

    def lines(self, visit: Visit) -> Sequence[Line]:
        return [(Text("怎么办理", "Which way"), ROUTES.get(visit.answers.get("how", ""), ""))]


def _figures(trader_id: UUID, visit: Visit) -> DirectFigures:
    return direct_figures(trader_id, visit.now)


def office_of(visit: Visit) -> Competence | None:
    """The office that would be competent; None while the region is not known."""
    try:
        return competent_office(visit.trader_id, str(visit.answers.get("region", "")), visit.kind)
    except LookupError:
        return None
