"""Is this file one of ours, unchanged? The answer for a file a stranger holds up.

A file is genuine only if its hash is registered AND every signature in it holds by pyHanko's `bottom_line` under our
own roots. `intact` and `trusted` alone are not asked: an appended edit leaves both true.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper, PaperFile
from hejie.documents.render import BEIJING
from hejie.documents.signers import current_signer
from hejie.rules.model import Text

if TYPE_CHECKING:  # pyHanko is loaded by the first file, for it takes a while
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

LARGEST_FILE = 10 * 1024 * 1024  # bytes; our papers have some hundred thousand
LARGEST_INSIDE = 80 * 1024 * 1024  # bytes all compressed parts together may unpack to
MOST_SIGNATURES = 20
MOST_PARTS = 5_000
STEP = 16_384  # bytes read at a time while counting
CODE = re.compile(rb"hejie:([0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4})")

GENUINE, CHANGED, UNKNOWN, VOID, NO_PAPER = "genuine", "changed", "unknown", "void", "no_paper"

SIGNATURE_HOLDS = Text("签名有效", "The signature holds")
CONTENT_CHANGED = Text("签名之后，内容被改动过", "The content was changed after signing")
EDIT_APPENDED = Text("签名之后，又追加了改动", "An edit was appended after signing")
NOT_OUR_SIGNER = Text("签名者不是本平台认可的", "The signer is not one this platform recognises")
NOT_READABLE = Text("签名损坏，无法读取", "The signature is damaged and cannot be read")

REGISTERED = Text("文件与登记的一致，签名有效", "The file is the registered one and its signatures hold")
SUPERSEDED = Text(
    "这是较早的版本，真实有效；之后又有人签名，请下载最新版本",
    "This is an earlier genuine version; it was signed again later: download the latest",
)
DECLARED_VOID = Text("文件未被改动，但这份文书已经作废", "The file is unchanged, but the paper was declared void")
NOT_THE_REGISTERED = Text(
    "文件与登记的不一致，被改动过，不能采信",
    "The file differs from the registered one: it was changed, do not rely on it",
)
NOT_OURS = Text("本平台没有登记过这个文件", "This platform has no such file on its register")
NOT_CONFIRMED = Text(
    "文件已登记，但签名无法确认，请联系平台",
    "The file is registered but its signatures cannot be confirmed: contact the platform",
)
TOO_LARGE = Text("文件超过 10 MB，不是本平台的文书", "The file is over 10 MB and no paper of this platform")
NO_PDF = Text(
    "照片、截图和别的文件没法核验。请上传下载时的 PDF 原文件，或者填文书上的核验码",
    "Photos, screenshots and other files cannot be verified: upload the PDF as it was downloaded, or enter the code "
    "printed on the paper",
)
INCOMPLETE = Text(
    "文件不完整或已损坏，请重新下载后再核验", "The file is incomplete or damaged: download it again and verify that"
)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature: whose certificate, when (only a trusted time stamp counts), whether it holds, and why."""

    signer: str
    at: datetime | None
    ok: bool
    why: Text
    ours: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer. Holds no personal data; kind, title, number and date are None when no paper is recognised."""

    outcome: str  # "genuine" | "changed" | "unknown" | "void" | "no_paper"
    reasons: tuple[Text, ...]
    kind: str | None = None
    title: Text | None = None
    number: str | None = None
    office: str | None = None
    issued_on: date | None = None
    is_superseded: bool = False
    signatures: tuple[SignatureReport, ...] = ()


def verify_file(data: bytes) -> Verification:
    """Judge a file from anywhere. Reads at most two rows, never raises for bad input."""
    if b"%PDF-" not in data[:1024]:
        return Verification(NO_PAPER, (NO_PDF,))
    if len(data) > LARGEST_FILE:
        return Verification(UNKNOWN, (TOO_LARGE,))
    reports = read_signatures(data)
    digest = hashlib.sha256(data).hexdigest()
    file = PaperFile.objects.select_related("paper").defer("paper__content").filter(sha256=digest).first()
    return _registered(file, reports or ()) if file else _unregistered(data, reports)


def read_signatures(data: bytes) -> tuple[SignatureReport, ...] | None:
    """Every signature of a PDF with its judgement; None when the file cannot be read."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not _unpacks_within(data, LARGEST_INSIDE):
        return None
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
    except Exception:  # a damaged or hostile file fails in many ways, RecursionError among them
        return None
    if len(signatures) > MOST_SIGNATURES:
        return None
    return tuple(_report(signature) for signature in signatures)


