"""The programme of the demonstration: which stories are told, how often, and when they begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hejie.demo import between, consulting, courts, meetings, offices, roads, steps, talks
from hejie.demo.stage import Part, Stage, Story

NOBODY_NAMED = Part()
LONG_AGO = steps.AS_LONG_AS_CASES_ARE_KEPT.days + 10


@dataclass(frozen=True, slots=True)
class Route:
    """A story, how often it is told, how many days ago it begins, and who plays it (chance where nobody is named)."""

    tell: Callable[[Stage, Part], Story]
    times: int
    days_ago: tuple[float, float]
    part: Part = NOBODY_NAMED


# What the people of the cast find on their desks, whatever chance brings besides.
LIN, ZHOU = "consumer", "second_consumer"
OF_THE_CAST = (
    Route(talks.offered, 1, (2, 3), Part(LIN, "qinghe")),
    Route(talks.signing, 1, (5, 6), Part(LIN, "yuedong")),
    Route(talks.settled, 1, (5, 6), Part(LIN, "shiguang")),
    Route(talks.closed, 1, (30, 40), Part(LIN, "chengji")),
    Route(offices.mediating, 1, (12, 14), Part(LIN, "chifeng")),
    Route(offices.mediating, 3, (9, 13), Part(LIN, "qinghe")),
    Route(talks.countered, 1, (2, 3), Part(ZHOU, "qinghe")),
    Route(offices.received, 1, (2, 3), Part(ZHOU, "xiaoman")),
    Route(talks.closed, 1, (40, 60), Part(ZHOU, "qinghe")),
    Route(talks.half_signed, 1, (4, 5), Part("", "qinghe")),
    Route(talks.silent, 2, (0.5, 4), Part("", "qinghe")),
    Route(offices.received, 2, (0.5, 5), Part("", "xiaoman")),
    Route(offices.received, 2, (0.5, 5), Part("", "chengji")),
    Route(offices.accepted, 2, (5, 8), Part("", "chifeng")),
    Route(offices.mediating, 3, (8, 20), Part("", "qinghe")),
)
OF_EVERYBODY = (
    Route(talks.silent, 22, (0.2, 9)),
    Route(talks.silent, 6, (14, 40)),
    Route(talks.offered, 16, (0.8, 8)),
    Route(talks.countered, 14, (0.8, 8)),
    Route(talks.signing, 5, (3, 6)),
    Route(talks.half_signed, 5, (3, 6)),
    Route(talks.settled, 10, (4, 8)),
    Route(talks.settled, 8, (18, 40)),
    Route(talks.closed, 34, (12, 95)),
    Route(talks.unperformed, 4, (25, 60)),
    Route(talks.gave_up, 10, (5, 60)),
    Route(talks.ended_talks, 7, (5, 30)),
    Route(offices.handed_on, 10, (5, 12)),
    Route(offices.received, 18, (0.2, 8)),
    Route(offices.received, 4, (8, 9.4)),  # to be accepted or refused about today
    Route(offices.received, 2, (10.7, 11.3), Part("", "chengji")),
    Route(offices.received, 1, (0, 0.3), Part("", "xiaoman")),
    Route(offices.received, 3, (0, 0.3), Part("", "yuedong")),
    Route(offices.received, 3, (0, 0.3), Part("", "qinghe")),
    Route(offices.asked_who, 4, (4, 9)),
    Route(offices.refused, 11, (8, 70)),
    Route(offices.returned, 3, (4, 12)),
    Route(offices.returned, 1, (4, 12), Part("", "chengji")),
    Route(offices.dispatched, 3, (6, 12)),
    Route(between.disputed, 1, (1.5, 3), Part("", "chengji")),
    Route(between.to_designate, 1, (2, 4), Part("", "chengji")),
    Route(offices.accepted, 7, (5, 12)),
    Route(offices.mediating, 14, (10, 50)),
    Route(offices.mediating, 3, (75, 90)),
    Route(offices.testing, 5, (15, 40)),
    Route(offices.recusal, 3, (9, 13)),
    Route(offices.mediated, 12, (25, 90)),
    Route(offices.declined, 3, (10, 40)),
    Route(offices.terminated, 4, (11, 14)),
    Route(offices.ended, 7, (30, 80)),
    Route(offices.reported, 7, (1, 12)),
    Route(offices.report_tested, 1, (10, 15), Part("", "chengji")),
    Route(offices.report_returned, 1, (5, 9), Part("", "qingyan")),
    Route(between.report_disputed, 1, (1.5, 3), Part("", "qingyan")),
    Route(between.report_to_designate, 1, (2, 4), Part("", "chengji")),
    Route(offices.report_redirected, 1, (10, 30), Part("", "qingyan")),
    Route(offices.report_repeated, 1, (15, 30), Part(ZHOU, "yuchuan")),
    Route(offices.report_not_opened, 2, (15, 60), Part("", "yuchuan")),
    Route(offices.report_opened, 2, (20, 60), Part("", "zhumei")),
    Route(offices.report_decided, 2, (60, 90), Part("", "kangyi")),
    Route(offices.asked, 4, (0.3, 4)),
    Route(offices.answered, 10, (4, 60)),
    Route(offices.enquiry_redirected, 1, (5, 20)),
    Route(offices.enquiry_withdrawn, 1, (5, 20)),
    Route(steps.posts, 1, (97, 99)),
    Route(roads.delegated, 1, (9, 14), Part("", "qinghe")),
    Route(roads.by_the_committee, 1, (10, 12), Part(LIN, "qinghe")),
    Route(roads.by_the_association, 1, (30, 40), Part("", "qinghe")),
    Route(roads.by_the_enterprise, 1, (30, 40), Part("", "qinghe")),
    Route(steps.agreed_orally, 1, (10, 13), Part("", "qinghe")),
    Route(steps.forgotten, 1, (LONG_AGO, LONG_AGO + 10), Part("", "qinghe")),
    Route(steps.called, 1, (10, 14), Part("", "qinghe")),
    Route(steps.recorded, 1, (25, 40), Part("", "qinghe")),
    Route(steps.divided, 1, (2, 4), Part("", "chengji")),
    Route(steps.under_review, 1, (5, 6), Part("", "qinghe")),
    Route(steps.overturned, 1, (8, 12), Part("", "qinghe")),
    Route(steps.upheld, 2, (15, 50), Part("", "chengji")),
    Route(steps.joint, 1, (5, 8), Part(LIN, "qinghe")),
    Route(steps.redirected, 1, (5, 20), Part("", "chengji")),
    Route(steps.reward_claimed, 1, (30, 40), Part("", "qingyan")),
    Route(steps.reward_graded, 1, (30, 40), Part("", "chengji")),
    Route(steps.reward_granted, 1, (35, 45), Part("", "qingyan")),
    Route(steps.rewarded, 1, (40, 60), Part("", "chengji")),
    Route(steps.imported, 1, (1, 2)),
    Route(courts.proposed, 1, (11, 14), Part(LIN, "qinghe")),
    Route(courts.confirmed, 1, (18, 24), Part("", "qinghe")),
    Route(courts.broken, 1, (34, 40), Part(LIN, "qinghe")),
    Route(offices.in_parts, 1, (24, 26), Part(LIN, "qinghe")),
    Route(courts.invited, 1, (6, 9), Part("", "qinghe")),
    Route(consulting.resolved, 1, (13, 16), Part("", "qinghe")),
    Route(consulting.waiting, 1, (9, 11), Part("", "qinghe")),
    Route(meetings.proposed, 1, (15, 16), Part(LIN, "qinghe")),
    Route(meetings.chosen, 1, (15, 16), Part(LIN, "qinghe")),
    Route(meetings.fixed, 1, (15, 16), Part(LIN, "qinghe")),
    Route(meetings.missed, 1, (19, 20), Part(LIN, "qinghe")),
)
ROUTES = OF_THE_CAST + OF_EVERYBODY
