"""The case file: complete, checkable anywhere, and every way of tampering with it is found and named."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from hejie.base import environment
from hejie.cases import casefile, exports
from hejie.cases.actions import CHANGING
from hejie.cases.chain import append_record
from hejie.cases.erasure import erase_case
from hejie.cases.models import Case, Party
from hejie.documents.queries import papers_of
from hejie.jobs import tasks
from hejie.people.access import SYSTEM
from hejie.rules.model import Role
from tests.apps.cases.tampering import FIRST_BREAKS, Tamper, rows_in, swap_papers
from tests.stage import FILED, Story

COMPLAINANT = frozenset({Role.COMPLAINANT})


def terminate(story: Story) -> None:
    """Accepted, terminated and told: two papers, a photo, words."""
    story.stage.upload("consumer", f"/cases/{story.ref}/evidence", file=photo())
    story.mediate()
    story.do("consumer", "say", text="一行\u2028两行，𠮷🧾")
    ground = story.schema("mediator", "terminate")["properties"]["ground"]["enum"][0]
    story.do("mediator", "terminate", ground=ground, reasons="双方差距太大，明确表示谈不成。")
    story.do("mediator", "notify_termination")
    for paper in papers_of(case_of(story).pk):
        tasks.finish_paper(paper_id=str(paper.id))


story = FILED.then(terminate).fixture()


def photo() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "#eee").save(data, "JPEG")
    return SimpleUploadedFile("小票.jpg", data.getvalue(), "image/jpeg")


def case_of(story: Story) -> Case:
    return Case.objects.get(ref=story.ref)


@pytest.fixture
def file(story: Story, tmp_path: Path) -> Path:
    return exported(case_of(story), tmp_path / "case.zip")


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same file, made once for the many tests that only tamper with it."""
    if not KEPT:
        KEPT.append(request.getfixturevalue("file").read_bytes())
    path = tmp_path / "kept.zip"
    path.write_bytes(KEPT[0])
    return path


KEPT: list[bytes] = []


def exported(case: Case, path: Path, roles: frozenset[Role] = COMPLAINANT) -> Path:
    with path.open("wb") as target:
        exports.export(case, roles, target)
    return path


def check(path: Path) -> casefile.Report:
    return casefile.verify(path, casefile.public_key(environment.secret("casefile")))


def tampered(path: Path, tamper: Tamper) -> list[str]:
    """What checking finds, in its order, after the members were changed like this."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    tamper(members)
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return [f"{found.what}: {found.where}" for found in check(changed).breaks]


def test_it_holds_everything_and_is_signed_by_this_installation(file: Path, story: Story) -> None:
    report = check(file)
    assert (report.breaks, report.ref, report.is_known_signer) == ((), story.ref, True)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        rows = rows_in({"records.jsonl": archive.read("records.jsonl")})
    assert sum(name.startswith("papers/") and name.endswith(".pdf") for name in names) == 2
    assert sum(name.startswith("evidence/") for name in names) == 1
    assert [row["fact"] for row in rows].count("paper_issued") == 2
    assert rows[0]["content"]["story"].startswith("买了九天")
    assert case_of(story).head == rows[-1]["hash"]


def test_the_same_case_gives_the_same_bytes(file: Path, story: Story, tmp_path: Path) -> None:
    assert exported(case_of(story), tmp_path / "again.zip").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(("tamper", "first"), FIRST_BREAKS)
def test_the_first_break_is_named(kept: Path, tamper: Tamper, first: str) -> None:
    assert tampered(kept, tamper)[0].startswith(first)


def test_one_that_was_signed_again_has_an_unknown_signer(kept: Path) -> None:
    own = Ed25519PrivateKey.generate()

    def sign_again(members: dict[str, bytes]) -> None:
        members["manifest.sig"] = casefile._signed(members["manifest.json"], own)

    assert tampered(kept, sign_again) == []
    report = check(kept.with_name("changed.zip"))
    assert report.is_known_signer is False
    assert report.signer == casefile.fingerprint(own.public_key().public_bytes_raw())


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"%PDF-1.7\n"])
def test_what_is_no_case_file(kept: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept.write_bytes(spoil(kept.read_bytes()))
    with pytest.raises(ValueError, match="not a case file"):
        check(kept)


def test_any_flipped_byte_is_found(kept: Path) -> None:
    data = kept.read_bytes()
    for place in range(50, len(data) - 25, max(len(data) // 40, 1)):
        kept.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        try:
            report = check(kept)
        except ValueError:
            continue
        unharmed = not report.breaks and report.is_known_signer
        assert not unharmed or _same_members(data, kept), place


def _same_members(data: bytes, path: Path) -> bool:
    """The flip hit what ZIP itself does not need, such as a time stamp: nothing that is in the file has changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(path) as other:
        return {n: one.read(n) for n in one.namelist()} == {n: other.read(n) for n in other.namelist()}


