"""Files that people send: a limit while they come in, so that a huge one never fills the disk."""

from __future__ import annotations

from typing import Final

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from kern.models import MAX_BYTES

MARK: Final = "upload_te_groot"


class LimitHandler(FileUploadHandler):
    """The first of FILE_UPLOAD_HANDLERS: stops a file past the limit and notes it on the request.

    What was typed in fields before the file stays readable, the token among them.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MAX_BYTES:
            if self.request is not None:
                setattr(self.request, MARK, True)
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was stopped; known once `request.FILES` has been read."""
    return bool(getattr(request, MARK, False))
