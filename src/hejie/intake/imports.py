"""Importing tables: kept and looked over first, filed row by row once somebody agrees, nothing filed twice.

Each row is filed in a transaction of its own together with its mark, so that a stopped import goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hejie.cases.actions import Refused
from hejie.cases.records import canonical
from hejie.intake.actions import NOT_YOUR_WAY, Answers, check_answers, file_case
from hejie.intake.channels import channel
from hejie.intake.models import ImportBatch, ImportRow
from hejie.intake.tables import LISTS, Row, key_in, read_table
from hejie.people.access import Actor, PostInfo, actor_for_person
from hejie.rules.filing import KINDS
from hejie.rules.model import Problem, Refusal, Text
from hejie.rules.remedy_kinds import KINDS as REMEDIES
from hejie.traders.models import Trader

CHANNEL = "import"
KEPT = timedelta(days=30)
BESIDE = frozenset({"source", "kind", "phone", "credit_code", "region_code"})  # cells that are no field of the filing
NO_KIND = Text("类型请写投诉、举报或者咨询", "The kind is complaint, report or enquiry")
TWICE = Text("表里前面已经有同样的一行", "The same row stands further up in this table")


def begin_import(*, stream: IO[bytes], name: str, actor: Actor, now: datetime) -> ImportBatch:
    """Read a table and look its rows over; nothing is filed. Raises tables.TableRefused, Refused without the post."""
    person_id, post = _post_of(actor)
    rows = read_table(stream, name)
    with transaction.atomic():
        batch = ImportBatch(office_id=post.authority_id, name=name[:200], made_at=now)
        batch.person_id = person_id
        batch.total, batch.sha256 = len(rows), hashlib.sha256(canonical([row.values for row in rows])).hexdigest()
        batch.save(force_insert=True)
        kept = _looked_over(batch, rows, now)
        ImportRow.objects.bulk_create(kept, batch_size=500)
    return batch


def _post_of(actor: Actor) -> tuple[UUID, PostInfo]:
    allowed = channel(CHANNEL).posts
    post = next((post for post in actor.posts if post.role in allowed), None)
    if post is None or actor.person_id is None:
        raise Refused(Refusal("not_yours", NOT_YOUR_WAY))
    return actor.person_id, post


def _looked_over(batch: ImportBatch, rows: list[Row], now: datetime) -> list[ImportRow]:
    """Every row with what is wrong with it, and those filed before from whatever table."""
    keys = [_key(batch.office_id, row.values) for row in rows]
    filed = set(ImportRow.objects.filter(key__in=keys, state="filed").values_list("key", flat=True))
    kept, seen = [], set[str]()
    for row, key in zip(rows, keys, strict=True):
        problems = [Problem("source", TWICE)] if key in seen else _problems(row.values, now)
        state = "known" if key in filed else "refused" if problems else "ready"
        seen.add(key)
        kept.append(ImportRow(batch=batch, number=row.number, key=key, values=dict(row.values), state=state))
        kept[-1].problems = _written(problems)
    return kept


def _key(office_id: UUID, values: Mapping[str, str]) -> str:
    """The sender's own number, else everything the row says: the same again at one office is the same matter."""
    said = values.get("source") or dict(values)
    return hashlib.sha256(canonical([str(office_id), said])).hexdigest()


def _problems(values: Mapping[str, str], now: datetime) -> list[Problem]:
    kind = key_in("kind", values.get("kind", ""))
    if kind not in KINDS:
        return [Problem("kind", NO_KIND)]
    fields = channel(CHANNEL).asks(kind)
    return list(check_answers(kind=kind, fields=fields, raw=_fields(values), now=now).problems)


def _fields(values: Mapping[str, str]) -> dict[str, Any]:
    read: dict[str, Any] = {key: value for key, value in values.items() if key not in BESIDE}
    read |= {key: key_in(key, read[key]) for key in LISTS.keys() & read.keys()}
    if "wanted" in read:
        amount = {"amount": values["amount"]} if values.get("amount") and _takes_money(read["wanted"]) else {}
        read["wanted"] = [{"kind": read["wanted"], **amount}]
    return read


def _takes_money(kind: str) -> bool:
    return kind in REMEDIES and REMEDIES[kind].amount


def _written(problems: list[Problem]) -> list[list[str]]:
    return [[problem.field, problem.text.zh, problem.text.en] for problem in problems]


@transaction.atomic
def confirm_import(*, batch_id: UUID, actor: Actor, now: datetime) -> bool:
    """Agree to the preview, once. Whoever calls has the rows filed then: see `file_import`."""
    return bool(
        ImportBatch.objects.filter(pk=batch_id, person=actor.person_id, confirmed_at=None).update(confirmed_at=now)
    )


def file_import(*, batch_id: UUID, now: datetime) -> int:
    """File every row that is ready; may be stopped and called again. Returns how many were filed."""
    batch = ImportBatch.objects.select_related("person").get(pk=batch_id)
    if batch.confirmed_at is None:
        return 0
    actor = actor_for_person(batch.person, via="system")
    ready = list(batch.rows.filter(state="ready").order_by("number").values_list("pk", flat=True))
    filed = sum(_file(row_id, actor, now) for row_id in ready)
    ImportBatch.objects.filter(pk=batch_id, finished_at=None).update(finished_at=now)
    return filed


def _file(row_id: UUID, actor: Actor, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = ImportRow.objects.select_for_update().get(pk=row_id)
            if row.state != "ready":
                return False
            row.case = file_case(answers=answers_of(row), actor=actor, now=now, key=f"import:{row.key}")
            row.state, row.values = "filed", {}
            row.save(update_fields=["case", "state", "values"])
            return True
    except Refused as error:
        wrong = list(error.refusal.problems) or [Problem("", error.refusal.text)]
        ImportRow.objects.filter(pk=row_id).update(state="refused", problems=_written(wrong))
    except IntegrityError:  # another table filed this row at the same moment
        ImportRow.objects.filter(pk=row_id).update(state="known")
    return False


def answers_of(row: ImportRow) -> Answers:
    """A row as a filing."""
    values: Mapping[str, str] = row.values
    code = values.get("credit_code", "").strip().upper()
    trader = Trader.objects.filter(credit_code=code).values_list("pk", flat=True).first() if code else None
    return Answers(
        kind=key_in("kind", values.get("kind", "")),
        how="authority",
        fields=_fields(values),
        phone=values.get("phone"),
        trader_id=trader,
        region_code=values.get("region_code", ""),
        channel=CHANNEL,
    )


def forget_imports(*, now: datetime) -> int:
    """Delete what is left of tables after thirty days; the cases stay, and rows that were filed stay known."""
    old = ImportRow.objects.filter(batch__made_at__lt=now - KEPT).exclude(state="filed")
    return old.delete()[0]
