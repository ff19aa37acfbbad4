"""A stranger holds up a file. Genuine is said of the registered file alone, and every tampering is found."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from hejie.documents import actions, verify
from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper, PaperFile
from hejie.documents.queries import Verification, paper_file, verify_file
from hejie.documents.records import Drawing
from hejie.documents.render import render
from hejie.documents.signers._sealing import InstallationSigner
from tests.apps.documents.conftest import OFFICE
from tests.tales import Tale

Issue = Callable[..., Paper]


def seal_two_pages(now: datetime) -> bytes:
    """A sealed record of mediation on two pages."""
    kind = KINDS["mediation_record"]
    data = {**kind.sample, "course": "双方各自陈述。\n" * 40}
    paper = actions.issue_paper(kind=kind.key, subject=uuid4(), office=OFFICE, data=data, now=now)
    return paper_file(actions.render_paper(paper_id=paper.pk, now=now))


two_pages = Tale(seal_two_pages).fixture()


def reasons(answer: Verification) -> set[str]:
    return {reason.zh for reason in answer.reasons}


def test_the_registered_file_is_genuine(signed: Paper, now: datetime) -> None:
    answer = verify_file(paper_file(signed))
    assert answer.outcome == "genuine"
    assert (answer.number, answer.kind, answer.issued_on) == (signed.number, "refusal_decision", date(2026, 11, 19))
    (report,) = answer.signatures
    assert (report.signer, report.at, report.ok) == ("云青市市场监督管理局", now, True)


def test_the_answer_names_nobody(issue: Issue, now: datetime, drawing: Callable[..., Drawing]) -> None:
    signatures = [drawing("complainant", "林**"), drawing("respondent", "方**")]
    paper = actions.render_paper(paper_id=issue("mediation_agreement", drawings=signatures).pk, now=now)
    answer = verify_file(paper_file(paper))
    assert answer.outcome == "genuine"
    for personal in ("林", "方*", "13800000916", "柳湾路", "c-104"):
        assert personal not in repr(answer)


def test_one_flipped_bit_anywhere_is_found(signed: Paper) -> None:
    pdf = paper_file(signed)
    chance = random.Random(7)
    for place in [9, len(pdf) // 2, len(pdf) - 2, *(chance.randrange(len(pdf)) for _n in range(25))]:
        spoiled = bytearray(pdf)
        spoiled[place] ^= 1 << chance.randrange(8)
        assert verify_file(bytes(spoiled)).outcome in {"changed", "unknown"}, place


def test_a_changed_letter_of_the_content_breaks_the_signature(signed: Paper) -> None:
    pdf = paper_file(signed)
    stream = pdf.index(b"stream\n") + 40
    spoiled = pdf[:stream] + bytes([pdf[stream] ^ 1]) + pdf[stream + 1 :]
    answer = verify_file(spoiled)
    assert answer.outcome == "changed"
    assert answer.number == signed.number
    assert verify.NOT_THE_REGISTERED.zh in reasons(answer)
    assert verify.CONTENT_CHANGED.zh in reasons(answer)


@pytest.mark.parametrize("kind", ["mediation_agreement", "peoples_agreement", "enterprise_agreement", "oral_agreement"])
def test_an_agreement_of_each_kind_is_refused_however_it_was_tampered_with(
    kind: str, issue: Issue, now: datetime, drawing: Callable[..., Drawing], forger: InstallationSigner
) -> None:
    """A bit flipped, an edit appended, and the same sheet signed with another key."""
    signatures = [drawing(role, "林**") for role in ("complainant", "respondent", "mediator")]
    paper = actions.render_paper(paper_id=issue(kind, drawings=signatures).pk, now=now)
    pdf = paper_file(paper)
    assert verify_file(pdf).outcome == "genuine"
    flipped = bytearray(pdf)
    flipped[len(pdf) // 3] ^= 4
    again = render(actions.sheet_of(Paper.objects.get(pk=paper.pk)))
    forged = forger.seal(again, signer_name="云青市市场监督管理局", reason="盖章", now=now)
    for tampered in (bytes(flipped), append_edit(pdf, write_over), forged):
        answer = verify_file(tampered)
        assert answer.outcome == "changed"
        assert answer.reasons


def append_edit(pdf: bytes, edit: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    edit(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def write_over(writer: IncrementalPdfFileWriter) -> None:
    """Paint a new line onto the first page, as an editor would."""
    page = writer.root["/Pages"]["/Kids"][0]
    extra = generic.StreamObject(stream_data=b"q 1 0 0 RG 100 100 m 300 300 l S Q")
    page[generic.pdf_name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(extra)])
    writer.mark_update(page.container_ref)


def swap_pages(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    tree[generic.pdf_name("/Kids")] = generic.ArrayObject(reversed(tree["/Kids"]))
    writer.update_container(tree)


@pytest.mark.parametrize("edit", [write_over, swap_pages])
def test_an_edit_appended_after_signing_is_found_though_the_signed_part_is_intact(
    two_pages: bytes, edit: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    edited = append_edit(two_pages, edit)
    assert edited.startswith(two_pages)
    answer = verify_file(edited)
    assert answer.outcome == "changed"
    assert verify.EDIT_APPENDED.zh in reasons(answer)
    assert answer.signatures[0].ours
    assert not answer.signatures[0].ok


def test_a_rewritten_file_with_swapped_pages_is_found(two_pages: bytes) -> None:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(two_pages)))
    swap_pages_of_copy = writer.root["/Pages"]
    swap_pages_of_copy[generic.pdf_name("/Kids")] = generic.ArrayObject(reversed(swap_pages_of_copy["/Kids"]))
    out = io.BytesIO()
    writer.write(out)
    answer = verify_file(out.getvalue())
    assert answer.outcome == "changed"
    assert not any(report.ok for report in answer.signatures)


def test_a_file_printed_anew_and_signed_with_another_key_is_found(
    signed: Paper, now: datetime, forger: InstallationSigner
) -> None:
    sheet = actions.sheet_of(Paper.objects.get(pk=signed.pk))
    forged = render(replace(sheet, data={**sheet.data, "reasons": "无"}))
    resigned = forger.seal(forged, signer_name="云青市市场监督管理局", reason="盖章", now=now)
    answer = verify_file(resigned)
    assert answer.outcome == "changed"
    assert verify.NOT_OUR_SIGNER.zh in reasons(answer)


def test_a_genuine_file_with_a_strangers_signature_added_is_found(
    signed: Paper, now: datetime, forger: InstallationSigner
) -> None:
    answer = verify_file(forger.seal(paper_file(signed), signer_name="某人", reason="同意", now=now))
    assert answer.outcome == "changed"
    assert [report.ok for report in answer.signatures] == [True, False]


def test_a_file_cut_back_to_an_earlier_signature_is_not_the_registered_one(
    issue: Issue, now: datetime, drawing: Callable[..., Drawing]
) -> None:
    """Without the office's seal the first signature alone still holds; the register knows better."""
    paper = issue("mediation_agreement", drawings=[drawing("complainant", "林**")])
    pdf = paper_file(actions.render_paper(paper_id=paper.pk, now=now))
    first = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    start, length = first.byte_range[2], first.byte_range[3]
    answer = verify_file(pdf[: start + length])
    assert [report.ok for report in answer.signatures] == [True]
    assert answer.outcome == "changed"
    assert answer.reasons == (verify.NOT_THE_REGISTERED,)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_found(signed: Paper, share: float) -> None:
    pdf = paper_file(signed)
    answer = verify_file(pdf[: int(len(pdf) * share)])
    assert answer.outcome in {"changed", "unknown"}
    assert verify.INCOMPLETE.zh in reasons(answer) or verify.NOT_THE_REGISTERED.zh in reasons(answer)


