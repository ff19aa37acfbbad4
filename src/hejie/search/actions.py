"""Keeping the index in step, in the transaction of what changed; deleting it with the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hejie.base import together
from hejie.base.events import Fact
from hejie.base.together import part
from hejie.base.written import change_later, write_later
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.cases.queries import case_by_id
from hejie.places.models import Authority
from hejie.search import matching
from hejie.search.models import CaseIndex

BATCH = 500


def follow(fact: Fact) -> None:
    """A new case is indexed, and one whose text was divided.

    One that went to another office, trader or mediator is found from there from now on.
    """
    if fact.name == "case_filed":
        write_later(_index(case_by_id(fact.case_id)))
    elif fact.name == "case_split":
        index_case(fact.case_id)
    else:
        _rescope(fact.case_id)


def index_case(case_id: UUID) -> None:
    """Write the whole index of a case anew; nothing for one that was erased."""
    case = case_by_id(case_id)
    if not case.is_erased:
        CaseIndex.objects.bulk_create(
            [_index(case)], update_conflicts=True, unique_fields=["case"], update_fields=["words", "scope"]
        )


def _index(case: Case) -> CaseIndex:
    parties = together.rows("parties", case.pk)
    return CaseIndex(
        case=case,
        words=matching.word_tokens(matching.words_of(case, parties)),
        scope=matching.scope_tokens(case, matching.persons_of(parties)),
    )


def _rescope(case_id: UUID) -> None:
    """Nothing is asked where the case is at hand, and nothing written while the scope is the same."""
    scope = matching.scope_tokens(case_by_id(case_id), matching.persons_of(together.rows("parties", case_id)))
    for row in together.before("index", case_id):
        if row.scope != scope:
            row.scope = scope
            change_later(row, "scope")


@part("index")
def _index_of(case_id: UUID) -> QuerySet[CaseIndex]:
    """From where a case can be found."""
    return CaseIndex.objects.filter(case=case_id).only("scope")


def rebuild(office_id: UUID | None = None) -> int:
    """Index every case anew, or those of an office and all below it. Returns how many.

    Oldest first, in short transactions; may be stopped and run again.
    """
    path = Authority.objects.get(pk=office_id).path if office_id else ""
    return sum(_rebuild_batch(ids) for ids in _batches(Case.objects.filter(office__path__startswith=path)))


def _batches(cases: QuerySet[Case]) -> Iterator[list[UUID]]:
    last = UUID(int=0)
    while batch := list(cases.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield batch
        last = batch[-1]


@transaction.atomic
def _rebuild_batch(ids: list[UUID]) -> int:
    for case_id in ids:
        index_case(case_id)
    return len(ids)


@erases
def erase_index(case: Case) -> None:
    CaseIndex.objects.filter(case=case).delete()
