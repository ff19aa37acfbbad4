"""Reading papers: files, lists, look-up by code, verification, previews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper, file_key
from hejie.documents.records import Drawing, Office, Sheet
from hejie.documents.render import BEIJING, render
from hejie.documents.verify import SignatureReport, Verification, verify_file
from hejie.rules.model import Article, Text

__all__ = [
    "PaperCard", "SignatureReport", "Verification", "paper_by_code", "paper_card", "paper_file", "papers_of",
    "papers_to_render", "preview_paper", "verify_file",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What a list, the API or the public verification page may show of a paper: no personal data."""

    id: UUID
    kind: str
    title: Text
    number: str
    office: str
    article: Article
    issued_at: datetime
    state: str
    version: int
    sha256: str
    code: str

    @property
    def has_file(self) -> bool:
        return self.version > 0


def paper_card(paper: Paper) -> PaperCard:
    kind = KINDS[paper.kind]
    return PaperCard(
        paper.pk, paper.kind, kind.title, paper.number, paper.office_name, kind.article, paper.issued_at,
        paper.state, paper.version, paper.sha256, paper.verify_code,
    )  # fmt: skip


def papers_of(subject: UUID) -> list[PaperCard]:
    """Papers about one subject, oldest first. One query."""
    return [paper_card(paper) for paper in together.rows("papers", subject)]


@part("papers", for_pages_alone=True)
def _papers(subject: UUID) -> QuerySet[Paper]:
    return Paper.objects.filter(subject=subject).defer("content").order_by("issued_at", "id")


def paper_by_code(code: str) -> PaperCard | None:
    """The paper of a verification code as typed: case, spaces and hyphens do not matter."""
    digits = re.sub(r"[^0-9A-F]", "", code.upper())[:13]
    spelled = "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))
    paper = Paper.objects.filter(verify_code=spelled).defer("content").first()
    return paper_card(paper) if paper else None


def paper_file(paper: Paper | PaperCard) -> bytes:
    """The signed file as it is now. Raises FileNotFoundError while none was made, or after it was erased."""
    if not paper.version:
        raise FileNotFoundError(paper.number)
    return stored_file(paper.sha256)


def stored_file(sha256: str) -> bytes:
    """Any signed version by its hash. Raises FileNotFoundError after it was erased."""
    with default_storage.open(file_key(sha256)) as file:
        return bytes(file.read())


def issued(paper_id: UUID) -> tuple[UUID, datetime]:
    """What a paper is about, and when it was issued."""
    return Paper.objects.values_list("subject", "issued_at").get(pk=paper_id)


def papers_to_render(limit: int = 100) -> list[UUID]:
    """Papers that have a number but no file yet, oldest first: what a job that was lost left behind."""
    waiting = Paper.objects.filter(state=Paper.ISSUED, version=0, content__isnull=False).order_by("issued_at")
    return list(waiting.values_list("pk", flat=True)[:limit])


def preview_paper(
    *, kind: str, office: Office, data: Mapping[str, Any], on: date | datetime, drawings: Iterable[Drawing] = ()
) -> bytes:
    """A draft as PDF: no number, no code, no seal, 草稿 across the sheet; nothing is stored."""
    day = on.astimezone(BEIJING).date() if isinstance(on, datetime) else on
    return render(Sheet(kind=kind, data=data, office=office, issued_on=day, drawings=tuple(drawings)))
