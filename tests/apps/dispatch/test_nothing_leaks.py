"""An officer sees exactly the offices below the own one: random trees, offices that move, cases that are transferred.

What is expected is worked out from parents alone, never from the paths that the platform goes by.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet, Value
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hejie.cases import access, queries, worklists
from hejie.cases.access import NotFound, case_for, roles_of, visible_cases
from hejie.cases.actions import Filing, Refused, Side, open_case, perform
from hejie.cases.lists import list_cases
from hejie.cases.models import Case, CaseRecord
from hejie.cases.wanted import Wanted
from hejie.dispatch.models import Dispute, Transfer
from hejie.dispatch.queries import asked_from_below, asked_of, bounced, sent_away, to_designate
from hejie.people.access import ANONYMOUS, Actor, PostInfo, actor_for_person
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person, Post
from hejie.places.actions import move_office, register_authority
from hejie.places.models import LEVELS, Authority, Region
from hejie.places.queries import common_path
from hejie.rules.model import Role

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
MOVES = ("return_case", "dispatch", "hand_to_station", "dispute_venue", "agree_venue", "decline_venue", "keep_case",
         "designate_office", "take_up", "assign_officer", "accept")  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.long]


# Level and parent of the offices every tree has: a line of five levels, a second county, a second province.
ALWAYS = ((1, 0), (2, 1), (3, 2), (4, 3), (3, 2), (1, 0))
CITY, COUNTY, STATION, OTHER_PROVINCE = 2, 3, 4, 6


class Tree:
    """Offices as a list; `parents` by index is what the test itself knows. An officer at each."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.offices: list[Authority] = []
        self.parents: list[int | None] = []
        self.people: list[Person] = []
        self._add(0, None)
        for level, above in ALWAYS:
            self._add(level, above)
        for _ in range(draw(st.integers(0, 5))):
            above = draw(st.sampled_from([n for n, one in enumerate(self.offices) if one.level != "station"]))
            lowest = LEVELS.index(self.offices[above].level) + 1
            self._add(draw(st.integers(lowest, len(LEVELS) - 1)), above)

    def _add(self, level: int, above: int | None) -> None:
        n = len(self.offices)
        name = f"第{n}局"
        region = None if level == 0 else region_of(n)
        parent = None if above is None else self.offices[above]
        office = register_authority(
            name=name, short_name=name, level=LEVELS[level], seal_code=name, parent=parent, region_code=region
        )
        person = register_person(now=NOW, name=name)
        appoint(person=person, role="officer", authority=office, now=NOW)
        self.offices.append(office)
        self.parents.append(above)
        self.people.append(person)

    def line(self, n: int) -> set[int]:
        """The office and everything above it, by the parents."""
        found: set[int] = set()
        at: int | None = n
        while at is not None:
            found.add(at)
            at = self.parents[at]
        return found

    def actor(self, n: int) -> Actor:
        return actor_for_person(self.people[n])

    def index(self, office_id: Any) -> int:
        return next(n for n, one in enumerate(self.offices) if one.pk == office_id)

    def move(self, n: int, under: int) -> None:
        office, parent = (Authority.objects.get(pk=self.offices[k].pk) for k in (n, under))
        fits = LEVELS.index(office.level) > LEVELS.index(parent.level)
        if not fits:
            with pytest.raises(ValueError, match="cannot stand under"):
                move_office(office=office, parent=parent)
            return
        move_office(office=office, parent=parent)
        self.parents[n] = under


def region_of(n: int) -> str:
    province, _ = Region.objects.get_or_create(code="990000", defaults={"name": "云青省", "level": "province"})
    code = f"99{n:02d}00"
    if n:
        Region.objects.get_or_create(code=code, defaults={"name": code, "level": "city", "parent": province})
    return code


def file_at(tree: Tree, n: int) -> Case:
    filing = Filing(
        kind="complaint",
        how="authority",
        complainant=Side(name="林晓", phone="13800000916"),
        respondent=Side(name="青禾电器"),
        office_id=tree.offices[n].pk,
        title="电饭煲坏了",
        story="不加热。",
        category="goods",
        problem="quality",
    )
    return open_case(filing=filing, actor=ANONYMOUS, now=NOW)


