"""PDF. The copy is written anew without author, metadata, scripts and attachments.

The parser runs in a process of its own with little memory and time: a small file can unpack to any size.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from hejie.evidence.kinds import Kind, Unreadable, take
from hejie.rules.model import Text

MEMORY_BYTES = 1 << 30
SECONDS = 20
LOCKED_CODE = 3
ACTIVE = ("/OpenAction", "/AA", "/Metadata", "/PieceInfo", "/Collection", "/AF")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")

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
        for name in ACTIVE:
            root.pop(name, None)
        for name in ACTIVE_NAMES if "/Names" in root else ():
            root["/Names"].pop(name, None)
        copy_into_new_writer(reader, {"info": None}).write(target)  # type: ignore[no-untyped-call]
    return 0


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
