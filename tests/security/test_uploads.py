"""Files as a weapon: boxes without end, ranges without end, bodies without end, and files where none belong."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hejie.base.models import ThrottleWindow
from hejie.cases.models import CaseRecord
from hejie.evidence.actions import FileRefused, receive_file
from hejie.evidence.kinds import Unreadable
from hejie.evidence.kinds.film import strip
from hejie.evidence.models import File
from hejie.evidence.serving import span
from hejie.evidence.uploads import CappedUploadHandler
from tests.apps.agreements.scene import Scene
from tests.apps.evidence.specimens import photo
from tests.security.browsing import browser_of

FTYP = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0)


def nested(depth: int) -> bytes:
    """A box in a box in a box, the outermost first."""
    return FTYP + b"".join(struct.pack(">I4s", 8 * left, b"moov") for left in range(depth, 0, -1))


def in_a_row(many: int) -> bytes:
    return FTYP + struct.pack(">I4s", 8, b"free") * many


@pytest.mark.parametrize(("boxes", "many"), [(nested, 100_000), (in_a_row, 60_000)])
def test_a_film_of_boxes_without_end_is_refused_as_broken(boxes: Callable[[int], bytes], many: int) -> None:
    film = boxes(many)
    with pytest.raises(Unreadable):
        strip(io.BytesIO(film), io.BytesIO())


def test_a_range_with_thousands_of_digits_is_no_range() -> None:
    assert span("bytes=0-" + "9" * 5000, 100) is None
    assert span("bytes=²-³", 100) is None


def test_a_body_larger_than_all_files_of_a_case_is_not_read(settings: Settings) -> None:
    most = settings.EVIDENCE_CASE_BYTES + (1 << 20)
    handler = CappedUploadHandler()
    handler.handle_raw_input(io.BytesIO(), {}, most, b"x")
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(io.BytesIO(), {}, most + 1, b"x")


def test_who_only_watches_lays_nothing_before_a_case(scene: Scene) -> None:
    """The city's officer may read a case of the county, and is told as a stranger would be."""
    scene.file("authority")
    watcher = browser_of(scene.people["director"])
    answer = watcher.post(f"/cases/{scene.case.ref}/evidence/", {"files": SimpleUploadedFile("a.jpg", photo())})
    assert answer.status_code == 404
    assert not File.objects.exists()


def test_a_case_that_is_over_takes_no_more_files(scene: Scene) -> None:
    scene.file()
    scene.act("consumer", "withdraw")
    with pytest.raises(FileRefused):
        receive_file(
            stream=io.BytesIO(photo()), name="a.jpg", actor=scene.actor("consumer"), now=scene.now, case=scene.case
        )
    assert not CaseRecord.objects.filter(fact="files_received").exists()


def test_drafts_of_one_network_do_not_fill_the_disk(scene: Scene) -> None:
    browser = Client()
    browser.post("/file/trader/", {"kind": "complaint", "q": "青禾", "act": "search"})

    def send(content: bytes) -> str:
        sent = {"files": SimpleUploadedFile("a.jpg", content), "act": "upload"}
        return browser.post("/file/evidence/", sent, follow=True).content.decode()

    send(b"not a photo")
    ThrottleWindow.objects.filter(scope="file:evidence", hits=1).update(hits=119)
    assert "没有收下" in send(b"not a photo"), "the last one of this hour"
    assert "过一小时再传" in send(photo())
    assert not File.objects.exists()
