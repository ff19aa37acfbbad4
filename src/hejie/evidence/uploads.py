"""Uploads stop filling the disk once they are too large; the rest of the form is still read, so nothing is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MEGABYTE = 1 << 20


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps the bytes up to the limit and counts the rest: `size` is what was sent, so the file is refused clearly."""

    received: int

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        """Nobody sends more at once than all files of a case: a larger body is not read at all."""
        if content_length > settings.EVIDENCE_CASE_BYTES + MEGABYTE:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received <= settings.EVIDENCE_FILE_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return super().file_complete(self.received)
