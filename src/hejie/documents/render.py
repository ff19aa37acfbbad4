"""Printing: a sheet becomes PDF/A-2a by typst. No database, no clock: equal sheets give equal bytes.

What prints and draws is loaded with the first sheet: most processes never print one.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hejie.documents.glyphs import FOLDERS, GETA, printable_all
from hejie.documents.kinds import FOLDER, KINDS
from hejie.documents.records import Drawing, Sheet

if TYPE_CHECKING:
    import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]  # archival with structure, and readable by a screen reader
BEIJING = ZoneInfo("Asia/Shanghai")
LARGEST_DRAWING = 4_000_000  # pixels a signature pad may send
PRINTED_DRAWING = (900, 360)  # pixels kept on the sheet, about 600 dpi


class BadDrawing(ValueError):
    """A handwritten signature that is no usable PNG picture."""


def render(sheet: Sheet) -> bytes:
    """Print a sheet. Raises typst.TypstError when template and data do not fit, which the contract test rules out."""
    moment = datetime.combine(sheet.issued_on, time(), UTC)
    pdf = _compiler(sheet).compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no PDF")
    return pdf


def first_page(sheet: Sheet, *, ppi: float) -> bytes:
    """The first page of a sheet as PNG, `ppi` pixels an inch: to look at, no paper."""
    pages = _compiler(sheet).compile(format="png", ppi=ppi)
    return bytes(pages[0] if isinstance(pages, list) else pages or b"")


def _compiler(sheet: Sheet) -> typst.Compiler:
    import typst

    template = KINDS[sheet.kind].template
    return typst.Compiler(template, root=FOLDER, font_paths=_fonts(), sys_inputs={"paper": _input(sheet)})


def clean_drawing(png: bytes) -> bytes:
    """A handwritten signature made fit to print: pixels only, no metadata, bounded size. Raises BadDrawing."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(png), formats=["PNG"])
        if picture.width * picture.height > LARGEST_DRAWING:
            raise BadDrawing("drawing too large")
        clean = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadDrawing("drawing is no PNG") from error
    clean.thumbnail(PRINTED_DRAWING)
    out = io.BytesIO()
    Image.frombytes("RGBA", clean.size, clean.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def _input(sheet: Sheet) -> str:
    """What the template reads as `sys.inputs.paper`, as JSON; pictures as lists of bytes."""
    words = {
        "title": KINDS[sheet.kind].title.zh,
        "number": sheet.number,
        "office": {"name": sheet.office.name},
        "data": dict(sheet.data),
        "drawings": [_drawing(drawing) for drawing in sheet.drawings],
    }
    printed = printable_all(words)
    drawn = [{**one, "png": list(own.png)} for one, own in zip(printed["drawings"], sheet.drawings, strict=True)]
    rest = {
        "drawings": drawn,  # no words: tens of thousands of numbers
        "issued_on": sheet.issued_on.isoformat(),
        "code": sheet.code,
        "qr": _qr(sheet.url) if sheet.url else "",
        "seal": sheet.seal,
        "sample": sheet.sample,
        "draft": sheet.is_draft,
        "replaced": GETA in json.dumps(printed, ensure_ascii=False),
    }
    return json.dumps({**printed, **rest}, ensure_ascii=False, sort_keys=True)


def _drawing(drawing: Drawing) -> dict[str, str]:
    on = drawing.at.astimezone(BEIJING).date().isoformat()
    return {"role": drawing.role, "name": drawing.name, "on": on}


def _qr(url: str) -> str:
    import segno

    svg = io.BytesIO()
    segno.make(url, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()


@cache
def _fonts() -> typst.Fonts:
    """Fonts of the wheels only: the same sheet on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(FOLDERS))
