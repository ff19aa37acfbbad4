"""`/office/export.xlsx`: the list as it is narrowed, with the reader's own columns, as a sheet."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hejie.desk.queries import columns_of
from hejie.web.officer.columns import Column, shown_columns
from hejie.web.officer.frame import officer_of
from hejie.web.officer.worklist import Row, chosen, every_row
from hejie.web.words import say

MOST_ROWS = 20_000
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def sheet(request: HttpRequest) -> HttpResponseBase:
    (actor, person_id), now = officer_of(request), timezone.now()
    asked, columns = chosen(request.GET.dict()), shown_columns(columns_of(person_id))
    book = Workbook(write_only=True)
    page = book.create_sheet(say(asked.view.label)[:31])
    page.freeze_panes = "A2"
    page.append([_("案件号"), _("诉求"), _("商家"), *(say(column.label) for column in columns)])
    for row in every_row(actor, asked, now, MOST_ROWS):
        page.append(_cells(page, row, columns))
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(target)
    target.seek(0)
    name = f"hejie-{asked.view.key}-{timezone.localdate(now)}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=KIND)


def _cells(page: Any, row: Row, columns: Sequence[Column]) -> list[Any]:
    return [_cell(page, value) for value in (row.ref, row.title, row.trader, *(each.text(row) for each in columns))]


def _cell(page: Any, value: Any) -> Any:
    """Text stays text: what somebody typed is no formula, whatever it begins with."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, NOT_IN_XML.sub("", value))
    cell.data_type = "s"
    return cell
