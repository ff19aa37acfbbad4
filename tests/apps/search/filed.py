"""Cases to look for, see conftest.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.people.access import Actor
from hejie.rules.clock import SHANGHAI
from hejie.search import tokens
from hejie.search.models import CaseIndex
from tests.tales import Tale

STORY = "买的除湿机用了九天水箱就漏水，地板泡了一块，要求全额退款。"
FileCase = Callable[..., Case]
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=SHANGHAI)


def file_case(
    world: World,
    *,
    office: str = "qinghe",
    name: str = "欧阳若溪",
    story: str = STORY,
    kind: str = "complaint",
    trader: str = "qinghe",
) -> Case:
    filing = Filing(
        kind=kind,
        how="authority",
        complainant=Side(name=name, phone="138 0000 0777", person_id=world.consumers[0].pk),
        respondent=Side(name=world.traders[trader].name, trader_id=world.traders[trader].pk),
        office_id=world.offices[office].pk,
        title="除湿机漏水",
        story=story,
        category="appliances",
        problem="quality",
        details={"goods": "除湿机 ＤＸ－８８", "order_number": "TB-2026-0071234"},
    )
    return open_case(filing=filing, actor=world.actors["consumer"], now=NOW)


@dataclass
class Filed:
    """Cases that many tests look for, in the order of their filing, and an officer who may read them."""

    officer: Actor
    cases: list[UUID]


def filed(*cases: Mapping[str, str]) -> Any:
    def tell(world: World) -> Filed:
        return Filed(world.actors["county_officer"], [file_case(world, **one).pk for one in cases])

    return Tale(tell, place="world_stage")


def date_back(filed: Filed) -> None:
    """As if they had been filed over some years."""
    for ago, case_id in zip((1500, 1400, 300, 100, 20, 9, 3, 1, 0), filed.cases, strict=True):
        index = CaseIndex.objects.get(case=case_id)
        today = tokens.filed_on(case_id)
        when = {*index.scope} - {*tokens.days_of(today)} | {*tokens.days_of(today - timedelta(days=ago))}
        CaseIndex.objects.filter(case=case_id).update(scope=sorted(when))
