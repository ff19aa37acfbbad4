"""A plain Django view that writes the rows of a filing, and the addresses of the platform around it.

No rules, no checks, nothing sealed but what the columns seal themselves: what Django and PostgreSQL alone cost.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from random import randrange
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from hejie.base.ids import case_number
from hejie.cases.models import Case, CaseRecord, Deadline, Party, RecordContent
from hejie.evidence.models import Content, File
from hejie.messaging.models import Message
from hejie.oversight.models import FirstContact
from hejie.search.models import CaseIndex


@transaction.atomic
def bare(request: HttpRequest) -> HttpResponse:
    """One case with its file: the rows that a filing and an upload write, one `create` each."""
    now, given = timezone.now(), request.POST
    body = request.FILES["file"].read()
    who, office, trader = UUID(given["person"]), UUID(given["office"]), UUID(given["trader"])
    hashed = hashlib.sha256(body).hexdigest()
    case = Case.objects.create(
        ref=case_number(now.date() - timedelta(days=randrange(8000, 18000))),  # noqa: S311 - none twice, without asking
        kind="complaint",
        edition="cn_order121",
        state="received",
        state_since=now,
        is_direct=False,
        filed_at=now,
        received_at=now,
        office_id=office,
        trader_id=trader,
        title="除湿机质量",
        category="appliances",
        problem="quality",
        amount="1299.00",
        story=given["story"],
        details={"goods": "除湿机"},
        seq=2,
        head=hashed,
        next_due_on=now.date(),
        next_due_rule="acceptance",
    )
    Party.objects.create(case=case, side="complainant", person_id=who, name="林晓", phone="13800000916")
    Party.objects.create(case=case, side="respondent", trader_id=trader, name="青禾")
    Deadline.objects.create(
        case=case, rule="acceptance", edition="cn_order121", of="officer", started_at=now, due_on=now.date()
    )
    filed, received = (
        CaseRecord.objects.create(
            case=case,
            seq=seq,
            at=now,
            fact=fact,
            source="",
            target="received",
            role="complainant",
            person_id=who,
            prev=hashed,
            hash=hashed,
        )
        for seq, fact in ((1, "case_filed"), (2, "files_received"))
    )
    RecordContent.objects.create(record=filed, salt="00", body={"story": given["story"]})
    for medium in given.getlist("media"):
        Message.objects.create(
            person_id=who,
            medium=medium,
            template="case_filed",
            text=given["story"][:60],
            case_id=case.pk,
            queued_at=now,
            next_try_at=now,
        )
    FirstContact.objects.create(case=case, office_id=office, started_at=now, due_at=now)
    CaseIndex.objects.create(case=case, words=list(range(120)), scope=[1, 2, 3])
    content = Content.objects.create(
        sha256=hashed,
        kind="jpeg",
        media_type="image/jpeg",
        size=len(body),
        key=hashed,
        shown_key=hashed,
        kept_at=now,
    )
    File.objects.create(
        content=content, case=case, role="complainant", name="a.jpg", received_at=now, record_seq=received.seq
    )
    return HttpResponse(case.ref)


urlpatterns = [path("bare/", bare), path("", include("hejie.urls"))]
