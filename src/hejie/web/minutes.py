"""The minutes of the last session on a case page: the text, who confirmed it, what a side says is wrong.

Everything stands in the chain of the case, so nothing more is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hejie.web.forms import MoveForm
from hejie.web.prefilled import LAID
from hejie.web.show import Words

if TYPE_CHECKING:
    from hejie.web.casepage import CasePage

CONFIRMED, OBJECTED = "minutes_confirmed", "minutes_objected"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side said to the minutes; `words` are its objection, or its remarks."""

    who: Words
    at: datetime
    words: str
    is_yes: bool


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """`text` is empty before the mediator laid it. The forms are those open to the reader."""

    text: str
    laid_at: datetime | None
    answers: Sequence[Answer]
    lay: MoveForm | None
    confirm: MoveForm | None
    objection: MoveForm | None


def minutes_shown(page: CasePage) -> MinutesShown | None:
    """None while there is nothing to read, to correct or to confirm."""
    records = [one for one in page.view.records if one.fact in (LAID, CONFIRMED, OBJECTED)]
    laid = next((one for one in reversed(records) if one.fact == LAID), None)
    form = page.forms.get("lay_minutes")
    if laid is None and form is None:
        return None
    return MinutesShown(
        text=laid.content.get("text", "") if laid else "",
        laid_at=laid.at if laid else None,
        answers=[
            Answer(page.names.by(one), one.at, _said(one.content), one.fact == CONFIRMED)
            for one in records
            if laid and one.seq > laid.seq
        ],
        lay=form,
        confirm=page.forms.get("confirm_minutes"),
        objection=page.forms.get("object_minutes"),
    )


def _said(content: object) -> str:
    words = content if isinstance(content, dict) else {}
    return str(words.get("text") or words.get("remarks") or "")
