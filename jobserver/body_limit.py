"""Requests with bodies of a bounded size: what is larger is cut off while it arrives."""

from __future__ import annotations

from typing import Any, ClassVar

from twisted.web.server import Request, Site

from jobserver.access_log import write_line

LARGEST = 256 * 1024  # bytes; orders are small
LARGEST_UPLOAD = 100 * 1024 * 1024  # of code, where that is switched on
TOO_LARGE = b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Type: application/json\r\n"
MESSAGE = b'{"status": "error", "message": "the request is larger than %d bytes"}\n'
API_MESSAGE = (
    b'{"success": false, "error": {"code": "VALIDATION_ERROR", "message": "the request is larger than %d bytes"}}\n'
)


class BoundedRequest(Request):
    """Answers 413 and hangs up as soon as the body is, or says that it will be, too large."""

    largest: ClassVar[int] = LARGEST
    received = 0

    def gotLength(self, length: int | None) -> None:
        """Called when the headers are there; the length is None for a body in chunks."""
        super().gotLength(min(length, self.largest) if length else length)
        if length and length > self.largest:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:
        """Called for each part of the body."""
        self.received += len(data)
        if self.received > self.largest:
            self._refuse()
        else:
            super().handleContentChunk(data)

    def _refuse(self) -> None:
        channel: Any = self.channel
        # The request has no path of its own before it is there in full.
        message = (API_MESSAGE if channel._path.startswith(b"/api/") else MESSAGE) % self.largest
        channel.transport.write(TOO_LARGE + b"Content-Length: %d\r\n\r\n" % len(message) + message)
        channel.loseConnection()


class BoundedUpload(BoundedRequest):
    """The same, with room for an egg."""

    largest = LARGEST_UPLOAD


def make_site(resource: object, *, takes_code: bool) -> Site:
    """The site of a resource."""
    return Site(resource, requestFactory=BoundedUpload if takes_code else BoundedRequest, logFormatter=write_line)
