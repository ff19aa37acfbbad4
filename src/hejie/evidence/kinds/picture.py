"""Pictures. The copy is drawn anew, upright: nothing but the picture survives, no place, no camera, no preview.

Pillow is loaded with the first picture: most processes never see one.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from hejie.evidence.kinds import Kind, Unreadable, take
from hejie.rules.model import Text

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 50_000_000
# JPEG opens at a half, a quarter or an eighth without being unpacked whole, so larger photos are harmless.
MOST_JPEG_PIXELS = 170_000_000
SHOWN_PIXELS = 12_000_000
QUALITY = 85
ORIENTATION, UPRIGHT = 0x0112, 1
TURNS = {  # of Pillow's Transpose
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}

BROKEN = Text(
    "这张图片打不开，可能没有保存完整。请重新拍照或截图再上传",
    "This picture does not open; it may be incomplete. Please take it again and upload it",
)
HUGE = Text(
    "这张图片的像素太多，请截图或缩小后再上传",
    "This picture has too many pixels. Please make it smaller, or take a screenshot",
)


def strip(
    source: BinaryIO, target: BinaryIO, *, opens_as: str, saves_as: str, options: dict[str, Any]
) -> tuple[int, int]:
    """Draw the first frame anew without metadata; keeps the colour profile, or colours would change."""
    from PIL import Image

    try:
        with Image.open(source, formats=[opens_as]) as picture:
            shown = _upright(picture)
            profile = picture.info.get("icc_profile")
            shown.save(target, saves_as, icc_profile=profile, **options)
            return shown.size
    except Image.DecompressionBombError:
        raise Unreadable(HUGE) from None
    except (OSError, ValueError, SyntaxError, EOFError, ZeroDivisionError, IndexError, TypeError):
        raise Unreadable(BROKEN) from None


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import Image

    pixels = picture.width * picture.height
    if pixels > (MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS):
        raise Unreadable(HUGE)
    if pixels > SHOWN_PIXELS:
        factor = math.sqrt(SHOWN_PIXELS / pixels)
        size = (max(1, int(picture.width * factor)), max(1, int(picture.height * factor)))
        picture.draft(None, size)
        picture.thumbnail(size)
    turn = TURNS.get(_orientation(picture))
    upright = picture.transpose(Image.Transpose[turn]) if turn is not None else picture
    mode = "RGBA" if upright.has_transparency_data else "L" if upright.mode in {"1", "L"} else "RGB"
    drawn = upright.convert(mode)
    drawn.info = {}
    return drawn


def _orientation(picture: Image.Image) -> int:
    """How the camera was held; damaged notes of the camera do not spoil the picture."""
    try:
        return int(picture.getexif().get(ORIENTATION, UPRIGHT))
    except (SyntaxError, ValueError, TypeError, KeyError, OSError, struct.error):
        return UPRIGHT


def _starts(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _opaque(source: BinaryIO, target: BinaryIO) -> tuple[int, int]:
    return strip(source, target, opens_as="JPEG", saves_as="JPEG", options={"quality": QUALITY, "optimize": True})


take(
    Kind(
        key="jpeg",
        label=Text("JPG 照片", "JPG photo"),
        media_type="image/jpeg",
        extensions=("jpg", "jpeg", "jpe", "jfif"),
        recognises=_starts(b"\xff\xd8\xff"),
        strip=_opaque,
    )
)
take(
    Kind(
        key="png",
        label=Text("PNG 图片", "PNG picture"),
        media_type="image/png",
        extensions=("png",),
        recognises=_starts(b"\x89PNG\r\n\x1a\n"),
        strip=partial(strip, opens_as="PNG", saves_as="PNG", options={}),
    )
)
take(
    Kind(
        key="gif",
        label=Text("GIF 图片", "GIF picture"),
        media_type="image/gif",
        extensions=("gif",),
        recognises=_starts(b"GIF87a", b"GIF89a"),
        strip=partial(strip, opens_as="GIF", saves_as="PNG", options={}),
        shown_as="png",
    )
)
take(
    Kind(
        key="webp",
        label=Text("WebP 图片", "WebP picture"),
        media_type="image/webp",
        extensions=("webp",),
        recognises=lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
        strip=partial(strip, opens_as="WEBP", saves_as="WEBP", options={"quality": QUALITY}),
    )
)
