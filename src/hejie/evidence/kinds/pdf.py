"""PDF. The copy is written anew without author, metadata, scripts and attachments, on every page and in every photo.

The parser runs in a process of its own with little memory and time: a small file can unpack to any size.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from hejie.evidence.kinds import Kind, Unreadable, take
from hejie.rules.model import Text

MEMORY_BYTES = 1 << 30
SECONDS = 20
LOCKED_CODE = 3
# Wherever they stand: what runs by itself, what is attached, and what programs noted about the file.
ACTIVE = frozenset({"/AA", "/JS", "/JavaScript", "/OpenAction", "/XFA"})
CARRIED = frozenset({"/EF", "/AF", "/EmbeddedFiles", "/Collection", "/Metadata", "/PieceInfo"})
# /S means other things elsewhere (a paragraph, a dashed border), so actions are looked for where actions stand.
ACTION_PLACES, INSIDE, LINK = ("/A", "/PA", "/Next"), "/GoTo", "/URI"
HARMLESS_LINKS = frozenset({"http", "https", "mailto", "tel"})
LIVELY = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
MARK, APP1, APP13, COMMENT, SCAN, END = 0xFF, 0xE1, 0xED, 0xFE, 0xDA, 0xD9
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # within a scan 00 follows a byte FF, and D0 to D7 restart it
PHOTO = "/DCTDecode"

BROKEN = Text(
    "这个 PDF 打不开，可能没有保存完整。请重新导出，或拍照上传",
    "This PDF does not open; it may be incomplete. Please export it again, or upload photos",
)
LOCKED = Text("这个 PDF 有密码，请去掉密码后再上传", "This PDF has a password. Please remove it and upload again")


def strip(source: BinaryIO, target: BinaryIO) -> None:
    """Write the PDF anew, in a child process."""
    with tempfile.TemporaryDirectory(prefix="hejie-pdf-") as folder:
        original, copy = Path(folder, "original.pdf"), Path(folder, "copy.pdf")
        source.seek(0)
        original.write_bytes(source.read())
        command = [sys.executable, "-m", "hejie.evidence.kinds.pdf", str(original), str(copy)]
        try:
            code = subprocess.run(command, timeout=SECONDS, capture_output=True, check=False).returncode
        except subprocess.TimeoutExpired:
            raise Unreadable(BROKEN) from None
        if code or not copy.exists():
            raise Unreadable(LOCKED if code == LOCKED_CODE else BROKEN)
        target.write(copy.read_bytes())


def rewrite(original: Path, copy: Path) -> int:
    """What the child does. Returns its exit code."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with original.open("rb") as source, copy.open("wb") as target:
        reader = PdfFileReader(source, strict=False)
        if reader.encrypted:
            return LOCKED_CODE
        root = reader.root
        if not int(root["/Pages"]["/Count"]):
            return 1
        clean(root)
        writer = copy_into_new_writer(reader, {"info": None})
        clean_photos(writer.objects)
        writer.write(target)  # type: ignore[no-untyped-call]
    return 0


def clean(root: Any) -> None:
    """Clean whatever can be reached, before it is copied. A stack and not recursion: hostile files go in circles."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen = [root], set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.reference in seen:
                continue
            seen.add(thing.reference)
            thing = thing.get_object()  # type: ignore[no-untyped-call]
        if isinstance(thing, DictionaryObject):
            _quieten(thing)
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)


def _quieten(thing: Any) -> None:
    for key in (ACTIVE | CARRIED) & thing.keys():
        del thing[key]
    for key in ACTION_PLACES:
        _drop(thing, key, _acts)
    _drop(thing, "/Annots", _is_lively)


def _drop(thing: Any, key: str, unwanted: Callable[[Any], bool]) -> None:
    """Take away what is unwanted under a key, one or a list. It is emptied too: other objects may lead to it."""
    if key not in thing:
        return
    value = thing[key]
    many = isinstance(value, list)
    for one in [each.get_object() for each in value] if many else [value]:
        if isinstance(one, dict) and unwanted(one):
            one.clear()
    if many:
        value[:] = [each for each in value if each.get_object() != {}]
    elif value == {}:
        del thing[key]


def _acts(action: Any) -> bool:
    """Anything but a jump within the file, or a link of a harmless scheme or of none."""
    if "/S" not in action or action["/S"] == INSIDE:
        return False
    scheme, colon, _ = _words(action[LINK]).partition(":") if action["/S"] == LINK and LINK in action else ("", ":", "")
    return bool(colon) and scheme.lower() not in HARMLESS_LINKS


def _words(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _is_lively(annotation: Any) -> bool:
    return "/Subtype" in annotation and annotation["/Subtype"] in LIVELY  # `get` would not follow a reference


def clean_photos(objects: dict[Any, Any]) -> None:
    """Photos inside the PDF lose place and camera; the stream is made anew, which sets its length."""
    from pyhanko.pdf_utils.generic import NameObject, StreamObject

    for number, thing in objects.items():
        filters = _listed(thing, "/Filter") if isinstance(thing, StreamObject) else []
        if filters and filters[-1] == PHOTO:
            entries = {key: value for key, value in thing.items() if key not in WRITTEN_ANEW}
            entries[NameObject("/Filter")] = NameObject(PHOTO)
            objects[number] = StreamObject(entries, encoded_data=without_notes(_unwrapped(thing, filters[:-1])))


WRITTEN_ANEW = frozenset({"/Length", "/Filter", "/DecodeParms"})


def _listed(thing: Any, key: str) -> list[Any]:
    """One value or a list of them, none where there is none; each as it is, not as a reference to it."""
    if key not in thing:
        return []
    value = thing[key]
    return [one.get_object() for one in value] if isinstance(value, list) else [value]


def _unwrapped(thing: Any, filters: list[Any]) -> bytes:
    """The photo itself, where it was packed once more."""
    from pyhanko.pdf_utils.generic import ArrayObject, NameObject, StreamObject

    if not filters:
        return bytes(thing.encoded_data)
    entries: dict[Any, Any] = {NameObject("/Filter"): ArrayObject(filters)}
    if parms := _listed(thing, "/DecodeParms")[: len(filters)]:
        entries[NameObject("/DecodeParms")] = ArrayObject(parms)
    return bytes(StreamObject(entries, encoded_data=thing.encoded_data).data)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, comments and what hangs behind its end, between its scans too.

    Colour (APP2, APP14) and the picture stay as they are.
    """
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == MARK and jpeg[at + 1] != END:
        end = _end_of_part(jpeg, at)
        if jpeg[at + 1] not in {APP1, APP13, COMMENT}:
            kept.append(jpeg[at:end])
        at = end
    return b"".join(kept) + jpeg[at : at + 2]


def _end_of_part(jpeg: bytes, at: int) -> int:
    """Where the part that begins here ends: a filling byte, a segment, or a segment and the scan behind it."""
    if jpeg[at + 1] == MARK:
        return at + 1
    end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    if jpeg[at + 1] != SCAN:
        return end
    found = AFTER_SCAN.search(jpeg, end)
    return found.start() if found else len(jpeg)


take(
    Kind(
        key="pdf",
        label=Text("PDF 文件", "PDF document"),
        media_type="application/pdf",
        extensions=("pdf",),
        recognises=lambda head: head.startswith(b"%PDF-"),
        strip=strip,
    )
)

if __name__ == "__main__":
    sys.exit(rewrite(Path(sys.argv[1]), Path(sys.argv[2])))
