"""Who could mediate a case: candidates in order with the reasons in words; a person chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hejie.base.compiled import A_DAY, CompiledRows, Several
from hejie.cases.models import Case, Party
from hejie.dispatch.models import Leave, StaffProfile
from hejie.mediation.models import BodyMember, MediatorProfile
from hejie.mediation.ties import A_CASE, Sides, compiled_tie_columns, tie_columns, tied, ties_in
from hejie.people.models import Person, Post
from hejie.places.settings import holding_along, ids_of
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.clock import shanghai_date
from hejie.rules.conflicts import Conflict, conflicts
from hejie.rules.mediators import HALF_DAYS, LANGUAGES, half_day
from hejie.rules.model import Role, Text

HALF_DAY = timedelta(hours=12)
OF_A_PERSON = ("id", "name", "username", "phone_index", "address")


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody who might mediate a case. `distance` counts the levels above the case's office; `rank` is the open load
    less what fits outweigh. Whoever has `conflicts` may not be assigned.
    """

    person_id: UUID
    name: str
    distance: int
    load: int
    rank: int
    is_away: bool
    reasons: tuple[Text, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def said(self) -> Text:
        """Name and reasons in one line; of whoever may not, why."""
        why = tuple(one.why for one in self.conflicts) or self.reasons
        zh, en = "，".join(one.zh for one in why), ", ".join(one.en for one in why)
        return Text(f"{self.name}（{zh}）", f"{self.name} ({en})")


PATHS, LINE = Several("paths"), Several("line")


def suggest_mediators(case: Case, now: datetime) -> list[Suggested]:
    """Mediators of the office and of those above it, the best first; then who is away; last who may not.

    Those of a body come by way of a delegation alone, of a trader's own body also when it is listed no more. One query.
    """
    sides, path = Sides(case), case.office.path
    of_offices = {PATHS: _paths_upwards(path), LINE: ids_of(path), A_DAY: shanghai_date(now)}
    found = _OF_OFFICES[case.trader_id is not None]({**tied(case, sides), **of_offices})
    return _ordered(case, sides, found, now)


def _of_offices(has_trader: bool) -> CompiledRows:
    def people() -> QuerySet[Person]:
        at = Post.objects.filter(role=Role.MEDIATOR, authority__path__any=PATHS, until=None, person=OuterRef("pk"))
        nearest = Subquery(at.order_by("-authority__path").values("authority__path")[:1])
        in_bodies = BodyMember.objects.filter(Q(body__until=None) | ~Q(body__trader=None), team="mediation")
        others = Person.objects.filter(Exists(at), is_active=True).exclude(pk__in=in_bodies.values("person"))
        known = others.annotate(nearest=nearest, **_known(A_DAY), **_asked(A_CASE, LINE))
        return known.annotate(**compiled_tie_columns(has_trader=has_trader)).only(*OF_A_PERSON)

    return CompiledRows(people)


_OF_OFFICES = {has_trader: _of_offices(has_trader) for has_trader in (True, False)}


def suggest_of_body(case: Case, body_id: UUID, now: datetime) -> list[Suggested]:
    """The same of those who mediate for a body to which the case may be delegated; a trader's own one in its cases."""
    sides = Sides(case)
    members = BodyMember.objects.filter(body=body_id, team="mediation").values("person")
    people = Person.objects.filter(pk__in=members, is_active=True)
    known = people.annotate(**_known(shanghai_date(now)), **_asked(case.pk, ids_of(case.office.path)))
    found = known.annotate(**tie_columns(case, sides, body_id)).only(*OF_A_PERSON)
    return _ordered(case, sides, found, now)


def _paths_upwards(path: str) -> list[str]:
    steps = path.strip("/").split("/")
    return ["/".join(steps[: n + 1]) + "/" for n in range(len(steps))]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a case asks of a mediator: `matter` in words by key, `languages` beside Chinese."""

    path: str
    matter: Mapping[str, Text]
    languages: frozenset[str]
    is_large: bool
    worth: int
    now: datetime


def _wanted(case: Case, row: Any, now: datetime) -> _Wanted:
    """`row` is any of those who were read: each carries what the office set and the languages of the sides."""
    named = {case.category: CATEGORIES.get(case.category), case.problem: PROBLEMS.get(case.problem)}
    return _Wanted(
        path=case.office.path,
        matter={key: text for key, text in named.items() if text},
        languages=frozenset(one.split("-")[0] for one in row.spoken) & LANGUAGES.keys(),
        is_large=case.amount is not None and case.amount >= row.large_from,
        worth=row.worth,
        now=now,
    )


def _ordered(case: Case, sides: Sides, found: Iterable[Any], now: datetime) -> list[Suggested]:
    """Those who were read, with all that was asked of them, the best first."""
    today = shanghai_date(now)
    rows = [_suggested(_wanted(case, one, now), one, conflicts(ties_in(one, sides), today)) for one in found]
    return sorted(rows, key=_place)


def _asked(case_id: UUID, line: list[UUID] | Several) -> Mapping[str, Any]:
    """What the case asks of anybody, in every row: what the office set, which languages the sides speak."""
    spoken = Party.objects.filter(case=case_id, person__isnull=False).values("person__language")
    return {
        "worth": holding_along("fit_outweighs", line),
        "large_from": holding_along("panel_claim", line),
        "spoken": ArraySubquery(spoken),
    }


def _place(one: Suggested) -> tuple[bool, bool, int, int, int, UUID]:
    return (bool(one.conflicts), one.is_away, one.distance, one.rank, one.load, one.person_id)


def _known(today: date) -> Mapping[str, Any]:
    """What is known of each person, read with the person: open mediations, leave, and both profiles."""
    mine = Case.objects.filter(mediator=OuterRef("pk"), closed_at=None).order_by().values("mediator")
    profile = MediatorProfile.objects.filter(person=OuterRef("pk"))
    return {
        "load": Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0),
        "is_away": Exists(Leave.objects.filter(person=OuterRef("pk"), first_on__lte=today, last_on__gte=today)),
        "skills": Subquery(StaffProfile.objects.filter(person=OuterRef("pk")).values("skills")),
        "grade": Subquery(profile.values("grade")),
        "languages": Subquery(profile.values("languages")),
        "hours": Subquery(profile.values("hours")),
        "has_mentor": Exists(profile.filter(~Q(mentor=None))),
    }


def _suggested(wanted: _Wanted, person: Any, against: tuple[Conflict, ...]) -> Suggested:
    """`person` carries what `_known` reads."""
    fits, lacks = [*_fit(wanted, person)], [*_lacking(wanted, person)]
    leave = (Text("休假中", "on leave"),) if person.is_away else ()
    load = Text(f"在调 {person.load} 件", f"{person.load} open")
    nearest = getattr(person, "nearest", wanted.path)
    return Suggested(
        person_id=person.pk,
        name=person.name or person.username or "",
        distance=wanted.path.count("/") - nearest.count("/"),
        load=person.load,
        rank=person.load - wanted.worth * (len(fits) - len(lacks)),
        is_away=person.is_away,
        reasons=(*leave, *fits, *lacks, *_hours(person.hours or (), wanted.now), load),
        conflicts=against,
    )


def _fit(wanted: _Wanted, person: Any) -> Iterator[Text]:
    matter = [text for key, text in wanted.matter.items() if key in (person.skills or ())]
    if matter:
        yield Text(f"熟悉{matter[0].zh}", f"knows {matter[0].en}")
    for key in sorted(wanted.languages & set(person.languages or ())):
        yield Text(f"会{LANGUAGES[key].zh}", f"speaks {LANGUAGES[key].en}")
    if wanted.is_large and person.grade == "senior":
        yield Text("金额大，高级调解员", "a senior mediator for a large claim")


def _lacking(wanted: _Wanted, person: Any) -> Iterator[Text]:
    for key in sorted(wanted.languages - set(person.languages or ())):
        yield Text(f"不会{LANGUAGES[key].zh}", f"speaks no {LANGUAGES[key].en}")
    if person.grade == "trainee" and not person.has_mentor:
        yield Text("见习，还没有带教", "a trainee without a mentor")
    if wanted.is_large and person.grade == "trainee":
        yield Text("金额大，见习调解员", "a trainee for a large claim")


def _hours(hours: Sequence[str], now: datetime) -> tuple[Text, ...]:
    """The next half day of the week in which somebody mediates, where they named any."""
    coming = (half_day(now + n * HALF_DAY) for n in range(1, len(HALF_DAYS) + 1))
    following = next((key for key in coming if key in hours), None)
    return (Text(f"最近{HALF_DAYS[following].zh}", f"next {HALF_DAYS[following].en}"),) if following else ()