def try_move(tree: Tree, case: Case, who: int, key: str, pick: int) -> None:
    """Make the move if it is open to this office, choosing of what it offers; else it has to be refused or unseen."""
    actor = tree.actor(who)
    try:
        view = queries.view_case(actor, case.ref, NOW)
    except NotFound:
        with pytest.raises(NotFound):
            perform(ref=case.ref, move=key, actor=actor, inputs={}, now=NOW)
        return
    move = next((one for one in view.moves if one.key == key), None)
    if move is None:
        with pytest.raises(Refused):
            perform(ref=case.ref, move=key, actor=actor, inputs={}, now=NOW)
        return
    inputs: dict[str, Any] = {field.key: "商家不在本辖区" for field in move.fields if not field.options}
    for field in move.fields:
        if field.options and (offered := list(view.facts.options.get(field.options, {}))):
            inputs[field.key] = offered[pick % len(offered)]
    perform(ref=case.ref, move=key, actor=actor, inputs=inputs, now=NOW)


def expected(tree: Tree, case: Case) -> set[int]:
    """Who may see it: the line of the office that has it, and the office asked while a dispute runs."""
    asked = {tree.index(case.asked_office_id)} if case.asked_office_id else set()
    return tree.line(tree.index(case.office_id)) | asked


def assert_nothing_leaks(tree: Tree, cases: list[Case]) -> None:
    fresh = {case.pk: Case.objects.select_related("office").get(pk=case.pk) for case in cases}
    allowed = {pk: expected(tree, case) for pk, case in fresh.items()}
    for n in range(len(tree.offices)):
        actor = tree.actor(n)
        wanted = {pk for pk, seen_by in allowed.items() if n in seen_by}
        assert set(visible_cases(actor).values_list("pk", flat=True)) == wanted
        lines, _ = list_cases(visible_cases(actor), NOW, limit=100)
        assert {line.id for line in lines} == wanted
        at_work, _ = worklists.page_lines(actor, Wanted(is_open=None), NOW, limit=100)
        assert {line.id for line in at_work} == {
            pk for pk, case in fresh.items() if n in tree.line(tree.index(case.office_id))
        }
        assert [one for one in listed_for(actor) if one[1] not in wanted] == []
        for case in fresh.values():
            assert_sees_rightly(tree, n, actor, case, case.pk in wanted)


def listed_for(actor: Actor) -> QuerySet[Any, Any]:
    """Name of list and case, of all lists of an office in one query."""
    lists = (asked_of, bounced, to_designate, asked_from_below)
    first, *others = (one(actor).values_list(Value(one.__name__), "pk") for one in lists)
    return first.union(*others)


def assert_sees_rightly(tree: Tree, n: int, actor: Actor, case: Case, is_seen: bool) -> None:
    if not is_seen:
        with pytest.raises(NotFound):
            case_for(actor, case.ref)
        return
    roles = roles_of(actor, case_for(actor, case.ref))
    holds = tree.index(case.office_id) == n
    assert (Role.OFFICER in roles) == holds
    assert access.takes_part(roles) == holds
    assert (Role.SUPERIOR in roles) == (not holds and n in tree.line(tree.index(case.office_id)))
    assert (Role.COMMON_SUPERIOR in roles) == (n == designator(tree, case))


def designator(tree: Tree, case: Case) -> int | None:
    """The lowest office on both lines of a dispute, by the parents."""
    if not case.asked_office_id:
        return None
    both = tree.line(tree.index(case.office_id)) & tree.line(tree.index(case.asked_office_id))
    return max(both, key=lambda n: len(tree.line(n)))