def test_a_file_without_its_signature_is_found(signed: Paper) -> None:
    printed = render(actions.sheet_of(Paper.objects.get(pk=signed.pk)))
    answer = verify_file(printed)
    assert (answer.outcome, answer.number, answer.signatures) == ("changed", signed.number, ())


def test_an_earlier_version_is_genuine_but_superseded(
    signed: Paper, drawing: Callable[..., Drawing], now: datetime
) -> None:
    before = paper_file(signed)
    after = paper_file(actions.countersign_paper(paper_id=signed.pk, drawing=drawing("mediator", "苏**"), now=now))
    old, new = verify_file(before), verify_file(after)
    assert (old.outcome, old.is_superseded, old.reasons) == ("genuine", True, (verify.SUPERSEDED,))
    assert (new.outcome, new.is_superseded, len(new.signatures)) == ("genuine", False, 2)


def test_a_void_paper_says_so(signed: Paper) -> None:
    actions.void_paper(paper_id=signed.pk)
    answer = verify_file(paper_file(signed))
    assert (answer.outcome, answer.reasons) == ("void", (verify.DECLARED_VOID,))


def test_a_registered_file_whose_authority_is_gone_is_not_called_genuine(
    signed: Paper, settings: Any, tmp_path: Path
) -> None:
    settings.PKI = tmp_path / "new authority"
    answer = verify_file(paper_file(signed))
    assert (answer.outcome, answer.reasons) == ("unknown", (verify.NOT_CONFIRMED,))


