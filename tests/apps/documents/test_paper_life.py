"""From number to file: printing once, counter-signing, declaring void, erasing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie.documents import actions, queries
from hejie.documents.models import Paper
from hejie.documents.records import Drawing
from tests.apps.documents.paper_text import paper_text

Issue = Callable[..., Paper]
Draw = Callable[[str, str], Drawing]


def signatures(pdf: bytes) -> list[tuple[str, str]]:
    """Who signed and why, in order."""
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return [(one.signer_cert.subject.native["common_name"], str(one.sig_object["/Reason"])) for one in found]


def test_a_paper_is_numbered_first_and_printed_by_a_job(issue: Issue, now: datetime) -> None:
    paper = issue()
    assert queries.papers_to_render() == [paper.pk]
    with pytest.raises(FileNotFoundError):
        queries.paper_file(paper)

    done = actions.render_paper(paper_id=paper.pk, now=now + timedelta(minutes=1))
    pdf = queries.paper_file(done)
    assert queries.papers_to_render() == []
    assert hashlib.sha256(pdf).hexdigest() == done.sha256
    assert paper.number in paper_text(pdf)
    assert paper.verify_code in paper_text(pdf)


def test_a_job_that_runs_twice_changes_nothing(issue: Issue, now: datetime, files: Path) -> None:
    first = actions.render_paper(paper_id=issue().pk, now=now)
    again = actions.render_paper(paper_id=first.pk, now=now + timedelta(hours=1))
    assert (again.sha256, again.version) == (first.sha256, 1)
    assert [path.name for path in files.rglob("*.pdf")] == [f"{first.sha256}.pdf"]


def test_the_parties_sign_first_and_the_office_seals_last(
    issue: Issue, drawing: Draw, now: datetime, png: bytes
) -> None:
    drawings = [drawing("complainant", "林**"), drawing("respondent", "方**")]
    paper = actions.render_paper(paper_id=issue("mediation_agreement", drawings=drawings).pk, now=now)
    (one, why_one), (two, why_two), (last, why_last) = signatures(queries.paper_file(paper))
    assert (one, two, last) == (actions.PLATFORM, actions.PLATFORM, "云青市市场监督管理局")
    assert why_one.startswith("林** 于 2026-11-19 10:00:00 以手机验证码确认签署（验证记录 c-104")
    assert hashlib.sha256(png).hexdigest() in why_one
    assert why_two.startswith("方** 于")
    assert why_last == f"盖章：投诉调解书 {paper.number}"


def test_without_the_offices_seal_the_platform_signs(issue: Issue, now: datetime) -> None:
    paper = actions.render_paper(paper_id=issue("settlement_agreement", seal=False).pk, now=now)
    assert signatures(queries.paper_file(paper)) == [(actions.PLATFORM, f"存证：和解协议 {paper.number}")]


def test_a_later_signature_makes_the_next_version_and_keeps_the_earlier(
    signed: Paper, drawing: Draw, now: datetime, png: bytes
) -> None:
    before = queries.paper_file(signed)
    after = actions.countersign_paper(paper_id=signed.pk, drawing=drawing("mediator", "苏**"), now=now)
    pdf = queries.paper_file(after)
    assert after.version == 2
    assert pdf.startswith(before)
    assert [file.version for file in after.files.order_by("version")] == [1, 2]
    assert hashlib.sha256(png).hexdigest() in signatures(pdf)[-1][1]


def test_a_paper_without_a_file_cannot_be_counter_signed(issue: Issue, drawing: Draw, now: datetime) -> None:
    with pytest.raises(ValueError, match="no file"):
        actions.countersign_paper(paper_id=issue().pk, drawing=drawing("mediator", "苏**"), now=now)


def test_a_void_paper_is_neither_printed_nor_signed_and_keeps_its_number(
    issue: Issue, drawing: Draw, now: datetime
) -> None:
    paper = actions.void_paper(paper_id=issue().pk)
    with pytest.raises(actions.PaperIsVoid):
        actions.render_paper(paper_id=paper.pk, now=now)
    with pytest.raises(actions.PaperIsVoid):
        actions.countersign_paper(paper_id=paper.pk, drawing=drawing("mediator", "苏**"), now=now)
    assert queries.papers_to_render() == []
    assert issue().sequence == paper.sequence + 1


def test_erasing_takes_words_and_files_and_leaves_number_and_hash(
    issue: Issue, now: datetime, subject: UUID, files: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    kept = actions.render_paper(paper_id=issue(subject=uuid4()).pk, now=now)
    paper = actions.render_paper(paper_id=issue("mediation_agreement", subject=subject).pk, now=now)
    pdf = queries.paper_file(paper)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_papers(subject=subject) == 1
    paper.refresh_from_db()
    assert paper.content is None
    assert [path.stem for path in files.rglob("*.pdf")] == [kept.sha256]
    assert queries.verify_file(pdf).outcome == "genuine"
    with pytest.raises(actions.PaperIsErased):
        actions.sheet_of(paper)


def test_papers_of_a_subject_come_in_order_in_one_query(
    issue: Issue, now: datetime, subject: UUID, django_assert_num_queries: Callable[[int], object]
) -> None:
    issue("refusal_decision", subject=subject, now=now + timedelta(days=1))
    issue("identity_request", subject=subject)
    issue(subject=uuid4())
    with django_assert_num_queries(1):
        cards = queries.papers_of(subject)
    assert [card.kind for card in cards] == ["identity_request", "refusal_decision"]
    assert str(cards[0].article) == "《市场监督管理投诉举报处理办法》第十条第三款"
    assert not cards[0].has_file


@pytest.mark.parametrize(
    "spoil", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "]
)
def test_a_code_is_found_however_it_is_typed(signed: Paper, spoil: Callable[[str], str]) -> None:
    found = queries.paper_by_code(spoil(signed.verify_code))
    assert found
    assert found.number == signed.number


@pytest.mark.parametrize("typed", ["", "----", "7F2A-91C4", "0000-0000-0000", "1" * 5000, "' OR 1=1 --"])
def test_a_code_that_is_none_finds_nothing(signed: Paper, typed: str) -> None:
    assert queries.paper_by_code(typed) is None


def test_a_reprint_of_the_same_paper_is_byte_identical(signed: Paper) -> None:
    from hejie.documents.render import render

    paper = Paper.objects.get(pk=signed.pk)
    printed = render(actions.sheet_of(paper))
    assert queries.paper_file(paper).startswith(printed)
    assert render(replace(actions.sheet_of(paper), number="另一号")) != printed
