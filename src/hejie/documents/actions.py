"""Writing papers: issue, print and sign, counter-sign, declare void, erase."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from hejie.base.written import write_later
from hejie.documents.kinds import KINDS, Kind
from hejie.documents.models import Delivery, Paper, PaperFile, file_key
from hejie.documents.records import Drawing, Office, Sheet
from hejie.documents.render import BEIJING, clean_drawing, render
from hejie.documents.signers import current_signer

SHOWN_BY = {"code": "以手机验证码确认", "proof": "重新验证登录后"}
PLATFORM = "和解在线消费纠纷平台"  # in whose name the installation signs what the parties signed
# The row of a series stays locked until the commit.
NEXT = """
INSERT INTO documents_numberseries AS s (office_key, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (office_key, kind, year) DO UPDATE SET last = s.last + 1 RETURNING last
"""


class PaperIsVoid(Exception):
    """A void paper is neither printed nor signed."""


class PaperIsErased(Exception):
    """What the paper said about people was erased after the retention period, so it cannot be printed again."""


def issue_paper(
    *,
    kind: str,
    subject: UUID,
    office: Office,
    data: Mapping[str, Any],
    now: datetime,
    drawings: Iterable[Drawing] = (),
    seal: bool = True,
) -> Paper:
    """Give a paper its number and keep what will be printed; `render_paper` makes the file, now or in a job.

    Numbers are free of gaps: the series stays locked until the caller's transaction commits. seal says whether the
    office's round seal is printed and the office signs; without it the platform signs. Raises ValueError when `data`
    lacks a key of the kind, BadDrawing when a drawing is no picture.
    """
    entry = KINDS[kind]
    if missing := entry.missing(data):
        raise ValueError(f"{kind} needs {', '.join(sorted(missing))}")
    content = {
        "data": dict(data),
        "office": asdict(office),
        "drawings": [_kept(drawing) for drawing in drawings],
        "seal": seal,
        "sample": settings.DEMO,
        "url": settings.PUBLIC_URL,
    }
    year = _day(now).year
    with transaction.atomic(savepoint=False):
        sequence = _next_number(office, entry, year)
        paper = Paper(
            subject=subject,
            kind=kind,
            title=entry.title.zh,
            office_name=office.name,
            office_key=office.seal_code,
            year=year,
            sequence=sequence,
            number=f"{office.seal_code}{entry.number_word}〔{year}〕第{sequence}号",
            issued_at=now,
            content=content,
            verify_code=_new_code(),
        )
        write_later(paper)
    return paper


@transaction.atomic
def render_paper(*, paper_id: UUID, now: datetime) -> Paper:
    """Print and sign an issued paper. A paper that has its file is returned as it is, so a job may run twice.

    Each party's signature is recorded by a signature of the platform; the office seals last.
    """
    paper = _locked(paper_id)
    if paper.version:
        return paper
    sheet = sheet_of(paper)
    signer = current_signer()
    pdf = render(sheet)
    for drawing in sheet.drawings:
        pdf = signer.seal(pdf, signer_name=PLATFORM, reason=_evidence(drawing), now=now)
    name, act = (paper.office_name, "盖章") if sheet.seal else (PLATFORM, "存证")
    pdf = signer.seal(pdf, signer_name=name, reason=f"{act}：{paper.title} {paper.number}", now=now)
    return _keep(paper, pdf, now)


@transaction.atomic
def countersign_paper(*, paper_id: UUID, drawing: Drawing, now: datetime) -> Paper:
    """Add one more person's signature to a signed paper; the file becomes its next version, earlier stay genuine."""
    paper = _locked(paper_id)
    if not paper.version:
        raise ValueError(f"{paper.number} has no file to sign yet")
    with default_storage.open(file_key(paper.sha256)) as file:
        pdf = file.read()
    reason = _evidence(_drawing(_kept(drawing)))
    signed = current_signer().seal(pdf, signer_name=PLATFORM, reason=reason, now=now)
    return _keep(paper, signed, now)


@transaction.atomic
def void_paper(*, paper_id: UUID) -> Paper:
    """Declare a paper void. Its number is not given again, its file stays, and verification says that it is void."""
    paper = Paper.objects.select_for_update().get(pk=paper_id)
    paper.state = Paper.VOID
    paper.save(update_fields=["state"])
    return paper


@transaction.atomic
def erase_papers(*, subject: UUID) -> int:
    """Erase what the papers of one subject say about people; number, title and hash stay. Returns how many papers."""
    papers = list(Paper.objects.select_for_update().filter(subject=subject, content__isnull=False))
    for paper in papers:
        paper.content = None
        paper.save(update_fields=["content"])
    Delivery.objects.filter(paper__in=papers).update(proof=None)
    keys = [file_key(file.sha256) for file in PaperFile.objects.filter(paper__in=papers)]
    transaction.on_commit(partial(_delete_files, keys))
    return len(papers)


def sheet_of(paper: Paper) -> Sheet:
    """The sheet an issued paper prints to; always the same for the same paper."""
    content = paper.content
    if content is None:
        raise PaperIsErased(paper.number)
    return Sheet(
        kind=paper.kind,
        data=content["data"],
        office=Office(**content["office"]),
        issued_on=_day(paper.issued_at),
        number=paper.number,
        code=paper.verify_code,
        url=f"{content['url']}/verify/{paper.verify_code}/",
        seal=content["seal"],
        sample=content["sample"],
        drawings=tuple(_drawing(kept) for kept in content["drawings"]),
    )


def _next_number(office: Office, kind: Kind, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [office.seal_code, kind.key, year])
        return int(cursor.fetchone()[0])


def _delete_files(keys: Iterable[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def _locked(paper_id: UUID) -> Paper:
    paper = Paper.objects.select_for_update().get(pk=paper_id)
    if paper.state == Paper.VOID:
        raise PaperIsVoid(paper.number)
    return paper


def _keep(paper: Paper, pdf: bytes, now: datetime) -> Paper:
    """Store a signed file before the row says so; if the transaction fails, a file that nobody names is left behind."""
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.version += 1
    paper.state = Paper.SIGNED
    default_storage.save(file_key(paper.sha256), ContentFile(pdf))
    PaperFile.objects.create(paper=paper, version=paper.version, sha256=paper.sha256, made_at=now)
    paper.save(update_fields=["sha256", "version", "state"])
    return paper


def _evidence(drawing: Drawing) -> str:
    """What the platform testifies when it signs for a person; the name is masked."""
    at = drawing.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    drawn = f"，手写签名 SHA-256 {drawing.digest}" if drawing.digest else ""
    return f"{drawing.name} 于 {at} {SHOWN_BY[drawing.by]}签署（验证记录 {drawing.challenge}{drawn}）"


def _kept(drawing: Drawing) -> dict[str, str]:
    """A drawing as JSON: the picture made fit to print, the hash of it as it came."""
    png = clean_drawing(drawing.png) if drawing.png else b""
    return {
        "role": drawing.role,
        "name": drawing.name,
        "at": drawing.at.isoformat(),
        "challenge": drawing.challenge,
        "digest": hashlib.sha256(drawing.png).hexdigest() if drawing.png else "",
        "png": base64.b64encode(png).decode(),
        "by": drawing.by,
    }


def _drawing(kept: Mapping[str, str]) -> Drawing:
    at = datetime.fromisoformat(kept["at"])
    png = base64.b64decode(kept["png"])
    return Drawing(kept["role"], kept["name"], at, kept["challenge"], png, kept["digest"], kept.get("by", "code"))


def _new_code() -> str:
    """Twelve hexadecimal digits in fours, 48 random bits: `7F2A-91C4-0B6E`."""
    digits = secrets.token_hex(6).upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