def test_a_record_that_is_not_for_the_reader_keeps_the_chain_and_tells_nothing(story: Story, tmp_path: Path) -> None:
    case = case_of(story)
    secret = {"text": "底线是八百元"}
    append_record(
        case=case, fact="bottom_line", source=case.state, actor=SYSTEM, role=Role.MEDIATOR, now=timezone.now(),
        data={"floor": "800.00"}, content=secret, visible_to="mediator",
    )  # fmt: skip
    case.save(update_fields=CHANGING)
    path = exported(case, tmp_path / "side.zip")
    assert check(path).holds
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("records.jsonl")
    assert b"800.00" not in lines
    assert b"bottom_line" not in lines
    assert set(rows_in({"records.jsonl": lines})[-1]) == {"seq", "prev", "hash", "withheld"}
    own = exported(case, tmp_path / "mediator.zip", frozenset({Role.MEDIATOR}))
    assert check(own).holds
    with zipfile.ZipFile(own) as archive:
        assert "底线".encode() in archive.read("records.jsonl")


def test_an_erased_case_still_holds(story: Story, file: Path, tmp_path: Path) -> None:
    Party.objects.filter(case=case_of(story)).update(id_kind="passport")
    assert erase_case(case_id=case_of(story).pk, now=timezone.now())
    assert {party.id_kind for party in Party.objects.filter(case=case_of(story))} == {"resident_card"}
    path = exported(case_of(story), tmp_path / "erased.zip")
    report = check(path)
    assert report.breaks == ()
    assert report.records > check(file).records
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if name.startswith(("papers/", "evidence/"))]
    for word in ("林晓", "买了九天", "除湿机", "13800000916", "两行"):
        assert word.encode() not in everything


def offline(*words: str, var: Path) -> subprocess.CompletedProcess[str]:
    """The command where there is no database and nothing of this installation."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "HEJIE_VAR": str(var),
        "DATABASE_URL": "postgresql://nobody@192.0.2.1:1/nothing",
    }
    command = [sys.executable, "-m", "hejie.cli", "casefile", *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60, check=False)


def test_anybody_can_check_it_without_database_or_network(kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    fine = offline("verify", str(kept), var=elsewhere)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert "一致" in fine.stdout
    assert "签名方未知" in fine.stdout
    assert not elsewhere.exists(), "checking leaves nothing behind"
    fingerprint = check(kept).signer
    assert offline("verify", str(kept), "--signer", fingerprint.lower(), var=elsewhere).returncode == 0
    assert offline("verify", str(kept), "--signer", "0000-0000-0000-0000", var=elsewhere).returncode == 1
    tampered(kept, swap_papers)
    broken = offline("verify", str(kept.with_name("changed.zip")), var=elsewhere)
    assert broken.returncode == 1
    assert "changed paper: papers/" in broken.stdout.splitlines()[0]
    kept.write_bytes(b"PK")
    assert offline("verify", str(kept), var=elsewhere).returncode == 2
    assert offline("verify", str(tmp_path / "none.zip"), var=elsewhere).returncode == 2
