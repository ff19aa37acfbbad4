"""Papers of a report: what the reporter is told (official form 10), and the order to the trader.

Nothing of a report reaches its respondent (Order 121 Art 37): an order names the breach, never who reported it.
"""

from __future__ import annotations

from hejie.cases.writers import REPORT, Draft, Occasion, writes
from hejie.rules.procedures._rectification import CORRECTION


@writes("result_told", of=REPORT)
def result(at: Occasion) -> Draft:
    data = {
        "addressee": at.complainant,
        "subject": at.subject,
        "basis_law": at.input["basis_law"].strip("《》"),
        "basis_article": at.input["basis_article"],
        "result": at.input["text"],
    }
    return Draft("report_result_notice", data)


@writes("correction_ordered", of=REPORT)
def correction(at: Occasion) -> Draft:
    data = {
        "addressee": at.trader,
        "found": at.input["found"].rstrip("。"),
        "breached": at.input["breached"],
        "basis": f"《{CORRECTION.law.zh}》{CORRECTION.clause}",
        "measures": [line for line in at.input["measures"].splitlines() if line.strip()],
        "due_on": at.input["by_date"],
        "contact": at.case.officer.name if at.case.officer else at.author,
        "contact_phone": at.case.office.phone,
    }
    return Draft("rectification_order", data)
