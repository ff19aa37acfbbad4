"""Uploads stop filling the disk once they are too large; the rest of the form is still read, so nothing is lost."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from hejie.evidence.contents import IN_MEMORY

MEGABYTE = 1 << 20


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps the bytes up to the limit and counts the rest: `size` is what was sent, so the file is refused clearly."""

    received: int
    is_small = False  # the whole request: such a file needs none on the disk

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        """Nobody sends more at once than all files of a case: a larger body is not read at all."""
        if content_length > settings.EVIDENCE_CASE_BYTES + MEGABYTE:
            raise RequestDataTooBig

        self.is_small = content_length <= IN_MEMORY

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.is_small:
            FileUploadHandler.new_file(self, *args, **kwargs)
            held = UploadedFile(io.BytesIO(), self.file_name, self.content_type)
            self.file = held  # type: ignore[assignment]  # a file, if not one on the disk
        else:
            super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received <= settings.EVIDENCE_FILE_BYTES:
            super().receive_data_chunk(raw_data, start)

    def upload_interrupted(self) -> None:
        if not self.is_small:
            super().upload_interrupted()

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return super().file_complete(self.received)
