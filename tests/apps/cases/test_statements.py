"""What a move costs: it is read under the lock in one statement and written in one, messages in one more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.cases.actions import perform
from tests.apps.agreements.scene import REFUND, Scene, set_scene

# Transaction and lock, reading, everything of the move, messages; codes are looked for and counted besides.
MOST: Mapping[str, int] = {"make_offer": 6, "accept_offer": 6, "request_code": 8, "sign": 9}


@pytest.fixture
def scene(db: None, now: datetime) -> Scene:
    return set_scene(now)


@pytest.fixture
def cost(scene: Scene) -> Callable[..., int]:
    """How many statements a move of this person takes."""

    def cost(who: str, move: str, **inputs: Any) -> int:
        actor = scene.actor(who)
        with CaptureQueriesContext(connection) as asked:
            perform(ref=scene.case.ref, move=move, actor=actor, inputs=inputs, now=scene.now)
        return len(asked)

    return cost


def test_moves_take_few_statements(scene: Scene, cost: Callable[..., int]) -> None:
    scene.file()
    taken = {"make_offer": cost("clerk", "make_offer", terms=[REFUND])}
    taken["accept_offer"] = cost("consumer", "accept_offer")
    taken["request_code"] = cost("consumer", "request_code")
    taken["sign"] = cost("consumer", "sign", code=scene.code("consumer"))
    assert not {move: (many, MOST[move]) for move, many in taken.items() if many > MOST[move]}
