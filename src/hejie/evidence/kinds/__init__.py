"""Kinds of file taken as evidence. One module is one family; what no kind recognises is refused.

A kind knows itself by its first bytes, never by the name, and makes the copy that others see: without metadata such as
the place a photo was taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from hejie.base.registry import Registry
from hejie.base.text import clean_line
from hejie.rules.model import Text

HEAD_BYTES = 512
NAME_LENGTH = 120
EXTENSION_LENGTH = 5


class Unreadable(Exception):
    """The content is broken, locked or too large to open. `text` says so and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    recognises: whether these first bytes are of this kind.
    strip: writes the copy without metadata; returns its width and height in pixels, or None; raises Unreadable.
    """

    key: str
    label: Text
    media_type: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    strip: Callable[[BinaryIO, BinaryIO], tuple[int, int] | None]
    shown_as: str = ""

    @property
    def shown(self) -> Kind:
        """The kind of the copy: the same, unless `shown_as` names another."""
        return kinds[self.shown_as] if self.shown_as else self


kinds: Registry[Kind] = Registry("kind of evidence")


def take(kind: Kind) -> Kind:
    """Register a kind under its key."""
    return kinds.add(kind.key, kind)


def recognise(head: bytes) -> Kind | None:
    """The kind these first bytes are of."""
    return next((kind for kind in kinds.values() if kind.recognises(head)), None)


ALLOWED = Text(
    "可以上传照片（JPG、PNG、WebP、GIF）、PDF、录音（MP3、M4A、AAC、WAV、AMR）和视频（MP4、MOV）",
    "Photos (JPG, PNG, WebP, GIF), PDF, audio (MP3, M4A, AAC, WAV, AMR) and video (MP4, MOV) can be uploaded",
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Content that cannot be taken: what is said of it, and what to do instead."""

    what: Text
    advice: Text


OFFICE = Stranger(
    Text("是 Word 或 Excel 文件", "is a Word or Excel file"),
    Text("Word、Excel 文件请先另存为 PDF", "please save Word and Excel files as PDF first"),
)
PACKED = Stranger(
    Text("是压缩包", "is an archive"),
    Text("压缩包请先解压，把里面的照片或 PDF 单独上传", "please unpack archives and upload the photos or PDFs in them"),
)
PAGE = Stranger(
    Text("是网页或矢量图", "is a web page or a vector drawing"),
    Text("网页或矢量图请截图，或打印成 PDF 再上传", "please take a screenshot of the page, or print it to PDF"),
)
HEIC = Stranger(
    Text("是苹果手机的 HEIC 照片", "is a HEIC photo of an iPhone"),
    Text(
        "苹果手机的 HEIC 照片请先转成 JPG（设置-相机-格式-兼容性最佳，或直接截图）",
        "please turn HEIC photos into JPG first (Settings, Camera, Formats, Most Compatible, or take a screenshot)",
    ),
)
UNKNOWN = Stranger(
    Text("认不出是什么", "cannot be recognised"),
    Text(
        "文件可能没有传完整，或者只是改了名字。请打开原来的文件看看，重新导出或截图再上传",
        "the file may be incomplete, or was only renamed; please open the original and export it again, or take a "
        "screenshot",
    ),
)
# What people send most that cannot be taken, by first bytes.
STRANGERS: tuple[tuple[tuple[bytes, ...], Stranger], ...] = (
    ((b"\xd0\xcf\x11\xe0",), OFFICE),
    ((b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), PACKED),
    ((b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<"), PAGE),
)


def stranger(head: bytes) -> Stranger:
    """What a content is that is of no kind."""
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftyphevc"}:
        return HEIC
    if head.startswith(b"PK") and (b"word/" in head or b"[Content_Types].xml" in head):
        return OFFICE
    return next((one for starts, one in STRANGERS if head.lstrip().startswith(starts)), UNKNOWN)


def judge(head: bytes, name: str) -> Kind:
    """What the content is, whatever the name says. Raises Unreadable when it is of no kind, or the name contradicts."""
    kind, extension = recognise(head), extension_of(name)
    if kind is None:
        raise Unreadable(_not_taken(stranger(head), extension))
    if extension and extension not in kind.extensions:
        raise Unreadable(_misnamed(kind, extension))
    return kind


def _not_taken(found: Stranger, extension: str) -> Text:
    """Under the name of a kind that is taken, what was found inside; else what can be uploaded."""
    if any(extension in kind.extensions for kind in kinds.values()):
        return Text(
            f"文件名是 .{extension}，内容却{found.what.zh}。{found.advice.zh}",
            f"The name says .{extension}, the content {found.what.en}: {found.advice.en}",
        )
    hint = ALLOWED if found is UNKNOWN else found.advice
    return Text(f"这种文件不能上传。{hint.zh}", f"This kind of file cannot be uploaded: {hint.en}")


def _misnamed(kind: Kind, extension: str) -> Text:
    right = kind.extensions[0]
    return Text(
        f"文件名是 .{extension}，内容却是{kind.label.zh}。请把文件名改成 .{right}，或重新导出再上传",
        f"The name says .{extension}, the content is a {kind.label.en}. Please rename it to .{right}, or export it "
        "again",
    )


def extension_of(name: str) -> str:
    """What stands after the last dot, when it looks like an extension; a camera's upload may have none."""
    stem, dot, last = clean_line(name).rpartition(".")
    is_one = bool(dot and stem) and 0 < len(last) <= EXTENSION_LENGTH and last.isascii() and last.isalnum()
    return last.lower() if is_one else ""


def clean_name(name: str, kind: Kind) -> str:
    """The name as given, without path, hidden marks and excess; rare ideographs and emoji stay."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2]).lstrip(".")
    given = extension_of(last)
    stem = last[: -len(given) - 1] if given else last
    extension = given or kind.extensions[0]
    return f"{stem[: NAME_LENGTH - len(extension) - 1].strip() or 'file'}.{extension}"
