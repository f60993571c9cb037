"""The shop on HTTP: its pages, which faults may befall."""

import time
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from twisted.internet import reactor as _reactor
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site

from demo.answers import Answer
from demo.control import Control
from demo.exchange import Exchange
from demo.faults import DROP, Fault, Faults
from demo.requestlog import Entry, RequestLog
from demo.storefront import Storefront

# Twisted picks its reactor at import and types it as a bare module.
reactor: Any = _reactor


class Front(Resource):
    """Everything that is served: control paths first, then the shop."""

    isLeaf = True  # noqa: N815 (Twisted's name)

    def __init__(self, storefront: Storefront) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._storefront = storefront
        self._faults = Faults()
        self._log = RequestLog()
        self._control = Control(storefront, self._faults, self._log)

    def render(self, request: Exchange) -> int | bytes:
        """Answer a request, late when a fault says so."""
        path = request.path.decode("latin-1")
        if self._control.handles(path):
            return self._control.answer(path, request)
        fault, at = self._faults.take(path), time.time()
        if fault is None or not fault.delay:
            self._reply(request, path, fault, at)
            return NOT_DONE_YET
        late = reactor.callLater(fault.delay, self._reply, request, path, fault, at)
        # A client that went away in the meantime is nobody to reply to, but its request was made.
        request.notifyFinish().addErrback(lambda _: self._give_up(late, request, at))
        return NOT_DONE_YET

    def _give_up(self, late: Any, request: Exchange, at: float) -> None:
        if late.active():
            late.cancel()
            self._note(request, DROP, at)

    def _reply(self, request: Exchange, path: str, fault: Fault | None, at: float) -> None:
        if fault is not None and fault.status is not None:
            self._fail(request, fault, fault.status, at)
            return
        if request.method not in (b"GET", b"HEAD"):
            request.setHeader(b"allow", b"GET, HEAD")
            self._finish(request, 405, b"", at)
            return
        query = request.uri.partition(b"?")[2].decode("latin-1")
        answer = self._storefront.answer(path, query)
        request.setHeader(b"content-type", answer.content_type.encode())
        for name, value in answer.headers.items():
            request.setHeader(name.encode(), value.encode("latin-1"))
        if answer.etag:
            request.setHeader(b"etag", answer.etag.encode())
            request.setHeader(b"cache-control", b"no-cache")
        if answer.modified:
            request.setHeader(b"last-modified", format_datetime(answer.modified, usegmt=True).encode())
        if _is_known(answer, request):
            self._finish(request, 304, b"", at)
        else:
            self._finish(request, answer.status, answer.body, at)

    def _fail(self, request: Exchange, fault: Fault, status: int, at: float) -> None:
        if status == DROP:
            self._note(request, DROP, at)
            request.channel.forceAbortClient()
            return
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        for name, value in fault.headers.items():
            request.setHeader(name.encode(), value.encode())
        self._finish(request, status, b"A fault that was asked for.\n", at)

    def _finish(self, request: Exchange, status: int, body: bytes, at: float) -> None:
        self._note(request, status, at)
        request.setResponseCode(status)
        if status not in (204, 304):
            request.setHeader(b"content-length", str(len(body)).encode())
            request.write(body)
        request.finish()

    def _note(self, request: Exchange, status: int, at: float) -> None:
        method, uri = request.method.decode("latin-1"), request.uri.decode("latin-1")
        headers = (b"user-agent", b"if-none-match", b"if-modified-since")
        self._log.add(Entry(at, method, uri, status, *(_decode(request.getHeader(name)) for name in headers)))


def _decode(header: bytes | None) -> str | None:
    return None if header is None else header.decode("latin-1")


def _is_known(answer: Answer, request: Exchange) -> bool:
    tags, since = _decode(request.getHeader(b"if-none-match")), _decode(request.getHeader(b"if-modified-since"))
    if answer.etag and tags is not None:
        # Where there are tags the date does not count (RFC 9110, 13.1.3).
        known = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return answer.etag in known or "*" in known
    if not answer.modified or since is None:
        return False
    try:
        return answer.modified <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # no date, or one without a zone
        return False


class QuietSite(Site):
    """Twisted's site without its access log: the shop keeps one of its own."""

    def log(self, request: Any) -> None:
        """Write nothing."""


def make_site(storefront: Storefront) -> Site:
    """Return what serves a storefront on a port."""
    return QuietSite(Front(storefront))  # type: ignore[no-untyped-call]
