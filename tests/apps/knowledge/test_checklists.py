"""A checklist by kind of dispute: what is missing is asked of whoever has it; files that both may read count."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from hejie.cases.queries import view_case
from hejie.evidence.actions import receive_file
from hejie.evidence.models import File
from hejie.evidence.queries import files_of
from hejie.knowledge.checklists import Item, checklist, proofs_for
from hejie.knowledge.queries import guides
from hejie.messaging.models import Message
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from tests.apps.agreements.scene import SCENE, Scene
from tests.apps.law.test_secrecy import TINY
from tests.web.at_desk import number, sit_down


def begin_mediation(scene: Scene) -> None:
    """A child's game payments, in mediation."""
    scene.file("authority", title="孩子充了游戏", category="games", problem="contract")
    scene.act("officer", "accept")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["mediator"].pk))


scene = SCENE.then(begin_mediation).fixture()


def lay(scene: Scene, who: str, *, name: str = "充值明细.png", to: str = "all") -> File:
    stream = SimpleUploadedFile(name, TINY)
    return receive_file(stream=stream, name=name, actor=scene.actor(who), now=scene.now, case=scene.case, visible_to=to)


def items(scene: Scene, who: str) -> dict[str, Item]:
    view = view_case(scene.actor(who), scene.case.ref, scene.now)
    readable = frozenset(str(one.id) for one in files_of(view.case.pk, view.roles))
    return {one.key: one for one in checklist(view.case, view.records, readable)}


def test_what_is_missing_is_asked_of_whoever_has_it_and_counted_once_it_is_there(scene: Scene) -> None:
    found = items(scene, "mediator")
    assert [(one.what.zh, one.by) for one in found.values()][1:3] == [
        ("充值明细", Role.COMPLAINANT),
        ("账号实名信息", Role.RESPONDENT),
    ]
    due = shanghai_date(scene.now) + timedelta(days=7)
    scene.act(
        "mediator", "ask_proof", proof="real_name_data_of_the_account", side="respondent", by_date=due.isoformat()
    )
    told = Message.objects.filter(template="proof_asked", medium="inapp").select_related("person")
    assert [one.person.name for one in told if one.person] == ["方青"]
    assert "账号实名信息" in (told[0].text or "")
    for who in ("consumer", "clerk", "officer"):
        asked = items(scene, who)["real_name_data_of_the_account"]
        assert (asked.asked, asked.by_date, asked.is_there) == (Role.RESPONDENT, due, False)
    file = lay(scene, "consumer")
    scene.act("consumer", "link_proof", proof="list_of_payments", evidence=[str(file.pk)])
    assert {who: items(scene, who)["list_of_payments"].is_there for who in ("clerk", "mediator")} == {
        "clerk": True,
        "mediator": True,
    }


def test_what_one_side_alone_may_read_counts_for_nobody(scene: Scene) -> None:
    own = lay(scene, "consumer", to="complainant mediator")
    assert str(own.pk) in scene.facts.options["evidence"]
    assert scene.facts.options["open_evidence"] == {}
    refusal = scene.refusal("consumer", "link_proof", proof="list_of_payments", evidence=[str(own.pk)])
    assert refusal.code in ("inputs", "need:evidence")


def test_the_list_stands_on_the_page_of_everybody_and_asks_with_one_tap(scene: Scene) -> None:
    ref = number(scene.case)
    mediator = sit_down(scene.people["mediator"])
    page = mediator.get(f"/rooms/{ref}/").content.decode()
    form = page[page.index('name="proof" value="list_of_payments"') :]
    day = form[form.index('name="by_date" value="') + len('name="by_date" value="') :][:10]
    typed = {"proof": "list_of_payments", "side": "complainant", "by_date": day}
    assert mediator.post(f"/cases/{ref}/moves/ask_proof/", typed).headers["Location"] == f"/rooms/{ref}/#proofs"
    for who, address in (("consumer", "/cases/{}/"), ("clerk", "/desk/cases/{}/"), ("officer", "/office/cases/{}/")):
        page = sit_down(scene.people[who]).get(address.format(ref)).content.decode()
        assert "证据清单（有 0 项，共 6 项）" in page.replace("\xa0", " "), who
        assert "已请消费者在" in page, who


def test_every_proof_of_every_guide_has_its_own_key() -> None:
    for guide in guides():
        keys = [one.key for one in guide.proofs]
        assert len(set(keys)) == len(keys), guide.key
        assert all(keys), guide.key


def test_no_list_where_no_guide_fits(scene: Scene) -> None:
    scene.case.category, scene.case.problem = "parking", "inspection"
    assert proofs_for(scene.case) == ()
