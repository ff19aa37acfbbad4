"""Editing, agreeing, signing and withdrawing in any order: every story ends in a legal state with one document."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hejie.agreements.models import Agreement, Signature
from hejie.drafting.models import DraftVersion
from hejie.drafting.queries import draft_of
from hejie.drafting.records import Clause, merged, whole_text
from hejie.rules import machine
from hejie.rules.model import Decision, Facts, Refusal, Role, Text
from hejie.rules.procedures._drafting import BOTH
from tests.apps.agreements.scene import REFUND, Scene, set_scene
from tests.apps.agreements.test_at_once import move
from tests.at_once import outcomes

STORIES, STEPS, ROUNDS = 500, 30, 4
AT = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
SIGNERS = frozenset({*BOTH, Role.MEDIATOR})
PROCEDURE = machine.edition("cn_order121").procedures["complaint"]
OFTEN = ("edit_draft", "agree_draft", "agree_draft", "propose_agreement", "propose_agreement", "sign", "sign", "sign")
SELDOM = ("retract_draft", "decline_signing", "withdraw", "terminate")
GROUND = next(one for one in PROCEDURE.moves["terminate"].fields if one.key == "ground")
CODE = {"042917": Text("验证码", "Code")}


@dataclass
class Paper:
    """One document: the version both agreed to, its words, and who has signed it."""

    version: int
    text: str
    signed: frozenset[Role] = frozenset()
    is_void: bool = False


@dataclass
class Table:
    """One case as the rules see it, without a database."""

    state: str = "mediating"
    versions: list[list[Clause]] = field(default_factory=lambda: [[]])
    agreed: dict[Role, int] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)

    @property
    def current(self) -> Paper | None:
        return next((one for one in self.papers if not one.is_void), None)

    @property
    def facts(self) -> Facts:
        number, now = len(self.versions) - 1, self.versions[-1]
        return Facts(
            by_authority=True,
            mediator_assigned=True,
            draft_version=number,
            draft_points=sum(len(one.points) for one in now),
            draft_agreed_by=frozenset(role for role, version in self.agreed.items() if version == number),
            signers=SIGNERS,
            signed_by=self.current.signed if self.current else frozenset(),
            codes_sent_to=SIGNERS,
            promises_open=1,
            options={"draft_version": {str(number): Text("这一版", "This")} if number else {}, "code": CODE},
        )

    def try_to(self, role: Role, key: str, chance: random.Random) -> Decision | Refusal:
        roles, inputs = frozenset({role}), self._inputs(key, chance)
        answer = machine.decide(PROCEDURE, self.state, key, roles, self.facts, inputs, AT)
        if isinstance(answer, Decision):
            self._apply(answer, role)
        return answer

    def _inputs(self, key: str, chance: random.Random) -> dict[str, object]:
        number = len(self.versions) - 1
        if key == "edit_draft":
            known = [*(one.id for one in self.versions[-1]), "new"]
            change = {"id": chance.choice(known), "text": f"商家赔偿 {chance.randrange(3)} 元。"}
            return {"clauses": [change], "version": max(0, number - chance.randrange(3))}
        given: dict[str, dict[str, object]] = {
            "agree_draft": {"version": str(number - chance.randrange(2))},
            "propose_agreement": {"terms": [REFUND]},
            "sign": {"code": "042917"},
            "decline_signing": {"reason": "再想想"},
            "terminate": {"ground": next(iter(GROUND.choices)), "reasons": "双方对金额始终谈不拢，无法达成。"},
        }
        return given.get(key, {})

    def _apply(self, decision: Decision, role: Role) -> None:
        """What the apps do at these moves, in a line each."""
        key, number, self.state = decision.move.key, len(self.versions) - 1, decision.target
        if key == "edit_draft":
            inputs: dict[str, list[dict[str, object]]] = decision.inputs  # type: ignore[assignment]
            base = self.versions[int(str(inputs["version"]))]
            self.versions.append(merged(base, self.versions[-1], inputs["clauses"], ["new"]))
        elif key == "agree_draft":
            self.agreed[role] = number
        elif key in ("retract_draft", "decline_signing"):
            self.agreed.pop(role, None)
        elif key == "propose_agreement":
            assert self.current is None
            self.papers.append(Paper(number, whole_text(self.versions[number])))
        if key == "sign" and self.current:
            self.current.signed |= {role}
        if key in ("decline_signing", "withdraw", "terminate") and self.current:
            self.current.is_void = True


def test_five_hundred_stories_end_in_a_legal_state_with_one_document() -> None:
    ends: Counter[str] = Counter()
    for seed in range(STORIES):
        chance, table = random.Random(seed), Table()
        for _ in range(STEPS):
            key = chance.choice(SELDOM) if chance.random() < 0.06 else chance.choice(OFTEN)
            table.try_to(chance.choice(sorted(SIGNERS)), key, chance)
            assert_holds_together(table)
        ends[table.state] += 1
    assert set(ends) == {"mediating", "signing", "performing", "withdrawn", "terminated"}
    assert min(ends.values()) > STORIES / 50, ends


def assert_holds_together(table: Table) -> None:
    assert table.state in PROCEDURE.states
    paper = table.current
    assert sum(not one.is_void for one in table.papers) <= 1
    assert (paper is not None) is (table.state in ("signing", "performing"))
    if paper:
        assert paper.text == whole_text(table.versions[paper.version])
        assert "〖" not in paper.text
        assert (paper.signed == SIGNERS) is (table.state == "performing")
    if table.state == "signing" and paper and paper.version:
        assert {table.agreed.get(side) for side in BOTH} == {paper.version}


def test_on_real_connections_they_write_agree_settle_and_leave_in_the_same_moment(
    own_database: str, now: datetime
) -> None:
    scene = set_scene(now)
    for number in range(ROUNDS):
        scene.mediate()
        scene.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
        scene.agree_on_the_draft()
        edits = [move(scene, who, "edit_draft", version=1, clauses=[{"text": who}]) for who in ("clerk", "mediator")]
        leave = [move(scene, "consumer", "withdraw")] if number % 2 else []
        answers = outcomes(*edits, move(scene, "mediator", "propose_agreement", terms=[REFUND]), *leave)
        assert_one_document(scene, written=answers[:2].count("done"))


def assert_one_document(scene: Scene, *, written: int) -> None:
    """No version lost, no two documents, and the one there is says what both agreed to."""
    assert DraftVersion.objects.filter(case=scene.case).count() == 1 + written
    draft = draft_of(scene.case.pk)
    assert draft
    assert len(draft.clauses) == 1 + written
    papers = list(Agreement.objects.filter(case=scene.case))
    assert len(papers) <= 1
    for paper in papers:
        assert paper.state == ("signing" if scene.state == "signing" else "void")
        assert (paper.draft_version, paper.clauses.splitlines()[0]) == (1, "商家赔偿 100 元。")
        assert not Signature.objects.filter(agreement=paper).exists()
    assert scene.state in ("mediating", "signing", "withdrawn")
    assert scene.broken_chain() is None
