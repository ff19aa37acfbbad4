"""Sheets as office programs read and write them (xlsx).

openpyxl is 180 modules, and few processes ever see a sheet: it is loaded with the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_sheet(target: IO[bytes], title: str, lines: Iterable[Sequence[Any]]) -> None:
    """One page of lines under a head that stays in sight: the first of them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for line in lines:
        page.append([_cell(page, value) for value in line])
    book.save(target)


def read_sheet(stream: IO[bytes]) -> Iterator[Sequence[Any]]:
    """The lines of the first page, as values. A broken file raises BadZipFile, KeyError, ValueError or IndexError."""
    from openpyxl import load_workbook

    return iter(load_workbook(stream, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True))


def _cell(page: Any, value: Any) -> Any:
    """Text stays text: what somebody typed is no formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, NOT_IN_XML.sub("", value))
    cell.data_type = "s"
    return cell
