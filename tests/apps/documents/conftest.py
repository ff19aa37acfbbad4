"""Offices, drawings and signed papers that the tests of papers share."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image, ImageDraw
from pytest_django import Settings

from hejie.demo.world import World
from hejie.documents import actions
from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper
from hejie.documents.records import Drawing, Office
from tests.stage import Stage

OFFICE = Office("云青市市场监督管理局", "云青市监", "0570-0000315", "云青市澄湖路 1 号")


@pytest.fixture
def office() -> Office:
    return OFFICE


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """An empty storage for each test."""
    backend = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "files")},
    }
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return tmp_path / "files"


@pytest.fixture
def png() -> bytes:
    """A line drawn by hand, with a note in the metadata that must not survive."""
    picture = Image.new("RGBA", (1200, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(100, 300), (500, 60), (620, 320), (1100, 180)], fill=(20, 20, 20, 255), width=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def drawing(now: datetime, png: bytes) -> Callable[..., Drawing]:
    def draw(role: str, name: str) -> Drawing:
        return Drawing(role, name, now, challenge="c-104", png=png)

    return draw


@pytest.fixture
def issue(office: Office, now: datetime) -> Callable[..., Paper]:
    """Issue a paper of a kind with its sample data; any argument of `issue_paper` may be given instead."""

    def issue_one(kind: str = "acceptance_decision", **given: Any) -> Paper:
        values: dict[str, Any] = {"subject": uuid4(), "office": office, "data": KINDS[kind].sample, "now": now}
        return actions.issue_paper(kind=kind, **{**values, **given})

    return issue_one


@pytest.fixture
def signed(issue: Callable[..., Paper], now: datetime, db: None) -> Paper:
    """A sealed decision with its file."""
    return actions.render_paper(paper_id=issue("refusal_decision").pk, now=now)


@pytest.fixture
def subject() -> UUID:
    return uuid4()


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True
    return Stage(world)
