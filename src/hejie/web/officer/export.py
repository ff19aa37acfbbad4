"""`/office/export.xlsx`: the list as it is narrowed, with the reader's own columns, as a sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hejie.base.sheets import write_sheet
from hejie.desk.queries import columns_of
from hejie.web.officer.columns import Column, shown_columns
from hejie.web.officer.frame import officer_of
from hejie.web.officer.worklist import Row, chosen, every_row
from hejie.web.words import say

MOST_ROWS = 20_000
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sheet(request: HttpRequest) -> HttpResponseBase:
    (actor, person_id), now = officer_of(request), timezone.now()
    asked, columns = chosen(request.GET.dict()), shown_columns(columns_of(person_id))
    head = [_("案件号"), _("诉求"), _("商家"), *(say(column.label) for column in columns)]
    lines = (_cells(row, columns) for row in every_row(actor, asked, now, MOST_ROWS))
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_sheet(target, say(asked.view.label)[:31], chain([head], lines))
    target.seek(0)
    name = f"hejie-{asked.view.key}-{timezone.localdate(now)}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=KIND)


def _cells(row: Row, columns: Sequence[Column]) -> list[Any]:
    return [row.ref, row.title, row.trader, *(each.text(row) for each in columns)]
