"""Receiving files: hashed, kept, limited, laid before a case, shown without metadata, erased for good."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from hejie.cases.access import NotFound
from hejie.cases.history import withheld_from
from hejie.cases.models import Case, CaseRecord
from hejie.evidence import actions, queries
from hejie.evidence.contents import storage_key
from hejie.evidence.facts import facts_of_the_files
from hejie.evidence.models import Content, File
from hejie.evidence.records import evidence_members
from hejie.people.access import ANONYMOUS, Actor
from hejie.rules.model import Role
from tests.apps.evidence import specimens
from tests.small_case import World, open_another, small_world

pytestmark = pytest.mark.django_db

FILER = frozenset({Role.COMPLAINANT})


@pytest.fixture
def world(now: datetime) -> World:
    return small_world(now)


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> Path:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return tmp_path


def give(world: World, now: datetime, content: bytes, name: str = "小票.jpg", case: Case | None = None) -> File:
    case = case or world.case
    return actions.receive_file(stream=io.BytesIO(content), name=name, actor=world.consumer, now=now, case=case)


def test_a_photo_is_kept_untouched_and_shown_without_its_place(world: World, now: datetime) -> None:
    photo = specimens.photo()
    file = give(world, now, photo, "𠮷野家小票😀.jpg")
    opened = queries.open_file(file.pk, case_id=world.case.pk, roles=FILER)
    original = queries.open_file(file.pk, case_id=world.case.pk, roles=FILER, original=True)
    assert original is not None
    assert opened is not None
    assert original.stream.read() == photo
    shown = opened.stream.read()
    assert specimens.HIDDEN.encode() not in shown
    assert len(shown) == opened.size
    assert opened.headers["Content-Disposition"].startswith("inline")
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.headers["Content-Security-Policy"].startswith("sandbox")
    assert opened.headers["Cache-Control"].startswith("private")
    assert opened.name == "𠮷野家小票😀.jpg"


def test_the_bytes_lie_under_their_digest(world: World, now: datetime, own_storage: Path) -> None:
    photo = specimens.photo()
    give(world, now, photo)
    digest = hashlib.sha256(photo).hexdigest()
    assert (own_storage / "evidence" / digest[:2] / digest).read_bytes() == photo


def test_the_chain_names_the_copy_every_party_gets_and_the_original(world: World, now: datetime) -> None:
    photo = specimens.photo()
    file = give(world, now, photo)
    record = CaseRecord.objects.get(case=world.case, fact="files_received")
    [member] = evidence_members(world.case, withheld_from(world.case.pk, FILER))
    [named] = record.data["files"]
    assert named == {
        "name": member.path,
        "sha256": hashlib.sha256(member.data).hexdigest(),
        "original": hashlib.sha256(photo).hexdigest(),
    }
    assert (file.record_seq, file.role, record.role) == (record.seq, "complainant", "complainant")
    assert "小票" not in str(record.data)


def test_the_same_content_again_is_the_same_file(world: World, now: datetime) -> None:
    first = give(world, now, specimens.photo())
    again = give(world, now + timedelta(minutes=1), specimens.photo(), "换个名字.jpg")
    assert again.pk == first.pk
    assert CaseRecord.objects.filter(case=world.case, fact="files_received").count() == 1


def test_an_outsider_lays_nothing_before_a_case(world: World, now: datetime) -> None:
    with pytest.raises(NotFound):
        actions.receive_file(
            stream=io.BytesIO(specimens.photo()), name="a.jpg", actor=ANONYMOUS, now=now, case=world.case
        )
    assert not File.objects.exists()


def test_a_file_opens_only_through_its_own_case(world: World, now: datetime) -> None:
    file = give(world, now, specimens.photo())
    other = open_another(world.office, world.person, now)
    assert queries.open_file(file.pk, case_id=other.pk, roles=FILER) is None


def test_files_of_a_draft_come_into_the_case_under_one_record(world: World, now: datetime) -> None:
    draft = uuid4()
    for content, name in (
        (specimens.photo(), "a.jpg"),
        (specimens.document(), "合同.pdf"),
        (specimens.photo(), "b.jpg"),
    ):
        actions.receive_file(stream=io.BytesIO(content), name=name, actor=Actor(), now=now, draft_key=draft)
    assert [view.name for view in queries.files_of_draft(draft)] == ["a.jpg", "合同.pdf"]
    laid = actions.attach_draft_files(draft_key=draft, case=world.case, actor=world.consumer, now=now)
    assert [file.name for file in laid] == ["a.jpg", "合同.pdf"]
    assert queries.files_of_draft(draft) == []
    record = CaseRecord.objects.get(case=world.case, fact="files_received")
    assert len(record.data["files"]) == 2
    assert actions.attach_draft_files(draft_key=draft, case=world.case, actor=world.consumer, now=now) == []


def test_the_list_is_three_queries(
    world: World, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    give(world, now, specimens.photo())
    give(world, now, specimens.song(), "通话.mp3")
    with django_assert_num_queries(3):
        views = queries.files_of(world.case.pk, FILER)
    assert [(view.kind, view.media_type) for view in views] == [("jpeg", "image/jpeg"), ("mp3", "audio/mpeg")]
    assert (views[0].width, views[0].height) == (40, 80)


def test_moves_may_name_the_files_of_the_case(world: World, now: datetime) -> None:
    file = give(world, now, specimens.photo(), "小票.jpg")
    options = facts_of_the_files(world.case, now)["options"]["evidence"]
    assert {key: text.zh for key, text in options.items()} == {str(file.pk): "小票.jpg"}


class Endless(io.RawIOBase):
    """A stream of a hundred megabytes that counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        size = min(size if size > 0 else 1 << 16, 100 * 1024 * 1024 - self.taken)
        self.taken += size
        return b"\xff\xd8\xff" + bytes(size - 3) if size > 3 else b""


