"""What the hub reads of one case for a page or a move, see `base.together`."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from hejie.base.together import number_ahead, part
from hejie.cases.beside import Review, Reward
from hejie.cases.models import CalendarYear, Case, CaseRecord, Deadline, Party, RecordContent, Representation
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.traders.models import Trader
from hejie.traders.queries import clerks_of

number_ahead(CaseRecord)


@part("wanted", for_pages_alone=True)
def wanted(case_id: UUID) -> QuerySet[Case]:
    """The case with nothing but what was asked for: offers are compared with it."""
    return Case.objects.filter(pk=case_id).only("wanted")


@part("offices")
def offices(case_id: UUID) -> QuerySet[Authority]:
    """The one that handles it."""
    return Authority.objects.filter(pk__in=Case.objects.filter(pk=case_id).values("office"))


@part("traders")
def traders(case_id: UUID) -> QuerySet[Trader]:
    return Trader.objects.filter(pk__in=Case.objects.filter(pk=case_id).values("trader"))


@part("clerks")
def clerks(case_id: UUID) -> QuerySet[Person]:
    """Who answers for the trader now, and hears of what the other side does."""
    return clerks_of(Case.objects.filter(pk=case_id).values("trader")[:1])


@part("people")
def people(case_id: UUID) -> QuerySet[Person]:
    """Officer, mediator, first contact, and the sides that have an account."""
    case = Case.objects.filter(pk=case_id)
    sides = Party.objects.filter(case=case_id).values("person")
    return Person.objects.filter(
        pk__in=case.values("officer").union(case.values("mediator"), case.values("first_contact"), sides)
    )


@part("parties")
def parties(case_id: UUID) -> QuerySet[Party]:
    return Party.objects.filter(case=case_id)


@part("representations")
def representations(case_id: UUID) -> QuerySet[Representation]:
    """Those who speak for or with the complainant; asked for only where the case says that there are any."""
    return Representation.objects.filter(case=case_id).order_by("id")


@part("records")
def records(case_id: UUID) -> QuerySet[CaseRecord]:
    return CaseRecord.objects.filter(case=case_id).order_by("seq")


@part("record_contents", for_pages_alone=True)
def record_contents(case_id: UUID) -> QuerySet[RecordContent]:
    return RecordContent.objects.filter(record__case=case_id)


@part("reviews")
def reviews(case_id: UUID) -> QuerySet[Review]:
    return Review.objects.filter(case=case_id)


@part("rewards")
def rewards(case_id: UUID) -> QuerySet[Reward]:
    return Reward.objects.filter(case=case_id)


@part("deadlines")
def deadlines(case_id: UUID) -> QuerySet[Deadline]:
    return Deadline.objects.filter(case=case_id).order_by("closed_at", "due_on", "id")


@part("calendar_years")
def calendar_years(case_id: UUID) -> QuerySet[CalendarYear]:
    """Which years an operator edited, and how often: the same for every case."""
    return CalendarYear.objects.only("year", "version")
