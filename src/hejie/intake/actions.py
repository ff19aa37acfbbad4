"""Writing drafts and filing them. Every way in ends in `file_case`: the same checks, one case per key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from hejie.cases.actions import Filing, Refused, Side, open_case
from hejie.cases.models import Case
from hejie.evidence.actions import attach_draft_files
from hejie.intake.models import Draft
from hejie.intake.queries import competent_office
from hejie.people.access import Actor
from hejie.people.identity import check_identity
from hejie.rules import inputs
from hejie.rules.clock import shanghai_date
from hejie.rules.filing import FIELDS, title_of
from hejie.rules.model import Facts, Problem, Refusal, Text
from hejie.traders.queries import trader_card

LATER = Text("这个日期还没到，请填写发现问题的那天", "This day has not come yet: give the day you found the problem")
DRAFTS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answers:
    """A complete filing as it came in: the fields of `rules.filing`, how to begin, and who is meant."""

    kind: str
    how: str
    fields: Mapping[str, Any]
    phone: str | None
    trader_id: UUID | None = None
    region_code: str = ""
    channel: str = "web"


def begin_draft(*, kind: str, person_id: UUID | None, now: datetime) -> Draft:
    return Draft.objects.create(kind=kind, person_id=person_id, begun_at=now, touched_at=now)


def save_draft(*, draft_id: UUID, answers: Mapping[str, Any], now: datetime) -> Draft:
    """Lay answers over what the draft holds; what was typed is kept even where it is still wrong."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id, case=None)
        draft.answers = {**draft.answers, **answers}
        draft.touched_at = now
        draft.save(update_fields=["answers", "touched_at"])
    return draft


def forget_drafts(*, now: datetime) -> int:
    """Delete drafts nobody touched for thirty days."""
    return Draft.objects.filter(case=None, touched_at__lt=now - DRAFTS_KEPT).delete()[0]


@transaction.atomic
def file_draft(*, draft_id: UUID, answers: Answers, actor: Actor, now: datetime) -> Case:
    """File a draft once: a second press finds the case of the first."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("case").get(pk=draft_id)
    if draft.case:
        return draft.case
    case = file_case(answers=answers, actor=actor, now=now, key=str(draft_id))
    attach_draft_files(draft_key=draft_id, case=case, actor=actor, now=now)
    draft.case, draft.answers = case, {}
    draft.save(update_fields=["case", "answers"])
    return case


@transaction.atomic
def file_case(*, answers: Answers, actor: Actor, now: datetime, key: str | None = None) -> Case:
    """Check a filing and open its case. Raises Refused with a problem per field; nothing is written then."""
    checked, problems = inputs.check(FIELDS[answers.kind], answers.fields, Facts(kind=answers.kind))
    problems = (*problems, *_date_problems(checked, now), *_identity_problems(checked, answers, now))
    if problems:
        raise Refused(Refusal("inputs", Text("还有几处没填好", "A few things are missing"), problems=tuple(problems)))
    return open_case(filing=_filing(answers, checked, actor, now), actor=actor, now=now, key=key)


def _date_problems(checked: Mapping[str, Any], now: datetime) -> list[Problem]:
    happened = checked.get("happened_on")
    if not happened or happened <= shanghai_date(now).isoformat():
        return []
    later = Text(
        "这个日期还没到，请填写发现问题的那天", "This day has not come yet: give the day you found the problem"
    )
    return [Problem("happened_on", later)]


def _identity_problems(checked: Mapping[str, Any], answers: Answers, now: datetime) -> list[Problem]:
    """A complaint is made under one's real identity (Order 121 Art 10); a report may be anonymous (form 2)."""
    if answers.kind != "complaint" or not checked.get("name") or not checked.get("id_number"):
        return []
    result = check_identity(name=checked["name"], id_number=checked["id_number"], now=now)
    return list(result.problems)


def _filing(answers: Answers, checked: Mapping[str, Any], actor: Actor, now: datetime) -> Filing:
    amount = checked.get("amount")
    known = {"goods", "order_number", "happened_on", "trader_address"}
    return Filing(
        kind=answers.kind,
        how=answers.how,
        complainant=_complainant(answers, checked, actor, now),
        respondent=_respondent(answers, checked),
        office_id=competent_office(answers.trader_id, answers.region_code).authority_id,
        title=title_of(checked),
        story=checked["story"],
        category=checked["category"],
        problem=checked.get("problem") or "other",
        amount=Decimal(str(amount)) if amount else None,
        wanted=checked.get("wanted") or (),
        details={key: checked[key] for key in known if checked.get(key)},
        channel=answers.channel,
        may_publish=bool(checked.get("may_publish")),
        may_delegate=bool(checked.get("may_delegate")),
    )


def _complainant(answers: Answers, checked: Mapping[str, Any], actor: Actor, now: datetime) -> Side:
    id_number = checked.get("id_number")
    return Side(
        name=checked.get("name") or "",
        phone=answers.phone,
        id_number=id_number,
        address=checked.get("address"),
        person_id=actor.person_id,
        identity_checked_at=now if id_number else None,
    )


def _respondent(answers: Answers, checked: Mapping[str, Any]) -> Side:
    if answers.trader_id and (card := trader_card(answers.trader_id)):
        return Side(name=card.name, address=card.address, trader_id=card.id)
    return Side(name=checked.get("trader_name") or "", address=checked.get("trader_address"))
