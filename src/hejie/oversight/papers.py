"""The supervision notice (督办通知书), sealed by whoever asks; the notice of a talk (约谈通知书)."""

from __future__ import annotations

from hejie.cases.writers import EVERY, Draft, Occasion, writes
from hejie.oversight.models import Supervision


@writes("supervision_ordered", "supervision_repeated", of=EVERY)
def supervision(at: Occasion) -> Draft:
    notice = Supervision.objects.select_related("asked_by").get(case=at.case, closed_at=None)
    data = {
        "addressee": at.case.office.name,
        "subject": at.subject if at.trader else at.case.title,
        "number": at.number,
        "asked": at.input.get("asked") or at.input["note"],
        "answer_by": at.input["by_date"],
    }
    return Draft("supervision_notice", data, notice.asked_by)


@writes("talk_called")
def talk(at: Occasion) -> Draft:
    data = {
        "addressee": at.trader,
        "reason": at.input["reason"].rstrip("。."),
        "at": f"{at.input['on']}T{at.input['at']}",
        "place": at.input["place"],
        "topics": at.input["topics"].splitlines(),
        "contact": at.author,
        "contact_phone": at.case.office.phone,
    }
    return Draft("talk_notice", data)
