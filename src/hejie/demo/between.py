"""Stories of cases between offices: which of two has the power."""

from __future__ import annotations

from hejie.cases.actions import Refused, perform
from hejie.demo.calls import until_called
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.rules.model import Role


def disputed(stage: Stage, part: Part) -> Story:
    """The county says that it is its neighbour's; the neighbour has not answered yet."""
    yield from _dispute(stage, stage.complaint(part, "authority"))


def to_designate(stage: Stage, part: Part) -> Story:
    """Neither takes it: the city has to designate."""
    case = stage.complaint(part, "authority")
    yield from _dispute(stage, case)
    yield from _decline(stage, case)


def report_disputed(stage: Stage, part: Part) -> Story:
    yield from _dispute(stage, stage.report(part))


def report_to_designate(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield from _dispute(stage, case)
    yield from _decline(stage, case)


def _dispute(stage: Stage, case: Played) -> Story:
    yield min(max(stage.hours(4, 20), until_called(stage)), stage.until_the_end(hours=22))
    neighbour = str(stage.world.offices["chengxi"].pk)
    case.do(Role.OFFICER, "dispute_venue", office=neighbour, reason="商家上个月搬到澄溪区经营，登记地址也在那边。")


def _decline(stage: Stage, case: Played) -> Story:
    yield stage.hours(4, 20)
    asked = stage.world.holders[Role.OFFICER][stage.world.offices["chengxi"].pk]
    try:
        reason = "现场看过，那个地址只是仓库，实际经营地不在澄溪区。"
        perform(ref=case.ref, move="decline_venue", actor=asked, inputs={"reason": reason}, now=stage.now)
    except Refused:
        return  # a sweep was faster
