"""Who a complainant is stays between them and the office: the trader never sees the proof, by whatever door."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hejie.cases import casefile
from hejie.cases.models import CaseRecord
from hejie.evidence.models import File
from tests.apps.agreements.scene import SCENE, Scene
from tests.apps.evidence.specimens import photo
from tests.security.browsing import api_of, browser_of


def prove(scene: Scene) -> None:
    """The office asked who the consumer is, and the consumer sent a photo of the identity card."""
    scene.now = timezone.now()  # browsers look at the clock themselves
    scene.file("authority")
    by_date = (timezone.localdate() + timedelta(days=5)).isoformat()
    scene.act("officer", "request_identity", by_date=by_date, reason="身份证照片")
    consumer = browser_of(scene.people["consumer"])
    sent = {"files": SimpleUploadedFile("证件.jpg", photo()), "statement": "这是我的身份证"}
    consumer.post(f"/cases/{scene.case.ref}/moves/provide_identity/", sent)
    assert "identity_provided" in scene.history


proved = SCENE.then(prove).fixture()


def files_seen(caller: Client, ref: str) -> list[str]:
    return [one["id"] for one in caller.get(f"/api/v1/cases/{ref}/evidence").json()["items"]]


def facts_seen(caller: Client, ref: str) -> set[str]:
    return {one["fact"] for one in caller.get(f"/api/v1/cases/{ref}/records").json()["items"]}


@pytest.mark.parametrize("who", ["clerk", "director"])
def test_neither_the_trader_nor_an_office_above_sees_the_proof(proved: Scene, who: str) -> None:
    file, ref = File.objects.get(), proved.case.ref
    caller, browser = api_of(proved.people[who]), browser_of(proved.people[who])
    assert files_seen(caller, ref) == []
    assert not facts_seen(caller, ref) & {"identity_requested", "identity_provided", "files_received"}
    assert caller.get(f"/api/v1/cases/{ref}/evidence/{file.pk}").status_code == 404
    assert browser.get(f"/cases/{ref}/evidence/{file.pk}/").status_code == 404
    assert str(file.pk) not in caller.get(f"/api/v1/cases/{ref}").content.decode()


@pytest.mark.parametrize("who", ["consumer", "officer"])
def test_the_consumer_and_the_office_see_it(proved: Scene, who: str) -> None:
    file, ref = File.objects.get(), proved.case.ref
    caller, browser = api_of(proved.people[who]), browser_of(proved.people[who])
    assert files_seen(caller, ref) == [str(file.pk)]
    assert {"identity_requested", "identity_provided"} <= facts_seen(caller, ref)
    assert browser.get(f"/cases/{ref}/evidence/{file.pk}/").status_code == 200


def test_the_traders_case_file_lacks_the_proof_and_still_holds(proved: Scene, tmp_path: Path) -> None:
    answer = browser_of(proved.people["clerk"]).get(f"/cases/{proved.case.ref}/file.zip")
    archive = b"".join(answer)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(archive)).namelist() if name.startswith("evidence/")]
    (tmp_path / "case.zip").write_bytes(archive)
    assert casefile.verify(tmp_path / "case.zip").holds
    assert CaseRecord.objects.filter(fact="identity_provided", case=proved.case).exists()


def test_what_is_sent_when_nobody_asks_for_a_proof_is_for_both_sides(proved: Scene) -> None:
    consumer = browser_of(proved.people["consumer"])
    consumer.post(f"/cases/{proved.case.ref}/evidence/", {"files": SimpleUploadedFile("b.jpg", photo(colour="red"))})
    assert len(files_seen(api_of(proved.people["clerk"]), proved.case.ref)) == 1
