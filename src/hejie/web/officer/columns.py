"""Columns of the worklist: which there are, and which a reader chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.actions import choose_columns
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text
from hejie.web.officer.frame import officer_of
from hejie.web.officer.worklist import Row, chosen
from hejie.web.words import left_words, say


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `is_usual` for those shown to who chose none. `text` is the cell of an exported sheet."""

    key: str
    label: Text
    text: Callable[[Row], Any]
    is_usual: bool = True


COLUMNS = (
    Column("due", Text("期限", "Deadline"), lambda row: f"{row.due.on} {left_words(row.due)}" if row.due else ""),
    Column("kind", Text("类型", "Kind"), lambda row: say(row.kind), is_usual=False),
    Column("stage", Text("环节", "Stage"), lambda row: say(row.stage)),
    Column("amount", Text("金额", "Amount"), lambda row: float(row.amount) if row.amount else None),
    Column("channel", Text("来源", "Channel"), lambda row: say(row.channel)),
    Column("office", Text("承办", "Office"), lambda row: row.office),
    Column("filed", Text("提交日期", "Filed"), lambda row: shanghai_date(row.filed_at), is_usual=False),
)
KEYS = tuple(column.key for column in COLUMNS)


def shown_columns(keys: Sequence[str] | None) -> list[Column]:
    """The columns a reader chose, in the order of the table; the usual ones for who chose none."""
    return [column for column in COLUMNS if (column.is_usual if keys is None else column.key in keys)]


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """`column` as often as there are columns; back to the list as it was."""
    _actor, person_id = officer_of(request)
    keys = [key for key in KEYS if key in request.POST.getlist("column")]
    choose_columns(person_id=person_id, keys=keys)
    messages.success(request, _("这些列已记住，下次打开也是这样。"))
    return HttpResponseRedirect(f"/office/?{chosen(request.POST.dict()).query}")
