"""Offices, drawings and signed papers that the tests of papers share."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from PIL import Image, ImageDraw

from hejie.documents import actions
from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper, file_key
from hejie.documents.queries import paper_file
from hejie.documents.records import Drawing, Office
from hejie.documents.signers._sealing import InstallationSigner
from tests.stage import STAGE
from tests.tales import Tale

IN_MEMORY = "django.core.files.storage.InMemoryStorage"
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


@pytest.fixture(scope="session")
def png() -> bytes:
    """A line drawn by hand."""
    picture = Image.new("RGBA", (480, 160), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(40, 120), (200, 24), (248, 128), (440, 72)], fill=(20, 20, 20, 255), width=5)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def drawing(now: datetime, png: bytes) -> Callable[..., Drawing]:
    def draw(role: str, name: str) -> Drawing:
        return Drawing(role, name, now, challenge="c-104", png=png)

    return draw


@pytest.fixture(scope="session")
def forger(tmp_path_factory: pytest.TempPathFactory) -> InstallationSigner:
    """Somebody else's authority; its keys are made once a run, for that takes a while."""
    return InstallationSigner(tmp_path_factory.mktemp("forger"))


@pytest.fixture
def issue(office: Office, now: datetime, db: None) -> Callable[..., Paper]:
    """Issue a paper of a kind with its sample data; any argument of `issue_paper` may be given instead."""

    def issue_one(kind: str = "acceptance_decision", **given: Any) -> Paper:
        values: dict[str, Any] = {"subject": uuid4(), "office": office, "data": KINDS[kind].sample, "now": now}
        return actions.issue_paper(kind=kind, **{**values, **given})

    return issue_one


def seal_a_decision(now: datetime) -> tuple[Paper, bytes]:
    """The file beside it: each test has an empty storage."""
    kind = KINDS["refusal_decision"]
    with override_settings(STORAGES={**settings.STORAGES, "default": {"BACKEND": IN_MEMORY}}):
        paper = actions.issue_paper(kind=kind.key, subject=uuid4(), office=OFFICE, data=kind.sample, now=now)
        done = actions.render_paper(paper_id=paper.pk, now=now)
        return done, paper_file(done)


sealed = Tale(seal_a_decision).fixture()


@pytest.fixture
def signed(sealed: tuple[Paper, bytes]) -> Paper:
    """A sealed decision with its file."""
    paper, pdf = sealed
    default_storage.save(file_key(paper.sha256), ContentFile(pdf))
    return paper


@pytest.fixture
def subject() -> UUID:
    return uuid4()


stage = STAGE.fixture()
