"""A trader typed in by hand, and the region that decides which office is competent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hejie.intake.actions import check_answers
from hejie.places.queries import region_name, regions_under
from hejie.rules.filing import FIELDS
from hejie.rules.model import Facts, Field, Problem, Text
from hejie.web.forms import Option, show_fields, summary
from hejie.web.posted import read_inputs
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken, problem_at
from hejie.web.visitor.filing.visit import Visit

TO_THE_COUNTY = Text("请选到区、县这一级", "Please choose down to the county or district")
LEVELS = {
    "province": Text("省、自治区、直辖市", "Province"),
    "city": Text("市、州", "City"),
    "county": Text("区、县", "County or district"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One list to choose from."""

    id: str
    label: Text
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """The lists from the province down. `code` is the region chosen at the end of them, empty before."""

    levels: tuple[Level, ...]
    chosen: tuple[str, ...]
    code: str


def regions(codes: Sequence[str]) -> Regions:
    """The lists to show for what is chosen so far; a choice that does not lie under the one above is dropped.

    Three queries at most: provinces, then what lies under each choice.
    """
    levels: list[Level] = []
    chosen: list[str] = []
    parent: str | None = None
    while found := list(regions_under(parent)):
        wanted = codes[len(levels)] if len(levels) < len(codes) else ""
        options = tuple(Option(region.code, region.name, region.code == wanted) for region in found)
        levels.append(Level(f"place-region-{len(levels)}", LEVELS[found[0].level], options))
        hit = next((region for region in found if region.code == wanted), None)
        if hit is None:
            return Regions(tuple(levels), tuple(chosen), "")
        chosen.append(hit.code)
        parent = hit.code
        if hit.level == "county":
            break
    return Regions(tuple(levels), tuple(chosen), chosen[-1] if chosen else "")


class PlaceStep(Step):
    """Name, address and region of a trader that was not found; of an enquiry the region alone."""

    key, template = "place", "visitor/filing_place.html"

    def applies(self, visit: Visit) -> bool:
        return visit.kind == "enquiry" or visit.is_own_trader

    def title(self, visit: Visit) -> Text:
        if visit.kind == "enquiry":
            return Text("您想问哪个地区的部门？", "Which region's authority do you want to ask?")
        return Text("这家商家叫什么，在哪里？", "What is the trader called, and where is it?")

    def lead(self, visit: Visit) -> Words:
        if visit.kind == "enquiry":
            return Text("选到区、县，由那里的部门答复您。", "Choose the county; the office there answers you.")
        return Text(
            "按商家所在的区、县决定由哪个部门处理。", "The county of the trader decides which office handles it."
        )

    def fields(self, visit: Visit) -> tuple[Field, ...]:
        keys = () if visit.kind == "enquiry" else ("trader_name", "trader_address")
        return tuple(field for field in FIELDS[visit.kind] if field.key in keys)

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        asked = visit.request.GET.getlist("region") or visit.answers.get("regions", ())
        shown = show_fields(self.fields(visit), Facts(), prefix=self.key, values=visit.answers, problems=problems)
        wrong = [problem for problem in problems if problem.field != "region"]
        chosen = regions(asked)
        last = self.problems_shown([Problem(f"region-{len(chosen.chosen)}", TO_THE_COUNTY)])
        region_problem = problem_at(problems, "region")
        return {
            "fields": shown,
            "regions": chosen,
            "region_problem": region_problem,
            "problems": [*summary(shown, wrong), *(last if region_problem else [])],
            "searches": True,
        }

    def take(self, visit: Visit) -> Taken:
        """Choosing a province shows its cities, and so on: the same page again until there is nothing under it."""
        read = read_inputs(self.fields(visit), visit.request.POST)
        chosen = regions(visit.request.POST.getlist("region"))
        is_new = bool(chosen.chosen) and list(chosen.chosen) != visit.answers.get("regions")
        answers = {field.key: read.get(field.key) for field in self.fields(visit)}
        answers |= {"regions": list(chosen.chosen), "region": chosen.code}
        return Taken(answers, stay=not chosen.code and is_new)

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        fields = self.fields(visit)
        raw = {field.key: value for field in fields if (value := visit.answers.get(field.key)) is not None}
        wrong = check_answers(kind=visit.kind, fields=fields, raw=raw, now=visit.now).problems
        return wrong if visit.answers.get("region") else (*wrong, Problem("region", TO_THE_COUNTY))

    def lines(self, visit: Visit) -> Sequence[Line]:
        region = region_name(str(visit.answers.get("region", "")))
        if visit.kind == "enquiry":
            return [(Text("地区", "Region"), region)]
        place = f"{region}{visit.answers.get('trader_address') or ''}"
        return [(Text("商家", "Trader"), str(visit.answers.get("trader_name", ""))), (Text("在哪里", "Where"), place)]
