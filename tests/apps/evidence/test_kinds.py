"""Kinds of file: what is recognised by content, what is refused with advice, and that the shown copy tells nothing."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from hejie.evidence.kinds import Kind, Unreadable, clean_name, judge, kinds
from hejie.evidence.kinds import film as films
from hejie.evidence.kinds.pdf import without_notes
from tests.apps.evidence import specimens

SAMPLES = {
    "jpeg": specimens.photo(),
    "png": specimens.picture("PNG"),
    "gif": specimens.picture("GIF", comment=specimens.HIDDEN),
    "webp": specimens.picture("WEBP", exif=b"Exif\0\0" + specimens.HIDDEN.encode()),
    "mp3": specimens.song(),
    "aac": b"\xff\xf1\x50\x80" + b"frames" * 40,
    "wav": specimens.recording(),
    "amr": b"#!AMR\n" + b"frames",
    "m4a": specimens.film(b"M4A "),
    "mp4": specimens.film(),
    "mov": specimens.film(b"qt  "),
    "pdf": specimens.document(),
}


def shown(key: str, content: bytes) -> tuple[bytes, tuple[int, int] | None]:
    target = io.BytesIO()
    measure = kinds[key].strip(io.BytesIO(content), target)
    return target.getvalue(), measure


def test_every_kind_has_a_sample_here() -> None:
    assert set(SAMPLES) == set(kinds)


@pytest.mark.parametrize("key", SAMPLES)
def test_a_file_is_known_by_its_content_under_each_of_its_names(key: str) -> None:
    for extension in kinds[key].extensions:
        assert judge(SAMPLES[key][:512], f"照片.{extension.upper()}").key == key
    assert judge(SAMPLES[key][:512], "image").key == key


@pytest.mark.parametrize("key", SAMPLES)
def test_the_shown_copy_is_of_the_kind_it_says_and_carries_no_metadata(key: str) -> None:
    copy, _ = shown(key, SAMPLES[key])
    assert specimens.HIDDEN.encode() not in copy
    assert kinds[key].shown.recognises(copy[:512])


def test_a_photo_is_shown_upright_without_place_or_camera() -> None:
    copy, measure = shown("jpeg", specimens.photo((80, 40), turned=True))
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.size == (40, 80) == measure
        assert not picture.getexif()
        assert "comment" not in picture.info
        red, green, blue = picture.convert("RGB").getpixel((5, 5))
    assert red > 200 > green > blue


def test_a_photo_of_thirty_megapixels_is_shown_smaller() -> None:
    _, measure = shown("jpeg", big_photo())
    assert measure is not None
    assert measure[0] * measure[1] <= 12_000_000


def big_photo() -> bytes:
    target = io.BytesIO()
    Image.new("L", (10_000, 3_000)).save(target, "JPEG")
    return target.getvalue()


def test_a_see_through_picture_stays_see_through() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")
    copy, _ = shown("png", target.getvalue())
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)


def test_sound_and_film_lose_their_tags_and_nothing_else() -> None:
    assert shown("wav", SAMPLES["wav"])[0].endswith(b"\1\2\3\4")
    assert shown("mp3", SAMPLES["mp3"])[0] == b"\xff\xfb\x90\x00" + b"sound" * 40
    copy, _ = shown("mp4", SAMPLES["mp4"])
    assert len(copy) == len(SAMPLES["mp4"])
    names = [box.name for box in films.boxes(io.BytesIO(copy), 0, len(copy))]
    assert names == [b"ftyp", b"moov", b"mdat"]
    assert copy.endswith(b"the samples")


def test_a_pdf_is_shown_without_author_script_and_metadata() -> None:
    copy, _ = shown("pdf", SAMPLES["pdf"])
    assert b"/Pages" in copy
    for word in (b"JavaScript", b"app.alert", b"/Author", b"/OpenAction"):
        assert word not in copy


def test_no_page_note_form_or_photo_of_a_pdf_carries_a_script_an_attachment_or_a_place() -> None:
    original = specimens.lively_document()
    copy, _ = shown("pdf", original)
    hidden = (
        specimens.HIDDEN.encode(),
        b"/JavaScript",
        b"/Launch",
        b"/AA",
        b"/EF",
        b"/FileAttachment",
        b"/Screen",
        b"javascript:",
        b"Exif",
    )
    assert all(word in original for word in hidden)
    # Text is written with escapes, a hyphen as \\055.
    plain = re.sub(rb"\\(\d{3})", lambda escape: bytes([int(escape[1], 8) % 256]), copy)
    assert not [word for word in hidden if word in plain]
    for kept in (b"(Receipt 88 yuan) Tj", b"https://example.cn/order", b"/Widget", b"/S /P"):
        assert kept in plain
    photos = [found.start() for found in re.finditer(rb"\xff\xd8\xff", copy)]
    assert len(photos) == 2, "the one that was packed once more stands beside the other"
    for at in photos:
        with Image.open(io.BytesIO(copy[at:])) as picture:
            picture.load()


def test_nothing_hides_between_the_scans_of_a_photo_or_behind_its_end() -> None:
    secret = specimens.HIDDEN.encode()
    target = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(target, "JPEG", progressive=True)
    plain = target.getvalue()
    second_scan = plain.index(b"\xff\xda", plain.index(b"\xff\xda") + 2)
    note = b"\xff\xfe" + (len(secret) + 2).to_bytes(2) + secret
    laden = plain[:second_scan] + note + plain[second_scan:-2] + note + plain[-2:] + secret
    assert without_notes(laden) == without_notes(plain) == plain


REFUSED = {
    "svg with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg", "截图"),
    "svg called jpg": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "a.jpg", "截图"),
    "html": (b"<!doctype html><script>alert(1)</script>", "聊天记录.html", "截图"),
    "html after blanks": (b"\r\n  <HTML>", "a.png", "截图"),
    "html with a mark of order": (b"\xef\xbb\xbf<html>", "a.pdf", "截图"),
    "zip bomb": (b"PK\x03\x04" + bytes(400), "证据.zip", "解压"),
    "zip called jpg": (b"PK\x03\x04" + bytes(400), "证据.jpg", "解压"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "a.rar", "解压"),
    "word": (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "合同.docx", "PDF"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "合同.doc", "PDF"),
    "program": (b"MZ\x90\x00", "setup.exe", "可以上传"),
    "linux program": (b"\x7fELF\x02", "run.jpg", "重新导出"),
    "shell script": (b"#!/bin/sh\nrm -rf /", "a.mp3", "重新导出"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC", "JPG"),
    "heic called jpg": (b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.jpg", "JPG"),
    "plain text": ("我买的锅坏了".encode(), "说明.txt", "可以上传"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_evidence_file_is_refused_with_advice(case: str) -> None:
    content, name, advice = REFUSED[case]
    with pytest.raises(Unreadable) as refusal:
        judge(content, name)
    assert advice in refusal.value.text.zh
    assert refusal.value.text.en


@pytest.mark.parametrize(
    ("case", "found"),
    [
        ("svg called jpg", "文件名是 .jpg，内容却是网页或矢量图。"),
        ("html with a mark of order", "文件名是 .pdf，内容却是网页或矢量图。"),
        ("zip called jpg", "文件名是 .jpg，内容却是压缩包。"),
        ("linux program", "文件名是 .jpg，内容却认不出是什么。"),
        ("heic called jpg", "文件名是 .jpg，内容却是苹果手机的 HEIC 照片。"),
        ("word", "这种文件不能上传。"),
    ],
)
def test_under_a_name_that_is_taken_it_is_said_what_was_found(case: str, found: str) -> None:
    content, name, advice = REFUSED[case]
    with pytest.raises(Unreadable) as refusal:
        judge(content, name)
    assert refusal.value.text.zh.startswith(found)
    assert advice in refusal.value.text.zh.removeprefix(found)


@pytest.mark.parametrize(
    ("key", "name"), [("pdf", "收据.jpg"), ("jpeg", "收据.pdf"), ("png", "收据.jpg"), ("mp4", "录音.mp3")]
)
def test_a_name_that_contradicts_the_content_is_refused_and_told_the_right_one(key: str, name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        judge(SAMPLES[key][:512], name)
    assert f".{kinds[key].extensions[0]}" in refusal.value.text.zh


BROKEN = {
    "half a photo": ("jpeg", specimens.photo((400, 400))[:600]),
    "png of a billion pixels": ("png", specimens.png_of(32_000, 32_000)),
    "png of sixty million pixels": ("png", specimens.png_of(10_000, 6_000)),
    "png without rows": ("png", specimens.png_of(100, 100)[:60]),
    "gif of nothing": ("gif", b"GIF89a"),
    "film without a movie": ("mp4", specimens.box(b"ftyp", b"isom") + specimens.box(b"mdat", b"x")),
    "film cut short": ("mp4", specimens.film()[:60]),
    "film of boxes without size": ("mp4", specimens.box(b"ftyp", b"isom") + b"\0\0\0\x04moov"),
    "wav without sound": ("wav", b"RIFF\4\0\0\0WAVE"),
    "tag without sound": ("mp3", b"ID3\x03\x00\x00\x00\x00\x00\x05hello"),
    "pdf of nothing": ("pdf", b"%PDF-1.7\n"),
    "pdf without pages": ("pdf", specimens.document(count=0)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_in_words(case: str) -> None:
    key, content = BROKEN[case]
    with pytest.raises(Unreadable) as refusal:
        shown(key, content)
    assert "请" in refusal.value.text.zh


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("𠮷野家小票😀.jpg", "𠮷野家小票😀.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\照片\\锅.JPG", "锅.jpg"),
        ("a\u202egpj.exe.jpg", "agpj.exe.jpg"),
        ("two\r\nlines\0.jpg", "two lines.jpg"),
        (".jpg", "jpg.jpg"),
        ("", "file.jpg"),
        ("长" * 300 + ".jpg", "长" * 116 + ".jpg"),
        ("blob", "blob.jpg"),
    ],
)
def test_names_are_kept_without_paths_and_hidden_marks(given: str, kept: str) -> None:
    jpeg: Kind = kinds["jpeg"]
    assert clean_name(given, jpeg) == kept