def test_a_hundred_megabytes_are_refused_before_they_are_read(world: World, now: datetime) -> None:
    stream = Endless()
    with pytest.raises(actions.FileRefused) as refusal:
        actions.receive_file(stream=stream, name="a.jpg", actor=world.consumer, now=now, case=world.case)
    assert "20 MB" in refusal.value.problem.text.zh
    assert "20 MB" in refusal.value.problem.text.en
    assert stream.taken < 22 * 1024 * 1024


def test_an_upload_stops_filling_the_disk_but_keeps_what_was_typed(settings: Settings) -> None:
    settings.EVIDENCE_FILE_BYTES = 200_000
    photo = io.BytesIO(b"\xff\xd8\xff" + bytes(900_000))
    photo.name = "a.jpg"
    request: HttpRequest = RequestFactory().post("/", {"photo": photo, "story": "锅坏了"})
    upload = request.FILES["photo"]
    assert isinstance(upload, TemporaryUploadedFile)
    assert upload.size == 900_003
    assert Path(upload.temporary_file_path()).stat().st_size <= 200_000
    assert request.POST["story"] == "锅坏了"


def test_nothing_is_left_of_a_refused_file(world: World, now: datetime, own_storage: Path) -> None:
    for content, name in (
        (b"", "空.jpg"),
        (b"<svg><script>alert(1)</script></svg>", "a.svg"),
        (b"PK\x03\x04" + bytes(100), "a.zip"),
        (specimens.photo(), "a.pdf"),
        (specimens.png_of(32_000, 32_000), "a.png"),
    ):
        with pytest.raises(actions.FileRefused) as refusal:
            give(world, now, content, name)
        assert refusal.value.problem.field == "evidence"
    assert not File.objects.exists()
    assert not Content.objects.exists()
    assert not list(own_storage.rglob("*"))


def test_what_a_killed_process_left_half_written_is_written_anew(
    world: World, now: datetime, own_storage: Path
) -> None:
    photo = specimens.photo()
    half = own_storage / storage_key(hashlib.sha256(photo).hexdigest())
    half.parent.mkdir(parents=True)
    half.write_bytes(photo[:100])

    kept = give(world, now, photo).content

    assert half == own_storage / kept.key
    assert half.read_bytes() == photo


def test_a_case_holds_so_many_files_and_bytes(world: World, now: datetime, settings: Settings) -> None:
    settings.EVIDENCE_CASE_FILES = 1
    give(world, now, specimens.photo())
    with pytest.raises(actions.FileRefused, match="at most 1 files"):
        give(world, now, specimens.song(), "a.mp3")
    settings.EVIDENCE_CASE_FILES, settings.EVIDENCE_CASE_BYTES = 50, 1024
    with pytest.raises(actions.FileRefused, match="together"):
        give(world, now, bytes(specimens.song()) * 9, "a.mp3")


def test_erasing_a_case_deletes_what_no_other_case_holds(
    world: World, now: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    other = open_another(world.office, world.person, now)
    give(world, now, specimens.photo())
    give(world, now, specimens.photo(), case=other)
    alone = give(world, now, specimens.song(), "a.mp3").content
    shared = File.objects.get(case=other).content
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_files(case_id=world.case.pk) == 2
    assert not default_storage.exists(alone.key)
    assert not default_storage.exists(alone.shown_key)
    assert default_storage.exists(shared.key)
    assert list(Content.objects.all()) == [shared]


def test_files_of_drafts_nobody_filed_are_forgotten(world: World, now: datetime, own_storage: Path) -> None:
    draft = uuid4()
    actions.receive_file(
        stream=io.BytesIO(specimens.photo()), name="a.jpg", actor=Actor(), now=now - timedelta(days=61), draft_key=draft
    )
    kept = give(world, now, specimens.song(), "a.mp3")
    assert actions.forget_draft_files(now=now) == 1
    assert actions.drop_unused_contents() == 1
    assert queries.files_of_draft(draft) == []
    files = {path.name for path in own_storage.rglob("*") if path.is_file()}
    assert files == {kept.content.sha256, kept.content.shown_key.rpartition("/")[2]}
