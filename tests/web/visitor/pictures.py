"""Files as a visitor picks them."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo(name: str, shade: int = 180) -> SimpleUploadedFile:
    """A small JPEG; another shade is another content."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 190, 185)).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def upload(name: str, data: bytes, media_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, media_type)