def test_our_signature_on_a_file_off_the_register_is_not_enough(signed: Paper) -> None:
    pdf = paper_file(signed)
    PaperFile.objects.all().delete()
    Paper.objects.all().delete()
    answer = verify_file(pdf)
    assert [report.ok for report in answer.signatures] == [True]
    assert answer.outcome == "changed"


@pytest.mark.django_db
def test_a_foreign_pdf_is_unknown(now: datetime, tmp_path: Path) -> None:
    import typst

    source = tmp_path / "a.typ"
    source.write_text("Hello")
    answer = verify_file(typst.compile(str(source), ignore_system_fonts=True))
    assert (answer.outcome, answer.reasons, answer.number) == ("unknown", (verify.NOT_OURS,), None)


@pytest.mark.django_db
def test_a_zip_bomb_inside_a_pdf_is_not_unpacked() -> None:
    inside = zlib.compress(bytes(verify.LARGEST_INSIDE + 1), 1)
    pdf = b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + inside + b"\nendstream\nendobj\n"
    answer = verify_file(pdf)
    assert (answer.outcome, verify.INCOMPLETE in answer.reasons) == ("unknown", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 a document of another kind", b"<html>", b"\x89PNG" + b"x" * verify.LARGEST_FILE],
    ids=["empty", "zip", "html", "large picture"],
)
def test_what_is_no_pdf_is_not_said_to_be_missing_from_the_register(data: bytes) -> None:
    answer = verify_file(data)
    assert (answer.outcome, answer.reasons) == ("no_paper", (verify.NO_PDF,))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", verify.INCOMPLETE),
        (b"%PDF-1.7\n" + b"stream\n" * 20_000, verify.INCOMPLETE),
        (b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF", verify.INCOMPLETE),
        (b"%PDF-1.7\n" + b"x" * verify.LARGEST_FILE, verify.TOO_LARGE),
    ],
    ids=["head only", "many streams", "deep nesting", "huge"],
)
def test_what_is_no_paper_is_unknown_and_does_no_harm(data: bytes, reason: Any) -> None:
    answer = verify_file(data)
    assert answer.outcome == "unknown"
    assert reason in answer.reasons


def test_verification_of_two_files_takes_three_queries(
    signed: Paper, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    pdf = paper_file(signed)
    with django_assert_max_num_queries(3):
        outcomes = [verify_file(one).outcome for one in (pdf, pdf + b"\n")]
    assert outcomes == ["genuine", "changed"]