@settings(
    max_examples=int(os.environ.get("HEJIE_TREES", "5")),
    deadline=None,
    phases=[Phase.generate],  # to make a failure small takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_random_trees_moves_of_offices_and_transfers_leak_nothing(data: st.DataObject) -> None:
    from django.db import transaction

    with transaction.atomic():
        assert_nothing_leaks_on_a_walk(data)
        transaction.set_rollback(True)


def assert_nothing_leaks_on_a_walk(data: st.DataObject) -> None:
    tree = Tree(data.draw)
    many = st.integers(0, len(tree.offices) - 1)
    cases = [file_at(tree, n) for n in (COUNTY, STATION, *data.draw(st.lists(many, max_size=2)))]
    assert_nothing_leaks(tree, cases)
    known = all_that_counts()
    for _ in range(data.draw(st.integers(4, 10))):
        step(data, tree, data.draw(st.sampled_from(cases)))
        if (now := all_that_counts()) != known:  # a step that was refused, and changed nothing, lets nobody see more
            assert_nothing_leaks(tree, cases)
            known = now


def all_that_counts() -> list[Any]:
    """Every office, post, case and record as it stands: what anybody sees rests on these."""
    ordered = [model.objects.order_by("pk") for model in (Authority, Post, Case, CaseRecord, Transfer, Dispute)]
    return [list(rows.values_list()) for rows in ordered]


def step(data: st.DataObject, tree: Tree, case: Case) -> None:
    """An office moves, or somebody acts in a case: often whoever has it, or was asked, with a move that is open."""
    many = st.integers(0, len(tree.offices) - 1)
    kind = data.draw(st.sampled_from(["city moves", "any moves", "dispute", "holder", "holder", "asked", "anybody"]))
    now = Case.objects.get(pk=case.pk)
    holder = tree.index(now.office_id)
    if kind == "city moves":
        tree.move(CITY, OTHER_PROVINCE if tree.parents[CITY] == 1 else 1)
    elif kind == "any moves":
        tree.move(data.draw(st.integers(1, len(tree.offices) - 1)), data.draw(many))
    elif kind == "dispute":
        try_move(tree, case, holder, "dispute_venue", data.draw(st.integers(0, 5)))
    else:
        asked = tree.index(now.asked_office_id) if now.asked_office_id else holder
        who = {"holder": holder, "asked": asked}.get(kind, data.draw(many))
        try_move(tree, case, who, data.draw(st.sampled_from(MOVES)), data.draw(st.integers(0, 5)))


def test_an_office_that_moves_takes_what_is_under_it_along() -> None:
    nation = office("总局", "nation", None)
    province, other = office("甲省", "province", nation, 1), office("乙省", "province", nation, 2)
    city = office("市", "city", province, 3)
    county = office("县", "county", city, 4)
    assert move_office(office=city, parent=other) == 2
    paths = dict(Authority.objects.values_list("short_name", "path"))
    assert paths["市"] == f"{other.path}{city.pk}/"
    assert paths["县"] == f"{paths['市']}{county.pk}/"
    assert common_path(paths["县"], province.path) == nation.path


def office(name: str, level: str, parent: Authority | None, n: int = 0) -> Authority:
    region = region_of(n) if parent else None
    return register_authority(
        name=name, short_name=name, level=level, seal_code=name, parent=parent, region_code=region
    )  # fmt: skip


def test_what_an_office_keeps_of_a_case_that_left_names_nobody() -> None:
    nation = office("总局", "nation", None)
    county = office("县", "county", office("省", "province", nation, 1), 2)
    person = register_person(now=NOW, name="甲")
    appoint(person=person, role="officer", authority=county, now=NOW)
    filing = Filing(
        kind="complaint", how="authority", complainant=Side(name="林晓"), respondent=Side(name="青禾电器"),
        office_id=county.pk, title="电饭煲", story="不加热", category="goods", problem="quality",
    )  # fmt: skip
    case = open_case(filing=filing, actor=ANONYMOUS, now=NOW)
    perform(ref=case.ref, move="return_case", actor=actor_for_person(person), inputs={"reason": "不归本局管"}, now=NOW)
    [kept] = sent_away(actor_for_person(person))
    assert not any(word in repr(kept) for word in ("林晓", "青禾", "电饭煲", "不归本局"))


def test_a_post_that_decides_nothing_sees_nothing_of_a_dispute() -> None:
    nation = office("总局", "nation", None)
    province = office("省", "province", nation, 1)
    one, other = office("甲县", "county", province, 2), office("乙县", "county", province, 3)
    person = register_person(now=NOW, name="甲")
    appoint(person=person, role="officer", authority=one, now=NOW)
    filing = Filing(
        kind="complaint", how="authority", complainant=Side(name="林晓"), respondent=Side(name="青禾电器"),
        office_id=one.pk, title="电饭煲", story="不加热", category="goods", problem="quality",
    )  # fmt: skip
    case = open_case(filing=filing, actor=ANONYMOUS, now=NOW)
    inputs: Mapping[str, Any] = {"office": str(other.pk), "reason": "归乙县管"}
    perform(ref=case.ref, move="dispute_venue", actor=actor_for_person(person), inputs=inputs, now=NOW)
    for role, sees in (("officer", True), ("head", True), ("mediator", False), ("operator", False), ("station", False)):
        actor = Actor(posts=(PostInfo(role, other.pk, other.path),))
        assert visible_cases(actor).exists() is sees, role
