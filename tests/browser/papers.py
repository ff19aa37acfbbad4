"""Papers held up to the public page that says whether they are genuine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as a side downloaded it, and the code that is printed on it."""

    code: str
    data: bytes


def paper_of(reader: Somebody, number: str, title: str) -> Paper:
    """Download a paper from the case page, once the worker has printed it and the page shows it by itself."""
    page = reader.page
    row = page.locator("#papers li", has_text=title).first
    link = row.get_by_role("link", name=title)
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as coming:
        link.evaluate("a => { a.download = 'paper.pdf'; a.click() }")
    code = row.get_by_role("link", name=re.compile("^[0-9A-F]{4}-")).inner_text()
    return Paper(code, Path(coming.value.path()).read_bytes())


def is_genuine(stranger: Somebody, paper: Paper) -> None:
    """By the code that is printed on it, and by the file itself."""
    stranger.go("/verify/")
    stranger.write("核验码", paper.code)
    stranger.press("查是不是真的")
    stranger.sees("登记过这份文书")
    hold_up(stranger, paper.data)
    stranger.sees("文件与登记的一致，签名有效")


def a_flipped_byte_is_found(stranger: Somebody, paper: Paper) -> None:
    middle = len(paper.data) // 3
    changed = paper.data[:middle] + bytes([paper.data[middle] ^ 1]) + paper.data[middle + 1 :]
    hold_up(stranger, changed)
    stranger.sees(re.compile("改动|损坏|没有登记过"))


def hold_up(stranger: Somebody, data: bytes) -> None:
    stranger.go("/verify/")
    stranger.page.locator("input[name=file]").set_input_files(
        {"name": "协议.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    stranger.press("查是不是真的")
