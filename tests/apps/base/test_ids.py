"""Row ids: made before the insert, yet in the order in which rows were made."""

from __future__ import annotations

from hejie.base.ids import uuid7


def test_ids_made_one_after_the_other_keep_their_order() -> None:
    made = [uuid7() for _ in range(500)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}
