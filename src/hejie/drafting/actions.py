"""What moves do to the draft. Called through `cases.actions`, with the case locked: one saving comes after another."""

from __future__ import annotations

from uuid import UUID

from hejie.cases.actions import Act, Refused, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.drafting.models import DraftComment, DraftConsent, DraftVersion
from hejie.drafting.queries import clauses_at, latest
from hejie.drafting.records import Clause, from_rows, merged, text_hash, to_rows
from hejie.rules.clauses import MOST_CLAUSES
from hejie.rules.model import Problem, Refusal, Text


@performs("edit_draft")
def edit_draft(act: Act) -> None:
    """A new version: the changes merged into what others have saved since. Nobody's consent goes with it."""
    row = latest(act.case.pk)
    now, last = (from_rows(row.clauses), row.number) if row else ([], 0)
    began = act.inputs.get("version", last)
    base = now if began >= last else clauses_at(act.case.pk, began)
    changes = act.inputs["clauses"]
    names = [change.get("id") or f"{act.record.seq}-{place}" for place, change in enumerate(changes)]
    clauses = merged(base, now, changes, names)
    if len(clauses) > MOST_CLAUSES:
        raise Refused(_too_many(act))
    if clauses != now:
        _keep(act, last + 1, clauses, names)


def _keep(act: Act, number: int, clauses: list[Clause], names: list[str]) -> None:
    DraftVersion.objects.create(
        case=act.case,
        number=number,
        clauses=to_rows(clauses),
        sha256=text_hash(clauses),
        points=sum(len(one.points) for one in clauses),
        changed=names,
        by=act.role,
        at=act.now,
        record=act.record,
    )


def _too_many(act: Act) -> Refusal:
    text = Text(
        f"草稿最多 {MOST_CLAUSES} 条，请把短的合成一条。",
        f"A draft has at most {MOST_CLAUSES} clauses. Please put short ones together.",
    )
    return Refusal("inputs", text, act.decision.move.article, (Problem("clauses", text),))


@performs("agree_draft")
def agree_draft(act: Act) -> None:
    number = int(act.inputs["version"])
    DraftConsent.objects.create(case=act.case, role=act.role, number=number, at=act.now, record=act.record)


@performs("retract_draft", "decline_signing")
def retract_draft(act: Act) -> None:
    """Whoever does not sign does not agree to the text either."""
    given = DraftConsent.objects.filter(case=act.case, role=act.role, retracted_at=None)
    row = latest(act.case.pk)
    given.filter(number=row.number if row else 0).update(retracted_at=act.now)


@performs("comment_draft", "note_on_draft")
def comment_draft(act: Act) -> None:
    DraftComment.objects.create(
        case=act.case,
        clause=act.inputs["clause"],
        text=act.inputs["text"],
        by=act.role,
        is_for_staff=act.decision.move.is_for_staff,
        at=act.now,
        record=act.record,
    )


@performs("resolve_comment", "resolve_note")
def resolve_comment(act: Act) -> None:
    found = DraftComment.objects.filter(case=act.case, pk=UUID(act.inputs["comment"]), resolved_at=None)
    found.update(resolved_at=act.now, resolved_by=act.role)


@erases
def erase_draft(case: Case) -> None:
    """That there were versions, and who agreed to which, stays; the words go."""
    for version in DraftVersion.objects.filter(case=case):
        version.clauses = []
        version.save(update_fields=["clauses"])
    for comment in DraftComment.objects.filter(case=case):
        comment.text = ""
        comment.save(update_fields=["text"])
