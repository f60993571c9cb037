"""The paths that are no part of the shop: what a test turns to see and to steer it.

- GET /health: ``ok``
- GET /truth.json: what is sold today
- GET /requests.json: what was asked (the latest 200,000 requests); DELETE forgets it
- POST /next-day: moves on by one day
- POST /faults ``{"path": "/shop/page/3/", "status": 503, "times": 2, "delay": 0, "headers": {}}``: the next
  two requests of this path fail. "*" is every page, -1 forever; status 0 drops the connection, and without a
  status the page comes as it is, after the delay (seconds). DELETE lets everything work again.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from twisted.web.server import NOT_DONE_YET

from demo.exchange import Exchange
from demo.faults import FaultError, Faults, read_fault
from demo.requestlog import RequestLog
from demo.storefront import Storefront
from demo.truth import tell_truth


class Control:
    """Answers the control paths; none of this appears in the request log."""

    def __init__(self, storefront: Storefront, faults: Faults, log: RequestLog) -> None:
        self._storefront = storefront
        self._faults = faults
        self._log = log
        self._actions: dict[str, dict[bytes, Callable[[Exchange], int | bytes]]] = {
            "/health": {b"GET": lambda _: b"ok\n"},
            "/truth.json": {b"GET": self._tell_truth},
            "/requests.json": {b"GET": self._list_requests, b"DELETE": self._clear_requests},
            "/next-day": {b"POST": self._move_on},
            "/faults": {b"POST": self._order_fault, b"DELETE": self._clear_faults},
        }

    def handles(self, path: str) -> bool:
        """Say whether a path is a control path."""
        return path in self._actions

    def answer(self, path: str, request: Exchange) -> int | bytes:
        """Do what a request of a control path asks for."""
        actions = self._actions[path]
        action = actions.get(request.method)
        if action is None:
            request.setHeader(b"allow", b", ".join(actions))
            return _send_json(request, {"error": f"use {' or '.join(map(bytes.decode, actions))}"}, 405)
        return action(request)

    def _tell_truth(self, request: Exchange) -> int:
        request.setHeader(b"content-type", b"application/json")
        pieces = tell_truth(self._storefront.catalogue, self._storefront.root)
        request.registerProducer(Teller(request, pieces), False)
        return NOT_DONE_YET

    def _list_requests(self, request: Exchange) -> bytes:
        return _send_json(request, {"requests": self._log.list_entries()})

    def _clear_requests(self, request: Exchange) -> bytes:
        self._log.clear()
        return _send_json(request, {"requests": []})

    def _move_on(self, request: Exchange) -> bytes:
        changes = self._storefront.move_on()
        return _send_json(request, {"day": self._storefront.catalogue.shelf.day, **changes._asdict()})

    def _order_fault(self, request: Exchange) -> bytes:
        try:
            fault = read_fault(request.content.read())
        except FaultError as error:
            return _send_json(request, {"error": str(error)}, 400)
        self._faults.order(fault)
        return _send_json(request, {"path": fault.path, "times": fault.times})

    def _clear_faults(self, request: Exchange) -> bytes:
        self._faults.clear()
        return _send_json(request, {})


class Teller:
    """Sends a long answer piece by piece, as fast as it is read, so that the shop goes on serving.

    To Twisted it is a pull producer.
    """

    def __init__(self, request: Exchange, pieces: Iterator[bytes]) -> None:
        self._request = request
        self._pieces = pieces

    def resumeProducing(self) -> None:  # noqa: N802 (Twisted's name)
        """Send the next piece."""
        piece = next(self._pieces, None)
        if piece is not None:
            self._request.write(piece)
            return
        self._request.unregisterProducer()
        self._request.finish()

    def stopProducing(self) -> None:  # noqa: N802 (Twisted's name)
        """Send nothing more: the reader went away."""
        self._pieces = iter(())


def _send_json(request: Exchange, value: Any, status: int = 200) -> bytes:
    request.setResponseCode(status)
    request.setHeader(b"content-type", b"application/json")
    return json.dumps(value).encode()
