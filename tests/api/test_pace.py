"""One token cannot keep a worker busy for everybody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from hejie.api import pace
from tests.api.test_problems import as_problem
from tests.stage import Answer, Stage


def test_beyond_the_limit_a_token_is_told_when_to_come_again(stage: Stage, settings: Settings) -> None:
    settings.API_PER_MINUTE = 1
    secret = {"Authorization": f"Bearer {stage.token('consumer')}"}
    answers = [stage.client.get("/api/v1/me", headers=secret) for _ in range(3)]  # two of one minute at the least
    refused = answers[-1] if answers[-1].status_code == 429 else answers[1]
    assert as_problem(Answer(refused))["code"] == "too_fast"
    assert 1 <= int(refused["Retry-After"]) <= 60
    other = stage.client.get("/api/v1/me", headers={"Authorization": f"Bearer {stage.token('clerk')}"})
    assert other.status_code == 200


def test_the_next_minute_counts_anew_and_nothing_is_kept(settings: Settings, now: datetime) -> None:
    settings.API_PER_MINUTE = 2
    at = now + timedelta(days=400)
    pace.count(b"one", at)
    pace.count(b"one", at)
    with pytest.raises(pace.TooFast):
        pace.count(b"one", at)
    pace.count(b"one", at + timedelta(minutes=1))
    settings.API_PER_MINUTE = 0
    for _ in range(5):
        pace.count(b"one", at + timedelta(minutes=1))
