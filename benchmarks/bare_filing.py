"""A plain Django view that writes the rows of a filing, and the addresses of the platform around it.

No rules, no checks, nothing sealed but what the columns seal themselves: what Django and PostgreSQL alone cost.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from hejie.cases.models import Case, CaseRecord, Deadline, Party, RecordContent
from hejie.evidence.models import Content, File
from hejie.messaging.models import Message
from hejie.oversight.models import FirstContact
from hejie.search.models import CaseIndex

EDITION = "cn_order121"


@dataclass(frozen=True, slots=True)
class Given:
    """What one request brought: who, where, against whom, their story, and the file with its hash."""

    now: datetime
    person: UUID
    office: UUID
    trader: UUID
    story: str
    media: list[str]
    file: bytes
    hashed: str


def read(request: HttpRequest) -> Given:
    given, body = request.POST, request.FILES["file"].read()
    who, office, trader = (UUID(given[name]) for name in ("person", "office", "trader"))
    hashed = hashlib.sha256(body).hexdigest()
    return Given(timezone.now(), who, office, trader, given["story"], given.getlist("media"), body, hashed)


@transaction.atomic
def bare(request: HttpRequest) -> HttpResponse:
    """One case with its file: the rows that a filing and an upload write, one `create` each."""
    given = read(request)
    case = write_case(given)
    write_sides(case, given)
    filed, received = (write_record(case, given, *one) for one in ((1, "case_filed"), (2, "files_received")))
    RecordContent.objects.create(record=filed, salt="00", body={"story": given.story})
    for medium in given.media:
        write_message(case, given, medium)
    FirstContact.objects.create(case=case, office_id=given.office, started_at=given.now, due_at=given.now)
    CaseIndex.objects.create(case=case, words=list(range(120)), scope=[1, 2, 3])
    write_file(case, given, received.seq)
    return HttpResponse(case.ref)


def write_case(given: Given) -> Case:
    day = given.now.date()
    return Case.objects.create(
        ref=token_hex(6),  # of so many that none comes twice
        kind="complaint",
        edition=EDITION,
        state="received",
        state_since=given.now,
        is_direct=False,
        filed_at=given.now,
        received_at=given.now,
        office_id=given.office,
        trader_id=given.trader,
        title="除湿机质量",
        category="appliances",
        problem="quality",
        amount="1299.00",
        story=given.story,
        details={"goods": "除湿机"},
        seq=2,
        head=given.hashed,
        next_due_on=day,
        next_due_rule="acceptance",
    )


def write_sides(case: Case, given: Given) -> None:
    """Both, and the clock that runs for the office."""
    Party.objects.create(case=case, side="complainant", person_id=given.person, name="林晓", phone="13800000916")
    Party.objects.create(case=case, side="respondent", trader_id=given.trader, name="青禾")
    Deadline.objects.create(
        case=case,
        rule="acceptance",
        edition=EDITION,
        of="officer",
        office_id=given.office,
        started_at=given.now,
        due_on=given.now.date(),
    )


def write_record(case: Case, given: Given, seq: int, fact: str) -> CaseRecord:
    return CaseRecord.objects.create(
        case=case,
        seq=seq,
        at=given.now,
        fact=fact,
        source="",
        target="received",
        role="complainant",
        person_id=given.person,
        prev=given.hashed,
        hash=given.hashed,
    )


def write_message(case: Case, given: Given, medium: str) -> None:
    Message.objects.create(
        person_id=given.person,
        medium=medium,
        template="case_filed",
        text=given.story[:60],
        case_id=case.pk,
        queued_at=given.now,
        next_try_at=given.now,
    )


def write_file(case: Case, given: Given, seq: int) -> None:
    content = Content.objects.create(
        sha256=given.hashed,
        kind="jpeg",
        media_type="image/jpeg",
        size=len(given.file),
        key=given.hashed,
        shown_key=given.hashed,
        kept_at=given.now,
    )
    File.objects.create(
        content=content, case=case, role="complainant", name="a.jpg", received_at=given.now, record_seq=seq
    )


urlpatterns = [path("bare/", bare), path("", include("hejie.urls"))]
