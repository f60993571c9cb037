"""Answers that take a thread: the reactor goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from twisted.internet.threads import deferToThread
from twisted.web.server import NOT_DONE_YET

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.python.failure import Failure
    from twisted.web.http import Request

T = TypeVar("T")


def answer_later(
    request: Request, work: Callable[[], T], write: Callable[[T], bytes], refuse: Callable[[Failure], bytes]
) -> int:
    """Do the work in a thread, and write what came of it, or the refusal of what went wrong."""
    caller = _Caller(request)
    answer = deferToThread(work)
    answer.addCallback(write).addErrback(refuse).addCallback(caller.send)
    return NOT_DONE_YET


class _Caller:
    """The other end of a request, which may have hung up before the answer is there."""

    def __init__(self, request: Request):
        self.request = request
        self.is_there = True
        request.notifyFinish().addErrback(self._lose)

    def _lose(self, _failure: Failure) -> None:
        self.is_there = False

    def send(self, content: bytes) -> None:
        """Send the answer, if somebody still waits for it."""
        if self.is_there:
            self.request.write(content)
            self.request.finish()
