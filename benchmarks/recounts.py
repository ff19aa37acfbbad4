"""Whether figures that are kept, or counted quickly, are what the records say: boards of offices and duties done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hejie.oversight import ledger
from hejie.oversight.board import board_at, recount
from hejie.oversight.models import Done
from hejie.places.models import Authority

SINCE = timedelta(days=60)


def recounted(offices: Iterable[Authority], now: datetime) -> str:
    """One line: every board against a recount from deadlines and records, and the duties done written again."""
    boards = [(office, board_at(office.pk, now), recount(office, now)) for office in offices]
    wrong = [office.short_name for office, shown, counted in boards if shown != counted]
    others = [written_again(office, now - SINCE) for office, _, _ in boards]
    different, duties = (sum(one[n] for one in others) for n in (0, 1))
    left, done = sum(shown.left for _, shown, _ in boards), sum(shown.done for _, shown, _ in boards)
    said = "equal to a recount" if not wrong else f"not equal to a recount: {', '.join(wrong)}"
    again = "the same when written again" if not different else f"{different} of them otherwise when written again"
    return f"boards of {len(boards)} offices, {left} left, {done} done: {said}; {duties} duties done, {again}"


def written_again(office: Authority, since: datetime) -> tuple[int, int]:
    """Of the duties done in the cases of an office since then: how many `ledger.rebuild` writes otherwise, and all.

    What it writes is given up again. At which office a duty was done it cannot know where the case went on since.
    """
    with transaction.atomic():
        rows = Done.objects.filter(case__office=office, done_at__gte=since)
        before = kept(rows)
        rows.delete()
        ledger.rebuild([office.pk], since)
        after = kept(rows.all())
        transaction.set_rollback(True)
    return len(before ^ after), len(before)


def kept(rows: QuerySet[Done]) -> set[tuple[Any, ...]]:
    return set(rows.values_list("deadline", "case", "rule", "due_on", "done_at", "was_late"))