def _registered(file: PaperFile, reports: Sequence[SignatureReport]) -> Verification:
    paper = file.paper
    if not reports or not all(report.ok for report in reports):
        return _about(paper, UNKNOWN, (NOT_CONFIRMED,), reports)
    if paper.state == Paper.VOID:
        return _about(paper, VOID, (DECLARED_VOID,), reports)
    is_old = file.version < paper.version
    return _about(paper, GENUINE, (SUPERSEDED if is_old else REGISTERED,), reports, is_superseded=is_old)


def _unregistered(data: bytes, reports: Sequence[SignatureReport] | None) -> Verification:
    """A file we did not keep: changed when it says which paper it was, or bears a signature of ours; else unknown."""
    whys = tuple(dict.fromkeys(report.why for report in reports or () if not report.ok))
    broken = (INCOMPLETE,) if reports is None else ()
    found = CODE.search(data)
    paper = Paper.objects.filter(verify_code=found[1].decode()).defer("content").first() if found else None
    if paper:
        return _about(paper, CHANGED, (NOT_THE_REGISTERED, *whys, *broken), reports or ())
    outcome = CHANGED if any(report.ours for report in reports or ()) else UNKNOWN
    first = NOT_THE_REGISTERED if outcome == CHANGED else NOT_OURS
    return Verification(outcome, (first, *whys, *broken), signatures=tuple(reports or ()))


def _about(
    paper: Paper,
    outcome: str,
    reasons: tuple[Text, ...],
    reports: Sequence[SignatureReport],
    is_superseded: bool = False,
) -> Verification:
    return Verification(
        outcome=outcome,
        reasons=reasons,
        kind=paper.kind,
        title=KINDS[paper.kind].title,
        number=paper.number,
        office=paper.office_name,
        issued_on=paper.issued_at.astimezone(BEIJING).date(),
        is_superseded=is_superseded,
        signatures=tuple(reports),
    )


def _report(signature: EmbeddedPdfSignature) -> SignatureReport:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer = current_signer()
    people = ValidationContext(trust_roots=list(signer.signing_roots()), allow_fetching=False)
    stampers = ValidationContext(trust_roots=list(signer.stamping_roots()), allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, people, stampers)
        name = str(signature.signer_cert.subject.native.get("common_name", ""))
    except Exception:  # what is inside a stranger's signature may be anything
        return SignatureReport("", None, ok=False, why=NOT_READABLE, ours=False)
    stamp = status.timestamp_validity
    at = stamp.timestamp if stamp and stamp.trusted and stamp.intact else None
    ok = bool(status.bottom_line and at)
    return SignatureReport(name, at, ok=ok, why=_why(status, ok=ok), ours=bool(status.trusted))


def _why(status: PdfSignatureStatus, *, ok: bool) -> Text:
    if ok:
        return SIGNATURE_HOLDS
    if not (status.intact and status.valid):
        return CONTENT_CHANGED
    if not status.trusted:
        return NOT_OUR_SIGNER
    return EDIT_APPENDED


def _unpacks_within(data: bytes, limit: int) -> bool:
    """Whether the compressed parts stay under `limit` bytes together, so that reading cannot exhaust memory."""
    for count, start in enumerate(re.finditer(rb"stream\r?\n", data)):
        limit -= _unpacked_size(data, start.end(), limit)
        if limit < 0 or count > MOST_PARTS:
            return False
    return True


def _unpacked_size(data: bytes, start: int, limit: int) -> int:
    """Bytes that one part unpacks to, counting stops beyond `limit`; 0 for what is not compressed."""
    engine, size = zlib.decompressobj(), 0
    try:
        for place in range(start, len(data), STEP):
            size += len(engine.decompress(data[place : place + STEP], limit - size + 1))
            if engine.eof or size > limit:
                break
    except zlib.error:
        pass
    return size
