"""Keeping the index in step, in the transaction of what changed; deleting it with the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from hejie.base.events import Fact
from hejie.cases.erasure import erases
from hejie.cases.models import Case, Party
from hejie.search import matching
from hejie.search.models import CaseIndex

BATCH = 500


def follow(fact: Fact) -> None:
    """A new case is indexed; one that went to another office, trader or mediator is found from there from now on."""
    if fact.name == "case_filed":
        index_case(fact.case_id)
    else:
        _rescope(fact.case_id)


def index_case(case_id: UUID) -> None:
    """Write the whole index of a case anew; nothing for one that was erased. Three queries."""
    case = Case.objects.select_related("office", "trader").filter(pk=case_id, is_erased=False).first()
    if case is None:
        return
    parties = list(Party.objects.filter(case=case))
    values = {
        "words": matching.word_tokens(matching.words_of(case, parties)),
        "scope": matching.scope_tokens(case, matching.persons_of(parties)),
    }
    CaseIndex.objects.update_or_create(case=case, defaults=values)


def _rescope(case_id: UUID) -> None:
    """Two queries, a third when the scope has changed."""
    index = CaseIndex.objects.select_related("case__office").defer("words", "case__story", "case__details")
    found = index.filter(case=case_id).first()
    if found is None:
        return
    persons = Party.objects.filter(case=case_id).values_list("person_id", flat=True)
    scope = matching.scope_tokens(found.case, persons)
    if scope != found.scope:
        CaseIndex.objects.filter(case=case_id).update(scope=scope)


def rebuild() -> int:
    """Index every case anew, oldest first, in short transactions; may be stopped and run again. Returns how many."""
    return sum(_rebuild_batch(ids) for ids in _batches())


def _batches() -> Iterator[list[UUID]]:
    last = UUID(int=0)
    while batch := list(Case.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
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
