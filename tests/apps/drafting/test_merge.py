"""Two changes of one text put together: nothing anybody wrote is lost, and a sum is never mixed out of two."""

from __future__ import annotations

import random

import pytest

from hejie.drafting.merge import changes, merge, open_point, points, settle
from hejie.drafting.records import Clause, borne, merged, whole_text

BASE = "商家在协议生效后 7 天内退还货款 100 元，原路退回。"


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (BASE.replace("7", "10"), BASE.replace("100", "200"), BASE.replace("7", "10").replace("100", "200")),
        (BASE.replace("100", "150"), BASE.replace("100", "200"), BASE.replace("100", "〖150｜200〗")),
        (BASE.replace("100", "1000"), BASE.replace("100", "1005"), BASE.replace("100", "〖1000｜1005〗")),
        (BASE.replace("100", "150"), BASE.replace("100", "150"), BASE.replace("100", "150")),
        (BASE + "运费由商家出。", BASE + "另赔误工费。", BASE + "运费由商家出。另赔误工费。"),
        (BASE, BASE.replace("原路", "当面"), BASE.replace("原路", "当面")),
        ("", BASE.replace("100", "150"), f"〖｜{BASE.replace('100', '150')}〗"),
    ],
)
def test_changes_of_two_stand_side_by_side_or_wait_for_a_person(ours: str, theirs: str, both: str) -> None:
    assert merge(BASE, ours, theirs) == both


def test_a_third_opinion_joins_the_open_point() -> None:
    twice = merge("7 天", "10 天", "14 天")
    assert merge("7 天", twice, "30 天") == "〖10｜14｜30〗 天"
    assert points(twice) == [("10", "14")]
    assert settle(twice, 0, 1) == "14 天"
    with pytest.raises(IndexError):
        settle(twice, 0, 2)


def test_points_never_lie_inside_each_other() -> None:
    assert open_point("甲〖乙｜丙〗丁", "戊") == "〖甲（乙／丙）丁｜戊〗"
    assert open_point("甲", "甲") == "甲"


def test_what_changed_reads_as_a_person_would_say_it() -> None:
    pieces = changes("退还货款 100 元，三天付清。", "退还货款 250 元，三天内付清。")
    assert [(piece.before, piece.after) for piece in pieces if piece.is_changed] == [("100", "250"), ("", "内")]
    assert "".join(piece.before for piece in pieces) == "退还货款 100 元，三天付清。"


def test_clauses_of_two_never_conflict_and_a_removed_one_that_was_changed_comes_back() -> None:
    base = [Clause("a", "甲条。"), Clause("b", "乙条。"), Clause("c", "丙条。")]
    one = merged(base, base, [{"id": "a", "text": "甲条改。"}, {"id": "c", "removed": True}], ["a", "c"])
    both = merged(base, one, [{"id": "b", "text": "乙条改。"}, {"id": "c", "text": "丙条改。"}], ["b", "c"])
    assert [clause.text for clause in both] == ["甲条改。", "乙条改。", "〖｜丙条改。〗"]
    kept = merged(base, one, [{"id": "a", "removed": True}], ["a"])
    assert kept[0].text == "〖甲条改。｜〗"


def test_clauses_are_put_where_they_are_wanted() -> None:
    base = [Clause("a", "甲"), Clause("b", "乙"), Clause("c", "丙")]
    moved = merged(base, base, [{"id": "c", "text": "丙", "after": "first"}, {"text": "丁", "after": "a"}], ["c", "d"])
    assert "".join(clause.text for clause in moved) == "丙甲丁乙"


def test_a_promise_is_followed_only_while_its_figures_stand_in_the_text() -> None:
    remedy = {"kind": "refund", "amount": "100.00", "within_days": 7}
    base = merged([], [], [{"text": "商家在协议生效后 7 天内退还货款 100 元。", "remedy": remedy}], ["a"])
    assert base[0].remedy == remedy
    wordier = merged(base, base, [{"id": "a", "text": base[0].text + "原路退回。"}], ["a"])
    assert wordier[0].remedy == remedy
    assert borne(base[0].text.replace("100 元", "100.00 元"), remedy) == remedy
    assert borne("商家在协议生效后 7 天内退还货款 1299 元。", remedy | {"amount": "1299.00"})
    later = merged(base, base, [{"id": "a", "text": base[0].text.replace("7", "30")}], ["a"])
    assert later[0].remedy is None
    assert borne("", remedy) is None


WRITERS, EDITS, STORIES = 3, 24, 120
FIRST_RARE = 0x5000  # from here on every word is written once


class Story:
    """One draft, versions one after another, and every word that was ever written or crossed out."""

    def __init__(self) -> None:
        self.versions: list[list[Clause]] = [[]]
        self.written: set[str] = set()
        self.crossed_out: set[str] = set()

    def new_word(self) -> str:
        return chr(FIRST_RARE + len(self.written) + 40 * len(self.versions))

    def save(self, seen: int, change: dict[str, object]) -> None:
        base, now, name = self.versions[seen], self.versions[-1], f"c{len(self.versions)}"
        mine = merged(base, base, [change], [name])
        self.written |= words_in(mine)
        self.crossed_out |= words_in(base) - words_in(mine)
        self.versions.append(merged(base, now, [change], [name]))

    def lost(self) -> set[str]:
        return self.written - self.crossed_out - words_in(self.versions[-1])


def words_in(clauses: list[Clause]) -> set[str]:
    return {word for word in whole_text(clauses) if ord(word) >= FIRST_RARE and word not in COMMON}


COMMON = "，。退款天｜〖〗（）／"


class Writer:
    """Somebody who reads a version, thinks, and sends what they made of it, often after others have sent theirs."""

    def __init__(self, story: Story) -> None:
        self.story, self.seen = story, 0

    def act(self, chance: random.Random) -> None:
        if chance.random() < 0.4:
            self.seen = len(self.story.versions) - 1
        base = self.story.versions[self.seen]
        typed = chance.choice(["", "，", "退款"]) + self.story.new_word() + chance.choice(["", "。", " 7 天"])
        if not base or chance.random() < 0.2:
            return self.story.save(self.seen, {"text": typed, "after": chance.choice(["first", "x"])})
        one = chance.choice(base)
        if chance.random() < 0.1:
            return self.story.save(self.seen, {"id": one.id, "removed": True})
        start = chance.randrange(len(one.text) + 1)
        end = start + chance.choice([0, 0, 1, 3, 9])
        return self.story.save(self.seen, {"id": one.id, "text": one.text[:start] + typed + one.text[end:]})


def test_whatever_three_people_write_at_once_no_word_is_lost() -> None:
    """Words leave the draft by the hand of somebody who read them, and by nothing else."""
    conflicts = 0
    for seed in range(STORIES):
        chance, story = random.Random(seed), Story()
        writers = [Writer(story) for _ in range(WRITERS)]
        for _ in range(EDITS):
            chance.choice(writers).act(chance)
        assert story.lost() == set(), (seed, [whole_text(one) for one in story.versions])
        conflicts += sum(len(one.points) for one in story.versions[-1])
    assert conflicts > STORIES, "the writers hardly met"
