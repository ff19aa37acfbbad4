"""What an office brings to a report stays there; what a visit of a complaint brings is for both sides."""

from __future__ import annotations

from hejie.cases.models import Case, CaseRecord
from hejie.evidence.models import File
from tests.apps.agreements.scene import Scene
from tests.web.desks import PLAYED, browser_of, number
from tests.web.officer.test_field import a_photo, send

scene = PLAYED.fixture()


def file_report(scene: Scene) -> None:
    scene.file("authority")
    Case.objects.filter(pk=scene.case.pk).update(kind="report")
    scene.case.refresh_from_db()


def opens(scene: Scene, who: str) -> bool:
    address = f"/cases/{number(scene)}/evidence/{File.objects.get().pk}/"
    return browser_of(scene.people[who]).get(address).status_code == 200


def test_photos_of_a_visit_in_a_report_are_for_the_offices(scene: Scene) -> None:
    file_report(scene)
    send(browser_of(scene.people["officer"]), scene, files=[a_photo()])
    assert CaseRecord.objects.filter(fact="visit_recorded").exists()
    assert (opens(scene, "officer"), opens(scene, "head"), opens(scene, "consumer")) == (True, True, False)


def test_an_officers_file_on_a_report_is_for_the_offices_unless_a_message_brings_it(scene: Scene) -> None:
    file_report(scene)
    officer = browser_of(scene.people["officer"])
    officer.post(f"/cases/{number(scene)}/evidence/", {"files": a_photo()})
    assert not opens(scene, "consumer")
    File.objects.all().delete()
    officer.post(f"/cases/{number(scene)}/moves/say/", {"text": "这张照片请您看看", "files": a_photo(1)})
    assert opens(scene, "consumer")


def test_photos_of_a_visit_in_a_complaint_are_for_both_sides(scene: Scene) -> None:
    scene.file("authority")
    send(browser_of(scene.people["officer"]), scene, files=[a_photo()])
    assert opens(scene, "consumer")
