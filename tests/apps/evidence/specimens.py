"""Files as people send them, built byte by byte so that the tests know everything that is inside."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

HIDDEN = "Hangzhou-secret-place"


def photo(size: tuple[int, int] = (80, 40), *, turned: bool = True, colour: str = "orange") -> bytes:
    """A JPEG with a GPS position, a camera name and a comment; `turned`: taken upright (orientation 6)."""
    picture = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = HIDDEN
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 16.0, 12.0), 3: "E", 4: (120.0, 9.0, 1.0)})
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=HIDDEN.encode())
    return target.getvalue()


def picture(form: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(target, form, **options)
    return target.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A tiny PNG that unpacks to width × height pixels: a decompression bomb when they are many."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*c) for c in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), name) + body


def film(brand: bytes = b"isom") -> bytes:
    """An MP4 with the place in `udta` and in `meta`, inside and outside the track."""
    place = box(b"udta", box(b"\xa9xyz", HIDDEN.encode()))
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", HIDDEN.encode()))
    movie = box(b"moov", box(b"mvhd", bytes(100)), track, place, box(b"meta", HIDDEN.encode()))
    return box(b"ftyp", brand, bytes(4), brand) + movie + box(b"mdat", b"the samples")


def recording() -> bytes:
    """A WAV with sound, and tags around it."""
    sound = (
        struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16) + struct.pack("<4sI", b"data", 4) + b"\1\2\3\4"
    )
    tags = HIDDEN.encode().ljust(22, b"\0")
    body = b"WAVE" + struct.pack("<4sI", b"LIST", len(tags)) + tags + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


def song() -> bytes:
    """An MP3 frame between an ID3v2 and an ID3v1 tag."""
    name = HIDDEN.encode()
    return (
        b"ID3\x03\x00\x00"
        + bytes((0, 0, 0, len(name)))
        + name
        + b"\xff\xfb\x90\x00"
        + b"sound" * 40
        + b"TAG"
        + name.ljust(125)
    )


def document(*, count: int = 1, catalog: bytes = b"") -> bytes:
    """A PDF with an author, a script that runs on opening, and an XMP packet."""
    xmp = HIDDEN.encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> "
        + catalog
        + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp),
        b"<< /Author (%s) >>" % xmp,
    ]
    return _written(parts, b"/Info 5 0 R")


def lively_document() -> bytes:
    """A PDF of one page with words and a web link, and whatever a page, its notes, its form and its photo can hide."""
    hidden = HIDDEN.encode()
    script = b"<< /S /JavaScript /JS (%s) >>" % hidden
    text, image = b"BT /F1 12 Tf 20 100 Td (Receipt 88 yuan) Tj ET", photo()
    return _written(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [8 0 R] /XFA (%s) >> /StructTreeRoot 14 0 R >>"
            % hidden,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /AA << /O %s >> /Metadata 11 0 R "
            b"/PieceInfo << /App << /Private (%s) >> >> /Annots [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 13 0 R 17 0 R] "
            b"/Resources << /XObject << /Im1 12 0 R /Im2 18 0 R >> >> >>" % (script, hidden),
            _stream(b"", text),
            b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.cn/order) /Next [%s] >> >>"
            % script,
            b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (%s.exe) >> >>" % hidden,
            b"<< /Subtype /Link /Rect [0 0 9 9] /A %s >>" % script,
            b"<< /Subtype /Widget /FT /Tx /T (sum) /Rect [0 0 9 9] /AA << /K %s >> >>" % script,
            b"<< /Subtype /FileAttachment /Rect [0 0 9 9] /Contents (%s) /FS << /F (a) /EF << /F 10 0 R >> >> >>"
            % hidden,
            _stream(b"/Type /EmbeddedFile", hidden),
            _stream(b"/Type /Metadata /Subtype /XML", hidden),
            _stream(b"/Subtype /Image /Width 40 /Height 20 /Filter 15 0 R", image),
            b"<< /Subtype 16 0 R /Rect [0 0 9 9] /P 3 0 R /MK << /CA (%s) >> >>" % hidden,
            b"<< /Type /StructTreeRoot /K << /S /P /Pg 3 0 R /K << /Type /OBJR /Obj 9 0 R >> >> >>",
            b"/DCTDecode",
            b"/Screen",
            b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>",
            _stream(
                b"/Subtype /Image /Width 40 /Height 20 /Filter [/FlateDecode 15 0 R] /DecodeParms [null null]",
                zlib.compress(image),
            ),
        ]
    )


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _written(parts: list[bytes], trailer: bytes = b"") -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    size = len(parts) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail
