"""What a printer must survive: rare names, emoji, long stories, drawings from strangers."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from datetime import date, datetime

import pytest
from PIL import Image, PngImagePlugin

from hejie.documents.kinds import KINDS
from hejie.documents.queries import preview_paper
from hejie.documents.records import Drawing, Office, Sheet
from hejie.documents.render import BadDrawing, clean_drawing, render
from tests.apps.documents.paper_text import page_texts, pages, paper_text

SHEET = Sheet(
    kind="acceptance_decision",
    data=KINDS["acceptance_decision"].sample,
    office=Office("云青市市场监督管理局", "云青市监"),
    issued_on=date(2026, 11, 19),
    number="云青市监投受〔2026〕第12号",
    code="7F2A-91C4-0B6E",
    url="https://hejie.example/verify/7F2A-91C4-0B6E/",
    seal=True,
)
REPLACED = "〓代替无法印出的字符"


def to(addressee: str) -> str:
    return paper_text(render(replace(SHEET, data={**SHEET.data, "addressee": addressee})))


@pytest.mark.parametrize("name", ["𠮷野晓", "㛃䶮", "龘靐齉", "阿依古丽·买买提", "Nguyễn Văn", "Müller & Söhne"])
def test_rare_and_foreign_names_are_printed_as_they_are(name: str) -> None:
    text = to(name)
    assert name.replace(" ", "") in text
    assert REPLACED not in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("林晓😀", "林晓〓："),
        ("林👨\u200d👩\u200d👧", "林〓〓〓："),
        ("林\u202e晓\u200f", "林晓："),
        ("مريم", "〓〓〓〓："),
        ("林\x00\x07晓", "林晓："),
        ("林\ue000", "林〓："),
        ("葛\U000e0100城", "葛城："),
        ("林\ud800晓", "林晓："),
    ],
)
def test_what_no_font_has_is_replaced_visibly_and_never_fails(name: str, shown: str) -> None:
    text = to(name)
    assert shown in text
    assert (REPLACED in text) == ("〓" in shown)


def test_words_of_people_are_never_read_as_markup() -> None:
    hostile = '#panic("x") *粗* $a$ `码` <标> @引 \\ [框] "引号" // 注'
    assert hostile.replace(" ", "").replace('"', "") in to(hostile).replace("“", "").replace("”", "").replace('"', "")


def test_a_story_of_fifty_thousand_characters_prints_on_many_pages_whole() -> None:
    form = KINDS["registration_form"]
    story = "\n".join(f"第{i}段，" + "瓷砖铺贴以后客厅出现明显色差。" * 12 for i in range(280))
    pdf = render(replace(SHEET, kind="registration_form", data={**form.sample, "facts": story}))
    assert len(pages(pdf)) > 20
    text = paper_text(pdf)
    assert all(f"第{i}段，" in text for i in range(280))
    assert f"第{len(pages(pdf))}页共{len(pages(pdf))}页" in text


@pytest.mark.parametrize(
    ("kind", "field", "last_words"),
    [
        ("mediation_agreement", "terms", "解决消费者权益争议。"),
        ("mediation_record", "course", "以上记录经核对无误。"),
        ("enterprise_agreement", "terms", "双方和调解人员各持一份，内容相同。"),
        ("peoples_agreement", "terms", "一方当事人可以向人民法院提起诉讼。"),
        ("settlement_agreement", "terms", "双方各持一份，内容相同。"),
        ("refusal_decision", "reasons", "特此告知。"),
    ],
)
def test_nobody_signs_or_seals_a_page_with_nothing_on_it(kind: str, field: str, last_words: str) -> None:
    sealed = f"{SHEET.office.name}2026年11月19日"
    broken = set()
    for lines in range(2, 36, 3):
        said = ["当场退还货款，收回瓷砖。"] * lines
        data = {**KINDS[kind].sample, field: said if field == "terms" else "\n".join(said)}
        *before, last = page_texts(render(replace(SHEET, kind=kind, data=data)))
        assert last_words in last
        assert sealed in last
        assert not any("（签名）：" in page or sealed in page for page in before)
        broken.add(len(before))
    assert len(broken) > 1, "some lengths end on the first page, some on the next"


def test_an_office_with_a_long_name_gets_a_seal_too() -> None:
    long = Office("云青市澄湖经济技术开发区市场监督管理局消费者权益保护分局", "云青澄湖开监")
    assert long.name in paper_text(render(replace(SHEET, office=long)))


def test_a_demonstration_seal_says_that_it_is_none() -> None:
    assert "样章·非真实印章" in paper_text(render(replace(SHEET, sample=True)))
    assert "样章" not in paper_text(render(SHEET))


def test_a_draft_has_no_number_no_code_and_no_seal(now: datetime) -> None:
    kind = KINDS["settlement_agreement"]
    office = Office("和解在线消费纠纷平台", "和解")
    pdf = preview_paper(kind=kind.key, office=office, data=kind.sample, on=now)
    text = paper_text(pdf)
    assert "（草稿，尚未编号）" in text
    assert "核验码" not in text
    assert b"hejie:" not in pdf
    assert pdf == preview_paper(kind=kind.key, office=office, data=kind.sample, on=date(2026, 11, 19))


def test_a_drawing_stands_in_the_place_of_its_role_with_its_day(now: datetime, png: bytes) -> None:
    sheet = replace(SHEET, kind="mediation_agreement", data=KINDS["mediation_agreement"].sample)
    drawn = render(replace(sheet, drawings=(Drawing("respondent", "方**", now, "c-1", clean_drawing(png)),)))
    assert "被投诉人（签名）：2026年11月19日" in paper_text(drawn)
    assert "/XObject" in pages(drawn)[0]["/Resources"]


def test_a_drawing_is_kept_small_and_without_metadata() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "林晓的手机")
    big = io.BytesIO()
    Image.new("RGB", (2000, 1500), "white").save(big, "PNG", pnginfo=notes)
    clean = Image.open(io.BytesIO(clean_drawing(big.getvalue())))
    assert clean.width <= 900
    assert clean.height <= 360
    assert not clean.info


def bomb() -> bytes:
    """A whole picture of 30,000 × 30,000 points, black all over, in half a megabyte."""
    size = 30_000
    head = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(size * (1 + size // 8)), 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("bytes_", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_is_no_drawing_is_refused(bytes_: bytes) -> None:
    with pytest.raises(BadDrawing):
        clean_drawing(bytes_)


def test_a_drawing_of_a_billion_points_is_refused() -> None:
    with pytest.raises(BadDrawing):
        clean_drawing(bomb())
