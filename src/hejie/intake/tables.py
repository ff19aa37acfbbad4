"""Tables of filings: which columns there are, reading a sheet or CSV, and writing back what was refused and why."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from hejie.base.sheets import read_sheet, write_sheet
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.filing import KINDS
from hejie.rules.identity_papers import KINDS as IDENTITY_PAPERS
from hejie.rules.model import Text
from hejie.rules.remedy_kinds import KINDS as REMEDIES

MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 20 * 2**20, 200 * 2**20, 20_000
LONGEST_CELL = 6000
WHY = "退回原因"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what an example row says, and whether a table has to have it."""

    head: str
    key: str
    example: str = ""
    required: bool = False


COLUMNS = (
    Column("来件编号", "source", "12345-20261119-0001"),
    Column("类型", "kind", "投诉", required=True),
    Column("收到日期", "received_on", "2026-11-19"),
    Column("姓名", "name", "林晓"),
    Column("手机号", "phone", "13800000916"),
    Column("证件种类", "id_kind", "居民身份证"),
    Column("证件号码", "id_number", ""),
    Column("通讯地址", "address", "云青省云汀市青禾区柳湾路 8 号"),
    Column("商家名称", "trader_name", "云汀晴禾家电有限公司"),
    Column("统一社会信用代码", "credit_code", ""),
    Column("商家地址", "trader_address", ""),
    Column("区县代码", "region_code", "990101"),
    Column("商品或服务类别", "category", "家用电器", required=True),
    Column("买的什么", "goods", "除湿机"),
    Column("问题类别", "problem", "质量"),
    Column("经过", "story", "买了九天水箱漏水，客服只同意维修。", required=True),
    Column("发现日期", "happened_on", "2026-11-10"),
    Column("涉及金额", "amount", "1299.00"),
    Column("订单号", "order_number", ""),
    Column("希望怎么解决", "wanted", "退款"),
)
BY_HEAD = {column.head: column for column in COLUMNS}
BY_HEAD["身份证号"] = BY_HEAD["证件号码"]  # as templates had it before there were other papers
# Cells that say one of a list: the words of either language, or the key itself.
LISTS: Mapping[str, Mapping[str, Text]] = {
    "kind": KINDS,
    "category": CATEGORIES,
    "problem": PROBLEMS,
    "id_kind": IDENTITY_PAPERS,
    "wanted": {key: kind.label for key, kind in REMEDIES.items()},
}


class TableRefused(Exception):
    """The file cannot be read as a table. `text` says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the table; `number` counts the head as 1."""

    number: int
    values: Mapping[str, str]


def read_table(stream: IO[bytes], name: str) -> list[Row]:
    """The rows of an xlsx or CSV file, by field key. Raises TableRefused; empty rows are left out."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TableRefused("文件超过 20 MB，请分成几份", "The file is larger than 20 MB: please split it")
    lines = _sheet(data) if data[:2] == b"PK" else _csv(data)
    head = [str(cell or "").strip() for cell in next(lines, ())]
    _check_head(head)
    rows = [row for number, line in enumerate(lines, start=2) if (row := _row(number, head, line)).values]
    if len(rows) > MOST_ROWS:
        raise TableRefused(f"一次最多 {MOST_ROWS} 行，请分成几份", f"At most {MOST_ROWS} rows at once: please split it")
    if not rows:
        raise TableRefused("表里没有内容，请从第二行开始填", "The table is empty: rows begin at the second line")
    return rows


def _check_head(head: Sequence[str]) -> None:
    missing = [column.head for column in COLUMNS if column.required and column.head not in head]
    unknown = [name for name in head if name and name not in BY_HEAD and name != WHY]
    if missing:
        raise TableRefused(f"缺少这些列：{'、'.join(missing)}", f"Missing columns: {', '.join(missing)}")
    if unknown:
        names = "、".join(unknown[:5])
        raise TableRefused(f"不认识这些列：{names}。请按模板的列名", f"Unknown columns: {names}. See the template")
    if len(set(filter(None, head))) != len([name for name in head if name]):
        raise TableRefused("有的列名重复了，请改成不同的", "Some column stands there twice")


def _row(number: int, head: Sequence[str], line: Iterable[Any]) -> Row:
    cells = {BY_HEAD[name].key: _said(cell) for name, cell in zip(head, line, strict=False) if name in BY_HEAD}
    return Row(number, {key: text for key, text in cells.items() if text})


def _said(cell: Any) -> str:
    """A cell as text: dates as ISO, whole numbers without a decimal point."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()[:LONGEST_CELL]


def _sheet(data: bytes) -> Iterator[Sequence[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(member.file_size for member in packed.infolist())
        if size > MOST_UNPACKED:
            raise TableRefused("表格解开后太大，请分成几份", "The sheet is too large once unpacked: please split it")
        lines = read_sheet(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise TableRefused(
            "这个文件打不开，请另存为 xlsx 或 csv", "This file cannot be opened: save it as xlsx or csv"
        ) from error
    return islice(lines, MOST_ROWS + 2)


def _csv(data: bytes) -> Iterator[Sequence[Any]]:
    """UTF-8, or GB 18030 as office programs write it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return islice(csv.reader(io.StringIO(text, newline="")), MOST_ROWS + 2)
    raise TableRefused("读不出文字，请另存为 xlsx 或 UTF-8 的 csv", "No text can be read: save it as xlsx or UTF-8 csv")


def key_in(name: str, text: str) -> str:
    """The key that a cell of a list column means; the text itself where it means none, to be refused by the rules."""
    choices = LISTS[name]
    return next((key for key, label in choices.items() if text in (key, label.zh, label.en)), text)


def template() -> bytes:
    """An empty table with one example row."""
    return _written([[column.head for column in COLUMNS], [column.example for column in COLUMNS]])


def report(rows: Iterable[tuple[int, Mapping[str, str], str]]) -> bytes:
    """Rows that were refused, as they came, each with its reason: to be put right and uploaded again."""
    head = [column.head for column in COLUMNS]
    lines = [[*(values.get(column.key, "") for column in COLUMNS), why] for _, values, why in rows]
    return _written([[*head, WHY], *lines])


def _written(lines: Iterable[Sequence[str]]) -> bytes:
    target = io.BytesIO()
    write_sheet(target, "hejie", lines)
    return target.getvalue()
