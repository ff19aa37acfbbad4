"""Papers between offices: dispatch (official form 3) and return. The sides of a case never see them."""

from __future__ import annotations

from datetime import timedelta

from hejie.cases.models import Case, CaseRecord
from hejie.cases.writers import FILED, Draft, Occasion, writes
from hejie.dispatch.models import Transfer
from hejie.rules.clock import shanghai_date

REPORT_BACK = timedelta(days=90)  # the form names a day, no law does: acceptance, sixty days and the notice fit in


@writes("case_dispatched", of=FILED)
def dispatch(at: Occasion) -> Draft:
    turned = CaseRecord.objects.filter(case=at.case, fact="turned_to_authority").order_by("seq").last()
    received_at = turned.at if turned else at.case.filed_at
    way = _way(at)
    data = {
        "addressee": at.case.office.name,
        "complainant": at.complainant,
        "matter": at.matter,
        "received_on": shanghai_date(received_at).isoformat(),
        "subject": at.subject,
        "law": at.article.law.zh,
        "report_by": (shanghai_date(at.now) + REPORT_BACK).isoformat(),
        "copies": _files_so_far(at.case),
    }
    return Draft("dispatch_notice", data, way.from_office if way else None)


def _files_so_far(case: Case) -> int:
    of_sides = CaseRecord.objects.filter(case=case, data__has_key="files").exclude(fact="paper_issued")
    return sum(len(data["files"]) for data in of_sides.values_list("data", flat=True))


@writes("case_returned", of=FILED)
def sent_back(at: Occasion) -> Draft | None:
    """Of the office that had no power; what a station gives back has not left its own office."""
    way = _way(at)
    if way is None or way.from_office.level == "station":
        return None
    data = {
        "addressee": at.case.office.name,
        "matter": at.matter,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "article": at.article.clause,
        "reason": at.input["reason"],
    }
    return Draft("return_notice", data, way.from_office)


def _way(at: Occasion) -> Transfer | None:
    return Transfer.objects.select_related("from_office").filter(record=at.record).first()
